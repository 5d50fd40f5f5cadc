// workflow check: what deployment would refuse, with file and line. workflow deploy: stores a folder as a bundle.
#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <iostream>

#include "admin/command.hpp"
#include "audit/api.hpp"
#include "documents/api.hpp"
#include "profiles/api.hpp"
#include "web/api.hpp"
#include "workflow/api.hpp"

namespace ssiis::admin {
namespace {

// Findings in the language of who reads them. Without a catalogue, in English as they are found.
class Sentences {
 public:
  Sentences(Context& context, const std::string& language) : language_{language} {
    if (language != "lo" && language != "en") throw Usage{"--language takes lo or en"};
    if (language == "lo") translator_.emplace(context.resources() + "/i18n");
  }
  std::string line(const workflow::Finding& f) const {
    auto said = f;
    if (translator_) {
      const auto pattern = translator_->keyed(language_, "finding", f.code, "");
      if (!pattern.empty())
        said.sentence = workflow::sentence_of(f, pattern);
      else if (translator_->has(language_, "error", f.code))
        said.sentence = translator_->rejection(language_, Rejection{f.code, f.args});
    }
    return workflow::text_of(said);
  }

 private:
  std::string language_;
  std::optional<web::Translator> translator_;
};

// As the module checks them: the helper program stands beside the resources unless the host says otherwise.
workflow::TemplateCheck letters_of(Context& context, std::optional<documents::TemplateSet>& kept) {
  const std::filesystem::path resources{context.resources()};
  const auto helper = context.host_config().text("plugins.ssiis.helper",
                                                 (resources / "../../bin/ssiis-helper").lexically_normal().string());
  kept.emplace(documents::TemplateSet::Parts{helper, resources / "templates", std::filesystem::temp_directory_path()});
  return [&kept](const workflow::Files& letters) { return kept->faults(letters); };
}

int report(const workflow::Findings& findings, const Sentences& said) {
  for (const auto& f : findings) std::cerr << said.line(f) << '\n';
  std::cerr << findings.size() << (findings.size() == 1 ? " finding\n" : " findings\n");
  return 1;
}

}  // namespace

// FILE is checked with the tables, calendar and catalogue beside it; a folder is checked whole.
int cmd_workflow_check(Context& context, const std::vector<std::string>& arguments) {
  const auto args = parse(arguments, {"--language"}, {});
  if (args.plain.size() != 1) throw Usage{"name one file or folder"};
  const Sentences said{context, args.option("--language", "en")};
  const auto path = std::filesystem::weakly_canonical(args.plain.front());
  if (!std::filesystem::exists(path)) throw Failed{path.string() + " is not there"};
  const bool folder = std::filesystem::is_directory(path);
  const auto files = workflow::files_of(folder ? path.string() : path.parent_path().string());
  std::string only;
  if (!folder) {
    const auto name = path.filename().string();
    if (!files.contains(name)) throw Failed{name + " is no procedure, table, calendar or catalogue"};
    only = name;
  }
  workflow::Findings findings;
  const auto bundle = workflow::read_bundle(files, {}, findings);
  // Other procedures are read too, because this one may call them; what is wrong with them is not asked.
  std::erase_if(findings, [&](const auto& f) { return !only.empty() && f.file.ends_with(".bpmn") && f.file != only; });
  workflow::Files letters;
  for (const auto& [name, content] : files)
    if (only.empty() && workflow::is_template(name)) letters.emplace(name, content);
  if (!letters.empty()) {
    std::optional<documents::TemplateSet> set;
    for (const auto& [name, why] : letters_of(context, set)(letters))
      findings.push_back({name, 1, why.code,
                          fmt::format("This template of a letter is refused: {}.", fmt::join(why.args, ", ")),
                          why.args});
  }
  if (!findings.empty()) return report(findings, said);
  if (!bundle) throw Failed{"another procedure in the folder is wrong: check the folder"};
  for (const auto& f : workflow::doubts_of(*bundle))
    if (only.empty() || f.file == only) std::cerr << "look at this: " << said.line(f) << '\n';
  for (const auto& [name, d] : bundle->processes)
    std::cout << name << ": " << d->nodes.size() << " steps, " << d->flows.size() << " flows\n";
  for (const auto& [name, t] : bundle->tables) std::cout << name << ": " << t.rules() << " rules\n";
  return 0;
}

int cmd_workflow_deploy(Context& context, const std::vector<std::string>& arguments) {
  const auto args = parse(arguments, {"--from", "--label", "--language"}, {});
  if (args.plain.size() != 1) throw Usage{"name the folder"};
  const Sentences said{context, args.option("--language", "en")};
  const std::filesystem::path folder = std::filesystem::weakly_canonical(args.plain.front());
  const SystemClock clock;
  const auto from = args.has("--from") ? Day::parse(args.option("--from")) : clock.today();
  if (!from) throw Usage{"--from takes a day as 2026-01-31"};
  const auto files = workflow::files_of(folder.string());
  workflow::Findings findings;
  audit::Trail trail{context.pool(), clock};
  const auto who = context.who("workflow deploy");
  const auto label = args.option("--label", folder.filename().string());
  std::optional<documents::TemplateSet> set;
  const auto letters = letters_of(context, set);
  const auto bundle = context.pool().transact(db::Mode::write, [&](db::Transaction& tx) {
    findings.clear();
    const auto number = workflow::deploy(tx, files, {}, label, *from, "ssiis-admin", clock.now(), findings, letters);
    if (number)
      trail.record(
          tx, who,
          {.chain = audit::ChainName::administration(),
           .event = "workflow.deployed",
           .object = "bundle:" + std::to_string(*number),
           .details = {{"label", label}, {"in_force_from", from->iso()}, {"sha256", workflow::hash_of(files)}}});
    return number;
  });
  if (!bundle) return report(findings, said);
  std::cout << "bundle " << *bundle << ", in force from " << from->iso() << '\n';
  return 0;
}

}  // namespace ssiis::admin

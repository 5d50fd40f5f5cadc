// workflow check: what deployment would refuse, with file and line. workflow deploy: stores a folder as a bundle.
#include <filesystem>
#include <fstream>
#include <iostream>

#include "admin/command.hpp"
#include "audit/api.hpp"
#include "profiles/api.hpp"
#include "workflow/api.hpp"

namespace ssiis::admin {
namespace {

int report(const workflow::Findings& findings) {
  for (const auto& f : findings) std::cerr << workflow::text_of(f) << '\n';
  std::cerr << findings.size() << (findings.size() == 1 ? " finding\n" : " findings\n");
  return 1;
}

}  // namespace

// FILE is checked with the tables, calendar and catalogue beside it; a folder is checked whole.
int cmd_workflow_check(Context&, const std::vector<std::string>& arguments) {
  const auto args = parse(arguments, {}, {});
  if (args.plain.size() != 1) throw Usage{"name one file or folder"};
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
  if (!findings.empty()) return report(findings);
  if (!bundle) throw Failed{"another procedure in the folder is wrong: check the folder"};
  for (const auto& [name, d] : bundle->processes)
    std::cout << name << ": " << d->nodes.size() << " steps, " << d->flows.size() << " flows\n";
  for (const auto& [name, t] : bundle->tables) std::cout << name << ": " << t.rules() << " rules\n";
  return 0;
}

int cmd_workflow_deploy(Context& context, const std::vector<std::string>& arguments) {
  const auto args = parse(arguments, {"--from", "--label"}, {});
  if (args.plain.size() != 1) throw Usage{"name the folder"};
  const std::filesystem::path folder = std::filesystem::weakly_canonical(args.plain.front());
  const SystemClock clock;
  const auto from = args.has("--from") ? Day::parse(args.option("--from")) : clock.today();
  if (!from) throw Usage{"--from takes a day as 2026-01-31"};
  const auto files = workflow::files_of(folder.string());
  workflow::Findings findings;
  audit::Trail trail{context.pool(), clock};
  const auto who = context.who("workflow deploy");
  const auto label = args.option("--label", folder.filename().string());
  const auto bundle = context.pool().transact(db::Mode::write, [&](db::Transaction& tx) {
    findings.clear();
    const auto number = workflow::deploy(tx, files, {}, label, *from, "ssiis-admin", clock.now(), findings);
    if (number)
      trail.record(
          tx, who,
          {.chain = audit::ChainName::administration(),
           .event = "workflow.deployed",
           .object = "bundle:" + std::to_string(*number),
           .details = {{"label", label}, {"in_force_from", from->iso()}, {"sha256", workflow::hash_of(files)}}});
    return number;
  });
  if (!bundle) return report(findings);
  std::cout << "bundle " << *bundle << ", in force from " << from->iso() << '\n';
  return 0;
}

}  // namespace ssiis::admin

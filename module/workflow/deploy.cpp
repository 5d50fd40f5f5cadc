#include "workflow/deploy.hpp"

#include "sql/workflow.hpp"
#include "workflow/engine.hpp"
#include "workflow/finding.hpp"
#include "workflow/template_store.hpp"

namespace ssiis::workflow {
namespace {

bool of_a_call(const Definition& d, const Node& n) {
  for (int s = n.scope; s != nowhere; s = d.node(s).scope)
    if (d.node(s).kind == NodeKind::call_activity) return true;
  return false;
}

// A task at a place that does not exist would wait for nobody. "hq" and "case" are found when the file is known.
void check_places(db::Transaction& tx, const Bundle& bundle, Findings& findings) {
  for (const auto& [name, process] : bundle.processes)
    for (const auto& n : process->nodes) {
      const auto& place = n.role.territory;
      if (of_a_call(*process, n)) continue;  // told where that process is drawn
      if (place.empty() || place == "hq" || place == "case" || place.front() == '{') continue;
      const auto there = tx.find(sql::workflow::place_known, db::Params{place}, [](const db::Row&) { return true; });
      if (!there)
        findings.push_back(finding(name + ".bpmn", n.line, "role.place",
                                   "\"{}\" is for {}, but there is no place \"{}\": use hq, case or the code of a "
                                   "territory.",
                                   n.id, n.role.text(), place));
    }
}

constexpr std::size_t most_template_bytes = 16ULL << 20;  // of one bundle together

void check_templates(db::Transaction& tx, const Files& files, const TemplateCheck& check, Findings& findings) {
  const auto templates = templates_of(tx, files);
  if (templates.empty()) return;
  std::size_t bytes = 0;
  for (const auto& [name, content] : templates) bytes += content.size();
  const auto& first = templates.begin()->first;
  if (bytes > most_template_bytes)
    return findings.push_back(
        finding(first, 1, "bundle.templates_too_large", "The templates of letters are 16 MiB together at most."));
  if (!check)
    return findings.push_back(finding(first, 1, "bundle.templates_unchecked",
                                      "This installation cannot check templates of letters, so it takes none."));
  // What is wrong with a letter is told by the code of the room that writes letters, as for templates uploaded singly.
  for (const auto& [name, why] : check(templates))
    findings.push_back({name, 1, why.code,
                        fmt::format("This template of a letter is refused: {}.", fmt::join(why.args, ", ")), why.args});
}

}  // namespace

std::shared_ptr<const Bundle> fit_bundle(db::Transaction& tx, const Files& files,
                                         const std::set<std::string, std::less<>>& forms, Findings& findings,
                                         const TemplateCheck& check) {
  const auto read = read_bundle(files, forms, findings);
  if (read) check_places(tx, *read, findings);
  check_templates(tx, files, check, findings);
  return findings.empty() ? read : nullptr;
}

std::optional<std::int64_t> deploy(db::Transaction& tx, const Files& files,
                                   const std::set<std::string, std::less<>>& forms, std::string_view label,
                                   Day valid_from, std::string_view by, Instant now, Findings& findings,
                                   const TemplateCheck& check) {
  const auto read = fit_bundle(tx, files, forms, findings, check);
  if (!read) return std::nullopt;
  const auto number = [](const db::Row& r) { return r.maybe_integer(0).value_or(0); };
  if (const auto known = tx.find(sql::workflow::definition_by_hash, db::Params{read->hash, valid_from}, number))
    return *known;
  const auto bundle = tx.find(sql::workflow::definition_newest, db::Params{}, number).value_or(0) + 1;
  auto kept = files;
  keep_templates(tx, kept);
  for (const auto& [name, content] : kept)
    tx.execute(sql::workflow::definition_insert,
               db::Params{bundle, name, content, read->hash, label, valid_from, now, by});
  return bundle;
}

}  // namespace ssiis::workflow

// registry load, generate, check, copy, discover, index.
#include <fmt/format.h>

#include <algorithm>
#include <iostream>

#include "admin/command.hpp"
#include "admin/json.hpp"
#include "mapping/api.hpp"
#include "registry/api.hpp"

namespace ssiis::admin {
namespace {

std::filesystem::path mapping_folder(Context& context) {
  return std::filesystem::path{context.resources()} / "registry" /
         context.host_config().text("registry.schema", "reference");
}

// The module's own tables must be there; the registry's commands never migrate.
void need_schema(Context& context) {
  auto lease = context.pool().take();
  if (db::schema_version(*lease) < db::newest_schema_version())
    throw Failed{"the database's schema is older than this program: run 'ssiis-admin migrate' first"};
}

std::function<void(std::string_view)> progress_of(Context& context) {
  return [&context](std::string_view line) { context.progress(line); };
}

// The database of <copy><source …/> of module.xml, where the registry is not the module's own database.
std::unique_ptr<db::Pool> source_of(Context& context) {
  const auto module = context.module_config();
  if (!module.find("copy.source.engine"))
    throw Failed{"module.xml names no source: <copy mapping=\"FOLDER\"><source engine=\"…\" …/></copy>"};
  return std::make_unique<db::Pool>(db::spec_from(module, "copy.source"), 2);
}

void print_index(Context& context, const registry::IndexFigures& f) {
  if (context.json()) return;
  std::cout << fmt::format("search index{}: {} documents, {} words, {} pieces, {} places of words, {} numbers\n",
                           f.changed ? "" : " (unchanged)", f.documents, f.tokens, f.grams, f.postings, f.numbers);
}

std::string index_json(const registry::IndexFigures& f) {
  return fmt::format(R"({{"documents":{},"tokens":{},"grams":{},"postings":{},"numbers":{},"changed":{}}})",
                     f.documents, f.tokens, f.grams, f.postings, f.numbers, f.changed);
}

}  // namespace

int cmd_registry_load(Context& context, const std::vector<std::string>& arguments) {
  const auto args = parse(arguments, {"--as-of"}, {"--no-index"});
  if (args.plain.size() != 1) throw Usage{"one folder is needed"};
  const SystemClock clock;
  const auto as_of = args.has("--as-of") ? Day::parse(args.option("--as-of")) : clock.today();
  if (!as_of) throw Usage{"--as-of takes a date YYYY-MM-DD"};
  need_schema(context);
  {
    auto lease = context.pool().take();
    registry::install_mapping(*lease, mapping_folder(context));
  }
  db::IdSource ids{context.pool()};
  audit::Trail trail{context.pool(), clock};
  const auto who = context.who("registry load");
  registry::LoadReport report;
  try {
    report = registry::load_folder(context.pool(), ids, clock, trail, who, args.plain[0], *as_of, progress_of(context));
  } catch (const registry::FolderError& e) {
    throw Failed{fmt::format("nothing was loaded: {}", e.what())};
  }
  registry::IndexFigures figures;
  if (!args.has("--no-index"))
    figures = registry::build_search_index(context.pool(), ids, clock, trail, who, false, progress_of(context));
  context.end_progress();
  if (context.json()) {
    std::string files;
    for (const auto& f : report.files)
      files += fmt::format(R"({}{{"file":{},"rows":{},"changed":{},"rejected":{}}})", files.empty() ? "" : ",",
                           json_text(f.name), f.rows, f.changed, f.rejected);
    std::cout << fmt::format(R"({{"files":[{}],"index":{}}})", files, index_json(figures)) << '\n';
    return 0;
  }
  for (const auto& f : report.files) {
    std::cout << fmt::format("{:<20} {:>9} rows{}{}\n", f.name, f.rows, f.changed ? "" : ", unchanged",
                             f.rejected > 0 ? fmt::format(", {} rejected", f.rejected) : "");
    for (const auto& reason : f.reasons) std::cout << "  " << reason << '\n';
  }
  for (const auto& name : report.ignored)
    std::cout << fmt::format("{:<20} not a file of a registry folder, passed over\n", name);
  if (!args.has("--no-index")) print_index(context, figures);
  return 0;
}

int cmd_registry_generate(Context& context, const std::vector<std::string>& arguments) {
  const auto args = parse(arguments, {"--units", "--seed", "--out", "--to", "--months"}, {});
  if (!args.plain.empty() || !args.has("--out")) throw Usage{"--out DIR is needed"};
  const auto number = [&](std::string_view name, std::int64_t fallback) {
    if (!args.has(name)) return fallback;
    const auto n = whole_number(args.option(name));
    if (!n || *n < 0) throw Usage{std::string{name} + " takes a whole number"};
    return *n;
  };
  registry::GenerateOptions options;
  options.units = number("--units", options.units);
  options.seed = static_cast<std::uint64_t>(number("--seed", 1));
  options.months = static_cast<int>(std::min<std::int64_t>(number("--months", options.months), 1000));
  if (args.has("--to")) {
    const auto last = Month::parse(args.option("--to"));
    if (!last) throw Usage{"--to takes a month YYYY-MM"};
    options.last = *last;
  }
  registry::GenerateReport report;
  try {
    report = registry::generate_folder(options, args.option("--out"), progress_of(context));
  } catch (const std::invalid_argument& e) {
    throw Usage{e.what()};
  }
  context.end_progress();
  std::string files, dirt;
  for (const auto& [name, rows] : report.rows) {
    if (context.json())
      files += fmt::format(R"({}{{"file":{},"rows":{}}})", files.empty() ? "" : ",", json_text(name), rows);
    else
      std::cout << fmt::format("{:<20} {:>9} rows\n", name, rows);
  }
  for (std::size_t i = 0; i < static_cast<std::size_t>(registry::Dirt::count); ++i) {
    const auto kind = static_cast<registry::Dirt>(i);
    const auto& rate = registry::rate_of(kind);
    const auto& count = report.dirt.of(kind);
    if (context.json())
      dirt += fmt::format(R"({}{{"code":{},"per_mille":{},"hit":{},"of":{}}})", dirt.empty() ? "" : ",",
                          json_text(rate.code), rate.per_mille, count.hit, count.of);
    else
      std::cout << fmt::format("{:<24} {:>3} in 1000: {:>6} of {:>6}  {}\n", rate.code, rate.per_mille, count.hit,
                               count.of, rate.what);
  }
  if (context.json()) std::cout << fmt::format(R"({{"files":[{}],"dirt":[{}]}})", files, dirt) << '\n';
  return 0;
}

int cmd_registry_check(Context& context, const std::vector<std::string>& arguments) {
  const auto args = parse(arguments, {}, {});
  if (!args.plain.empty()) throw Usage{"takes no arguments"};
  const auto findings = registry::check_mapping(context.pool());
  bool wrong = false;
  std::string list;
  for (const auto& f : findings) {
    wrong = wrong || f.severity == registry::Severity::error;
    const auto name = f.column.empty() ? f.view : f.view + "." + f.column;
    if (context.json())
      list +=
          fmt::format(R"({}{{"severity":"{}","view":{},"column":{},"code":"{}","count":{}}})", list.empty() ? "" : ",",
                      name_of(f.severity), json_text(f.view), json_text(f.column), f.code, f.count);
    else
      std::cout << fmt::format("{:<8} {:<36} {} {}\n", name_of(f.severity), name, f.code, f.count);
  }
  if (context.json()) std::cout << "[" << list << "]\n";
  return wrong ? 1 : 0;
}

int cmd_registry_copy(Context& context, const std::vector<std::string>& arguments) {
  const auto args = parse(arguments, {}, {"--full"});
  if (!args.plain.empty()) throw Usage{"takes no arguments"};
  need_schema(context);
  const auto registries = std::filesystem::path{context.resources()} / "registry";
  const SystemClock clock;
  db::IdSource ids{context.pool()};
  audit::Trail trail{context.pool(), clock};
  mapping::CopyOffice office{{context.pool(), ids, trail, clock,
                              [&] { return mapping::CopyPlan::from(context.module_config(), registries); }}};
  std::vector<mapping::CopiedView> copied;
  try {
    copied = office.now(context.who("registry copy"), args.has("--full"), progress_of(context));
  } catch (const mapping::CopyRefused& e) {
    throw Failed{e.what()};
  }
  context.end_progress();
  std::string list;
  for (const auto& v : copied) {
    if (context.json())
      list += fmt::format(
          R"({}{{"view":{},"read":{},"added":{},"changed":{},"removed":{},"left_out":{},"months":{},"months_read":{}}})",
          list.empty() ? "" : ",", json_text(v.view), v.read, v.added, v.changed, v.removed, v.left_out, v.months,
          v.months_read);
    else
      std::cout << fmt::format("{:<18} {:>9} read, {:>9} added, {:>7} changed, {:>7} removed{}{}\n", v.view, v.read,
                               v.added, v.changed, v.removed,
                               v.months > 0 ? fmt::format("; {} of {} months read", v.months_read, v.months) : "",
                               v.left_out > 0 ? fmt::format("; {} without a key left out", v.left_out) : "");
  }
  if (context.json()) std::cout << fmt::format(R"({{"views":[{}]}})", list) << '\n';
  return 0;
}

int cmd_registry_discover(Context& context, const std::vector<std::string>& arguments) {
  const auto args = parse(arguments, {"--out", "--rows"}, {"--source"});
  if (!args.plain.empty() || !args.has("--out")) throw Usage{"--out DIR is needed"};
  const auto rows = whole_number(args.option("--rows", "100000"));
  if (!rows || *rows < 1) throw Usage{"--rows takes a whole number, 1 or more"};
  const std::filesystem::path folder{args.option("--out")};
  if (std::filesystem::exists(folder) && !std::filesystem::is_empty(folder))
    throw Failed{folder.string() + " is not empty: a draft overwrites nothing"};
  std::unique_ptr<db::Pool> source;
  if (args.has("--source")) source = source_of(context);
  const auto found = mapping::discover(source ? *source : context.pool(), *rows, progress_of(context));
  mapping::write_folder(found, folder);
  context.end_progress();
  std::string list;
  for (const auto& v : found.views) {
    const auto filled =
        std::count_if(v.columns.begin(), v.columns.end(), [](const auto& c) { return !c.source.empty(); });
    if (context.json())
      list +=
          fmt::format(R"({}{{"view":{},"table":{},"confidence":{:.2f},"columns":{},"of":{}}})", list.empty() ? "" : ",",
                      json_text(v.view), json_text(v.table), v.confidence, filled, v.columns.size());
    else
      std::cout << fmt::format("{:<18} {:<28} {:>3} %  {} of {} columns\n", v.view,
                               v.table.empty() ? "no table found" : v.table, static_cast<int>(v.confidence * 100),
                               filled, v.columns.size());
  }
  if (context.json()) {
    std::cout << fmt::format(R"({{"tables":{},"open":{},"refused":{},"views":[{}]}})", found.tables.size(),
                             found.draft.open.size(), found.refused.size(), list)
              << '\n';
  } else {
    std::cout << fmt::format("{} tables looked at; {} points are open, see {}\n", found.tables.size(),
                             found.draft.open.size(), (folder / "report.txt").string());
    for (const auto& r : found.refused) std::cout << "the database refuses the draft of " << r << '\n';
  }
  return found.refused.empty() ? 0 : 1;
}

int cmd_registry_index(Context& context, const std::vector<std::string>& arguments) {
  const auto args = parse(arguments, {}, {"--force"});
  if (!args.plain.empty()) throw Usage{"takes no arguments"};
  need_schema(context);
  const SystemClock clock;
  db::IdSource ids{context.pool()};
  audit::Trail trail{context.pool(), clock};
  const auto figures = registry::build_search_index(context.pool(), ids, clock, trail, context.who("registry index"),
                                                    args.has("--force"), progress_of(context));
  context.end_progress();
  if (context.json()) std::cout << index_json(figures) << '\n';
  print_index(context, figures);
  return 0;
}

}  // namespace ssiis::admin

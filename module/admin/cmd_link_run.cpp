// link run: links LSSO's units and workers to the other registers inside the module's database.
#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "admin/command.hpp"
#include "admin/json.hpp"
#include "linkage/api.hpp"
#include "matching/api.hpp"

namespace ssiis::admin {
namespace {

// The file appears whole or not at all.
void write_links(const std::filesystem::path& out, const std::string& text) {
  auto part = out;
  part += ".new";
  {
    std::ofstream file{part, std::ios::binary | std::ios::trunc};
    if (!(file << text << std::flush)) throw Failed{fmt::format("the links could not be written to {}", part.string())};
  }
  std::filesystem::rename(part, out);
}

linkage::Run carried_out(Context& context, linkage::Runs& runs, const Actor& who, bool anew) {
  const auto ordered = runs.order(who, "", anew);
  if (!ordered) context.progress("a run is open already: it is taken up where it stopped");
  const auto run = runs.carry_out(
      who, {},
      [&context](const linkage::PartSpec& part, std::string_view stage, std::uint64_t done, std::uint64_t all) {
        context.progress(all == 0 ? fmt::format("{}: {}", part.part, stage)
                                  : fmt::format("{}: {}, {} of {}", part.part, stage, done, all));
      });
  context.end_progress();
  if (!run) throw Failed{"another run is under way: it must end or be stopped first"};
  if (run->state != "done") throw Failed{fmt::format("the run is {}; what it had published stays", run->state)};
  return *run;
}

void print(Context& context, const linkage::Run& run) {
  std::string list;
  for (const auto& p : run.parts) {
    if (context.json())
      list += fmt::format(
          R"({}{{"part":{},"state":"{}","left_rows":{},"right_rows":{},"compared":{},"linked":{},"to_review":{},"pairs_capped":{},"millis":{}}})",
          list.empty() ? "" : ",", json_text(std::string{p.part->part}), p.state, p.left_rows, p.right_rows, p.compared,
          p.linked, p.to_review, p.pairs_capped, p.millis);
    else if (p.state == "unchanged")
      std::cout << fmt::format("{:<36} {:>8} linked {:>7} to review: unchanged since the run of {}\n", p.part->part,
                               p.linked, p.to_review, p.same_as ? p.same_as->iso() : "");
    else if (p.state == "done")
      std::cout << fmt::format("{:<36} {:>8} linked {:>7} to review {:>10} compared {:>9} capped {:>7.1f} s\n",
                               p.part->part, p.linked, p.to_review, p.compared, p.pairs_capped,
                               static_cast<double>(p.millis) / 1000);
    else
      std::cout << fmt::format("{:<36} not run: {}\n", p.part->part, p.report);
  }
  if (context.json()) std::cout << fmt::format(R"({{"run":{},"parts":[{}]}})", run.id, list) << '\n';
}

}  // namespace

int cmd_link_run(Context& context, const std::vector<std::string>& arguments) {
  const auto args = parse(arguments, {"--out", "--threads"}, {"--full"});
  if (!args.plain.empty() || !args.has("--out")) throw Usage{"--out FILE is needed"};
  auto settings = linkage::RunSettings::of(context.module_config());
  if (args.has("--threads")) {
    const auto n = whole_number(args.option("--threads"));
    if (!n || *n < 1 || *n > 64) throw Usage{"--threads takes a number from 1 to 64"};
    settings.threads = static_cast<int>(*n);
  }
  {
    auto lease = context.pool().take();
    if (db::schema_version(*lease) < db::newest_schema_version())
      throw Failed{"the database's schema is older than this program: run 'ssiis-admin migrate' first"};
  }
  const SystemClock clock;
  db::IdSource ids{context.pool()};
  audit::Trail trail{context.pool(), clock};
  linkage::Runs runs{
      {context.pool(), ids, trail, clock, std::filesystem::path{context.resources()} / "linkage", settings}};
  linkage::Run run;
  try {
    run = carried_out(context, runs, context.who("link run"), args.has("--full"));
  } catch (const matching::LinkError& e) {
    context.end_progress();
    throw Failed{e.what()};
  }
  write_links(args.option("--out"),
              context.pool().transact(db::Mode::read, [&](db::Transaction& tx) { return runs.results_csv(tx); }));
  print(context, run);
  return 0;
}

}  // namespace ssiis::admin

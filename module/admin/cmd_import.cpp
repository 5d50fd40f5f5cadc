// import: a file of another agency becomes a snapshot of its register.
#include "imports/api.hpp"

#include <fmt/format.h>

#include <fstream>
#include <iostream>

#include "admin/command.hpp"
#include "admin/json.hpp"
#include "web/api.hpp"

namespace ssiis::admin {
namespace {

// In English: what this program prints, and its files, are for administrators.
class ImportWords {
 public:
  explicit ImportWords(const std::string& resources) : translator_{resources + "/i18n"} {}
  std::string of(const Rejection& why) const { return translator_.rejection("en", why); }

 private:
  web::Translator translator_;
};

std::filesystem::path reader_beside(const std::string& resources) {
  return (std::filesystem::path{resources} / "../../bin/ssiis-reader").lexically_normal();
}

std::int64_t profile_named(db::Pool& pool, const std::string& source, const std::string& name) {
  const auto found =
      pool.transact(db::Mode::read, [&](db::Transaction& tx) { return imports::find_profile(tx, source, name); });
  if (!found) throw Failed{fmt::format("there is no profile '{}' of {}", name, source)};
  return found->id;
}

// One line for each fault: where it stands, what is wrong, what stood there.
std::int64_t write_rejects(db::Pool& pool, std::int64_t load, const std::string& path, const ImportWords& words) {
  std::ofstream out{path, std::ios::binary | std::ios::trunc};
  out << registry::csv_line({"row", "column", "field", "code", "reason", "value"});
  std::int64_t rows = 0;
  imports::each_reject(pool, load, [&](const imports::Reject& r) {
    ++rows;
    for (const auto& f : r.faults)
      out << registry::csv_line(
          {std::to_string(r.line), f.column, f.field, f.code, words.of({f.code, {f.field, f.value}}), f.value});
  });
  out.close();
  if (!out) throw Failed{path + ": cannot be written"};
  return rows;
}

void print_load(Context& context, const imports::Load& load, bool known, const ImportWords& words) {
  const auto state = imports::name_of(load.state);
  if (context.json()) {
    std::string findings;
    for (const auto& f : load.findings)
      findings += fmt::format(R"({}{{"code":{},"reason":{}}})", findings.empty() ? "" : ",", json_text(f.code),
                              json_text(words.of(f)));
    std::cout
        << fmt::format(
               R"({{"load":{},"source":{},"state":"{}","changed":{},"rows":{},"rejected":{},"sha256":"{}","findings":[{}]}})",
               load.id, json_text(load.source), state, !known, load.good, load.bad, load.sha256, findings)
        << '\n';
    return;
  }
  std::cout << fmt::format("{:<20} {:>9} rows, {} rejected, {}{}\n", load.source, load.good, load.bad, state,
                           known ? ", unchanged" : "");
  for (const auto& f : load.findings) std::cout << fmt::format("  {}: {}\n", f.code, words.of(f));
}

}  // namespace

int cmd_import(Context& context, const std::vector<std::string>& arguments) {
  const auto args = parse(arguments, {"--profile", "--as-of", "--rejects"}, {});
  if (args.plain.size() != 2) throw Usage{"a source and a file are needed"};
  const SystemClock clock;
  const auto as_of = args.has("--as-of") ? Day::parse(args.option("--as-of")) : clock.today();
  if (!as_of) throw Usage{"--as-of takes a date YYYY-MM-DD"};
  const std::filesystem::path file{args.plain[1]};
  if (!std::filesystem::is_regular_file(file)) throw Failed{file.string() + ": there is no such file"};
  {
    auto lease = context.pool().take();
    if (db::schema_version(*lease) < db::newest_schema_version())
      throw Failed{"the database's schema is older than this program: run 'ssiis-admin migrate' first"};
  }
  const ImportWords words{context.resources()};
  db::IdSource ids{context.pool()};
  db::Jobs jobs{ids};
  audit::Trail trail{context.pool(), clock};
  documents::BlobStore blobs{context.pool(), ids, clock};
  const auto scratch = std::filesystem::path{context.data_dir()} / "quarantine";
  std::filesystem::create_directories(scratch);
  const auto module = context.module_config();  // what the screens go by, too
  const auto identifiers = names::Identifiers::read_file(context.resources() + "/identifiers/identifiers.xml");
  imports::ImportOffice office{{context.pool(),
                                ids,
                                jobs,
                                blobs,
                                trail,
                                clock,
                                {reader_beside(context.resources())},
                                scratch,
                                imports::Thresholds::from(module),
                                &identifiers,
                                imports::refused_numbers(module, identifiers)}};
  const auto who = context.who("import");
  imports::NewLoad wanted{args.plain[0], file.filename().string(), std::filesystem::absolute(file), 0, *as_of};
  if (args.has("--profile")) wanted.profile = profile_named(context.pool(), wanted.source, args.option("--profile"));
  const auto ordered = office.order(who, wanted);
  if (!ordered)
    throw Failed{fmt::format("nothing was loaded: {} ({})", words.of(ordered.rejection()), ordered.rejection().code)};
  const auto load = office.run(who, ordered->load, {}, [&](std::int64_t rows) {
    context.progress(fmt::format("{}: {} rows", wanted.source, rows));
  });
  context.end_progress();
  if (args.has("--rejects")) write_rejects(context.pool(), load.id, args.option("--rejects"), words);
  print_load(context, load, ordered->known, words);
  if (load.state == imports::LoadState::failed)
    std::cerr << fmt::format("nothing was loaded: {}\n", words.of(load.findings.front()));
  if (load.state == imports::LoadState::held)
    std::cerr << "held: it does not count until a person releases it on the screen of loads\n";
  return load.state == imports::LoadState::failed || load.state == imports::LoadState::held ? 1 : 0;
}

}  // namespace ssiis::admin

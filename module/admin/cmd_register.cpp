// register export, register confirm: accepted changes leave as a file, the MIS confirms by a file.
#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

#include "admin/command.hpp"
#include "admin/json.hpp"
#include "amendments/api.hpp"
#include "inspections/api.hpp"

namespace ssiis::admin {
namespace {

// The services that both commands use, as the running module makes them.
class RegisterExchange {
 public:
  RegisterExchange(Context& context, std::string language)
      : language_{std::move(language)},
        ids_{context.pool()},
        trail_{context.pool(), clock_},
        translator_{context.resources() + "/i18n"},
        blobs_{context.pool(), ids_, clock_},
        kinds_{context.resources() + "/amendments"},
        office_{context.pool(), ids_, trail_, clock_, kinds_},
        way_{chosen_way(context)},
        batches_{{context.pool(), ids_, trail_, clock_, office_, blobs_, way_}} {
    auto lease = context.pool().take();
    if (db::schema_version(*lease) < db::newest_schema_version())
      throw Failed{"the database's schema is older than this program: run 'ssiis-admin migrate' first"};
    office_.ask_file(inspections::objection_of_file);
  }
  amendments::BatchOffice& batches() noexcept { return batches_; }
  amendments::Way way() const noexcept { return way_; }
  std::string words(const Rejections& reasons) const {
    std::string out;
    for (const auto& why : reasons) out += fmt::format("\n  {} ({})", translator_.rejection(language_, why), why.code);
    return out;
  }

 private:
  // Whether the host writes is known to the host alone: here only what an administrator said counts.
  static amendments::Way chosen_way(Context& context) { return amendments::way_of(context.module_config(), true); }

  std::string language_;
  SystemClock clock_;
  db::IdSource ids_;
  audit::Trail trail_;
  web::Translator translator_;
  documents::BlobStore blobs_;
  amendments::Kinds kinds_;
  amendments::AmendmentOffice office_;
  amendments::Way way_;
  amendments::BatchOffice batches_;
};

// Of the sentences that say why something was refused.
std::string language_asked(const Arguments& args) {
  const auto language = args.option("--language", "en");
  if (language != "lo" && language != "en") throw Usage{"--language is lo or en"};
  return language;
}

// Whole or not at all.
void write_whole(const std::filesystem::path& path, std::string_view bytes) {
  auto part = path;
  part += ".new";
  std::ofstream out{part, std::ios::binary | std::ios::trunc};
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  out.close();
  if (!out) throw Failed{part.string() + ": cannot be written"};
  std::filesystem::rename(part, path);
}

// The archive and, beside it, its files in a folder of the same name.
void write_batch(const std::filesystem::path& out, std::int64_t number, const std::string& archive) {
  const auto name = fmt::format("ssiis-batch-{}", number);
  std::filesystem::create_directories(out / name);
  documents::ZipReader zip{archive};
  for (const auto& entry : zip.entries()) write_whole(out / name / entry.name, zip.read(entry));
  write_whole(out / (name + ".zip"), archive);
}

std::string whole_file(const std::filesystem::path& path) {
  if (!std::filesystem::is_regular_file(path)) throw Failed{path.string() + ": there is no such file"};
  if (std::filesystem::file_size(path) > amendments::largest_confirmation)
    throw Failed{path.string() + ": is too large for a confirmation"};
  std::ifstream in{path, std::ios::binary};
  std::ostringstream bytes;
  bytes << in.rdbuf();
  if (!in) throw Failed{path.string() + ": cannot be read"};
  return std::move(bytes).str();
}

}  // namespace

int cmd_register_export(Context& context, const std::vector<std::string>& arguments) {
  const auto args = parse(arguments, {"--batch", "--out", "--language"}, {});
  if (!args.plain.empty() || args.option("--out").empty()) throw Usage{"--out DIR is needed"};
  const auto language = language_asked(args);
  auto number = args.has("--batch") ? whole_number(args.option("--batch")).value_or(0) : std::int64_t{0};
  if (args.has("--batch") && number < 1) throw Usage{"--batch takes the number of a batch"};
  RegisterExchange exchange{context, language};
  const auto who = context.who("register export");
  if (number == 0) {
    if (exchange.way() != amendments::Way::file)
      throw Failed{
          "no batch was closed: this program cannot ask the host whether it writes changes by itself, so it closes one "
          "only where amendments.way in the module's configuration says 'file'. Set it, or close the batch on the "
          "screen "
          "'Batches for the MIS'; a batch that is closed is written by --batch N"};
    const auto closed = exchange.batches().close(who, web::new_request_key());
    if (!closed && closed.rejection().code == "amendment.nothing_to_send") {
      std::cout << (context.json() ? R"({"batch":null})" : "nothing waits to be sent") << '\n';
      return 0;
    }
    if (!closed) throw Failed{"no batch was closed:" + exchange.words(closed.rejections())};
    number = *closed;
  }
  const auto found = exchange.batches().find(who, number);
  if (!found) throw Failed{"nothing was written:" + exchange.words(found.rejections())};
  write_batch(args.option("--out"), number, exchange.batches().archive(who, number).value());
  if (context.json())
    std::cout << fmt::format(R"({{"batch":{},"changes":{},"manifest":"{}"}})", number, found->changes,
                             found->manifest_sha256)
              << '\n';
  else
    std::cout << fmt::format("batch {}: {} changes, manifest {}\n", number, found->changes, found->manifest_sha256);
  return 0;
}

int cmd_register_confirm(Context& context, const std::vector<std::string>& arguments) {
  const auto args = parse(arguments, {"--language"}, {"--yes"});
  if (args.plain.size() != 1) throw Usage{"one file is needed"};
  const auto language = language_asked(args);
  const std::filesystem::path file{args.plain[0]};
  const auto bytes = whole_file(file);
  RegisterExchange exchange{context, language};
  const auto who = context.who("register confirm");
  const auto refuse = [&](const Rejections& why) { throw Failed{"nothing was taken:" + exchange.words(why)}; };
  const auto brought = exchange.batches().bring_in(who, 0, file.filename().string(), bytes);
  if (!brought) refuse(brought.rejections());
  const auto seen = exchange.batches().preview(who, *brought);
  if (!seen) refuse(seen.rejections());
  std::int64_t counted = 0;
  if (args.has("--yes")) {
    const auto done = exchange.batches().count(who, *brought);
    if (!done) refuse(done.rejections());
    counted = *done;
  }
  std::int64_t fresh = 0;
  for (const auto& row : seen->rows) fresh += row.is_new ? 1 : 0;
  if (context.json())
    std::cout << fmt::format(R"({{"batch":{},"answers":{},"new":{},"counted":{}}})", seen->batch.number,
                             seen->rows.size(), fresh, counted)
              << '\n';
  else
    std::cout << fmt::format("batch {}: {} answers, {} of them new; {} counted{}\n", seen->batch.number,
                             seen->rows.size(), fresh, counted,
                             args.has("--yes") ? "" : ". Nothing counts yet: give --yes, or do it on the screen");
  return 0;
}

}  // namespace ssiis::admin

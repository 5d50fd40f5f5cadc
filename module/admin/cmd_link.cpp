// link files: the linkage engine on plain files; no database is needed.
#include <fmt/format.h>

#include <charconv>
#include <fstream>
#include <iostream>

#include "admin/command.hpp"
#include "matching/api.hpp"

namespace ssiis::admin {
namespace {

double link_probability(const std::string& text) {
  double out = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (fault != std::errc{} || end != text.data() + text.size() || !(out >= 0) || !(out <= 1))
    throw Usage{"--at-least takes a probability from 0 to 1"};
  return out;
}

void write_report(const std::string& path, const std::string& text) {
  std::ofstream out{path, std::ios::binary | std::ios::trunc};
  if (!(out << text << std::flush)) throw Failed{fmt::format("the report could not be written to {}", path)};
}

}  // namespace

int cmd_link_files(Context& context, const std::vector<std::string>& arguments) {
  const auto args =
      parse(arguments, {"--left", "--right", "--config", "--out", "--report", "--threads", "--at-least"}, {});
  if (!args.plain.empty() || !args.has("--left") || !args.has("--config") || !args.has("--out"))
    throw Usage{"--left, --config and --out are needed"};
  matching::Options options;
  if (args.has("--threads")) {
    const auto n = whole_number(args.option("--threads"));
    if (!n || *n < 1 || *n > 64) throw Usage{"--threads takes a number from 1 to 64"};
    options.threads = static_cast<int>(*n);
  }
  matching::FilesTask task{.left = args.option("--left"), .right = {}, .out = args.option("--out")};
  if (args.has("--right")) task.right = args.option("--right");
  if (args.has("--at-least")) task.at_least = link_probability(args.option("--at-least"));
  options.progress = [&context](std::string_view stage, std::uint64_t done, std::uint64_t all) {
    context.progress(fmt::format("{}: {} of {}", stage, done, all));
  };
  matching::Report report;
  try {
    const auto model = matching::load_model(args.option("--config"));
    report = matching::link_files(task, model, options);
  } catch (const matching::LinkError& e) {
    context.end_progress();
    throw Failed{e.what()};
  }
  context.end_progress();
  if (args.has("--report")) write_report(args.option("--report"), matching::report_text(report));
  std::cout << (context.json() ? matching::report_json(report) + "\n" : matching::report_text(report));
  return 0;
}

}  // namespace ssiis::admin

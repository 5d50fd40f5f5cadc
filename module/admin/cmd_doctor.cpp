// doctor: one line a check, with the mend.
#include "admin/doctor.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iostream>

#include "admin/json.hpp"

namespace ssiis::admin {
namespace {

std::string_view word(Finding::Level level) {
  return level == Finding::Level::ok ? "ok" : level == Finding::Level::warning ? "warning" : "error";
}

void print(const Report& report, bool json) {
  if (json) {
    std::string out{'['};
    for (const auto& f : report.findings())
      out += fmt::format(R"({}{{"level":{},"subject":{},"what":{},"mend":{}}})", out.size() > 1 ? "," : "",
                         json_text(word(f.level)), json_text(f.subject), json_text(f.what), json_text(f.mend));
    std::cout << out << "]\n";
    return;
  }
  for (const auto& f : report.findings())
    std::cout << fmt::format("{:<8} {}: {}{}\n", word(f.level), f.subject, f.what,
                             f.mend.empty() ? "" : " -- " + f.mend);
}

}  // namespace

bool Report::has_errors() const noexcept {
  return std::any_of(findings_.begin(), findings_.end(),
                     [](const auto& f) { return f.level == Finding::Level::error; });
}

int cmd_doctor(Context& context, const std::vector<std::string>& arguments) {
  if (!arguments.empty()) throw Usage{"doctor takes no arguments"};
  Report report;
  bool configured = false;
  try {
    static_cast<void>(context.host_config());
    configured = true;
    report.ok("configuration", "can be read");
  } catch (const SettingsError& e) {
    report.error("configuration", e.what(), "mend host.xml");
  }
  if (configured) check_files(context, report);
  check_machine(report);
  if (configured) check_database(context, report);
  print(report, context.json());
  return report.has_errors() ? 1 : 0;
}

}  // namespace ssiis::admin

// What doctor looks at: each check adds lines to a report.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "admin/command.hpp"

namespace ssiis::admin {

struct Finding {
  enum class Level { ok, warning, error } level;
  std::string subject;
  std::string what;
  std::string mend{};  // what to do; empty when ok
};

class Report {
 public:
  void ok(std::string subject, std::string what) { add({Finding::Level::ok, std::move(subject), std::move(what)}); }
  void warn(std::string subject, std::string what, std::string mend) {
    add({Finding::Level::warning, std::move(subject), std::move(what), std::move(mend)});
  }
  void error(std::string subject, std::string what, std::string mend) {
    add({Finding::Level::error, std::move(subject), std::move(what), std::move(mend)});
  }
  const std::vector<Finding>& findings() const noexcept { return findings_; }
  bool has_errors() const noexcept;

 private:
  void add(Finding f) { findings_.push_back(std::move(f)); }
  std::vector<Finding> findings_;
};

void check_files(Context& context, Report& report);     // configuration, folders, permissions, plugin
void check_machine(Report& report);                     // fonts, LibreOffice, clock
void check_database(Context& context, Report& report);  // reachable, settings, schema, views, profiles, audit

}  // namespace ssiis::admin

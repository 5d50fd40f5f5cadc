// What is deployed together: procedures, decision tables, calendar, catalogue, forms, templates of letters. One
// immutable, hashed, dated set; an instance stays with the set it began with, its forms and templates included.
#pragma once
#include <functional>
#include <map>
#include <memory>
#include <string>

#include "forms/api.hpp"
#include "workflow/calendar.hpp"
#include "workflow/definition.hpp"
#include "workflow/machine.hpp"
#include "workflow/parameters.hpp"
#include "workflow/table.hpp"

namespace ssiis::workflow {

using Files = std::map<std::string, std::string>;  // name → content
// What the room that writes letters has against templates (name → bytes): the file and why it is refused. Told by the
// wiring, because this room knows no letters.
using TemplateCheck = std::function<std::vector<std::pair<std::string, Rejection>>(const Files& templates)>;

// The name of a step as drawn (its id when it has none), and in Lao where the drawing says it.
struct StepLabel {
  std::string drawn, lo;
};

// Immutable. [any thread]
struct Bundle {
  std::int64_t id{0};
  std::string label, hash;
  Day valid_from{};  // of a deployed one
  std::map<std::string, std::shared_ptr<const Definition>, std::less<>> processes;
  std::map<std::string, DecisionTable, std::less<>> tables;
  std::shared_ptr<const Calendar> calendar;
  Parameters parameters;
  Catalogues catalogues;
  std::map<std::string, forms::Form, std::less<>> own_forms;  // by key; empty in bundles deployed without their forms
  std::map<std::string, std::string, std::less<>> sources;    // BPMN text by process, for the diagram
  std::map<std::string, std::string, std::less<>> templates;  // SHA-256 by file name; the bytes: template_store.hpp

  const Definition* process(std::string_view name) const;
  StepLabel label_of(std::string_view process, const std::string& node) const;
  // The table of that name; a refusal workflow.table_unknown when there is none.
  Result<Decided> decide(std::string_view table, const Variables& variables) const;
  // By the table legal_deadline (inputs key, inspection_type, anchor_date, and the parameters of that day); the due day
  // by the calendar.
  Result<Deadline> deadline(const std::string& key, const Variables& variables, Day anchor) const;
  // The period without the day it ends.
  Result<Deadline> period(const std::string& key, const Variables& variables, Day anchor) const;
  // What a deadline says of where it comes from: hash of the bundle, rule of the table, version of the calendar.
  std::string rule_version(std::string_view rule, const Calendar& by) const;
};

// Reads and checks all files (*.bpmn, *.dmn, holidays.xml, catalogue.xml, parameters.xml, forms/<key>.xml; of
// templates/{lo,en}/<kind>.docx only that both languages are there). `forms` are the keys of
// forms that exist besides; no forms at all = not compared. Nothing when there is a finding. [any thread]
std::shared_ptr<Bundle> read_bundle(const Files& files, const std::set<std::string, std::less<>>& forms,
                                    Findings& findings);
// What is no reason to refuse a bundle that was read, and somebody should look at (join_doubts).
Findings doubts_of(const Bundle& bundle);
// The files of a folder that belong to a bundle, with the forms of the folder "forms" in it, else beside it, and the
// templates of letters of the folder "templates" in it, if there is one. Throws
// std::runtime_error when one cannot be read or is larger than 4 MiB.
Files files_of(const std::string& folder);
inline constexpr std::size_t most_bundle_files = 200;
// Whether a bundle may hold a file of this name: *.bpmn, *.dmn, holidays.xml, catalogue.xml, parameters.xml,
// forms/*.xml, templates/{lo,en}/*.docx; letters, digits, "-", "_" and "." only.
bool bundle_holds(std::string_view file_name);
// What no bundle may hold, whatever stands in it: names, numbers, sizes.
Findings unfit_names(const Files& files);
std::string hash_of(const Files& files);

}  // namespace ssiis::workflow

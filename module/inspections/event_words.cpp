#include "inspections/event_words.hpp"

#include <pugixml.hpp>
#include <sstream>

namespace ssiis::inspections {
namespace {

using web::N_;

struct Pair {
  std::string_view code;
  const char* english;
};

std::string words_in(const web::Translator& t, const std::string& language, std::span<const Pair> list,
                     const std::string& code) {
  for (const auto& p : list)
    if (p.code == code) return t.text(language, p.english);
  return code;
}

constexpr Pair events[] = {
    {"order.created", N_("Order created")},
    {"case.imported", N_("Paper file brought in")},
    {"request.accepted", N_("Request accepted")},
    {"visit.started", N_("Visit started")},
    {"visit.ended", N_("Visit ended")},
    {"visit.roll_recorded", N_("Roll call recorded")},
    {"visit.checklist_answered", N_("Checklist answered")},
    {"visit.statement_taken", N_("Statement taken")},
    {"visit.evidence_added", N_("Evidence added")},
    {"workflow.started", N_("Procedure started")},
    {"workflow.completed", N_("Step completed")},
    {"workflow.raised", N_("Step ended with an incident of the unit")},
    {"workflow.claimed", N_("Task taken")},
    {"workflow.released", N_("Task given back")},
    {"workflow.delivered", N_("Letter or message received")},
    {"workflow.timer_fired", N_("Period ended")},
    {"workflow.timer_referred", N_("Period ended, put to a legal officer")},
    {"workflow.service_done", N_("Automatic step done")},
    {"workflow.retried", N_("Automatic step tried again")},
    {"grant.opened", N_("Team may read the unit's earlier files")},
    {"grant.closed", N_("Team may no longer read the unit's earlier files")},
    {"document.generated", N_("Document made")},
    {"document.received", N_("Document received")},
};

constexpr Pair roles[] = {
    {"registration_contribution", N_("Registration and Contribution Division")},
    {"head_inspection", N_("Head of inspection")},
    {"chief_inspector", N_("Chief inspector")},
    {"inspector", N_("Inspector")},
    {"legal_officer_hq", N_("Legal officer")},
    {"head_legal_hq", N_("Head of the Legal Division")},
    {"director", N_("Director General")},
};

constexpr Pair deadlines[] = {
    {"allegations", N_("Period for allegations")},
    {"allegations.examine", N_("Examination of allegations")},
    {"analysis", N_("Analysis")},
    {"approval", N_("Approval")},
    {"background.collect", N_("Background information")},
    {"close", N_("Closing")},
    {"decision", N_("Decision")},
    {"decision.review", N_("Review of the decision")},
    {"enquiry.answer", N_("Answer to the enquiry")},
    {"inspection.period", N_("Period of the inspection")},
    {"institution.answer", N_("Answer of the institution")},
    {"judgment.execute", N_("Carrying out the judgment")},
    {"list.consolidate", N_("List of units")},
    {"obstruction.record", N_("Record of obstruction")},
    {"order.issue", N_("Issue of the order")},
    {"outcome.execute", N_("Carrying out the outcome")},
    {"plan.draft", N_("Inspection Plan")},
    {"receipt", N_("Receipt of the decision")},
    {"register.answer", N_("Answer of the registers")},
    {"report", N_("Report")},
    {"review", N_("Review")},
    {"service.person", N_("Service in person")},
    {"visit", N_("Visit")},
    {"withdraw", N_("Withdrawal")},
};

constexpr Pair topics[] = {
    {"unit.status", N_("Status in the register")},
    {"unit.sector", N_("Sector")},
    {"unit.phone", N_("Telephone")},
    {"unit.director", N_("Director of the unit")},
    {"workers.declared", N_("Workers declared, newest month")},
    {"contributions.months_short", N_("Months not paid in full, of the last 12")},
    {"contributions.missing", N_("Due but not paid, last 12 months")},
    {"contributions.last_paid", N_("Last payment")},
    {"inspections.earlier", N_("Inspections before this system")},
};

constexpr Pair sources[] = {
    {"mis", N_("MIS of the LSSO")},
    {"tax", N_("Tax Authority")},
    {"enterprise_register", N_("Enterprise Register")},
    {"molsw", N_("Ministry of Labour and Social Welfare")},
};

}  // namespace

std::string event_words(const web::Translator& t, const std::string& language, const std::string& event) {
  return words_in(t, language, events, event);
}
std::string role_words(const web::Translator& t, const std::string& language, const std::string& role) {
  return words_in(t, language, roles, role);
}
std::string deadline_words(const web::Translator& t, const std::string& language, const std::string& key) {
  return words_in(t, language, deadlines, key);
}
std::string topic_words(const web::Translator& t, const std::string& language, const std::string& topic) {
  return words_in(t, language, topics, topic);
}
std::string source_words(const web::Translator& t, const std::string& language, const std::string& source) {
  return words_in(t, language, sources, source);
}

std::string topic_value(const web::Translator& t, const std::string& language, const std::string& topic,
                        const std::string& value) {
  if (topic == "contributions.missing")
    if (const auto n = whole_number(value)) return t.kip(language, Money::kip(*n));
  if (const auto day = Day::parse(value)) return t.date(language, *day);
  if (topic.starts_with("workers.") || topic.ends_with("months_short") || topic == "inspections.earlier")
    if (const auto n = whole_number(value)) return t.number(language, *n);
  return value;
}

std::string labelled_procedure(const workflow::Bundle& bundle, const std::string& process, const web::Translator& t,
                               const std::string& language) {
  pugi::xml_document document;
  const auto& source = bundle.sources.at(process);
  if (!document.load_buffer(source.data(), source.size(), pugi::parse_default | pugi::parse_ws_pcdata)) return source;
  for (const auto& found : document.select_nodes("//*[@id][@name]")) {
    auto node = found.node();
    node.attribute("name") =
        t.keyed(language, "bpmn", process + "/" + node.attribute("id").value(), node.attribute("name").value()).c_str();
  }
  std::ostringstream out;
  document.save(out, "", pugi::format_raw);
  return out.str();
}

}  // namespace ssiis::inspections

#include "inspections/letter_values.hpp"

#include <fmt/format.h>

#include "inspections/event_words.hpp"
#include "inspections/letter_parts.hpp"
#include "inspections/people.hpp"
#include "inspections/repository_visits.hpp"
#include "inspections/requesters.hpp"
#include "inspections/serving_office.hpp"
#include "inspections/task_forms.hpp"

namespace ssiis::inspections {
namespace {

using documents::Values;
using web::N_;

std::string role_in_team(const LetterSource& s, MemberRole role) {
  return role == MemberRole::chief_inspector ? s.say(N_("Chief inspector")) : s.say(N_("Inspector"));
}

void put_team(Values& values, const LetterSource& s) {
  People people{s.tx};
  values.declare("team");
  std::int64_t n = 0;
  for (const auto& m : members_at(s.tx, s.file.id, s.as_of))
    values.add("team")
        .set("no", s.t.number(s.language, ++n))
        .set("name", people.name(m.user_id, s.language))
        .set("position", s.say(N_("Social security inspector")))
        .set("role", role_in_team(s, m.role));
}

std::string signer_title(const LetterSource& s) {
  if (s.signer_role == "director") return s.say(N_("Director General"));
  if (s.signer_role == "head_inspection") return s.say(N_("Head of inspection"));
  if (!s.signer_role.empty()) return s.say(N_("Legal Division"));
  return s.say(N_("Social security inspector"));
}

// The last visit that had begun.
std::optional<Visit> visit_then(const LetterSource& s) {
  std::optional<Visit> out;
  for (auto& v : visits_of(s.tx, s.file.id))
    if (v.started_at <= s.as_of) out = std::move(v);
  return out;
}

// Most letters reach the labour unit, and none of these may tell that somebody complained, or in whose words. So they
// name the same subject and origin for every inspection: if a plan's were named, what is left unsaid would tell.
void put_common(Values& values, const LetterSource& s) {
  const auto tree = s.rooms.territories();
  const auto address = [&] {
    std::string out;
    for (const auto* node : tree->path(s.file.territory))
      if (node->kind != "national" && node->kind != "region")
        out = node->name(s.language) + (out.empty() ? "" : ", " + out);
    return out;
  }();
  People people{s.tx};
  const auto setting = [&](const char* key) {
    return s.rooms.settings.text(fmt::format("office.{}_{}", key, s.language), "–");
  };
  const auto serving = serving_office(s.rooms, s.file.office, s.day);
  const bool own = serving.has_head(s.language);
  const auto town = own ? serving.office->heading.town(s.language) : std::string{};
  values.set("issuer", own ? serving.office->name(s.language) : setting("name"))
      .set("issuer_parent", own && serving.above ? serving.above->name(s.language) : setting("parent"))
      .set("place", town.empty() ? setting("place") : town)
      .set("contact", own ? serving.office->heading.contact(s.language) : setting("contact"))
      .set("date", s.t.long_date(s.language, s.day))
      .set("order_number", s.file.order_number)
      .set("plan_number", s.or_dash(s.file.plan_number))
      .set("unit_name", s.file.unit_name)
      .set("unit_number", s.or_dash(s.file.unit_number))
      .set("unit_address", s.or_dash(s.file.workplace_name.empty() ? address : s.file.workplace_name + ", " + address))
      .set("addressee", s.addressee())
      .set("subject", s.say(N_("Inspection of the application of the social security law")))
      .set("signer_name", people.name(s.signer, s.language))
      .set("signer_title", signer_title(s));
  rows_of(values, s, "legal_basis",
          s.text("legal_basis").empty() ? s.rooms.settings.text("prefill.legal_basis", "") : s.text("legal_basis"));
  values.add("copies").set("no", s.t.number(s.language, 1)).set("text", s.say(N_("File of the inspection")));
}

void put_plan_values(Values& values, const LetterSource& s) {
  People people{s.tx};
  std::string workers = "–", sector = "–";
  const auto data_date = s.t.date(s.language, s.file.opened_on);
  for (const auto& fact : background_of(s.tx, s.file.id)) {
    if (fact.topic == "workers.declared") workers = fact.value;
    if (fact.topic == "unit.sector") sector = fact.value.empty() ? "–" : sector_words(s.t, s.language, fact.value);
  }
  values.set("objective", s.or_dash(s.text("objective")))
      .set("period_from", s.date("period_from"))
      .set("period_to", s.date("period_to"))
      .set("plan_date", s.t.long_date(s.language, s.day))
      .set("visit_from", s.date("visit_day"))
      .set("visit_to", s.date("visit_day"))
      .set("workers_registered", workers)
      .set("data_date", data_date)
      .set("tax_number", "–")
      .set("activity", sector)
      .set("origin", s.say(N_("The duty of inspection under the Law on Social Security")));
  values.add("schedule")
      .set("day", s.date("visit_day"))
      .set("what", s.file.type == InspectionType::direct ? s.say(N_("Visit to the workplace"))
                                                         : s.say(N_("Examination of documents")))
      .set("who", people.name(s.signer, s.language));
  values.add("checks")
      .set("no", s.t.number(s.language, 1))
      .set("subject_matter", s.or_dash(s.text("objective")))
      .set("text", s.or_dash(s.text("objective")))
      .set("documents", s.or_dash(s.text("documents_to_request")));
  rows_of(values, s, "documents_needed", s.text("documents_to_request"));
  values.declare("conditions");
}

void put_visit_values(Values& values, const LetterSource& s) {
  values.declare("findings").declare("statements").declare("evidence_list").declare("workers").declare("present");
  for (const char* key : {"visit_date", "visit_start", "visit_end", "visit_place", "unit_signer", "workers_found",
                          "workers_registered", "workers_unregistered", "workers_wage_differs"})
    values.set(key, "–");
  const auto last = visit_then(s);
  if (!last) return;
  const Visit& v = *last;
  values.set("visit_date", s.t.long_date(s.language, v.started_at.day()))
      .set("visit_start", v.started_at.local_clock())
      .set("visit_end", v.ended_at ? v.ended_at->local_clock() : "–")
      .set("visit_place", s.or_dash(v.place))
      .set("unit_signer", s.or_dash(v.met_name));
  values.add("present")
      .set("no", s.t.number(s.language, 1))
      .set("name", s.or_dash(v.met_name))
      .set("position", s.or_dash(v.met_position));
  const auto tally = tally_of(s.tx, s.file.id, v.id);
  const auto n = [&](std::int64_t x) { return s.t.number(s.language, x); };
  values.set("workers_found", n(tally.registered + tally.unregistered + tally.wage_differs))
      .set("workers_registered", n(tally.registered))
      .set("workers_unregistered", n(tally.unregistered))
      .set("workers_wage_differs", n(tally.wage_differs));
  std::int64_t no = 0;
  Values* table = nullptr;
  for (const auto& e : roll_of(s.tx, s.file.id, v.id)) {
    if (e.finding != RollFinding::unregistered && e.finding != RollFinding::wage_differs) continue;
    if (table == nullptr) table = &values.add("workers");
    table->add("worker")
        .set("no", n(++no))
        .set("name", e.name)
        .set("status", e.finding == RollFinding::unregistered ? s.say(N_("not registered")) : s.say(N_("wage differs")))
        .set("note", s.or_dash(e.note));
  }
  for (const auto& st : statements_of(s.tx, s.file.id, v.id))
    values.add("statements").set("who", st.person).set("position", s.or_dash(st.position)).set("text", st.content);
  Values* list = nullptr;
  no = 0;
  for (const auto& e : evidence_of(s.tx, s.file.id)) {
    if (e.visit != v.id) continue;
    if (e.received_at > s.as_of) continue;
    if (list == nullptr) list = &values.add("evidence_list");
    list->add("evidence").set("no", n(++no)).set("description", e.title).set("sha256_short", e.sha256.substr(0, 16));
  }
  std::int64_t k = 0;
  for (const auto& line : lines_in(s.text("visit_summary"))) values.add("findings").set("no", n(++k)).set("text", line);
}

// The registers' facts as words, one a line; what other registers hold as a whole is not about this unit.
std::string background_words(const LetterSource& s) {
  std::string out;
  for (const auto& fact : background_of(s.tx, s.file.id)) {
    if (fact.topic.starts_with("snapshot.")) continue;
    out += (out.empty() ? "" : "\n") + topic_words(s.t, s.language, fact.topic) + ": " +
           topic_value(s.t, s.language, fact.topic, fact.value);
  }
  return out;
}

void put_report_values(Values& values, const LetterSource& s) {
  const std::string background = background_words(s);
  const auto infringements = lines_in(s.text("infringement_text"));
  values
      .set("subject", s.file.subject)  // stays inside the office
      .set("background", s.or_dash(background))
      .set("proceedings", s.or_dash(s.text("visit_summary")))
      .set("conclusion", s.or_dash(s.text("report_text")))
      .set("addressee", s.say(N_("Director General")));
  values.show("has_findings", !infringements.empty()).declare("findings").declare("proposals");
  std::int64_t no = 0;
  for (const auto& line : infringements)
    values.add("findings")
        .set("no", s.t.number(s.language, ++no))
        .set("text", line)
        .set("evidence", "–")
        .set("legal_ref", s.say(N_("to be confirmed by LSSO")));
  no = 0;
  for (const auto& line : lines_in(s.text("measure_text")))
    values.add("proposals").set("no", s.t.number(s.language, ++no)).set("text", line);
}

// What the decision does to those before it, one sentence each; of a court's annulment the court's.
std::string words_about(const LetterSource& s) {
  std::string out;
  for (const auto& d : s.cited->about) {
    const std::vector<std::string> named{d.number, s.t.long_date(s.language, d.taken_on)};
    const auto say = [&](const char* english) { return s.t.text(s.language, english, named); };
    std::string words;
    if (!s.cited->decision.rules() && s.cited->decision.id == d.id)
      words = s.t.text(s.language, "Decision no. {1} of {2} is annulled by judgment no. {3} of {4}.",
                       {named[0], named[1], s.or_dash(s.text("judgment_number")), s.date("judgment_on")});
    else if (s.cited->decision.outcome == "confirmed")
      words = say(N_("Decision no. {1} of {2} is confirmed."));
    else if (s.cited->decision.outcome == "annulled")
      words = say(N_("Decision no. {1} of {2} is annulled."));
    else if (s.cited->in_part)
      words = say(N_("Decision no. {1} of {2} is modified in part; the rest of it stays in force."));
    else
      words = say(N_("This decision takes the place of decision no. {1} of {2}."));
    out += (out.empty() ? "" : "\n") + words;
  }
  return out;
}

// Why it was decided: by the report, the review, the appeal or the judgment that led to it.
std::string reasons_of(const LetterSource& s, const Decision& d) {
  const char* field = d.kind == "review"     ? "outcome_text"
                      : d.kind == "appeal"   ? "appeal_reasons"
                      : d.kind == "judgment" ? "judgment_content"
                                             : "report_text";
  const auto words = s.text(field);
  return words.empty() ? s.text("report_text") : words;
}

std::string on_lines(const std::string& first, const std::string& second) {
  return first.empty() || second.empty() ? first + second : first + "\n" + second;
}

void put_decision_values(Values& values, const LetterSource& s) {
  const auto* d = s.cited ? &s.cited->decision : nullptr;
  const auto date = s.t.long_date(s.language, d ? d->taken_on : s.day);
  const auto about = s.cited ? words_about(s) : std::string{};
  // What a court annulled orders nothing any more.
  const bool orders = d != nullptr && !d->rules() && d->now.state != DecisionState::annulled;
  const auto content = d != nullptr && (orders || d->rules()) ? d->content : std::string{};
  const auto reasons = d == nullptr ? std::string{} : reasons_of(s, *d);
  const auto report = report_then(s);
  values.set("decision_number", d ? d->number : "–")
      .set("decision_date", date)
      .set("summary", s.or_dash(on_lines(about, content)))
      .set("reasons", on_lines(about, s.t.text(s.language, "Reasons: {1}", {s.or_dash(reasons)})))
      .set("remedies", s.say(N_("How and until when allegations may be filed: to be confirmed by LSSO")))
      .set("effective_from", date)
      .set("report_number", report ? report->register_number : "–")
      .set("report_date", report ? s.t.long_date(s.language, report->day) : "–");
  auto lines = orders ? lines_in(content) : std::vector<std::string>{};
  if (orders && d->amount)
    lines.push_back(s.t.text(s.language, "Sum to be paid: {1}", {s.t.kip(s.language, *d->amount)}));
  values.show("has_measures", !lines.empty()).declare("measures");
  std::int64_t no = 0;
  for (const auto& line : lines)
    values.add("measures")
        .set("no", s.t.number(s.language, ++no))
        .set("text", line)
        .set("legal_ref", s.or_dash(d->legal_basis))
        .set("due", s.say(N_("to be confirmed by LSSO")));
}

void put_closing_values(Values& values, const LetterSource& s) {
  People people{s.tx};
  values.set("closed_on", s.t.long_date(s.language, s.day))
      .set("closed_by", people.name(s.signer, s.language))
      .set("result", s.or_dash(s.text("closing_summary").empty() ? s.text("report_text") : s.text("closing_summary")));
  values.declare("steps").declare("documents");
  for (const auto& a : answers_of(s.tx, s.file.id)) {
    if (a.at > s.as_of) continue;
    const auto form = form_of(s.tx, s.rooms, a.bundle, a.form_key);
    values.add("steps")
        .set("day", s.t.date(s.language, a.at.day()))
        .set("what", form == nullptr ? a.form_key : form->title.in(s.language))
        .set("who", people.name(a.by, s.language));
  }
  std::int64_t no = 0;
  for (const auto& d : s.documents.of_case(s.tx, s.file.id)) {
    if (d.created_at > s.as_of || d.copy_of || d.id == s.original) continue;
    if (written_to_requester(d)) continue;  // sealed; the record of the closing may be shown to the labour unit
    values.add("documents")
        .set("no", s.t.number(s.language, ++no))
        .set("number", d.register_number)
        .set("document_title", d.title)
        .set("day", s.t.date(s.language, d.day));
  }
}

void put_enquiry_values(Values& values, const LetterSource& s) {
  rows_of(values, s, "questions", s.text("enquiry_question"));
  values.set("answer_by", s.say(N_("to be confirmed by LSSO")));
}

}  // namespace

std::string LetterSource::addressee() const {
  if (request && request->kind == RequestKind::authority) return request->authority;
  if (request) return t.text(language, N_("The person who filed request no. {1}"), {request->number});
  // The file may know an institution for other reasons: a document of it came in.
  if (audience == Audience::institution) return institution_office_of(rooms, t, file, language, text("institution"));
  return file.unit_name;
}

std::string LetterSource::text(std::string_view field) const {
  const auto at = known.find(field);
  return at == known.end() ? std::string{} : at->second;
}

std::string LetterSource::date(std::string_view field) const {
  const auto answered = Day::parse(text(field));
  return answered ? t.long_date(language, *answered) : "–";
}

void fill_letter(Values& values, const LetterSource& s, std::string_view key) {
  put_common(values, s);
  put_team(values, s);
  if (key == "service_order" || key == "inspection_plan" || key == "approval" || key == "inspection_notice")
    put_plan_values(values, s);
  if (key == "settlement_report") put_plan_values(values, s);
  if (key == "visit_record" || key == "settlement_report" || key == "obstruction_record") put_visit_values(values, s);
  if (key == "inspection_report") put_report_values(values, s);
  if (key == "decision" || key == "decision_notice") put_decision_values(values, s);
  if (key == "closing_letter" || key == "closing_record") put_closing_values(values, s);
  if (key == "withdrawal_notice") values.set("closed_on", s.t.long_date(s.language, s.day));
  if (key == "enquiry_letter") put_enquiry_values(values, s);
  put_outside_values(values, s, key);
  put_record_values(values, s, key);
}

}  // namespace ssiis::inspections

// Records that steps of the procedure draw up beside the letters.
#include "inspections/letter_parts.hpp"
#include "inspections/repository_visits.hpp"

namespace ssiis::inspections {
namespace {

using documents::Values;
using web::N_;

// Read after the visit's values: who the team met signs it.
void put_obstruction_values(Values& values, const LetterSource& s) {
  rows_of(values, s, "account", s.text("obstruction_account"));
  values.set("witness", s.or_dash(s.text("obstruction_witness")));
}

void put_service_values(Values& values, const LetterSource& s) {
  put_decision_named(values, s, Cites::being_served);
  const auto receiver = s.or_dash(s.text("service_outcome") == "received" ? s.text("receiver") : std::string{});
  values.set("service_way", chosen_words(s, "service", "service_channel"))
      .set("service_result", chosen_words(s, "service", "service_outcome"))
      .set("service_day", s.date("service_day"))
      .set("receiver", receiver)
      .set("unit_signer", receiver);
  rows_of(values, s, "notes", s.text("service_note"));
}

void put_allegation_values(Values& values, const LetterSource& s) {
  put_decision_named(values, s);
  values.set("subject", s.say(N_("Allegations of the labour unit against the decision")))
      .set("addressee", s.say(N_("Head of the Legal Division")))
      .set("proposed", chosen_words(s, "allegations", "proposed_outcome"))
      .declare("alleged");
  std::int64_t no = 0;
  for (const auto& in : incoming_of(s.tx, s.file.id))
    if (in.kind == "allegations" && in.at <= s.as_of)
      values.add("alleged")
          .set("no", s.t.number(s.language, ++no))
          .set("day", s.t.date(s.language, in.day))
          .set("text", in.content);
  rows_of(values, s, "hearing", s.text("hearing"));
  rows_of(values, s, "opinion", s.text("legal_opinion"));
}

void put_report_named(Values& values, const LetterSource& s) {
  const auto report = report_then(s);
  values.set("report_number", report ? report->register_number : "–");
}

// No rate, no ceiling and no day of payment is confirmed, so the sum is left to the LSSO instead of being guessed.
void put_settlement_values(Values& values, const LetterSource& s) {
  put_report_named(values, s);
  values.set("amount_due", s.say(N_("to be confirmed by LSSO")));
}

void put_measure_values(Values& values, const LetterSource& s) {
  put_report_named(values, s);
  const auto unconfirmed = s.say(N_("to be confirmed by LSSO"));
  values.set("subject", s.say(N_("Measures proposed after the inspection")))
      .set("addressee", s.say(N_("Director General")))
      .set("proposed", chosen_words(s, "report", "proposed_measure"))
      .declare("measures");
  rows_of(values, s, "infringements", s.text("infringement_text"));
  std::int64_t no = 0;
  for (const auto& line : lines_in(s.text("measure_text")))
    values.add("measures")
        .set("no", s.t.number(s.language, ++no))
        .set("text", line)
        .set("legal_ref", unconfirmed)
        .set("due", unconfirmed);
}

void put_judgment_values(Values& values, const LetterSource& s) {
  put_decision_named(values, s);
  values.set("court", s.or_dash(s.text("suit_court")))
      .set("judgment_number", s.or_dash(s.text("judgment_number")))
      .set("judgment_date", s.date(s.text("judgment_on").empty() ? "judgment_day" : "judgment_on"));
  rows_of(values, s, "judged", s.text("judgment_content"));
  rows_of(values, s, "done", s.text("judgment_text"));
}

}  // namespace

void put_record_values(Values& values, const LetterSource& s, std::string_view key) {
  if (key == "obstruction_record") put_obstruction_values(values, s);
  if (key == "service_record") put_service_values(values, s);
  if (key == "allegation_report") put_allegation_values(values, s);
  if (key == "settlement_report") put_settlement_values(values, s);
  if (key == "legal_measures") put_measure_values(values, s);
  if (key == "judgment_record") put_judgment_values(values, s);
}

}  // namespace ssiis::inspections

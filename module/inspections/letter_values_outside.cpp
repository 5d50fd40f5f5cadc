// Letters to others than the labour unit: who asked for the inspection, other institutions, the public.
#include <algorithm>

#include "inspections/letter_parts.hpp"
#include "inspections/letters.hpp"

namespace ssiis::inspections {
namespace {

using documents::Document;
using documents::Values;
using web::N_;

// The letters of this kind that went to the same institution before this one, the oldest first.
std::vector<Document> written_before(const LetterSource& s, std::string_view kind) {
  std::vector<Document> out;
  for (auto& d : s.documents.of_case(s.tx, s.file.id)) {
    if (d.kind != kind || d.copy_of || d.created_at > s.as_of || (s.original && d.id >= *s.original)) continue;
    if (institution_written_to(s.rooms, s.t, s.file, d) == s.text("institution")) out.push_back(std::move(d));
  }
  std::ranges::sort(out, {}, &Document::id);
  return out;
}

// Which decision is not carried out, what is owed, what is asked, and by when.
void put_referral_values(Values& values, const LetterSource& s) {
  const auto decision = put_decision_named(values, s);
  const auto balance = whole_number(s.text("balance"));
  values.set("subject", s.say(N_("Decision on social security that was not carried out")))
      .set("summary", s.or_dash(decision.content))
      .set("balance", balance ? s.t.kip(s.language, Money::kip(*balance)) : "–")
      .set("answer_by", s.say(N_("to be confirmed by LSSO")));
}

// The referral is cited by its own number and day; what it asked of this institution is asked again.
void put_reminder_values(Values& values, const LetterSource& s) {
  const auto referrals = written_before(s, "referral");
  std::string asked;
  if (!referrals.empty()) asked = known_answers(s.tx, s.file.id, referrals.back().created_at)["referral_request"];
  rows_of(values, s, "asked", asked);
  values.set("letter_number", referrals.empty() ? "–" : referrals.back().register_number)
      .set("letter_date", referrals.empty() ? "–" : s.t.long_date(s.language, referrals.back().day))
      .set("reminder_no", s.t.number(s.language, static_cast<std::int64_t>(written_before(s, "reminder").size()) + 1));
}

// Whether there was an inspection to be told the end of.
bool carried_through(const LetterSource& s) { return report_then(s).has_value() && s.text("withdrawal") != "approved"; }

void put_request_values(Values& values, const LetterSource& s) {
  values.set("subject", s.t.text(s.language, N_("Request no. {1}"), {s.request->number}))
      .set("request_number", s.request->number)
      .set("request_date", s.t.long_date(s.language, s.request->received_on))
      .set("authority_reference", s.or_dash(s.request->authority_reference))
      .set("requester_remedies", s.say(N_("How and until when you may ask for a review: to be confirmed by LSSO")))
      .show("inspected", carried_through(s));
  rows_of(values, s, "reasons_given", s.text("screening_reason"));
}

// That there is a decision and where it lies; what it says stays between the office and the labour unit.
void put_public_notice_values(Values& values, const LetterSource& s) {
  put_decision_named(values, s, Cites::being_served);
  values.set("posted_on", s.date("posted_day"))
      .set("posted_where", s.or_dash(s.text("posted_where")))
      .set("posted_certified", s.or_dash(s.text("posted_by_authority")))
      .set("deemed_period", s.say(N_("to be confirmed by LSSO")));
}

}  // namespace

void put_outside_values(Values& values, const LetterSource& s, std::string_view key) {
  if (key == "referral" || key == "reminder") put_referral_values(values, s);
  if (key == "referral") rows_of(values, s, "asked", s.text("referral_request"));
  if (key == "reminder") put_reminder_values(values, s);
  if (key.starts_with("request_") || key == "authority_outcome") put_request_values(values, s);
  if (key == "authority_outcome") {
    put_decision_named(values, s);
    values.set("subject", s.say(N_("Outcome of the inspection that you asked for")));
  }
  if (key == "public_notice") put_public_notice_values(values, s);
}

}  // namespace ssiis::inspections

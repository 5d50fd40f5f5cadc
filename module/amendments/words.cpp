#include "amendments/words.hpp"

#include <algorithm>

namespace ssiis::amendments {
namespace {

using web::N_;

struct StateLook {
  State state;
  const char* tone;
  const char* words;
};
constexpr StateLook state_looks[] = {
    {State::prepared, "idle", N_("prepared in the file")},
    {State::proposed, "cur", N_("with the registration division")},
    {State::checked, "cur", N_("waits for a second person")},
    {State::returned, "warn", N_("returned to the inspection")},
    {State::withdrawn, "idle", N_("taken back")},
    {State::accepted, "warn", N_("accepted, to be written into the register")},
    {State::sent, "warn", N_("sent to the MIS")},
    {State::applied, "cur", N_("written, says the MIS")},
    {State::refused, "bad", N_("refused by the MIS")},
    {State::confirmed, "ok", N_("shown by the register")},
};
constexpr std::pair<Event, const char*> event_looks[] = {
    {Event::prepare, N_("Prepared")},
    {Event::hand_over, N_("Handed over to the registration division")},
    {Event::check, N_("Accepted by the first person")},
    {Event::accept, N_("Accepted")},
    {Event::send_back, N_("Returned")},
    {Event::answer, N_("Answered")},
    {Event::withdraw, N_("Taken back")},
    {Event::send, N_("Sent to the MIS")},
    {Event::apply, N_("Written, says the MIS")},
    {Event::refuse, N_("Refused by the MIS")},
    {Event::see, N_("Seen in the register")},
    {Event::take_out, N_("Taken out: the decision no longer stands")},
    {Event::miss, N_("Not confirmed in time")},
    {Event::reverse, N_("Taken back by another change: the decision no longer stands")},
    {Event::contradict, N_("The MIS says something else than before")},
    {Event::unanswered, N_("The MIS was asked to write it; no answer was heard")},
    {Event::cancel, N_("Taken back: the inspection was cancelled")},
    {Event::keep, N_("The inspection was cancelled; what was accepted before stays")},
    {Event::undo, N_("Taken back in the register by another change")},
    {Event::moot, N_("Not needed any more: the MIS never wrote what it takes back")},
};

const forms::Field* field_of(const Kind* kind, const std::string& name) {
  return kind == nullptr ? nullptr : kind->form->find(name);
}

// A value as people read it: kip, a day, the label of an option, else as it stands.
std::string value_words(const Shown& s, const forms::Field* field, const std::string& value) {
  if (field == nullptr) return value;
  if (field->type == forms::FieldType::money)
    if (const auto kip = whole_number(value)) return s.t.kip(s.language, Money::kip(*kip));
  if (field->type == forms::FieldType::day)
    if (const auto day = Day::parse(value)) return s.t.date(s.language, *day);
  for (const auto& option : field->options)
    if (option.value == value) return option.label.in(s.language);
  return value;
}

// A visit is called by its number in the reader's language; everything else has a title of its own.
std::string evidence_words(const Shown& s, const Amendment& a) {
  constexpr std::string_view visit = "visit:";
  if (!a.evidence_title.empty() || !a.evidence.starts_with(visit)) return a.evidence_title;
  return s.t.text(s.language, N_("Roll call of visit {1}"), {a.evidence.substr(visit.size())});
}

const std::string& reason_words(const Shown& s, const Change& change) {
  return s.language == "lo" || change.reason_en.empty() ? change.reason : change.reason_en;
}

void put_line(const Shown& s, web::Data& row, const Kind* kind, const Line& line,
              const std::optional<std::string>& now) {
  const auto* field = field_of(kind, line.field);
  row.set("LINE_FIELD", field == nullptr ? line.field : field->label.in(s.language))
      .set("LINE_PERIOD", line.period)
      .set("LINE_AFTER", value_words(s, field, line.after))
      .show_if("LINE_OF_MONTH", !line.period.empty())
      .show_if("LINE_HAS_BEFORE", line.before.has_value())
      .show_if("LINE_HAS_NOW", now.has_value())
      .show_if("LINE_HAS_AFTER", !line.after.empty())
      .show_if("LINE_AGREES", now.value_or(std::string{}) == line.after)
      .show_if("LINE_MOVED", now != line.before && now.value_or(std::string{}) != line.after);
  if (line.before) row.set("LINE_BEFORE", value_words(s, field, *line.before));
  if (now) row.set("LINE_NOW", value_words(s, field, *now));
}

void put_register(const Shown& s, web::Data& row, const Kind* kind, const Amendment& a) {
  const bool unseen = kind == nullptr || kind->reading == Reading::none;
  const bool waits = waits_for_register(a.state) && !(unseen && a.state == State::applied);
  row.show_if("AM_CONFIRMED", a.state == State::confirmed)
      .show_if("AM_APPLIED", a.state == State::applied)
      .show_if("AM_REFUSED", a.state == State::refused)
      .show_if("AM_UNCERTAIN", is_uncertain(a))
      .show_if("AM_WAITS", waits && !unseen && !is_uncertain(a))
      .show_if("AM_UNSEEN", waits && unseen && !is_uncertain(a));
  row.show_if("AM_SENT", a.batch != 0)
      .show_if("AM_TAKES_BACK", a.reverses != 0)
      .show_if("AM_TAKEN_BACK", a.reversed_by != 0)
      .show_if("AM_TO_BE_TAKEN_BACK", a.reversed_by != 0 && a.state != State::withdrawn)
      .set("AM_BATCH", a.batch)
      .set("AM_SENT_AT", a.sent_at ? s.t.date_time(s.language, *a.sent_at) : std::string{});
  if (a.asked_at) row.set("AM_ASKED", s.t.date_time(s.language, *a.asked_at));
  if (a.seen_at) row.set("AM_SEEN", s.t.date_time(s.language, *a.seen_at));
  const auto since = waits_since(a);
  const std::int64_t days = since ? s.now.day().days_since(since->day()) : 0;
  const auto& expected = s.kinds.expectation();
  row.show_if("AM_LATE", waits && days > expected.days)
      .show_if("AM_LATE_UNCONFIRMED", waits && days > expected.days && !expected.confirmed)
      .set("AM_WAITS_DAYS", days == 0 ? std::string{} : s.t.plural(s.language, "for {1} day", "for {1} days", days))
      .set("AM_EXPECTED", s.t.plural(s.language, "{1} day", "{1} days", expected.days));
}

}  // namespace

std::string state_words(const web::Translator& t, const std::string& language, State state) {
  for (const auto& look : state_looks)
    if (look.state == state) return t.text(language, look.words);
  return {};
}

std::string state_words(const web::Translator& t, const std::string& language, const Amendment& a) {
  return is_uncertain(a) ? t.text(language, N_("asked for, no answer of the MIS yet"))
                         : state_words(t, language, a.state);
}

std::string tone_of(State state) {
  for (const auto& look : state_looks)
    if (look.state == state) return look.tone;
  return "idle";
}

std::string event_words(const web::Translator& t, const std::string& language, Event event) {
  for (const auto& [e, words] : event_looks)
    if (e == event) return t.text(language, words);
  return {};
}

std::string kind_words(const Kinds& kinds, const std::string& code, const std::string& language) {
  const auto* kind = kinds.find(code);
  return kind == nullptr ? code : kind->name.in(language);
}

void put_amendment(const Shown& s, web::Data& row, const Opened& opened) {
  const auto& a = opened.amendment;
  const auto* kind = s.kinds.find(a.kind);
  row.set("AM_ID", a.id)
      .set("AM_VERSION", a.version)
      .set("AM_KIND", kind_words(s.kinds, a.kind, s.language))
      .set("AM_STATE", state_words(s.t, s.language, a))
      .set("AM_TONE", tone_of(a.state))
      .set("AM_UNIT", a.unit_name)
      .set("AM_SUBJECT", a.subject_name.empty() ? a.subject_key : a.subject_name)
      .set("AM_GROUNDS", a.grounds)
      .set("AM_EVIDENCE", evidence_words(s, a))
      .set("AM_BY", s.name(a.prepared_by))
      .set("AM_AT", s.t.date_time(s.language, a.prepared_at))
      .set("AM_REFERENCE", a.mis_reference)
      .show_if("AM_OF_WORKER", !a.subject_key.empty())
      .show_if("AM_HAS_REFERENCE", !a.mis_reference.empty())
      .show_if("AM_SECOND", kind != nullptr && kind->second_person)
      .show_if("AM_LEGAL_KNOWN", kind != nullptr)
      .show_if("AM_LEGAL_UNCONFIRMED", kind != nullptr && !kind->legal_confirmed);
  if (kind != nullptr) row.set("AM_LEGAL", kind->legal.in(s.language));
  put_register(s, row, kind, a);
  const auto kept = [](const Change& c) { return c.event == Event::keep; };
  row.show_if("AM_KEPT", std::any_of(opened.changes.begin(), opened.changes.end(), kept));
  for (std::size_t i = 0; i < opened.lines.size(); ++i)
    put_line(s, row.add("LINE"), kind, opened.lines[i], opened.now.at(i));
  for (const auto& change : opened.changes)
    row.add("CHANGE")
        .set("CHANGE_WORDS", event_words(s.t, s.language, change.event))
        .set("CHANGE_AT", s.t.date_time(s.language, change.at))
        .set("CHANGE_BY", s.name(change.by))
        .set("CHANGE_REASON", reason_words(s, change))
        .show_if("CHANGE_HAS_REASON", !change.reason.empty());
}

}  // namespace ssiis::amendments

#include "amendments/office.hpp"

#include <algorithm>

#include "amendments/reading.hpp"

namespace ssiis::amendments {
namespace {

struct EventName {
  Event event;
  const char* code;
};
// As the words of the audit trail know them.
constexpr EventName audit_events[] = {
    {Event::prepare, "amendment.prepared"},   {Event::hand_over, "amendment.proposed"},
    {Event::check, "amendment.checked"},      {Event::accept, "amendment.accepted"},
    {Event::send_back, "amendment.returned"}, {Event::answer, "amendment.answered"},
    {Event::withdraw, "amendment.withdrawn"}, {Event::see, "amendment.confirmed"},
    {Event::apply, "amendment.applied"},      {Event::refuse, "amendment.refused"},
    {Event::send, "amendment.sent"},          {Event::contradict, "amendment.contradicted"},
    {Event::take_out, "amendment.taken_out"}, {Event::miss, "amendment.late"},
    {Event::reverse, "amendment.reversed"},   {Event::unanswered, "amendment.unanswered"},
    {Event::cancel, "amendment.cancelled"},   {Event::keep, "amendment.kept"},
    {Event::undo, "amendment.undone"},        {Event::moot, "amendment.moot"},
};

std::string audit_event_of(Event event) {
  for (const auto& e : audit_events)
    if (e.event == event) return e.code;
  throw std::logic_error{"an event of an amendment that nobody writes"};
}

// Whoever accepted it first, when a second is waited for.
std::string checked_by(const std::vector<Change>& changes) {
  for (auto it = changes.rbegin(); it != changes.rend(); ++it)
    if (it->event == Event::check) return it->by;
  return {};
}

}  // namespace

Result<Done> AmendmentOffice::change(db::Transaction& tx, const Actor& who, Amendment& a, Event event,
                                     const std::string& reason, const std::string& reason_en) {
  const auto then = after(a.state, event);
  if (!then) return Rejection{"amendment.state_forbids"};
  const auto now = clock_.now();
  a.state = *then;
  if (event == Event::hand_over || event == Event::answer) a.proposed_at = now;
  if (event == Event::accept) {
    a.accepted_at = now;
    a.accepted_by = who.user_id();
    a.late_at.reset();
    a.sent_at.reset();
    a.batch = 0;
    a.asked_at.reset();
    a.asked_key.clear();
    begin_accepted(tx, a);
  }
  if (event == Event::send) {
    a.sent_at = now;
    a.late_at.reset();  // from now on it is the MIS that is waited for
  }
  if (event == Event::see) a.seen_at = now;
  save(tx, a);
  write(tx, who, a, event, reason, reason_en);
  if (event == Event::apply && kinds_.answer_is_all(a.kind)) settle(tx, a);
  if (event == Event::apply || event == Event::see) undo_first(tx, who, a);
  if (event == Event::refuse) drop_back(tx, who, a);
  return Done{};
}

void AmendmentOffice::write(db::Transaction& tx, const Actor& who, const Amendment& a, Event event,
                            const std::string& reason, const std::string& reason_en) {
  insert(tx, a, Change{event, a.state, clock_.now(), who.user_id(), reason, reason_en});
  trail_.record(tx, who,
                {.chain = audit::ChainName::of_case(a.case_id),
                 .event = audit_event_of(event),
                 .object = "amendment:" + std::to_string(a.id),
                 .details = {{"kind", a.kind}}});
}

int AmendmentOffice::hand_over(db::Transaction& tx, const Actor& who, CaseId id, std::string_view form_key) {
  int handed = 0;
  for (auto& a : rows_of_case(tx, id)) {
    const auto* kind = kinds_.find(a.kind);
    if (a.state != State::prepared || kind == nullptr || kind->after != form_key) continue;
    a.cause = form_key;
    if (change(tx, who, a, Event::hand_over, {})) ++handed;
  }
  return handed;
}

Result<Done> AmendmentOffice::file_change(db::Transaction& tx, const Actor& who, CaseId id, std::int64_t amendment,
                                          std::int64_t version, Event event, const std::string& reason) {
  auto a = find_again(tx, id, amendment);
  if (!a) return Rejection{"amendment.unknown"};
  if (a->version != version) throw Conflict{"amendment"};
  // That its decision has fallen is not the file's to take back: the division returns it if it must not be.
  if (event == Event::withdraw && a->reverses != 0) return Rejection{"amendment.state_forbids"};
  const std::string text{trimmed(reason)};
  const std::string field = (event == Event::answer ? "answer_" : "withdrawal_") + std::to_string(amendment);
  if (text.empty()) return Rejection{"amendment.reason_missing", {}, field};
  if (count_code_points(text) > longest_reason)
    return Rejection{"form.too_long", {std::to_string(longest_reason)}, field};
  return change(tx, who, *a, event, text);
}

Result<Done> AmendmentOffice::answer(db::Transaction& tx, const Actor& who, CaseId id, std::int64_t amendment,
                                     std::int64_t version, const std::string& text) {
  return file_change(tx, who, id, amendment, version, Event::answer, text);
}

Result<Done> AmendmentOffice::withdraw(db::Transaction& tx, const Actor& who, CaseId id, std::int64_t amendment,
                                       std::int64_t version, const std::string& reason) {
  return file_change(tx, who, id, amendment, version, Event::withdraw, reason);
}

Opened AmendmentOffice::opened(db::Transaction& tx, Amendment a) {
  Opened out{std::move(a), {}, {}, {}, {}};
  out.lines = lines_of(tx, out.amendment);
  out.changes = changes_of(tx, out.amendment);
  const auto* kind = kinds_.find(out.amendment.kind);
  // A kind that was taken out of the configuration is still shown as it was proposed.
  out.now = kind == nullptr ? std::vector<std::optional<std::string>>(out.lines.size())
                            : register_values(tx, *kind, out.amendment, out.lines);
  out.objection = objection_to(tx, out.amendment);
  return out;
}

std::optional<Rejection> AmendmentOffice::objection_to(db::Transaction& tx, const Amendment& a) {
  // What takes a change back needs no decision: that there is none any more is its ground.
  const auto* kind = kinds_.find(a.kind);
  return a.reverses != 0 || kind == nullptr || !objection_ ? std::nullopt : objection_(tx, *kind, a);
}

Result<Done> AmendmentOffice::send(db::Transaction& tx, const Actor& who, Amendment& a, std::int64_t batch) {
  a.batch = batch;
  return change(tx, who, a, Event::send, {});
}

Result<Done> AmendmentOffice::take_answer(db::Transaction& tx, const Actor& who, Amendment& a,
                                          const WriteAnswer& answer) {
  if (answer.never_written && a.reverses != 0) return take_never_written(tx, who, a, answer);
  if (!answer.reference.empty()) a.mis_reference = first_code_points(answer.reference, 200);
  return change(tx, who, a, answer.applied ? Event::apply : Event::refuse, answer.reason_lo, answer.reason_en);
}

void AmendmentOffice::tell_contradiction(db::Transaction& tx, const Actor& who, const Amendment& a,
                                         const std::string& what, const std::string& what_en) {
  for (const auto& c : changes_of(tx, a))
    if (c.event == Event::contradict && c.reason == what) return;
  write(tx, who, a, Event::contradict, what, what_en);
}

std::vector<Opened> AmendmentOffice::of_case(db::Transaction& tx, CaseId id) {
  std::vector<Opened> out;
  for (auto& a : rows_of_case(tx, id)) out.push_back(opened(tx, std::move(a)));
  return out;
}

std::vector<Amendment> AmendmentOffice::brief(db::Transaction& tx, CaseId id) { return rows_of_case(tx, id); }

int AmendmentOffice::undecided(db::Transaction& tx, CaseId id, std::string_view kind) {
  int waiting = 0;
  for (const auto& a : rows_of_case(tx, id))
    if (a.kind == kind && a.reverses == 0 && (a.state == State::proposed || a.state == State::checked)) ++waiting;
  return waiting;
}

Result<Opened> AmendmentOffice::open(const Actor& who, const std::string& order, std::int64_t id) {
  const auto scope = who.scope(may_decide);
  auto found = pool_.transact(db::Mode::read, [&](db::Transaction& tx) -> std::optional<Opened> {
    auto a = find_in(tx, scope, order, id);
    if (!a || a->state == State::prepared) return std::nullopt;
    return opened(tx, std::move(*a));
  });
  if (!found) return Rejection{"amendment.unknown"};
  trail_.read(who, {.chain = audit::ChainName::of_case(found->amendment.case_id),
                    .act = audit::Act::read,
                    .event = "amendment.read",
                    .object = "amendment:" + std::to_string(id),
                    .purpose = "registration"});
  return std::move(*found);
}

std::optional<Rejection> AmendmentOffice::obstacle(const Actor& who, const Opened& opened) const {
  const auto& a = opened.amendment;
  if (!after(a.state, Event::accept)) return Rejection{"amendment.state_forbids"};
  if (a.prepared_by == who.user_id()) return Rejection{"amendment.same_person"};
  if (opened.objection) return opened.objection;
  if (a.state != State::checked) return std::nullopt;
  if (!who.may(may_confirm, a.point)) return Rejection{"amendment.second_person_missing"};
  if (checked_by(opened.changes) == who.user_id()) return Rejection{"amendment.same_person"};
  return std::nullopt;
}

Result<Done> AmendmentOffice::decide(const Actor& who, const Decision& decision) {
  return pool_.transact(db::Mode::write, [&](db::Transaction& tx) -> Result<Done> {
    auto done = decide_in(tx, who, decision);
    if (!done) tx.rollback();
    return done;
  });
}

Result<Done> AmendmentOffice::decide_in(db::Transaction& tx, const Actor& who, const Decision& d) {
  const bool accepts = d.verdict == Verdict::accept;
  std::string print;
  for (const auto& part : {who.user_id(), d.order, std::to_string(d.id), std::to_string(d.version),
                           std::string{accepts ? "accept" : "return"}, d.reason})
    print += std::to_string(part.size()) + ':' + part;
  const auto before = db::claim_request(tx, d.request_key, hex(sha256(print)), clock_.now());
  if (!before) return before.rejections();
  if (*before) return Done{};
  auto a = find_in(tx, who.scope(may_decide), d.order, d.id);
  if (!a || a->state == State::prepared) return Rejection{"amendment.unknown"};
  if (a->version != d.version) throw Conflict{"amendment"};
  const auto refused = [&](const Rejection& why) -> Result<Done> {
    tx.rollback();
    trail_.refused(who, why.code == "amendment.second_person_missing" ? may_confirm : may_decide,
                   "amendment:" + std::to_string(d.id), a->case_id);
    return why;
  };
  const std::string reason{trimmed(d.reason)};
  if (accepts) {
    if (const auto why = obstacle(who, {*a, {}, {}, changes_of(tx, *a), objection_to(tx, *a)})) {
      const bool of_the_person = why->code == "amendment.same_person" || why->code == "amendment.second_person_missing";
      return of_the_person ? refused(*why) : Result<Done>{*why};
    }
  } else if (reason.empty()) {
    return Rejection{"amendment.reason_missing", {}, "reason"};
  }
  if (count_code_points(reason) > longest_reason)
    return Rejection{"form.too_long", {std::to_string(longest_reason)}, "reason"};
  const auto* kind = kinds_.find(a->kind);
  const bool first_of_two = kind != nullptr && kind->second_person && a->state == State::proposed;
  const auto event = !accepts ? Event::send_back : first_of_two ? Event::check : Event::accept;
  auto done = change(tx, who, *a, event, reason);
  if (done) db::store_result(tx, d.request_key, "done");
  return done;
}

}  // namespace ssiis::amendments

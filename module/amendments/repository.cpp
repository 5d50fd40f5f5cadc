#include "amendments/repository.hpp"

#include <algorithm>

#include "sql/amendments.hpp"

namespace ssiis::amendments {
namespace {

namespace q = sql::amendments;

constexpr std::size_t states_of_a_queue = 4;  // as many as the statement has places

}  // namespace

Amendment amendment_of(const db::Row& r) {
  return {.case_id = CaseId{r.integer(0)},
          .id = r.integer(1),
          .order_number = r.text(2),
          .kind = r.text(3),
          .unit_key = r.text(4),
          .unit_name = r.text_or_empty(5),
          .territory = r.text(6),
          .subject_key = r.text_or_empty(7),
          .subject_name = r.text_or_empty(8),
          .grounds = r.text(9),
          .evidence = r.text_or_empty(10),
          .evidence_title = r.text_or_empty(11),
          .origin = r.text_or_empty(12),
          .state = state_of(r.text(13)),
          .cause = r.text_or_empty(14),
          .prepared_at = r.instant(15),
          .prepared_by = r.text(16),
          .proposed_at = r.maybe_instant(17),
          .accepted_at = r.maybe_instant(18),
          .accepted_by = r.text_or_empty(19),
          .seen_at = r.maybe_instant(20),
          .mis_reference = r.text_or_empty(21),
          .version = r.integer(22),
          .point = r.integer(23),
          .sent_at = r.maybe_instant(24),
          .late_at = r.maybe_instant(25),
          .batch = r.maybe_integer(26).value_or(0),
          .reverses = r.integer(27),
          .reversed_by = r.integer(28),
          .asked_at = r.maybe_instant(29),
          .asked_key = r.text_or_empty(30)};
}

namespace {

// What somebody typed as the pattern of LIKE … ESCAPE '!', compared with lower().
std::string pattern_of(const std::string& typed) {
  std::string out = "%";
  for (const char c : typed) {
    if (c == '%' || c == '_' || c == '!') out += '!';
    out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return out + "%";
}

Instant before_all() { return *Instant::parse("1970-01-01T00:00:00.000000Z"); }

}  // namespace

void insert(db::Transaction& tx, const Amendment& a, const std::vector<Line>& lines) {
  tx.execute(q::amendment_insert, db::Params{a.case_id, a.id, a.order_number, a.kind, a.unit_key, a.unit_name,
                                             a.territory, a.subject_key, a.subject_name, a.grounds, a.evidence,
                                             a.evidence_title, a.origin, a.prepared_at, a.prepared_by, a.reverses});
  std::int64_t seq = 0;
  for (const auto& l : lines)
    tx.execute(q::line_insert, db::Params{a.case_id, a.id, ++seq, l.field, l.period, l.before, l.after});
}

void save(db::Transaction& tx, Amendment& a) {
  const auto batch = a.batch == 0 ? db::null() : db::Param{a.batch};
  const auto accepted_by = a.accepted_by.empty() ? std::nullopt : std::optional{a.accepted_by};
  if (tx.execute(q::amendment_move,
                 db::Params{name_of(a.state), a.cause, a.proposed_at, a.accepted_at, accepted_by, a.seen_at,
                            a.mis_reference, a.sent_at, a.late_at, batch, a.case_id, a.id, a.version}) != 1)
    throw Conflict{"amendment"};
  ++a.version;
}

void insert(db::Transaction& tx, const Amendment& a, const Change& change) {
  const auto last =
      tx.find(q::event_last, db::Params{a.case_id, a.id}, [](const db::Row& r) { return r.integer(0); }).value_or(0);
  tx.execute(q::event_insert, db::Params{a.case_id, a.id, last + 1, name_of(change.event), name_of(change.then),
                                         change.at, change.by, change.reason, change.reason_en});
}

std::vector<Amendment> rows_of_case(db::Transaction& tx, CaseId id) {
  return tx.all(q::amendments_of_case, db::Params{id}, amendment_of);
}

std::vector<Line> lines_of(db::Transaction& tx, const Amendment& a) {
  return tx.all(q::lines_of_amendment, db::Params{a.case_id, a.id}, [](const db::Row& r) {
    return Line{r.text(0), r.text_or_empty(1), r.maybe_text(2), r.text_or_empty(3)};
  });
}

std::vector<Change> changes_of(db::Transaction& tx, const Amendment& a) {
  return tx.all(q::events_of_amendment, db::Params{a.case_id, a.id}, [](const db::Row& r) {
    return Change{event_of(r.text(0)), state_of(r.text(1)), r.instant(2),
                  r.text(3),           r.text_or_empty(4),  r.text_or_empty(5)};
  });
}

std::optional<Amendment> find_in(db::Transaction& tx, const Scope& scope, const std::string& order, std::int64_t id) {
  const db::ScopedQuery scoped{q::amendment_scoped, scope, "t.low"};
  return tx.find(scoped.query(), db::Params{order, id}, amendment_of);
}

std::optional<Amendment> find_again(db::Transaction& tx, CaseId case_id, std::int64_t id) {
  return tx.find(q::amendment_again, db::Params{case_id, id}, amendment_of);
}

std::vector<Amendment> queue(db::Transaction& tx, const Scope& scope, const QueueFilter& f) {
  const db::ScopedQuery scoped{q::amendment_queue, scope, "t.low"};
  const auto pattern = pattern_of(f.text);
  const auto after = f.after.value_or(QueueKey{before_all(), 0});
  db::Params params;
  for (std::size_t i = 0; i < states_of_a_queue; ++i)
    params.add(name_of(f.states.at(std::min(i, f.states.size() - 1))));
  for (int twice = 0; twice < 2; ++twice) params.add(f.kind);
  params.add(f.text);
  for (int thrice = 0; thrice < 3; ++thrice) params.add(pattern);
  params.add(std::int64_t{f.late ? 1 : 0});
  params.add(std::int64_t{f.asked ? 1 : 0});
  params.add(std::int64_t{f.over ? 1 : 0});
  for (int twice = 0; twice < 2; ++twice) params.add(after.proposed_at);
  params.add(after.id);
  params.add(std::int64_t{f.limit});
  return tx.all(scoped.query(), params, amendment_of);
}

std::map<State, StateCount> counts(db::Transaction& tx, const Scope& scope) {
  const db::ScopedQuery scoped{q::amendment_counts, scope, "t.low"};
  std::map<State, StateCount> out;
  for (auto rows = tx.query(scoped.query()); rows.next();)
    out[state_of(rows.row().text(0))] = {rows.row().integer(1), rows.row().integer(2), rows.row().integer(3),
                                         rows.row().integer(4)};
  return out;
}

namespace {

std::vector<Amendment> page_of(db::Transaction& tx, const db::Query& query, const std::optional<QueueKey>& key,
                               int limit) {
  const auto after = key.value_or(QueueKey{before_all(), 0});
  return tx.all(query, db::Params{after.proposed_at, after.proposed_at, after.id, std::int64_t{limit}}, amendment_of);
}

}  // namespace

std::vector<Amendment> to_be_seen(db::Transaction& tx, const std::optional<QueueKey>& after, int limit) {
  return page_of(tx, q::amendments_to_see, after, limit);
}

std::vector<Amendment> to_be_written(db::Transaction& tx, const std::optional<QueueKey>& after, int limit) {
  return page_of(tx, q::amendments_to_write, after, limit);
}

bool note_asked(db::Transaction& tx, const Amendment& a, Instant at, const std::string& key) {
  return tx.execute(q::amendment_ask, db::Params{at, key, a.case_id, a.id, a.version}) == 1;
}

void settle(db::Transaction& tx, const Amendment& a) { tx.execute(q::amendment_settle, db::Params{a.case_id, a.id}); }

void begin_accepted(db::Transaction& tx, const Amendment& a) {
  tx.execute(q::amendment_unasked, db::Params{a.case_id, a.id});
}

std::vector<Amendment> to_be_followed(db::Transaction& tx, std::int64_t after_id, int limit) {
  return tx.all(q::amendments_to_follow, db::Params{after_id, limit}, amendment_of);
}

void mark_to_follow(db::Transaction& tx, CaseId id) { tx.execute(q::amendment_follow, db::Params{id}); }

bool followed(db::Transaction& tx, const Amendment& a) {
  const std::int64_t told = a.state == State::accepted && !a.asked_at ? 0 : 1;
  return tx.execute(q::amendment_followed, db::Params{a.case_id, a.id, told}) == 1;
}

void note_reversed(db::Transaction& tx, const Amendment& a, std::int64_t by) {
  tx.execute(q::amendment_reversed, db::Params{by, a.case_id, a.id});
}

bool note_late(db::Transaction& tx, const Amendment& a, Instant at) {
  return tx.execute(q::amendment_late, db::Params{at, a.case_id, a.id, a.version}) == 1;
}

std::string person_name(db::Transaction& tx, const std::string& user_id, std::string_view language) {
  const auto name = tx.find(q::person_name, db::Params{user_id}, [&](const db::Row& r) {
    return language == "lo" ? r.text_or_empty(0) : r.text_or_empty(1);
  });
  return name.value_or(user_id.starts_with("job:") ? std::string{"SSIIS"} : user_id);
}

}  // namespace ssiis::amendments

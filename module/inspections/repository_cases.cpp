#include "inspections/repository.hpp"

#include <algorithm>

#include "inspections/case_counts.hpp"
#include "sql/inspections.hpp"

namespace ssiis::inspections {
namespace {

namespace q = ssiis::sql::inspections;

std::optional<std::string> null_if_empty(const std::string& s) { return s.empty() ? std::nullopt : std::optional{s}; }

Case read_case(const db::Row& r) {
  return Case{.id = CaseId{r.integer(0)},
              .order_number = r.text(1),
              .plan_number = r.text_or_empty(2),
              .origin = decoded<Origin>(r.text(3)),
              .type = decoded<InspectionType>(r.text(4)),
              .emergency = r.flag(5),
              .imported = r.flag(6),
              .unit_key = r.text(7),
              .unit_number = r.text(8),
              .unit_name = r.text(9),
              .workplace_key = r.text_or_empty(10),
              .workplace_name = r.text_or_empty(11),
              .territory = r.text(12),
              .office = r.text(13),
              .manager = r.text(14),
              .state = decoded<CaseState>(r.text(15)),
              .stage = static_cast<int>(r.integer(16)),
              .outcome = r.text_or_empty(17),
              .subject = r.text(18),
              .opened_on = r.day(19),
              .closed_on = r.maybe_day(20),
              .version = r.integer(21),
              .territory_point = r.integer(22)};
}

}  // namespace

void insert(db::Transaction& tx, const Case& c, Instant now, const std::string& created_by) {
  tx.execute(q::case_insert, db::Params{c.id,
                                        c.order_number,
                                        name_of(c.origin),
                                        name_of(c.type),
                                        c.emergency,
                                        c.imported,
                                        c.unit_key,
                                        c.unit_number,
                                        c.unit_name,
                                        null_if_empty(c.workplace_key),
                                        null_if_empty(c.workplace_name),
                                        c.territory,
                                        c.office,
                                        c.manager,
                                        name_of(c.state),
                                        c.stage,
                                        null_if_empty(c.outcome),
                                        c.subject,
                                        c.opened_on,
                                        c.closed_on,
                                        now,
                                        created_by});
  count_case(tx, c.territory, c.state, c.id, 1);
}

std::optional<Case> find_case(db::Transaction& tx, CaseId id) {
  return tx.find(q::case_by_id, db::Params{id}, read_case);
}

std::optional<Case> find_case(db::Transaction& tx, const std::string& order_number) {
  // Numbers of paper files hold slashes, which no address may hold: there they stand as '~', and no number has one.
  auto number = order_number;
  std::replace(number.begin(), number.end(), '~', '/');
  return tx.find(q::case_by_order, db::Params{number}, read_case);
}

std::map<CaseId, CaseLine> case_lines(db::Transaction& tx, const std::vector<CaseId>& ids) {
  constexpr std::size_t at_once = 50;  // as many as the statement has places
  std::map<CaseId, CaseLine> out;
  for (std::size_t first = 0; first < ids.size(); first += at_once) {
    db::Params params;
    for (std::size_t i = first; i < first + at_once; ++i) params.add(ids[std::min(i, ids.size() - 1)]);
    for (auto rows = tx.query(q::case_lines, params); rows.next();) {
      const auto& r = rows.row();
      out.try_emplace(CaseId{r.integer(0)},
                      CaseLine{r.text(1), decoded<Origin>(r.text(2)), decoded<InspectionType>(r.text(3)), r.flag(4),
                               r.text(5), r.text(6)});
    }
  }
  return out;
}

std::vector<Case> cases_of_member(db::Transaction& tx, const std::string& user_id, int limit) {
  return tx.all(q::cases_of_member, db::Params{user_id, limit}, read_case);
}

std::vector<Case> cases_of_manager(db::Transaction& tx, const std::string& user_id, int limit) {
  return tx.all(q::cases_of_manager, db::Params{user_id, limit}, read_case);
}

std::vector<Case> cases_numbered(db::Transaction& tx, const Scope& scope, const std::string& number) {
  const db::ScopedQuery scoped{q::cases_by_number, scope, "t.low"};
  return tx.all(scoped.query(), db::Params{number, number}, read_case);
}

std::vector<Case> cases_of_unit(db::Transaction& tx, const std::string& unit_key) {
  return tx.all(q::cases_of_unit, db::Params{unit_key}, read_case);
}

std::vector<Case> cases_of_unit(db::Transaction& tx, const Scope& scope, const std::string& unit_key) {
  const db::ScopedQuery scoped{q::cases_of_unit_scoped, scope, "t.low"};
  return tx.all(scoped.query(), db::Params{unit_key}, read_case);
}

std::vector<Case> list_cases(db::Transaction& tx, const Scope& scope, CaseState state, std::optional<PageKey> after,
                             int limit) {
  const PageKey from = after.value_or(PageKey{Day{9999, 12, 31}, CaseId{0}});
  const db::ScopedQuery scoped{q::case_list, scope, "t.low"};
  return tx.all(scoped.query(), db::Params{name_of(state), from.opened_on, from.opened_on, from.id, limit}, read_case);
}

void save(db::Transaction& tx, const Case& c) {
  const auto moved_from = [&](std::string_view before) {
    return tx.execute(q::case_move,
                      db::Params{null_if_empty(c.plan_number), name_of(c.type), c.manager, name_of(c.state), c.stage,
                                 null_if_empty(c.outcome), c.closed_on, c.id, c.version, before}) == 1;
  };
  // Most steps leave the state as it is: then one statement is enough.
  if (moved_from(name_of(c.state))) return;
  const auto before = tx.find(q::case_state, db::Params{c.id, c.version}, [](const db::Row& r) { return r.text(0); });
  if (!before || !moved_from(*before)) throw Conflict{"case"};
  const auto old = decoded<CaseState>(*before);
  // In one order for everybody, so that two who move files to and fro do not wait for each other.
  if (old < c.state) count_case(tx, c.territory, old, c.id, -1);
  count_case(tx, c.territory, c.state, c.id, 1);
  if (c.state < old) count_case(tx, c.territory, old, c.id, -1);
}

void set_team(db::Transaction& tx, db::IdSource& ids, CaseId id, const std::string& chief,
              const std::vector<std::string>& inspectors, Instant now, const std::string& by) {
  tx.execute(q::member_end_all, db::Params{now, id});
  tx.execute(q::member_insert, db::Params{id, ids.next(), chief, name_of(MemberRole::chief_inspector), now, by});
  for (const auto& user : inspectors)
    tx.execute(q::member_insert, db::Params{id, ids.next(), user, name_of(MemberRole::inspector), now, by});
}

std::vector<Member> members_of(db::Transaction& tx, CaseId id) {
  return tx.all(q::members_of_case, db::Params{id}, [](const db::Row& r) {
    return Member{r.text(0), decoded<MemberRole>(r.text(1)), r.instant(2)};
  });
}

std::vector<Member> members_at(db::Transaction& tx, CaseId id, Instant at) {
  return tx.all(q::members_at, db::Params{id, at, at}, [](const db::Row& r) {
    return Member{r.text(0), decoded<MemberRole>(r.text(1)), r.instant(2)};
  });
}

std::set<MemberRole> roles_in_case(db::Transaction& tx, CaseId id, const std::string& user_id) {
  std::set<MemberRole> out;
  for (auto rows = tx.query(q::member_roles, db::Params{id, user_id}); rows.next();)
    out.insert(decoded<MemberRole>(rows.row().text(0)));
  return out;
}

std::vector<std::pair<CaseId, MemberRole>> memberships_of(db::Transaction& tx, const std::string& user_id) {
  return tx.all(q::member_user_roles, db::Params{user_id}, [](const db::Row& r) {
    return std::pair{CaseId{r.integer(0)}, decoded<MemberRole>(r.text(1))};
  });
}

void insert_answer(db::Transaction& tx, CaseId id, std::int64_t row, const StoredAnswer& a) {
  tx.execute(q::answer_insert, db::Params{id, row, a.task, a.form_key, a.form_version, a.json, a.at, a.by, a.bundle});
}

std::vector<StoredAnswer> answers_of(db::Transaction& tx, CaseId id) {
  return tx.all(q::answers_of_case, db::Params{id}, [](const db::Row& r) {
    return StoredAnswer{
        TaskId{r.integer(0)}, r.text(1), static_cast<int>(r.integer(2)), r.text(3), r.instant(4), r.text(5),
        r.integer(6)};
  });
}

void insert_incoming(db::Transaction& tx, CaseId id, std::int64_t row, const IncomingEntry& e, DocumentId document) {
  tx.execute(q::incoming_insert, db::Params{id, row, e.kind, e.day, e.party, null_if_empty(e.content), document, e.at,
                                            e.by, null_if_empty(e.institution)});
}

std::vector<IncomingEntry> incoming_of(db::Transaction& tx, CaseId id) {
  return tx.all(q::incoming_of_case, db::Params{id}, [](const db::Row& r) {
    return IncomingEntry{r.text(0),    r.day(1),  r.text(2),         r.text_or_empty(3),
                         r.instant(4), r.text(5), r.text_or_empty(6)};
  });
}

void insert_background(db::Transaction& tx, CaseId id, const BackgroundFact& f) {
  tx.execute(q::background_insert,
             db::Params{id, f.row, f.topic, null_if_empty(f.value), f.source, f.as_of, f.verdict});
}

std::vector<BackgroundFact> background_of(db::Transaction& tx, CaseId id) {
  return tx.all(q::background_of_case, db::Params{id}, [](const db::Row& r) {
    return BackgroundFact{r.integer(0), r.text(1), r.text_or_empty(2), r.text(3),
                          r.text(4),    r.text(5), r.text_or_empty(6)};
  });
}

}  // namespace ssiis::inspections

#include "inspections/case_counts.hpp"

#include "sql/inspections.hpp"

namespace ssiis::inspections {
namespace {

namespace q = ssiis::sql::inspections;

constexpr std::int64_t parts = 16;  // as in the migration and the statements

struct Cell {
  std::string territory, state;
  std::int64_t part;
};

void add_to(db::Transaction& tx, const Cell& cell, std::int64_t by) {
  const auto add = [&] {
    return tx.execute(q::case_count_add, db::Params{by, cell.territory, cell.state, cell.part}) == 1;
  };
  if (add()) return;
  const auto insert = tx.dialect().insert_ignore("insp_case_count", {"territory", "state", "part", "files"});
  tx.execute({"inspections/case_count_insert", insert}, db::Params{cell.territory, cell.state, cell.part, 0});
  if (!add()) throw std::logic_error{"a figure of files that is not kept"};
}

std::int64_t figure(db::Transaction& tx, const db::Query& query, const Cell& cell) {
  return tx
      .find(query, db::Params{cell.territory, cell.state, cell.part}, [](const db::Row& r) { return r.integer(0); })
      .value_or(0);
}

// Locks the figure first: who moved files of it has stored them by then, and who will move one waits.
std::optional<WrongCount> mended(db::Transaction& tx, const Cell& cell) {
  add_to(tx, cell, 0);
  const auto found = figure(tx, q::case_count_found, cell), kept = figure(tx, q::case_count_kept, cell);
  if (found == kept) return std::nullopt;
  tx.execute(q::case_count_set, db::Params{found, cell.territory, cell.state, cell.part});
  return WrongCount{cell.territory, cell.state, cell.part, kept, found};
}

}  // namespace

void count_case(db::Transaction& tx, const std::string& territory, CaseState state, CaseId id, std::int64_t by) {
  add_to(tx, {territory, std::string{name_of(state)}, id.value % parts}, by);
}

std::map<CaseState, std::int64_t> count_cases(db::Transaction& tx, const Scope& scope) {
  std::map<CaseState, std::int64_t> out;
  const db::ScopedQuery scoped{q::case_counts, scope, "t.low"};
  for (auto rows = tx.query(scoped.query()); rows.next();)
    out[decoded<CaseState>(rows.row().text(0))] = rows.row().integer(1);
  return out;
}

std::int64_t files_written_at(db::Transaction& tx, const std::string& territory) {
  return tx
      .find(sql::inspections::files_written_at, db::Params{territory}, [](const db::Row& r) { return r.integer(0); })
      .value_or(0);
}

std::vector<WrongCount> mend_case_counts(db::Pool& pool) {
  const auto doubted = pool.transact(db::Mode::read, [](db::Transaction& tx) {
    return tx.all(q::case_count_wrong, db::Params{}, [](const db::Row& r) {
      return Cell{r.text(0), r.text(1), r.integer(2)};
    });
  });
  std::vector<WrongCount> out;
  for (const auto& cell : doubted)
    if (auto wrong = pool.transact(db::Mode::write, [&](db::Transaction& tx) { return mended(tx, cell); }))
      out.push_back(std::move(*wrong));
  return out;
}

}  // namespace ssiis::inspections

#include "code_lists/repository.hpp"

#include "sql/code_lists.hpp"

namespace ssiis::code_lists {
namespace {

namespace q = sql::code_lists;
using Texts = std::vector<std::optional<std::string>>;
using Integers = std::vector<std::optional<std::int64_t>>;

ActRow act_row(const db::Row& r) {
  return {r.integer(0), r.text(1), r.text(2), r.day(3), r.text(4), r.integer(5), r.text(6), r.instant(7)};
}

}  // namespace

Book book_of(db::Transaction& tx, std::string_view list) {
  const auto revision = tx.find(q::list_revision, db::Params{list}, [](const db::Row& r) { return r.integer(0); });
  auto entries = tx.all(q::entries, db::Params{list}, [](const db::Row& r) {
    return Entry{r.text(0),
                 r.text(1),
                 r.text_or_empty(2),
                 r.text_or_empty(3),
                 r.text(4),
                 r.text_or_empty(5),
                 r.text_or_empty(6),
                 r.day(7),
                 r.maybe_day(8),
                 r.text(9),
                 r.integer(10),
                 r.maybe_integer(11).value_or(0),
                 {r.text_or_empty(12), r.text_or_empty(13), r.text_or_empty(14), r.text_or_empty(15)}};
  });
  auto became = tx.all(q::successions, db::Params{list}, [](const db::Row& r) {
    return Became{r.text(0), r.text(1), r.day(2), r.text(3), r.integer(4)};
  });
  return Book{std::string{list}, revision.value_or(0), std::move(entries), std::move(became)};
}

std::optional<ActRow> act_of(db::Transaction& tx, std::int64_t id) {
  return tx.find(q::act_by_id, db::Params{id}, act_row);
}

std::vector<ActRow> newest_acts(db::Transaction& tx, std::string_view list) {
  return tx.all(q::acts_newest, db::Params{list}, act_row);
}

void raise_revision(db::Transaction& tx, std::string_view list, std::int64_t revision) {
  if (revision == 0 && !tx.find(q::list_revision, db::Params{list}, [](const db::Row& r) { return r.integer(0); }))
    tx.execute(q::list_begin, db::Params{list});
  if (tx.execute(q::list_raise, db::Params{list, revision}) != 1) throw Conflict{"code list"};
}

void insert_act(db::Transaction& tx, const ActRow& a) {
  tx.execute(q::act_insert,
             db::Params{a.id, a.list, a.kind, a.day, a.reference, a.revision, a.entered_by, a.entered_at});
}

void insert_entries(db::Transaction& tx, std::string_view list, const std::vector<Entry>& entries) {
  if (entries.empty()) return;
  Texts lists, code, level, parent, lo, en, other, serves, from, to, source, town_lo, town_en, contact_lo, contact_en;
  Integers begun, ended;
  for (const auto& e : entries) {
    lists.emplace_back(list);
    code.emplace_back(e.code);
    level.emplace_back(e.level);
    parent.emplace_back(e.parent);
    lo.emplace_back(e.name_lo);
    en.emplace_back(e.name_en);
    other.emplace_back(e.other_names);
    serves.emplace_back(e.serves);
    from.emplace_back(e.from.iso());
    to.push_back(e.to ? std::optional{e.to->iso()} : std::nullopt);
    source.emplace_back(e.source);
    town_lo.emplace_back(e.heading.town_lo);
    town_en.emplace_back(e.heading.town_en);
    contact_lo.emplace_back(e.heading.contact_lo);
    contact_en.emplace_back(e.heading.contact_en);
    begun.emplace_back(e.begun_by);
    ended.push_back(e.ended_by != 0 ? std::optional{e.ended_by} : std::nullopt);
  }
  using db::Column;
  tx.execute_many("insp_code_entry",
                  {"list", "code", "level", "parent", "name_lo", "name_en", "other_names", "serves", "valid_from",
                   "valid_to", "source", "begun_by", "ended_by", "town_lo", "town_en", "contact_lo", "contact_en"},
                  {Column::of_texts(lists), Column::of_texts(code), Column::of_texts(level), Column::of_texts(parent),
                   Column::of_texts(lo), Column::of_texts(en), Column::of_texts(other), Column::of_texts(serves),
                   Column::of_texts(from), Column::of_texts(to), Column::of_texts(source), Column::of_integers(begun),
                   Column::of_integers(ended), Column::of_texts(town_lo), Column::of_texts(town_en),
                   Column::of_texts(contact_lo), Column::of_texts(contact_en)});
}

void insert_became(db::Transaction& tx, std::string_view list, const std::vector<Became>& became) {
  if (became.empty()) return;
  Texts lists, code, successor, day, kind;
  Integers act;
  for (const auto& b : became) {
    lists.emplace_back(list);
    code.emplace_back(b.code);
    successor.emplace_back(b.successor);
    day.emplace_back(b.day.iso());
    kind.emplace_back(b.kind);
    act.emplace_back(b.act);
  }
  using db::Column;
  tx.execute_many("insp_code_succession", {"list", "code", "successor", "day", "kind", "act_id"},
                  {Column::of_texts(lists), Column::of_texts(code), Column::of_texts(successor), Column::of_texts(day),
                   Column::of_texts(kind), Column::of_integers(act)});
}

void end_entry(db::Transaction& tx, std::string_view list, std::string_view code, Day day, std::int64_t act) {
  if (tx.execute(q::entry_end, db::Params{day, act, list, code}) != 1) throw Conflict{"code list"};
}

void correct_entry(db::Transaction& tx, std::string_view list, const Entry& e, std::int64_t act) {
  const db::Params row{e.level, e.parent, e.name_lo, e.name_en, e.source, act, list, e.code, e.from};
  if (tx.execute(q::entry_correct, row) != 1) throw Conflict{"code list"};
}

}  // namespace ssiis::code_lists

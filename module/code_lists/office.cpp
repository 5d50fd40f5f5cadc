#include "code_lists/office.hpp"

#include <algorithm>

#include "code_lists/pyramid.hpp"
#include "sql/code_lists.hpp"

namespace ssiis::code_lists {
namespace {

namespace q = sql::code_lists;

std::string joined(const std::vector<std::string>& all) {
  std::string out;
  for (const auto& one : all) out += (out.empty() ? "" : " ") + one;
  return out;
}

std::string print_of(const Actor& who, std::string_view list, const Act& act) {
  std::string all{"codes.change"};
  const auto add = [&](std::string_view part) { (all += '\n') += part; };
  for (const auto part : {std::string_view{who.user_id()}, list, code_of(act.kind), std::string_view{act.reference}})
    add(part);
  add(act.day.iso());
  add(joined(act.codes));
  for (const auto& o : act.outcomes) {
    for (const auto* part : {&o.code, &o.level, &o.parent, &o.name_lo, &o.name_en, &o.other_names, &o.serves,
                             &o.heading.town_lo, &o.heading.town_en, &o.heading.contact_lo, &o.heading.contact_en})
      add(*part);
    add(joined(o.takes));
  }
  return hex(sha256(all));
}

// Old codes and new ones, for the trail.
audit::Pairs told_of(std::string_view list, const Act& act, const Change& change) {
  std::vector<std::string> begun;
  for (const auto& e : change.begins) begun.push_back(e.code);
  return {{"list", std::string{list}},   {"kind", std::string{code_of(act.kind)}},
          {"day", act.day.iso()},        {"reference", act.reference},
          {"old", joined(act.codes)},    {"begun", joined(begun)},
          {"ended", joined(change.ends)}};
}

}  // namespace

Rejections CodeOffice::serves_faults(db::Transaction& tx, const Change& change, Day day) const {
  Rejections out;
  const auto places = book_of(tx, territory_list);
  for (const auto& e : change.begins)
    for (const auto& code : split(e.serves, ' '))
      if (!code.empty() && places.on(code, day) == nullptr)
        out.push_back(Rejection{"codes.serves_unknown", {std::string{code}}, "serves"});
  return out;
}

std::vector<CodeOffice::Unknown> CodeOffice::unknown_places(db::Transaction& tx) const {
  return tx.all(q::places_unknown, db::Params{}, [](const db::Row& r) {
    return Unknown{r.text_or_empty(0), r.text_or_empty(1), r.text_or_empty(2), r.integer(3)};
  });
}

Result<Preview> CodeOffice::preview(db::Transaction& tx, std::string_view list, const Act& act) const {
  if (!is_list(list)) return Rejection{"codes.list_unknown", {std::string{list}}};
  const auto book = book_of(tx, list);
  auto change = change_of(book, act, parts_.clock.today());
  if (!change) return change.rejections();
  if (list == office_list)
    if (auto why = serves_faults(tx, *change, act.day); !why.empty()) return why;
  Preview out{std::move(change).value(), {}};
  if (list != territory_list) return out;
  std::vector<std::string> codes = act.codes;
  for (const auto& code : out.change.ends)
    if (std::find(codes.begin(), codes.end(), code) == codes.end()) codes.push_back(code);
  const auto counted = [&](const auto& count, const std::string& code) { return count ? count(tx, code) : 0; };
  for (const auto& code : codes)
    out.touched.push_back({code, counted(parts_.units, code), counted(parts_.files, code),
                           tx.all(q::holders_at, db::Params{code, parts_.clock.today()}, [](const db::Row& r) {
                             return HolderAt{r.text(0), r.text(1), r.text(2), r.text(3)};
                           })});
  return out;
}

// A version of the tree for today and for each later day on which a place begins or ends, in the order of days: of the
// versions whose day has come the newest counts.
Result<Done> CodeOffice::publish(db::Transaction& tx, const Book& places) const {
  const auto today = parts_.clock.today();
  for (const auto day : days_of_change(places, today)) {
    auto loaded = profiles::load_territory(tx, pyramid_on(places, day), today, parts_.clock.now(), "code lists");
    if (!loaded) return loaded.rejections();
  }
  if (parts_.places_changed) tx.after_commit(parts_.places_changed);
  return Done{};
}

Result<std::int64_t> CodeOffice::carry_out_in(db::Transaction& tx, const Actor& who, std::string_view list,
                                              std::int64_t revision, const Act& act) {
  raise_revision(tx, list, revision);
  const auto before = book_of(tx, list);
  auto change = change_of(before, act, parts_.clock.today());
  if (!change) return change.rejections();
  if (list == office_list)
    if (auto why = serves_faults(tx, *change, act.day); !why.empty()) return why;
  const auto id = parts_.ids.next();
  insert_act(tx, {id, std::string{list}, std::string{code_of(act.kind)}, act.day, act.reference, before.revision(),
                  who.login(), parts_.clock.now()});
  for (const auto& code : change->ends) end_entry(tx, list, code, act.day, id);
  auto begun = change->begins;
  for (auto& e : begun) e.begun_by = id;
  insert_entries(tx, list, begun);
  auto became = change->became;
  for (auto& b : became) b.act = id;
  insert_became(tx, list, became);
  if (list == territory_list)
    if (auto done = publish(tx, book_of(tx, list)); !done) return done.rejections();
  parts_.trail.record(tx, who,
                      {.chain = audit::ChainName::administration(),
                       .event = "codes.changed",
                       .object = "codes:" + std::to_string(id),
                       .details = told_of(list, act, *change)});
  return id;
}

Result<std::int64_t> CodeOffice::carry_out(const Actor& who, std::string_view list, std::int64_t revision,
                                           const Act& act, std::string_view key) {
  if (!may(who)) return parts_.trail.refused(who, permission, "codes:" + std::string{list});
  if (!is_list(list)) return Rejection{"codes.list_unknown", {std::string{list}}};
  return parts_.pool.transact(db::Mode::write, [&](db::Transaction& tx) -> Result<std::int64_t> {
    if (!key.empty()) {
      const auto before = db::claim_request(tx, key, print_of(who, list, act), parts_.clock.now());
      if (!before || *before) tx.rollback();
      if (!before) return before.rejections();
      if (*before) return whole_number(**before).value();
    }
    auto done = carry_out_in(tx, who, list, revision, act);
    if (!done)
      tx.rollback();
    else if (!key.empty())
      db::store_result(tx, key, std::to_string(*done));
    return done;
  });
}

Result<std::size_t> CodeOffice::carry_out_all(const Actor& who, const std::vector<std::pair<std::string, Act>>& acts,
                                              bool dry_run) {
  if (!may(who)) return parts_.trail.refused(who, permission, "codes");
  return parts_.pool.transact(db::Mode::write, [&](db::Transaction& tx) -> Result<std::size_t> {
    std::size_t number = 0;
    for (const auto& [list, act] : acts) {
      ++number;
      if (!is_list(list)) {
        tx.rollback();
        return Rejection{"codes.list_unknown", {list}};
      }
      auto done = carry_out_in(tx, who, list, book_of(tx, list).revision(), act);
      if (done) continue;
      tx.rollback();
      auto why = done.rejections();
      for (auto& w : why) w.field = std::to_string(number);
      return why;
    }
    if (dry_run) tx.rollback();
    return number;
  });
}

}  // namespace ssiis::code_lists

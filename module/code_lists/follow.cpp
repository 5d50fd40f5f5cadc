// The territory file beside the list of places: it begins the list, and is followed until somebody changes the list.
#include <algorithm>
#include <set>

#include "code_lists/office.hpp"
#include "code_lists/pyramid.hpp"
#include "sql/code_lists.hpp"

namespace ssiis::code_lists {
namespace {

namespace fq = sql::code_lists;

Entry entry_of(const profiles::Territory& t, Day day) {
  return {t.code, t.kind, t.parent, t.name_lo, t.name_en, "", "", day, std::nullopt, std::string{source_of_places}};
}

bool says_the_same(const Entry& e, const profiles::Territory& t) {
  return e.level == t.kind && e.parent == t.parent && e.name_lo == t.name_lo && e.name_en == t.name_en;
}

struct Followed {
  std::vector<Entry> begins{}, corrections{};  // corrections: of rows that begin on the very day
  std::vector<std::pair<std::string, Day>> ends{};
  Rejections why{};
};

void follow_node(const Book& book, const profiles::Territory& t, Day file_day, Followed& out) {
  const auto* now = book.last(t.code);
  if (now == nullptr) return out.begins.push_back(entry_of(t, t.valid_from));
  if (!now->to && says_the_same(*now, t)) return;
  const auto day = std::max(file_day, t.valid_from);
  if (now->from == day)
    out.corrections.push_back(entry_of(t, day));
  else if (now->from > day || (now->to && *now->to > day))
    out.why.push_back(Rejection{"codes.changed_later", {t.code, now->from.iso()}});
  else {
    if (!now->to) out.ends.emplace_back(t.code, day);
    out.begins.push_back(entry_of(t, day));
  }
}

// What the file changes. A row that begins on the file's day cannot end on it: it ends a day after.
Followed followed(const Book& book, const profiles::TerritoryFile& file) {
  Followed out;
  std::set<std::string_view> named;
  for (const auto& t : file.nodes) {
    named.insert(t.code);
    follow_node(book, t, file.valid_from, out);
  }
  for (const auto& e : book.entries()) {
    if (e.to || named.contains(e.code)) continue;
    if (e.from > file.valid_from) out.why.push_back(Rejection{"codes.changed_later", {e.code, e.from.iso()}});
    out.ends.emplace_back(e.code, e.from == file.valid_from ? e.from.plus(1) : file.valid_from);
  }
  return out;
}

}  // namespace

Result<bool> CodeOffice::follow(const Actor& who, const profiles::TerritoryFile& file) {
  if (!may(who)) return parts_.trail.refused(who, permission, "codes:territory");
  if (auto alone = profiles::TerritoryTree::build(1, file.nodes); !alone) return alone.rejections();
  return parts_.pool.transact(db::Mode::write, [&](db::Transaction& tx) -> Result<bool> {
    const auto refuse = [&](Rejections why) -> Result<bool> {
      tx.rollback();
      return why;
    };
    const auto kept =
        tx.find(fq::list_revision, db::Params{territory_list}, [](const db::Row& r) { return r.text_or_empty(1); });
    if (kept && *kept == file.content_hash) return false;
    if (tx.find(fq::acts_by_hand, db::Params{territory_list}, [](const db::Row&) { return true; }))
      return refuse({Rejection{"codes.kept_here"}});
    const auto book = book_of(tx, territory_list);
    auto change = followed(book, file);
    if (!change.why.empty()) return refuse(change.why);
    raise_revision(tx, territory_list, book.revision());
    const auto id = parts_.ids.next();
    insert_act(tx, {id, std::string{territory_list}, book.revision() == 0 ? "begin" : "follow", file.valid_from,
                    std::string{source_of_places}, book.revision() + 1, who.login(), parts_.clock.now()});
    for (const auto& [code, day] : change.ends) end_entry(tx, territory_list, code, day, id);
    for (auto& e : change.begins) e.begun_by = id;
    insert_entries(tx, territory_list, change.begins);
    for (auto& e : change.corrections) correct_entry(tx, territory_list, e, id);
    tx.execute(fq::list_hash, db::Params{file.content_hash, territory_list});
    if (auto done = publish(tx, book_of(tx, territory_list)); !done) return refuse(done.rejections());
    parts_.trail.record(tx, who,
                        {.chain = audit::ChainName::administration(),
                         .event = "codes.loaded",
                         .object = "codes:" + std::to_string(id),
                         .details = {{"list", std::string{territory_list}},
                                     {"source", std::string{source_of_places}},
                                     {"territory_sha256", file.content_hash},
                                     {"begun", std::to_string(change.begins.size())},
                                     {"corrected", std::to_string(change.corrections.size())},
                                     {"ended", std::to_string(change.ends.size())}}});
    return true;
  });
}

}  // namespace ssiis::code_lists

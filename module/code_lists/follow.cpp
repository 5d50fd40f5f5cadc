// The territory file beside the list of places: it begins the list, and is followed until somebody changes the list.
#include <algorithm>
#include <map>

#include "code_lists/office.hpp"
#include "sql/code_lists.hpp"

namespace ssiis::code_lists {
namespace {

namespace fq = sql::code_lists;

Entry entry_of(const profiles::Territory& t, Day day, const std::string& source) {
  return {t.code, t.kind, t.parent, t.name_lo, t.name_en, "", "", day, std::nullopt, source};
}

bool says_the_same(const Entry& e, const profiles::Territory& t) {
  return e.level == t.kind && e.parent == t.parent && e.name_lo == t.name_lo && e.name_en == t.name_en;
}

// What the file changes on its day. A row that begins that day or later cannot end on it: it ends a day after it began.
Change change_by(const Book& book, const profiles::TerritoryFile& file, const std::string& source) {
  Change out;
  std::map<std::string_view, bool> named;
  for (const auto& t : file.nodes) {
    named[t.code] = true;
    const auto* now = book.last(t.code);
    const bool open = now != nullptr && !now->to;
    if (open && says_the_same(*now, t)) continue;
    if (open) out.ends.push_back(t.code);
    out.begins.push_back(entry_of(t, file.valid_from, source));
  }
  for (const auto& e : book.entries())
    if (!e.to && !named.contains(e.code)) out.ends.push_back(e.code);
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
    const std::string source = "config/profiles/territory.xml";
    const auto change = change_by(book, file, source);
    for (const auto& code : change.ends)
      if (book.last(code)->from >= file.valid_from)
        return refuse({Rejection{"codes.changed_later", {code, book.last(code)->from.iso()}}});
    raise_revision(tx, territory_list, book.revision());
    const auto id = parts_.ids.next();
    insert_act(tx, {id, std::string{territory_list}, book.revision() == 0 ? "begin" : "follow", file.valid_from, source,
                    book.revision() + 1, who.login(), parts_.clock.now()});
    const auto next = changed(book, change, file.valid_from, id);
    for (const auto& code : change.ends) end_entry(tx, territory_list, code, file.valid_from, id);
    std::vector<Entry> begun;
    for (const auto& e : next.entries())
      if (e.begun_by == id) begun.push_back(e);
    insert_entries(tx, territory_list, begun);
    tx.execute(fq::list_hash, db::Params{file.content_hash, territory_list});
    if (auto done = publish(tx, book_of(tx, territory_list)); !done) return refuse(done.rejections());
    parts_.trail.record(tx, who,
                        {.chain = audit::ChainName::administration(),
                         .event = "codes.loaded",
                         .object = "codes:" + std::to_string(id),
                         .details = {{"list", std::string{territory_list}},
                                     {"source", source},
                                     {"territory_sha256", file.content_hash},
                                     {"begun", std::to_string(begun.size())},
                                     {"ended", std::to_string(change.ends.size())}}});
    return true;
  });
}

}  // namespace ssiis::code_lists

// Rows of files into the lists.
#include <algorithm>
#include <map>
#include <set>

#include "code_lists/office.hpp"
#include "code_lists/pyramid.hpp"
#include "code_lists/rules.hpp"
#include "sql/code_lists.hpp"
#include "web/api.hpp"

namespace ssiis::code_lists {
namespace {

using Row = CodeOffice::Row;
using web::E_;

// Places come first: offices serve them.
struct PlacesFirst {
  bool operator()(const std::string& a, const std::string& b) const noexcept {
    return a != b && (a == territory_list || (b != territory_list && a < b));
  }
};
template <class T>
using ByList = std::map<std::string, std::vector<T>, PlacesFirst>;

bool same_text(const Entry& a, const Entry& b) {
  return std::tie(a.level, a.parent, a.name_lo, a.name_en, a.other_names, a.serves, a.heading) ==
         std::tie(b.level, b.parent, b.name_lo, b.name_en, b.other_names, b.serves, b.heading);
}

// What a file adds to a list, and every reason against it, each with its line as the field.
struct Reading {
  std::vector<Entry> begins{};
  std::vector<std::pair<std::string, Day>> ends{};
  std::vector<Became> became{};
  std::size_t same{0};
  Rejections why{};
  void refuse(const Row& row, const char* code, std::vector<std::string> args = {}) {
    why.push_back(Rejection{code, std::move(args), std::to_string(row.line)});
  }
};

void read_row(const Book& book, const Row& row, Reading& out) {
  const auto& e = row.entry;
  const auto history = book.history(e.code);
  const auto at = std::find_if(history.begin(), history.end(), [&](const auto* h) { return h->from == e.from; });
  if (at == history.end()) {
    out.begins.push_back(e);
  } else if (!same_text(**at, e) || ((*at)->to && (*at)->to != e.to)) {
    out.refuse(row, E_("codes.row_differs"), {e.code, e.from.iso()});
  } else if (e.to && !(*at)->to) {
    out.ends.emplace_back(e.code, *e.to);
  } else {
    ++out.same;
  }
  const auto known = book.successors(e.code);
  for (const auto& next : row.successors) {
    if (!e.to) {
      out.refuse(row, E_("codes.day_order"), {e.code});
      continue;
    }
    const bool there =
        std::any_of(known.begin(), known.end(), [&](const auto& b) { return b.successor == next && b.day == *e.to; });
    if (!there) out.became.push_back({e.code, next, *e.to, row.became.empty() ? "renamed" : row.became, 0});
  }
}

// Whether what the entry lies in is there as long as the entry.
bool outlives(const Book& book, const Entry& e) {
  const auto* above = book.on(e.parent, e.from);
  while (above != nullptr && above->to && (!e.to || *above->to < *e.to)) above = book.on(e.parent, *above->to);
  return above == nullptr;
}

// The book as it would be; its rows must fit each other.
void check_rows(const Book& book, const std::vector<const Row*>& rows, Reading& out) {
  const auto& levels = levels_of(book.list());
  const auto rank = [&](std::string_view level) {
    return std::find(levels.begin(), levels.end(), level) - levels.begin();
  };
  for (const auto* row : rows) {
    const auto& e = row->entry;
    const Entry* before = nullptr;
    for (const auto* h : book.history(e.code)) {
      if (before != nullptr && (!before->to || *before->to > h->from))
        out.refuse(*row, E_("codes.row_overlaps"), {e.code, h->from.iso()});
      before = h;
    }
    if (e.to && *e.to <= e.from) out.refuse(*row, E_("codes.day_order"), {e.code});
    for (const auto& fault : entry_faults(book.list(), e))
      out.why.push_back({fault.code, fault.args, std::to_string(row->line)});
    if (e.to)
      for (const auto& child : book.entries())
        if (child.parent == e.code && child.from < *e.to && outlives(book, child))
          out.refuse(*row, E_("codes.has_children"), {e.code, child.code});
    if (rank(e.level) == static_cast<std::ptrdiff_t>(levels.size())) {
      out.refuse(*row, E_("codes.level_unknown"), {e.level});
      continue;
    }
    for (const auto& next : row->successors)
      if (book.last(next) == nullptr) out.refuse(*row, E_("codes.code_unknown"), {next});
    if (e.parent.empty()) {
      if (book.list() != office_list && rank(e.level) != 0) out.refuse(*row, E_("codes.parent_unknown"), {e.code, "–"});
      continue;
    }
    const auto* above = book.on(e.parent, e.from);
    if (above == nullptr)
      out.refuse(*row, E_("codes.parent_unknown"), {e.code, e.parent});
    else if (rank(above->level) >= rank(e.level))
      out.refuse(*row, E_("codes.parent_level"), {e.code, e.parent});
    else if (outlives(book, e))
      out.refuse(*row, E_("codes.has_children"), {e.parent, e.code});
  }
}

// Where no list of places was begun, nothing is known of them.
void serve_only_places(db::Transaction& tx, const std::vector<const Row*>& rows, Reading& out) {
  const auto places = book_of(tx, territory_list);
  if (places.revision() == 0) return;
  for (const auto* row : rows)
    for (const auto& code : split(row->entry.serves, ' '))
      if (!code.empty() && places.on(code, row->entry.from) == nullptr)
        out.refuse(*row, E_("codes.serves_unknown"), {code});
}

Book with(const Book& book, const Reading& read) {
  auto entries = book.entries();
  for (auto& e : entries)
    for (const auto& [code, day] : read.ends)
      if (e.code == code && !e.to) e.to = day;
  entries.insert(entries.end(), read.begins.begin(), read.begins.end());
  auto became = book.became();
  became.insert(became.end(), read.became.begin(), read.became.end());
  return Book{book.list(), book.revision() + 1, std::move(entries), std::move(became)};
}

}  // namespace

Result<CodeOffice::Imported> CodeOffice::import_list(db::Transaction& tx, const Actor& who, const std::string& list,
                                                     const std::vector<const Row*>& rows, std::string_view source) {
  const auto book = book_of(tx, list);
  Reading read;
  std::set<std::pair<std::string_view, Day>> seen;
  for (const auto* row : rows)
    if (!seen.emplace(row->entry.code, row->entry.from).second)
      read.refuse(*row, E_("codes.code_twice"), {row->entry.code});
    else
      read_row(book, *row, read);
  if (read.why.empty()) check_rows(with(book, read), rows, read);
  if (list == office_list) serve_only_places(tx, rows, read);
  if (!read.why.empty()) return read.why;
  if (read.begins.empty() && read.ends.empty() && read.became.empty()) return Imported{0, 0, 0, read.same};
  raise_revision(tx, list, book.revision());
  const auto id = parts_.ids.next();
  insert_act(tx, {id, list, book.revision() == 0 ? "begin" : "import", parts_.clock.today(), std::string{source},
                  book.revision() + 1, who.login(), parts_.clock.now()});
  for (const auto& [code, day] : read.ends) end_entry(tx, list, code, day, id);
  for (auto& e : read.begins) {
    e.begun_by = id;
    if (e.to) e.ended_by = id;
  }
  for (auto& b : read.became) b.act = id;
  insert_entries(tx, list, read.begins);
  insert_became(tx, list, read.became);
  parts_.trail.record(tx, who,
                      {.chain = audit::ChainName::administration(),
                       .event = "codes.loaded",
                       .object = "codes:" + std::to_string(id),
                       .details = {{"list", list},
                                   {"source", std::string{source}},
                                   {"begun", std::to_string(read.begins.size())},
                                   {"ended", std::to_string(read.ends.size())}}});
  return Imported{read.begins.size(), read.ends.size(), read.became.size(), read.same};
}

Result<CodeOffice::Imported> CodeOffice::import(const Actor& who, const std::vector<Row>& rows, std::string_view source,
                                                bool dry_run) {
  if (!may(who)) return parts_.trail.refused(who, permission, "codes");
  ByList<const Row*> by_list;
  for (const auto& row : rows) {
    if (!is_list(row.list)) return Rejection{"codes.list_unknown", {row.list}, std::to_string(row.line)};
    by_list[row.list].push_back(&row);
  }
  return parts_.pool.transact(db::Mode::write, [&](db::Transaction& tx) -> Result<Imported> {
    Imported out;
    bool places_changed = false;
    const auto refuse = [&](Rejections why) -> Result<Imported> {
      tx.rollback();
      return why;
    };
    for (const auto& [list, of_list] : by_list) {
      const auto done = import_list(tx, who, list, of_list, source);
      if (!done) return refuse(done.rejections());
      if (list == territory_list) places_changed = done->begun + done->ended + done->became > 0;
      out.begun += done->begun;
      out.ended += done->ended;
      out.became += done->became;
      out.same += done->same;
    }
    if (places_changed)
      if (const auto done = publish(tx, book_of(tx, territory_list)); !done) return refuse(done.rejections());
    if (dry_run) tx.rollback();
    return out;
  });
}

std::vector<std::string> CodeOffice::begin(const Actor& who, const std::vector<Row>& shipped) {
  return parts_.pool.transact(db::Mode::write, [&](db::Transaction& tx) {
    std::vector<std::string> out;
    ByList<Row> by_list;
    for (const auto& row : shipped) by_list[row.list].push_back(row);
    if (tx.find(sql::code_lists::territory_version, db::Params{}, [](const db::Row&) { return true; }))
      for (auto& e : entries_of(profiles::current_tree(tx), source_of_places))
        by_list[std::string{territory_list}].push_back({0, std::string{territory_list}, std::move(e)});
    for (const auto& [list, rows] : by_list) {
      if (book_of(tx, list).revision() != 0) continue;
      std::vector<const Row*> of_list;
      for (const auto& row : rows) of_list.push_back(&row);
      const auto done = import_list(tx, who, list, of_list, "as shipped");
      if (!done)
        throw std::runtime_error{"the shipped list " + list + " does not fit: " + done.rejection().code + " in line " +
                                 done.rejection().field};
      out.push_back(list);
    }
    return out;
  });
}

}  // namespace ssiis::code_lists

#include "code_lists/acts.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "code_lists/rules.hpp"
#include "web/api.hpp"

namespace ssiis::code_lists {
namespace {

using web::E_;

struct KindCode {
  ActKind kind;
  std::string_view code, became;
};
constexpr std::array<KindCode, 6> act_kinds{{{ActKind::open, "open", ""},
                                             {ActKind::rename, "rename", "renamed"},
                                             {ActKind::move, "move", "moved"},
                                             {ActKind::merge, "merge", "merged"},
                                             {ActKind::split, "split", "split"},
                                             {ActKind::close, "close", ""}}};
constexpr std::size_t most_codes = 50;
constexpr int farthest_days = 3'660;

const KindCode& of(ActKind kind) {
  return *std::find_if(act_kinds.begin(), act_kinds.end(), [&](const auto& k) { return k.kind == kind; });
}

// One act being judged against one book.
class Judged {
 public:
  Judged(const Book& book, const Act& act, Day today) : book_{book}, act_{act}, today_{today} {}

  Result<Change> change() {
    whole();
    if (why_.empty()) olds();
    if (why_.empty()) outcomes();
    if (why_.empty()) build();
    if (!why_.empty()) return why_;
    return std::move(out_);
  }

 private:
  void refuse(const char* code, std::vector<std::string> args = {}, std::string field = {}) {
    why_.push_back(Rejection{code, std::move(args), std::move(field)});
  }
  std::size_t rank(std::string_view level) const {
    const auto& all = levels_of(book_.list());
    return static_cast<std::size_t>(std::find(all.begin(), all.end(), level) - all.begin());
  }
  bool kept(std::string_view code) const {
    return std::any_of(act_.outcomes.begin(), act_.outcomes.end(), [&](const auto& o) { return o.code == code; });
  }
  bool old(std::string_view code) const {
    return std::find(act_.codes.begin(), act_.codes.end(), code) != act_.codes.end();
  }

  void whole() {
    if (trimmed(act_.reference).empty()) refuse(E_("codes.reference_missing"), {}, "reference");
    if (count_code_points(act_.reference) > longest_text)
      refuse(E_("codes.too_long"), {std::to_string(longest_text)}, "reference");
    if (act_.day.days_since(today_) > farthest_days || act_.day < Day{1900, 1, 1})
      refuse(E_("codes.day_far"), {}, "day");
    const auto n = act_.codes.size(), m = act_.outcomes.size();
    const bool one_old = act_.kind == ActKind::rename || act_.kind == ActKind::move || act_.kind == ActKind::split;
    if (act_.kind == ActKind::open ? n != 0 : (n == 0 || n > most_codes || (one_old && n != 1)))
      refuse(E_("codes.codes_missing"), {}, "codes");
    const bool many = act_.kind == ActKind::open || act_.kind == ActKind::split;
    const std::size_t least = act_.kind == ActKind::split ? 2 : 1;
    if (act_.kind == ActKind::close ? m != 0 : (m < least || m > most_codes || (!many && m != 1)))
      refuse(E_("codes.outcomes_missing"), {}, "code");
    std::set<std::string_view> seen;
    for (const auto& c : act_.codes)
      if (!seen.insert(c).second) refuse(E_("codes.code_twice"), {c}, "codes");
    seen.clear();
    for (const auto& o : act_.outcomes)
      if (!seen.insert(o.code).second) refuse(E_("codes.code_twice"), {o.code}, "code");
  }

  // The row of a code on the day, when the act may touch it.
  const Entry* touched(std::string_view code, const char* field) {
    const auto* last = book_.last(code);
    if (last == nullptr)
      refuse(E_("codes.code_unknown"), {std::string{code}}, field);
    else if (last->from >= act_.day)
      refuse(E_("codes.changed_later"), {std::string{code}, last->from.iso()}, field);
    else if (last->to)
      refuse(E_("codes.not_in_force"), {std::string{code}, last->to->iso()}, field);
    else
      return last;
    return nullptr;
  }

  void olds() {
    for (const auto& code : act_.codes) {
      const auto* entry = touched(code, "codes");
      if (entry == nullptr) continue;
      if (entry->level == "national" && !(act_.kind == ActKind::rename && kept(code)))
        refuse(E_("codes.root"), {code}, "codes");
      if (!olds_.empty() && olds_.front()->level != entry->level) refuse(E_("codes.level_differs"), {code}, "codes");
      olds_.push_back(entry);
    }
  }

  // What the act leaves out is as it was.
  Outcome completed(Outcome o) const {
    const Entry* model = nullptr;
    if (act_.kind == ActKind::rename || act_.kind == ActKind::move || kept_of_split(o)) model = olds_.front();
    if (act_.kind == ActKind::merge) model = book_.on(o.code, act_.day) ? book_.on(o.code, act_.day) : olds_.front();
    if (act_.kind == ActKind::split && model == nullptr) {
      if (o.level.empty()) o.level = olds_.front()->level;
      if (o.parent.empty()) o.parent = olds_.front()->parent;
    }
    if (model == nullptr) return o;
    if (act_.kind == ActKind::rename) o.parent = model->parent;
    if (o.level.empty() || act_.kind == ActKind::rename) o.level = model->level;
    if (o.parent.empty()) o.parent = model->parent;
    const bool same_thing = act_.kind != ActKind::merge || model->code == o.code;
    if (!same_thing) return o;
    if (o.name_lo.empty() && o.name_en.empty()) {
      o.name_lo = model->name_lo;
      o.name_en = model->name_en;
      if (o.other_names.empty()) o.other_names = model->other_names;
    }
    if (o.serves.empty()) o.serves = model->serves;
    if (o.heading == Heading{}) o.heading = model->heading;
    return o;
  }
  bool kept_of_split(const Outcome& o) const { return act_.kind == ActKind::split && old(o.code); }

  void outcomes() {
    for (const auto& given : act_.outcomes) {
      auto o = completed(given);
      const auto faults = entry_faults(book_.list(), begun(o));
      why_.insert(why_.end(), faults.begin(), faults.end());
      if (const bool joins = act_.kind == ActKind::merge && book_.last(o.code) != nullptr; joins && !old(o.code)) {
        if (const auto* other = touched(o.code, "code"); other && other->level != olds_.front()->level)
          refuse(E_("codes.level_differs"), {o.code}, "code");
      } else if (!old(o.code) && book_.last(o.code) != nullptr) {
        refuse(E_("codes.code_used"), {o.code}, "code");
      }
      place(o);
      outcomes_.push_back(std::move(o));
    }
  }

  void place(const Outcome& o) {
    const auto& levels = levels_of(book_.list());
    const auto mine = rank(o.level);
    if (mine == levels.size()) return refuse(E_("codes.level_unknown"), {o.level}, "level");
    if (act_.kind != ActKind::move && act_.kind != ActKind::open && o.level != olds_.front()->level)
      return refuse(E_("codes.level_differs"), {o.code}, "level");
    if (o.parent.empty()) {
      // Only the nation, an office and a section may stand alone.
      const bool may = book_.list() == office_list || mine == 0;
      if (!may) refuse(E_("codes.parent_unknown"), {o.code, "–"}, "parent");
      if (o.level == "national" && act_.kind == ActKind::open) refuse(E_("codes.root"), {o.code}, "level");
      return;
    }
    const auto* above = book_.on(o.parent, act_.day);
    // A part may lie below another part of the same act.
    const auto part = std::find_if(act_.outcomes.begin(), act_.outcomes.end(),
                                   [&](const auto& other) { return other.code == o.parent && other.code != o.code; });
    const bool ends = old(o.parent) && !kept(o.parent);
    if (ends || (above == nullptr && part == act_.outcomes.end()))
      return refuse(E_("codes.parent_unknown"), {o.code, o.parent}, "parent");
    if (rank(above ? above->level : part->level) >= mine)
      refuse(E_("codes.parent_level"), {o.code, o.parent}, "parent");
  }

  void build() {
    for (const auto* entry : olds_) {
      if (kept(entry->code)) continue;
      out_.ends.push_back(entry->code);
      for (const auto& o : outcomes_)
        out_.became.push_back({entry->code, o.code, act_.day, std::string{of(act_.kind).became}, 0});
    }
    // A part taken from a code that lives on came of it, too.
    if (act_.kind == ActKind::split && kept(act_.codes.front()))
      for (const auto& o : outcomes_)
        if (o.code != act_.codes.front()) out_.became.push_back({act_.codes.front(), o.code, act_.day, "split", 0});
    for (const auto& o : outcomes_) begin(o);
    act_.kind == ActKind::split ? share_out() : hand_on();
  }

  Entry begun(const Outcome& o) const {
    Entry e{o.code, o.level, o.parent, o.name_lo, o.name_en, o.other_names, o.serves, act_.day, {}, act_.reference};
    e.heading = o.heading;
    return e;
  }
  void begin(const Outcome& o) {
    auto e = begun(o);
    if (const auto* now = book_.on(o.code, act_.day)) {
      const auto text = [](const Entry& x) {
        return std::tie(x.level, x.parent, x.name_lo, x.name_en, x.other_names, x.serves, x.heading);
      };
      if (text(*now) == text(e)) return;  // goes on as it is
      out_.ends.push_back(o.code);
    }
    out_.begins.push_back(std::move(e));
  }

  void give(const Entry& child, const Outcome& to) {
    const auto* now = touched(child.code, "takes");
    if (now == nullptr) return;
    if (rank(child.level) <= rank(to.level)) return refuse(E_("codes.parent_level"), {child.code, to.code}, "parent");
    auto e = child;
    e.parent = to.code;
    e.from = act_.day;
    e.to.reset();
    e.source = act_.reference;
    out_.ends.push_back(child.code);
    out_.begins.push_back(std::move(e));
  }

  // What lies below a code on the day, or was entered to begin there later.
  std::vector<const Entry*> below(std::string_view code) const {
    std::vector<const Entry*> out;
    for (const auto& e : book_.entries())
      if (e.parent == code && (!e.to || *e.to > act_.day)) out.push_back(&e);
    return out;
  }

  // What lay below a code that ends goes to the one that takes its place.
  void hand_on() {
    for (const auto* entry : olds_) {
      if (kept(entry->code)) continue;
      for (const auto* child : below(entry->code)) {
        if (old(child->code)) continue;
        if (outcomes_.empty())
          refuse(E_("codes.has_children"), {entry->code, child->code}, "codes");
        else
          give(*child, outcomes_.front());
      }
    }
  }

  void share_out() {
    const auto& whole = act_.codes.front();
    std::set<std::string> left, taken;
    for (const auto* child : below(whole)) left.insert(child->code);
    for (const auto& o : outcomes_)
      for (const auto& code : o.takes) {
        if (!taken.insert(code).second) {
          refuse(E_("codes.child_twice"), {code}, "takes");
        } else if (left.erase(code) == 0) {
          refuse(E_("codes.child_unknown"), {code, whole}, "takes");
        } else if (o.code != whole) {
          give(*book_.last(code), o);
        }
      }
    if (!kept(whole))
      for (const auto& code : left) refuse(E_("codes.child_left"), {code}, "takes");
  }

  const Book& book_;
  const Act& act_;
  Day today_;
  std::vector<const Entry*> olds_;
  std::vector<Outcome> outcomes_;
  Rejections why_;
  Change out_;
};

}  // namespace

std::optional<ActKind> act_kind(std::string_view code) noexcept {
  for (const auto& k : act_kinds)
    if (k.code == code) return k.kind;
  return std::nullopt;
}

std::string_view code_of(ActKind kind) noexcept { return of(kind).code; }

Result<Change> change_of(const Book& book, const Act& act, Day today) { return Judged{book, act, today}.change(); }

Book changed(const Book& book, const Change& change, Day day, std::int64_t act_id) {
  auto entries = book.entries();
  for (auto& e : entries)
    if (!e.to && std::find(change.ends.begin(), change.ends.end(), e.code) != change.ends.end()) {
      e.to = day;
      e.ended_by = act_id;
    }
  for (auto e : change.begins) {
    e.begun_by = act_id;
    entries.push_back(std::move(e));
  }
  auto became = book.became();
  for (auto b : change.became) {
    b.act = act_id;
    became.push_back(std::move(b));
  }
  return Book{book.list(), book.revision() + 1, std::move(entries), std::move(became)};
}

}  // namespace ssiis::code_lists

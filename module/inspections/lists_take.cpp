// Taking units onto a list: chosen ones by key, pasted ones by their social security registration number.
#include "inspections/lists.hpp"
#include "inspections/rules.hpp"

namespace ssiis::inspections {
namespace {

// Non-empty lines with their place; a number may be pasted with blanks round it.
std::vector<std::pair<int, std::string>> lines_of(const std::string& pasted) {
  std::vector<std::pair<int, std::string>> out;
  int line = 0;
  for (const auto& piece : split(pasted, '\n')) {
    ++line;
    if (auto text = lao::stored(piece); !text.empty()) out.emplace_back(line, first_code_points(text, 64));
  }
  return out;
}

}  // namespace

Result<Taken> ListService::take_units(const Actor& who, const std::string& number,
                                      const std::vector<std::string>& unit_keys, const std::string& reason) {
  std::vector<std::pair<int, std::string>> lines;
  for (const auto& key : unit_keys) lines.emplace_back(static_cast<int>(lines.size()) + 1, key);
  return take_in_transaction(who, number, lines, true, reason);
}

Result<Taken> ListService::take_numbers(const Actor& who, const std::string& number, const std::string& pasted,
                                        const std::string& reason) {
  return take_in_transaction(who, number, lines_of(pasted), false, reason);
}

Result<Taken> ListService::take_in_transaction(const Actor& who, const std::string& number, const Lines& lines,
                                               bool keys, const std::string& reason) {
  Rejections faults;
  if (lines.empty()) faults.push_back({"list.nothing_chosen", {}, keys ? "unit" : "numbers"});
  if (lines.size() > static_cast<std::size_t>(longest_paste))
    faults.push_back({"list.paste_too_long", {std::to_string(longest_paste)}, "numbers"});
  if (reason.empty()) faults.push_back({"form.required", {"reason"}, "reason"});
  if (count_code_points(reason) > 1000) faults.push_back({"form.too_long", {"reason", "1000"}, "reason"});
  if (!faults.empty()) return faults;
  return rooms_.pool.transact(db::Mode::write, [&](db::Transaction& tx) -> Result<Taken> {
    auto list = open_in(tx, who, number, "planning.manage");
    if (!list) return list.rejections();
    if (list->state != ListState::draft) {
      tx.rollback();
      return Rejection{"list.not_a_draft", {number}};
    }
    return take_in(tx, who, *list, lines, keys, reason);
  });
}

Taken ListService::take_in(db::Transaction& tx, const Actor& who, UnitList list, const Lines& lines, bool keys,
                           const std::string& reason) {
  const auto scope = who.scope("registry.read");
  const auto tree = profiles::current_tree(tx);
  Taken out;
  std::map<std::string, int> first_line;
  for (const auto& [line, typed] : lines) {
    const auto fault = [&, line = line, typed = typed](Rejection why) {
      out.faults.push_back({line, typed, std::move(why)});
    };
    if (const auto [at, fresh] = first_line.emplace(typed, line); !fresh) {
      fault({"list.line_repeated", {std::to_string(at->second)}});
      continue;
    }
    std::vector<registry::LabourUnit> units;
    if (!keys)
      units = registry::units_by_number(tx, scope, lao::ascii_digits(typed));
    else if (auto unit = registry::find_unit(tx, scope, typed))
      units.push_back(std::move(*unit));
    if (units.empty())
      fault({"list.number_unknown", {typed}});
    else if (units.size() > 1)
      fault({"list.number_ambiguous", {typed, std::to_string(units.size())}});
    else if (auto why = take_one(tx, who, list, tree, units.front(), reason))
      fault(std::move(*why));
    else
      ++out.added;
  }
  if (out.added == 0) return out;
  save(tx, list);  // two who add at once: the second sees the conflict and tries again
  audit(tx, who, list, "unit_list.units_added", {{"units", std::to_string(out.added)}});
  return out;
}

std::optional<Rejection> ListService::take_one(db::Transaction& tx, const Actor& who, const UnitList& list,
                                               const profiles::TerritoryTree& tree, const registry::LabourUnit& unit,
                                               const std::string& reason) {
  const auto* place = tree.find(list.territory);
  if (place == nullptr || !place->interval.holds(unit.where.point))
    return Rejection{"list.unit_outside", {unit.name("lo")}};
  auto entry = entry_of_unit(tx, list.id, unit.lu_id);
  if (entry && entry->state != EntryState::removed) return Rejection{"list.unit_listed", {unit.name("lo")}};
  if (entry) {  // taken off before: it comes back under the new reason
    entry->state = EntryState::listed;
    entry->reason = reason;
    save(tx, list.id, *entry);
  } else {
    entry = ListEntry{.id = rooms_.ids.next(),
                      .unit_key = unit.lu_id,
                      .unit_name = fitted(unit.name("lo"), longest_unit_name),
                      .territory = unit.where.territory,
                      .reason = reason};
    insert(tx, list.id, *entry);
  }
  note(tx, who, list, entry->id, "added", {});
  return std::nullopt;
}

}  // namespace ssiis::inspections

#include <stdexcept>

#include "profiles/territory.hpp"
#include "sql/profiles.hpp"

namespace ssiis::profiles {
namespace {

struct Version {
  std::int64_t number;
  std::string content_hash;
};

std::optional<Version> version_by(db::Transaction& tx, const db::Query& query) {
  return tx.find(query, db::Params{}, [](const db::Row& r) { return Version{r.integer(0), r.text(1)}; });
}

std::vector<Territory> nodes_of(db::Transaction& tx, std::int64_t version) {
  return tx.all(sql::profiles::territory_nodes, db::Params{version}, [](const db::Row& r) {
    Territory t;
    t.code = r.text(0);
    t.parent = r.text_or_empty(1);
    t.kind = r.text(2);
    t.name_lo = r.text(3);
    t.name_en = r.text(4);
    t.valid_from = r.day(5);
    t.valid_to = r.maybe_day(6);
    return t;
  });
}

// Codes that the new nodes leave out are kept under the nearest node above that is still there.
std::size_t keep_retired(std::vector<Territory>& nodes, const TerritoryTree& before, Day since) {
  std::map<std::string, bool, std::less<>> known;
  for (const auto& n : nodes) known.emplace(n.code, true);
  std::string root;
  for (const auto& n : nodes)
    if (n.parent.empty()) root = n.code;
  std::size_t retired = 0;
  for (auto old : before.all()) {
    // A version of a later day may hold places that do not stand yet.
    if (known.contains(old.code) || old.valid_from > since) continue;
    const auto path = before.path(old.code);
    std::string parent = root;
    for (auto above = path.rbegin() + 1; above != path.rend(); ++above)
      if (known.contains((*above)->code)) {
        parent = (*above)->code;
        break;
      }
    old.parent = parent;
    if (!old.valid_to) old.valid_to = since;
    nodes.push_back(old);
    ++retired;
  }
  return retired;
}

void insert_nodes(db::Transaction& tx, const TerritoryTree& tree) {
  using Texts = std::vector<std::optional<std::string>>;
  using Integers = std::vector<std::optional<std::int64_t>>;
  Integers version, low, high;
  Texts code, parent, kind, name_lo, name_en, from, to;
  for (const auto& n : tree.all()) {
    version.emplace_back(tree.version());
    code.emplace_back(n.code);
    parent.push_back(n.parent.empty() ? std::nullopt : std::optional{n.parent});
    kind.emplace_back(n.kind);
    name_lo.emplace_back(n.name_lo);
    name_en.emplace_back(n.name_en);
    low.emplace_back(n.interval.low);
    high.emplace_back(n.interval.high);
    from.emplace_back(n.valid_from.iso());
    to.push_back(n.valid_to ? std::optional{n.valid_to->iso()} : std::nullopt);
  }
  using db::Column;
  tx.execute_many("insp_territory",
                  {"version", "code", "parent", "kind", "name_lo", "name_en", "low", "high", "valid_from", "valid_to"},
                  {Column::of_integers(version), Column::of_texts(code), Column::of_texts(parent),
                   Column::of_texts(kind), Column::of_texts(name_lo), Column::of_texts(name_en),
                   Column::of_integers(low), Column::of_integers(high), Column::of_texts(from), Column::of_texts(to)});
}

void insert_reaches(db::Transaction& tx, const TerritoryTree& tree) {
  std::vector<std::optional<std::int64_t>> version, low, high;
  std::vector<std::optional<std::string>> code, before;
  for (const auto& r : reaches_of(tree)) {
    version.emplace_back(tree.version());
    code.emplace_back(r.code);
    low.emplace_back(r.interval.low);
    high.emplace_back(r.interval.high);
    before.push_back(r.held_before ? std::optional{r.held_before->iso()} : std::nullopt);
  }
  using db::Column;
  tx.execute_many("insp_territory_reach", {"version", "code", "low", "high", "held_before"},
                  {Column::of_integers(version), Column::of_texts(code), Column::of_integers(low),
                   Column::of_integers(high), Column::of_texts(before)});
}

}  // namespace

TerritoryTree current_tree(db::Transaction& tx) {
  const auto version = version_by(tx, sql::profiles::territory_current_version);
  if (!version) throw std::runtime_error{"no territory is loaded: run ssiis-admin profiles load"};
  auto tree = TerritoryTree::build(version->number, nodes_of(tx, version->number));
  if (!tree) throw std::runtime_error{"the stored territory is broken: " + tree.rejection().code};
  return std::move(tree).value();
}

std::int64_t current_version(db::Transaction& tx) {
  const auto version = version_by(tx, sql::profiles::territory_current_version);
  return version ? version->number : 0;
}

Result<TerritoryLoad> load_territory(db::Transaction& tx, const TerritoryFile& file, Day today, Instant now,
                                     std::string_view note) {
  const auto newest = version_by(tx, sql::profiles::territory_newest_version);
  if (newest && newest->content_hash == file.content_hash) {
    activate_due(tx, today);
    return TerritoryLoad{newest->number, false, file.nodes.size(), 0};
  }
  // The file must be a tree by itself before old codes are hung into it.
  const auto number = newest ? newest->number + 1 : 1;
  if (auto alone = TerritoryTree::build(number, file.nodes); !alone) return alone.rejections();
  auto nodes = file.nodes;
  std::size_t retired = 0;
  if (newest) {
    const auto before = TerritoryTree::build(newest->number, nodes_of(tx, newest->number));
    if (!before) return before.rejections();
    retired = keep_retired(nodes, before.value(), file.valid_from);
  }
  const auto tree = TerritoryTree::build(number, std::move(nodes));
  if (!tree) return tree.rejections();
  tx.execute(sql::profiles::territory_version_insert,
             db::Params{number, file.valid_from, file.content_hash, note, now});
  insert_nodes(tx, tree.value());
  insert_reaches(tx, tree.value());
  activate_due(tx, today);
  return TerritoryLoad{number, true, file.nodes.size(), retired};
}

bool activate_due(db::Transaction& tx, Day today) {
  const auto due =
      tx.find(sql::profiles::territory_due_version, db::Params{today}, [](const db::Row& r) { return r.integer(0); });
  const auto current = version_by(tx, sql::profiles::territory_current_version);
  if (!due || (current && current->number == *due)) return false;
  tx.execute(sql::profiles::territory_version_switch_off);
  tx.execute(sql::profiles::territory_version_switch_on, db::Params{*due});
  return true;
}

}  // namespace ssiis::profiles

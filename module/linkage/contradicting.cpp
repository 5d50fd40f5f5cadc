#include "linkage/contradicting.hpp"

#include <algorithm>
#include <set>

#include "linkage/store.hpp"
#include "sql/linkage.hpp"

namespace ssiis::linkage {
namespace {

namespace q = sql::linkage;

// All pairs that touch what was said to be one with entries of these. A person has made each step, so they are few.
struct SaidAround {
  std::map<std::int64_t, Link> pairs;
  std::map<std::pair<std::string, std::string>, bool> inside;  // by both keys
};

SaidAround said_around(db::Transaction& tx, const Scope& scope, const std::vector<Link>& starts) {
  SaidAround out;
  std::set<std::string> members;
  for (const auto& l : starts) members.insert({l.lsso_id, l.register_id});
  std::vector<std::string> open(members.begin(), members.end());
  for (std::size_t i = 0; i < open.size(); ++i) {
    const auto key = open[i];
    auto rows =
        tx.query(registry::ScopedQuery{q::cluster_pairs, scope}, db::Params{starts.front().part->part, key, key});
    while (rows.next()) {
      auto l = link_of(rows.row());
      out.inside[std::minmax(l.lsso_id, l.register_id)] = rows.row().flag(19);
      const auto& other = l.lsso_id == key ? l.register_id : l.lsso_id;
      if (said_to_be_one(l) && members.insert(other).second) open.push_back(other);
      out.pairs.emplace(l.id, std::move(l));
    }
  }
  return out;
}

}  // namespace

Contradicted contradicted_around(db::Transaction& tx, const Scope& scope, const std::vector<Link>& starts) {
  Contradicted out;
  if (starts.empty() || !starts.front().part->merges) return out;
  const auto said = said_around(tx, scope, starts);
  std::vector<Link> pairs;
  for (const auto& [id, l] : said.pairs) pairs.push_back(l);
  const auto inside = [&](const std::string& a, const std::string& b) {
    const auto at = said.inside.find(std::minmax(a, b));
    return at != said.inside.end() && at->second;
  };
  for (auto& c : contradictions(pairs)) {
    bool all = inside(c.path.front(), c.path.back());
    for (std::size_t i = 0; i + 1 < c.path.size(); ++i) all = all && inside(c.path[i], c.path[i + 1]);
    if (all)
      out.shown.push_back(std::move(c));
    else
      ++out.elsewhere;
  }
  return out;
}

}  // namespace ssiis::linkage

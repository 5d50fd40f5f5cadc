#include "inspections/finding.hpp"

#include <algorithm>

namespace ssiis::inspections {
namespace {

constexpr std::string_view kinds_of_people[] = {"worker", "self_employed", "civil", "molsw"};
constexpr int requests_shown = 5;

bool is_person(const registry::SearchHit& hit) {
  return std::find(std::begin(kinds_of_people), std::end(kinds_of_people), hit.kind) != std::end(kinds_of_people);
}

std::vector<std::string> kinds_for(const Actor& who) {
  std::vector<std::string> kinds;
  const auto add = [&](std::string_view permission, auto&& more) {
    if (who.may(permission)) kinds.insert(kinds.end(), std::begin(more), std::end(more));
  };
  static constexpr std::string_view files[] = {"case"},
                                    units[] = {"labour_unit", "workplace", "tax_employer", "enterprise"};
  add("case.read", files);
  add("registry.read", units);
  add("worker.read", kinds_of_people);
  if (kinds.empty()) kinds.emplace_back("none");  // an empty list would ask for all
  return kinds;
}

}  // namespace

registry::SearchResult FindingService::find(const Actor& who, const std::string& typed, int limit) {
  auto result = rooms_.pool.transact(db::Mode::read, [&](db::Transaction& tx) {
    auto found = box_.search(tx, who.scope("search.use"), {.text = typed, .kinds = kinds_for(who), .limit = limit});
    const auto requests =
        box_.search(tx, who.scope("request.register"), {.text = typed, .kinds = {"request"}, .limit = requests_shown});
    found.hits.insert(found.hits.begin(), requests.hits.begin(), requests.hits.end());
    found.total += requests.total;
    return found;
  });
  std::string people;
  for (const auto& hit : result.hits)
    if (is_person(hit)) people += (people.empty() ? "" : " ") + hit.kind + ":" + hit.key;
  if (!people.empty()) tell_read(who, people, "search");
  return result;
}

std::vector<registry::WorkerCandidate> FindingService::people_like(const Actor& who, const registry::TypedWorker& typed,
                                                                   std::size_t most, const std::string& object) {
  auto found = rooms_.pool.transact(db::Mode::read, [&](db::Transaction& tx) {
    return registry::worker_candidates(tx, box_, who.scope("worker.read"), typed, most);
  });
  std::string people;
  for (const auto& c : found) people += (people.empty() ? "worker:" : " worker:") + c.worker.worker_id;
  if (!people.empty()) tell_read(who, people, object);
  return found;
}

void FindingService::tell_read(const Actor& who, const std::string& people, const std::string& object) {
  rooms_.trail.read(who, {.chain = audit::ChainName::of_person(who.user_id()),
                          .act = audit::Act::read,
                          .event = "search.people_read",
                          .object = object,
                          .purpose = "search",
                          .details = {{"people", people}}});
}

}  // namespace ssiis::inspections

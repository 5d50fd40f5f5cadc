// Clusters of LSSO's own entries as people see and split them: decisions stay with the pairs.
#pragma once
#include "linkage/contradicting.hpp"
#include "linkage/review.hpp"

namespace ssiis::linkage {

struct ClusterMember {
  std::string key;
  Record record;      // empty when the MIS no longer has it
  std::string group;  // by what people said: "1", "2" …, "unsure", or empty
};
struct ClusterView {
  const PartSpec* part{nullptr};
  std::vector<ClusterMember> members;  // by key
  std::vector<Link> pairs;             // by their keys; also those between two members that do not join them
  std::map<std::int64_t, std::vector<FieldSpec>> fields;  // by run, as it compared them
  Contradicted contradicted;
  std::int64_t elsewhere{0};  // pairs with a member that lie in places which are not the caller's
  bool too_large{false};      // more than `most_members`: the nearest ones are shown, and nothing is arranged
  std::int64_t proposed{0};   // pairs that wait for their second person
  bool may_confirm{false};    // by the places of all of them
  bool own_proposal{false};   // one of them at least is the caller's
  std::string claimed_by;     // login of somebody else who is deciding one of the pairs
};

// [any thread]
class Clusters {
 public:
  static constexpr std::size_t most_members = 20;

  explicit Clusters(Reviews::Parts parts) : parts_{parts} {}

  // The cluster in which the pair stands, through the pairs inside the caller's places. Personal data: the reading is
  // audited. link.no_cluster for pairs of two registers, access.forbidden as Reviews::open.
  Result<ClusterView> open(const Actor& who, std::int64_t pair);

  // What the caller saw: the pairs with their versions, so that an arrangement is of what was on the page.
  using Seen = std::map<std::int64_t, std::int64_t>;
  using Groups = std::map<std::string, std::string>;  // member -> "1", "2" …, "unsure", or "" to leave him open

  // Each pair of the cluster is decided by the groups of its two: one group proposes them as one (a second person
  // confirms), two groups are different, not sure is not sure, open leaves it. Two of one group that no run compared
  // become a pair. All or nothing. link.group_missing (nothing said), link.cluster_unchanged, link.cluster_too_large,
  // link.cluster_elsewhere, and what Reviews::decide refuses; Conflict when a pair changed or came meanwhile.
  Result<Done> arrange(const Actor& who, std::int64_t pair, const Seen& seen, const Groups& groups,
                       std::string_view reason, std::string_view request_key);

  // The second person for all merges that wait in the cluster. link.not_proposed, link.own_proposal,
  // link.reason_missing when declined; link.cluster_contradicted when two of them are said to be different.
  Result<Done> confirm(const Actor& who, std::int64_t pair, const Seen& seen, bool accepted, std::string_view reason,
                       std::string_view request_key);

 private:
  template <class F>
  Result<Done> change(const Actor& who, std::string_view permission, std::int64_t pair, const Seen& seen,
                      std::string_view print, std::string_view key, F&& work);
  Reviews::Parts parts_;
};

}  // namespace ssiis::linkage

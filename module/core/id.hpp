// Strong ids: a case's id is not a document's. Ids are int64, never shown to people.
#pragma once
#include <compare>
#include <cstdint>
#include <functional>

namespace ssiis {

template <class Tag>
struct Id {
  std::int64_t value;
  explicit constexpr Id(std::int64_t v) noexcept : value{v} {}
  auto operator<=>(const Id&) const = default;
};

using CaseId = Id<struct CaseTag>;
using TaskId = Id<struct TaskTag>;
using InstanceId = Id<struct InstanceTag>;
using DocumentId = Id<struct DocumentTag>;
using BlobId = Id<struct BlobTag>;
using TerritoryId = Id<struct TerritoryTag>;

}  // namespace ssiis

template <class Tag>
struct std::hash<ssiis::Id<Tag>> {
  std::size_t operator()(ssiis::Id<Tag> id) const noexcept { return std::hash<std::int64_t>{}(id.value); }
};

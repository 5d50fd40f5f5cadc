// A statement limited to a caller's scope: the mark /*scope*/ in its text becomes the condition on the given column.
#pragma once
#include <stdexcept>
#include <string>

#include "core/actor.hpp"
#include "database/query.hpp"

namespace ssiis::db {

// Keeps the composed text alive as long as it lives; hand query() to a transaction within that time. Throws
// std::logic_error when the text has no mark: a scoped statement that forgets its scope must not run.
class ScopedQuery {
 public:
  ScopedQuery(const Query& base, const Scope& scope, std::string_view column) : name_{base.name}, text_{base.text} {
    constexpr std::string_view mark = "/*scope*/";
    auto at = text_.find(mark);
    if (at == std::string::npos) throw std::logic_error{"a scoped statement without its mark: " + std::string{name_}};
    const std::string condition = scope.sql(column);
    for (; at != std::string::npos; at = text_.find(mark, at + condition.size()))
      text_.replace(at, mark.size(), condition);
  }
  Query query() const noexcept { return {name_, text_}; }

 private:
  std::string_view name_;
  std::string text_;
};

}  // namespace ssiis::db

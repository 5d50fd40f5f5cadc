// What an expression of a decision table works on and gives.
#pragma once
#include <compare>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "workflow/feel_time.hpp"

namespace ssiis::workflow::feel {

struct Value;
using List = std::vector<Value>;
using Fields = std::map<std::string, Value, std::less<>>;  // a context: names with their values

enum class Kind { null, boolean, number, text, date, time, date_time, days, months, list, context };
std::string_view name_of(Kind kind) noexcept;  // as FEEL names the type

// Immutable; copies share lists and contexts. [any thread]
struct Value {
  using Data = std::variant<std::monostate, bool, Decimal, std::string, Day, Time, DateTime, DaysDuration,
                            MonthsDuration, std::shared_ptr<const List>, std::shared_ptr<const Fields>>;
  Data data;

  Value() = default;
  template <class T>
  requires std::constructible_from<Data, T> &&(!std::same_as<std::remove_cvref_t<T>, Value>)Value(T v)
      : data{std::move(v)} {}   // NOLINT: a value of each kind is a value
  Value(const char*) = delete;  // would become a yes/no
  static Value list(List items) { return {std::make_shared<const List>(std::move(items))}; }
  static Value context(Fields fields) { return {std::make_shared<const Fields>(std::move(fields))}; }

  Kind kind() const noexcept { return static_cast<Kind>(data.index()); }
  bool is_null() const noexcept { return kind() == Kind::null; }
  const bool* flag() const noexcept { return std::get_if<bool>(&data); }
  const Decimal* number() const noexcept { return std::get_if<Decimal>(&data); }
  const std::string* text() const noexcept { return std::get_if<std::string>(&data); }
  const List* items() const noexcept {
    const auto* p = std::get_if<std::shared_ptr<const List>>(&data);
    return p ? p->get() : nullptr;
  }
  const Fields* fields() const noexcept {
    const auto* p = std::get_if<std::shared_ptr<const Fields>>(&data);
    return p ? p->get() : nullptr;
  }
};

// Nothing when the two are of different kinds (but everything may be compared with null).
std::optional<bool> equal(const Value& a, const Value& b);
// Nothing where there is no order: different kinds, yes/no, lists, contexts, null.
std::optional<std::strong_ordering> ordered(const Value& a, const Value& b);
std::string shown(const Value& v);       // as it would be written in a cell
std::string plain_text(const Value& v);  // as the function string() gives it: texts without quotation marks

}  // namespace ssiis::workflow::feel

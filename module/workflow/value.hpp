// The values that conditions and decision tables work on: text, whole numbers, civil days, yes and
// no, nothing. Numbers are whole: money is kip, periods are days, and no floating point enters a
// decision.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "core/api.hpp"

namespace ssiis::workflow {

using Value = std::variant<std::monostate, bool, std::int64_t, Day, std::string>;
using Variables = std::map<std::string, Value, std::less<>>;

enum class ValueKind { nothing, flag, number, day, text };
inline ValueKind kind_of(const Value& v) noexcept { return static_cast<ValueKind>(v.index()); }
std::string_view name_of(ValueKind kind) noexcept;  // "text", "number", …

// The stored form: kind and text. decoded() throws std::runtime_error on what encoded() never
// writes.
std::string encoded(const Value& v);
Value decoded(ValueKind kind, std::string_view text);
std::string shown(const Value& v);  // for history and messages to analysts

// A variable's name: a letter or '_', then letters, digits, '_' or '.', at most 80 characters.
bool valid_name(std::string_view name) noexcept;

}  // namespace ssiis::workflow

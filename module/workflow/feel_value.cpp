#include "workflow/feel_value.hpp"

#include <algorithm>
#include <array>

namespace ssiis::workflow::feel {
namespace {

bool same_items(const List& a, const List& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const Value& x, const Value& y) { return equal(x, y).value_or(false); });
}
bool same_fields(const Fields& a, const Fields& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const auto& x, const auto& y) {
    return x.first == y.first && equal(x.second, y.second).value_or(false);
  });
}

std::string listed(const Value& v) {
  std::string out;
  if (const auto* items = v.items()) {
    for (const auto& i : *items) out += (out.empty() ? "" : ", ") + shown(i);
    return "[" + out + "]";
  }
  for (const auto& [name, field] : *v.fields()) out += (out.empty() ? "" : ", ") + name + ": " + shown(field);
  return "{" + out + "}";
}

}  // namespace

std::string_view name_of(Kind kind) noexcept {
  constexpr std::array<std::string_view, 11> names{"null",
                                                   "boolean",
                                                   "number",
                                                   "string",
                                                   "date",
                                                   "time",
                                                   "date and time",
                                                   "days and time duration",
                                                   "years and months duration",
                                                   "list",
                                                   "context"};
  return names[static_cast<std::size_t>(kind)];
}

std::optional<bool> equal(const Value& a, const Value& b) {
  if (a.is_null() || b.is_null()) return a.is_null() && b.is_null();
  if (a.kind() != b.kind()) return std::nullopt;
  if (a.items()) return same_items(*a.items(), *b.items());
  if (a.fields()) return same_fields(*a.fields(), *b.fields());
  if (a.flag()) return *a.flag() == *b.flag();
  const auto order = ordered(a, b);
  return order ? std::optional{*order == 0} : std::nullopt;  // times with and without an offset
}

std::optional<std::strong_ordering> ordered(const Value& a, const Value& b) {
  if (a.kind() != b.kind()) return std::nullopt;
  // A time with an offset and one without stand on different lines.
  const auto moment = [&](const auto& x, const auto& y, bool offsets) -> std::optional<std::strong_ordering> {
    return offsets ? std::optional{seconds_of(x) <=> seconds_of(y)} : std::nullopt;
  };
  switch (a.kind()) {
    case Kind::number:
      return *a.number() <=> *b.number();
    case Kind::text:
      return *a.text() <=> *b.text();
    case Kind::date:
      return std::get<Day>(a.data) <=> std::get<Day>(b.data);
    case Kind::days:
      return std::get<DaysDuration>(a.data).seconds <=> std::get<DaysDuration>(b.data).seconds;
    case Kind::months:
      return std::get<MonthsDuration>(a.data).months <=> std::get<MonthsDuration>(b.data).months;
    case Kind::time: {
      const auto &x = std::get<Time>(a.data), &y = std::get<Time>(b.data);
      return moment(x, y, x.offset.has_value() == y.offset.has_value());
    }
    case Kind::date_time: {
      const auto &x = std::get<DateTime>(a.data), &y = std::get<DateTime>(b.data);
      return moment(x, y, x.time.offset.has_value() == y.time.offset.has_value());
    }
    default:
      return std::nullopt;
  }
}

std::string shown(const Value& v) {
  switch (v.kind()) {
    case Kind::text: {
      std::string out = "\"";
      for (const char c : *v.text()) {
        if (c == '"' || c == '\\') out += '\\';
        out += c;
      }
      return out + "\"";
    }
    case Kind::date:
    case Kind::time:
    case Kind::date_time:
      return std::string{name_of(v.kind())} + "(\"" + plain_text(v) + "\")";
    case Kind::days:
    case Kind::months:
      return "duration(\"" + plain_text(v) + "\")";
    default:
      return plain_text(v);
  }
}

std::string plain_text(const Value& v) {
  switch (v.kind()) {
    case Kind::null:
      return "null";
    case Kind::boolean:
      return *v.flag() ? "true" : "false";
    case Kind::number:
      return v.number()->text();
    case Kind::text:
      return *v.text();
    case Kind::date:
      return std::get<Day>(v.data).iso();
    case Kind::time:
      return std::get<Time>(v.data).text();
    case Kind::date_time:
      return std::get<DateTime>(v.data).text();
    case Kind::days:
      return std::get<DaysDuration>(v.data).text();
    case Kind::months:
      return std::get<MonthsDuration>(v.data).text();
    case Kind::list:
    case Kind::context:
      return listed(v);
  }
  return {};
}

}  // namespace ssiis::workflow::feel

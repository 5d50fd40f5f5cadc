#include "web/request.hpp"

#include <stdexcept>

namespace ssiis::web {
namespace {

std::string first(const std::multimap<std::string, std::string>& values, std::string_view name) {
  const auto at = values.find(std::string{name});
  return at == values.end() ? std::string{} : at->second;
}

// How many pairs an address may carry; forms have limits of their own.
constexpr std::size_t query_pairs = 200;

std::optional<Day> typed_day(std::string_view typed) {
  const std::string text = lao::ascii_digits(trimmed(typed));
  if (const auto iso = Day::parse(text)) return iso;
  const auto separator = text.find_first_of("/.-");
  if (separator == std::string::npos) return std::nullopt;
  const auto parts = split(text, text[separator]);
  if (parts.size() != 3 || parts[0].size() > 2 || parts[1].size() > 2 || parts[2].size() != 4) return std::nullopt;
  const auto padded = [](const std::string& part) { return part.size() == 1 ? "0" + part : part; };
  return Day::parse(parts[2] + "-" + padded(parts[1]) + "-" + padded(parts[0]));
}

}  // namespace

std::string Request::field(std::string_view name) const { return lao::stored(first(fields, name)); }

std::string Request::text_block(std::string_view name) const {
  std::string out;
  std::size_t blank = 0;
  for (const auto& line : split(first(fields, name), '\n')) {
    const auto text = lao::stored(line);
    if (text.empty()) {
      ++blank;
      continue;
    }
    if (!out.empty()) out += blank > 0 ? "\n\n" : "\n";
    out += text;
    blank = 0;
  }
  return out;
}

std::vector<std::string> Request::all_fields(std::string_view name) const {
  std::vector<std::string> out;
  const auto [begin, end] = fields.equal_range(std::string{name});
  for (auto at = begin; at != end; ++at) out.push_back(lao::stored(at->second));
  return out;
}

std::optional<Day> Request::day(std::string_view name) const { return typed_day(first(fields, name)); }

std::string Request::parameter(std::string_view name) const { return lao::stored(first(query, name)); }

std::string Request::header(std::string_view lower_case_name) const { return first(headers, lower_case_name); }

const std::string& Request::capture(std::string_view name) const {
  const auto at = captures.find(std::string{name});
  if (at == captures.end()) throw std::out_of_range{"no capture " + std::string{name}};
  return at->second;
}

Result<std::multimap<std::string, std::string>> parsed_pairs(std::string_view encoded, std::size_t most) {
  std::multimap<std::string, std::string> out;
  if (encoded.empty()) return out;
  for (const auto& pair : split(encoded, '&')) {
    if (pair.empty()) continue;
    if (out.size() == most) return Rejection{"request.too_large"};
    const auto equals = pair.find('=');
    auto name = percent_decoded(std::string_view{pair}.substr(0, equals), true);
    auto value = equals == std::string::npos ? std::optional{std::string{}}
                                             : percent_decoded(std::string_view{pair}.substr(equals + 1), true);
    if (!name || !value || name->empty()) return Rejection{"request.malformed"};
    if (!valid_utf8(*name) || !valid_utf8(*value)) return Rejection{"request.bad_text"};
    out.emplace(std::move(*name), std::move(*value));
  }
  return out;
}

Result<std::multimap<std::string, std::string>> parsed_query(std::string_view encoded) {
  return parsed_pairs(encoded, query_pairs);
}

Result<std::string> decoded_path(std::string_view encoded) {
  auto path = percent_decoded(encoded, false);
  if (!path || path->empty() || path->front() != '/') return Rejection{"request.malformed"};
  if (!valid_utf8(*path)) return Rejection{"request.bad_text"};
  return std::move(*path);
}

}  // namespace ssiis::web

// Plain text helpers on UTF-8. None throws on bad input unless it says so.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ssiis {

bool valid_utf8(std::string_view text) noexcept;  // also false when it holds a NUL
std::string_view trimmed(std::string_view text) noexcept;
std::vector<std::string> split(std::string_view text, char separator);  // empty pieces kept
std::vector<std::string> words(std::string_view text);                  // split at white space, no empty ones
std::string percent_encoded(std::string_view text);                     // RFC 3986 unreserved kept
std::optional<std::string> percent_decoded(std::string_view text, bool plus_is_space);
std::size_t count_code_points(std::string_view utf8) noexcept;
std::string first_code_points(std::string_view utf8, std::size_t count);
// Any bytes as code points, U+FFFD for each byte that is not UTF-8; and back.
std::u32string code_points(std::string_view utf8);
std::string utf8_of(std::u32string_view letters);

// A whole number of ASCII or Lao digits, optionally signed; no separators. Nothing on anything else or overflow.
std::optional<std::int64_t> whole_number(std::string_view text);
// Kip as people type it: 1234567, 1.234.567 or 1,234,567, Lao digits too; one kind of separator, in groups of three.
// "1.234" is read as 1234: there are no parts of a kip.
std::optional<std::int64_t> kip_amount(std::string_view text);

}  // namespace ssiis

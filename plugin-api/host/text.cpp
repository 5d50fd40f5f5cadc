#include "host/text.hpp"

#include <algorithm>
#include <cstring>

namespace lsso::host {
namespace {

template <std::size_t N>
void put(char (&to)[N], std::string_view from) noexcept {
  const auto n = std::min(N - 1, from.size());
  std::memcpy(to, from.data(), n);
  to[n] = '\0';
}

}  // namespace

void set_error(lsso_error* error, lsso_status status, std::string_view code, std::string_view message) noexcept {
  if (error == nullptr || error->struct_size < sizeof(lsso_error)) return;
  error->status = status;
  put(error->code, code);
  put(error->message, message);
}

bool is_token(std::string_view s) noexcept {
  constexpr std::string_view marks{"!#$%&'*+-.^_`|~"};
  return !s.empty() && std::all_of(s.begin(), s.end(), [&](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           marks.find(c) != std::string_view::npos;
  });
}

bool is_header_value(std::string_view s) noexcept {
  return std::all_of(s.begin(), s.end(), [](char c) {
    const auto u = static_cast<unsigned char>(c);
    return (u >= 0x20 && u != 0x7f) || u == '\t';
  });
}

bool same_name(std::string_view a, std::string_view b) noexcept {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) {
    const auto low = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    return low(x) == low(y);
  });
}

bool is_local_address(std::string_view s) noexcept {
  if (s.size() >= 2000 || !s.starts_with('/') || s.starts_with("//")) return false;
  return std::all_of(s.begin(), s.end(), [](char c) {
    const auto u = static_cast<unsigned char>(c);
    return u >= 0x20 && u != 0x7f && c != '\\';
  });
}

}  // namespace lsso::host

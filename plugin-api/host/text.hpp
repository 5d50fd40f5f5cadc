// Small bridges between the C types of the ABI and C++ text.
#pragma once
#include <string>
#include <string_view>

#include "lsso/types.h"

namespace lsso::host {

inline std::string_view view(lsso_text t) noexcept {
  return t.data == nullptr ? std::string_view{} : std::string_view{t.data, static_cast<std::size_t>(t.size)};
}
inline std::string copied(lsso_text t) { return std::string{view(t)}; }
inline lsso_text borrowed(std::string_view s) noexcept { return {s.data(), s.size()}; }
void borrowed(std::string&&) = delete;

// Fills a caller-owned error struct; nothing when the caller gave none.
void set_error(lsso_error* error, lsso_status status, std::string_view code, std::string_view message) noexcept;

// A name of a header or cookie as RFC 9110 has it; a value without CR, LF, NUL or other controls but TAB.
bool is_token(std::string_view s) noexcept;
bool is_header_value(std::string_view s) noexcept;
bool same_name(std::string_view a, std::string_view b) noexcept;  // names of headers, any case
// An address on this very site, to which somebody may be sent back: a path with query, without what browsers drop or
// turn round before they look for the host ("//", "/\\", "/" TAB "/").
bool is_local_address(std::string_view s) noexcept;

}  // namespace lsso::host

#include "host/csrf.hpp"

#include "core/bytes.hpp"
#include "core/text.hpp"

namespace lsso::host {

std::string field_of(const Form& form, std::string_view name) {
  for (const auto& [n, v] : form)
    if (n == name) return std::string{ssiis::trimmed(v)};
  return {};
}

std::string form_token(std::string_view secret) {
  return ssiis::hex(ssiis::hmac_sha256(ssiis::as_bytes(secret), "lsso-host form"));
}

bool token_fits(const Exchange& exchange, const Form& form, std::string_view secret) {
  const auto& head = exchange.head();
  const auto site = head.header("sec-fetch-site");
  if (!site.empty() && site != "same-origin" && site != "none") return false;
  const auto origin = head.header("origin");
  if (!origin.empty()) {
    const auto at = origin.find("://");
    if (at == std::string::npos || origin.substr(at + 3) != head.header("host")) return false;
  }
  return !secret.empty() && ssiis::equal_constant_time(field_of(form, "csrf"), form_token(secret));
}

}  // namespace lsso::host

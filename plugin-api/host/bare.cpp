#include "host/bare.hpp"

#include <Poco/Net/HTTPResponse.h>

#include "host/html.hpp"

namespace lsso::host {
namespace {

using ssiis::web::E_;

std::string_view code_of(int status) {
  switch (status) {
    case 405:
      return E_("host.method");
    case 408:
      return E_("host.request_too_slow");
    case 411:
      return E_("host.length_missing");
    case 413:
      return E_("host.body_too_big");
    case 414:
      return E_("host.address_too_long");
    case 431:
      return E_("host.head_too_big");
    case 501:
      return E_("host.coding_unknown");
    case 503:
      return E_("host.busy");
    case 505:
      return E_("host.version_unknown");
    default:
      return E_("host.request_malformed");
  }
}

}  // namespace

std::vector<std::pair<std::string_view, std::string_view>> safety_headers(bool https) {
  std::vector<std::pair<std::string_view, std::string_view>> out{
      {"X-Content-Type-Options", "nosniff"},
      {"Referrer-Policy", "same-origin"},
      {"Cross-Origin-Opener-Policy", "same-origin"},
      {"Cross-Origin-Resource-Policy", "same-origin"},
      {"X-Frame-Options", "DENY"},
      {"Permissions-Policy", "camera=(self), geolocation=(self), microphone=()"},
      {"Content-Security-Policy",
       "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
       "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"}};
  if (https) out.emplace_back("Strict-Transport-Security", "max-age=31536000");
  return out;
}

std::string BareAnswers::refusal(int status, std::string_view correlation_id) const {
  const auto code = code_of(status);
  Html h;
  h << "<!doctype html>\n<html lang=\"lo\"><head><meta charset=\"utf-8\"><title>";
  h.text(code) << "</title></head><body>";
  for (const auto* language : {"lo", "en"}) {
    h << "<p lang=\"";
    h.text(language) << "\">";
    h.text(translator_.rejection(language, ssiis::Rejection{std::string{code}})) << "</p>";
  }
  h << "<p translate=\"no\">";
  h.text(code) << " ";
  h.text(correlation_id) << "</p></body></html>\n";
  const auto body = h.take();
  const auto reason =
      Poco::Net::HTTPResponse::getReasonForStatus(static_cast<Poco::Net::HTTPResponse::HTTPStatus>(status));
  std::string out = "HTTP/1.1 " + std::to_string(status) + " " + reason + "\r\n";
  if (!correlation_id.empty()) out += "X-Correlation-Id: " + std::string{correlation_id} + "\r\n";
  for (const auto& [name, value] : safety_headers(https_))
    out += std::string{name} + ": " + std::string{value} + "\r\n";
  if (status == 503) out += "Retry-After: 2\r\n";
  return out + "Cache-Control: no-store\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: " +
         std::to_string(body.size()) + "\r\nConnection: close\r\n\r\n" + body;
}

}  // namespace lsso::host

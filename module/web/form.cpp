#include "web/form.hpp"

#include <algorithm>

#include "core/bytes.hpp"
#include "web/ascii.hpp"

namespace ssiis::web {
namespace {

constexpr std::size_t token_bytes = 32;
constexpr std::string_view language_cookie = "ssiis_language=";

Sha256 session_token(const Request& request) {
  return hmac_sha256(as_bytes(request.session_secret), "ssiis form token 1");
}

// The token as it was before the mask; nothing when the text is no token.
std::optional<std::string> unmasked(std::string_view token) {
  const auto bytes = from_hex(token);
  if (bytes.size() != 2 * token_bytes) return std::nullopt;
  std::string out;
  for (std::size_t i = 0; i < token_bytes; ++i) out += static_cast<char>(bytes[i] ^ bytes[token_bytes + i]);
  return out;
}

// scheme://host[:port] in lower case, without a port that the scheme has anyway.
std::string origin_of(std::string_view address) {
  const auto scheme_end = address.find("://");
  if (scheme_end == std::string_view::npos) return {};
  std::string origin = ascii_lower(address.substr(0, address.find_first_of("/?#", scheme_end + 3)));
  if (origin.starts_with("https://") && origin.ends_with(":443")) origin.resize(origin.size() - 4);
  if (origin.starts_with("http://") && origin.ends_with(":80")) origin.resize(origin.size() - 3);
  return origin;
}

// What the browser itself says about where the form stood. `unsaid` when it says nothing (not a
// browser, or one older than 2020).
enum class Place { ours, foreign, unsaid };

Place place_of(const Request& request) {
  const auto fetch_site = request.header("sec-fetch-site");
  const auto origin = request.header("origin");
  if (request.headers.count("origin") > 1 || request.headers.count("sec-fetch-site") > 1) return Place::foreign;
  if (!fetch_site.empty() && fetch_site != "same-origin" && fetch_site != "none") return Place::foreign;
  if (!origin.empty()) {
    // "null" comes from sandboxed pages; from ours only under a strict referrer policy, and then
    // Fetch-Site tells.
    if (origin == "null") return fetch_site == "same-origin" ? Place::ours : Place::foreign;
    const auto own = origin_of(request.public_base_url);
    return !own.empty() && origin_of(origin) == own ? Place::ours : Place::foreign;
  }
  return fetch_site.empty() ? Place::unsaid : Place::ours;
}

bool field_name_ok(std::string_view name) {
  return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  });
}

bool request_key_ok(std::string_view key) { return key.size() == 32 && from_hex(key).size() == 16; }

std::string first_field(const Request& request, const char* name) {
  const auto at = request.fields.find(name);
  return at == request.fields.end() ? std::string{} : at->second;
}

}  // namespace

std::string csrf_token(const Request& request) {
  if (request.session_secret.empty()) return {};
  const auto token = session_token(request);
  // A new mask for each page, so that a compressed answer does not give the token away byte by
  // byte.
  auto masked = random_bytes(token_bytes);
  for (std::size_t i = 0; i < token_bytes; ++i) masked.push_back(masked[i] ^ token[i]);
  return hex(masked);
}

std::optional<Rejection> csrf_refusal_by_head(const Request& request) {
  // Agencies send no cookies; their certificate and signature speak for each message.
  if (!request.is_write() || request.mount == Mount::agency) return std::nullopt;
  const Rejection refused{"request.csrf"};
  const auto place = place_of(request);
  if (place == Place::foreign) return refused;
  if (!request.session_secret.empty()) return std::nullopt;
  // Nobody is logged in, so a foreign page gains nothing but noise; still, a browser must say it was ours.
  const bool open = request.mount == Mount::open_public;
  return open && place == Place::ours ? std::nullopt : std::optional{refused};
}

std::optional<Rejection> csrf_refusal(const Request& request, const std::multimap<std::string, std::string>& fields) {
  if (const auto why = csrf_refusal_by_head(request)) return why;
  if (!request.is_write() || request.mount == Mount::agency || request.session_secret.empty()) return std::nullopt;
  auto given = request.header("x-csrf");
  if (const auto at = fields.find("csrf"); given.empty() && at != fields.end()) given = at->second;
  const auto token = unmasked(given);
  const bool same = token && equal_constant_time(*token, as_text(session_token(request)));
  return same ? std::nullopt : std::optional{Rejection{"request.csrf"}};
}

std::optional<Rejection> csrf_refusal(const Request& request) { return csrf_refusal(request, request.fields); }

std::string new_request_key() { return hex(random_bytes(16)); }

Result<std::string> request_key(const Request& request) {
  auto key = first_field(request, "request_key");
  if (key.empty()) key = request.header("idempotency-key");
  std::erase(key, '-');
  if (!request_key_ok(key)) return Rejection{"request.key_missing"};
  return key;
}

void fill_form(Data& into, const Request& request, const Translator& translator, const Rejections& reasons) {
  into.set("CSRF_TOKEN", csrf_token(request));
  // A form shown again after a refusal keeps its key: nothing was done under it.
  const auto typed_key = first_field(request, "request_key");
  into.set("REQUEST_KEY", request_key_ok(typed_key) ? typed_key : new_request_key());
  for (const auto& [name, value] : request.fields) {
    if (!field_name_ok(name) || name == "csrf" || name == "request_key") continue;
    if (request.fields.find(name)->second == value) into.set("VALUE_" + name, value);
    if (field_name_ok(value)) into.show("CHECKED_" + name + "_" + value);
  }
  if (reasons.empty()) return;
  Data& summary = into.add("ERRORS");
  for (const auto& why : reasons) {
    const auto sentence = translator.rejection(request.language, why);
    Data& item = summary.add("ERROR_ITEM");
    item.set("SENTENCE", sentence);
    if (!field_name_ok(why.field)) {
      item.show("AT_NO_FIELD");
      continue;
    }
    item.add("AT_FIELD").set("FIELD", why.field);
    into.set("ERROR_" + why.field, sentence).show("ERROR_" + why.field);
  }
}

std::string refused_title(const Translator& translator, std::string_view language, std::string_view title) {
  return translator.text(language, "Error:") + " " + std::string{title};
}

int status_of(const Rejection& why) {
  if (why.code == "request.malformed" || why.code == "request.bad_text") return 400;
  if (why.code == "request.csrf") return 403;
  if (why.code == "request.method") return 405;
  if (why.code == "request.too_large") return 413;
  if (why.code == "request.media_type") return 415;
  if (why.code == "request.no_space") return 507;
  if (!why.field.empty()) return 422;  // what was typed is at fault, not the address
  if (why.code.ends_with("unknown")) return 404;
  if (why.code.ends_with("forbidden")) return 403;
  if (why.code.ends_with("conflict")) return 409;
  return 422;
}

Page problem(const Renderer& renderer, const Request& request, int status, const Rejection& why) {
  const auto& translator = renderer.translator();
  const auto& language = request.language;
  Data data;
  const auto title = status == 404   ? translator.text(language, "This page does not exist")
                     : status == 403 ? translator.text(language, "You may not do this")
                     : status == 409 ? translator.text(language, "Somebody else changed this meanwhile")
                     : status >= 500 ? translator.text(language, "Something went wrong")
                                     : translator.text(language, "This could not be done");
  data.set("TITLE", title).set("CORRELATION", request.correlation_id).set("CODE", why.code);
  if (!request.correlation_id.empty()) data.show("CORRELATION_SHOWN");
  data.set("HOME", request.mount == Mount::open_public ? "/portal" : "/inspection");
  if (!why.code.empty()) data.add("WHY").set("SENTENCE", translator.rejection(language, why));
  if (status >= 500) data.show("SERVER_FAULT");
  auto html = renderer.render("web/problem.tpl", language, data);
  Page page = request.mount == Mount::open_public ? public_page(renderer, request, title, std::move(html))
                                                  : fragment(title, std::move(html));
  page.status = status;
  return page;
}

void choose_public_language(Request& request) {
  if (request.mount != Mount::open_public) return;
  const auto is_language = [](std::string_view text) { return text == "lo" || text == "en"; };
  for (const auto& cookie : split(request.header("cookie"), ';')) {
    const auto text = trimmed(cookie);
    if (text.starts_with(language_cookie) && is_language(text.substr(language_cookie.size())))
      request.language = text.substr(language_cookie.size());
  }
  if (const auto wanted = request.parameter("lang"); is_language(wanted)) request.language = wanted;
}

Page public_page(const Renderer& renderer, const Request& request, std::string title, std::string html) {
  Data data;
  data.set("LANG", request.language == "en" ? "en" : "lo").set("TITLE", title).set("BODY_HTML", std::move(html));
  data.set("OTHER_LANGUAGE", request.language == "en" ? "lo" : "en");
  data.show(request.language == "en" ? "IN_ENGLISH" : "IN_LAO");
  data.set("HERE", request.path);
  Page page = document("text/html; charset=utf-8", renderer.render("web/public.tpl", request.language, data));
  page.title = std::move(title);
  if (request.parameter("lang") == request.language)
    page.headers.emplace_back("Set-Cookie", std::string{language_cookie} + request.language +
                                                "; Path=/portal; Max-Age=31536000; SameSite=Lax; HttpOnly");
  return page;
}

}  // namespace ssiis::web

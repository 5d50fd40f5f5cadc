#include "host/head.hpp"

#include <algorithm>
#include <array>

#include "core/text.hpp"
#include "host/text.hpp"

namespace lsso::host {
namespace {

std::string_view trimmed_ows(std::string_view s) noexcept {
  while (!s.empty() && (s.front() == ' ' || s.front() == '\t')) s.remove_prefix(1);
  while (!s.empty() && (s.back() == ' ' || s.back() == '\t')) s.remove_suffix(1);
  return s;
}

int parse_request_line(std::string_view line, const HeadLimits& limits, Head& out) {
  const auto first = line.find(' ');
  const auto last = line.rfind(' ');
  if (first == std::string_view::npos || last == first) return 400;
  const auto method = line.substr(0, first);
  const auto target = line.substr(first + 1, last - first - 1);
  const auto version = line.substr(last + 1);
  if (!is_token(method) || target.find(' ') != std::string_view::npos) return 400;
  if (version != "HTTP/1.1" && version != "HTTP/1.0") return version.starts_with("HTTP/") ? 505 : 400;
  constexpr std::array<std::string_view, 7> known{"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"};
  if (std::find(known.begin(), known.end(), method) == known.end()) return 405;
  if (target.size() > limits.target) return 414;
  if (target.empty() || target.front() != '/') return 400;
  for (const char c : target)
    if (static_cast<unsigned char>(c) <= 0x20 || static_cast<unsigned char>(c) >= 0x7f || c == '#') return 400;
  const auto mark = target.find('?');
  out.method = method;
  out.path = target.substr(0, mark);
  if (mark != std::string_view::npos) out.query = target.substr(mark + 1);
  out.http_1_0 = version == "HTTP/1.0";
  return 0;
}

int parse_field(std::string_view line, Head& out) {
  const auto colon = line.find(':');
  if (colon == std::string_view::npos) return 400;
  const auto name = line.substr(0, colon);
  const auto value = trimmed_ows(line.substr(colon + 1));
  if (!is_token(name) || !is_header_value(value)) return 400;  // a folded line begins with a blank: no token
  if (same_name(name, "content-length")) {
    if (out.content_length || value.empty() || value.size() > 18) return 400;
    std::uint64_t n = 0;
    for (const char c : value) {
      if (c < '0' || c > '9') return 400;
      n = n * 10 + static_cast<std::uint64_t>(c - '0');
    }
    out.content_length = n;
  } else if (same_name(name, "transfer-encoding")) {
    if (out.chunked) return 400;
    if (!same_name(value, "chunked")) return 501;
    out.chunked = true;
  }
  out.headers.emplace_back(name, value);
  return 0;
}

int judge(const Head& head) {
  if (head.chunked && (head.content_length || head.http_1_0)) return 400;
  const auto hosts =
      std::count_if(head.headers.begin(), head.headers.end(), [](const auto& h) { return same_name(h.first, "host"); });
  if (hosts > 1 || (hosts == 0 && !head.http_1_0)) return 400;
  const bool body_expected = head.method == "POST" || head.method == "PUT" || head.method == "PATCH";
  if (body_expected && !head.chunked && !head.content_length) return 411;
  return 0;
}

}  // namespace

std::string Head::header(std::string_view name) const {
  for (const auto& [n, v] : headers)
    if (same_name(n, name)) return v;
  return {};
}

std::size_t head_end(std::string_view bytes) noexcept {
  const auto at = bytes.find("\r\n\r\n");
  return at == std::string_view::npos ? 0 : at + 4;
}

HeadResult parse_head(std::string_view bytes, const HeadLimits& limits) {
  HeadResult result;
  const auto refuse = [&](int status) {
    result.refusal = status;
    return result;
  };
  if (bytes.size() > limits.bytes) return refuse(431);
  bool first = true;
  while (!bytes.empty()) {
    const auto end = bytes.find("\r\n");
    if (end == std::string_view::npos) return refuse(400);
    const auto line = bytes.substr(0, end);
    bytes.remove_prefix(end + 2);
    if (line.empty()) break;
    if (const int status = first ? parse_request_line(line, limits, result.head) : parse_field(line, result.head))
      return refuse(status);
    first = false;
    if (result.head.headers.size() > limits.count) return refuse(431);
  }
  if (first) return refuse(400);
  result.refusal = judge(result.head);
  return result;
}

std::optional<std::string> routing_path(std::string_view raw) {
  if (raw.empty() || raw.front() != '/') return std::nullopt;
  if (raw == "/") return "/";
  std::string out;
  const auto pieces = ssiis::split(raw.substr(1), '/');
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const auto decoded = ssiis::percent_decoded(pieces[i], false);
    if (!decoded || !ssiis::valid_utf8(*decoded)) return std::nullopt;
    if (decoded->find_first_of("/\\") != std::string::npos || !is_header_value(*decoded)) return std::nullopt;
    if (*decoded == "." || *decoded == ".." || (decoded->empty() && i + 1 < pieces.size())) return std::nullopt;
    out += "/" + *decoded;
  }
  return out;
}

}  // namespace lsso::host

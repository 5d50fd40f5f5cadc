// The head of an HTTP request, checked strictly before anything acts on it. What two parsers could read in two ways
// (two lengths, length beside chunks, folded lines, bare line feeds) is refused: that is how requests are smuggled.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace lsso::host {

struct Head {
  std::string method;  // upper case token
  std::string path;    // as received, begins with '/'
  std::string query;   // as received, without '?'
  bool http_1_0{false};
  std::vector<std::pair<std::string, std::string>> headers;  // in order, values trimmed
  std::optional<std::uint64_t> content_length;
  bool chunked{false};
  std::string header(std::string_view name) const;  // the first of that name, any case
};

struct HeadLimits {
  std::size_t bytes{32 * 1024};
  std::size_t target{8 * 1024};
  std::size_t count{100};
};

// Where the head ends (just after the empty line), 0 when it is not there yet.
std::size_t head_end(std::string_view bytes) noexcept;

// The parsed head, or the HTTP status that refuses it (400, 405, 411, 414, 431, 501, 505).
struct HeadResult {
  int refusal{0};
  Head head{};
};
HeadResult parse_head(std::string_view bytes, const HeadLimits& limits);

// The path decoded once, for routing and logs. Nothing when it holds a dot segment, a doubled slash, an encoded slash,
// a control character or an invalid escape: host and plugin must never disagree on whose address it is.
std::optional<std::string> routing_path(std::string_view raw);

}  // namespace lsso::host

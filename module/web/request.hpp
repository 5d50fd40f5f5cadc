// One request, decoded. Built by the boundary from the ABI's request, or by a test.
#pragma once
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/api.hpp"

namespace ssiis::web {

enum class Mount { staff, open_public, agency, asset, panel };

// An uploaded file whose bytes were streamed to a quarantine file on arrival; removed when the
// request ends.
struct Upload {
  std::string field;
  std::string file_name;     // as the browser named it: show only, never a path
  std::string content_type;  // as the browser claims it: never trusted
  std::string quarantine_path;
  std::uint64_t size{0};
  std::shared_ptr<const void> keeper{};  // the last copy that goes removes the quarantine file
};

class Request {
 public:
  std::string method;  // upper case
  std::string path;    // as received, percent-encoded, begins with '/'; Router::match takes it
  Mount mount{Mount::staff};
  std::string language{"lo"};  // "lo" or "en"
  std::string correlation_id;
  std::string client_address;
  std::string public_base_url;
  std::string session_secret;                       // empty on public pages
  std::optional<Actor> actor;                       // set on staff pages and panels
  std::multimap<std::string, std::string> headers;  // names in lower case
  std::multimap<std::string, std::string> query;    // decoded, valid UTF-8 without NUL
  std::multimap<std::string, std::string> fields;   // of a posted form, likewise
  std::vector<Upload> uploads;
  std::map<std::string, std::string> captures;  // from the router's pattern

  // The first value, trimmed, in lao::stored form; "" when absent.
  std::string field(std::string_view name) const;
  std::vector<std::string> all_fields(std::string_view name) const;  // every value of a repeated field, likewise
  // Text of several lines: each in stored form, lines kept, runs of empty lines folded to one.
  std::string text_block(std::string_view name) const;
  // A day as the date field sends it (ISO) or as people type it where a browser has no date field: 3/11/2026,
  // 03-11-2026, 03.11.2026, Lao digits too; day before month, always. Nothing when absent or no such day.
  std::optional<Day> day(std::string_view name) const;
  std::string parameter(std::string_view name) const;  // of the query
  std::string header(std::string_view lower_case_name) const;
  const std::string& capture(std::string_view name) const;  // throws std::out_of_range
  const Actor& who() const { return actor.value(); }
  bool from_htmx() const { return header("hx-request") == "true"; }
  bool is_write() const { return method != "GET" && method != "HEAD" && method != "OPTIONS"; }
};

// What the boundary calls. request.malformed (bad %xx, no name), request.bad_text (not UTF-8, or
// NUL inside), request.too_large (more than `most` pairs). '+' is a space in pairs, not in a path.
Result<std::multimap<std::string, std::string>> parsed_pairs(std::string_view encoded, std::size_t most);
Result<std::multimap<std::string, std::string>> parsed_query(std::string_view encoded);
Result<std::string> decoded_path(std::string_view encoded);

}  // namespace ssiis::web

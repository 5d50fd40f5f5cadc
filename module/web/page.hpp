// What a handler answers. A fragment goes into the host's shell; a document is complete as it is.
#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "core/api.hpp"

namespace ssiis::web {

struct Crumb {
  std::string label;
  std::string href;  // empty for the current page
};

struct Page {
  enum class Kind { fragment, document } kind{Kind::fragment};
  int status{200};
  std::string content_type{"text/html; charset=utf-8"};
  std::string body;
  // When set, writes the body piece by piece instead of `body` (files, exports).
  std::function<void(const std::function<void(std::string_view)>& write)> stream{};
  std::optional<std::uint64_t> stream_size{};  // bytes that `stream` will write, when it is known before
  std::vector<std::pair<std::string, std::string>> headers{};
  std::string title{};
  std::string menu_id{};
  std::vector<Crumb> crumbs{};
  std::vector<std::string> stylesheets{};  // logical asset names, e.g. "app.css"
  std::vector<std::string> scripts{};
};

Page see_other(std::string_view location);  // 303, after a write that succeeded
// The content of a page in the host's shell, with the module's styles.
Page fragment(std::string title, std::string html);
Page document(std::string content_type, std::string body);
// A file to keep: attachment, nosniff, sandboxed.
Page download(std::string file_name, std::string content_type, std::string body);

}  // namespace ssiis::web

#include "host/plugin_answer.hpp"

#include <algorithm>
#include <array>

#include "core/text.hpp"

namespace lsso::host {
namespace {

std::string lower(std::string_view s) {
  std::string out{s};
  for (auto& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  return out;
}

constexpr std::array<std::string_view, 9> of_the_host{
    "connection",        "content-length", "content-type",    "date", "keep-alive", "server",
    "transfer-encoding", "upgrade",        "x-correlation-id"};

bool header_is_sound(const lsso_pair& h) {
  const auto name = view(h.name);
  const auto value = view(h.value);
  if (!is_token(name) || !is_header_value(value)) return false;
  const auto low = lower(name);
  if (std::find(of_the_host.begin(), of_the_host.end(), low) != of_the_host.end()) return false;
  return low != "set-cookie" || !lower(value).starts_with("__host-lsso");  // the login is the host's
}

bool has_fragment_fields(const lsso_response_head& h) {
  return LSSO_HAS(lsso_response_head, h.struct_size, script_count);
}

}  // namespace

bool head_is_sound(const lsso_response_head& h) {
  if (h.kind != LSSO_RESPONSE_DOCUMENT && h.kind != LSSO_RESPONSE_FRAGMENT) return false;
  if (h.http_status < 200 || h.http_status > 599 || !is_header_value(view(h.content_type))) return false;
  if (h.header_count > 100 || (h.headers == nullptr && h.header_count != 0)) return false;
  return std::all_of(h.headers, h.headers + h.header_count, header_is_sound);
}

bool PluginAnswer::bare() const {
  const auto& head = visit_.exchange.head();
  return head.header("hx-request") == "true" && head.header("hx-boosted") != "true" &&
         head.header("hx-history-restore-request") != "true";
}

PageHead PluginAnswer::page_head(const lsso_response_head& h) const {
  PageHead p;
  p.slot = slot_;
  if (!has_fragment_fields(h)) return p;
  p.title = copied(h.title);
  p.menu_id = copied(h.menu_id);
  for (std::uint64_t i = 0; h.crumbs != nullptr && i < h.crumb_count; ++i)
    p.crumbs.push_back({copied(h.crumbs[i].label), copied(h.crumbs[i].href)});
  for (std::uint64_t i = 0; h.stylesheets != nullptr && i < h.stylesheet_count; ++i)
    p.stylesheets.push_back(copied(h.stylesheets[i]));
  for (std::uint64_t i = 0; h.scripts != nullptr && i < h.script_count; ++i) p.scripts.push_back(copied(h.scripts[i]));
  return p;
}

lsso_status PluginAnswer::begin(const lsso_response_head& h) {
  if (begun_ || !head_is_sound(h)) return LSSO_E_INVALID;
  HeaderList headers;
  for (std::uint64_t i = 0; i < h.header_count; ++i)
    headers.emplace_back(copied(h.headers[i].name), copied(h.headers[i].value));
  auto type = copied(h.content_type);
  const bool fragment = h.kind == LSSO_RESPONSE_FRAGMENT;
  if (fragment && type.empty()) type = "text/html; charset=utf-8";
  if (h.content_length != UINT64_MAX) promised_ = h.content_length;
  wrapped_ = fragment && !bare();
  if (fragment) headers.emplace_back("Vary", "HX-Request, Cookie");
  std::string opening, closing;
  if (wrapped_) {
    opening = shell_.opening(visit_, page_head(h));
    closing = shell_.closing(visit_);
  }
  std::optional<std::uint64_t> length = promised_;
  if (length && wrapped_) *length += opening.size() + closing.size();
  begun_ = true;
  try {
    visit_.exchange.begin(static_cast<int>(h.http_status), type, headers, fragment ? Safety::page : documents_, length);
  } catch (const std::exception&) {
    return LSSO_E_CANCELLED;
  }
  return wrapped_ ? visit_.exchange.write(opening) : LSSO_OK;
}

lsso_status PluginAnswer::write(const void* data, std::uint64_t size) {
  if (!begun_ || (promised_ && written_ + size > *promised_)) return LSSO_E_INVALID;
  written_ += size;
  return visit_.exchange.write({static_cast<const char*>(data), static_cast<std::size_t>(size)});
}

bool PluginAnswer::finish() {
  if (!begun_ || (promised_ && written_ != *promised_)) return false;
  if (wrapped_) visit_.exchange.write(shell_.closing(visit_));
  return true;
}

}  // namespace lsso::host

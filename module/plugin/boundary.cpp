#include "plugin/boundary.hpp"

#include <limits>
#include <stdexcept>

#include "core/failpoint.hpp"
#include "plugin/host_services.hpp"

namespace ssiis::plugin {
namespace {

web::Mount mount_of(std::uint32_t mount) {
  switch (mount) {
    case LSSO_MOUNT_STAFF:
      return web::Mount::staff;
    case LSSO_MOUNT_PUBLIC:
      return web::Mount::open_public;
    case LSSO_MOUNT_AGENCY:
      return web::Mount::agency;
    case LSSO_MOUNT_ASSET:
      return web::Mount::asset;
    case LSSO_MOUNT_PANEL:
      return web::Mount::panel;
    default:
      throw std::runtime_error{"the host let a request in under an unknown policy"};
  }
}

std::string lower(std::string_view s) {
  std::string out{s};
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

bool decode_pairs(std::string_view encoded, std::multimap<std::string, std::string>& into) {
  if (encoded.empty()) return true;
  for (const auto& piece : split(encoded, '&')) {
    if (piece.empty()) continue;
    const auto equals = piece.find('=');
    const auto name = percent_decoded(piece.substr(0, equals), true);
    const auto value = percent_decoded(equals == std::string::npos ? "" : piece.substr(equals + 1), true);
    if (!name || !value || !valid_utf8(*name) || !valid_utf8(*value)) return false;
    into.emplace(*name, *value);
  }
  return true;
}

// The head of a response with everything it borrows.
struct Head {
  std::vector<lsso_pair> headers;
  std::vector<lsso_crumb> crumbs;
  std::vector<std::string> urls;
  std::vector<lsso_text> stylesheets, scripts;
  lsso_response_head head{};
};

void fill(Head& h, const web::Page& page, const std::function<std::string(std::string_view)>& asset_url) {
  for (const auto& [name, value] : page.headers) h.headers.push_back({borrowed(name), borrowed(value)});
  for (const auto& c : page.crumbs) h.crumbs.push_back({borrowed(c.label), borrowed(c.href)});
  h.urls.reserve(page.stylesheets.size() + page.scripts.size());
  for (const auto& name : page.stylesheets) h.stylesheets.push_back(borrowed(h.urls.emplace_back(asset_url(name))));
  for (const auto& name : page.scripts) h.scripts.push_back(borrowed(h.urls.emplace_back(asset_url(name))));
  h.head.struct_size = sizeof(lsso_response_head);
  h.head.kind = page.kind == web::Page::Kind::fragment ? LSSO_RESPONSE_FRAGMENT : LSSO_RESPONSE_DOCUMENT;
  h.head.http_status = static_cast<std::uint32_t>(page.status);
  h.head.content_type = borrowed(page.content_type);
  h.head.headers = h.headers.data();
  h.head.header_count = h.headers.size();
  h.head.content_length =
      page.stream ? page.stream_size.value_or(std::numeric_limits<std::uint64_t>::max()) : page.body.size();
  h.head.title = borrowed(page.title);
  h.head.menu_id = borrowed(page.menu_id);
  h.head.crumbs = h.crumbs.data();
  h.head.crumb_count = h.crumbs.size();
  h.head.stylesheets = h.stylesheets.data();
  h.head.stylesheet_count = h.stylesheets.size();
  h.head.scripts = h.scripts.data();
  h.head.script_count = h.scripts.size();
}

}  // namespace

Result<web::Request> decoded(const lsso_call& call, const lsso_request& in) {
  web::Request out;
  out.method = text(in.method);
  out.mount = mount_of(in.mount);
  out.language = view(in.language) == "en" ? "en" : "lo";
  out.correlation_id = text(call.correlation_id);
  out.client_address = text(in.client_address);
  out.public_base_url = text(in.public_base_url);
  out.session_secret = text(call.identity->session_secret);
  for (std::uint64_t i = 0; i < in.header_count; ++i)
    out.headers.emplace(lower(view(in.headers[i].name)), text(in.headers[i].value));
  out.path = text(in.path);  // the router decodes it segment by segment
  if (out.path.empty() || out.path.front() != '/') return Rejection{"request.malformed"};
  if (!decode_pairs(view(in.query), out.query)) return Rejection{"request.bad_text"};
  return out;
}

std::function<std::size_t(std::span<std::byte>)> body_reader(const lsso_request& request) {
  return [&request](std::span<std::byte> buffer) -> std::size_t {
    std::uint64_t got = 0;
    const auto status = request.read(request.instance, buffer.data(), buffer.size(), &got);
    if (status != LSSO_OK) throw BodyFailure{status};
    return static_cast<std::size_t>(got);
  };
}

lsso_status answer(const lsso_response& response, const web::Page& page,
                   const std::function<std::string(std::string_view)>& asset_url) {
  Head h;
  fill(h, page, asset_url);
  failpoint("responding");
  if (const auto status = response.begin(response.instance, &h.head); status != LSSO_OK) return status;
  lsso_status status = LSSO_OK;
  if (!page.stream) {
    status = response.write(response.instance, page.body.data(), page.body.size());
    failpoint("responded");
    return status;
  }
  page.stream([&](std::string_view piece) {
    if (status == LSSO_OK) status = response.write(response.instance, piece.data(), piece.size());
    if (status != LSSO_OK) throw std::runtime_error{"the peer stopped reading"};
    failpoint("streaming");
  });
  failpoint("responded");
  return status;
}

}  // namespace ssiis::plugin

#include "web/assets.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace ssiis::web {
namespace {

std::string content_of(const std::filesystem::path& file) {
  std::ifstream in{file, std::ios::binary};
  if (!in) throw std::runtime_error{"asset missing: " + file.string()};
  std::ostringstream out;
  out << in.rdbuf();
  return std::move(out).str();
}

bool name_ok(std::string_view name) {
  return !name.empty() && name.front() != '.' && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-' ||
           c == '_';
  });
}

// The manifest is one flat object of plain strings, written by our own build; nothing else is
// accepted.
std::map<std::string, std::string> manifest(const std::filesystem::path& file) {
  const auto pieces = split(content_of(file), '"');
  std::map<std::string, std::string> out;
  if (pieces.size() % 4 != 1 || trimmed(pieces.front()) != "{" || trimmed(pieces.back()) != "}")
    throw std::runtime_error{"malformed " + file.string()};
  for (std::size_t i = 1; i < pieces.size(); i += 4) {  // "logical" : "hashed" , …
    const bool last = i + 4 == pieces.size();
    const bool joined = trimmed(pieces[i + 1]) == ":" && (last || trimmed(pieces[i + 3]) == ",");
    if (!joined || !name_ok(pieces[i]) || !name_ok(pieces[i + 2]))
      throw std::runtime_error{"malformed " + file.string()};
    out[pieces[i]] = pieces[i + 2];
  }
  return out;
}

std::string type_of(std::string_view name) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 8> types{{
      {".css", "text/css; charset=utf-8"},
      {".js", "text/javascript; charset=utf-8"},
      {".svg", "image/svg+xml"},
      {".woff2", "font/woff2"},
      {".png", "image/png"},
      {".txt", "text/plain; charset=utf-8"},
      {".json", "application/json"},
      {".geojson", "application/geo+json"},
  }};
  for (const auto& [end, type] : types)
    if (name.ends_with(end)) return std::string{type};
  throw std::runtime_error{"asset of an unknown kind: " + std::string{name}};
}

// "gzip", with a weight above zero or none (RFC 9110 §12.5.3).
bool takes_gzip(const std::string& accept_encoding) {
  for (const auto& choice : split(accept_encoding, ',')) {
    const auto parts = split(choice, ';');
    if (trimmed(parts.front()) != "gzip") continue;
    const auto weight = parts.size() > 1 ? std::string{trimmed(parts[1])} : std::string{"q=1"};
    return weight.find_first_of("123456789") != std::string::npos;
  }
  return false;
}

}  // namespace

Assets::Assets(const std::filesystem::path& folder, std::string_view prefix) {
  for (const auto& [logical, hashed] : manifest(folder / "manifest.json")) {
    File file{type_of(hashed), content_of(folder / hashed), {}};
    if (const auto packed = folder / (hashed + ".gz"); std::filesystem::exists(packed)) file.gzip = content_of(packed);
    files_.emplace(hashed, std::move(file));
    urls_.emplace(logical, std::string{prefix} + "/" + hashed);
  }
}

const std::string& Assets::url(std::string_view logical_name) const {
  const auto at = urls_.find(logical_name);
  if (at == urls_.end()) throw std::out_of_range{"no asset " + std::string{logical_name}};
  return at->second;
}

Page Assets::page(const Request& request) const {
  const auto named = request.captures.find("file");
  const auto at = named == request.captures.end() ? files_.end() : files_.find(named->second);
  if (at == files_.end()) {
    Page missing = document("text/plain; charset=utf-8", "404\n");
    missing.status = 404;
    missing.headers.emplace_back("Cache-Control", "no-store");
    return missing;
  }
  const File& file = at->second;
  const bool packed = !file.gzip.empty() && takes_gzip(request.header("accept-encoding"));
  Page page = document(file.content_type, packed ? file.gzip : file.plain);
  page.headers.emplace_back("Cache-Control", "public, max-age=31536000, immutable");
  page.headers.emplace_back("X-Content-Type-Options", "nosniff");
  if (!file.gzip.empty()) page.headers.emplace_back("Vary", "Accept-Encoding");
  if (packed) page.headers.emplace_back("Content-Encoding", "gzip");
  return page;
}

}  // namespace ssiis::web

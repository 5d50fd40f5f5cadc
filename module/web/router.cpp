#include "web/router.hpp"

#include <algorithm>
#include <stdexcept>

namespace ssiis::web {
namespace {

bool capture_name_ok(std::string_view name) {
  if (name.empty()) return false;
  return std::all_of(name.begin(), name.end(),
                     [](char c) { return (c >= 'a' && c <= 'z') || c == '_' || (c >= '0' && c <= '9'); });
}

// No number, key or file name in an address of ours is longer; tables that keep them have bounds too.
constexpr std::size_t most_segment = 200;

// A segment as people meant it: decoded once. Nothing for text that no address of ours can hold.
std::optional<std::string> decoded_segment(std::string_view raw) {
  auto text = percent_decoded(raw, false);
  if (!text || text->empty() || text->size() > most_segment || *text == "." || *text == ".." || !valid_utf8(*text))
    return std::nullopt;
  const bool control = std::any_of(text->begin(), text->end(),
                                   [](char c) { return static_cast<unsigned char>(c) < 0x20u || c == 0x7f; });
  if (control) return std::nullopt;
  return text;
}

std::vector<std::string> pattern_segments(const std::string& pattern) {
  if (pattern.empty() || pattern.front() != '/') throw std::logic_error{"route must begin with '/': " + pattern};
  auto segments = split(std::string_view{pattern}.substr(1), '/');
  std::vector<std::string> names;
  for (const auto& s : segments) {
    const bool braces = s.find_first_of("{}") != std::string::npos;
    if (s.empty() && pattern != "/") throw std::logic_error{"route with an empty segment: " + pattern};
    if (!braces) continue;
    const bool whole = s.size() > 2 && s.front() == '{' && s.back() == '}';
    if (!whole || !capture_name_ok(std::string_view{s}.substr(1, s.size() - 2)))
      throw std::logic_error{"route with a malformed capture: " + pattern};
    if (std::find(names.begin(), names.end(), s) != names.end())
      throw std::logic_error{"route names a capture twice: " + pattern};
    names.push_back(s);
  }
  return segments;
}

bool is_capture(const std::string& segment) { return !segment.empty() && segment.front() == '{'; }

}  // namespace

void Router::add(Route route) {
  if (route.method != "GET" && route.method != "POST")
    throw std::logic_error{"route with method " + route.method + ": " + route.pattern};
  if (!route.handler) throw std::logic_error{"route without a handler: " + route.pattern};
  Compiled compiled{pattern_segments(route.pattern), {}, routes_.size()};
  for (const auto& s : compiled.segments) compiled.shape += is_capture(s) ? "/{}" : "/" + s;
  auto& same_length = by_length_[compiled.segments.size()];
  for (const auto& other : same_length)
    if (other.shape == compiled.shape && routes_[other.index].method == route.method)
      throw std::logic_error{"route doubled: " + route.method + " " + route.pattern};
  // Literal segments stand before captures, so the first fit is the most specific one.
  const auto more_specific = [](const Compiled& a, const Compiled& b) {
    for (std::size_t i = 0; i < a.segments.size(); ++i) {
      const bool ca = is_capture(a.segments[i]), cb = is_capture(b.segments[i]);
      if (ca != cb) return cb;
    }
    return false;
  };
  const auto at = std::upper_bound(same_length.begin(), same_length.end(), compiled, more_specific);
  same_length.insert(at, std::move(compiled));
  routes_.push_back(std::move(route));
}

bool Router::fits(const Compiled& candidate, const std::vector<std::string>& segments) {
  for (std::size_t i = 0; i < segments.size(); ++i)
    if (!is_capture(candidate.segments[i]) && candidate.segments[i] != segments[i]) return false;
  return true;
}

Router::Match Router::match(std::string_view method, std::string_view encoded_path) const {
  Match found;
  if (encoded_path.empty() || encoded_path.front() != '/') return found;
  std::vector<std::string> segments;
  for (const auto& raw : split(encoded_path.substr(1), '/')) {
    auto text = raw.empty() && encoded_path == "/" ? std::optional{std::string{}} : decoded_segment(raw);
    if (!text) return found;
    segments.push_back(std::move(*text));
  }
  const auto same_length = by_length_.find(segments.size());
  if (same_length == by_length_.end()) return found;
  const std::string_view wanted = method == "HEAD" ? std::string_view{"GET"} : method;
  std::string_view shape;
  for (const auto& candidate : same_length->second) {
    if (found.path_known && candidate.shape != shape) continue;  // only methods of the best pattern count
    if (!fits(candidate, segments)) continue;
    found.path_known = true;
    shape = candidate.shape;
    const Route& route = routes_[candidate.index];
    found.allowed.push_back(route.method);
    if (route.method != wanted) continue;
    found.route = &route;
    for (std::size_t i = 0; i < segments.size(); ++i) {
      const auto& name = candidate.segments[i];
      if (is_capture(name)) found.captures[name.substr(1, name.size() - 2)] = segments[i];
    }
    return found;
  }
  return found;
}

}  // namespace ssiis::web

// HTML that cannot be forgotten to escape: markup comes from literals of this program alone, everything else is text.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace lsso::host {

// A string literal; nothing made at run time converts to it.
class Markup {
 public:
  template <std::size_t N>
  consteval Markup(const char (&literal)[N]) : text_{literal, N - 1} {}  // NOLINT
  constexpr std::string_view view() const noexcept { return text_; }

 private:
  std::string_view text_;
};

class Html {
 public:
  Html& operator<<(Markup m) {
    out_.append(m.view());
    return *this;
  }
  // Text, escaped for content and for quoted attributes.
  Html& text(std::string_view s);
  Html& number(std::int64_t n) { return text(std::to_string(n)); }
  // An address inside this host for href and action; anything else becomes "#".
  Html& href(std::string_view s);
  // HTML that this class made, or that a plugin answered as its panel.
  Html& append(std::string_view finished) {
    out_.append(finished);
    return *this;
  }
  Html& icon(Markup name);  // a symbol of the host's sprite
  const std::string& str() const noexcept { return out_; }
  std::string take() { return std::move(out_); }

 private:
  std::string out_;
};

}  // namespace lsso::host

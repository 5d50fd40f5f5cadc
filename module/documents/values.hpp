// What goes into a template. Values come formatted: dates, numbers and money are sentences of the caller's language.
#pragma once
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ssiis::documents {

// Texts, sections that repeat (each row a Values of its own, which sees its parents' texts too), and PNG images.
// Line ends in a text become line breaks, tabs become tabs; everything else is shown as it is.
class Values {
 public:
  Values& set(std::string key, std::string text) {
    texts_[std::move(key)] = std::move(text);
    return *this;
  }
  // One more row of a section; fill the returned Values.
  Values& add(std::string section) {
    auto& rows = sections_[std::move(section)];
    rows.push_back(std::make_unique<Values>());
    return *rows.back();
  }
  // A section that exists and may stay empty: with no rows it vanishes, and {{^section}} appears.
  Values& declare(std::string section) {
    sections_[std::move(section)];
    return *this;
  }
  // A section that is there once or not at all.
  Values& show(std::string section, bool yes) {
    auto& rows = sections_[std::move(section)];
    rows.clear();
    if (yes) rows.push_back(std::make_unique<Values>());
    return *this;
  }
  Values& image(std::string name, std::string png) {
    images_[std::move(name)] = std::move(png);
    return *this;
  }

  using Rows = std::vector<std::unique_ptr<Values>>;
  const std::string* text(std::string_view key) const { return found(texts_, key); }
  const Rows* rows(std::string_view section) const { return found(sections_, section); }
  const std::map<std::string, std::string, std::less<>>& images() const noexcept { return images_; }

 private:
  template <class Map>
  static const typename Map::mapped_type* found(const Map& map, std::string_view key) {
    const auto it = map.find(key);
    return it == map.end() ? nullptr : &it->second;
  }
  std::map<std::string, std::string, std::less<>> texts_;
  std::map<std::string, Rows, std::less<>> sections_;
  std::map<std::string, std::string, std::less<>> images_;
};

}  // namespace ssiis::documents

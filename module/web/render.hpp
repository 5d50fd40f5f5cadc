// Pages from ctemplate files, escaped by context, one frozen cache per generation of the files.
#pragma once
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "web/translate.hpp"

namespace ssiis::web {

// Values of a template: texts, and sections that repeat. Build it, hand it over, forget it.
class Data {
 public:
  Data& set(std::string key, std::string value);
  Data& set(std::string key, std::int64_t value) { return set(std::move(key), std::to_string(value)); }
  Data& show(std::string section);                       // shows a section once
  Data& show_if(std::string section, bool yes);          // shows it, or its partner "NO_<section>"
  Data& add(std::string section);                        // one more row of a section; fill the returned Data
  Data& merge(const Data& other);
  const std::vector<std::pair<std::string, std::string>>& values() const noexcept { return values_; }
  const std::vector<std::pair<std::string, std::unique_ptr<Data>>>& sections() const noexcept { return sections_; }

 private:
  std::vector<std::pair<std::string, std::string>> values_;
  std::vector<std::pair<std::string, std::unique_ptr<Data>>> sections_;
};

class Renderer {
 public:
  // `pages` holds <room>/<name>.tpl; in them {{_("English text")}} is translated before ctemplate parses, and
  // {{asset "app.css"}} becomes the hashed address of an asset. Throws when a template does not parse.
  Renderer(std::filesystem::path pages, std::filesystem::path assets, const Translator& translator);
  ~Renderer();
  std::string render(std::string_view name, std::string_view language, const Data& data) const;  // "web/error.tpl"
  void reload();   // reads the files anew and swaps; requests under way keep the old ones
  const Translator& translator() const noexcept;
  // The address under which an asset is served: /inspection/assets/<name>.<hash>.<ext>
  std::string asset_url(std::string_view logical_name) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace ssiis::web

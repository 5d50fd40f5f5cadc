// Pages from ctemplate files, escaped by context, one frozen cache per generation of the files.
#pragma once
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "web/page.hpp"
#include "web/request.hpp"
#include "web/translate.hpp"

namespace ssiis::web {

// Values of a template: texts, and sections that repeat. Build it, hand it over, forget it.
class Data {
 public:
  Data& set(std::string key, std::string value);
  Data& set(std::string key, std::int64_t value) { return set(std::move(key), std::to_string(value)); }
  Data& show(std::string section);               // shows a section once
  Data& show_if(std::string section, bool yes);  // shows it, or its partner "NO_<section>"
  Data& add(std::string section);                // one more row of a section; fill the returned Data
  Data& merge(const Data& other);
  const std::vector<std::pair<std::string, std::string>>& values() const noexcept { return values_; }
  const std::vector<std::pair<std::string, std::unique_ptr<Data>>>& sections() const noexcept { return sections_; }

 private:
  std::vector<std::pair<std::string, std::string>> values_;
  std::vector<std::pair<std::string, std::unique_ptr<Data>>> sections_;
};

class Renderer {
 public:
  // `pages` holds <room>/<name>.tpl, `assets` a manifest.json with its files,
  // served below `assets_below`. Before ctemplate parses,
  // {{_("English {1}", VAR)}} and {{N_("one", "many", COUNTER)}} are translated, {{asset
  // "app.css"}} becomes the hashed address, {{>web/field_text.tpl name="x" label=_("X")}} is put in
  // (see web/README.md). Throws, naming the file, when a template does not parse or breaks a rule
  // of the house (lint_template).
  Renderer(std::filesystem::path pages, std::filesystem::path assets, const Translator& translator,
           std::string assets_below = "/inspection/assets");
  ~Renderer();
  // `name` as "web/problem.tpl". Every variable is escaped for the place where it stands. A name
  // that is not set is empty; a row sees the values and sections of the rows around it. Throws
  // std::out_of_range for an unknown page.
  std::string render(std::string_view name, std::string_view language, const Data& data) const;
  void reload();  // reads the files anew and swaps; requests under way keep the old ones
  const Translator& translator() const noexcept;
  // The address under which an asset is served: /inspection/assets/<name>.<hash>.<ext>. Throws
  // std::out_of_range for a name that the assets' manifest does not have.
  std::string asset_url(std::string_view logical_name) const;
  // Answers GET /inspection/assets/{file}, on the asset mount.
  Page asset_page(const Request& request) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace ssiis::web

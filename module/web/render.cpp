#include "web/render.hpp"

#include <ctemplate/template.h>
#include <ctemplate/template_cache.h>

#include <algorithm>
#include <map>
#include <mutex>
#include <stdexcept>

#include "web/assets.hpp"
#include "web/data_view.hpp"
#include "web/template_source.hpp"

namespace ssiis::web {

// The templates of one language, read-only once built.
struct RenderedPages {
  ctemplate::TemplateCache cache;
  std::map<std::string, std::vector<PluralForm>, std::less<>> plurals;  // by template
};

struct RendererGeneration {
  std::shared_ptr<const Assets> assets;
  RenderedPages lo, en;
};

namespace {

void load(RenderedPages& pages, const std::map<std::string, std::string>& sources, const Translator& translator,
          std::string_view language, const Assets& assets) {
  for (const auto& [name, source] : sources) {
    if (source.find("[[") != std::string::npos) continue;  // a partial with arguments is no page of its own
    try {
      auto page = localised(
          with_partials(sources, name), [&](const std::string& english) { return translator.text(language, english); },
          [&](const std::string& asset) { return assets.url(asset); });
      const auto findings = lint_template(page.text);
      if (!findings.empty()) throw TemplateError{findings.front()};
      const auto text = "{{%AUTOESCAPE context=\"HTML\"}}" + with_encoded_parts(page.text).first;
      if (!pages.cache.StringToTemplateCache(name, text, ctemplate::DO_NOT_STRIP))
        throw TemplateError{"does not parse"};
      pages.plurals.emplace(name, std::move(page.plurals));
    } catch (const std::exception& error) {
      throw TemplateError{name + ": " + error.what()};
    }
  }
  pages.cache.Freeze();
}

}  // namespace

Data& Data::set(std::string key, std::string value) {
  const auto at = std::find_if(values_.begin(), values_.end(), [&](const auto& v) { return v.first == key; });
  if (at != values_.end()) {
    at->second = std::move(value);
  } else {
    values_.emplace_back(std::move(key), std::move(value));
  }
  return *this;
}

Data& Data::show(std::string section) {
  const auto shown = [&](const auto& s) { return s.first == section; };
  if (std::none_of(sections_.begin(), sections_.end(), shown)) add(std::move(section));
  return *this;
}

Data& Data::show_if(std::string section, bool yes) { return show(yes ? std::move(section) : "NO_" + section); }

Data& Data::add(std::string section) {
  return *sections_.emplace_back(std::move(section), std::make_unique<Data>()).second;
}

Data& Data::merge(const Data& other) {
  for (const auto& [key, value] : other.values_) set(key, value);
  for (const auto& [name, rows] : other.sections_) add(name).merge(*rows);
  return *this;
}

struct Renderer::State {
  std::filesystem::path pages, assets;
  std::string prefix;
  const Translator& translator;
  std::mutex reading;  // one reload at a time
  mutable std::mutex swap;
  std::shared_ptr<const RendererGeneration> current{};

  std::shared_ptr<const RendererGeneration> generation() const {
    const std::lock_guard lock{swap};
    return current;
  }
};

Renderer::Renderer(std::filesystem::path pages, std::filesystem::path assets, const Translator& translator,
                   std::string assets_below)
    : state_{new State{std::move(pages), std::move(assets), std::move(assets_below), translator, {}, {}}} {
  reload();
}

Renderer::~Renderer() = default;

void Renderer::reload() {
  const std::lock_guard one_at_a_time{state_->reading};
  auto next = std::make_shared<RendererGeneration>();
  next->assets = std::make_shared<const Assets>(state_->assets, state_->prefix);
  const auto sources = read_templates(state_->pages);
  load(next->lo, sources, state_->translator, "lo", *next->assets);
  load(next->en, sources, state_->translator, "en", *next->assets);
  const std::lock_guard lock{state_->swap};
  state_->current = std::move(next);
}

std::string Renderer::render(std::string_view name, std::string_view language, const Data& data) const {
  const auto generation = state_->generation();
  const RenderedPages& pages = language == "en" ? generation->en : generation->lo;
  const auto found = pages.plurals.find(name);
  if (found == pages.plurals.end()) throw std::out_of_range{"no page " + std::string{name}};
  Expansion expansion{state_->translator, language, found->second};
  const DataView view{expansion, data};
  std::string out;
  if (!pages.cache.ExpandNoLoad(found->first, ctemplate::DO_NOT_STRIP, &view, nullptr, &out))
    throw std::runtime_error{"page not rendered: " + found->first};
  return out;
}

const Translator& Renderer::translator() const noexcept { return state_->translator; }

std::string Renderer::asset_url(std::string_view logical_name) const {
  return state_->generation()->assets->url(logical_name);
}

Page Renderer::asset_page(const Request& request) const { return state_->generation()->assets->page(request); }

}  // namespace ssiis::web

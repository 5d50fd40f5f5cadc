// A Data as ctemplate asks for it while a page is expanded: nothing is copied into a dictionary of its own.
#pragma once
#include <ctemplate/template_dictionary_interface.h>

#include <deque>
#include <string>
#include <string_view>

#include "web/render.hpp"
#include "web/template_source.hpp"

namespace ssiis::web {

// What all views of one expansion share. `made` keeps the texts that are made on the way (plurals, addresses).
struct Expansion {
  const Translator& translator;
  std::string_view language;
  const std::vector<PluralForm>& plurals;
  std::deque<std::string> made{};
};

// One Data, or one row of a section inside another; sees what the rows around it hold. Lives as long as the expansion,
// and so do the Data under it. [one thread]
class DataView final : public ctemplate::TemplateDictionaryInterface {
 public:
  DataView(Expansion& expansion, const Data& data, const DataView* around = nullptr)
      : expansion_{&expansion}, data_{&data}, around_{around} {}

 protected:
  ctemplate::TemplateString GetValue(const ctemplate::TemplateString& variable) const override;
  bool IsHiddenSection(const ctemplate::TemplateString& name) const override;
  bool IsUnhiddenSection(const ctemplate::TemplateString& name) const override { return !IsHiddenSection(name); }
  Iterator* CreateSectionIterator(const ctemplate::TemplateString& section) const override;
  // Partials are put in before a page is parsed (template_source.hpp): no page includes another while it is expanded.
  bool IsHiddenTemplate(const ctemplate::TemplateString&) const override { return true; }
  const char* GetIncludeTemplateName(const ctemplate::TemplateString&, int) const override { return ""; }
  Iterator* CreateTemplateIterator(const ctemplate::TemplateString&) const override;
  void DumpToString(std::string*, int) const override {}

 private:
  class Rows;
  const std::string* value(std::string_view name) const noexcept;
  const DataView* holder(std::string_view section) const noexcept;
  ctemplate::TemplateString kept(std::string text) const;

  Expansion* expansion_;
  const Data* data_;
  const DataView* around_;
};

}  // namespace ssiis::web

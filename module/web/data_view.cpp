#include "web/data_view.hpp"

#include <algorithm>

namespace ssiis::web {
namespace {

std::string_view seen(const ctemplate::TemplateString& s) { return {s.data(), s.size()}; }
ctemplate::TemplateString shown(std::string_view s) { return {s.data(), s.size()}; }

// The number in a text as a person sees it: "1.284" and "໑.໒໘໔" are 1284.
std::int64_t counted(std::string_view shown_number) {
  std::string digits;
  for (const char c : lao::ascii_digits(shown_number))
    if (c >= '0' && c <= '9') digits += c;
  return whole_number(digits).value_or(0);
}

constexpr std::string_view in_address = "__URL";  // with_encoded_parts

}  // namespace

// The rows of one section, one after the other. `view` stands on the one that is being expanded.
class DataView::Rows final : public ctemplate::TemplateDictionaryInterface::Iterator {
 public:
  // Those that `holder` has; none for nullptr.
  Rows(const DataView& around, const DataView* holder, std::string_view section)
      : view_{*around.expansion_, *around.data_, holder},
        rows_{holder == nullptr ? nullptr : &holder->data_->sections()},
        section_{section} {
    skip_others();
  }
  bool HasNext() const override { return rows_ != nullptr && next_ < rows_->size(); }
  const ctemplate::TemplateDictionaryInterface& Next() override {
    view_.data_ = (*rows_)[next_++].second.get();
    skip_others();
    return view_;
  }

 private:
  void skip_others() {
    while (HasNext() && (*rows_)[next_].first != section_) ++next_;
  }
  DataView view_;
  const std::vector<std::pair<std::string, std::unique_ptr<Data>>>* rows_;
  std::string_view section_;
  std::size_t next_{0};
};

const std::string* DataView::value(std::string_view name) const noexcept {
  for (const auto* view = this; view != nullptr; view = view->around_)
    for (const auto& [key, text] : view->data_->values())
      if (key == name) return &text;
  return nullptr;
}

const DataView* DataView::holder(std::string_view section) const noexcept {
  for (const auto* view = this; view != nullptr; view = view->around_)
    for (const auto& [name, rows] : view->data_->sections())
      if (name == section) return view;
  return nullptr;
}

ctemplate::TemplateString DataView::kept(std::string text) const {
  return shown(expansion_->made.emplace_back(std::move(text)));
}

ctemplate::TemplateString DataView::GetValue(const ctemplate::TemplateString& variable) const {
  const auto name = seen(variable);
  if (const auto* text = value(name)) return shown(*text);
  if (name.ends_with(in_address))
    if (const auto* text = value(name.substr(0, name.size() - in_address.size()))) return kept(percent_encoded(*text));
  for (const auto& form : expansion_->plurals)
    if (form.variable == name)
      if (const auto* counter = value(form.counter))
        return kept(expansion_->translator.plural(expansion_->language, form.one, form.many, counted(*counter)));
  return shown("");
}

bool DataView::IsHiddenSection(const ctemplate::TemplateString& name) const { return holder(seen(name)) == nullptr; }

ctemplate::TemplateDictionaryInterface::Iterator* DataView::CreateSectionIterator(
    const ctemplate::TemplateString& section) const {
  return new Rows{*this, holder(seen(section)), seen(section)};  // ctemplate deletes it
}

ctemplate::TemplateDictionaryInterface::Iterator* DataView::CreateTemplateIterator(
    const ctemplate::TemplateString& section) const {
  return new Rows{*this, nullptr, seen(section)};
}

}  // namespace ssiis::web

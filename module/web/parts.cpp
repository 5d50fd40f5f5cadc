#include "web/parts.hpp"

#include <algorithm>

namespace ssiis::web {

void fill_options(Data& into, std::string_view field, const std::vector<Option>& options,
                  const std::vector<std::string>& chosen) {
  for (const auto& option : options) {
    Data& row = into.add("OPTIONS_" + std::string{field});
    row.set("OPTION", option.value).set("LABEL", option.label);
    if (!option.hint.empty()) row.add("HINT").set("HINT", option.hint);
    if (std::find(chosen.begin(), chosen.end(), option.value) != chosen.end()) row.show("SELECTED");
  }
}

void fill_tag(Data& into, Tone tone, std::string word) {
  static constexpr const char* names[] = {"ok", "warn", "bad", "cur", "idle", "unk"};
  into.add("TAG").set("STATE", names[static_cast<std::size_t>(tone)]).set("WORD", std::move(word));
}

void fill_pager(Data& into, const Translator& translator, std::string_view language, const ListPage& page) {
  if (page.previous.empty() && page.next.empty()) return;
  Data& pager = into.add("PAGER");
  pager.set("FIRST", translator.number(language, page.first));
  pager.set("LAST", translator.number(language, page.last));
  pager.set("TOTAL", translator.number(language, page.total));
  if (!page.previous.empty()) pager.add("PREVIOUS").set("HREF", page.previous);
  if (!page.next.empty()) pager.add("NEXT").set("HREF", page.next);
}

}  // namespace ssiis::web

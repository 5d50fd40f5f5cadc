// Values for the shared parts of pages (pages/*.tpl of this room).
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "web/render.hpp"

namespace ssiis::web {

// A choice of field_select, field_radios and field_checkboxes. `value` is of letters, digits, '_',
// '-' and '.'.
struct Option {
  std::string value, label, hint{};
};
// Fills OPTIONS_<field>; those whose value is among `chosen` are selected.
void fill_options(Data& into, std::string_view field, const std::vector<Option>& options,
                  const std::vector<std::string>& chosen);

// A state is a shape, a word and a colour together (tag.tpl, and the icons of the same names).
enum class Tone { ok, warn, bad, current, idle, unconfirmed };
void fill_tag(Data& into, Tone tone, std::string word);

// One page of a list (pager.tpl): rows first…last of total, counted from 1. An empty address hides
// its link; a list that fits on one page has no pager.
struct ListPage {
  std::int64_t first{0}, last{0}, total{0};
  std::string previous, next;
};
void fill_pager(Data& into, const Translator& translator, std::string_view language, const ListPage& page);

}  // namespace ssiis::web

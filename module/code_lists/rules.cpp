#include "code_lists/rules.hpp"

#include <algorithm>

#include "web/api.hpp"

namespace ssiis::code_lists {
namespace {

using web::E_;

bool well_formed(std::string_view code) {
  return !code.empty() && code.size() <= 20 && std::all_of(code.begin(), code.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
  });
}

}  // namespace

Rejections entry_faults(std::string_view list, const Entry& e) {
  Rejections out;
  const auto refuse = [&](const char* code, std::string arg, const char* field) {
    out.push_back(Rejection{code, {std::move(arg)}, field});
  };
  if (!well_formed(e.code)) refuse(E_("codes.code_malformed"), e.code, "code");
  if (trimmed(e.name_lo).empty() && list != sector_list) refuse(E_("codes.name_missing"), e.code, "name_lo");
  if (trimmed(e.name_en).empty()) refuse(E_("codes.name_missing"), e.code, "name_en");
  const auto fits = [&](const std::string& text, std::size_t most, const char* field) {
    if (count_code_points(text) > most) refuse(E_("codes.too_long"), std::to_string(most), field);
  };
  fits(e.name_lo, longest_name, "name_lo");
  fits(e.name_en, longest_name, "name_en");
  fits(e.other_names, longest_text, "other_names");
  fits(e.serves, longest_text, "serves");
  fits(e.heading.town_lo, longest_name, "town_lo");
  fits(e.heading.town_en, longest_name, "town_en");
  fits(e.heading.contact_lo, longest_text, "contact_lo");
  fits(e.heading.contact_en, longest_text, "contact_en");
  fits(e.source, longest_text, "source");
  return out;
}

}  // namespace ssiis::code_lists

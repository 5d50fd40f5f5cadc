#include "code_lists/screen_parts.hpp"

#include <fmt/format.h>

namespace ssiis::code_lists {
namespace {

using web::N_;

struct CodeWord {
  std::string_view code;
  const char* words;
};
constexpr CodeWord list_names[] = {
    {"territory", N_("Places")}, {"office", N_("Offices")}, {"sector", N_("Sectors (ISIC)")}};
constexpr CodeWord level_names[] = {{"national", N_("Country")},
                                    {"region", N_("Region")},
                                    {"province", N_("Province")},
                                    {"district", N_("District")},
                                    {"sub_district", N_("Sub-district")},
                                    {"village", N_("Village")},
                                    {"head_office", N_("Head office")},
                                    {"provincial_office", N_("Provincial office")},
                                    {"district_office", N_("District office")},
                                    {"section", N_("Section")},
                                    {"division", N_("Division")},
                                    {"group", N_("Group")},
                                    {"class", N_("Class")}};
constexpr CodeWord kind_names[] = {{"open", N_("New entry")},
                                   {"rename", N_("New name")},
                                   {"move", N_("Move")},
                                   {"merge", N_("Merge")},
                                   {"split", N_("Split")},
                                   {"close", N_("End")},
                                   {"import", N_("Rows of a file")},
                                   {"begin", N_("Beginning of the list")},
                                   {"follow", N_("Another file of places")},
                                   {"renamed", N_("renamed")},
                                   {"moved", N_("moved")},
                                   {"merged", N_("merged")}};

template <std::size_t n>
std::string worded(const CodeWord (&all)[n], const web::Translator& t, const std::string& language,
                   std::string_view code) {
  for (const auto& w : all)
    if (w.code == code) return t.text(language, w.words);
  return std::string{code};
}

}  // namespace

std::string entry_address(std::string_view list, std::string_view code) {
  return fmt::format("{}/{}/entries/{}", codes_home, list, code);
}

std::string list_words(const web::Translator& t, const std::string& language, std::string_view list) {
  return worded(list_names, t, language, list);
}
std::string level_words(const web::Translator& t, const std::string& language, std::string_view level) {
  return worded(level_names, t, language, level);
}
std::string kind_words(const web::Translator& t, const std::string& language, std::string_view kind) {
  return worded(kind_names, t, language, kind);
}

std::vector<web::Option> level_options(const web::Translator& t, const std::string& language, std::string_view list) {
  std::vector<web::Option> out;
  for (const auto& level : levels_of(list))
    if (level != "national") out.push_back({level, level_words(t, language, level)});
  return out;
}

std::string code_and_name(const Book& book, std::string_view code, std::string_view language) {
  const auto* entry = book.last(code);
  return entry ? fmt::format("{} ({})", entry->name(language), code) : std::string{code};
}

void put_name(web::Data& into, const std::string& prefix, const Entry& e, const std::string& language) {
  const bool fallback = language == "lo" && e.name_lo.empty();
  into.set(prefix + "NAME", e.name(language)).set(prefix + "NAME_LANG", fallback ? "en" : language);
  into.show_if(prefix + "FALLBACK", fallback);
}

web::Page codes_page(const ScreenNeeds& needs, const web::Request& rq, std::string_view file, std::string title,
                     const web::Data& data, std::string_view list, const Rejections& reasons) {
  const auto& t = needs.renderer.translator();
  auto page = web::fragment(reasons.empty() ? title : web::refused_title(t, rq.language, title),
                            needs.renderer.render("code_lists/" + std::string{file}, rq.language, data));
  page.scripts = {"page.js"};
  page.menu_id = "inspection.codes";
  const bool top = file == "list.tpl";
  page.crumbs.push_back({t.text(rq.language, N_("Lists of codes")), top ? "" : std::string{codes_home}});
  if (!top) {
    page.crumbs.push_back({list_words(t, rq.language, list), fmt::format("{}?list={}", codes_home, list)});
    page.crumbs.push_back({std::move(title), ""});
  }
  if (!reasons.empty()) page.status = web::status_of(reasons.front());
  return page;
}

}  // namespace ssiis::code_lists

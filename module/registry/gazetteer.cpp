#include "registry/gazetteer.hpp"

#include <array>

#include "core/api.hpp"
#include "names/api.hpp"
#include "sql/registry.hpp"

namespace ssiis::registry {
namespace {

bool is_province(const Place& p) { return p.province.empty() && p.code.size() == 2; }

std::string_view province_of(const Place& p) { return p.province.empty() ? p.code.substr(0, 2) : p.province; }

// Words that say what kind of place it is, in search form.
std::string without_kind(std::string form) {
  static constexpr std::array<std::string_view, 9> before{
      "ແຂວງ", "ເມືອງ", "ນະຄອນ", "province of ", "district of ", "muang ", "mueang ", "khoueng ", "m "};
  static constexpr std::array<std::string_view, 5> after{" province", " district", " city", " pref", " prefecture"};
  for (const auto w : before)
    if (form.size() > w.size() + 3 && form.starts_with(w))
      form = std::string{trimmed(std::string_view{form}.substr(w.size()))};
  for (const auto w : after)
    if (form.size() > w.size() && form.ends_with(w)) form.resize(form.size() - w.size());
  return form;
}

// Spaces are no help: "Luang Namtha" and "Luangnamtha" are one place.
std::string squeezed(std::string_view text) {
  std::string out;
  for (const char c : text)
    if (c != ' ') out += c;
  return out;
}

std::string voiced_of(std::string_view name) { return names::sound_of(without_kind(lao::search_form(name))).voiced; }

// Names with the same consonants are the same place only when their vowels are near, too.
constexpr int far_apart = 34;

// The forms under which a name is entered: as written ('='), without the word for its kind ('+'), by its sound ('~'),
// by its consonants ('-').
std::vector<std::string> forms_of_name(std::string_view name) {
  const std::string form = lao::search_form(name);
  if (form.empty()) return {};
  const std::string core = without_kind(form);
  std::vector<std::string> out{"=" + squeezed(form), "+" + squeezed(core)};
  const names::Sound sound = names::sound_of(core);
  if (sound.voiced.size() >= 3) out.push_back("~" + sound.voiced);
  if (sound.skeleton.size() >= 3) out.push_back("-" + sound.skeleton);
  return out;
}

// The forms under which a text is looked up, the most exact first.
std::vector<std::string> forms_of_text(std::string_view text) {
  auto out = forms_of_name(text);
  if (!out.empty()) out.insert(out.begin() + 1, "=" + out[1].substr(1));
  return out;
}

}  // namespace

void Gazetteer::enter(const Place& place, std::string_view name) {
  const std::string voiced = voiced_of(name);
  for (auto& form : forms_of_name(name)) by_name_[form].push_back({&place, voiced});
}

Gazetteer::Gazetteer() {
  for (const auto& place : all_places()) {
    by_code_.emplace(place.code, &place);
    enter(place, place.name_lo);
    enter(place, place.name_en);
    for (const auto& other : split(place.others, '|'))
      if (!other.empty()) enter(place, other);
  }
}

std::string_view Gazetteer::kept_text(std::string text) {
  texts_.push_back(std::move(text));
  return texts_.back();
}

// row: code, parent, Lao name, English name, other names.
void Gazetteer::keep(const std::vector<std::string>& row, bool ended, bool province) {
  const auto code = kept_text(row[0]);
  kept_.push_back({code, kept_text(row[2]), kept_text(row[3]), kept_text(row[4]),
                   province ? std::string_view{} : kept_text(row[1]), ended});
  const auto& place = kept_.back();
  by_code_.insert_or_assign(std::string{code}, &place);
  enter(place, place.name_lo);
  enter(place, place.name_en);
  for (const auto& other : split(place.others, '|'))
    if (!other.empty()) enter(place, other);
}

// The rows come by code and day, so the last one of a code is what the code itself stands for. A code is over when none
// of its rows holds.
Gazetteer Gazetteer::on(db::Transaction& tx, Day day) {
  Gazetteer out;
  std::unordered_set<std::string> seen, holds;
  for (auto rows = tx.query(sql::registry::place_names, db::Params{day}); rows.next();) {
    const auto& r = rows.row();
    const auto to = r.maybe_day(7);
    const bool ended = to && *to <= day, province = r.text(1) == "province";
    if (r.text(0).size() != (province ? 2U : 4U))
      continue;  // no code of the statistics office: registers cannot hold it
    seen.insert(r.text(0));
    if (!ended) holds.insert(r.text(0));
    out.keep({r.text(0), r.text_or_empty(2), r.text(3), r.text(4), r.text_or_empty(5)}, ended, province);
  }
  for (const auto& code : seen)
    if (!holds.contains(code)) out.ended_.insert(code);
  return out;
}

const Place* Gazetteer::find(std::string_view code) const {
  std::string key = lao::ascii_digits(trimmed(code));
  if (key.starts_with("LA")) key.erase(0, 2);
  if (key.size() == 1 || key.size() == 3) key.insert(0, "0");
  const auto at = by_code_.find(key);
  return at == by_code_.end() ? nullptr : at->second;
}

// The one place that the most exact form names; nothing when a form names several.
// `inside_province` empty: provinces only; "*": districts of the whole country; else the districts
// of that province.
const Place* Gazetteer::match(std::string_view text, std::string_view inside_province) const {
  const auto fits = [&](const Place& p) {
    if (inside_province.empty()) return is_province(p);
    return !is_province(p) && (inside_province == "*" || province_of(p) == inside_province);
  };
  if (const Place* by_code = find(text)) {
    if (fits(*by_code)) return by_code;
    for (const auto& former : kept_)  // a district that moved, written with its old province
      if (former.code == by_code->code && fits(former)) return &former;
  }
  for (const auto& form : forms_of_text(text)) {
    const auto at = by_name_.find(form);
    if (at == by_name_.end()) continue;
    const Place* found = nullptr;
    for (const auto& [place, voiced] : at->second) {
      if (!fits(*place) || (found != nullptr && place->code == found->code)) continue;
      if (form.front() == '-' && names::distance_percent(voiced, voiced_of(text)) > far_apart) continue;
      if (found != nullptr && over(*found) == over(*place)) return nullptr;
      if (found == nullptr || over(*found)) found = place;
    }
    if (found != nullptr) return found;
  }
  return nullptr;
}

PlaceCodes Gazetteer::resolve(std::string_view province, std::string_view district) const {
  PlaceCodes out;
  if (const Place* p = match(province, "")) out.province = p->code;
  if (trimmed(district).empty()) return out;
  if (const Place* d = match(district, out.province.empty() ? "*" : std::string_view{out.province})) {
    out.district = d->code;
    out.province = province_of(*d);
  }
  return out;
}

}  // namespace ssiis::registry

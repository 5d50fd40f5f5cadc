#include "imports/suggest.hpp"

#include <algorithm>
#include <set>

namespace ssiis::imports {
namespace {

// As agencies head their columns; compared as search forms, so that case and signs do not matter.
struct Synonyms {
  std::string_view field;
  std::vector<std::string_view> words;
};

const std::vector<Synonyms>& synonyms() {
  static const std::vector<Synonyms> all{
      {"tin",
       {"tax number", "tax id", "taxpayer number", "tax identification number", "ເລກປະຈຳຕົວຜູ້ເສຍອາກອນ", "ເລກຜູ້ເສຍອາກອນ",
        "ເລກອາກອນ"}},
      {"name",
       {"company name", "taxpayer name", "taxpayer", "name of taxpayer", "ຊື່", "ຊື່ວິສາຫະກິດ", "ຊື່ຜູ້ເສຍອາກອນ", "ຊື່ຫົວໜ່ວຍທຸລະກິດ"}},
      {"name_alt", {"other name", "trade name", "english name", "ຊື່ການຄ້າ", "ຊື່ອື່ນ", "ຊື່ພາສາອັງກິດ"}},
      {"name_lo", {"name", "lao name", "name in lao", "name lao", "ຊື່", "ຊື່ພາສາລາວ", "ຊື່ວິສາຫະກິດ", "ຊື່ ແລະ ນາມສະກຸນ"}},
      {"name_en", {"english name", "name in english", "name english", "ຊື່ພາສາອັງກິດ"}},
      {"name_latin", {"latin name", "name in latin letters", "english name", "ຊື່ພາສາອັງກິດ", "ຊື່ຕົວອັກສອນລາແຕັງ"}},
      {"employee_name", {"name", "employee", "name of employee", "ຊື່ພະນັກງານ", "ຊື່ ແລະ ນາມສະກຸນ", "ຊື່"}},
      {"employer_name", {"employer", "company", "workplace", "ນາຍຈ້າງ", "ບ່ອນເຮັດວຽກ", "ຊື່ບໍລິສັດ"}},
      {"director_name", {"director", "manager", "name of director", "ຜູ້ອຳນວຍການ", "ຜູ້ຈັດການ", "ຊື່ຜູ້ອຳນວຍການ"}},
      {"given_lo", {"given name", "first name", "ຊື່", "ຊື່ແທ້"}},
      {"surname_lo", {"surname", "last name", "family name", "ນາມສະກຸນ"}},
      {"address", {"full address", "ທີ່ຢູ່", "ທີ່ຕັ້ງ"}},
      {"village", {"ban", "ບ້ານ"}},
      {"district", {"muang", "ເມືອງ"}},
      {"province", {"khoueng", "ແຂວງ", "ແຂວງ ນະຄອນຫຼວງ"}},
      {"phone", {"telephone", "tel", "mobile", "phone number", "ໂທລະສັບ", "ເບີໂທ", "ເບີໂທລະສັບ", "ໂທ"}},
      {"isic", {"activity", "sector", "isic code", "business activity", "ກິດຈະການ", "ຂະແໜງການ", "ປະເພດທຸລະກິດ"}},
      {"status", {"state", "ສະຖານະ", "ສະພາບ", "ສະຖານະພາບ"}},
      {"reg_date", {"registration date", "date of registration", "registered on", "ວັນທີຂຶ້ນທະບຽນ", "ວັນຂຶ້ນທະບຽນ"}},
      {"dissolved_date", {"dissolution date", "closing date", "ວັນທີຍຸບເລີກ", "ວັນທີປິດ"}},
      {"tax_emp_id", {"employee number", "employee id", "ເລກພະນັກງານ", "ລະຫັດພະນັກງານ"}},
      {"id_no",
       {"id card", "identity card", "identity card number", "id number", "national id", "ເລກບັດປະຈຳຕົວ", "ບັດປະຈຳຕົວ"}},
      {"from_month", {"from", "month from", "ແຕ່ເດືອນ", "ເດືອນເລີ່ມ"}},
      {"to_month", {"to", "until", "month to", "ຮອດເດືອນ", "ເຖິງເດືອນ"}},
      {"monthly_gross", {"gross", "salary", "wage", "gross salary", "monthly salary", "ເງິນເດືອນ", "ລາຍຮັບຕໍ່ເດືອນ"}},
      {"er_no",
       {"enterprise number", "registration number", "enterprise registration number", "ເລກທະບຽນວິສາຫະກິດ", "ເລກທະບຽນ"}},
      {"type", {"legal form", "enterprise type", "ຮູບແບບວິສາຫະກິດ", "ປະເພດວິສາຫະກິດ"}},
      {"capital", {"registered capital", "ທຶນ", "ທຶນຈົດທະບຽນ"}},
      {"molsw_id", {"worker number", "worker id", "labour id", "ເລກແຮງງານ", "ລະຫັດແຮງງານ"}},
      {"sex", {"gender", "ເພດ"}},
      {"dob", {"date of birth", "birth date", "birthday", "ວັນເດືອນປີເກີດ", "ວັນເກີດ"}},
      {"start_date", {"start of work", "hired on", "employment date", "ວັນເລີ່ມວຽກ", "ວັນທີເລີ່ມວຽກ"}},
      {"civil_id", {"civil number", "person number", "ເລກພົນລະເມືອງ", "ລະຫັດພົນລະເມືອງ"}},
      {"family_book", {"family book number", "ປຶ້ມສຳມະໂນຄົວ", "ເລກສຳມະໂນຄົວ"}},
      {"death_date", {"date of death", "ວັນເສຍຊີວິດ", "ວັນທີເສຍຊີວິດ"}},
      {"insp_id", {"inspection number", "ເລກການກວດກາ"}},
      {"lu_id", {"labour unit", "ເລກຫົວໜ່ວຍແຮງງານ"}},
      {"month", {"ເດືອນ"}},
      {"selection", {"selected by", "ວິທີເລືອກ"}},
      {"found_codes", {"findings", "ສິ່ງທີ່ພົບ"}},
  };
  return all;
}

int fit_alone(std::string_view heading, std::string_view field) {
  const auto key = heading_key(heading);
  if (key.empty()) return 0;
  if (key == heading_key(field)) return 3;
  int best = 0;
  for (const auto& s : synonyms()) {
    if (s.field != field) continue;
    for (const auto word : s.words) {
      const auto w = heading_key(word);
      if (key == w) return 2;
      if (count_code_points(w) >= 4 && key.find(w) != std::string::npos) best = 1;
    }
  }
  return best;
}

// How well a heading names a field: 3 its own name, 2 a synonym, 1 a synonym among other words, 0 not at all. Of a
// group with a sub-heading ("Office / Village", "Taxpayer / Number") the sub-heading counts, or both as one text.
int fit(std::string_view heading, std::string_view field) {
  constexpr std::string_view between = " / ";
  const auto at = heading.rfind(between);
  if (at == std::string_view::npos) return fit_alone(heading, field);
  const auto sub = heading.substr(at + between.size());
  const int both = fit_alone(std::string{heading.substr(0, at)} + ' ' + std::string{sub}, field);
  return std::max(both < 2 ? 0 : both, fit_alone(sub, field));
}

bool known_heading(std::string_view heading, const registry::FileSpec& spec) {
  return std::any_of(spec.fields.begin(), spec.fields.end(), [&](const auto& f) { return fit(heading, f.name) > 0; });
}

}  // namespace

SuggestedHeadings suggested_headings(const std::vector<RawRow>& rows, const registry::FileSpec& spec) {
  const auto last = std::min<std::size_t>(rows.size(), 20);
  SuggestedHeadings best;
  std::size_t most = 1;
  for (std::size_t i = 0; i < last; ++i)
    for (int height = 1; height <= std::min<int>(most_heading_rows, static_cast<int>(i) + 1); ++height) {
      Profile how;
      how.header_row = static_cast<int>(i) + 1;
      how.heading_rows = height;
      // Sub-headings that come twice ("Village" of two addresses) are told apart only by their groups.
      std::set<std::string> known;
      for (const auto& cell : headings(how, rows).cells)
        if (cell.kind == CellKind::text && known_heading(cell.text, spec)) known.insert(heading_key(cell.text));
      if (known.size() > most) most = known.size(), best = {how.header_row, height};
    }
  return best;
}

void put_forms(FieldRule& rule, const std::vector<RawRow>& rows, std::size_t column) {
  NumberEvidence numbers;
  DayEvidence days;
  for (const auto& row : rows) {
    if (column >= row.cells.size()) continue;
    numbers.see(row.cells[column]);
    days.see(row.cells[column]);
  }
  rule.numbers = numbers.form();
  rule.days = days.form();
}

Profile suggested(const registry::FileSpec& spec, const RawRow& header, const std::vector<RawRow>& rows) {
  Profile out;
  out.source = spec.name;
  struct Pair {
    int fit;
    std::size_t field, column;
  };
  std::vector<Pair> pairs;
  for (std::size_t f = 0; f < spec.fields.size(); ++f)
    for (std::size_t c = 0; c < header.cells.size(); ++c)
      if (const int how = fit(header.cells[c].text, spec.fields[f].name); how > 0) pairs.push_back({how, f, c});
  std::stable_sort(pairs.begin(), pairs.end(), [](const Pair& a, const Pair& b) { return a.fit > b.fit; });
  std::vector<bool> field_taken(spec.fields.size()), column_taken(header.cells.size());
  std::vector<FieldRule> rules(spec.fields.size());
  for (const auto& p : pairs) {
    if (field_taken[p.field] || column_taken[p.column]) continue;
    field_taken[p.field] = column_taken[p.column] = true;
    rules[p.field].columns = {lao::stored(header.cells[p.column].text)};
    put_forms(rules[p.field], rows, p.column);
    DayEvidence days;
    for (const auto& row : rows)
      if (p.column < row.cells.size()) days.see(row.cells[p.column]);
    const auto kind = spec.fields[p.field].kind;
    if ((kind == registry::FieldKind::day || kind == registry::FieldKind::month) && days.buddhist())
      out.buddhist = true;
  }
  for (std::size_t f = 0; f < rules.size(); ++f) {
    rules[f].field = spec.fields[f].name;
    if (field_taken[f]) out.fields.push_back(std::move(rules[f]));
  }
  return out;
}

}  // namespace ssiis::imports

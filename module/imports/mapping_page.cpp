#include "imports/mapping_page.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "imports/numbers.hpp"

namespace ssiis::imports {
namespace {

using registry::FieldKind;
using web::Data;
using web::N_;
using web::Page;
using web::Request;

constexpr std::size_t sample_rows = 300, preview_rows = 12, merged_said = 20;

// Headings as choices: what stands twice or nowhere is named by its place.
std::vector<std::string> choices_of(const RawRow& header, int header_row) {
  std::vector<std::string> out;
  for (std::size_t i = 0; i < header.cells.size(); ++i) {
    auto text = header_row == 0 ? std::string{} : lao::stored(header.cells[i].text);
    const auto same = [&](const std::string& other) { return heading_key(other) == heading_key(text); };
    if (text.empty() || text.starts_with("#") || std::any_of(out.begin(), out.end(), same))
      text = fmt::format("#{}", i + 1);
    out.push_back(std::move(text));
  }
  return out;
}

// "ເຄື່ອນໄຫວ = ACTIVE", a line each.
std::vector<std::pair<std::string, std::string>> map_lines(const std::string& text) {
  std::vector<std::pair<std::string, std::string>> out;
  for (const auto& line : split(text, '\n')) {
    const auto at = line.find('=');
    if (at == std::string::npos) continue;
    out.emplace_back(trimmed(std::string_view{line}.substr(0, at)), trimmed(std::string_view{line}.substr(at + 1)));
  }
  return out;
}

FieldRule typed_rule(const Request& rq, const std::string& field) {
  FieldRule rule;
  rule.field = field;
  for (int i = 1; i <= most_form_columns; ++i)
    if (auto column = rq.field(fmt::format("column{}_{}", i == 1 ? "" : std::to_string(i), field)); !column.empty())
      rule.columns.push_back(std::move(column));
  if (rule.columns.empty()) rule.fixed = rq.field("fixed_" + field);
  const auto form = rq.field("form_" + field);
  rule.days = day_form(form).value_or(DayForm::asked);
  rule.numbers = number_form(form).value_or(NumberForm::asked);
  rule.split_at = rq.field("split_" + field);
  rule.part = static_cast<int>(std::clamp<std::int64_t>(whole_number(rq.field("part_" + field)).value_or(0), 0, 20));
  rule.map = map_lines(rq.text_block("map_" + field));
  rule.only_map = !rule.map.empty() && rq.field("only_" + field) == "1";
  return rule;
}

}  // namespace

Profile typed_profile(const Request& rq, const std::string& kind, const registry::FileSpec& spec) {
  Profile p;
  p.source = spec.name;
  p.kind = kind;
  p.name = rq.field("name");
  p.agency = rq.field("agency");
  p.sheet = rq.field("sheet");
  p.header_row = static_cast<int>(std::clamp<std::int64_t>(whole_number(rq.field("header_row")).value_or(1), 0, 50));
  p.heading_rows = static_cast<int>(
      std::clamp<std::int64_t>(whole_number(rq.field("heading_rows")).value_or(1), 1, most_heading_rows));
  p.buddhist = rq.field("era") == "buddhist";
  if (const auto yy = whole_number(rq.field("newest_yy")); yy && *yy >= 1900 && *yy <= 2200)
    p.newest_yy = static_cast<int>(*yy);
  for (const auto& field : spec.fields) {
    auto rule = typed_rule(rq, std::string{field.name});
    if (!rule.columns.empty() || !rule.fixed.empty()) p.fields.push_back(std::move(rule));
  }
  return p;
}

namespace {

class MappingPage {
 public:
  MappingPage(const ScreenNeeds& needs, const Request& rq, const MappingSubject& subject, const Sample& sample,
              const Profile& profile)
      : needs_{needs},
        rq_{rq},
        subject_{subject},
        sample_{sample},
        profile_{profile},
        t_{needs.renderer.translator()},
        spec_{*registry::file_spec(subject.source)},
        header_{headings(profile, sample.rows)},
        body_{sample.body(profile.header_row)} {}

  Page made(const Rejections& reasons, const std::function<void(Data&)>& more) {
    data_.set("SOURCE", say_source()).set("FILE", subject_.file_name).set("ACTION", subject_.action);
    data_.set("VERSION", subject_.version).set("ENCODING", sample_.traits.encoding);
    data_.show_if("OF_LOAD", subject_.load != 0).show_if("OF_PROFILE", subject_.load == 0);
    data_.set("NAME", profile_.name).set("AGENCY", profile_.agency);
    data_.set("HEADING_ROWS", std::int64_t{profile_.heading_rows});
    data_.set("HEADER_ROW", std::int64_t{profile_.header_row}).show_if("BUDDHIST", profile_.buddhist);
    data_.set("NEWEST_YY", profile_.newest_yy ? std::to_string(*profile_.newest_yy) : "");
    data_.show_if("WORKBOOK", subject_.kind == "xlsx").show_if("TEXT_FILE", subject_.kind == "csv");
    put_merged();
    data_.show_if("HIDDEN_ROWS", sample_.traits.hidden_rows > 0);
    for (const auto& sheet : sample_.traits.sheets) {
      auto& option = data_.add("SHEET");
      option.set("SHEET_NAME", sheet.name).show_if("SHEET_HIDDEN", sheet.hidden);
      option.show_if("SHEET_CHOSEN", sheet.name == sample_.traits.sheet);
    }
    choices_ = choices_of(header_, profile_.header_row);
    for (const auto& field : spec_.fields) put_field(field, reasons);
    put_preview();
    Rejections said;
    for (const auto& r : reasons) {
      auto one = r;
      if (!one.args.empty() && one.code.starts_with("import."))
        one.args[0] = field_words(t_, rq_.language, one.args[0]);
      said.push_back(std::move(one));
    }
    web::fill_form(data_, rq_, t_, said);
    if (more) more(data_);
    return import_page(needs_, rq_, {"import_mapping.tpl", subject_.title, subject_.load}, data_, reasons);
  }

 private:
  std::string say_source() const { return source_words(t_, rq_.language, subject_.source); }

  void put_columns(Data& row, const char* section, const FieldRule* rule, std::size_t which) {
    const std::string chosen = rule != nullptr && rule->columns.size() > which ? rule->columns[which] : "";
    bool there = chosen.empty();
    const auto offer = [&](const std::string& choice, bool is_chosen) {
      row.add(section).set("COLUMN", choice).show_if("COLUMN_CHOSEN", is_chosen);
      there = there || is_chosen;
    };
    for (const auto& choice : choices_)
      offer(choice, !chosen.empty() && heading_key(choice) == heading_key(chosen) &&
                        choice.starts_with("#") == chosen.starts_with("#"));
    if (!there) offer(chosen, true);  // this file lacks it: people see what was meant
  }

  void put_form_choices(Data& row, FieldKind kind, const FieldRule* rule) {
    const bool days = kind == FieldKind::day || kind == FieldKind::month;
    row.show_if("HAS_FORM", days || kind == FieldKind::kip);
    const auto offer = [&](std::string_view value, const char* words, bool chosen) {
      row.add("FORM")
          .set("FORM_VALUE", std::string{value})
          .set("FORM_WORDS", t_.text(rq_.language, words))
          .show_if("FORM_CHOSEN", chosen);
    };
    if (days) {
      const auto now = rule == nullptr ? DayForm::asked : rule->days;
      offer("day_first", N_("Day, month, year: 30/11/2026"), now == DayForm::day_first);
      offer("month_first", N_("Month, day, year: 11/30/2026"), now == DayForm::month_first);
      offer("year_first", N_("Year, month, day: 2026-11-30, or days of a workbook"), now == DayForm::year_first);
    }
    if (kind == FieldKind::kip) {
      const auto now = rule == nullptr ? NumberForm::asked : rule->numbers;
      offer("dot_groups", N_("1.234.567 (points between thousands)"), now == NumberForm::dot_groups);
      offer("comma_groups", N_("1,234,567 (commas between thousands)"), now == NumberForm::comma_groups);
      offer("plain", N_("1234567, or numbers of a workbook"), now == NumberForm::plain);
    }
    const bool asked =
        rule != nullptr && !rule->columns.empty() &&
        (days ? rule->days == DayForm::asked : kind == FieldKind::kip && rule->numbers == NumberForm::asked);
    row.show_if("ASKED", asked);
  }

  void put_field(const registry::FieldSpec& field, const Rejections& reasons) {
    const std::string name{field.name};
    const auto* rule = profile_.rule(name);
    auto& row = data_.add("FIELD");
    row.set("FIELD_NAME", name).set("FIELD_WORDS", field_words(t_, rq_.language, name));
    row.set("MEANING", t_.keyed(rq_.language, "import_meaning", name, "")).show_if("KEY", field.kind == FieldKind::key);
    put_columns(row, "FIRST", rule, 0);
    put_columns(row, "SECOND", rule, 1);
    put_columns(row, "THIRD", rule, 2);
    put_form_choices(row, field.kind, rule);
    std::string map;
    if (rule != nullptr)
      for (const auto& [from, to] : rule->map) map += from + " = " + to + "\n";
    row.set("FIXED", rule == nullptr ? "" : rule->fixed).set("MAP", map);
    row.set("SPLIT", rule == nullptr ? "" : rule->split_at);
    row.set("PART", rule == nullptr || rule->part == 0 ? "" : std::to_string(rule->part));
    row.show_if("ONLY_MAP", rule != nullptr && rule->only_map);
    row.show_if("OPENED", rule != nullptr && (rule->columns.size() > 1 || !rule->map.empty() || !rule->fixed.empty() ||
                                              rule->part > 0));
    for (const auto& r : reasons)
      if (r.field == "column_" + name || r.field == "form_" + name)
        row.add("FIELD_ERROR").set("SENTENCE", finding_words(t_, rq_.language, r));
  }

  // In the headings they are groups, which are joined; below them values are missing. Of a long sheet that was not read
  // to its end nothing is known: what is merged stands behind its rows.
  void put_merged() {
    const auto heading_line = profile_.header_row > 0 ? header_.line : 0;
    const bool workbook = subject_.kind == "xlsx", whole = sample_.rows.size() < sample_rows;
    const auto below = merged_below(sample_.traits, heading_line);
    data_.show_if("MERGED", below > 0).set("MERGED_COUNT", below);
    data_.show_if("MERGED_UNKNOWN", workbook && !whole && below == 0);
    std::string names, in_headings;
    std::size_t said = 0;
    for (const auto& range : sample_.traits.merged_shown) {
      auto& to = range.last_row <= heading_line ? in_headings : names;
      if (++said <= merged_said) to += (to.empty() ? "" : ", ") + range.name;
    }
    data_.set("MERGED_RANGES", names).set("MERGED_HEADINGS", in_headings);
    data_.show_if("MERGED_IN_HEADINGS", !in_headings.empty());
  }

  // The first rows as they will be read, and what is wrong in each column of the sample.
  void put_preview() {
    const Mapper mapper{profile_, spec_, header_};
    std::vector<const registry::FieldSpec*> shown;
    for (const auto& field : spec_.fields)
      if (profile_.rule(field.name) != nullptr) shown.push_back(&field);
    std::map<std::string, std::map<std::string, std::int64_t>> faults;
    const auto& needs = needs_.office.needs();
    NumberChecks numbers{needs.identifiers, needs.refused_numbers, spec_, subject_.as_of};
    MappedRow mapped;
    std::int64_t good = 0;
    std::size_t number = 0;
    for (const auto* field : shown) data_.add("SHOWN").set("SHOWN_WORDS", field_words(t_, rq_.language, field->name));
    for (const auto& raw : body_) {
      mapper.map(raw, mapped);
      numbers.look(mapped);
      const auto doubts = numbers.take(0);
      good += mapped.faults.empty() ? 1 : 0;
      for (const auto& f : mapped.faults) ++faults[f.field][f.code];
      if (++number <= preview_rows) put_preview_row(raw, mapped, shown, doubts);
    }
    for (const auto& [field, count] : numbers.warned())
      data_.add("DOUBT").set("DOUBT_FIELD", field_words(t_, rq_.language, field)).set("DOUBT_COUNT", count);
    data_.show_if("DOUBTS", !numbers.warned().empty());
    data_.show_if("PREVIEW", !body_.empty() && !shown.empty());
    data_.set("SAMPLED", t_.number(rq_.language, static_cast<std::int64_t>(body_.size())));
    data_.set("READABLE", t_.number(rq_.language, good));
    data_.show_if("PROBLEMS", !faults.empty());
    for (const auto& [field, of_field] : faults)
      for (const auto& [code, count] : of_field)
        data_.add("PROBLEM")
            .set("PROBLEM_FIELD",
                 field.empty() ? t_.text(rq_.language, N_("Whole row")) : field_words(t_, rq_.language, field))
            .set("PROBLEM_WHY", fault_words(t_, rq_.language, {field, "", code, ""}))
            .set("PROBLEM_ROWS", t_.number(rq_.language, count));
  }

  void put_preview_row(const RawRow& raw, const MappedRow& mapped, const std::vector<const registry::FieldSpec*>& shown,
                       const std::vector<NumberWarning>& doubts) {
    auto& row = data_.add("ROW");
    row.set("LINE", raw.line);
    for (const auto* field : shown) {
      const auto fault = std::find_if(mapped.faults.begin(), mapped.faults.end(),
                                      [&](const CellFault& f) { return f.field == field->name; });
      auto& cell = row.add("CELL");
      const auto doubt =
          std::find_if(doubts.begin(), doubts.end(), [&](const NumberWarning& w) { return w.field == field->name; });
      cell.show_if("CELL_WRONG", fault != mapped.faults.end());
      cell.show_if("CELL_DOUBT", doubt != doubts.end());
      if (doubt != doubts.end())
        cell.set("CELL_WHY", fault_words(t_, rq_.language, {doubt->field, "", doubt->code, ""}));
      cell.set("CELL_LABEL", field_words(t_, rq_.language, field->name));
      if (fault != mapped.faults.end())
        cell.set("CELL_VALUE", fault->value).set("CELL_WHY", fault_words(t_, rq_.language, *fault));
      else
        cell.set("CELL_VALUE", mapped.record.fields[static_cast<std::size_t>(spec_.field(field->name))]);
    }
  }

  const ScreenNeeds& needs_;
  const Request& rq_;
  const MappingSubject& subject_;
  const Sample& sample_;
  const Profile& profile_;
  const web::Translator& t_;
  const registry::FileSpec& spec_;
  RawRow header_;
  std::vector<RawRow> body_;
  std::vector<std::string> choices_;
  Data data_;
};

}  // namespace

std::vector<RawRow> Sample::body(int header_row) const {
  return {rows.begin() + std::min<std::ptrdiff_t>(header_row, static_cast<std::ptrdiff_t>(rows.size())), rows.end()};
}

Result<Sample> sample_of(const ScreenNeeds& needs, const Load& load, const Profile& how) {
  auto seen = needs.office.look_at_load(load, how, sample_rows);
  if (!seen) return seen.rejections();
  return Sample{seen->traits, seen->rows};
}

void forget_first_sheet(Profile& profile, const FileTraits& traits) {
  const auto first = std::find_if(traits.sheets.begin(), traits.sheets.end(), [](const Sheet& s) { return !s.hidden; });
  if (first != traits.sheets.end() && first->name == profile.sheet) profile.sheet.clear();
}

Page mapping_page(const ScreenNeeds& needs, const Request& rq, const MappingSubject& subject, const Sample& sample,
                  const Profile& profile, const Rejections& reasons, const std::function<void(Data&)>& more) {
  return MappingPage{needs, rq, subject, sample, profile}.made(reasons, more);
}

}  // namespace ssiis::imports

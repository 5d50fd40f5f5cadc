// The decision tables of a draft's file as fields: rows are changed, added, moved and taken away without JavaScript.
#include <fmt/format.h>

#include "procedures/draft_parts.hpp"
#include "procedures/rule_sheet.hpp"

namespace ssiis::procedures {
namespace {

using web::Data;
using web::N_;
using web::Page;
using web::Request;

std::size_t cells_of(const std::vector<RuleSheet>& sheets) {
  std::size_t out = 0;
  for (const auto& s : sheets) out += s.rows.size() * s.columns.size();
  return out;
}

// As it stands in the form; nothing when a table, a row or a cell did not come with it: rules that a broken form does
// not mention are not taken away.
std::optional<std::vector<RuleSheet>> typed_sheets(const Request& rq, std::vector<RuleSheet> sheets) {
  bool whole = true;
  const auto text = [&](const std::string& field) {
    whole = whole && rq.fields.find(field) != rq.fields.end();
    return rq.field(field);
  };
  for (std::size_t t = 0; t < sheets.size(); ++t) {
    auto& s = sheets[t];
    s.rows.clear();
    const auto rows = whole_number(text(fmt::format("rows_{}", t))).value_or(-1);
    whole = whole && rows >= 0;
    for (std::int64_t r = 0; whole && r < std::min<std::int64_t>(rows, most_cells); ++r) {
      SheetRow row;
      row.origin = static_cast<int>(
          std::clamp<std::int64_t>(whole_number(text(fmt::format("from_{}_{}", t, r))).value_or(-1), -1, 100000));
      for (std::size_t c = 0; c < s.columns.size(); ++c)
        row.cells.push_back(text(fmt::format("cell_{}_{}_{}", t, r, c)));
      s.rows.push_back(std::move(row));
    }
  }
  if (!whole) return std::nullopt;
  return sheets;
}

// act = add_<table> | remove_<table>_<row> | up_<table>_<row>; false for anything else.
bool rearranged(std::vector<RuleSheet>& sheets, const std::string& act) {
  const auto parts = split(act, '_');
  if (parts.size() < 2) return false;
  const auto t = whole_number(parts[1]).value_or(-1);
  if (t < 0 || static_cast<std::size_t>(t) >= sheets.size()) return false;
  auto& sheet = sheets[static_cast<std::size_t>(t)];
  if (parts[0] == "add" && parts.size() == 2 && cells_of(sheets) + sheet.columns.size() <= most_cells) {
    sheet.rows.push_back({new_rule, std::vector<std::string>(sheet.columns.size())});
    for (std::size_t c = 0; c < sheet.inputs; ++c) sheet.rows.back().cells[c] = "-";
    return true;
  }
  const auto r = parts.size() == 3 ? whole_number(parts[2]).value_or(-1) : -1;
  if (r < 0 || static_cast<std::size_t>(r) >= sheet.rows.size()) return false;
  if (parts[0] == "remove") {
    sheet.rows.erase(sheet.rows.begin() + r);
    return true;
  }
  if (parts[0] != "up") return false;
  if (r == 0) return true;
  std::swap(sheet.rows[static_cast<std::size_t>(r)], sheet.rows[static_cast<std::size_t>(r - 1)]);
  return true;
}

void put_sheets(Data& data, const std::vector<RuleSheet>& sheets, bool editable) {
  for (std::size_t t = 0; t < sheets.size(); ++t) {
    const auto& s = sheets[t];
    auto& sheet = data.add("SHEET");
    sheet.set("TABLE", static_cast<std::int64_t>(t)).set("DECISION", s.decision).set("DECISION_NAME", s.name);
    sheet.set("POLICY", s.hit_policy).set("ROWS", static_cast<std::int64_t>(s.rows.size()));
    sheet.show_if("CHANGES", editable);
    for (std::size_t c = 0; c < s.columns.size(); ++c)
      sheet.add("COLUMN").set("COLUMN_NAME", s.columns[c]).show_if("GIVES", c >= s.inputs);
    for (std::size_t r = 0; r < s.rows.size(); ++r) {
      auto& row = sheet.add("RULE");
      row.set("ROW", static_cast<std::int64_t>(r)).set("NUMBER", static_cast<std::int64_t>(r + 1));
      row.set("ORIGIN", std::int64_t{s.rows[r].origin}).show_if("MOVES", editable);
      for (std::size_t c = 0; c < s.columns.size(); ++c)
        row.add("CELL")
            .set("PLACE", fmt::format("cell_{}_{}_{}", t, r, c))
            .set("CELL_TEXT", s.rows[r].cells[c])
            .set("CELL_COLUMN", s.columns[c]);
    }
  }
}

struct TableFile {
  OpenedDraft opened;
  std::string name;
  std::vector<RuleSheet> sheets;
};
std::optional<TableFile> table_file(const DraftNeeds& needs, const Request& rq) {
  auto opened = opened_draft(needs, rq);
  const auto name = rq.parameter("name");
  const auto* file = opened ? opened->find(name) : nullptr;
  if (!file || !name.ends_with(".dmn")) return std::nullopt;
  auto sheets = sheets_of(file->content);
  if (!sheets) return std::nullopt;
  return TableFile{std::move(*opened), name, std::move(*sheets)};
}

Page table_page(const DraftNeeds& needs, const Request& rq, const TableFile& file, const Rejections& refused,
                std::int64_t base) {
  const auto& t = needs.renderer.translator();
  const auto& d = file.opened.draft;
  Data data;
  put_draft(data, needs, rq, d);
  data.set("NAME", file.name).set("ACTION", file_address(d.id, file.name, "table")).set("BASE", base);
  data.set("FILE_HREF", file_address(d.id, file.name)).set("VALUE_label", d.label);
  const bool fits = cells_of(file.sheets) <= most_cells;
  data.show_if("FITS", fits);
  if (fits) put_sheets(data, file.sheets, may_change(rq, d));
  const bool check = rq.parameter("check") == "1";
  const auto found = check ? put_draft_findings(data, needs, rq, file.opened, file.name) : 0;
  data.show_if("FINDINGS", found > 0).show_if("FIT", check && found == 0);
  const auto reasons = readable(needs, rq, refused);
  data.show_if("CONFLICT", !reasons.empty() && reasons.front().code == "draft.conflict");
  web::fill_form(data, rq, t, reasons);
  auto page =
      draft_page(needs, rq, {"draft_table.tpl", t.text(rq.language, N_("File {1}"), {file.name}), &d}, data, reasons);
  page.stylesheets.emplace_back("modeller.css");
  return page;
}

Page show_table(const DraftNeeds& needs, const Request& rq) {
  const auto file = table_file(needs, rq);
  return file ? table_page(needs, rq, *file, {}, file->opened.draft.version) : no_such_draft(needs, rq);
}

// act = save | check | branch, or a row more, less, higher: then nothing is saved yet.
Page save_table(const DraftNeeds& needs, const Request& rq) {
  auto file = table_file(needs, rq);
  if (!file) return no_such_draft(needs, rq);
  const auto base = number_of(rq, "base");
  const auto act = rq.field("act");
  // The rules that the person saw are those of the version he began with, whatever was saved meanwhile.
  const auto seen = opened_draft(needs, file->opened.draft.id, base);
  const auto* then = seen && base > 0 ? seen->find(file->name) : nullptr;
  const auto sheets = then ? sheets_of(then->content) : std::nullopt;
  if (!sheets) return no_such_draft(needs, rq);
  auto typed = typed_sheets(rq, *sheets);
  if (!typed) return table_page(needs, rq, *file, {{"request.malformed"}}, base);
  file->sheets = std::move(*typed);
  if (cells_of(file->sheets) > most_cells) return table_page(needs, rq, *file, {{"request.malformed"}}, base);
  if (rearranged(file->sheets, act)) return table_page(needs, rq, *file, {}, base);
  if (act != "save" && act != "check" && act != "branch")
    return table_page(needs, rq, *file, {{"request.malformed"}}, base);
  workflow::DraftChanges changes;
  changes.put[file->name] = with_rows(then->content, file->sheets).value_or("");
  const auto id = file->opened.draft.id;
  const auto saved = act == "branch" ? needs.drafts.branch(rq.who(), id, base, rq.field("label"), changes)
                                     : needs.drafts.save(rq.who(), id, base, changes, rq.field("note"));
  if (saved)
    return web::see_other(file_address(act == "branch" ? *saved : id, file->name, "table") +
                          (act == "check" ? "&check=1" : ""));
  if (auto page = problem_of(needs, rq, saved.rejection())) return std::move(*page);
  return table_page(needs, rq, *file, saved.rejections(), base);
}

}  // namespace

void add_draft_table_screens(web::Router& router, const std::shared_ptr<const DraftNeeds>& needs) {
  const auto address = std::string{drafts_home} + "/{draft}/table";
  router.add({"GET", address, web::Mount::staff, "workflow.read",
              [needs](const Request& rq) { return show_table(*needs, rq); }});
  router.add({"POST", address, web::Mount::staff, std::string{workflow::BundleOffice::may_propose},
              [needs](const Request& rq) { return save_table(*needs, rq); }});
}

}  // namespace ssiis::procedures

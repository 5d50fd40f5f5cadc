// One rejected row, to be put right; and the data dictionary.
#include <fmt/format.h>

#include <algorithm>

#include "imports/screen_parts.hpp"

namespace ssiis::imports {
namespace {

using registry::FieldKind;
using web::Data;
using web::N_;
using web::Page;
using web::Request;

Page row_form(const ScreenNeeds& needs, const Request& rq, const Rejections& reasons) {
  const auto& t = needs.renderer.translator();
  const auto load = asked_load(needs, rq);
  if (!load) return no_such_load(needs, rq);
  const auto line = whole_number(rq.capture("line")).value_or(0);
  const auto row = needs.office.needs().pool.transact(
      db::Mode::read, [&](db::Transaction& tx) { return repository::reject(tx, load->id, line); });
  if (!row) return no_such_load(needs, rq);
  needs.office.needs().trail.read(rq.who(), {.chain = audit::ChainName::of_person(rq.who().user_id()),
                                             .act = audit::Act::read,
                                             .event = "import.rejects_read",
                                             .object = fmt::format("import:{} row {}", load->id, line),
                                             .purpose = "registration"});
  Data data;
  data.set("LINE", t.number(rq.language, line)).set("ACTION", load_address(load->id, fmt::format("/rows/{}", line)));
  data.set("LEAVE", load_address(load->id, fmt::format("/rows/{}/leave", line)));
  data.set("BACK", load_address(load->id)).set("FILE", load->file_name).show_if("OPEN", row->state == "open");
  for (const auto& f : row->faults)
    data.add("FAULT").set("COLUMN", f.column).set("WHY", fault_words(t, rq.language, f)).set("VALUE", f.value);
  const auto headings = header_of(*load).cells;
  const auto sent = rq.all_fields("cell");
  const auto& typed = sent.empty() ? row->cells : sent;
  for (std::size_t i = 0; i < std::max(headings.size(), row->cells.size()); ++i) {
    const auto heading = i < headings.size() ? headings[i].text : fmt::format("#{}", i + 1);
    const bool wrong = std::any_of(row->faults.begin(), row->faults.end(),
                                   [&](const CellFault& f) { return f.column.find(heading) != std::string::npos; });
    data.add("CELL")
        .set("HEADING", heading)
        .set("NUMBER", static_cast<std::int64_t>(i + 1))
        .set("CELL_VALUE", i < typed.size() ? typed[i] : "")
        .show_if("CELL_WRONG", wrong);
  }
  web::fill_form(data, rq, t, reasons);
  const auto title = t.text(rq.language, N_("Row {1}"), {t.number(rq.language, line)});
  return import_page(needs, rq, {"import_row.tpl", title, load->id}, data, reasons);
}

Page settled(const ScreenNeeds& needs, const Request& rq, const Result<Done>& done) {
  if (done) return web::see_other(load_address(whole_number(rq.capture("load")).value_or(0)));
  if (auto page = beyond_the_form(needs, rq, done.rejection())) return std::move(*page);
  return row_form(needs, rq, done.rejections());
}

Page correct_row(const ScreenNeeds& needs, const Request& rq) {
  const auto load = whole_number(rq.capture("load")).value_or(0), line = whole_number(rq.capture("line")).value_or(0);
  return settled(needs, rq, needs.office.correct(rq.who(), load, line, rq.all_fields("cell")));
}

Page leave_row(const ScreenNeeds& needs, const Request& rq) {
  const auto load = whole_number(rq.capture("load")).value_or(0), line = whole_number(rq.capture("line")).value_or(0);
  return settled(needs, rq, needs.office.leave_out(rq.who(), load, line, rq.text_block("reason")));
}

// A value as anybody may see it: of names, numbers of persons, places and telephones only the shape.
std::string masked(std::string_view field, const std::string& value) {
  static constexpr std::string_view open[] = {
      "isic",       "status",   "reg_date", "type",  "sex",       "from_month",  "to_month",      "dissolved_date",
      "start_date", "province", "district", "month", "selection", "found_codes", "monthly_gross", "capital"};
  if (std::find(std::begin(open), std::end(open), field) != std::end(open)) return value;
  std::string out;
  std::size_t letters = 0;
  for (const char c : value) {
    if ((static_cast<unsigned char>(c) & 0xc0) == 0x80) continue;  // inside a letter
    ++letters;
    out += letters == 1 && static_cast<unsigned char>(c) < 0x80 ? std::string(1, c) : c == ' ' ? " " : "•";
  }
  return first_code_points(out, 12);
}

const char* form_words(FieldKind kind) {
  switch (kind) {
    case FieldKind::key:
      return N_("number of the entry, required");
    case FieldKind::day:
      return N_("day");
    case FieldKind::month:
      return N_("month");
    case FieldKind::kip:
      return N_("whole kip");
    default:
      return N_("text");
  }
}

void put_source(Data& data, const ScreenNeeds& needs, const Request& rq, db::Transaction& tx,
                const registry::FileSpec& spec) {
  const auto& t = needs.renderer.translator();
  auto& card = data.add("SOURCE");
  const std::string name{spec.name};
  card.set("SOURCE_NAME", name).set("SOURCE_WORDS", source_words(t, rq.language, name));
  // `registry load` brings in whole folders without a load of ours, and what was loaded before is not current then.
  const auto snapshot = registry::current_snapshot(tx, name);
  auto load = repository::current_load(tx, name);
  if (load && snapshot && load->snapshot != snapshot->id) load.reset();
  const auto* folder = load || !snapshot ? nullptr : &*snapshot;
  card.show_if("LOADED", load.has_value());
  card.show_if("FROM_FOLDER", folder != nullptr).show_if("NOTHING", !load && !folder);
  if (folder != nullptr) card.set("AS_OF", t.date(rq.language, folder->as_of));
  const auto figures = repository::figures(tx, load ? load->id : folder != nullptr ? folder->id : 0);
  card.show_if("UNFIGURED", folder != nullptr && figures.empty());
  Profile profile;
  if (load) {
    profile = profile_of(*load);
    card.set("LOAD_HREF", load_address(load->id)).set("AS_OF", t.date(rq.language, load->as_of));
  }
  const std::int64_t rows = load ? load->good : folder != nullptr ? folder->rows : 0;
  card.set("ROWS", t.number(rq.language, rows));
  for (const auto& field : spec.fields) {
    auto& row = card.add("FIELD");
    const std::string f{field.name};
    row.set("FIELD_NAME", f).set("FIELD_WORDS", field_words(t, rq.language, f));
    row.set("MEANING", t.keyed(rq.language, "import_meaning", f, ""));
    row.set("KIND", t.text(rq.language, form_words(field.kind)));
    std::string origin;
    if (const auto* rule = profile.rule(f))
      for (const auto& column : rule->columns) origin += (origin.empty() ? "" : " + ") + column;
    row.set("ORIGIN", origin);
    const auto at = std::find_if(figures.begin(), figures.end(), [&](const auto& x) { return x.field == f; });
    row.show_if("FIGURED", at != figures.end());
    if (at == figures.end()) continue;
    row.set("SHARE", std::to_string(rows == 0 ? 0 : at->filled * 100 / rows));
    row.set("VALID", std::to_string(at->filled + at->bad == 0 ? 100 : at->filled * 100 / (at->filled + at->bad)));
    row.set("WARNED", t.number(rq.language, at->warned));
    row.set("DISTINCT", t.number(rq.language, at->distinct));
    row.set("LOWEST", masked(f, at->lowest)).set("HIGHEST", masked(f, at->highest));
  }
}

Page dictionary(const ScreenNeeds& needs, const Request& rq) {
  const auto& t = needs.renderer.translator();
  Data data;
  needs.office.needs().pool.transact(db::Mode::read, [&](db::Transaction& tx) {
    for (const auto& spec : registry::file_specs())
      if (spec.keeper == registry::Keeper::snapshot) put_source(data, needs, rq, tx, spec);
  });
  return import_page(needs, rq, {"import_dictionary.tpl", t.text(rq.language, N_("Data dictionary"))}, data, {});
}

}  // namespace

void add_row_screens(web::Router& router, const NeedsPointer& needs) {
  const std::string at{std::string{imports_home} + "/{load}/rows/{line}"};
  router.add({"GET", at, web::Mount::staff, std::string{may_load},
              [needs](const Request& rq) { return row_form(*needs, rq, {}); }});
  router.add({"POST", at, web::Mount::staff, std::string{may_load},
              [needs](const Request& rq) { return correct_row(*needs, rq); }});
  router.add({"POST", at + "/leave", web::Mount::staff, std::string{may_load},
              [needs](const Request& rq) { return leave_row(*needs, rq); }});
}

void add_dictionary_screen(web::Router& router, const NeedsPointer& needs) {
  router.add({"GET", std::string{imports_home} + "/dictionary", web::Mount::staff, std::string{may_see},
              [needs](const Request& rq) { return dictionary(*needs, rq); }});
}

}  // namespace ssiis::imports

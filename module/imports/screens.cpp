#include "imports/screens.hpp"

#include <fmt/format.h>

#include "imports/screen_parts.hpp"

namespace ssiis::imports {
namespace {

using web::Data;
using web::N_;
using web::Page;
using web::Request;

constexpr int loads_shown = 50, rejects_shown = 50;

Page list_of_loads(const ScreenNeeds& needs, const Request& rq) {
  const auto& t = needs.renderer.translator();
  const auto loads = needs.office.needs().pool.transact(
      db::Mode::read, [&](db::Transaction& tx) { return repository::newest_loads(tx, loads_shown); });
  Data data;
  data.show_if("MAY_LOAD", rq.who().may(may_load)).show_if("LOADS", !loads.empty());
  for (const auto& l : loads) {
    auto& row = data.add("LOAD");
    row.set("HREF", load_address(l.id)).set("SOURCE", source_words(t, rq.language, l.source)).set("FILE", l.file_name);
    row.set("AS_OF", t.date(rq.language, l.as_of)).set("AT", t.date_time(rq.language, l.ordered_at));
    row.set("BY", needs.person(l.ordered_by, rq.language));
    row.set("GOOD", t.number(rq.language, l.good))
        .set("BAD", t.number(rq.language, l.bad))
        .show_if("SOME_BAD", l.bad > 0);
    put_load_state(row, t, rq.language, l.state);
  }
  return import_page(needs, rq, {"imports.tpl", t.text(rq.language, N_("Files of agencies"))}, data, {});
}

Page upload_form(const ScreenNeeds& needs, const Request& rq, const Rejections& reasons) {
  const auto& t = needs.renderer.translator();
  Data data;
  std::vector<web::Option> sources;
  for (const auto& spec : registry::file_specs())
    if (spec.keeper == registry::Keeper::snapshot)
      sources.push_back({std::string{spec.name}, source_words(t, rq.language, spec.name)});
  web::fill_options(data, "source", sources, {rq.is_write() ? rq.field("source") : ""});
  std::vector<web::Option> profiles;
  for (const auto& p : needs.office.needs().pool.transact(db::Mode::read, repository::profiles))
    if (!p.retired)
      profiles.push_back(
          {std::to_string(p.id), fmt::format("{} ({})", p.name, source_words(t, rq.language, p.source)), ""});
  data.show_if("PROFILES", !profiles.empty());
  web::fill_options(data, "profile", profiles, {rq.is_write() ? rq.field("profile") : ""});
  data.set("LIMIT", t.number(rq.language, static_cast<std::int64_t>(needs.upload_bytes >> 20)));
  data.set("VALUE_as_of", needs.office.needs().clock.today().iso());
  web::fill_form(data, rq, t, reasons);
  return import_page(needs, rq, {"import_new.tpl", t.text(rq.language, N_("Hand over a file"))}, data, reasons);
}

Page hand_over_file(const ScreenNeeds& needs, const Request& rq) {
  const auto* upload = uploaded_file(rq);
  if (upload == nullptr) return upload_form(needs, rq, {{"upload.empty", {}, "file"}});
  const auto day = rq.day("as_of");
  if (!day) return upload_form(needs, rq, {{"form.not_a_day", {"as_of"}, "as_of"}});
  const NewLoad wanted{rq.field("source"), upload->file_name, upload->quarantine_path,
                       whole_number(rq.field("profile")).value_or(0), *day};
  const auto done = needs.office.order(rq.who(), wanted);
  if (done) return web::see_other(load_address(done->load));
  if (done.rejection().code == "import.no_profile") {
    const auto kept = needs.office.keep(rq.who(), wanted);
    if (kept) return web::see_other(load_address(*kept, "/mapping"));
    return upload_form(needs, rq, kept.rejections());
  }
  if (auto page = beyond_the_form(needs, rq, done.rejection())) return std::move(*page);
  auto reasons = done.rejections();
  for (auto& r : reasons) {
    if (r.field.empty()) r.field = "file";
    if (r.field.starts_with("column_") || r.field.starts_with("form_")) r.field = "profile";
  }
  return upload_form(needs, rq, reasons);
}

void put_rejects(Data& data, const ScreenNeeds& needs, const Request& rq, const Load& load) {
  const auto& t = needs.renderer.translator();
  const auto after = whole_number(rq.parameter("after")).value_or(0);
  const auto rejects = needs.office.needs().pool.transact(db::Mode::read, [&](db::Transaction& tx) {
    return repository::rejects(tx, load.id, after, rejects_shown, false);
  });
  data.show_if("REJECTS", !rejects.empty());
  if (rejects.empty()) return;
  for (const auto& r : rejects) {
    auto& row = data.add("REJECT");
    row.set("LINE", t.number(rq.language, r.line)).set("HREF", load_address(load.id, fmt::format("/rows/{}", r.line)));
    for (const auto& f : r.faults)
      row.add("FAULT").set("COLUMN", f.column).set("WHY", fault_words(t, rq.language, f)).set("VALUE", f.value);
    if (r.state == "open")
      web::fill_tag(row, web::Tone::bad, t.text(rq.language, N_("open")));
    else if (r.state == "corrected")
      web::fill_tag(row, web::Tone::ok, t.text(rq.language, N_("corrected")));
    else
      web::fill_tag(row, web::Tone::idle, t.text(rq.language, N_("left out")));
  }
  data.show_if("FURTHER", rejects.size() == rejects_shown);
  data.set("FURTHER_HREF", load_address(load.id, fmt::format("?after={}#rejects", rejects.back().line)));
}

void put_figures(Data& data, const ScreenNeeds& needs, const Request& rq, const Load& load) {
  const auto& t = needs.renderer.translator();
  const auto figures = needs.office.needs().pool.transact(
      db::Mode::read, [&](db::Transaction& tx) { return repository::figures(tx, load.id); });
  const auto& spec = *registry::file_spec(load.source);
  data.show_if("FIGURES", !figures.empty());
  for (const auto& field : spec.fields)
    for (const auto& f : figures) {
      if (f.field != field.name) continue;
      auto& row = data.add("FIGURE");
      row.set("FIELD", field_words(t, rq.language, f.field)).set("FIELD_NAME", f.field);
      row.set("FILLED", t.number(rq.language, f.filled)).set("DISTINCT", t.number(rq.language, f.distinct));
      row.set("SHARE", std::to_string(load.good == 0 ? 0 : f.filled * 100 / load.good));
      row.set("WRONG", t.number(rq.language, f.bad)).show_if("SOME_WRONG", f.bad > 0);
      row.set("WARNED", t.number(rq.language, f.warned)).show_if("SOME_WARNED", f.warned > 0);
    }
}

void put_warnings(Data& data, const ScreenNeeds& needs, const Request& rq, const Load& load) {
  constexpr std::size_t warnings_shown = 20;
  const auto& t = needs.renderer.translator();
  auto warnings = needs.office.needs().pool.transact(
      db::Mode::read, [&](db::Transaction& tx) { return repository::warnings(tx, load.id); });
  if (warnings.size() > warnings_shown) warnings.resize(warnings_shown);
  data.show_if("WARNINGS", !warnings.empty());
  for (const auto& w : warnings)
    data.add("WARNING")
        .set("LINE", t.number(rq.language, w.line))
        .set("FIELD", field_words(t, rq.language, w.field))
        .set("VALUE", w.value)
        .set("WHY", fault_words(t, rq.language, {w.field, "", w.code, w.value}));
}

void put_load(Data& data, const ScreenNeeds& needs, const Request& rq, const Load& l) {
  const auto& t = needs.renderer.translator();
  data.set("SOURCE", source_words(t, rq.language, l.source)).set("FILE", l.file_name).set("SHA", l.sha256);
  data.set("AS_OF", t.date(rq.language, l.as_of)).set("BYTES", t.number(rq.language, l.bytes));
  data.set("AT", t.date_time(rq.language, l.ordered_at)).set("BY", needs.person(l.ordered_by, rq.language));
  data.set("GOOD", t.number(rq.language, l.good))
      .set("BAD", t.number(rq.language, l.bad))
      .show_if("SOME_BAD", l.bad > 0);
  data.show_if("HAS_PROFILE", l.profile != 0).set("PROFILE_VERSION", l.profile_version);
  if (l.profile != 0)
    data.set("PROFILE", profile_of(l).name).set("PROFILE_HREF", fmt::format("{}/profiles/{}", imports_home, l.profile));
  data.show_if("PROFILE_OPEN", rq.who().may(may_load));
  data.show_if("ENDED", l.ended_at.has_value());
  if (l.ended_at) data.set("ENDED_AT", t.date_time(rq.language, *l.ended_at));
  data.show_if("DECIDED", !l.decided_why.empty());
  if (l.decided_at)
    data.set("DECIDED_BY", needs.person(l.decided_by, rq.language))
        .set("DECIDED_AT", t.date_time(rq.language, *l.decided_at))
        .set("DECIDED_WHY", l.decided_why);
  put_load_state(data, t, rq.language, l.state);
  data.show_if("FINDINGS", !l.findings.empty());
  for (const auto& f : l.findings)
    data.add("FINDING").set("SENTENCE", finding_words(t, rq.language, f)).set("CODE", f.code);
  data.show_if("NOTES", !l.notes.empty());
  for (const auto& n : l.notes) data.add("NOTE").set("SENTENCE", finding_words(t, rq.language, n));
  const bool under_way = l.state == LoadState::waiting || l.state == LoadState::reading;
  data.show_if("UNDER_WAY", under_way);
  data.show_if("UNMAPPED", l.state == LoadState::mapping && rq.who().may(may_load));
  data.set("MAPPING_HREF", load_address(l.id, "/mapping")).set("DECISION", load_address(l.id, "/decision"));
  data.set("REJECTS_HREF", load_address(l.id, "/rejects")).set("CORRECTIONS", load_address(l.id, "/corrections"));
  data.set("VERSION", l.version);
  const bool decides = rq.who().may(may_release);
  data.show_if("MAY_RELEASE", decides && l.state == LoadState::held);
  data.show_if("MAY_WITHDRAW", decides && (l.state == LoadState::held || l.state == LoadState::current));
  data.show_if("MAY_DECIDE", decides && (l.state == LoadState::held || l.state == LoadState::current));
}

Page one_load(const ScreenNeeds& needs, const Request& rq, const Rejections& reasons,
              const std::optional<ImportOffice::Corrections>& corrected = {}) {
  const auto& t = needs.renderer.translator();
  const auto load = asked_load(needs, rq);
  if (!load) return no_such_load(needs, rq);
  Data data;
  put_load(data, needs, rq, *load);
  put_figures(data, needs, rq, *load);
  const bool ended =
      load->state == LoadState::held || load->state == LoadState::current || load->state == LoadState::former;
  // Rows are personal data: for those who put them right, and told to the audit trail.
  const bool may_see_rows = rq.who().may(may_load) && ended, shows_rows = may_see_rows && load->bad > 0;
  data.show_if("SHOWS_ROWS", shows_rows);
  if (may_see_rows) put_warnings(data, needs, rq, *load);
  if (shows_rows) {
    needs.office.needs().trail.read(rq.who(), {.chain = audit::ChainName::of_person(rq.who().user_id()),
                                               .act = audit::Act::read,
                                               .event = "import.rejects_read",
                                               .object = fmt::format("import:{}", load->id),
                                               .purpose = "registration"});
    put_rejects(data, needs, rq, *load);
  }
  if (corrected)
    data.add("CORRECTED")
        .set("TAKEN", corrected->taken)
        .set("WRONG_ROWS", corrected->wrong)
        .set("UNKNOWN_ROWS", corrected->unknown);
  web::fill_form(data, rq, t, reasons);
  return import_page(needs, rq, {"import.tpl", source_words(t, rq.language, load->source)}, data, reasons);
}

Page decide_on_load(const ScreenNeeds& needs, const Request& rq) {
  const auto id = whole_number(rq.capture("load")).value_or(0),
             version = whole_number(rq.field("version")).value_or(-1);
  const auto act = rq.field("act");
  if (act != "release" && act != "withdraw") return one_load(needs, rq, {Rejection{"request.malformed"}});
  const auto reason = rq.text_block("reason");
  const auto done = act == "release" ? needs.office.release(rq.who(), id, version, reason)
                                     : needs.office.withdraw(rq.who(), id, version, reason);
  if (done) return web::see_other(load_address(id));
  if (auto page = beyond_the_form(needs, rq, done.rejection())) return std::move(*page);
  return one_load(needs, rq, done.rejections());
}

// What a spreadsheet would take for a formula is marked as text; the mark is taken off when the file comes back.
std::string harmless(const std::string& text) {
  return !text.empty() && std::string_view{"=+-@"}.find(text[0]) != std::string_view::npos ? "'" + text : text;
}

Page rejects_csv(const ScreenNeeds& needs, const Request& rq) {
  const auto& t = needs.renderer.translator();
  const auto load = asked_load(needs, rq);
  if (!load) return no_such_load(needs, rq);
  needs.office.needs().trail.read(rq.who(), {.chain = audit::ChainName::of_person(rq.who().user_id()),
                                             .act = audit::Act::read,
                                             .event = "import.rejects_read",
                                             .object = fmt::format("import:{}", load->id),
                                             .purpose = "registration"});
  std::vector<std::string> head{"row", "reasons"};
  for (const auto& cell : header_of(*load).cells) head.push_back(harmless(cell.text));
  Page page;
  page.kind = Page::Kind::document;
  page.content_type = "text/csv; charset=utf-8";
  page.headers = {{"Content-Disposition", fmt::format("attachment; filename=\"rejects-{}.csv\"", load->id)},
                  {"X-Content-Type-Options", "nosniff"}};
  page.stream = [&needs, &t, language = rq.language, load = *load, head](const auto& write) {
    write("\xEF\xBB\xBF" + registry::csv_line(head));  // the mark, for spreadsheets
    each_reject(needs.office.needs().pool, load.id, [&](const Reject& r) {
      if (r.state != "open") return;
      std::string why;
      for (const auto& f : r.faults)
        why += (why.empty() ? "" : " ") + (f.column.empty() ? "" : f.column + ": ") + fault_words(t, language, f);
      std::vector<std::string> line{std::to_string(r.line), harmless(why)};
      for (const auto& cell : r.cells) line.push_back(harmless(cell));
      write(registry::csv_line(line));
    });
  };
  return page;
}

Page take_corrections(const ScreenNeeds& needs, const Request& rq) {
  const auto id = whole_number(rq.capture("load")).value_or(0);
  const auto* upload = uploaded_file(rq);
  if (upload == nullptr) return one_load(needs, rq, {{"upload.empty", {}, "file"}});
  const auto done = needs.office.correct_from(rq.who(), id, upload->quarantine_path);
  if (done) return one_load(needs, rq, {}, *done);
  if (auto page = beyond_the_form(needs, rq, done.rejection())) return std::move(*page);
  return one_load(needs, rq, done.rejections());
}

}  // namespace

void add_import_screens(web::Router& router, const ScreenNeeds& given) {
  const auto needs = std::make_shared<const ScreenNeeds>(given);
  const auto route = [&](const char* method, const std::string& below, std::string_view permission, auto handler) {
    router.add({method, std::string{imports_home} + below, web::Mount::staff, std::string{permission},
                [needs, handler](const Request& rq) { return handler(*needs, rq); }});
  };
  route("GET", "", may_see, list_of_loads);
  route("GET", "/new", may_load, [](const ScreenNeeds& n, const Request& rq) { return upload_form(n, rq, {}); });
  route("POST", "/new", may_load, hand_over_file);
  route("GET", "/{load}", may_see, [](const ScreenNeeds& n, const Request& rq) { return one_load(n, rq, {}); });
  route("POST", "/{load}/decision", may_release, decide_on_load);
  route("GET", "/{load}/rejects", may_load, rejects_csv);
  route("POST", "/{load}/corrections", may_load, take_corrections);
  add_mapping_screens(router, needs);
  add_profile_screens(router, needs);
  add_row_screens(router, needs);
  add_dictionary_screen(router, needs);
}

}  // namespace ssiis::imports

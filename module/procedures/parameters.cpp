#include "procedures/parameters.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "procedures/open_points.hpp"
#include "procedures/page.hpp"

namespace ssiis::procedures {
namespace {

using web::Data;
using web::N_;
using web::Page;
using web::Request;
using workflow::Parameters;
using workflow::ParameterValue;
using Deployed = workflow::BundleOffice::Deployed;

constexpr std::string_view parameters_home = "/inspection/parameters";

// A value with the bundle that brought it; in_force: the bundle by which files begin today still says so.
struct Remembered {
  ParameterValue value;
  std::string brought_by;
  bool in_force{false};
};
struct Figure {
  workflow::ParameterWords words;
  std::vector<Remembered> values;  // by day, of one day the older bundle's first
};
using Figures = std::map<std::string, Figure>;

bool same(const ParameterValue& a, const ParameterValue& b) {
  return a.from == b.from && a.value == b.value && a.legal_reference == b.legal_reference && a.confirmed == b.confirmed;
}

std::string bundle_name(const Deployed& b) { return fmt::format("{} ({})", b.label, b.bundle); }

// What all bundles ever said of each figure.
Figures remembered(const std::vector<workflow::BundleOffice::DeployedFile>& files,
                   const std::optional<Deployed>& in_force) {
  Figures out;
  for (const auto& f : files) {
    workflow::Findings none;
    const auto xml = workflow::XmlSource::read(f.content, "parameters.xml", none);
    if (!xml) continue;
    const auto parameters = Parameters::read(*xml, none);
    const bool now = in_force && in_force->bundle == f.bundle.bundle;
    for (const auto& [name, values] : parameters.all()) {
      auto& figure = out[name];
      figure.words = parameters.words(name);
      for (const auto& v : values) {
        auto it = std::find_if(figure.values.begin(), figure.values.end(),
                               [&](const Remembered& r) { return same(r.value, v); });
        if (it == figure.values.end()) it = figure.values.insert(it, {v, bundle_name(f.bundle)});
        it->in_force = it->in_force || now;
      }
    }
  }
  for (auto& [name, figure] : out)
    std::stable_sort(figure.values.begin(), figure.values.end(),
                     [](const auto& a, const auto& b) { return a.value.from < b.value.from; });
  return out;
}

std::string value_words(const web::Translator& t, const std::string& language, const workflow::Value& value) {
  if (const auto* n = std::get_if<std::int64_t>(&value)) return t.number(language, *n);
  if (const auto* d = std::get_if<Day>(&value)) return t.date(language, *d);
  if (const auto* b = std::get_if<bool>(&value)) return t.text(language, *b ? N_("Yes") : N_("No"));
  return workflow::shown(value);
}

void put_value(Data& row, const DraftNeeds& needs, const Request& rq, const workflow::ParameterWords& words,
               const Remembered& r) {
  const auto& t = needs.renderer.translator();
  const bool lao = rq.language == "lo";
  row.set("VALUE", value_words(t, rq.language, r.value.value)).set("UNIT", lao ? words.unit_lo : words.unit_en);
  row.set("FROM", t.date(rq.language, r.value.from)).set("LEGAL", r.value.legal_reference).set("BUNDLE", r.brought_by);
  row.show_if("OVER", !r.in_force);
  web::fill_tag(row, r.value.confirmed ? web::Tone::ok : web::Tone::unconfirmed,
                t.text(rq.language, r.value.confirmed ? N_("confirmed") : N_("to be confirmed by LSSO")));
}

void put_figure(Data& out, const DraftNeeds& needs, const Request& rq, const std::string& name, const Figure& figure) {
  const bool lao = rq.language == "lo";
  const auto& words = figure.words;
  auto& row = out.add("FIGURE");
  const auto &shown = lao ? words.lo : words.en, &other = lao ? words.en : words.lo;
  row.set("NAME", shown.empty() ? name : shown).set("ID", name).set("OTHER_NAME", other);
  row.set("OTHER_LANGUAGE", lao ? "en" : "lo").show_if("OTHER", !other.empty());
  const Remembered* today = nullptr;
  for (const auto& r : figure.values)
    if (r.in_force && r.value.from <= needs.clock.today()) today = &r;
  row.show_if("HOLDS", today != nullptr);
  if (today) put_value(row, needs, rq, words, *today);
  for (const auto& r : figure.values) put_value(row.add("PAST"), needs, rq, words, r);
}

Page figures_page(const DraftNeeds& needs, const Request& rq) {
  const auto& t = needs.renderer.translator();
  const auto data = needs.pool.transact(db::Mode::read, [&](db::Transaction& tx) {
    Data out;
    const bool may_propose = rq.who().may(workflow::BundleOffice::may_propose);
    out.show_if("MAY_PROPOSE", may_propose);
    const auto bundle = needs.bundles.in_force(tx, needs.clock.today());
    out.show_if("DEPLOYED", bundle.has_value());
    if (bundle) out.set("BUNDLE", bundle_name(*bundle)).set("FROM", t.date(rq.language, bundle->valid_from));
    const auto figures = remembered(needs.bundles.file_of_all(tx, "parameters.xml"), bundle);
    out.show_if("FIGURES", !figures.empty());
    for (const auto& [name, figure] : figures) put_figure(out, needs, rq, name, figure);
    return out;
  });
  return room_page(needs.renderer, rq, "parameters.tpl", data, t.text(rq.language, N_("Figures set by law")), {});
}

// ---- what LSSO has still to confirm ------------------------------------------------------------------------------

struct OpenList {
  std::optional<Deployed> bundle;
  workflow::Files files;
  std::vector<OpenPoint> points;
};

OpenList open_list(const DraftNeeds& needs) {
  auto out = needs.pool.transact(db::Mode::read, [&](db::Transaction& tx) {
    OpenList list;
    list.bundle = needs.bundles.in_force(tx, needs.clock.today());
    if (list.bundle) list.files = needs.drafts.bundle_files(tx, list.bundle->bundle);
    return list;
  });
  out.points = open_points(out.files);
  return out;
}

std::string area_of(const web::Translator& t, const std::string& language, const OpenPoint& p) {
  if (p.decision.empty()) return t.text(language, N_("Figure"));
  return t.keyed(language, "decision", p.decision, p.decision_name);
}

std::string value_of(const web::Translator& t, const std::string& language, const OpenPoint& p) {
  const auto days = whole_number(p.value);
  if (p.calendar.empty() || !days) return p.value;
  return p.calendar == "working" ? t.plural(language, "{1} working day", "{1} working days", *days)
                                 : t.plural(language, "{1} calendar day", "{1} calendar days", *days);
}

Page open_page(const DraftNeeds& needs, const Request& rq) {
  const auto& t = needs.renderer.translator();
  const auto list = open_list(needs);
  Data data;
  data.set("CSV_HREF", std::string{parameters_home} + "/unconfirmed/list");
  data.show_if("DEPLOYED", list.bundle.has_value());
  if (list.bundle) data.set("BUNDLE", bundle_name(*list.bundle));
  data.show_if("POINTS", !list.points.empty())
      .set("COUNT", t.number(rq.language, static_cast<std::int64_t>(list.points.size())));
  for (const auto& p : list.points) {
    auto& row = data.add("POINT");
    row.set("AREA", area_of(t, rq.language, p)).set("KEY", p.key).set("CONDITION", p.condition);
    row.set("VALUE", value_of(t, rq.language, p)).set("LEGAL", p.legal_reference);
    row.set("FILE", p.file).set("RULE", p.rule).show_if("PLAIN", p.decision.empty() || !p.calendar.empty());
  }
  auto page =
      room_page(needs.renderer, rq, "unconfirmed.tpl", data, t.text(rq.language, N_("To be confirmed by LSSO")), {});
  const auto last = page.crumbs.back();
  page.crumbs.back() = {t.text(rq.language, N_("Figures set by law")), std::string{parameters_home}};
  page.crumbs.push_back(last);
  return page;
}

// The last four columns are LSSO's.
Page open_csv(const DraftNeeds& needs, const Request& rq) {
  const auto& t = needs.renderer.translator();
  const auto list = open_list(needs);
  std::string text = "\xEF\xBB\xBF";
  const auto line = [&](const std::vector<std::string>& fields) {
    for (std::size_t i = 0; i < fields.size(); ++i) text += (i == 0 ? "" : ",") + csv_field(fields[i]);
    text += "\r\n";
  };
  std::vector<std::string> head;
  for (const char* words :
       {N_("Area"), N_("What"), N_("When it applies"), N_("Value now"), N_("Legal reference"), N_("File"),
        N_("Rule or day"), N_("Right value"), N_("Article"), N_("In force from"), N_("Confirmed by (name, date)")})
    head.push_back(t.text(rq.language, words));
  line(head);
  for (const auto& p : list.points)
    line({area_of(t, rq.language, p), p.key, p.condition, value_of(t, rq.language, p), p.legal_reference, p.file,
          p.rule, "", "", "", ""});
  return web::download(fmt::format("unconfirmed-{}.csv", list.bundle ? list.bundle->bundle : 0),
                       "text/csv; charset=utf-8", std::move(text));
}

}  // namespace

void add_parameter_screens(web::Router& router, const DraftNeeds& given) {
  const auto needs = std::make_shared<const DraftNeeds>(given);
  const auto route = [&](const std::string& below, std::string_view permission, auto handler) {
    router.add({"GET", std::string{parameters_home} + below, web::Mount::staff, std::string{permission},
                [needs, handler](const Request& rq) { return handler(*needs, rq); }});
  };
  route("", "workflow.read", figures_page);
  route("/unconfirmed", workflow::BundleOffice::may_propose, open_page);
  route("/unconfirmed/list", workflow::BundleOffice::may_propose, open_csv);
}

}  // namespace ssiis::procedures

// Lists of labour units to inspect.
#include <fmt/format.h>

#include "inspections/list_words.hpp"
#include "inspections/screens.hpp"
#include "inspections/step_words.hpp"
#include "inspections/unit_office.hpp"

namespace ssiis::inspections {
namespace {

using web::N_;
constexpr int lists_a_page = 50;
constexpr int entries_a_page = 50;

std::string list_address(const std::string& number) { return "/inspection/lists/" + percent_encoded(number); }

std::vector<web::Crumb> list_crumbs(const Desk& desk, const web::Request& rq, std::string here) {
  return {{desk.t().text(rq.language, "Lists of units"), "/inspection/lists"}, {std::move(here), ""}};
}

std::optional<ListPageKey> lists_page_key(const web::Request& rq) {
  const auto at = Instant::parse(rq.parameter("before"));
  const auto id = whole_number(rq.parameter("id"));
  if (!at || !id) return std::nullopt;
  return ListPageKey{*at, ListId{*id}};
}

web::Page list_of_lists(const Desk& desk, UnitOffice& office, const web::Request& rq) {
  auto rows = office.lists.lists(rq.who(), lists_page_key(rq), lists_a_page + 1);
  const bool more = rows.size() > static_cast<std::size_t>(lists_a_page);
  if (more) rows.pop_back();
  const auto tree = desk.rooms.territories();
  web::Data data;
  data.show_if("MAY_MAKE", rq.who().may("planning.manage")).show_if("LISTS", !rows.empty());
  for (const auto& r : rows)
    data.add("LIST")
        .set("HREF", list_address(r.list.number))
        .set("NUMBER", r.list.number)
        .set("TITLE", r.list.title)
        .set("ORIGIN", origin_words(desk, rq, r.list.origin))
        .set("PLACE", place_words(desk, rq, *tree, r.list.territory))
        .set("UNITS", desk.t().number(rq.language, r.units))
        .set("STARTED", desk.t().number(rq.language, r.started))
        .set("TONE", list_tone(r.list.state))
        .set("STATE", list_state_words(desk, rq, r.list.state));
  if (more)
    data.add("OLDER").set("OLDER_HREF",
                          fmt::format("/inspection/lists?before={}&id={}",
                                      percent_encoded(rows.back().list.created_at.iso()), rows.back().list.id.value));
  const auto title = desk.t().text(rq.language, "Lists of units");
  return page_of(desk, rq, "inspections/lists.tpl", data, title, "inspection.lists", {{title, ""}});
}

web::Page new_list_page(const Desk& desk, const web::Request& rq, const Rejections& reasons) {
  web::Data data;
  web::fill_options(data, "origin",
                    {{"regular_plan", origin_words(desk, rq, Origin::regular_plan)},
                     {"national_plan", origin_words(desk, rq, Origin::national_plan)}},
                    {rq.is_write() ? rq.field("origin") : "regular_plan"});
  std::vector<web::Option> places;
  const auto tree = desk.rooms.territories();
  for (const auto& node : tree->all())
    if (!node.valid_to && (node.kind == "national" || node.kind == "province" || node.kind == "district") &&
        rq.who().may("planning.manage", node.interval.low))
      places.push_back({node.code, place_words(desk, rq, *tree, node.code)});
  const auto chosen = rq.is_write() ? rq.field("territory") : places.empty() ? std::string{} : places.front().value;
  web::fill_options(data, "territory", places, {chosen});
  web::fill_form(data, rq, desk.t(), reasons);
  const auto title = desk.t().text(rq.language, "New list of units");
  return page_of(desk, rq, "inspections/list_new.tpl", data, title, "inspection.lists", list_crumbs(desk, rq, title),
                 reasons.empty() ? 200 : web::status_of(reasons.front()));
}

web::Page make_list(const Desk& desk, UnitOffice& office, const web::Request& rq) {
  const auto origin = named<Origin>(rq.field("origin"));
  const auto key = web::request_key(rq);
  if (!key) return refusal(desk, rq, key.rejection());
  if (!origin) return new_list_page(desk, rq, {{"form.not_an_option", {"origin"}, "origin"}});
  const auto made = office.lists.make(
      rq.who(),
      {.origin = *origin, .title = rq.field("title"), .territory = rq.field("territory"), .request_key = *key});
  if (!made) return new_list_page(desk, rq, made.rejections());
  return web::see_other(list_address(*made));
}

// What a form of the list's page brought about, to be said on top of it.
struct Said {
  Rejections reasons{};
  std::optional<Taken> taken{};
};

void put_hits(const Desk& desk, const web::Request& rq, web::Data& data, const UnitList& list) {
  const auto text = rq.parameter("find");
  data.set("FIND", text).show_if("SEARCHED", !text.empty());
  if (text.empty()) return;
  const auto tree = desk.rooms.territories();
  const auto* place = tree->find(list.territory);
  const auto found = desk.rooms.pool.transact(db::Mode::read, [&](db::Transaction& tx) {
    return desk.search.search(tx, rq.who().scope("registry.read"),
                              {.text = text, .kinds = {"labour_unit"}, .limit = 40});
  });
  int shown = 0;
  for (const auto& hit : found.hits) {
    const auto* where = tree->find(hit.territory);
    if (place == nullptr || where == nullptr || !place->interval.holds(where->interval.low)) continue;
    data.add("HIT")
        .set("HIT_KEY", hit.key)
        .set("HIT_ID", "unit_" + std::to_string(++shown))
        .set("HIT_TITLE", hit.title(rq.language))
        .set("HIT_SUBTITLE", hit.subtitle)
        .set("HIT_PLACE", place_words(desk, rq, *tree, hit.territory));
  }
  data.show_if("HITS", shown > 0);
}

void put_entries(const Desk& desk, const web::Request& rq, web::Data& data, const ListView& view) {
  const auto tree = desk.rooms.territories();
  const auto& list = view.list;
  const bool draft = list.state == ListState::draft;
  const bool open = draft || list.state == ListState::consolidated;
  data.show_if("ENTRIES", !view.entries.empty());
  for (const auto& e : view.entries) {
    auto& row = data.add("ENTRY");
    row.set("ENTRY_ID", std::to_string(e.id))
        .set("VERSION", std::to_string(e.version))
        .set("UNIT", e.unit_name)
        .set("UNIT_HREF", "/inspection/units/" + percent_encoded(e.unit_key))
        .set("ENTRY_PLACE", place_words(desk, rq, *tree, e.territory))
        .set("REASON", e.reason)
        .set("ENTRY_TONE", entry_tone(e.state))
        .set("ENTRY_STATE", entry_state_words(desk, rq, e.state))
        .show_if("STANDS", e.state == EntryState::listed)
        .show_if("HAS_ORDER", !e.order_number.empty())
        .set("ORDER", e.order_number)
        .set("ORDER_HREF", case_address(e.order_number))
        .show_if("MAY_REASON", view.may_manage && draft && e.state == EntryState::listed)
        .show_if("MAY_REMOVE", view.may_manage && open && e.state == EntryState::listed);
    const auto last = view.last.find(e.id);
    if (last != view.last.end() && (last->second.kind == "refused" || last->second.kind == "removed"))
      row.add("NOTE").set("NOTE_WORDS", event_sentence(desk, rq, last->second));
  }
}

web::Page list_page(const Desk& desk, UnitOffice& office, const web::Request& rq, const Said& said) {
  const auto from = std::max<std::int64_t>(whole_number(rq.parameter("from")).value_or(0), 0);
  const auto offset = static_cast<int>(std::min<std::int64_t>(from, 1'000'000));
  const auto opened = office.lists.view(rq.who(), rq.capture("number"), offset, entries_a_page);
  if (!opened) return refusal(desk, rq, opened.rejection());
  const ListView& view = *opened;
  const UnitList& list = view.list;
  const auto& t = desk.t();
  const auto tree = desk.rooms.territories();
  const auto here = list_address(list.number);
  const auto total = view.counts.listed + view.counts.started + view.counts.removed;
  const bool draft = list.state == ListState::draft;
  web::Data data;
  data.set("HERE", here)
      .set("NUMBER", list.number)
      .set("TITLE", list.title)
      .set("ORIGIN", origin_words(desk, rq, list.origin))
      .set("PLACE", place_words(desk, rq, *tree, list.territory))
      .set("TONE", list_tone(list.state))
      .set("STATE", list_state_words(desk, rq, list.state))
      .set("LIST_VERSION", std::to_string(list.version))
      .set("WITHOUT",
           t.plural(rq.language, "{1} unit without an order", "{1} units without an order", view.counts.listed))
      .set("STARTED", t.plural(rq.language, "{1} inspection started", "{1} inspections started", view.counts.started))
      .set("DONE", std::to_string(view.counts.started))
      .set("ALL", std::to_string(std::max<std::int64_t>(view.counts.started + view.counts.listed, 1)))
      .show_if("DRAFT", draft && view.may_manage)
      .show_if("MAY_START", list.state == ListState::consolidated && view.may_start && view.counts.listed > 0)
      .show_if("IS_CONSOLIDATED", list.state == ListState::consolidated || list.state == ListState::started);
  const auto after = whole_number(rq.parameter("after"));
  data.set("AFTER", std::to_string(after.value_or(0))).show_if("GOES_ON", after.has_value());
  if (draft && view.may_manage) put_hits(desk, rq, data, list);
  put_entries(desk, rq, data, view);
  web::fill_pager(
      data, t, rq.language,
      {.first = offset + 1,
       .last = offset + static_cast<std::int64_t>(view.entries.size()),
       .total = total,
       .previous = offset > 0 ? fmt::format("{}?from={}", here, std::max(offset - entries_a_page, 0)) : "",
       .next = offset + entries_a_page < total ? fmt::format("{}?from={}", here, offset + entries_a_page) : ""});
  if (said.taken) {
    data.show("TAKEN").set("ADDED", t.plural(rq.language, "{1} unit added", "{1} units added", said.taken->added));
    data.show_if("LINE_FAULTS", !said.taken->faults.empty());
    for (const auto& f : said.taken->faults)
      data.add("LINE_FAULT")
          .set("LINE", std::to_string(f.line))
          .set("TYPED", f.typed)
          .set("WHY", t.rejection(rq.language, f.why));
  }
  web::fill_options(
      data, "inspection_type",
      {{"direct", type_words(desk, rq, InspectionType::direct)}, {"desk", type_words(desk, rq, InspectionType::desk)}},
      {"direct"});
  web::fill_form(data, rq, t, said.reasons);
  return page_of(desk, rq, "inspections/list.tpl", data, list.number + " " + list.title, "inspection.lists",
                 list_crumbs(desk, rq, list.number), said.reasons.empty() ? 200 : web::status_of(said.reasons.front()));
}

web::Page add_units(const Desk& desk, UnitOffice& office, const web::Request& rq) {
  const auto number = rq.capture("number");
  const auto taken = rq.field("by") == "numbers"
                         ? office.lists.take_numbers(rq.who(), number, rq.text_block("numbers"), rq.field("reason"))
                         : office.lists.take_units(rq.who(), number, rq.all_fields("unit"), rq.field("reason"));
  if (!taken) return list_page(desk, office, rq, {taken.rejections(), {}});
  if (taken->faults.empty()) return web::see_other(list_address(number));
  return list_page(desk, office, rq, {{}, *taken});
}

web::Page change_unit(const Desk& desk, UnitOffice& office, const web::Request& rq) {
  const auto number = rq.capture("number");
  const auto entry = whole_number(rq.capture("entry")).value_or(0);
  const auto version = whole_number(rq.field("version")).value_or(0);
  const auto done = rq.field("act") == "remove"
                        ? office.lists.remove(rq.who(), number, entry, version, rq.field("reason"))
                        : office.lists.give_reason(rq.who(), number, entry, version, rq.field("reason"));
  if (!done) return list_page(desk, office, rq, {done.rejections(), {}});
  return web::see_other(list_address(number));
}

web::Page settle_list(const Desk& desk, UnitOffice& office, const web::Request& rq) {
  const auto number = rq.capture("number");
  const auto version = whole_number(rq.field("version")).value_or(0);
  const auto done = rq.field("act") == "abandon" ? office.lists.abandon(rq.who(), number, version, rq.field("reason"))
                                                 : office.lists.consolidate(rq.who(), number, version);
  if (!done) return list_page(desk, office, rq, {done.rejections(), {}});
  return web::see_other(list_address(number));
}

web::Page start_units(const Desk& desk, UnitOffice& office, const web::Request& rq) {
  const auto number = rq.capture("number");
  const auto type = named<InspectionType>(rq.field("inspection_type"));
  if (!type) return list_page(desk, office, rq, {{{"form.not_an_option", {"inspection_type"}, "inspection_type"}}, {}});
  const auto report = office.lists.start(rq.who(), number, whole_number(rq.field("after")).value_or(0), *type);
  if (!report) return list_page(desk, office, rq, {report.rejections(), {}});
  return web::see_other(list_address(number) +
                        (report->go_on_after ? "?after=" + std::to_string(*report->go_on_after) : std::string{}));
}

}  // namespace

void add_list_screens(web::Router& router, const Desk& desk, UnitOffice& office) {
  const auto add = [&](const char* method, const char* pattern, const char* right, auto page) {
    router.add({method, pattern, web::Mount::staff, right,
                [&desk, &office, page](const web::Request& rq) { return page(desk, office, rq); }});
  };
  add("GET", "/inspection/lists", "planning.read", list_of_lists);
  add("GET", "/inspection/lists/new", "planning.manage",
      [](const Desk& d, UnitOffice&, const web::Request& rq) { return new_list_page(d, rq, {}); });
  add("POST", "/inspection/lists/new", "planning.manage", make_list);
  add("GET", "/inspection/lists/{number}", "planning.read",
      [](const Desk& d, UnitOffice& o, const web::Request& rq) { return list_page(d, o, rq, {}); });
  add("POST", "/inspection/lists/{number}/units", "planning.manage", add_units);
  add("POST", "/inspection/lists/{number}/units/{entry}", "planning.manage", change_unit);
  add("POST", "/inspection/lists/{number}/state", "planning.manage", settle_list);
  add("POST", "/inspection/lists/{number}/start", "order.create", start_units);
}

}  // namespace ssiis::inspections

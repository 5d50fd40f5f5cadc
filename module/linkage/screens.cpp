#include "linkage/screens.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "linkage/cluster_screens.hpp"
#include "linkage/pair_view.hpp"

namespace ssiis::linkage {
namespace {

using web::Data;
using web::N_;
using web::Page;
using web::Request;

constexpr State tabs[] = {State::waiting, State::unsure,  State::merges,
                          State::linked,  State::decided, State::contradicted};

// As an address or a form has it; what cannot be is not there.
QueueFilter filter_of(const Request& rq, std::string_view part = {}) {
  const auto said = [&](const char* name) { return rq.is_write() ? rq.field(name) : rq.parameter(name); };
  const auto* named = part_named(part.empty() ? std::string_view{said("part")} : part);
  QueueFilter f{.part = named != nullptr ? named : &parts().front(),
                .state = state_named(said("state")).value_or(State::waiting),
                .place = said("place"),
                .least = whole_number(said("points"))};
  const bool code = (f.place.size() == 2 || f.place.size() == 4) && whole_number(f.place).value_or(-1) >= 0;
  if (!code) f.place.clear();
  if (f.least && (*f.least < -1000 || *f.least > 1000)) f.least.reset();
  return f;
}

std::string narrowing(const QueueFilter& f) {
  return (f.place.empty() ? "" : "&place=" + f.place) + (f.least ? "&points=" + std::to_string(*f.least) : "");
}

std::string queue_address(const QueueFilter& f) {
  return fmt::format("{}?part={}&state={}{}", links_home, f.part->part, name_of(f.state), narrowing(f));
}

std::string pair_address(std::int64_t id, const QueueFilter& f) {
  return fmt::format("{}/{}?state={}{}", links_home, id, name_of(f.state), narrowing(f));
}

// What goes along from pair to pair.
void put_narrowing(Data& data, const QueueFilter& f) {
  data.set("PLACE_CODE", f.place).set("POINTS_FROM", f.least ? std::to_string(*f.least) : std::string{});
}

// Provinces and districts with something inside the caller's places.
void put_places(Data& data, const Request& rq, const profiles::TerritoryTree& tree, const QueueFilter& f) {
  const auto scope = rq.who().scope(Reviews::permission);
  const auto inside = [&](const profiles::Territory& node) {
    if (scope.holds(node.interval.low)) return true;
    const auto below = tree.children(node.code);
    return std::any_of(below.begin(), below.end(), [&](const auto* n) { return scope.holds(n->interval.low); });
  };
  for (const auto& node : tree.all()) {
    const bool district = node.kind == "district";
    if ((!district && node.kind != "province") || !inside(node)) continue;
    data.add("PLACE_CHOICE")
        .set("CODE", node.code)
        .set("WORDS", (district ? "– " : "") + node.name(rq.language))
        .show_if("CHOSEN", node.code == f.place);
  }
}

Page links_page(const ReviewNeeds& needs, const Request& rq, std::string_view file, const Data& data, std::string title,
                const Rejections& reasons) {
  const auto& t = needs.renderer.translator();
  auto page = web::fragment(reasons.empty() ? title : web::refused_title(t, rq.language, title),
                            needs.renderer.render("linkage/" + std::string{file}, rq.language, data));
  page.scripts = {"page.js", "review.js"};
  page.menu_id = "inspection.links";
  const bool top = file == "queue.tpl";
  page.crumbs.push_back({t.text(rq.language, "Links between registers"), top ? "" : std::string{links_home}});
  if (!top) page.crumbs.push_back({std::move(title), ""});
  if (!reasons.empty()) page.status = web::status_of(reasons.front());
  return page;
}

std::int64_t count_of(const Figures& f, State state) {
  switch (state) {
    case State::waiting:
      return f.waiting;
    case State::unsure:
      return f.unsure;
    case State::merges:
      return f.merges;
    case State::linked:
      return f.linked;
    case State::decided:
      return f.decided;
    case State::contradicted:
      return -1;
  }
  return -1;
}

void put_parts(Data& data, const Say& say, const QueueFilter& f, std::map<std::string, Figures>& figures) {
  for (const auto& part : parts()) {
    auto& row = data.add("PART_ROW");
    const auto& of = figures[std::string{part.part}];
    auto there = f;
    there.part = &part;
    there.state = State::waiting;
    row.set("HREF", queue_address(there)).set("PART", part_words(say, part));
    row.set("WAITING", say.t.number(say.language, of.waiting)).set("LINKED", say.t.number(say.language, of.linked));
    row.set("UNSURE", say.t.number(say.language, of.unsure)).set("DECIDED", say.t.number(say.language, of.decided));
    row.set("MERGES", say.t.number(say.language, of.merges)).show_if("CURRENT", &part == f.part);
  }
  for (const auto state : tabs) {
    if (state == State::merges && !f.part->merges) continue;
    auto& tab = data.add("TAB");
    const auto n = count_of(figures[std::string{f.part->part}], state);
    auto there = f;
    there.state = state;
    tab.set("TAB_HREF", queue_address(there)).set("TAB_WORDS", state_words(say, state));
    tab.show_if("COUNTED", n >= 0)
        .set("TAB_COUNT", say.t.number(say.language, n))
        .show_if("TAB_CURRENT", state == f.state);
  }
}

Page queue_page(const ReviewNeeds& needs, const Request& rq) {
  const auto& t = needs.renderer.translator();
  const Say say{t, rq.language};
  auto f = filter_of(rq);
  f.offset = static_cast<int>(std::clamp<std::int64_t>(whole_number(rq.parameter("from")).value_or(0), 0, 100'000));
  const auto queue = needs.reviews.queue(rq.who(), f);
  auto figures = needs.reviews.figures(rq.who(), f);
  Data data;
  put_parts(data, say, f, figures);
  data.set("PART", part_words(say, *f.part)).set("PART_CODE", std::string{f.part->part});
  data.set("STATE_CODE", std::string{name_of(f.state)}).show_if("PAIRS", !queue.pairs.empty());
  data.show_if("TAKES", f.state == State::waiting || f.state == State::unsure || f.state == State::merges);
  const auto tree = needs.territories();
  put_narrowing(data, f);
  put_places(data, rq, *tree, f);
  data.show_if("NARROWED", !narrowing(f).empty());
  data.set("ALL_HREF", queue_address({.part = f.part, .state = f.state, .place = {}, .least = {}}));
  for (const auto& l : queue.pairs) {
    auto& row = data.add("PAIR");
    row.set("HREF", pair_address(l.id, f)).set("OWN", l.lsso_id).set("ENTRY", l.register_id);
    row.set("PROBABILITY", probability_words(say, l.probability_ppm)).set("WEIGHT", weight_words(say, l.weight_milli));
    row.set("VERDICT", verdict_words(say, *l.part, l.verdict)).show_if("CONTRADICTED", l.contradicted);
    row.show_if("OWES", l.debt > Money{}).set("DEBT", t.kip(rq.language, l.debt));
    const auto* at = tree->find(l.district_code.empty() ? l.province_code : l.district_code);
    row.set("PLACE", at == nullptr ? std::string{"–"} : at->name(rq.language));
  }
  const auto last = f.offset + static_cast<int>(queue.pairs.size());
  web::ListPage pages{f.offset + 1, last, queue.total, {}, {}};
  if (f.offset > 0) pages.previous = fmt::format("{}&from={}", queue_address(f), std::max(0, f.offset - f.limit));
  if (last < queue.total) pages.next = fmt::format("{}&from={}", queue_address(f), last);
  web::fill_pager(data, t, rq.language, pages);
  web::fill_form(data, rq, t, {});
  return links_page(needs, rq, "queue.tpl", data, t.text(rq.language, "Links between registers"), {});
}

Page to_next(const ReviewNeeds& needs, const Request& rq, const QueueFilter& f, std::int64_t after) {
  const auto next = needs.reviews.take_next(rq.who(), f, after);
  if (!next) return web::problem(needs.renderer, rq, 403, next.rejection());
  return web::see_other(*next ? pair_address(**next, f) : queue_address(f));
}

Page take(const ReviewNeeds& needs, const Request& rq) {
  return to_next(needs, rq, filter_of(rq), whole_number(rq.field("after")).value_or(0));
}

void put_verdicts(Data& data, const Say& say, const PairView& v) {
  const auto& part = *v.link.part;
  std::vector<web::Option> options;
  const auto add = [&](Verdict verdict, const char* hint) {
    options.push_back({std::string{name_of(verdict)}, verdict_words(say, part, verdict), say(hint)});
  };
  if (part.merges)
    add(Verdict::same, N_("Proposes the merge: a second person confirms it"));
  else if (part.kind == "labour_unit_successor")
    add(Verdict::same, N_("The closed unit goes on as this one"));
  else
    add(Verdict::same, N_("The number of that register becomes theirs"));
  if (part.branches) add(Verdict::branch, N_("Its number finds the unit too; say why"));
  add(Verdict::different, N_("The pair is not proposed again"));
  add(Verdict::unsure, N_("Stays for somebody who knows more"));
  web::fill_options(data, "verdict", options, {});
}

Page pair_page(const ReviewNeeds& needs, const Request& rq, const Rejections& reasons) {
  const auto& t = needs.renderer.translator();
  const Say say{t, rq.language};
  const auto id = whole_number(rq.capture("link")).value_or(0);
  const auto found = needs.reviews.open(rq.who(), id, rq.is_write() ? Reviews::Claim::no : Reviews::Claim::yes);
  if (!found) return web::problem(needs.renderer, rq, web::status_of(found.rejection()), found.rejection());
  const auto& v = *found;
  const auto f = filter_of(rq, v.link.part->part);
  Data data;
  put_pair(data, say, needs, v);
  put_verdicts(data, say, v);
  put_narrowing(data, f);
  data.set("ACTION", fmt::format("{}/{}", links_home, id)).set("QUEUE_HREF", queue_address(f)).set("LINK", id);
  data.show_if("CLUSTER", v.link.part->merges);
  data.set("VERSION", v.link.version).set("PART_CODE", std::string{f.part->part});
  data.set("STATE_CODE", std::string{name_of(f.state)}).set("STATE", state_words(say, f.state));
  const bool proposed = v.link.verdict == Verdict::merge_proposed;
  data.show_if("CLAIMED", v.claimed_by_other).set("CLAIMED_BY", needs.person(v.link.claimed_by, rq.language));
  data.show_if("PROPOSED", proposed)
      .show_if("CONFIRMS", proposed && v.may_confirm && !v.own_proposal && !v.claimed_by_other);
  data.show_if("OWN_PROPOSAL", v.own_proposal).show_if("DECIDES", !v.claimed_by_other);
  web::fill_form(data, rq, t, reasons);
  return links_page(needs, rq, "link.tpl", data, t.text(rq.language, N_("Review of a link")), reasons);
}

// What somebody else changed meanwhile is shown as it stands now.
template <class F>
Page after_act(const ReviewNeeds& needs, const Request& rq, F&& act) {
  const auto key = web::request_key(rq);
  const auto version = whole_number(rq.field("version"));
  if (!key || !version)
    return pair_page(needs, rq, key ? Rejections{Rejection{"request.malformed"}} : key.rejections());
  const auto id = whole_number(rq.capture("link")).value_or(0);
  const Result<Done> done = act(id, *version, *key);
  if (!done && done.rejection().code == "access.forbidden")
    return web::problem(needs.renderer, rq, 403, done.rejection());
  if (!done) return pair_page(needs, rq, done.rejections());
  return to_next(needs, rq, filter_of(rq), id);
}

Page decide_pair(const ReviewNeeds& needs, const Request& rq) {
  return after_act(needs, rq, [&](std::int64_t id, std::int64_t version, const std::string& key) {
    return needs.reviews.decide(rq.who(), id, version, verdict_named(rq.field("verdict")).value_or(Verdict::none),
                                rq.field("reason"), key);
  });
}

Page confirm_merge(const ReviewNeeds& needs, const Request& rq) {
  return after_act(needs, rq, [&](std::int64_t id, std::int64_t version, const std::string& key) -> Result<Done> {
    const auto act = rq.field("act");
    if (act != "confirm" && act != "decline") return Rejection{"request.malformed"};
    return needs.reviews.confirm(rq.who(), id, version, act == "confirm", rq.field("reason"), key);
  });
}

}  // namespace

void add_review_screens(web::Router& router, const ReviewNeeds& given) {
  const auto needs = std::make_shared<const ReviewNeeds>(given);
  const auto route = [&](const char* method, const std::string& below, std::string_view permission, auto handler) {
    router.add({method, std::string{links_home} + below, web::Mount::staff, std::string{permission},
                [needs, handler](const Request& rq) { return handler(*needs, rq); }});
  };
  route("GET", "", Reviews::permission, queue_page);
  route("POST", "/next", Reviews::permission, take);
  route("GET", "/{link}", Reviews::permission,
        [](const ReviewNeeds& n, const Request& rq) { return pair_page(n, rq, {}); });
  route("POST", "/{link}/verdict", Reviews::permission, decide_pair);
  route("POST", "/{link}/confirm", Reviews::second_permission, confirm_merge);
  add_cluster_screens(router, given);
}

}  // namespace ssiis::linkage

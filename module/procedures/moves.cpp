#include "procedures/moves.hpp"

#include <fmt/format.h>

#include "procedures/page.hpp"

namespace ssiis::procedures {
namespace {

using web::Data;
using web::N_;
using web::Page;
using web::Request;
using workflow::Pass;
using workflow::PlanState;

constexpr std::string_view moves_home = "/inspection/moves";

void put_plan_state(Data& row, const BundleNeeds& needs, const Request& rq, const workflow::Plan& p) {
  const auto& t = needs.renderer.translator();
  const auto say = [&](web::Tone tone, const char* words) { web::fill_tag(row, tone, t.text(rq.language, words)); };
  switch (p.state) {
    case PlanState::trying:
      return say(web::Tone::current, N_("is being tried"));
    case PlanState::tried:
      return say(web::Tone::current, N_("to be decided"));
    case PlanState::moving:
      return say(web::Tone::current, N_("files are being moved"));
    case PlanState::done:
      return say(web::Tone::ok, N_("files were moved"));
    case PlanState::rejected:
      return say(web::Tone::bad, N_("rejected"));
    case PlanState::withdrawn:
      return say(web::Tone::idle, N_("withdrawn"));
    case PlanState::stopped:
      return say(web::Tone::warn, N_("stopped"));
  }
}

std::string bundle_words(const BundleNeeds& needs, db::Transaction& tx, std::int64_t bundle) {
  for (const auto& d : needs.bundles.deployed(tx, 1000))
    if (d.bundle == bundle) return fmt::format("{} ({})", d.label, bundle);
  return std::to_string(bundle);
}

Page plan_form(const BundleNeeds& needs, const Request& rq, const Rejections& reasons) {
  const auto& t = needs.renderer.translator();
  auto data = needs.pool.transact(db::Mode::read, [&](db::Transaction& tx) {
    Data out;
    std::vector<web::Option> bundles, processes;
    for (const auto& d : needs.bundles.deployed(tx, 20))
      bundles.push_back(
          {std::to_string(d.bundle), fmt::format("{} ({}), {}", d.label, d.bundle, t.date(rq.language, d.valid_from))});
    std::string last;
    for (const auto& l : needs.migrations.live(tx)) {
      if (l.process != last) processes.push_back({l.process, l.process});
      last = l.process;
    }
    web::fill_options(out, "bundle", bundles, {rq.field("bundle")});
    web::fill_options(out, "process", processes, {rq.field("process")});
    return out;
  });
  web::fill_form(data, rq, t, reasons);
  return room_page(needs.renderer, rq, "move_new.tpl", data, t.text(rq.language, N_("Move files to another bundle")),
                   reasons);
}

Page propose_plan(const BundleNeeds& needs, const Request& rq) {
  Rejections unfit;
  const auto day = [&](const char* field) {
    const auto d = rq.day(field);
    if (!d && !rq.field(field).empty()) unfit.push_back({"form.not_a_day", {field}, field});
    return d;
  };
  workflow::NewPlan plan;
  plan.bundle = whole_number(rq.field("bundle")).value_or(0);
  plan.process = rq.field("process");
  plan.node_map = rq.text_block("node_map");
  plan.chosen_node = rq.field("chosen_node");
  plan.started_from = day("started_from");
  plan.started_until = day("started_until");
  plan.reason = rq.text_block("reason");
  plan.legal_reference = rq.field("legal_reference");
  if (!unfit.empty()) return plan_form(needs, rq, unfit);
  const auto id = needs.migrations.propose(rq.who(), plan);
  if (!id) return plan_form(needs, rq, id.rejections());
  return web::see_other(fmt::format("{}/{}", moves_home, *id));
}

void put_plan(Data& out, const ReportOf& of, const workflow::Plan& p) {
  const auto& needs = of.needs;
  const auto& rq = of.rq;
  const auto& t = needs.renderer.translator();
  out.set("ACTION", fmt::format("{}/{}/decision", moves_home, p.id)).set("VERSION", p.version);
  out.set("BUNDLE", bundle_words(needs, of.tx, p.bundle)).set("PROCESS", p.process);
  out.set("REASON", p.reason).set("LEGAL", p.legal_reference);
  out.show_if("HAS_MAP", !p.node_map.empty()).set("MAP", p.node_map);
  out.show_if("HAS_NODE", !p.chosen_node.empty()).set("NODE", p.chosen_node);
  out.show_if("HAS_FROM", p.started_from.has_value()).show_if("HAS_UNTIL", p.started_until.has_value());
  if (p.started_from) out.set("STARTED_FROM", t.date(rq.language, *p.started_from));
  if (p.started_until) out.set("STARTED_UNTIL", t.date(rq.language, *p.started_until));
  out.set("BY", needs.person(p.proposed_by, rq.language)).set("AT", t.date_time(rq.language, p.proposed_at));
  put_plan_state(out, needs, rq, p);
  out.show_if("DECIDED", p.decided_at.has_value());
  if (p.decided_at)
    out.set("DECIDED_BY", needs.person(p.decided_by, rq.language))
        .set("DECIDED_AT", t.date_time(rq.language, *p.decided_at));
  out.show_if("HAS_ANSWER", !p.answer.empty()).set("ANSWER", p.answer);
  const bool own = p.proposed_by == rq.who().user_id();
  const bool open = p.state == PlanState::tried || p.state == PlanState::trying;
  const bool decider = rq.who().may(workflow::MigrationOffice::may_approve);
  out.show_if("MAY_APPROVE", p.state == PlanState::tried && decider && !own);
  out.show_if("OWN", own && open && decider);
  out.show_if("MAY_REJECT", open && decider && !own).show_if("MAY_WITHDRAW", open && own);
  out.show_if("MAY_CLOSE", open && (own || decider));
  const bool proposer = rq.who().may(workflow::MigrationOffice::may_propose);
  out.show_if("MAY_STOP", p.state == PlanState::moving && (decider || proposer));
  out.show_if("MAY_RESUME", p.state == PlanState::stopped && decider && !own);
  out.show_if("STANDS_STILL", p.state == PlanState::stopped);
  const auto stops = needs.migrations.stops(of.tx, p.id);
  out.show_if("STOPS", !stops.empty());
  for (const auto& s : stops) {
    auto& row = out.add("STOP");
    row.set("BY", needs.person(s.stopped_by, rq.language)).set("AT", t.date_time(rq.language, s.stopped_at));
    row.set("REASON", s.reason).show_if("RESUMED", s.resumed_at.has_value());
    if (s.resumed_at)
      row.set("RESUMED_BY", needs.person(s.resumed_by, rq.language))
          .set("RESUMED_AT", t.date_time(rq.language, *s.resumed_at));
  }
}

Page one_plan(const BundleNeeds& needs, const Request& rq, const Rejections& reasons) {
  const auto& t = needs.renderer.translator();
  const auto id = whole_number(rq.capture("plan")).value_or(0);
  bool known = false;
  auto data = needs.pool.transact(db::Mode::read, [&](db::Transaction& tx) {
    Data out;
    const auto p = needs.migrations.find(tx, id);
    known = p && p->proposal == 0;
    if (!known) return out;
    put_plan(out, {needs, rq, tx}, *p);
    const auto labels = needs.engine.find_bundle(tx, p->bundle);
    fill_report(out, {needs, rq, tx}, *p, has_begun(p->state) ? Pass::doing : Pass::trial, labels.get(),
                fmt::format("{}/{}/report", moves_home, id));
    return out;
  });
  if (!known) return web::problem(needs.renderer, rq, 404, Rejection{"migration.plan_unknown"});
  web::fill_form(data, rq, t, reasons);
  return room_page(needs.renderer, rq, "move.tpl", data, t.text(rq.language, N_("Move files to another bundle")),
                   reasons);
}

Page decide_plan(const BundleNeeds& needs, const Request& rq) {
  const auto id = whole_number(rq.capture("plan")).value_or(0);
  const auto version = whole_number(rq.field("version")).value_or(0);
  const auto act = rq.field("act");
  const auto done = act == "approve"    ? needs.migrations.approve(rq.who(), id, version)
                    : act == "reject"   ? needs.migrations.reject(rq.who(), id, version, rq.text_block("answer"))
                    : act == "stop"     ? needs.migrations.stop(rq.who(), id, version, rq.text_block("answer"))
                    : act == "resume"   ? needs.migrations.resume(rq.who(), id, version)
                    : act == "withdraw" ? needs.migrations.withdraw(rq.who(), id, version, rq.text_block("answer"))
                                        : Result<Done>{Rejection{"request.malformed"}};
  if (done) return web::see_other(fmt::format("{}/{}", moves_home, id));
  if (web::status_of(done.rejection()) == 403) return web::problem(needs.renderer, rq, 403, done.rejection());
  return one_plan(needs, rq, done.rejections());
}

Page plan_csv(const BundleNeeds& needs, const Request& rq) {
  const auto id = whole_number(rq.capture("plan")).value_or(0);
  const auto plan =
      needs.pool.transact(db::Mode::read, [&](db::Transaction& tx) { return needs.migrations.find(tx, id); });
  if (!plan || plan->proposal != 0) return web::problem(needs.renderer, rq, 404, Rejection{"migration.plan_unknown"});
  return report_csv(needs, *plan, has_begun(plan->state) ? Pass::doing : Pass::trial);
}

}  // namespace

void fill_moves(Data& into, const ReportOf& of, int limit) {
  const auto& t = of.needs.renderer.translator();
  const auto plans = of.needs.migrations.list(of.tx, limit);
  into.show_if("PLANS", !plans.empty());
  for (const auto& p : plans) {
    auto& row = into.add("PLAN");
    row.set("HREF", fmt::format("{}/{}", moves_home, p.id)).set("BUNDLE", bundle_words(of.needs, of.tx, p.bundle));
    row.set("PROCESS", p.process).set("BY", of.needs.person(p.proposed_by, of.rq.language));
    row.set("AT", t.date(of.rq.language, p.proposed_at.day()));
    put_plan_state(row, of.needs, of.rq, p);
  }
}

void add_move_screens(web::Router& router, const std::shared_ptr<const BundleNeeds>& needs) {
  const auto route = [&](const char* method, const std::string& below, std::string_view permission, auto handler) {
    router.add({method, std::string{moves_home} + below, web::Mount::staff, std::string{permission},
                [needs, handler](const Request& rq) { return handler(*needs, rq); }});
  };
  constexpr std::string_view read = "workflow.read", write = workflow::MigrationOffice::may_propose;
  route("GET", "/new", write, [](const BundleNeeds& n, const Request& rq) { return plan_form(n, rq, {}); });
  route("POST", "/new", write, propose_plan);
  route("GET", "/{plan}", read, [](const BundleNeeds& n, const Request& rq) { return one_plan(n, rq, {}); });
  route("POST", "/{plan}/decision", read, decide_plan);
  route("GET", "/{plan}/report", read, plan_csv);
}

}  // namespace ssiis::procedures

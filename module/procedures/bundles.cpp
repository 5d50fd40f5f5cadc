#include "procedures/bundles.hpp"

#include <fmt/format.h>

#include <fstream>

#include "procedures/bundle_files.hpp"
#include "procedures/moves.hpp"
#include "procedures/page.hpp"
#include "procedures/report.hpp"

namespace ssiis::procedures {
namespace {

using web::Data;
using web::N_;
using web::Page;
using web::Request;
using workflow::Pass;
using workflow::PlanState;
using workflow::ProposalState;

constexpr int lists_shown = 50;
constexpr std::uintmax_t most_upload = 16ULL << 20;

void put_state(Data& row, const BundleNeeds& needs, const Request& rq, const workflow::Proposal& p) {
  const auto& t = needs.renderer.translator();
  const auto say = [&](web::Tone tone, const char* words) { web::fill_tag(row, tone, t.text(rq.language, words)); };
  switch (p.state) {
    case ProposalState::proposed:
      return say(web::Tone::bad, N_("has findings"));
    case ProposalState::checked:
      return say(web::Tone::current, N_("to be decided"));
    case ProposalState::approved:
      if (needs.clock.today() < p.valid_from) return say(web::Tone::warn, N_("approved, not in force yet"));
      return say(web::Tone::ok, N_("in force"));
    case ProposalState::rejected:
      return say(web::Tone::bad, N_("rejected"));
    case ProposalState::withdrawn:
      return say(web::Tone::idle, N_("withdrawn"));
  }
}

Page overview(const BundleNeeds& needs, const Request& rq) {
  const auto& t = needs.renderer.translator();
  const auto data = needs.pool.transact(db::Mode::read, [&](db::Transaction& tx) {
    Data out;
    out.show_if("MAY_PROPOSE", rq.who().may(workflow::BundleOffice::may_propose));
    const auto proposals = needs.bundles.list(tx, lists_shown);
    out.show_if("PROPOSALS", !proposals.empty());
    for (const auto& p : proposals) {
      auto& row = out.add("PROPOSAL");
      row.set("HREF", fmt::format("{}/{}", bundles_home, p.id)).set("LABEL", p.label);
      row.set("FROM", t.date(rq.language, p.valid_from)).set("BY", needs.person(p.proposed_by, rq.language));
      row.set("AT", t.date(rq.language, p.proposed_at.day()));
      put_state(row, needs, rq, p);
    }
    fill_moves(out, {needs, rq, tx}, lists_shown);
    const auto deployed = needs.bundles.deployed(tx, 1000);
    const auto live = needs.migrations.live(tx);
    out.show_if("LIVE", !live.empty());
    for (const auto& l : live) {
      auto& row = out.add("LIVE_ROW");
      row.set("PROCESS", l.process).set("NUMBER", l.bundle).set("FILES", t.number(rq.language, l.files));
      for (const auto& d : deployed)
        if (d.bundle == l.bundle) row.set("LABEL", d.label).set("FROM", t.date(rq.language, d.valid_from));
    }
    return out;
  });
  return room_page(needs.renderer, rq, "bundles.tpl", data, t.text(rq.language, N_("Procedures")), {}, Level::top);
}

Page proposal_form(const BundleNeeds& needs, const Request& rq, const Rejections& reasons) {
  const auto& t = needs.renderer.translator();
  Data data;
  data.set("VALUE_valid_from", needs.clock.today().iso());
  web::fill_form(data, rq, t, reasons);
  return room_page(needs.renderer, rq, "bundle_new.tpl", data, t.text(rq.language, N_("Propose a bundle")), reasons);
}

Page propose(const BundleNeeds& needs, const Request& rq) {
  const web::Upload* upload = nullptr;
  for (const auto& u : rq.uploads)
    if (u.field == "file" && u.size > 0) upload = &u;
  if (upload == nullptr) return proposal_form(needs, rq, {{"upload.empty", {}, "file"}});
  if (upload->size > most_upload) return proposal_form(needs, rq, {Rejection{"bundle.zip_too_large", {}, "file"}});
  const auto day = rq.day("valid_from");
  if (!day) return proposal_form(needs, rq, {{"form.not_a_day", {"valid_from"}, "valid_from"}});
  std::ifstream in{upload->quarantine_path, std::ios::binary};
  const std::string zip{std::istreambuf_iterator<char>{in}, {}};
  const auto files = unpacked_bundle(zip);
  if (!files) return proposal_form(needs, rq, files.rejections());
  const auto id = needs.bundles.propose(
      rq.who(), {*files, rq.field("label"), rq.text_block("reason"), rq.field("legal_reference"), *day});
  if (!id) return proposal_form(needs, rq, id.rejections());
  return web::see_other(fmt::format("{}/{}", bundles_home, *id));
}

void put_findings(Data& out, const BundleNeeds& needs, const Request& rq, const workflow::Findings& findings) {
  const auto& t = needs.renderer.translator();
  out.show_if("FINDINGS", !findings.empty());
  for (const auto& f : findings) {
    auto& row = out.add("FINDING");
    row.set("FILE", f.file).set("LINE", std::int64_t{f.line}).set("CODE", f.code);
    row.set("SENTENCE", finding_words(t, rq.language, f));
  }
}

void put_proposal(Data& out, const BundleNeeds& needs, const Request& rq, const workflow::Proposal& p,
                  std::int64_t untried) {
  const auto& t = needs.renderer.translator();
  out.set("TITLE", p.label).set("ACTION", fmt::format("{}/{}/decision", bundles_home, p.id));
  out.set("VERSION", p.version).set("HASH", p.hash).set("FROM", t.date(rq.language, p.valid_from));
  out.set("REASON", p.reason).set("LEGAL", p.legal_reference);
  out.set("BY", needs.person(p.proposed_by, rq.language)).set("AT", t.date_time(rq.language, p.proposed_at));
  put_state(out, needs, rq, p);
  out.show_if("DECIDED", p.decided_at.has_value());
  if (p.decided_at)
    out.set("DECIDED_BY", needs.person(p.decided_by, rq.language))
        .set("DECIDED_AT", t.date_time(rq.language, *p.decided_at));
  out.show_if("HAS_ANSWER", !p.answer.empty()).set("ANSWER", p.answer);
  const bool own = p.proposed_by == rq.who().user_id();
  const bool decider = rq.who().may(workflow::BundleOffice::may_approve);
  out.show_if("MAY_TRY", p.state == ProposalState::checked);
  const bool stale = p.state == ProposalState::checked && untried > 0;
  out.show_if("TRIAL_OLD", stale).set("UNTRIED", t.number(rq.language, untried));
  out.show_if("MAY_APPROVE", p.state == ProposalState::checked && decider && !own && !stale);
  out.show_if("OWN", own && p.waits() && decider);
  out.show_if("MAY_REJECT", p.waits() && decider && !own);
  out.show_if("MAY_WITHDRAW", p.waits() && own && rq.who().may(workflow::BundleOffice::may_propose));
  out.show_if("MAY_CLOSE", p.waits() && ((decider && !own) || own));
}

Page one_proposal(const BundleNeeds& needs, const Request& rq, const Rejections& reasons) {
  const auto& t = needs.renderer.translator();
  const auto id = whole_number(rq.capture("proposal")).value_or(0);
  std::string title;
  bool known = false, waits = false;
  workflow::Files files;
  auto data = needs.pool.transact(db::Mode::read, [&](db::Transaction& tx) {
    Data out;
    const auto p = needs.bundles.find(tx, id);
    known = p.has_value();
    if (!p) return out;
    title = p->label;
    waits = p->waits();
    put_proposal(out, needs, rq, *p, p->waits() ? needs.bundles.untried(tx, id) : 0);
    files = needs.bundles.contents(tx, id);
    for (const auto& f : needs.bundles.files(tx, id))
      out.add("BUNDLE_FILE")
          .set("NAME", f.name)
          .set("SHA", f.sha256)
          .set("BYTES", t.number(rq.language, static_cast<std::int64_t>(f.bytes)));
    const auto trial = needs.migrations.newest_trial(tx, id);
    out.show_if("TRIED", trial.has_value());
    if (trial) {
      workflow::Findings none;
      const auto labels = workflow::read_bundle(files, {}, none);
      fill_report(out, {needs, rq, tx}, *trial, Pass::trial, labels.get(),
                  fmt::format("{}/{}/report", bundles_home, id));
    }
    return out;
  });
  if (!known) return web::problem(needs.renderer, rq, 404, Rejection{"bundle.proposal_unknown"});
  // Of one that is decided the findings of today say nothing.
  put_findings(data, needs, rq, waits ? needs.bundles.check(files) : workflow::Findings{});
  if (waits) put_doubts(data, t, rq.language, files);
  web::fill_form(data, rq, t, reasons);
  return room_page(needs.renderer, rq, "bundle.tpl", data, title, reasons);
}

Page decide(const BundleNeeds& needs, const Request& rq) {
  const auto id = whole_number(rq.capture("proposal")).value_or(0);
  const auto version = whole_number(rq.field("version")).value_or(0);
  const auto act = rq.field("act");
  Rejections refused;
  const auto keep = [&](const auto& result) {
    if (!result) refused = result.rejections();
  };
  if (act == "try")
    keep(needs.migrations.try_proposal(rq.who(), id));
  else if (act == "approve")
    keep(needs.bundles.approve(rq.who(), id, version));
  else if (act == "reject")
    keep(needs.bundles.reject(rq.who(), id, version, rq.text_block("answer")));
  else if (act == "withdraw")
    keep(needs.bundles.withdraw(rq.who(), id, version, rq.text_block("answer")));
  else
    refused.push_back(Rejection{"request.malformed"});
  if (refused.empty()) return web::see_other(fmt::format("{}/{}", bundles_home, id));
  if (web::status_of(refused.front()) == 403) return web::problem(needs.renderer, rq, 403, refused.front());
  return one_proposal(needs, rq, refused);
}

Page trial_csv(const BundleNeeds& needs, const Request& rq) {
  const auto id = whole_number(rq.capture("proposal")).value_or(0);
  const auto trial = id == 0 ? std::nullopt : needs.pool.transact(db::Mode::read, [&](db::Transaction& tx) {
    return needs.migrations.newest_trial(tx, id);
  });
  if (!trial) return web::problem(needs.renderer, rq, 404, Rejection{"bundle.proposal_unknown"});
  return report_csv(needs, *trial, Pass::trial);
}

}  // namespace

void add_bundle_screens(web::Router& router, const BundleNeeds& given) {
  const auto needs = std::make_shared<const BundleNeeds>(given);
  const auto route = [&](const char* method, const std::string& below, std::string_view permission, auto handler) {
    router.add({method, std::string{bundles_home} + below, web::Mount::staff, std::string{permission},
                [needs, handler](const Request& rq) { return handler(*needs, rq); }});
  };
  constexpr std::string_view read = "workflow.read", write = workflow::BundleOffice::may_propose;
  route("GET", "", read, overview);
  route("GET", "/new", write, [](const BundleNeeds& n, const Request& rq) { return proposal_form(n, rq, {}); });
  route("POST", "/new", write, propose);
  route("GET", "/{proposal}", read, [](const BundleNeeds& n, const Request& rq) { return one_proposal(n, rq, {}); });
  route("POST", "/{proposal}/decision", read, decide);
  route("GET", "/{proposal}/report", read, trial_csv);
  add_move_screens(router, needs);
}

}  // namespace ssiis::procedures

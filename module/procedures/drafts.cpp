#include "procedures/drafts.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "procedures/draft_parts.hpp"
#include "procedures/page.hpp"

namespace ssiis::procedures {
namespace {

using web::Data;
using web::N_;
using web::Page;
using web::Request;

constexpr int drafts_shown = 100, saves_shown = 200, bundles_offered = 50;

Page list_of_drafts(const DraftNeeds& needs, const Request& rq) {
  const auto& t = needs.renderer.translator();
  Data data;
  const auto drafts =
      needs.pool.transact(db::Mode::read, [&](db::Transaction& tx) { return needs.drafts.list(tx, drafts_shown); });
  data.show_if("MAY_PROPOSE", rq.who().may(workflow::BundleOffice::may_propose));
  data.show_if("DRAFTS", !drafts.empty());
  Names names{needs, rq};
  for (const auto& d : drafts) {
    auto& row = data.add("DRAFT");
    put_draft(row, needs, rq, d);
    row.set("BY", names.of(d.changed_by)).set("AT", t.date_time(rq.language, d.changed_at));
    row.set("OWNER", names.of(d.owner));
  }
  return draft_page(needs, rq, {"drafts.tpl", t.text(rq.language, N_("Drafts"))}, data, {});
}

Page new_draft(const DraftNeeds& needs, const Request& rq, const Rejections& reasons) {
  const auto& t = needs.renderer.translator();
  Data data;
  const auto bundles = needs.pool.transact(
      db::Mode::read, [&](db::Transaction& tx) { return needs.bundles.deployed(tx, bundles_offered); });
  std::vector<web::Option> options;
  std::string newest;
  for (const auto& b : bundles) {
    options.push_back({std::to_string(b.bundle),
                       fmt::format("{} ({}), {}", b.label, b.bundle, t.date(rq.language, b.valid_from)), ""});
    if (newest.empty() && !(needs.clock.today() < b.valid_from)) newest = options.back().value;
  }
  const auto chosen = rq.is_write() ? rq.field("bundle") : newest;
  web::fill_options(data, "bundle", options, {chosen});
  web::fill_form(data, rq, t, reasons);
  return draft_page(needs, rq, {"draft_new.tpl", t.text(rq.language, N_("New draft"))}, data, reasons);
}

Page create_draft(const DraftNeeds& needs, const Request& rq) {
  const auto id = needs.drafts.create(rq.who(), rq.field("label"), number_of(rq, "bundle"));
  return id ? web::see_other(draft_address(*id)) : new_draft(needs, rq, id.rejections());
}

void put_files(Data& data, const DraftNeeds& needs, const Request& rq, const OpenedDraft& opened,
               const workflow::Files& before) {
  const auto& t = needs.renderer.translator();
  const auto mark = [&](Data& row, web::Tone tone, const char* words) {
    web::fill_tag(row, tone, t.text(rq.language, words));
  };
  const auto all = workflow::contents_of(opened.files);
  const auto differences = workflow::compared(before, all);
  // Drawings first, then tables, then the rest.
  std::vector<std::pair<std::string, workflow::Difference>> shown{differences.begin(), differences.end()};
  const auto rank = [](const std::string& name) {
    return name.ends_with(".bpmn") ? 0 : name.ends_with(".dmn") ? 1 : workflow::is_template(name) ? 3 : 2;
  };
  std::stable_sort(shown.begin(), shown.end(),
                   [&](const auto& a, const auto& b) { return rank(a.first) < rank(b.first); });
  for (const auto& [name, difference] : shown) {
    const auto* file = opened.find(name);
    auto& row = data.add("DRAFT_FILE");
    row.set("NAME", name).show_if("THERE", file != nullptr);
    if (file) {
      row.set("HREF", file_address(opened.draft.id, name, name.ends_with(".dmn") ? "table" : "file"));
      row.set("DOWNLOAD", file_address(opened.draft.id, name, "download"));
      // Of a letter's template only its name was read.
      if (!workflow::is_template(name))
        row.set("BYTES", t.number(rq.language, static_cast<std::int64_t>(file->content.size())));
    }
    switch (difference) {
      case workflow::Difference::none:
        mark(row, web::Tone::idle, N_("unchanged"));
        break;
      case workflow::Difference::form_only:
        mark(row, web::Tone::ok, N_("means the same"));
        break;
      case workflow::Difference::changed:
        mark(row, web::Tone::current, N_("changed"));
        break;
      case workflow::Difference::added:
        mark(row, web::Tone::current, N_("new"));
        break;
      case workflow::Difference::removed:
        mark(row, web::Tone::warn, N_("taken away"));
        break;
    }
  }
}

void put_saves(Data& data, const DraftNeeds& needs, const Request& rq, const workflow::Draft& draft,
               const std::vector<workflow::DraftSave>& saves) {
  const auto& t = needs.renderer.translator();
  Names names{needs, rq};
  for (const auto& s : saves) {
    auto& row = data.add("SAVE");
    row.set("NUMBER", s.number).set("BY", names.of(s.by));
    row.set("AT", t.date_time(rq.language, s.at)).set("NOTE", s.note);
    row.show_if("BEGINNING", s.number == 1);
    for (const auto& f : s.changed) row.add("SAVED_FILE").set("NAME", f);
    for (const auto& f : s.removed) row.add("GONE_FILE").set("NAME", f);
    row.show_if("MAY_RESTORE", may_change(rq, draft) && s.number != draft.version);
  }
}

Page one_draft(const DraftNeeds& needs, const Request& rq, const Rejections& refused) {
  const auto& t = needs.renderer.translator();
  const auto opened = opened_draft(needs, rq);
  if (!opened) return no_such_draft(needs, rq);
  const auto& d = opened->draft;
  Data data;
  put_draft(data, needs, rq, d);
  workflow::Files before;
  std::vector<workflow::DraftSave> saves;
  std::string bundle_label;
  needs.pool.transact(db::Mode::read, [&](db::Transaction& tx) {
    before = needs.drafts.bundle_files(tx, d.from_bundle);
    saves = needs.drafts.saves(tx, d.id, saves_shown);
    for (const auto& b : needs.bundles.deployed(tx, 1000))
      if (b.bundle == d.from_bundle) bundle_label = b.label;
  });
  put_files(data, needs, rq, *opened, before);
  put_saves(data, needs, rq, d, saves);
  data.set("BUNDLE_LABEL", fmt::format("{} ({})", bundle_label, d.from_bundle));
  data.set("OWNER", needs.person(d.owner, rq.language)).set("BEGUN", t.date_time(rq.language, d.created_at));
  data.set("CHANGED_BY", needs.person(d.changed_by, rq.language));
  data.set("CHANGED_AT", t.date_time(rq.language, d.changed_at));
  data.show_if("OWN", may_change(rq, d) && d.owner == rq.who().user_id());
  data.show_if("MAY_BRANCH", rq.who().may(workflow::BundleOffice::may_propose));
  const auto reasons = readable(needs, rq, refused);
  web::fill_form(data, rq, t, reasons);
  return draft_page(needs, rq, {"draft.tpl", d.label}, data, reasons);
}

Page act_on_draft(const DraftNeeds& needs, const Request& rq) {
  const auto id = whole_number(rq.capture("draft")).value_or(0);
  const auto version = number_of(rq, "base");
  const auto act = rq.field("act");
  const auto answer = [&](const auto& result, std::int64_t to) {
    if (result) return web::see_other(draft_address(to));
    if (auto page = problem_of(needs, rq, result.rejection())) return std::move(*page);
    return one_draft(needs, rq, result.rejections());
  };
  if (act == "restore") return answer(needs.drafts.restore(rq.who(), id, version, number_of(rq, "number"), ""), id);
  if (act == "discard") return answer(needs.drafts.discard(rq.who(), id, version), id);
  if (act != "branch") return one_draft(needs, rq, {Rejection{"request.malformed"}});
  const auto other = needs.drafts.branch(rq.who(), id, version, rq.field("label"), {});
  return answer(other, other ? *other : id);
}

// A file more, one in place of another, or one less.
Page change_files(const DraftNeeds& needs, const Request& rq) {
  const auto id = whole_number(rq.capture("draft")).value_or(0);
  workflow::DraftChanges changes;
  const auto name = rq.field("name");
  if (rq.field("act") == "remove") {
    changes.remove.insert(name);
  } else {
    const auto* upload = uploaded(rq);
    if (!upload) return one_draft(needs, rq, {{"upload.empty", {}, "file"}});
    changes.put[name] = bytes_of(*upload);
  }
  const auto saved = needs.drafts.save(rq.who(), id, number_of(rq, "base"), changes, rq.field("note"));
  if (saved) return web::see_other(draft_address(id));
  if (auto page = problem_of(needs, rq, saved.rejection())) return std::move(*page);
  return one_draft(needs, rq, saved.rejections());
}

Page check_draft(const DraftNeeds& needs, const Request& rq) {
  const auto& t = needs.renderer.translator();
  const auto opened = opened_draft(needs, rq);
  if (!opened) return no_such_draft(needs, rq);
  Data data;
  put_draft(data, needs, rq, opened->draft);
  const auto found = put_draft_findings(data, needs, rq, *opened);
  data.show_if("FINDINGS", found > 0).set("FOUND", static_cast<std::int64_t>(found));
  put_doubts(data, t, rq.language, workflow::contents_of(opened->files));
  return draft_page(needs, rq, {"draft_check.tpl", t.text(rq.language, N_("Check")), &opened->draft}, data, {});
}

Page proposal_of_draft(const DraftNeeds& needs, const Request& rq, const Rejections& refused) {
  const auto& t = needs.renderer.translator();
  const auto opened = opened_draft(needs, rq);
  if (!opened) return no_such_draft(needs, rq);
  if (!opened->draft.open() && refused.empty()) return web::see_other(draft_address(opened->draft.id));
  Data data;
  put_draft(data, needs, rq, opened->draft);
  const auto found = put_draft_findings(data, needs, rq, *opened);
  data.show_if("FINDINGS", found > 0).set("FOUND", static_cast<std::int64_t>(found));
  data.set("VALUE_label", opened->draft.label).set("VALUE_valid_from", needs.clock.today().iso());
  const auto reasons = readable(needs, rq, refused);
  web::fill_form(data, rq, t, reasons);
  return draft_page(needs, rq, {"draft_propose.tpl", t.text(rq.language, N_("Propose for approval")), &opened->draft},
                    data, reasons);
}

Page hand_over_draft(const DraftNeeds& needs, const Request& rq) {
  const auto id = whole_number(rq.capture("draft")).value_or(0);
  const auto day = rq.day("valid_from");
  if (!day) return proposal_of_draft(needs, rq, {{"form.not_a_day", {"valid_from"}, "valid_from"}});
  const auto proposal =
      needs.drafts.hand_over(rq.who(), id, number_of(rq, "base"),
                             {{}, rq.field("label"), rq.text_block("reason"), rq.field("legal_reference"), *day});
  if (proposal) return web::see_other(fmt::format("{}/{}", bundles_home, *proposal));
  if (auto page = problem_of(needs, rq, proposal.rejection())) return std::move(*page);
  return proposal_of_draft(needs, rq, proposal.rejections());
}

}  // namespace

void add_draft_screens(web::Router& router, const DraftNeeds& given) {
  const auto needs = std::make_shared<const DraftNeeds>(given);
  const auto route = [&](const char* method, const std::string& below, std::string_view permission, auto handler) {
    router.add({method, std::string{drafts_home} + below, web::Mount::staff, std::string{permission},
                [needs, handler](const Request& rq) { return handler(*needs, rq); }});
  };
  const auto fresh = [](auto handler) {
    return [handler](const DraftNeeds& n, const Request& rq) { return handler(n, rq, Rejections{}); };
  };
  constexpr std::string_view read = "workflow.read", write = workflow::BundleOffice::may_propose;
  route("GET", "", read, list_of_drafts);
  route("GET", "/new", write, fresh(new_draft));
  route("POST", "/new", write, create_draft);
  route("GET", "/{draft}", read, fresh(one_draft));
  route("POST", "/{draft}/act", write, act_on_draft);
  route("POST", "/{draft}/files", write, change_files);
  route("GET", "/{draft}/check", read, check_draft);
  route("GET", "/{draft}/proposal", write, fresh(proposal_of_draft));
  route("POST", "/{draft}/proposal", write, hand_over_draft);
  add_draft_file_screens(router, needs);
  add_draft_table_screens(router, needs);
  add_simulation_screen(router, needs);
}

}  // namespace ssiis::procedures

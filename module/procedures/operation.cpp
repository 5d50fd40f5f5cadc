#include "procedures/operation.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "procedures/clock.hpp"

namespace ssiis::procedures {
namespace {

using web::Data;
using web::N_;
using web::Page;
using web::Request;
using workflow::Remedy;

constexpr std::string_view home = "/inspection/operation";
constexpr int shown_at_once = 50;
constexpr int jobs_shown = 50;
constexpr std::string_view missing_code = "workflow.unknown_variable";

// What of one request's page does not come from the database.
struct Outcome {
  std::vector<std::pair<std::string, Rejection>> refused{};  // the file's number
  std::int64_t settled{0}, failed_again{0};
  Rejections of_the_form{};
  bool tried{false};
};

class OperationPage {
 public:
  OperationPage(const OperationNeeds& needs, const Request& rq, db::Transaction& tx)
      : needs_{needs}, rq_{rq}, tx_{tx}, t_{needs.renderer.translator()} {}

  Data made(const Outcome& outcome) {
    filter_ = asked();
    tried_ = outcome.tried || !rq_.is_write();  // the next choice is made afresh
    put_outcome(outcome);
    put_clock_line(data_, rq_, t_, needs_.clocks(tx_), needs_.clock.now());
    put_kinds();
    if (!filter_.node.empty()) put_queue();
    put_loads();
    if (rq_.who().may("module.manage")) put_work();
    web::fill_form(data_, rq_, t_, outcome.of_the_form);
    return std::move(data_);
  }

 private:
  std::string value(std::string_view name) const { return rq_.is_write() ? rq_.field(name) : rq_.parameter(name); }

  workflow::IncidentFilter asked() const {
    workflow::IncidentFilter f{value("process"), value("node"), value("code"), CaseId{0}, 0, shown_at_once};
    const auto after = rq_.parameter("after");
    const auto dot = after.find('.');
    if (dot == std::string::npos) return f;
    f.after_case = CaseId{whole_number(after.substr(0, dot)).value_or(0)};
    f.after = whole_number(after.substr(dot + 1)).value_or(0);
    return f;
  }

  std::string step_words(std::int64_t bundle, const std::string& process, const std::string& node) {
    const auto b = needs_.engine.find_bundle(tx_, bundle);
    const auto label = b ? b->label_of(process, node) : workflow::StepLabel{node, {}};
    if (rq_.language == "lo" && !label.lo.empty()) return label.lo;
    return t_.keyed(rq_.language, "bpmn", process + "/" + node, label.drawn);
  }

  std::string sentence(const std::string& code, const std::string& with) const {
    return t_.rejection(rq_.language, Rejection{code, {with}});
  }

  static std::string address_of(const workflow::IncidentFilter& f) {
    return fmt::format("{}?process={}&node={}&code={}", home, percent_encoded(f.process), percent_encoded(f.node),
                       percent_encoded(f.code));
  }

  void put_outcome(const Outcome& outcome) {
    if (!outcome.tried) return;
    auto& report = data_.add("REPORT");
    report.show_if("AGAIN", outcome.failed_again > 0);
    report.set("SETTLED", outcome.settled)
        .set("FAILED_AGAIN", outcome.failed_again)
        .set("REFUSED", static_cast<std::int64_t>(outcome.refused.size()));
    report.show_if("SOME_REFUSED", !outcome.refused.empty());
    for (const auto& [file, why] : outcome.refused)
      report.add("REFUSAL")
          .set("REFUSED_FILE", file)
          .set("SENTENCE", t_.rejection(rq_.language, why))
          .set("CODE", why.code);
  }

  void put_kinds() {
    const auto kinds = needs_.incidents.kinds(tx_, rq_.who());
    data_.show_if("KINDS", !kinds.empty());
    std::int64_t total = 0;
    for (const auto& k : kinds) {
      total += k.count;
      const workflow::IncidentFilter one{k.process, k.node, k.code};
      auto& row = data_.add("KIND");
      row.set("KIND_HREF", address_of(one) + "#queue").set("STEP", step_words(k.bundle, k.process, k.node));
      row.set("SENTENCE", sentence(k.code, k.data.empty() ? "…" : k.data))
          .set("CODE", k.code)
          .set("COUNT", t_.number(rq_.language, k.count));
      row.set("OLDEST", t_.date_time(rq_.language, k.oldest));
      const bool chosen = k.process == filter_.process && k.node == filter_.node && k.code == filter_.code;
      row.show_if("CHOSEN", chosen);
      if (chosen) title_ = step_words(k.bundle, k.process, k.node);
    }
    data_.set("TOTAL", t_.number(rq_.language, total));
  }

  void put_queue() {
    const auto list = needs_.incidents.list(tx_, rq_.who(), filter_);
    if (list.empty()) return;
    auto& queue = data_.add("QUEUE");
    queue.set("QUEUE_TITLE", title_).set("PROCESS", filter_.process).set("NODE", filter_.node);
    queue.set("KIND_CODE", filter_.code);
    const auto ticked = rq_.is_write() ? rq_.all_fields("incident") : std::vector<std::string>{};
    for (const auto& i : list) put_incident(queue, i, ticked);
    std::vector<web::Option> remedies{{"retry", t_.text(rq_.language, "Try the step again")}};
    if (std::any_of(list.begin(), list.end(), [](const auto& i) { return i.skippable; }))
      remedies.push_back({"skip", t_.text(rq_.language, "Pass over the step: it counts as done")});
    put_correction(queue, list, remedies);
    if (rq_.who().may("workflow.terminate"))
      remedies.push_back({"terminate", t_.text(rq_.language, "End the procedure of the file")});
    web::fill_options(queue, "remedy", remedies, {tried_ ? "retry" : rq_.field("remedy")});
    const bool more = static_cast<int>(list.size()) == filter_.limit;
    queue.show_if("MORE", more);
    if (more)
      queue.set("MORE_HREF", fmt::format("{}&after={}.{}#queue", address_of(filter_), list.back().what.case_id.value,
                                         list.back().what.id));
  }

  // A variable that all of these steps miss can be put in, with its kind.
  void put_correction(Data& queue, const std::vector<workflow::WaitingIncident>& list,
                      std::vector<web::Option>& remedies) {
    const auto& name = list.front().what.data;
    const bool one = filter_.code == missing_code && !name.empty() &&
                     std::all_of(list.begin(), list.end(), [&](const auto& i) { return i.what.data == name; });
    queue.show_if("CORRECTS", one);
    if (!one) return;
    remedies.push_back({"correct", t_.text(rq_.language, N_("Put in the missing value and try again"))});
    queue.set("VARIABLE", name).set("VALUE_value", tried_ ? "" : rq_.field("value"));
    web::fill_options(queue, "value_kind",
                      {{"text", t_.text(rq_.language, N_("Text or code"))},
                       {"number", t_.text(rq_.language, N_("Whole number"))},
                       {"flag", t_.text(rq_.language, N_("Yes or no (true, false)"))},
                       {"day", t_.text(rq_.language, N_("Day (2026-01-31)"))}},
                      {tried_ ? "text" : rq_.field("value_kind")});
  }

  void put_incident(Data& queue, const workflow::WaitingIncident& i, const std::vector<std::string>& ticked) {
    const auto key = fmt::format("{}.{}", i.what.case_id.value, i.what.id);
    auto& row = queue.add("INCIDENT");
    const auto name = needs_.names(tx_, i.what.case_id);
    row.set("KEY", key).set("FILE", name ? name->number : t_.text(rq_.language, N_("no file")));
    row.show_if("HAS_FILE", name.has_value() && !name->address.empty());
    if (name) row.set("FILE_HREF", name->address);
    row.show_if("TAKEN", !i.taken_by.empty());
    row.set("TAKEN_BY", i.taken_by).set("SINCE", t_.date_time(rq_.language, i.what.opened_at));
    row.set("ATTEMPTS", i.what.attempts).set("DATA", i.what.data);
    row.show_if("BY_ITSELF", i.next_try.has_value());
    if (i.next_try) row.set("NEXT_TRY", t_.date_time(rq_.language, *i.next_try));
    row.show_if("TICKED", std::find(ticked.begin(), ticked.end(), key) != ticked.end());
  }

  void put_loads() {
    const auto loads = needs_.incidents.loads(tx_, rq_.who(), needs_.clock.today());
    data_.show_if("LOADS", !loads.empty());
    if (loads.empty()) return;
    data_.set("MOST", loads.front().waiting);
    put_drawing(loads);
    for (const auto& l : loads) {
      auto& row = data_.add("LOAD");
      row.set("STEP", step_words(l.bundle, l.process, l.node)).set("WAITING", l.waiting);
      row.set("WAITING_WORDS", t_.number(rq_.language, l.waiting));
      row.set("OVERDUE", t_.number(rq_.language, l.overdue)).show_if("LATE", l.overdue > 0);
      row.set("OLDEST", t_.date_time(rq_.language, l.oldest));
    }
  }

  // The procedure in which most files wait, with how many at each of its steps.
  void put_drawing(const std::vector<workflow::StepLoad>& loads) {
    if (!rq_.who().may(needs_.drawing_permission)) return;
    const auto& fullest = loads.front();
    std::string heaps;
    std::int64_t newest = fullest.bundle;
    for (const auto& l : loads) {
      if (l.process != fullest.process) continue;
      newest = std::max(newest, l.bundle);
      heaps += l.node + "=" + t_.plural(rq_.language, "{1} file", "{1} files", l.waiting) + ";";
    }
    data_.add("DRAWING")
        .set("DRAWN_AT", needs_.drawing(newest, fullest.process))
        .set("HEAPS", heaps)
        .set("FULLEST", fullest.node);
  }

  void put_work() {
    const auto dead = needs_.jobs.dead(tx_, jobs_shown);
    if (dead.empty()) return;
    auto& work = data_.add("WORK");
    for (const auto& job : dead)
      work.add("JOB")
          .set("JOB_ID", job.id)
          .set("JOB_KIND", t_.keyed(rq_.language, "job", job.kind, job.kind))
          .set("JOB_ENDED", t_.date_time(rq_.language, job.ended))
          .set("JOB_ATTEMPTS", job.attempts)
          .set("JOB_ERROR", job.last_error);
  }

  const OperationNeeds& needs_;
  const Request& rq_;
  db::Transaction& tx_;
  const web::Translator& t_;
  workflow::IncidentFilter filter_;
  std::string title_;
  bool tried_{true};
  Data data_;
};

Page page_with(const OperationNeeds& needs, const Request& rq, const Outcome& outcome) {
  const auto data = needs.pool.transact(db::Mode::read, [&](db::Transaction& tx) {
    return OperationPage{needs, rq, tx}.made(outcome);
  });
  const auto& t = needs.renderer.translator();
  const auto title = t.text(rq.language, N_("Operation"));
  auto page = web::fragment(title, needs.renderer.render("procedures/operation.tpl", rq.language, data));
  page.scripts = {"htmx.min.js", "page.js", "bpmn-viewer.min.js", "procedure.js"};
  page.menu_id = "inspection.operation";
  page.crumbs = {{t.text(rq.language, "Inspection"), "/inspection"}, {title, ""}};
  if (outcome.of_the_form.empty()) return page;
  page.status = web::status_of(outcome.of_the_form.front());
  page.title = web::refused_title(t, rq.language, title);
  return page;
}

std::optional<Remedy> remedy_of(std::string_view name) {
  for (const auto r : {Remedy::retry, Remedy::skip, Remedy::terminate})
    if (name_of(r) == name) return r;
  return std::nullopt;
}

std::string number_of(const OperationNeeds& needs, CaseId c) {
  const auto name = needs.pool.transact(db::Mode::read, [&](db::Transaction& tx) { return needs.names(tx, c); });
  return name ? name->number : std::string{};
}

// What somebody typed for a variable, as its kind; nothing when it is none.
std::optional<workflow::Value> typed_value(const Request& rq) {
  const std::string text{trimmed(rq.field("value"))};
  const auto kind = rq.field("value_kind");
  if (kind == "number") {
    const auto n = whole_number(text);
    return n ? std::optional<workflow::Value>{*n} : std::nullopt;
  }
  if (kind == "day") {
    const auto d = Day::parse(text);
    return d ? std::optional<workflow::Value>{*d} : std::nullopt;
  }
  if (kind == "flag")
    return text == "true" || text == "false" ? std::optional<workflow::Value>{text == "true"} : std::nullopt;
  return kind == "text" && !text.empty() ? std::optional<workflow::Value>{text} : std::nullopt;
}

// Each incident is settled by itself: one that is refused keeps none of the others back.
Page settle(const OperationNeeds& needs, const Request& rq) {
  const bool corrects = rq.field("remedy") == "correct";
  const auto remedy = corrects ? std::optional{Remedy::retry} : remedy_of(rq.field("remedy"));
  workflow::Variables corrected;
  const auto chosen = rq.all_fields("incident");
  Outcome out;
  if (!remedy) out.of_the_form.push_back(Rejection{"workflow.remedy_missing", {}, "remedy"});
  if (chosen.empty()) out.of_the_form.push_back(Rejection{"workflow.none_chosen"});
  if (chosen.size() > std::size_t{shown_at_once}) out.of_the_form.push_back(Rejection{"request.malformed"});
  if (corrects) {
    if (auto value = typed_value(rq))
      corrected.emplace(rq.field("variable"), std::move(*value));
    else
      out.of_the_form.push_back(Rejection{"workflow.value_not_typed", {}, "value"});
  }
  if (remedy && (*remedy != Remedy::retry || corrects) && trimmed(rq.field("reason")).empty())
    out.of_the_form.push_back(Rejection{"workflow.reason_missing", {}, "reason"});
  if (!out.of_the_form.empty()) return page_with(needs, rq, out);
  out.tried = true;
  for (const auto& key : chosen) {
    const auto dot = std::min(key.find('.'), key.size());
    const workflow::IncidentRef ref{CaseId{whole_number(key.substr(0, dot)).value_or(0)},
                                    whole_number(key.substr(std::min(dot + 1, key.size()))).value_or(0)};
    const auto done = needs.incidents.settle(rq.who(), ref, *remedy, rq.field("reason"), corrected);
    if (done)
      ++(done->failed_again ? out.failed_again : out.settled);
    else
      out.refused.emplace_back(
          done.rejection().code == "workflow.incident_unknown" ? "" : number_of(needs, ref.case_id), done.rejection());
  }
  return page_with(needs, rq, out);
}

Page revive(const OperationNeeds& needs, const Request& rq) {
  const auto id = whole_number(rq.field("job")).value_or(0);
  const bool revived = needs.pool.transact(db::Mode::write, [&](db::Transaction& tx) {
    if (!needs.jobs.revive(tx, id, needs.clock.now())) return false;
    needs.trail.record(tx, rq.who(),
                       {audit::ChainName::administration(),
                        audit::Act::wrote,
                        "work.revived",
                        "job:" + std::to_string(id),
                        {},
                        {},
                        {}});
    return true;
  });
  if (revived) return web::see_other(home);
  Outcome out;
  out.of_the_form.push_back(Rejection{"work.over"});
  return page_with(needs, rq, out);
}

}  // namespace

void add_operation_screens(web::Router& router, const OperationNeeds& needs) {
  const auto route = [&](std::string method, const std::string& below, std::string permission, auto handler) {
    router.add({std::move(method), std::string{home} + below, web::Mount::staff, std::move(permission),
                [needs, handler](const Request& rq) { return handler(needs, rq); }});
  };
  route("GET", "", "workflow.incident",
        [](const OperationNeeds& n, const Request& rq) { return page_with(n, rq, {}); });
  route("POST", "/incidents", "workflow.incident", settle);
  route("POST", "/work", "module.manage", revive);
}

}  // namespace ssiis::procedures

#include "procedures/report.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "procedures/page.hpp"

namespace ssiis::procedures {
namespace {

using web::N_;
using workflow::Pass;

constexpr int stays_shown = 50, csv_page = 500;

struct ChangeWords {
  std::string_view code;
  const char* words;
};
constexpr ChangeWords change_words[] = {
    {"node_gone", N_("stays: the step is gone")},
    {"kind_differs", N_("stays: the step is of another kind")},
    {"scope_differs", N_("stays: the step stands in another sub-procedure")},
    {"flow_gone", N_("stays: ways that join would not come together")},
    {"message_gone", N_("stays: what came early would be lost")},
    {"role_unknown", N_("stays: nobody could do the step")},
    {"period_unknown", N_("stays: the period is gone")},
    {"moved_node", N_("goes to another step")},
    {"form_differs", N_("another form")},
    {"role_differs", N_("another role")},
    {"due_differs", N_("another day")},
    {"due_begins", N_("a period begins")},
    {"due_ends", N_("a period ends without effect")},
    {"due_kept", N_("the day stays: a person set it")},
    {"wait_begins", N_("waits for a message")},
    {"wait_ends", N_("waits no longer for a message")},
};

std::string words_of_change(const web::Translator& t, std::string_view language, const std::string& code) {
  for (const auto& c : change_words)
    if (c.code == code) return t.text(language, c.words);
  return code;
}

// Old and new day of the first files, so that a person can check some by hand; the CSV has them all.
void put_days(web::Data& report, const ReportOf& of, const workflow::Plan& plan, Pass pass,
              const workflow::Bundle* labels) {
  const auto& t = of.needs.renderer.translator();
  const auto lines = of.needs.migrations.lines(of.tx, plan.id, pass, "", CaseId{0}, stays_shown);
  const auto changes =
      lines.empty() ? std::vector<workflow::PlanChange>{}
                    : of.needs.migrations.changes(of.tx, plan.id, pass, lines.front().case_id, lines.back().case_id);
  bool any = false;
  for (const auto& c : changes) {
    if (!c.old_day && !c.new_day) continue;
    any = true;
    auto& row = report.add("DAY");
    const auto name = of.needs.names(of.tx, c.case_id);
    row.set("FILE", name ? name->number : t.text(of.rq.language, "no file"));
    row.set("STEP", step_name(t, of.rq.language, labels, plan.process, c.new_node.empty() ? c.node : c.new_node));
    row.set("OLD", c.old_day ? t.date(of.rq.language, *c.old_day) : "–");
    row.set("NEW", c.new_day ? t.date(of.rq.language, *c.new_day) : "–");
  }
  report.show_if("DAYS", any);
}

std::string day_text(const std::optional<Day>& day) { return day ? day->iso() : std::string{}; }

}  // namespace

bool has_begun(workflow::PlanState state) {
  return state == workflow::PlanState::moving || state == workflow::PlanState::stopped ||
         state == workflow::PlanState::done;
}

std::string step_name(const web::Translator& t, std::string_view language, const workflow::Bundle* bundle,
                      const std::string& process, const std::string& node) {
  if (!bundle || node.empty()) return node;
  for (const auto& [name, definition] : bundle->processes) {
    if (!process.empty() && name != process) continue;
    if (definition->index(node) == workflow::nowhere) continue;
    const auto label = bundle->label_of(name, node);
    if (language == "lo" && !label.lo.empty()) return label.lo;
    return t.keyed(language, "bpmn", name + "/" + node, label.drawn);
  }
  // A step that only the old drawing had.
  for (const auto& [name, definition] : bundle->processes)
    if (t.has(language, "bpmn", name + "/" + node)) return t.keyed(language, "bpmn", name + "/" + node, node);
  return node;
}

void fill_report(web::Data& into, const ReportOf& of, const workflow::Plan& plan, Pass pass,
                 const workflow::Bundle* labels, const std::string& csv) {
  const auto& t = of.needs.renderer.translator();
  const auto& language = of.rq.language;
  const auto figures = of.needs.migrations.figures(of.tx, plan.id, pass);
  const auto total = std::max(plan.total, figures.done);
  const bool running = plan.state == (pass == Pass::trial ? workflow::PlanState::trying : workflow::PlanState::moving);
  auto& report = into.add("REPORT");
  report.set("DONE", figures.done).set("TOTAL", std::max<std::int64_t>(total, 1));
  report.set("DONE_WORDS", t.number(language, figures.done)).set("TOTAL_WORDS", t.number(language, total));
  report.set("MOVED", t.number(language, figures.moved)).set("STAYS", t.number(language, figures.refused));
  report.set("FAILED", t.number(language, figures.failed)).show_if("SOME_FAILED", figures.failed > 0);
  report.show_if("HALTED", plan.state == workflow::PlanState::stopped);
  report.show_if("RUNNING", running).show_if("IS_TRIAL", pass == Pass::trial).set("CSV_HREF", csv);
  const auto summary = of.needs.migrations.summary(of.tx, plan.id, pass);
  report.show_if("CHANGES", !summary.empty());
  for (const auto& c : summary) {
    auto& row = report.add("CHANGE");
    const auto& node = c.node.empty() ? c.new_node : c.node;
    row.set("STEP", step_name(t, language, labels, plan.process, node)).set("NODE", node);
    row.show_if("GOES", c.what == "moved_node");
    row.set("NEW_STEP", step_name(t, language, labels, plan.process, c.new_node));
    row.set("WHAT", words_of_change(t, language, c.what)).set("FILES", t.number(language, c.files));
    const auto end = std::find_if(std::begin(change_words), std::end(change_words),
                                  [](const auto& w) { return w.code == "moved_node"; });
    row.show_if("KEEPS", std::any_of(std::begin(change_words), end, [&](const auto& w) { return w.code == c.what; }));
  }
  for (const auto* outcome : {"refused", "failed"})
    for (const auto& l : of.needs.migrations.lines(of.tx, plan.id, pass, outcome, CaseId{0}, stays_shown)) {
      auto& row = report.add("STAY");
      const auto name = of.needs.names(of.tx, l.case_id);
      row.set("FILE", name ? name->number : t.text(language, "no file"));
      row.show_if("HAS_FILE", name.has_value() && !name->address.empty());
      if (name) row.set("FILE_HREF", name->address);
      row.set("WHY", words_of_change(t, language, l.code)).set("CODE", l.code);
      row.set("STEP", step_name(t, language, labels, plan.process, l.node));
    }
  put_days(report, of, plan, pass, labels);
  report.show_if("STAYERS", figures.refused + figures.failed > 0);
}

// One line a change; a file without changes has one, too.
web::Page report_csv(const BundleNeeds& needs, const workflow::Plan& plan, Pass pass) {
  auto page = web::download(fmt::format("{}-{}.csv", plan.proposal != 0 ? "trial" : "move", plan.id),
                            "text/csv; charset=utf-8", "");
  page.stream = [&needs, id = plan.id, pass](const std::function<void(std::string_view)>& write) {
    write(
        "\xEF\xBB\xBF"
        "file,outcome,reason,step,change,new_step,detail,old_day,new_day\r\n");
    for (CaseId after{0};;) {
      std::string text;
      const auto lines = needs.pool.transact(db::Mode::read, [&](db::Transaction& tx) {
        text.clear();
        auto found = needs.migrations.lines(tx, id, pass, "", after, csv_page);
        if (found.empty()) return found;
        const auto changes = needs.migrations.changes(tx, id, pass, found.front().case_id, found.back().case_id);
        for (const auto& l : found) {
          const auto name = needs.names(tx, l.case_id);
          const auto head = csv_field(name ? name->number : std::to_string(l.case_id.value)) + "," +
                            csv_field(l.outcome) + "," + csv_field(l.code);
          bool any = false;
          for (const auto& c : changes) {
            if (c.case_id != l.case_id) continue;
            any = true;
            text += fmt::format("{},{},{},{},{},{},{}\r\n", head, csv_field(c.node), csv_field(c.what),
                                csv_field(c.new_node), csv_field(c.detail), day_text(c.old_day), day_text(c.new_day));
          }
          if (!any) text += head + ",,,,,,\r\n";
        }
        return found;
      });
      if (lines.empty()) return;
      write(text);
      after = lines.back().case_id;
    }
  };
  return page;
}

}  // namespace ssiis::procedures

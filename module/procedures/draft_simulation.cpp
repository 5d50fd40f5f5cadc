// A draft walked on samples: a table of them, ways that none of them took, and the story of one on the drawing.
#include <fmt/format.h>

#include <chrono>

#include "procedures/draft_parts.hpp"
#include "procedures/report.hpp"

namespace ssiis::procedures {
namespace {

using web::Data;
using web::N_;
using web::Page;
using web::Request;
using workflow::Sample;
using workflow::Simulated;
using workflow::SimulatedStep;

constexpr std::int64_t samples_at_first = 12, most_samples = 60;
constexpr std::chrono::seconds longest{4};  // of all samples of one page
constexpr std::size_t ways_shown = 200;
constexpr std::string_view any = "-";

// What the person asked for; everything stands in the address, so that a page can be passed on.
struct Asked {
  std::string process, message;
  std::int64_t count, seed, shown;
  bool late, letters;
  std::string territory;
};

std::string first_process(const workflow::Bundle& bundle) {
  if (bundle.processes.empty()) return {};
  const auto* largest = &*bundle.processes.begin();  // the procedure itself, not what it calls
  for (const auto& p : bundle.processes)
    if (p.second->nodes.size() > largest->second->nodes.size()) largest = &p;
  return largest->first;
}

Asked asked_of(const Request& rq, const workflow::Bundle& bundle) {
  const auto number = [&](const char* name, std::int64_t fallback, std::int64_t low, std::int64_t high) {
    return std::clamp(whole_number(rq.parameter(name)).value_or(fallback), low, high);
  };
  Asked out{rq.parameter("process"),
            rq.parameter("message"),
            number("samples", samples_at_first, 1, most_samples),
            number("seed", 1, 1, 1'000'000'000),
            number("show", 1, 1, most_samples),
            rq.parameter("late") == "yes",
            rq.parameter("letters") == "yes",
            rq.parameter("territory")};
  if (!bundle.process(out.process)) out.process = first_process(bundle);
  if (out.territory.empty()) out.territory = "01";
  bool known = out.message.empty() || out.message == any;
  for (const int s : bundle.process(out.process)->starts)
    known = known || bundle.process(out.process)->node(s).message == out.message;
  if (!known || rq.query.find("message") == rq.query.end()) out.message = any;
  return out;
}

workflow::Value value_of(const std::string& text) {
  return text == "true" || text == "false" ? workflow::Value{text == "true"} : workflow::Value{text};
}

Sample sample_of(const DraftNeeds& needs, const Request& rq, const workflow::Definition& d, const Asked& asked,
                 std::int64_t number) {
  Sample s;
  const auto mix = static_cast<std::uint64_t>(number);
  s.process = asked.process;
  s.territory = asked.territory;
  s.begins = needs.clock.today();
  s.seed = static_cast<std::uint64_t>(asked.seed) * 1000 + mix;
  s.late = asked.late && number % 3 == 0;
  s.letters = asked.letters && number % 2 == 0;
  s.message = asked.message == any ? d.node(d.starts[mix % d.starts.size()]).message : asked.message;
  s.variables["territory"] = asked.territory;
  s.services = needs.samples.services;
  std::size_t turn = static_cast<std::size_t>(s.seed);
  for (const auto& f : needs.samples.fields) {
    auto value = rq.parameter("v_" + f.variable);
    const bool known = std::any_of(f.choices.begin(), f.choices.end(), [&](const auto& c) { return c.value == value; });
    if (!known) value = f.choices[turn % f.choices.size()].value;
    turn /= f.choices.size();
    s.variables[f.variable] = value_of(value);
  }
  for (const auto& [name, value] : rq.query)
    if (name.starts_with("a_") && !value.empty()) s.answers[name.substr(2)] = value;
  return s;
}

// The address of this page for another sample.
std::string address_of(const Request& rq, std::int64_t draft, std::int64_t show) {
  std::string out = draft_address(draft) + "/simulation?show=" + std::to_string(show);
  for (const auto& [name, value] : rq.query)
    if (name != "show" && !value.empty()) out += "&" + percent_encoded(name) + "=" + percent_encoded(value);
  return out + "#story";
}

void put_asked(Data& data, const DraftNeeds& needs, const Request& rq, const workflow::Bundle& bundle,
               const Asked& asked) {
  const auto& t = needs.renderer.translator();
  const auto& d = *bundle.process(asked.process);
  const auto option = [](Data& into, const char* row, const std::string& value, const std::string& label, bool on) {
    into.add(row).set("OPTION", value).set("LABEL", label).show_if("SELECTED", on);
  };
  for (const auto& [name, p] : bundle.processes) option(data, "PROCESS", name, name, name == asked.process);
  const auto each = t.text(rq.language, N_("as it comes"));
  option(data, "START", std::string{any}, each, asked.message == any);
  for (const int s : d.starts) {
    const auto& n = d.node(s);
    option(data, "START", n.message, step_name(t, rq.language, &bundle, asked.process, n.id),
           asked.message == n.message);
  }
  for (const auto& f : needs.samples.fields) {
    auto& row = data.add("VARIABLE");
    row.set("NAME", "v_" + f.variable).set("WORDS", t.text(rq.language, f.words)).set("EACH", each);
    for (const auto& c : f.choices)
      option(row, "CHOICE", c.value, t.text(rq.language, c.words), rq.parameter("v_" + f.variable) == c.value);
  }
  std::set<std::string, std::less<>> seen;
  for (const auto& n : d.nodes) {
    const auto form = bundle.own_forms.find(n.form_key);
    if (form == bundle.own_forms.end()) continue;
    for (const auto* field : form->second.fields()) {
      using forms::FieldType;
      const bool choice =
          field->type == FieldType::choice || field->type == FieldType::select || field->type == FieldType::several;
      const bool amount = field->type == FieldType::money || field->type == FieldType::number;
      if (!(choice || amount || field->type == FieldType::flag) || !seen.insert(field->name).second) continue;
      auto& row = data.add("ANSWER");
      const auto value = rq.parameter("a_" + field->name);
      row.set("NAME", "a_" + field->name).set("WORDS", field->label.in(rq.language)).set("EACH", each);
      row.set("FORM_TITLE", form->second.title.in(rq.language)).set("VALUE", value).show_if("AMOUNT", amount);
      for (const auto& o : field->options) option(row, "CHOICE", o.value, o.label.in(rq.language), o.value == value);
      if (field->type == FieldType::flag) {
        option(row, "CHOICE", "true", t.text(rq.language, N_("Yes")), value == "true");
        option(row, "CHOICE", "false", t.text(rq.language, N_("No")), value == "false");
      }
    }
  }
  data.set("SAMPLES", asked.count).set("SEED", asked.seed).set("TERRITORY", asked.territory);
  data.show_if("LATE", asked.late).show_if("LETTERS", asked.letters);
}

void put_end(Data& row, const DraftNeeds& needs, const Request& rq, const workflow::Bundle& bundle,
             const std::string& process, const Simulated& s) {
  const auto& t = needs.renderer.translator();
  const auto names = [&](const std::vector<std::string>& nodes) {
    std::string out;
    for (const auto& n : nodes) out += (out.empty() ? "" : ", ") + step_name(t, rq.language, &bundle, process, n);
    return out;
  };
  switch (s.end) {
    case Simulated::End::ended:
      row.set("WHERE", names(s.ends));
      return web::fill_tag(row, web::Tone::ok, t.text(rq.language, N_("came to an end")));
    case Simulated::End::waits:
      row.set("WHERE", names(words(s.trouble)));
      return web::fill_tag(row, web::Tone::warn, t.text(rq.language, N_("waits for something that never came")));
    case Simulated::End::stopped:
      row.set("WHERE", s.steps.empty() ? "" : names({s.steps.back().node}));
      return web::fill_tag(row, web::Tone::warn,
                           t.text(rq.language, N_("stopped: too many steps or days, or out of time")));
    case Simulated::End::failed:
      row.set("WHERE", s.steps.empty() ? s.trouble : names({s.steps.back().node}) + ": " + s.steps.back().rule);
      return web::fill_tag(row, web::Tone::bad, t.text(rq.language, N_("a step failed")));
  }
}

std::string kind_words(const web::Translator& t, std::string_view language, SimulatedStep::Kind kind) {
  switch (kind) {
    case SimulatedStep::Kind::task:
      return t.text(language, N_("Task of a person"));
    case SimulatedStep::Kind::automatic:
      return t.text(language, N_("Done by the system"));
    case SimulatedStep::Kind::decision:
      return t.text(language, N_("Decision table"));
    case SimulatedStep::Kind::message:
      return t.text(language, N_("Something came in"));
    case SimulatedStep::Kind::period:
      return t.text(language, N_("Period begins"));
    case SimulatedStep::Kind::end:
      return t.text(language, N_("End"));
    case SimulatedStep::Kind::incident:
      return t.text(language, N_("Failed"));
  }
  return {};
}

void put_story(Data& data, const DraftNeeds& needs, const Request& rq, const workflow::Bundle& bundle,
               const std::string& process, const Simulated& s) {
  const auto& t = needs.renderer.translator();
  std::string done, taken;
  for (const auto& n : s.nodes) done += n + " ";
  for (const auto& f : s.flows) taken += f + " ";
  data.set("DONE_IDS", done).set("TAKEN_IDS", taken);
  for (const auto& step : s.steps) {
    auto& row = data.add("STORY_STEP");
    row.set("DAY", t.date(rq.language, step.from)).set("KIND", kind_words(t, rq.language, step.kind));
    row.set("STEP", step_name(t, rq.language, &bundle, process, step.node)).set("NODE", step.node);
    row.set("WHO", step.who).set("RULE_TEXT", step.rule).set("PERIOD", step.period);
    const auto form = bundle.own_forms.find(step.form);
    row.set("FORM_TITLE", form == bundle.own_forms.end() ? step.form : form->second.title.in(rq.language));
    for (const auto& [name, value] : step.answers)
      if (value != "…") row.add("GIVEN").set("FIELD", name).set("TEXT", value);
    row.show_if("HAS_DUE", step.due.has_value());
    if (step.due) row.set("DUE", t.date(rq.language, *step.due)).set("DAYS", std::int64_t{step.days});
    row.show_if("UNCONFIRMED", step.due && !step.confirmed);
    row.show_if("HAS_DONE", step.done.has_value());
    if (step.done) row.set("DONE_DAY", t.date(rq.language, *step.done));
  }
}

// Ways of the procedure that no sample took.
void put_ways(Data& data, const DraftNeeds& needs, const Request& rq, const workflow::Bundle& bundle,
              const std::string& process, const std::set<std::string, std::less<>>& taken) {
  const auto& t = needs.renderer.translator();
  const auto& d = *bundle.process(process);
  std::size_t never = 0;
  for (const auto& f : d.flows) {
    if (taken.contains(f.id) || ++never > ways_shown) continue;
    data.add("WAY")
        .set("FLOW", f.id)
        .set("FROM", step_name(t, rq.language, &bundle, process, d.node(f.from).id))
        .set("TO", step_name(t, rq.language, &bundle, process, d.node(f.to).id))
        .set("FLOW_NAME", f.name);
  }
  data.show_if("WAYS", never > 0);
  data.set("NEVER", static_cast<std::int64_t>(never)).set("ALL_WAYS", static_cast<std::int64_t>(d.flows.size()));
}

void walk_samples(Data& data, const DraftNeeds& needs, const Request& rq, const workflow::Bundle& bundle,
                  const Asked& asked, std::int64_t draft) {
  const auto& t = needs.renderer.translator();
  const auto& d = *bundle.process(asked.process);
  const auto until = std::chrono::steady_clock::now() + longest;
  workflow::SimulationBounds bounds;
  bounds.over = [&] { return std::chrono::steady_clock::now() > until; };
  std::set<std::string, std::less<>> taken;
  const auto shown = std::min(asked.shown, asked.count);
  for (std::int64_t i = 1; i <= asked.count; ++i) {
    const auto sample = sample_of(needs, rq, d, asked, i);
    const auto s = workflow::simulate(bundle, sample, bounds);
    taken.insert(s.flows.begin(), s.flows.end());
    auto& row = data.add("SAMPLE");
    row.set("NUMBER", i).set("HREF", address_of(rq, draft, i)).show_if("SHOWN", i == shown);
    std::string begun;
    for (const auto& f : needs.samples.fields)
      for (const auto& c : f.choices)
        if (sample.variables.at(f.variable) == value_of(c.value))
          begun += (begun.empty() ? "" : ", ") + t.text(rq.language, f.words) + ": " + t.text(rq.language, c.words);
    row.set("BEGUN", begun).set("STEPS", static_cast<std::int64_t>(s.steps.size()));
    row.set("LASTED", std::int64_t{s.until.days_since(sample.begins)});
    put_end(row, needs, rq, bundle, asked.process, s);
    if (i == shown) put_story(data, needs, rq, bundle, asked.process, s);
  }
  data.set("SHOWN_NUMBER", shown);
  put_ways(data, needs, rq, bundle, asked.process, taken);
}

Page simulation(const DraftNeeds& needs, const Request& rq) {
  const auto& t = needs.renderer.translator();
  const auto opened = opened_draft(needs, rq);
  if (!opened) return no_such_draft(needs, rq);
  const auto& draft = opened->draft;
  Data data;
  put_draft(data, needs, rq, draft);
  data.set("ACTION", draft_address(draft.id) + "/simulation");
  const auto files = workflow::contents_of(opened->files);
  workflow::Findings findings;
  const auto bundle = workflow::read_bundle(files, {}, findings);
  data.show_if("RUNS", bundle != nullptr);
  if (bundle) {
    const auto asked = asked_of(rq, *bundle);
    put_asked(data, needs, rq, *bundle, asked);
    walk_samples(data, needs, rq, *bundle, asked, draft.id);
    for (const auto& [name, content] : files)
      if (content == bundle->sources.at(asked.process)) data.set("BPMN", file_address(draft.id, name, "download"));
  }
  auto page = draft_page(needs, rq, {"draft_simulation.tpl", t.text(rq.language, N_("Simulation")), &draft}, data, {});
  page.stylesheets.insert(page.stylesheets.end(), {"modeller.css", "diagram-js.css", "bpmn-js.css"});
  page.scripts.insert(page.scripts.end(), {"bpmn-viewer.min.js", "procedure.js"});
  return page;
}

}  // namespace

void add_simulation_screen(web::Router& router, const std::shared_ptr<const DraftNeeds>& needs) {
  router.add({"GET", std::string{drafts_home} + "/{draft}/simulation", web::Mount::staff, "workflow.read",
              [needs](const Request& rq) { return simulation(*needs, rq); }});
}

}  // namespace ssiis::procedures

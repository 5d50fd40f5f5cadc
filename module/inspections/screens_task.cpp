// The form of a step, made from its definition; sent as a plain POST.
#include <fmt/format.h>

#include <algorithm>

#include "inspections/case_strip.hpp"
#include "inspections/delegation_view.hpp"
#include "inspections/event_words.hpp"
#include "inspections/people.hpp"
#include "inspections/returns_view.hpp"
#include "inspections/screens.hpp"
#include "inspections/signing_view.hpp"
#include "inspections/so_far.hpp"
#include "inspections/step_words.hpp"
#include "inspections/task_forms.hpp"

namespace ssiis::inspections {
namespace {

// What stands in each field when the page is shown: what was typed, or what is prefilled.
struct Values {
  const forms::Answer& prefilled;
  const web::Request& rq;
  bool typed;
  std::string of(const forms::Field& f) const {
    if (typed) return f.type == forms::FieldType::lines ? rq.text_block(f.name) : rq.field(f.name);
    const auto at = prefilled.find(f.name);
    return at == prefilled.end() ? std::string{} : at->second;
  }
  std::vector<std::string> all_of(const forms::Field& f) const {
    if (typed) return rq.all_fields(f.name);
    const auto at = prefilled.find(f.name);
    return at == prefilled.end() ? std::vector<std::string>{} : split(at->second, '\n');
  }
};

std::string control_of(forms::FieldType type) {
  using forms::FieldType;
  switch (type) {
    case FieldType::lines:
      return "LINES";
    case FieldType::choice:
      return "CHOICE";
    case FieldType::select:
    case FieldType::user:
      return "SELECT";
    case FieldType::flag:
      return "FLAG";
    case FieldType::day:
      return "DAY";
    case FieldType::users:
    case FieldType::several:
      return "SEVERAL";
    case FieldType::text:
    case FieldType::money:
    case FieldType::number:
      return "LINE";
  }
  return "LINE";
}

void put_options(web::Data& row, const forms::Field& f, const TaskView& view, const web::Request& rq,
                 const Values& values) {
  const auto chosen = forms::takes_several(f.type) ? values.all_of(f) : std::vector<std::string>{values.of(f)};
  const auto is_chosen = [&](const std::string& v) {
    return std::find(chosen.begin(), chosen.end(), v) != chosen.end();
  };
  const auto option = [&](const std::string& value, const std::string& label, const std::string& hint) {
    auto& o = row.add("OPTION");
    o.set("OPTION_VALUE", value).set("OPTION_LABEL", label).show_if("OPTION_CHOSEN", is_chosen(value));
    if (!hint.empty()) o.add("OPTION_HINTED").set("OPTION_HINT", hint);
  };
  for (const auto& o : f.options) option(o.value, o.label.in(rq.language), o.hint.in(rq.language));
  if (f.type == forms::FieldType::user || f.type == forms::FieldType::users)
    for (const auto& c : view.colleagues) {
      const auto title =
          std::find_if(view.titles.begin(), view.titles.end(), [&](const auto& l) { return l.code == c.title; });
      option(c.user_id, c.name(rq.language), title == view.titles.end() ? std::string{} : title->name(rq.language));
    }
}

const Rejection* reason_at(const Rejections& reasons, const std::string& field) {
  for (const auto& r : reasons)
    if (r.field == field) return &r;
  return nullptr;
}

// "Only if “Decision” is “Return for revision”", for pages without script; a tick is yes or no.
std::string when_words(const Desk& desk, const web::Request& rq, const forms::Form& form,
                       const forms::Condition& when) {
  const auto& t = desk.t();
  for (const auto& section : form.sections)
    for (const auto& f : section.fields) {
      if (f.name != when.field) continue;
      std::string values;
      for (const auto& v : when.values) {
        std::string label = v == "true" ? t.text(rq.language, "Yes") : v == "false" ? t.text(rq.language, "No") : v;
        for (const auto& o : f.options)
          if (o.value == v) label = o.label.in(rq.language);
        values += (values.empty() ? "" : " / ") + label;
      }
      return t.text(rq.language, "Only if “{1}” is: {2}", {f.label.in(rq.language), values});
    }
  return {};
}

void put_field(const Desk& desk, const web::Request& rq, web::Data& section, const forms::Field& f,
               const TaskView& view, const Values& values, const Rejections& reasons) {
  auto& row = section.add("FIELD");
  const auto* fault = reason_at(reasons, f.name);
  row.set("NAME", f.name)
      .set("LABEL", f.label.in(rq.language))
      .set("VALUE", values.of(f))
      .show_if("REQUIRED", f.required)
      .show_if("CONDITIONAL", f.when.has_value())
      .show_if("PREFILLED", !values.typed && !f.prefill.empty() && view.prefilled.contains(f.name))
      .show_if("FAULTY", fault != nullptr)
      .show_if("CHECKED", values.of(f) == "true" || values.of(f) == "on");
  if (fault != nullptr) row.set("FAULT", desk.t().rejection(rq.language, *fault));
  const auto& hint = f.hint.in(rq.language);
  row.show_if("HINTED", !hint.empty());
  row.set("HINT", hint);
  if (f.when) {
    row.set("WHEN_FIELD", f.when->field);
    std::string list;
    for (const auto& v : f.when->values) list += (list.empty() ? "" : " ") + v;
    row.set("WHEN_VALUES", list).set("WHEN_WORDS", when_words(desk, rq, *view.form, *f.when));
  }
  auto& control = row.add(control_of(f.type));
  control.show_if("AMOUNT", f.type == forms::FieldType::money);
  put_options(control, f, view, rq, values);
}

// What is shown beside the form of the step: whence it came back, who gave it, and the forms to do likewise.
void put_beside(const Desk& desk, const web::Request& rq, web::Data& data, const TaskView& view,
                const Rejections& reasons) {
  desk.rooms.pool.transact(db::Mode::read, [&](db::Transaction& tx) {
    put_returned(desk, rq, data, read_returns(tx, desk, rq, view.open), view.task.id);
  });
  put_send_back(desk, rq, data, view, reasons);
  put_delegation(desk, rq, data, view, reasons);
}

// `answered`: the request brought an answer to the step's own form.
web::Page task_page(const Desk& desk, const web::Request& rq, const TaskView& view, const Rejections& reasons,
                    bool answered) {
  const Case& c = view.open.file;
  web::Data data;
  const auto words = desk.rooms.pool.transact(db::Mode::read, [&](db::Transaction& tx) {
    return step_words(tx, desk.rooms.workflow, desk.t(), rq.language, view.task);
  });
  const auto title = view.form != nullptr
                         ? view.form->title.in(rq.language) + for_which(desk.t(), rq.language, view.task)
                         : desk.t().text(rq.language, "A period that LSSO has not confirmed");
  put_case_strip(desk, rq, data, c);
  data.set("TITLE", title)
      .set("STEP", words)
      .set("REV", view.task.rev)
      .set("FORM_KEY", view.task.form_key)
      .set("ACTION", case_address(c.order_number) + "/tasks/" + std::to_string(view.task.id))
      .show_if("LEGAL", view.form == nullptr)
      .show_if("ALLOWED", !view.obstacle.has_value());
  if (view.obstacle) data.set("OBSTACLE", desk.t().rejection(rq.language, *view.obstacle));
  put_due(desk, rq, data, view.task);
  put_so_far(desk, rq, data, view.open, view.task.form_key.empty() ? "legal" : view.task.form_key);
  data.show_if("SIGNED", view.form != nullptr && view.form->signing.has_value());
  put_proof(desk, rq, data);
  web::fill_form(data, rq, desk.t(), reasons);
  put_beside(desk, rq, data, view, reasons);
  if (view.form != nullptr && !view.obstacle) {
    data.set("SUBMIT", view.form->submit.in(rq.language));
    const Values values{view.prefilled, rq, answered};
    for (const auto& section : view.form->sections) {
      auto& into = data.add("SECTION");
      into.set("SECTION_TITLE", section.title.in(rq.language));
      for (const auto& field : section.fields) put_field(desk, rq, into, field, view, values, reasons);
    }
  }
  return page_of(desk, rq, "inspections/task.tpl", data, title, "inspection.cases",
                 {{desk.t().text(rq.language, "Inspection files"), "/inspection/cases"},
                  {c.order_number, case_address(c.order_number)},
                  {title, ""}},
                 reasons.empty() ? 200 : web::status_of(reasons.front()));
}

web::Page show_task(const Desk& desk, const web::Request& rq) {
  const auto id = whole_number(rq.capture("task"));
  if (!id) return refusal(desk, rq, Rejection{"task.unknown"});
  const auto view = desk.tasks.view(rq.who(), rq.capture("order"), *id);
  if (!view) return refusal(desk, rq, view.rejection());
  return task_page(desk, rq, *view, {}, false);
}

// Somebody else has done the step while this person typed: what was typed is shown to be copied, nothing was saved.
web::Page task_gone(const Desk& desk, const web::Request& rq, const Rejection& why) {
  const auto opened = desk.cases.open(rq.who(), rq.capture("order"), "task");
  if (!opened || why.code != "task.unknown") return refusal(desk, rq, why);
  web::Data data;
  put_case_strip(desk, rq, data, opened->file);
  data.set("SENTENCE", desk.t().rejection(rq.language, why));
  bool typed = false;
  const auto form = desk.rooms.pool.transact(db::Mode::read, [&](db::Transaction& tx) {
    const auto standing = desk.rooms.workflow.standing(tx, opened->file.id);
    return form_of(tx, desk.rooms, standing ? standing->bundle : no_bundle, rq.field("form_key"));
  });
  if (form != nullptr)
    for (const auto* field : form->fields()) {
      const auto value = rq.text_block(field->name);
      if (value.empty()) continue;
      typed = true;
      std::string words;
      for (const auto& one : forms::takes_several(field->type) ? rq.all_fields(field->name) : std::vector{value}) {
        const auto option = std::find_if(field->options.begin(), field->options.end(),
                                         [&](const forms::Option& o) { return o.value == one; });
        words += (words.empty() ? "" : "\n") + (option == field->options.end() ? one : option->label.in(rq.language));
      }
      if (field->type == forms::FieldType::user)
        words = desk.rooms.pool.transact(db::Mode::read,
                                         [&](db::Transaction& tx) { return People{tx}.name(value, rq.language); });
      data.add("TYPED").set("TYPED_LABEL", field->label.in(rq.language)).set("TYPED_VALUE", words);
    }
  data.show_if("HAS_TYPED", typed);
  return page_of(desk, rq, "inspections/task_gone.tpl", data,
                 desk.t().text(rq.language, "This step was done by somebody else meanwhile"), "inspection.cases",
                 {{desk.t().text(rq.language, "Inspection files"), "/inspection/cases"},
                  {opened->file.order_number, case_address(opened->file.order_number)}},
                 409);
}

web::Page send_task(const Desk& desk, const web::Request& rq) {
  const auto id = whole_number(rq.capture("task"));
  const auto rev = whole_number(rq.field("rev"));
  const auto key = web::request_key(rq);
  if (!id || !rev) return refusal(desk, rq, Rejection{"request.malformed"});
  if (!key) return refusal(desk, rq, key.rejection());
  const forms::Typed typed{rq.fields.begin(), rq.fields.end()};
  const auto done = desk.tasks.complete(rq.who(), rq.capture("order"), *id, *rev, typed, *key);
  if (done) return web::see_other(case_address(rq.capture("order")));
  const auto view = desk.tasks.view(rq.who(), rq.capture("order"), *id);
  if (!view) return task_gone(desk, rq, done.rejection());
  auto page = task_page(desk, rq, *view, done.rejections(), true);
  if (view->obstacle) page.status = 403;  // somebody else's step, not a fault in what was typed
  return page;
}

}  // namespace

web::Page task_again(const Desk& desk, const web::Request& rq, std::int64_t task, const Rejections& reasons) {
  const auto view = desk.tasks.view(rq.who(), rq.capture("order"), task);
  if (!view) return refusal(desk, rq, reasons.front());
  auto page = task_page(desk, rq, *view, reasons, false);
  if (view->obstacle && reasons.front().field.empty()) page.status = 403;  // not a fault in what was typed
  return page;
}

void add_task_screens(web::Router& router, const Desk& desk) {
  router.add({"GET", "/inspection/cases/{order}/tasks/{task}", web::Mount::staff, "case.read",
              [&desk](const web::Request& rq) { return show_task(desk, rq); }});
  router.add({"POST", "/inspection/cases/{order}/tasks/{task}", web::Mount::staff, "case.work",
              [&desk](const web::Request& rq) { return send_task(desk, rq); }});
}

}  // namespace ssiis::inspections

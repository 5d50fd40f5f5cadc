// Handing over: who leaves and what he holds, to whom it goes, what can go and why something cannot, and the report.
#include <fmt/format.h>

#include "inspections/event_words.hpp"
#include "inspections/handover_view.hpp"
#include "inspections/people.hpp"
#include "inspections/step_words.hpp"

namespace ssiis::inspections {
namespace {

using web::N_;

constexpr std::string_view handover_home = "/inspection/handover";
constexpr int files_at_once = 50;  // of one press of the button; more wait for the next

std::string handover_address(std::int64_t id) { return std::string{handover_home} + "/" + std::to_string(id); }

std::string receiver_field(const HeldThing& thing) { return "to." + thing.key(); }

std::string named_words(const profiles::PersonName& p, const std::string& language) {
  return p.name(language) + " – " + p.login;
}

class HandoverPage {
 public:
  HandoverPage(const Desk& desk, const web::Request& rq, HandoverService& handovers)
      : desk_{desk}, rq_{rq}, t_{desk.t()}, handovers_{handovers} {}

  web::Page home(const Rejections& reasons) {
    const auto person = rq_.is_write() ? rq_.field("person") : rq_.parameter("person");
    put_people(person);
    data_.show_if("CHOSEN", !person.empty());
    if (!person.empty()) put_held(person);
    put_orphans();
    put_planned();
    web::fill_form(data_, rq_, t_, reasons);
    const auto title = t_.text(rq_.language, N_("Handing over"));
    return page_of(desk_, rq_, "inspections/handover.tpl", data_, title, "inspection.handover",
                   {{t_.text(rq_.language, "Inspection"), "/inspection"}, {title, ""}},
                   reasons.empty() ? 200 : web::status_of(reasons.front()));
  }

  web::Page plan(const HandoverView& view) {
    std::int64_t waiting = 0, possible = 0, done = 0;
    for (const auto& line : view.lines) {
      put_line(line);
      waiting += line.state == LineState::planned;
      possible += line.state == LineState::planned && line.code.empty();
      done += line.state == LineState::done;
    }
    const auto& h = view.handover;
    data_.set("LEAVER", name_of_user(h.leaver))
        .set("REASON", h.reason)
        .set("PLANNER", name_of_user(h.planned_by))
        .set("PLANNED_AT", t_.date_time(rq_.language, h.planned_at))
        .set("RUN_HREF", handover_address(h.id) + "/run")
        .set("AGAIN_HREF", std::string{handover_home} + "?person=" + percent_encoded(h.leaver))
        .set("WAITING", t_.number(rq_.language, waiting))
        .set("POSSIBLE", t_.number(rq_.language, possible))
        .set("DONE", t_.number(rq_.language, done))
        .show_if("WAITS", waiting > 0);
    web::fill_form(data_, rq_, t_, {});
    const auto title = t_.text(rq_.language, N_("Plan of handing over"));
    return page_of(desk_, rq_, "inspections/handover_plan.tpl", data_, title, "inspection.handover",
                   {{t_.text(rq_.language, "Handing over"), std::string{handover_home}}, {title, ""}});
  }

 private:
  std::string name_of_user(const std::string& user_id) {
    return desk_.rooms.pool.transact(db::Mode::read,
                                     [&](db::Transaction& tx) { return People{tx}.name(user_id, rq_.language); });
  }

  void put_people(const std::string& person) {
    std::vector<web::Option> all;
    for (const auto& p : handovers_.people(rq_.who())) all.push_back({p.user_id, named_words(p, rq_.language)});
    web::fill_options(data_, "person", all, {person});
    web::fill_options(data_, "receiver", all, {rq_.field("receiver")});
    data_.set("PERSON", person).set("PERSON_NAME", person.empty() ? std::string{} : name_of_user(person));
  }

  std::string what_words(const HeldThing& thing) {
    switch (thing.kind) {
      case HeldKind::manager:
        return t_.text(rq_.language, N_("Answers for the file"));
      case HeldKind::chief_inspector:
        return role_words(t_, rq_.language, "chief_inspector");
      case HeldKind::inspector:
        return role_words(t_, rq_.language, "inspector");
      case HeldKind::task:
        return task_words(thing.bundle, thing.process, thing.node);
      case HeldKind::substitution:
        return t_.text(rq_.language, N_("Stands in for somebody absent"));
    }
    return {};
  }

  std::string task_words(std::int64_t bundle, const std::string& process, const std::string& node) {
    const auto drawn = desk_.rooms.pool.transact(
        db::Mode::read, [&](db::Transaction& tx) { return desk_.rooms.workflow.find_bundle(tx, bundle); });
    return node_words(drawn.get(), t_, rq_.language, process, node);
  }

  void put_thing(web::Data& row, const HeldThing& thing) {
    row.set("WHAT", what_words(thing)).show_if("OF_FILE", thing.case_id.value != 0);
    if (thing.case_id.value == 0) return;
    row.set("ORDER", thing.order_number)
        .set("HREF", case_address(thing.order_number))
        .set("UNIT", thing.unit_name)
        .set("PLACE", place_words(desk_, rq_, *desk_.rooms.territories(), thing.territory));
  }

  const std::vector<profiles::Holder>& candidates(const HeldThing& thing) {
    const auto group = std::to_string(static_cast<int>(thing.kind)) + thing.role + std::to_string(thing.point);
    auto at = candidates_.find(group);
    if (at == candidates_.end()) at = candidates_.emplace(group, handovers_.candidates(thing)).first;
    return at->second;
  }

  void put_held(const std::string& person) {
    const auto things = handovers_.held(rq_.who(), person);
    data_.show_if("HELD", !things.empty()).show_if("MORE_HELD", things.size() >= most_lines);
    data_.set("COUNT", t_.number(rq_.language, static_cast<std::int64_t>(things.size())));
    for (const auto& thing : things) {
      auto& row = data_.add("THING");
      put_thing(row, thing);
      const auto field = receiver_field(thing);
      const auto chosen = rq_.field(field);
      row.set("FIELD", field).show_if("STAYS", chosen == stays);
      for (const auto& holder : candidates(thing)) {
        if (holder.user_id == person) continue;
        row.add("CANDIDATE")
            .set("OPTION", holder.user_id)
            .set("LABEL", holder.name(rq_.language) + " – " + holder.login)
            .show_if("SELECTED", holder.user_id == chosen);
      }
    }
  }

  void put_orphans() {
    const auto list = handovers_.orphans(rq_.who());
    data_.show_if("ORPHANS", !list.empty());
    for (const auto& o : list) {
      const bool task = !o.node.empty(), manager = o.what == "manager";
      data_.add("ORPHAN")
          .set("O_WHAT", task      ? task_words(o.bundle, o.process, o.node)
                         : manager ? t_.text(rq_.language, "Answers for the file")
                                   : role_words(t_, rq_.language, o.what))
          .set("O_ORDER", o.order_number)
          .set("O_HREF", case_address(o.order_number))
          .set("O_UNIT", o.unit_name)
          .show_if("O_HELD", !o.holder.empty())
          .set("O_HOLDER", o.holder.empty() ? role_words(t_, rq_.language, o.what) : name_of_user(o.holder))
          .set("O_PERSON", o.holder);
    }
  }

  void put_planned() {
    const auto list = handovers_.planned(rq_.who());
    data_.show_if("PLANNED_ONES", !list.empty());
    for (const auto& p : list) {
      auto& row = data_.add("PLANNED_ONE");
      row.set("P_HREF", handover_address(p.handover.id))
          .set("P_LEAVER", name_of_user(p.handover.leaver))
          .set("P_AT", t_.date_time(rq_.language, p.handover.planned_at))
          .set("P_LINES", t_.number(rq_.language, p.lines))
          .set("P_REFUSED", t_.number(rq_.language, p.refused))
          .set("P_WAITING", t_.number(rq_.language, p.waiting));
      web::fill_tag(row,
                    p.waiting > 0   ? web::Tone::warn
                    : p.refused > 0 ? web::Tone::bad
                                    : web::Tone::ok,
                    t_.text(rq_.language, p.waiting > 0   ? N_("not carried out in full")
                                          : p.refused > 0 ? N_("carried out, something remains")
                                                          : N_("handed over")));
    }
  }

  void put_line(const HandoverLine& line) {
    auto& row = data_.add("LINE");
    put_thing(row, line.thing);
    row.set("RECEIVER", name_of_user(line.receiver)).show_if("WHY", !line.code.empty());
    if (!line.code.empty()) {
      // The step's name, not its id, stands in a sentence.
      Rejection why{line.code, {}};
      if (!line.argument.empty())
        why.args.push_back(line.code == "handover.same_person"
                               ? task_words(line.thing.bundle, line.thing.process, line.argument)
                               : line.argument);
      row.set("WHY_WORDS", t_.rejection(rq_.language, why));
    }
    const bool waits = line.state == LineState::planned, refused = !line.code.empty();
    web::fill_tag(row,
                  refused ? web::Tone::bad
                  : waits ? web::Tone::current
                          : web::Tone::ok,
                  t_.text(rq_.language, refused && waits ? N_("cannot be handed over")
                                        : refused        ? N_("not handed over")
                                        : waits          ? N_("will be handed over")
                                                         : N_("handed over")));
  }

  const Desk& desk_;
  const web::Request& rq_;
  const web::Translator& t_;
  HandoverService& handovers_;
  std::map<std::string, std::vector<profiles::Holder>> candidates_{};
  web::Data data_{};
};

web::Page plan_handover(const Desk& desk, const web::Request& rq, HandoverService& handovers) {
  const auto key = web::request_key(rq);
  if (!key) return refusal(desk, rq, key.rejection());
  HandoverWish wish{rq.field("person"), rq.field("receiver"), {}, rq.text_block("reason"), *key};
  for (const auto& [name, value] : rq.fields)
    if (name.starts_with("to.")) wish.others[name.substr(3)] = value;
  const auto made = handovers.plan(rq.who(), wish);
  if (!made) return HandoverPage{desk, rq, handovers}.home(made.rejections());
  return web::see_other(handover_address(*made));
}

std::int64_t handover_in(const web::Request& rq) { return whole_number(rq.capture("id")).value_or(0); }

web::Page show_handover(const Desk& desk, const web::Request& rq, HandoverService& handovers) {
  const auto view = handovers.view(rq.who(), handover_in(rq));
  return view ? HandoverPage{desk, rq, handovers}.plan(*view) : refusal(desk, rq, view.rejection());
}

web::Page run_handover(const Desk& desk, const web::Request& rq, HandoverService& handovers) {
  const auto done = handovers.run(rq.who(), handover_in(rq), files_at_once);
  return done ? web::see_other(handover_address(handover_in(rq))) : refusal(desk, rq, done.rejection());
}

}  // namespace

void add_handover_screens(web::Router& router, const Desk& desk, HandoverService& handovers) {
  const std::string base{handover_home};
  const auto route = [&](const char* method, std::string address, auto handler) {
    router.add({method, std::move(address), web::Mount::staff, "absence.manage", handler});
  };
  route("GET", base, [&](const web::Request& rq) { return HandoverPage{desk, rq, handovers}.home({}); });
  route("POST", base + "/plan", [&](const web::Request& rq) { return plan_handover(desk, rq, handovers); });
  route("GET", base + "/{id}", [&](const web::Request& rq) { return show_handover(desk, rq, handovers); });
  route("POST", base + "/{id}/run", [&](const web::Request& rq) { return run_handover(desk, rq, handovers); });
}

}  // namespace ssiis::inspections

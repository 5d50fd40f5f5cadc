// The procedure's automatic steps: they run inside the transaction of the step that reaches them.
#include "inspections/steps.hpp"

namespace ssiis::inspections {

using workflow::ServiceAnswer;
using workflow::ServiceCall;

void Steps::serve(workflow::Engine& engine) {
  const auto topic = [&](const char* name, auto member) {
    engine.serve(name, [this, member](db::Transaction& tx, const Actor& who, const ServiceCall& call) {
      return (this->*member)(tx, who, call);
    });
  };
  topic("register.query", &Steps::query_registers);
  topic("document.generate", &Steps::documents_of_node);
  topic("document.number_and_seal", &Steps::documents_of_node);
  topic("message.send", &Steps::documents_of_node);
  topic("file.archive", &Steps::documents_of_node);
  topic("deadlines.suspend", &Steps::suspend_periods);
  topic("deadlines.resume", &Steps::resume_periods);
  topic("alert.escalate", &Steps::raise_alert);
  // A list's procedure moves no file.
  engine.when_moved_aside([this](db::Transaction& tx, const Actor& who, CaseId id, const workflow::Moved& moved) {
    auto file = find_case(tx, id);
    if (file) book_.follow(tx, who, *file);
    if (file && (follow_procedure(tx, rooms_, *file) || moved.ended)) settle(tx, who, *file, moved);
  });
}

// Letters and records that the node names; their sending is recorded when they are served.
ServiceAnswer Steps::documents_of_node(db::Transaction& tx, const Actor& who, const ServiceCall& call) {
  const auto file = find_case(tx, call.case_id);
  if (!file) return ServiceAnswer::failed("the case does not exist");
  forms::Answer about;  // of several instances: whom this one is for
  if (const auto it = call.variables.find("institution"); it != call.variables.end())
    if (const auto* text = std::get_if<std::string>(&it->second)) about["institution"] = *text;
  for (const auto& key : call.node.documents)
    if (const auto made = make_document_(tx, who, *file, key, about); !made)
      return ServiceAnswer::failed(made.rejection().code);
  return ServiceAnswer::done();
}

// What the other registers' loaded snapshots say, with their day; agencies are asked online in a later version.
ServiceAnswer Steps::query_registers(db::Transaction& tx, const Actor&, const ServiceCall& call) {
  for (const auto& snapshot : registry::current_snapshots(tx)) {
    if (snapshot.source == "inspection_history" || snapshot.source == "workplace" || snapshot.source == "benefit" ||
        snapshot.source == "self_employed")
      continue;
    insert_background(tx, call.case_id,
                      {.row = rooms_.ids.next(),
                       .topic = "snapshot." + snapshot.source,
                       .value = std::to_string(snapshot.rows),
                       .source = snapshot.source,
                       .as_of = snapshot.as_of.iso(),
                       .verdict = "prefilled",
                       .correction = {}});
  }
  return ServiceAnswer::done({{"registers_answered", true}});
}

namespace {

// The court's paper and the day it came, as the message that led here brought them (incoming.cpp).
workflow::NewStandstill by_court(const ServiceCall& call, Day today) {
  const auto value = [&]<class T>(const char* name, T otherwise) {
    const auto at = call.variables.find(name);
    const auto* found = at == call.variables.end() ? nullptr : std::get_if<T>(&at->second);
    return found ? *found : otherwise;
  };
  return {value("received_on", today), {}, value("received_paper", std::int64_t{0})};
}

Cause ordered(const workflow::NewStandstill& order) {
  return {.since = order.from, .paper = order.document == 0 ? std::nullopt : std::optional{DocumentId{order.document}}};
}

}  // namespace

// While a court has the file its periods stand still: their days move by the time it had it.
ServiceAnswer Steps::suspend_periods(db::Transaction& tx, const Actor& who, const ServiceCall& call) {
  const auto stay = by_court(call, rooms_.clock.today());
  auto why = workflow::DeadlineChanges{rooms_.workflow, rooms_.ids}.begin_standstill(tx, who, call.case_id, stay);
  if (const auto done = book_.change_standing(tx, who, call.case_id, DecisionEvent::stay, ordered(stay)); !done)
    return ServiceAnswer::failed(done.rejection().code);
  rooms_.trail.record(
      tx, who,
      {.chain = audit::ChainName::of_case(call.case_id), .event = "stay.began", .object = "node:" + call.node.id});
  return ServiceAnswer::done({{"stayed", true}, {"stayed_since", stay.from}}, std::move(why));
}

ServiceAnswer Steps::resume_periods(db::Transaction& tx, const Actor& who, const ServiceCall& call) {
  const auto end = by_court(call, rooms_.clock.today());
  auto why = workflow::DeadlineChanges{rooms_.workflow, rooms_.ids}.end_standstill(tx, who, call.case_id, end);
  const bool another = workflow::stands_still_since(tx, call.case_id).has_value();
  // What one court releases another may still hold.
  if (!another)
    if (const auto done = book_.change_standing(tx, who, call.case_id, DecisionEvent::lift_stay, ordered(end)); !done)
      return ServiceAnswer::failed(done.rejection().code);
  rooms_.trail.record(tx, who,
                      {.chain = audit::ChainName::of_case(call.case_id),
                       .event = another ? "stay.one_ended" : "stay.ended",
                       .object = "node:" + call.node.id});
  return ServiceAnswer::done({{"stayed", another}, {"stayed_until", end.from}}, std::move(why));
}

// The head is told in the list of alerts, as of every other deadline that is over; the audit record is written there.
ServiceAnswer Steps::raise_alert(db::Transaction& tx, const Actor& who, const ServiceCall& call) {
  workflow::AlertOffice{rooms_.workflow, rooms_.pool, rooms_.ids, rooms_.trail}.drawn(tx, who, call);
  return ServiceAnswer::done();
}

}  // namespace ssiis::inspections

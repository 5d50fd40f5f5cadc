#include "inspections/steps.hpp"

#include <algorithm>

#include "inspections/register_changes.hpp"
#include "inspections/repository_visits.hpp"
#include "inspections/returns.hpp"
#include "inspections/rework.hpp"
#include "inspections/rules.hpp"
#include "inspections/withdrawals.hpp"

namespace ssiis::inspections {
namespace {

constexpr auto no_error = "";

std::vector<std::string> users_in(const std::string& joined) {
  std::vector<std::string> out;
  for (auto& user : split(joined, '\n'))
    if (!user.empty()) out.push_back(std::move(user));
  return out;
}

}  // namespace

std::string StepContext::text(std::string_view field) const {
  const auto found = answer.find(field);
  return found == answer.end() ? std::string{} : found->second;
}

std::optional<Day> StepContext::day(std::string_view field) const { return Day::parse(text(field)); }

std::optional<Money> StepContext::money(std::string_view field) const {
  const auto amount = whole_number(text(field));
  return amount ? std::optional{Money::kip(*amount)} : std::nullopt;
}

Steps::Steps(const Rooms& rooms, DocumentMaker make_document)
    : rooms_{rooms}, book_{rooms}, make_document_{std::move(make_document)} {
  const auto bind = [this](auto member) { return [this, member](StepContext& s) { return (this->*member)(s); }; };
  effects_["screening"] = [](StepContext& s) -> Result<std::string> {
    if (s.text("screening") == "rejected") s.file.outcome = "not_taken_up";
    return std::string{no_error};
  };
  effects_["withdraw.decision"] = bind(&Steps::withdrawal);
  effects_["service"] = bind(&Steps::service);
  effects_["service.order"] = bind(&Steps::order);
  effects_["plan"] = bind(&Steps::plan);
  effects_["approval"] = bind(&Steps::approval);
  effects_["findings"] = bind(&Steps::findings);
  effects_["report"] = bind(&Steps::report);
  effects_["decision"] = bind(&Steps::decision);
  effects_["decision.review"] = bind(&Steps::decision_review);
  effects_["appeal.decision"] = bind(&Steps::appeal_decision);
  effects_["decision.modified"] = bind(&Steps::decision_modified);
  effects_["judgment.record"] = bind(&Steps::judgment);
  effects_["annulment.decision"] = bind(&Steps::annulment);
  effects_["compliance"] = bind(&Steps::compliance);
  effects_["close"] = bind(&Steps::close);
  effects_["registration.done"] = [this](StepContext& s) -> Result<std::string> {
    if (s.text("registration") == "done")
      if (auto why = registration_open(s.tx, rooms_, s.file.id)) return *std::move(why);
    return std::string{no_error};
  };
}

Result<std::string> Steps::apply(StepContext& step) {
  const auto effect = effects_.find(step.task.form_key);
  auto done = effect == effects_.end() ? Result<std::string>{std::string{no_error}} : effect->second(step);
  if (done) register_follows(step.tx, rooms_, step.who, step.file, step.task.form_key, step.answer);
  return done;
}

Result<Done> Steps::make_documents(StepContext& step) {
  auto answer = step.answer;
  if (!step.task.item.empty()) answer["institution"] = step.task.item;
  for (const auto& key : step.task.documents)
    if (auto made = make_document_(step.tx, step.who, step.file, key, answer); !made) return made;
  return Done{};
}

bool follow_procedure(db::Transaction& tx, const Rooms& rooms, Case& file) {
  const auto before = std::pair{file.stage, file.state};
  const auto tasks = rooms.workflow.open_tasks(tx, file.id);
  const auto reached = [&](const std::string& stage) {
    if (const auto n = whole_number(stage)) file.stage = std::max(file.stage, static_cast<int>(*n));
  };
  for (const auto& task : tasks) reached(task.stage);
  // Nobody has anything to do: what is waited for says how far the file is.
  if (tasks.empty())
    if (const auto standing = rooms.workflow.standing(tx, file.id))
      for (const auto& step : standing->steps)
        if (step.state == workflow::StageStep::State::current) reached(step.stage);
  file.state = state_at_stage(file.stage);
  return before != std::pair{file.stage, file.state};
}

void Steps::settle(db::Transaction& tx, const Actor& who, Case& file, const workflow::Moved& moved) {
  follow_procedure(tx, rooms_, file);
  book_.follow(tx, who, file);
  if (moved.ended) {
    file.state = CaseState::closed;
    file.closed_on = rooms_.clock.today();
    rooms_.grants.close(tx, who, file.id);
  }
  save(tx, file);
  ++file.version;
}

Result<std::string> Steps::order(StepContext& s) {
  const auto chief = s.text("chief");
  auto team = users_in(s.text("team"));
  std::erase(team, chief);
  std::vector<std::string> everybody{team};
  everybody.push_back(chief);
  const auto holds = [&](const std::string& role, const std::string& user) {
    const auto list = rooms_.actors.holders(s.tx, role, s.file.territory_point);
    return std::any_of(list.begin(), list.end(), [&](const auto& h) { return h.user_id == user; });
  };
  for (const auto& user : everybody)
    if (!holds("inspector", user) && !holds("chief_inspector", user))
      return Rejection{"team.not_an_inspector", {user}, user == chief ? "chief" : "team"};
  s.file.type = named<InspectionType>(s.text("inspection_type")).value_or(s.file.type);
  s.file.manager = s.who.user_id();
  for (const auto& before : members_of(s.tx, s.file.id))
    if (std::find(everybody.begin(), everybody.end(), before.user_id) == everybody.end())
      rooms_.grants.close_for(s.tx, s.who, s.file.id, before.user_id);
  set_team(s.tx, rooms_.ids, s.file.id, chief, team, rooms_.clock.now(), s.who.user_id());
  rooms_.grants.open(s.tx, s.who, s.file.id, s.file.unit_key, everybody);
  return std::string{no_error};
}

Result<std::string> Steps::plan(StepContext& s) {
  const auto from = s.day("period_from"), to = s.day("period_to");
  if (from && to && *to < *from) return Rejection{"plan.period_reversed", {}, "period_to"};
  if (s.file.plan_number.empty()) {
    const int year = rooms_.clock.today().year();
    s.file.plan_number = shown_number(rooms_.settings.text("numbers.plan_prefix", "PLAN"), year,
                                      db::next_number(s.tx, "plan", "HQ", year));
  }
  return std::string{no_error};
}

Result<std::string> Steps::approval(StepContext& s) {
  if (s.text("approval") == "refused") s.file.outcome = "refused";
  return std::string{no_error};
}

Result<std::string> Steps::findings(StepContext& s) {
  const auto visits = visits_of(s.tx, s.file.id);
  if (visits.empty()) return Rejection{"visit.none_recorded", {}, "visit_summary"};
  if (visits.back().state == VisitState::running)
    return Rejection{"visit.still_running", {std::to_string(visits.back().number)}, "visit_summary"};
  // Visiting again means a visit that is not among the findings yet.
  std::size_t reported = 0;
  bool since = true;
  const auto done_anew = returned_tasks(s.tx, s.file.id);
  for (const auto& earlier : answers_of(s.tx, s.file.id))
    if (earlier.form_key == s.task.form_key && !done_anew.contains(earlier.task.value)) {
      ++reported;
      since = earlier.at <= visits.back().started_at;
    }
  if (!since || reported >= visits.size()) return Rejection{"visit.none_since", {}, "visit_summary"};
  return std::string{s.text("obstruction") == "true" ? "OBSTRUCTION" : no_error};
}

Result<std::string> Steps::report(StepContext& s) {
  s.file.outcome = s.text("infringement") == "false" ? "compliant" : std::string{};
  return std::string{no_error};
}

// Of a file that was opened again the decision replaces those that still stand, unless it is to stand beside them.
Result<std::string> Steps::decision(StepContext& s) {
  if (s.text("decision") == "returned") return std::string{no_error};  // nothing is decided yet
  s.file.outcome = s.text("decision");
  const bool beside = s.text("earlier_stand") == "true";
  const auto all = decisions_of(s.tx, s.file.id);
  const auto* earlier = decision_that_counts(all);
  const bool replaces = !beside && earlier != nullptr && stands(earlier->now);
  const auto taken = book_.take(s.tx, s.who, s.file.id,
                                {"first", s.text("decision"), s.text("decision_text"), s.text("decision_basis"),
                                 s.money("decision_amount"), replaces ? std::optional{earlier->id} : std::nullopt});
  if (beside) return std::string{no_error};
  const auto done = book_.change_standing(s.tx, s.who, s.file.id, DecisionEvent::replace,
                                          {.since = taken.taken_on, .decision = taken.id});
  if (!done) return done.rejections();
  return std::string{no_error};
}

Result<std::string> Steps::withdrawal(StepContext& s) {
  const auto asked = pending_withdrawal(s.tx, s.file.id);
  if (!asked) return Rejection{"withdrawal.none"};
  const bool approved = s.text("withdrawal") == "approved";
  if (approved) {
    const auto standing = rooms_.workflow.standing(s.tx, s.file.id);
    if (standing && is_final(*standing)) return Rejection{"withdrawal.final", {}, "withdrawal"};
    for (const auto& visit : visits_of(s.tx, s.file.id))
      if (visit.state == VisitState::running)
        return Rejection{"visit.still_running", {std::to_string(visit.number)}, "withdrawal"};
    s.file.outcome = "withdrawn";
    const auto done =
        book_.change_standing(s.tx, s.who, s.file.id, DecisionEvent::withdraw, {.since = rooms_.clock.today()});
    if (!done) return done.rejections();
    rooms_.amendments.inspection_cancelled(s.tx, s.who, s.file.id);
  }
  decide(s.tx, s.file.id, *asked, approved ? WithdrawalState::approved : WithdrawalState::refused,
         approved ? std::string{} : s.text("withdrawal_refusal"), rooms_.clock.now(), s.who.user_id());
  rooms_.trail.record(s.tx, s.who,
                      {.chain = audit::ChainName::of_case(s.file.id),
                       .event = approved ? "withdrawal.approved" : "withdrawal.refused",
                       .object = "case:" + s.file.order_number});
  return std::string{no_error};
}

std::optional<Rejection> Steps::obstacle(db::Transaction& tx, const Actor& who, const workflow::OpenTask& task) {
  const auto right = rooms_.workflow.acting_for(tx, who, task);
  if (!right) return right.rejection();
  if (task.form_key == "annulment.decision") {
    const auto request = pending_rework(tx, task.case_id, ReworkKind::annulment);
    if (request && (request->asked_by == who.user_id() || request->asked_by == *right))
      return Rejection{"annulment.same_person"};
  }
  if (task.form_key != "withdraw.decision") return std::nullopt;
  const auto asked = pending_withdrawal(tx, task.case_id);
  if (asked && (asked->asked_by == who.user_id() || asked->asked_by == *right))
    return Rejection{"withdrawal.same_person"};
  return std::nullopt;
}

Result<workflow::Moved> Steps::afterwards(StepContext& s, workflow::Moved moved) {
  if (s.task.form_key != "withdraw.decision" || s.text("withdrawal") != "approved") return moved;
  const auto told = rooms_.workflow.deliver(s.tx, s.who, s.file.id, "OrderWithdrawn", {});
  if (!told) return told.rejections();
  const auto standing = rooms_.workflow.standing(s.tx, s.file.id);
  return workflow::Moved{standing->instance, standing->rev, standing->ended};
}

}  // namespace ssiis::inspections

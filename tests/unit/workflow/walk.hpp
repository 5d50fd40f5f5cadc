// A procedure walked in memory: every resting point is checked, every next step is chosen at random from a seed.
#pragma once
#include <algorithm>
#include <memory>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

#include "unit/workflow/sound.hpp"
#include "workflow/api.hpp"
#include "workflow/machine.hpp"

namespace ssiis::workflow::test {

using Random = std::mt19937_64;

// What people may answer in the inspection procedure; junk among it, so that the default flows are taken too.
inline Variables random_answers(Random& random) {
  const auto one = [&](std::vector<const char*> of) { return Value{std::string{of[random() % of.size()]}}; };
  const auto flag = [&] { return Value{random() % 2 == 0}; };
  return {{"screening", one({"accepted", "accepted", "rejected", "?"})},
          {"approval", one({"approved", "approved", "approved", "revise", "refused", "?"})},
          {"list_approval", one({"approved", "revise", "refused", "?"})},
          {"prior_notice", flag()},
          {"enquiry", flag()},
          {"review", one({"accepted", "accepted", "return", "?"})},
          {"infringement", flag()},
          {"decision", one({"measure", "warning", "no_measure", "?"})},
          {"proposed_measure", one({"referral", "fine", "warning"})},
          {"service_outcome", one({"received", "refused", "not_found", "failed"})},
          {"appeal", one({"rejected", "partly", "annulled", "?"})},
          {"judgment", one({"dismissed", "partial", "annulled", "?"})},
          {"annulment", one({"approved", "refused", "refused", "?"})},
          {"outcome", one({"confirmed", "modified", "annulled", "?"})},
          {"withdrawal", one({"approved", "refused", "refused", "?"})},
          {"another_visit", Value{random() % 4 == 0}},
          {"register_workers", flag()},
          {"compliance", one({"full", "full", "part", "none", "?"})},
          {"compliance_next", one({"follow_up", "referral", "?"})},
          {"institutions", one({"tax", "tax,court", "molsw,governor,prosecutor"})},
          {"institution", one({"tax", "court", "molsw", "governor", "prosecutor"})},
          {"referral", one({"signed", "signed", "returned", "?"})},
          {"x", Value{static_cast<std::int64_t>(random() % 3)}}};
}

class MemoryWorld final : public Surroundings {
 public:
  MemoryWorld(const Bundle& bundle, Random& random) : bundle_{bundle}, random_{random} {}
  std::int64_t new_id() override { return ++last_id_; }
  Day today() const override { return today_; }
  ServiceAnswer serve(const ServiceCall& call) override {
    if (call.topic == "register.query") {
      const auto n = random_() % 3;
      if (n == 0) return ServiceAnswer::error("AGENCY_FAULT");
      if (n == 1) return ServiceAnswer::waiting();
    }
    return ServiceAnswer::done();
  }
  Result<Deadline> deadline(const std::string& key, const Variables& v, Day anchor) override {
    return bundle_.deadline(key, v, anchor);
  }
  Result<Decided> decide(const std::string& table, const Variables& v) override { return bundle_.decide(table, v); }
  bool known_role(std::string_view role) const override { return bundle_.catalogues.roles.contains(role); }

 private:
  const Bundle& bundle_;
  Random& random_;
  std::int64_t last_id_{0};
  Day today_{2026, 11, 23};
};

struct Walked {
  bool ended{false};
  int steps{0};
  std::string trouble;
  std::set<std::string> visited;
};

class Walker {
 public:
  Walker(const Bundle& bundle, const std::string& process, std::uint64_t seed)
      : random_{seed}, world_{bundle, random_}, d_{*bundle.process(process)}, machine_{d_, state_, world_} {}

  Walked walk(int most_steps) {
    machine_.set({{"origin", std::string{random_() % 2 == 0 ? "regular_plan" : "authority"}},
                  {"inspection_type", std::string{random_() % 2 == 0 ? "direct" : "desk"}},
                  {"territory", std::string{"01"}},
                  {"emergency", random_() % 3 == 0},
                  {"service_day", Day{2026, 11, 20}},
                  {"x", std::int64_t{0}}});
    machine_.start(d_.starts[random_() % d_.starts.size()]);
    while (check() && out_.steps < most_steps) step();
    out_.ended = state_.instance.state == InstanceState::ended;
    for (const auto& h : state_.history)
      if (h.event == "entered") out_.visited.insert(h.node);
    return out_;
  }

 private:
  bool check() {
    out_.trouble = unsound(d_, state_);
    return out_.trouble.empty() && state_.instance.state == InstanceState::running;
  }
  template <class Rows, class Test>
  auto pick(Rows& rows, Test test) -> decltype(&rows.front()) {
    std::vector<decltype(&rows.front())> fit;
    for (auto& r : rows)
      if (r.mark != Mark::removed && test(r)) fit.push_back(&r);
    return fit.empty() ? nullptr : fit[random_() % fit.size()];
  }

  void step() {
    ++out_.steps;
    for (auto& i : state_.incidents)
      if (i.open) {
        out_.trouble = "incident " + i.code + " " + i.data;
        throw std::runtime_error{out_.trouble};
      }
    const auto dice = random_() % 100;
    if (dice < 12)
      if (auto* t = pick(state_.timers, [](const Timer& x) { return x.state == TimerState::armed; }))
        return machine_.refer(*t);
    if (dice < 25)
      if (auto* w = pick(state_.subscriptions,
                         [&](const Subscription& x) { return !x.held() && (x.token != 0 || dice < 1); })) {
        machine_.deliver(w->message, random_answers(random_));
        return;
      }
    if (dice < 27 && !d_.messages.empty()) {
      auto m = std::next(d_.messages.begin(), static_cast<long>(random_() % d_.messages.size()));
      if (m->second.held_after != nowhere && m->second.held_after >= 0) return machine_.hold(m->first, {});
    }
    if (auto* task = pick(state_.tasks, [](const Task& x) { return x.state == TaskState::open; })) return answer(*task);
    if (auto* w = pick(state_.subscriptions, [](const Subscription& x) { return !x.held() && x.token != 0; })) {
      machine_.deliver(w->message, random_answers(random_));
      return;
    }
    if (auto* t = pick(state_.timers, [](const Timer& x) { return x.state == TimerState::armed; }))
      return machine_.refer(*t);
    if (auto* t = pick(state_.tokens, [&](const Token& x) { return d_.node(x.node).kind == NodeKind::service_task; }))
      return machine_.service_done(*t,
                                   random_() % 2 == 0 ? ServiceAnswer::done() : ServiceAnswer::error("AGENCY_FAULT"));
    throw std::runtime_error{"stuck: nothing can happen any more"};
  }

  void answer(Task& task) {
    if (task.kind == TaskKind::legal) {
      for (auto& t : state_.timers)
        if (t.id == task.timer)
          return random_() % 3 == 0 ? machine_.rearm(t, task, world_.today().plus(7)) : machine_.fire(t);
      throw std::runtime_error{"a legal task without a timer"};
    }
    machine_.set(random_answers(random_));
    if (random_() % 8 == 0 && machine_.raise(task, "OBSTRUCTION")) return;
    machine_.complete(task);
  }

  Random random_;
  MemoryWorld world_;
  const Definition& d_;
  State state_;
  Machine machine_;
  Walked out_;
};

inline std::shared_ptr<Bundle> bundle_of(const Files& files) {
  Findings findings;
  auto b = read_bundle(files, {}, findings);
  if (!b) throw std::runtime_error{text_of(findings.front())};
  return b;
}

}  // namespace ssiis::workflow::test

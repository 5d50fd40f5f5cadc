#include "conformance/bpmn_walk.hpp"

#include <functional>
#include <random>

#include "unit/workflow/sound.hpp"
#include "workflow/machine.hpp"

namespace ssiis::conformance {
namespace {

using namespace workflow;
constexpr int most_steps = 2000;

class AnyWorld final : public Surroundings {
 public:
  explicit AnyWorld(std::mt19937_64& random) : random_{random} {}
  std::int64_t new_id() override { return ++last_; }
  Day today() const override { return day; }
  ServiceAnswer serve(const ServiceCall&) override {
    return random_() % 4 == 0 ? ServiceAnswer::waiting() : ServiceAnswer::done();
  }
  Result<Deadline> deadline(const std::string&, const Variables&, Day anchor) override {
    return Deadline{1, "civil", "", "1", true, anchor.plus(1)};
  }
  Result<Decided> decide(const std::string&, const Variables&) override {
    Decided any;
    any.rule = "1";
    return any;
  }
  bool known_role(std::string_view) const override { return true; }
  Day day{2026, 11, 23};

 private:
  std::mt19937_64& random_;
  std::int64_t last_{0};
};

class Walk {
 public:
  Walk(const Definition& d, std::uint64_t seed) : random_{seed}, world_{random_}, d_{d}, machine_{d_, state_, world_} {}

  std::string run() {
    machine_.set(branch());
    machine_.start(d_.starts[random_() % d_.starts.size()]);
    for (int steps = 0; state_.instance.state == InstanceState::running; ++steps) {
      if (const auto trouble = test::unsound(d_, state_); !trouble.empty()) return "not sound: " + trouble;
      for (const auto& i : state_.incidents)
        if (i.open) return "incident " + i.code + " " + i.data + " at " + d_.node(i.node).id;
      if (steps == most_steps) return "not at its end after " + std::to_string(steps) + " steps";
      if (!step()) return "nothing can happen any more at" + where();
    }
    return test::unsound(d_, state_);
  }

 private:
  Variables branch() { return {{"branch", static_cast<std::int64_t>(random_() % 4)}}; }
  std::string where() const {
    std::string out;
    for (const auto& t : state_.tokens)
      if (t.mark != Mark::removed) out += " " + d_.node(t.node).id;
    return out;
  }

  // What goes on with the work comes more often than what may come beside it again and again.
  bool step() {
    std::vector<std::function<void()>> works, others;
    for (auto& t : state_.tasks)
      if (t.state == TaskState::open)
        works.push_back([this, &t] {
          machine_.set(branch(), machine_.token(t.token));
          machine_.complete(t);
        });
    for (auto& t : state_.tokens)
      if (t.mark != Mark::removed && t.state == TokenState::waiting && calls_out(d_.node(t.node)) && at_work(t))
        works.push_back([this, &t] { machine_.service_done(t, ServiceAnswer::done()); });
    for (auto& t : state_.timers)
      if (t.state == TimerState::armed)
        others.push_back([this, &t] {
          world_.day = std::max(world_.day, t.due.plus(1));
          machine_.fire(t);
        });
    for (const auto& s : state_.subscriptions)
      if (s.mark != Mark::removed && !s.held() && d_.node(s.node).event != EventKind::signal)
        others.push_back([this, message = s.message] { machine_.deliver(message, branch()); });
    const bool work = !works.empty() && (others.empty() || random_() % 10 < 7);
    auto& from = work ? works : others;
    if (from.empty()) return false;
    from[random_() % from.size()]();
    return true;
  }
  // Not the one that holds several instances together.
  bool at_work(const Token& t) const {
    return std::none_of(state_.tokens.begin(), state_.tokens.end(),
                        [&](const Token& o) { return o.mark != Mark::removed && o.scope == t.id; });
  }

  std::mt19937_64 random_;
  AnyWorld world_;
  const Definition& d_;
  State state_;
  Machine machine_;
};

}  // namespace

std::string walked(const Definition& d, std::uint64_t seed) { return Walk{d, seed}.run(); }

}  // namespace ssiis::conformance

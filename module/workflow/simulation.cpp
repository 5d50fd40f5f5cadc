#include "workflow/simulation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <random>

#include "workflow/answers.hpp"

namespace ssiis::workflow {
namespace {

// Answers a form as somebody might: what the sample says, else something that the form's rules allow.
class Answering {
 public:
  Answering(const Sample& sample, std::mt19937_64& random) : sample_{sample}, random_{random} {}

  forms::Answer answer(const forms::Form& form, Day today) {
    forms::Answer out;
    for (const auto* field : form.fields()) {
      if (!forms::applies(*field, out)) continue;
      if (auto text = one(*field, today); !text.empty()) out[field->name] = std::move(text);
    }
    return out;
  }

 private:
  std::string one(const forms::Field& field, Day today) {
    const auto wished = sample_.answers.find(field.name);
    const bool asked = wished != sample_.answers.end() && !wished->second.empty();
    switch (field.type) {
      case forms::FieldType::choice:
      case forms::FieldType::select: {
        if (asked)
          for (const auto& o : field.options)
            if (o.value == wished->second) return o.value;
        return field.options.empty() ? std::string{} : field.options[random_() % field.options.size()].value;
      }
      case forms::FieldType::several: {
        std::string out;
        for (const auto& o : field.options)
          if (asked ? wished->second == o.value : random_() % 2 == 0) out += (out.empty() ? "" : "\n") + o.value;
        return out.empty() && !field.options.empty() ? field.options.front().value : out;
      }
      case forms::FieldType::flag:
        if (asked && (wished->second == "true" || wished->second == "false")) return wished->second;
        return random_() % 3 == 0 ? "true" : "false";
      case forms::FieldType::day: {
        if (const auto day = asked ? Day::parse(wished->second) : std::nullopt) return day->iso();
        return today
            .plus(static_cast<int>(
                std::clamp<std::int64_t>(0, field.minimum.value_or(-3660), field.maximum.value_or(3660))))
            .iso();
      }
      case forms::FieldType::money:
      case forms::FieldType::number: {
        const auto low = field.minimum.value_or(0), high = std::max(low, field.maximum.value_or(low + 1'000'000));
        if (const auto n = asked ? whole_number(wished->second) : std::nullopt)
          return std::to_string(std::clamp(*n, low, high));
        const auto span = static_cast<std::uint64_t>(high - low);
        return std::to_string(low + static_cast<std::int64_t>(random_() % (span == UINT64_MAX ? span : span + 1)));
      }
      default:
        return asked ? first_code_points(wished->second, field.max_length) : "…";
    }
  }

  const Sample& sample_;
  std::mt19937_64& random_;
};

class InMemory final : public Surroundings {
 public:
  InMemory(const Bundle& bundle, const Sample& sample, const Definition& d, std::mt19937_64& random)
      : bundle_{bundle}, sample_{sample}, d_{d}, random_{random}, today_{sample.begins} {}
  std::int64_t new_id() override { return ++last_id_; }
  Day today() const override { return today_; }
  void pass_to(Day day) { today_ = std::max(today_, day); }
  ServiceAnswer serve(const ServiceCall& call) override {
    // Where the drawing catches an error of the step, it happens now and then.
    for (const int b : call.node.boundaries)
      if (d_.node(b).event == EventKind::error && random_() % 4 == 0)
        return ServiceAnswer::error(d_.node(b).error_code);
    const auto set = sample_.services.find(call.topic);
    return ServiceAnswer::done(set == sample_.services.end() ? Variables{} : set->second);
  }
  Result<Deadline> deadline(const std::string& key, const Variables& v, Day anchor) override {
    return bundle_.deadline(key, v, anchor);
  }
  Result<Decided> decide(const std::string& table, const Variables& v) override { return bundle_.decide(table, v); }
  bool known_role(std::string_view role) const override { return bundle_.catalogues.roles.contains(role); }

 private:
  const Bundle& bundle_;
  const Sample& sample_;
  const Definition& d_;
  std::mt19937_64& random_;
  Day today_;
  std::int64_t last_id_{0};
};

class Simulation {
 public:
  Simulation(const Bundle& bundle, const Definition& d, const Sample& sample, const SimulationBounds& bounds)
      : bundle_{bundle},
        d_{d},
        sample_{sample},
        bounds_{bounds},
        random_{sample.seed},
        world_{bundle, sample, d, random_},
        machine_{d, state_, world_},
        answering_{sample, random_} {}

  Simulated run(int start) {
    state_.instance.territory = sample_.territory;
    try {
      machine_.set(sample_.variables);
      machine_.start(start);
      listen();
      for (int steps = 0; going(); ++steps) {
        if (steps >= bounds_.most_steps || world_.today() > sample_.begins.plus(bounds_.most_days) ||
            (bounds_.over && bounds_.over()))
          return finished(Simulated::End::stopped);
        if (!step()) return waiting();
        listen();
      }
    } catch (const std::logic_error&) {  // a circle without a rest, which deployment would have refused
      out_.trouble = "workflow.no_rest";
      return finished(Simulated::End::failed);
    }
    return finished(out_.trouble.empty() ? Simulated::End::ended : Simulated::End::failed);
  }

 private:
  template <class Row>
  static bool alive(const Row& r) {
    return r.mark != Mark::removed;
  }
  bool going() const { return out_.trouble.empty() && state_.instance.state == InstanceState::running; }
  Simulated finished(Simulated::End end) {
    out_.end = end;
    out_.until = world_.today();
    return std::move(out_);
  }
  Simulated waiting() {
    for (const auto& s : state_.subscriptions)
      if (alive(s) && !s.held()) out_.trouble += (out_.trouble.empty() ? "" : " ") + d_.node(s.node).id;
    return finished(Simulated::End::waits);
  }

  Timer* next_timer() {
    Timer* out = nullptr;
    for (auto& t : state_.timers)
      if (alive(t) && t.state == TimerState::armed && (!out || t.due < out->due)) out = &t;
    return out;
  }
  Task* next_task() {
    std::vector<Task*> open;
    for (auto& t : state_.tasks)
      if (alive(t) && t.state == TaskState::open) open.push_back(&t);
    return open.empty() ? nullptr : open[random_() % open.size()];
  }
  // What something waits for: a token, or an event sub-process.
  Subscription* next_wait(bool beside) {
    std::vector<Subscription*> open;
    for (auto& s : state_.subscriptions) {
      const bool start = s.node >= 0 && d_.node(s.node).kind == NodeKind::start;
      if (alive(s) && !s.held() && start == beside) open.push_back(&s);
    }
    return open.empty() ? nullptr : open[random_() % open.size()];
  }

  bool step() {
    if (sample_.letters && random_() % 8 == 0)
      if (const auto* s = next_wait(true); s && come_to(*s)) return deliver(*s);
    auto* task = next_task();
    auto* timer = next_timer();
    if (task) {
      const auto day = day_of(*task);
      if (timer && timer->due < day) return fire(*timer);
      world_.pass_to(day);
      return answer(*task);
    }
    const auto* wait = next_wait(false);
    if (wait && (!timer || (!sample_.late && random_() % 4 != 0))) return deliver(*wait);
    if (timer) return fire(*timer);
    return false;
  }

  // Whether the procedure takes the message already.
  bool come_to(const Subscription& s) const {
    const auto m = d_.messages.find(s.message);
    return m == d_.messages.end() || m->second.held_after == nowhere ||
           out_.nodes.contains(d_.node(m->second.held_after).id);
  }
  // A working day after it came; or the day after it should have been done.
  Day day_of(const Task& t) const {
    if (sample_.late && t.due) return std::max(world_.today(), t.due->plus(1));
    return bundle_.calendar->after_working_days(world_.today(), 1);
  }

  bool fire(Timer& timer) {
    world_.pass_to(timer.due.plus(1));
    // What LSSO has not confirmed a legal officer would move; here he does.
    machine_.fire(timer);
    return true;
  }
  bool deliver(const Subscription& s) {
    Variables payload;
    for (const auto& n : d_.nodes)  // the day that periods are counted from comes with what begins them
      if (!n.anchor.empty() && !state_.variables.contains(n.anchor)) payload[n.anchor] = world_.today();
    SimulatedStep row{SimulatedStep::Kind::message, d_.node(s.node).id, world_.today()};
    row.rule = s.message;
    out_.steps.push_back(std::move(row));
    const auto message = s.message;
    machine_.deliver(message, payload);
    return true;
  }
  bool answer(Task& task) {
    const auto form = bundle_.own_forms.find(task.form_key);
    forms::Answer given;
    if (form != bundle_.own_forms.end()) {
      given = answering_.answer(form->second, world_.today());
      if (auto* row = row_of(task)) row->answers = given;
      machine_.set(variables_of(form->second, given), machine_.token(task.token));
    }
    for (const int b : d_.node(task.node).boundaries)
      if (d_.node(b).event == EventKind::error && raises(form, given, d_.node(b).error_code) &&
          machine_.raise(task, d_.node(b).error_code))
        return true;
    machine_.complete(task);
    return true;
  }
  // A form tells an error by the field of its name (obstruction of OBSTRUCTION); where none does, it happens now and
  // then.
  template <class Found>
  bool raises(const Found& form, const forms::Answer& given, const std::string& code) {
    std::string name = code;
    std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) {
      return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : static_cast<char>(c);
    });
    if (form == bundle_.own_forms.end() || !form->second.find(name)) return random_() % 6 == 0;
    const auto it = given.find(name);
    return it != given.end() && it->second == "true";
  }
  SimulatedStep* row_of(const Task& task) {
    const auto it = task_rows_.find(task.id);
    return it == task_rows_.end() ? nullptr : &out_.steps[it->second];
  }

  // Reads what the machine did since the last time.
  void listen() {
    for (; heard_ < state_.history.size(); ++heard_) hear(state_.history[heard_]);
    for (; tasks_seen_ < state_.tasks.size(); ++tasks_seen_) open_task(state_.tasks[tasks_seen_]);
    for (; timers_seen_ < state_.timers.size(); ++timers_seen_) begin_period(state_.timers[timers_seen_]);
    for (const auto& t : state_.tasks)
      if (t.state == TaskState::done)
        if (auto* row = row_of(t); row && !row->done) row->done = world_.today();
    for (const auto& t : state_.timers)
      if (const auto it = timer_rows_.find(t.id); it != timer_rows_.end() && t.state == TimerState::fired)
        if (auto& row = out_.steps[it->second]; !row.done) row.done = world_.today();
    for (const auto& i : state_.incidents)
      if (i.open && out_.trouble.empty()) {
        SimulatedStep row{SimulatedStep::Kind::incident, d_.node(i.node).id, world_.today()};
        row.rule = i.data.empty() ? i.code : i.code + " " + i.data;
        out_.steps.push_back(std::move(row));
        out_.trouble = i.code;
      }
  }
  void hear(const HistoryRow& h) {
    const int at = h.node.empty() ? nowhere : d_.index(h.node);
    if (h.event == "entered" && at != nowhere) {
      const auto& n = d_.node(at);
      out_.nodes.insert(n.id);
      if (!h.data.empty()) out_.flows.insert(h.data);
      if (n.kind == NodeKind::service_task || n.kind == NodeKind::send_task)
        add(SimulatedStep::Kind::automatic, n.id, n.topic);
      if (n.kind == NodeKind::end && n.scope == nowhere) {
        add(SimulatedStep::Kind::end, n.id, "");
        out_.ends.push_back(n.id);
      }
    }
    if (h.event == "decided") add(SimulatedStep::Kind::decision, h.node, h.data);
  }
  void add(SimulatedStep::Kind kind, const std::string& node, const std::string& rule) {
    out_.steps.push_back({kind, node, world_.today()});
    out_.steps.back().rule = rule;
  }
  void open_task(const Task& t) {
    SimulatedStep row{SimulatedStep::Kind::task, d_.node(t.node).id, world_.today()};
    row.who = t.territory.empty() ? t.role : t.role + "@" + t.territory;
    row.form = t.form_key;
    row.due = t.due;
    row.period = t.period.key;
    row.days = t.period.days;
    row.confirmed = t.due_confirmed;
    task_rows_[t.id] = out_.steps.size();
    out_.steps.push_back(std::move(row));
  }
  void begin_period(const Timer& t) {
    SimulatedStep row{SimulatedStep::Kind::period, d_.node(t.node).id, world_.today()};
    row.due = t.due;
    row.period = t.deadline_key;
    row.days = t.days;
    row.confirmed = t.confirmed;
    timer_rows_[t.id] = out_.steps.size();
    out_.steps.push_back(std::move(row));
  }

  const Bundle& bundle_;
  const Definition& d_;
  const Sample& sample_;
  const SimulationBounds& bounds_;
  std::mt19937_64 random_;
  InMemory world_;
  State state_;
  Machine machine_;
  Answering answering_;
  Simulated out_;
  std::size_t heard_{0}, tasks_seen_{0}, timers_seen_{0};
  std::map<std::int64_t, std::size_t> task_rows_, timer_rows_;
};

}  // namespace

Simulated simulate(const Bundle& bundle, const Sample& sample, const SimulationBounds& bounds) {
  const auto* d = bundle.process(sample.process);
  if (!d) throw std::invalid_argument{"simulation: no such process"};
  for (const int s : d->starts)
    if (d->node(s).message == sample.message) return Simulation{bundle, *d, sample, bounds}.run(s);
  throw std::invalid_argument{"simulation: no such start"};
}

}  // namespace ssiis::workflow

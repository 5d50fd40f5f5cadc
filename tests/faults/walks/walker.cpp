#include "faults/walks/walker.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "faults/walks/answers.hpp"

namespace ssiis::walks {

using namespace workflow;

namespace {

constexpr int most_steps_a_day = 12, begun_within_days = 40;

std::vector<std::pair<std::int64_t, std::string>> named(db::Transaction& tx, const char* sql, CaseId c,
                                                        std::int64_t instance) {
  return tx.all(db::Query{"walks/named", sql}, db::Params{c, instance}, [](const db::Row& r) {
    return std::pair{r.integer(0), r.text(1)};
  });
}

}  // namespace

struct Walker::Waiting {
  std::vector<OpenTask> tasks;
  std::vector<std::pair<std::int64_t, std::string>> tokens, incidents, waits;
};

void Walker::trouble(CaseId c, const std::string& what) {
  troubles_.push_back(fmt::format("case {}: {}", c.value, what));
}

std::optional<Walker::At> Walker::look(CaseId c) {
  return office_.read([&](db::Transaction& tx) {
    return tx.find(db::Query{"walks/look",
                             "SELECT id, rev, bundle, process, state FROM insp_wf_instance WHERE case_id = ? "
                             "ORDER BY id DESC LIMIT 1"},
                   db::Params{c}, [&](const db::Row& r) {
                     return At{c, r.integer(0), r.integer(1), r.integer(2), r.text(3), r.text(4) == "running"};
                   });
  });
}

const Definition& Walker::definition(const At& at) {
  const auto bundle = office_.read([&](db::Transaction& tx) { return office_.engine.bundle(tx, at.bundle); });
  return *bundle->process(at.process);  // the engine keeps what it has read
}

Walker::Waiting Walker::waiting(const At& at) {
  return office_.read([&](db::Transaction& tx) {
    Waiting w;
    w.tasks = office_.engine.open_tasks(tx, at.c);
    w.tokens = named(tx,
                     "SELECT id, node FROM insp_wf_token WHERE case_id = ? AND instance = ? AND state = 'waiting' "
                     "ORDER BY id",
                     at.c, at.instance);
    w.incidents = named(tx,
                        "SELECT id, node FROM insp_wf_incident WHERE case_id = ? AND instance = ? AND "
                        "state = 'open' ORDER BY id",
                        at.c, at.instance);
    w.waits = named(tx,
                    "SELECT id, node FROM insp_wf_subscription WHERE case_id = ? AND instance = ? AND node <> '' "
                    "ORDER BY id",
                    at.c, at.instance);
    return w;
  });
}

Dice Walker::fate(CaseId c, std::int64_t rev) const {
  return Dice{seed_, c.value, rev, office_.clock.today().days_since(first_day), 3};
}

bool Walker::rests(CaseId c, std::int64_t rev) const { return !fate(c, rev).chance(office_.calm ? 90 : 45); }

void Walker::live(CaseId c) {
  if (office_.clock.today() < first_day.plus(Dice{seed_, c.value, 6}.below(begun_within_days))) return;
  for (int steps = 0; steps < most_steps_a_day; ++steps) {
    const auto at = look(c);
    if (!at) {
      if (!begin(c)) return;
      continue;
    }
    if (!at->running) return;
    auto dice = fate(c, at->rev);
    if (!dice.chance(office_.calm ? 90 : 45) || !step(*at, dice)) return;
  }
}

void Walker::periods() {
  const auto done = office_.engine.fire_due(office_.pool, office_.system(), office_.clock.today());
  counted_.fired += done.fired;
  counted_.referred += done.referred;
  counted_.conflicts += static_cast<std::int64_t>(done.failed.size());
}

// What the engine does is a step, or a conflict because another host was faster; any other refusal or fault is trouble.
template <class F>
bool Walker::took(const At& at, const char* what, F&& work) {
  try {
    const auto done = office_.write(std::forward<F>(work));
    if (done) return ++counted_.steps, true;
    const auto now = look(at.c);
    if (now && now->rev == at.rev)
      trouble(at.c, fmt::format("{} at revision {}: {}", what, at.rev, done.rejection().code));
  } catch (const Conflict&) {
    ++counted_.conflicts;
  } catch (const db::Error& e) {
    if (!e.retryable()) trouble(at.c, fmt::format("{} at revision {}: {}", what, at.rev, e.driver_text));
    ++counted_.conflicts;
  } catch (const std::exception& e) {
    trouble(at.c, fmt::format("{} at revision {}: {}", what, at.rev, e.what()));
  }
  return false;
}

// Refused, and nothing was changed: unless another host has moved the file meanwhile, its rows are what they were.
template <class F>
void Walker::must_be_refused(const At& at, const char* what, F&& work) {
  const auto before = rows_of(at.c);
  try {
    if (office_.write(std::forward<F>(work))) return trouble(at.c, fmt::format("not refused: {}", what));
  } catch (const Conflict&) {
  } catch (const db::Error& e) {
    if (!e.retryable()) return trouble(at.c, fmt::format("{}: {}", what, e.what()));
  }
  ++counted_.refused;
  const auto now = look(at.c);
  const auto after = rows_of(at.c);
  if (now && now->rev == at.rev && after != before && look(at.c)->rev == at.rev)
    trouble(at.c, fmt::format("refused, and yet changed: {}\n{}\n{}", what, before, after));
}

// The work of people and what answers come more often than what comes beside them.
bool Walker::step(const At& at, Dice& dice) {
  const auto w = waiting(at);
  const auto& d = definition(at);
  if (!office_.calm && dice.chance(12)) refused_attempt(at, w, dice);
  std::vector<Choice> choices;
  for (const auto& t : w.tasks) {
    choices.emplace_back(240, [&] { return do_task(at, t, dice); });
    if (office_.calm || t.kind == TaskKind::legal) continue;
    choices.emplace_back(8, [&] { return raise(at, t, dice); });
    choices.emplace_back(24, [&] { return send_back(at, t, dice); });
    choices.emplace_back(14, [&] { return claim_or_release(t, dice); });
  }
  for (const auto& [id, node] : w.tokens)
    if (calls_out(d.node(d.index(node))))
      choices.emplace_back(160, [&, token = id] { return answer_late(at, token, dice); });
  for (const auto& [id, node] : w.incidents)
    choices.emplace_back(200, [&, incident = id] { return mend(at, incident, dice); });
  for (const auto& [id, node] : w.waits) {
    const auto& n = d.node(d.index(node));
    if (n.message.empty() || (n.kind == NodeKind::start && office_.calm)) continue;
    choices.emplace_back(n.kind == NodeKind::start ? 2 : 120, [&] { return deliver(at, n.message, dice); });
  }
  if (!office_.calm)
    for (const auto& [message, any] : d.messages) choices.emplace_back(1, [&] { return deliver(at, message, dice); });
  int all = 0;
  for (const auto& [weight, choice] : choices) all += weight;
  if (all == 0) return false;
  int drawn_weight = dice.below(all);
  for (const auto& [weight, choice] : choices)
    if ((drawn_weight -= weight) < 0) return choice();
  return false;
}

const Actor* Walker::who_may(const OpenTask& task, Dice& dice) {
  const auto& all = office_.people(task.role);
  const int first = dice.below(static_cast<int>(all.size()));
  return office_.read([&](db::Transaction& tx) -> const Actor* {
    for (std::size_t i = 0; i < all.size(); ++i) {
      const auto& who = all[(static_cast<std::size_t>(first) + i) % all.size()];
      if (!office_.engine.obstacle(tx, who, task)) return &who;
    }
    return nullptr;
  });
}

bool Walker::do_task(const At& at, const OpenTask& task, Dice& dice) {
  const auto bundle = office_.read([&](db::Transaction& tx) { return office_.engine.bundle(tx, at.bundle); });
  Variables answers;
  if (const auto form = bundle->own_forms.find(task.form_key); form != bundle->own_forms.end()) {
    const auto today = office_.clock.today();
    const auto answer = forms::checked(form->second, drawn(form->second, today, office_.user_ids(), dice), today);
    if (!answer) {
      trouble(at.c,
              fmt::format("form {} refuses what its own fields allow: {}", task.form_key, answer.rejection().code));
      return false;
    }
    answers = variables_of(form->second, *answer);
    if (task.kind == TaskKind::legal)  // what the engine asks of the officer besides
      for (const auto& [name, value] : *answer)
        if (!answers.contains(name)) answers[name] = value;
  } else if (!task.form_key.empty()) {
    trouble(at.c, "no form " + task.form_key);
  }
  const auto* who = who_may(task, dice);
  if (who == nullptr) {
    if (const auto now = look(at.c); now && now->rev == at.rev)
      trouble(at.c, fmt::format("nobody may do {} ({})", task.node, task.role));
    return false;
  }
  const TaskRef ref{at.c, task.id, task.rev};
  // As the inspections room does: this answer is an error of the procedure, where the step provides for it.
  const auto obstructed = answers.find("obstruction");
  const bool error = obstructed != answers.end() && obstructed->second == Value{true};
  return took(at, task.node.c_str(), [&](db::Transaction& tx) {
    return error ? office_.engine.raise(tx, *who, ref, "OBSTRUCTION", answers)
                 : office_.engine.complete(tx, *who, ref, answers);
  });
}

workflow::FindPerson Walker::person() const {
  return [this](db::Transaction& tx, const std::string& user_id) {
    profiles::IdentityData identity;
    identity.user_id = user_id;
    return office_.actors.actor(tx, identity, {"walks", "127.0.0.1"});
  };
}

// To one of the earlier steps that the drawing allows; where it allows none the work goes on.
bool Walker::send_back(const At& at, const OpenTask& task, Dice& dice) {
  const auto ways = office_.read([&](db::Transaction& tx) { return office_.engine.ways_back(tx, task); });
  if (ways.empty()) return do_task(at, task, dice);
  const auto target = dice.one_of(ways).target;
  const auto* who = who_may(task, dice);
  if (who == nullptr) return false;
  return took(at, "send back", [&](db::Transaction& tx) {
    return office_.engine.send_back(tx, *who, {at.c, task.id, task.rev}, target, "incomplete", person());
  });
}

// An error that the procedure does not provide for at this step is refused.
bool Walker::raise(const At& at, const OpenTask& task, Dice& dice) {
  std::vector<std::string> codes{"NOT_PROVIDED_FOR"};
  for (const auto& n : definition(at).nodes)
    if (n.kind == NodeKind::boundary && n.event == EventKind::error && !n.error_code.empty())
      codes.push_back(n.error_code);
  const auto* who = who_may(task, dice);
  if (who == nullptr) return false;
  const auto code = dice.one_of(codes);
  bool refused = false;
  const bool done = took(at, "raise", [&](db::Transaction& tx) {
    auto moved = office_.engine.raise(tx, *who, {at.c, task.id, task.rev}, code, {});
    refused = !moved && moved.rejection().code == "workflow.error_uncaught";
    if (refused) tx.rollback();
    return refused ? Result<Moved>{Moved{at.instance, at.rev, false}} : moved;
  });
  if (refused) --counted_.steps, ++counted_.refused;
  return done && !refused;
}

bool Walker::claim_or_release(const OpenTask& task, Dice& dice) {
  const auto* who = who_may(task, dice);
  const TaskRef ref{task.case_id, task.id, task.rev};
  const At at{.c = task.case_id, .instance = task.instance, .rev = task.rev};
  return who != nullptr && took(at, "claim", [&](db::Transaction& tx) {
           return task.assignee.empty() ? office_.engine.claim(tx, *who, ref) : office_.engine.release(tx, *who, ref);
         });
}

Variables Walker::payload(Dice& dice) const {
  if (dice.chance(40)) return {};
  return {{"service_day", office_.clock.today().plus(-dice.below(6))}};
}

// At any moment: taken, kept for later or refused. All three are right, and a refusal changes nothing.
bool Walker::deliver(const At& at, const std::string& message, Dice& dice) {
  const auto with = payload(dice);
  bool refused = false;
  const auto before = rows_of(at.c);
  const bool done = took(at, message.c_str(), [&](db::Transaction& tx) {
    auto taken = office_.engine.deliver(tx, office_.system(), at.c, message, with);
    refused = !taken && taken.rejection().code == "workflow.message_not_expected";
    if (refused) tx.rollback();
    return refused ? Result<bool>{false} : taken;
  });
  if (!refused) return done;
  --counted_.steps, ++counted_.refused;
  const auto after = rows_of(at.c);
  if (const auto now = look(at.c); now && now->rev == at.rev && before != after)
    trouble(at.c, "refused, and yet changed: " + message);
  return false;
}

bool Walker::answer_late(const At& at, std::int64_t token, Dice& dice) {
  const bool well = office_.calm || dice.chance(85);
  const auto answer = well ? ServiceAnswer::done() : ServiceAnswer::failed("the module came back with nothing");
  return took(at, "late answer", [&](db::Transaction& tx) {
    return office_.engine.service_done(tx, office_.system(), at.c, token, answer);
  });
}

// Retried, passed over, or now and then the whole file ended. Whoever died while mending has it until his lease is
// over.
bool Walker::mend(const At& at, std::int64_t incident, Dice& dice) {
  const int fate = dice.below(100);
  const auto remedy = office_.calm || fate < 75 ? Remedy::retry : fate < 98 ? Remedy::skip : Remedy::terminate;
  const auto& who = office_.people("director").front();
  try {
    const auto done = office_.incidents.settle(who, {at.c, incident}, remedy, "ຕາມໃບແຈ້ງ 7");
    if (done) return ++counted_.steps, true;
    const auto& code = done.rejection().code;
    if (code == "workflow.not_skippable") {
      ++counted_.refused;
      return static_cast<bool>(office_.incidents.settle(who, {at.c, incident}, Remedy::retry, ""));
    }
    if (code != "workflow.incident_taken" && code != "workflow.incident_unknown") trouble(at.c, "mending: " + code);
  } catch (const Conflict&) {
    ++counted_.conflicts;
  } catch (const db::Error& e) {
    if (!e.retryable()) trouble(at.c, fmt::format("mending: {} {}", e.what(), e.driver_text));
  }
  return false;
}

void Walker::refused_attempt(const At& at, const Waiting& w, Dice& dice) {
  auto& engine = office_.engine;
  const Actor system = office_.system();
  if (w.tasks.empty() || dice.chance(25))
    return must_be_refused(at, "a message that nobody knows",
                           [&](db::Transaction& tx) { return engine.deliver(tx, system, at.c, "NoSuchMessage", {}); });
  const auto& task = dice.one_of(w.tasks);
  const TaskRef ref{at.c, task.id, task.rev};
  const auto* who = who_may(task, dice);
  if (who == nullptr) return;
  const auto attempt = [&](const char* what, const Actor& by, const TaskRef& which, const Variables& answers) {
    must_be_refused(at, what, [&](db::Transaction& tx) { return engine.complete(tx, by, which, answers); });
  };
  switch (dice.below(7)) {
    case 0:
      return attempt("a task of another role",
                     office_.people(task.role == "director" ? "inspector" : "director").back(), ref, {});
    case 1:
      return attempt("a revision that is over", *who, {at.c, task.id, task.rev - 1}, {});
    case 2:
      return attempt("a task that is not there", *who, {at.c, task.id + 77, task.rev}, {});
    case 3:
      return attempt("a value too long", *who, ref, {{"note", std::string(2001, 'x')}});
    case 4:
      return must_be_refused(at, "an answer to a service that does not wait", [&](db::Transaction& tx) {
        return engine.service_done(tx, system, at.c, task.id, ServiceAnswer::done());
      });
    case 5:
      return must_be_refused(at, "a way back that is not drawn", [&](db::Transaction& tx) {
        return engine.send_back(tx, *who, ref, task.node, "incomplete", person());
      });
    default: {
      const auto bundle = office_.read([&](db::Transaction& tx) { return engine.bundle(tx, at.bundle); });
      const auto form = bundle->own_forms.find(task.form_key);
      if (form == bundle->own_forms.end()) return;
      const auto today = office_.clock.today();
      const auto wrong = spoilt(form->second, drawn(form->second, today, office_.user_ids(), dice), today, dice);
      if (!wrong) return;
      if (forms::checked(form->second, *wrong, today)) trouble(at.c, "a wrong answer passes the form " + task.form_key);
      ++counted_.refused;
    }
  }
}

}  // namespace ssiis::walks

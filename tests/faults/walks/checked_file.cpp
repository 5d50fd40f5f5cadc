#include "faults/walks/checked_file.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace ssiis::walks {
namespace {

using namespace workflow;

// One instance of a procedure, and the rows that are its own.
class Checked {
 public:
  Checked(const CheckedFile& file, const CheckedFile::Instance& instance, const Definition& d, Day today)
      : instance_{instance}, d_{d}, today_{today}, stayed_{file.stayed.contains(instance.id)} {
    own(file.tokens, tokens_);
    own(file.tasks, tasks_);
    own(file.timers, timers_);
    own(file.waits, waits_);
    own(file.incidents, incidents_);
    own(file.history, history_);
    for (const auto* t : tokens_) by_id_[t->id] = t;
  }

  std::vector<std::string> breaches() {
    if (instance_.running) {
      if (tokens_.empty()) say("runs without a token");
      for (const auto* t : tokens_) can_go_on(*t);
      belongs_somewhere();
    } else {
      left_nothing();
    }
    tasks_as_told();
    returns_as_told();
    periods_once();
    whole_steps();
    return std::move(out_);
  }

 private:
  template <class Row>
  void own(const std::vector<Row>& all, std::vector<const Row*>& mine) {
    for (const auto& row : all)
      if (row.instance == instance_.id) mine.push_back(&row);
  }
  template <class... A>
  void say(fmt::format_string<A...> text, A&&... parts) {
    out_.push_back(fmt::format(text, std::forward<A>(parts)...));
  }
  template <class Rows, class F>
  static std::int64_t count(const Rows& rows, F&& wanted) {
    return std::count_if(rows.begin(), rows.end(), [&](const auto* row) { return wanted(*row); });
  }
  const CheckedFile::Token* token(std::int64_t id) const {
    const auto it = by_id_.find(id);
    return it == by_id_.end() ? nullptr : it->second;
  }
  const Node* node(const std::string& id) const {
    const int i = d_.index(id);
    return i == nowhere ? nullptr : &d_.node(i);
  }
  bool one_of_several(const CheckedFile::Token& t, const Node& n) const {
    const auto* outer = token(t.scope);
    return is_multiple(n) && outer != nullptr && outer->node == t.node;
  }
  // Periods that run and messages that are awaited at this token for this event.
  std::int64_t armed(std::int64_t token, const std::string& event) const {
    return count(timers_, [&](const auto& x) { return x.runs() && x.activation == token && x.node == event; }) +
           count(waits_, [&](const auto& x) { return x.token == token && x.node == event; });
  }

  void can_go_on(const CheckedFile::Token& t);
  void belongs_somewhere();
  void left_nothing();
  void tasks_as_told();
  void returns_as_told();
  void periods_once();
  void whole_steps();

  const CheckedFile::Instance& instance_;
  const Definition& d_;
  Day today_;
  bool stayed_;
  std::vector<const CheckedFile::Token*> tokens_;
  std::vector<const CheckedFile::Task*> tasks_;
  std::vector<const CheckedFile::Timer*> timers_;
  std::vector<const CheckedFile::Wait*> waits_;
  std::vector<const CheckedFile::Incident*> incidents_;
  std::vector<const CheckedFile::Event*> history_;
  std::map<std::int64_t, const CheckedFile::Token*> by_id_;
  std::vector<std::string> out_;
};

// Where a token rests something leads on from there, once.
void Checked::can_go_on(const CheckedFile::Token& t) {
  const auto* n = node(t.node);
  if (n == nullptr) return say("a token at {}, which is not in the procedure", t.node);
  if (t.scope != 0 && token(t.scope) == nullptr) return say("a token at {} without the step around it", t.node);
  const auto open = count(incidents_, [&](const auto& i) { return i.state == "open" && i.token == t.id; });
  if (open != (t.state == "incident" ? 1 : 0)) return say("{} incidents for a token at {} ({})", open, t.node, t.state);
  if (t.state == "incident") return;
  const auto tasks = count(tasks_, [&](const auto& k) { return k.open() && k.kind == "work" && k.token == t.id; });
  const auto inside = count(tokens_, [&](const auto& o) { return o.scope == t.id; });
  const bool multiple = is_multiple(*n) && !one_of_several(t, *n);
  const bool holds = multiple || holds_steps(*n);
  if (holds && inside == 0) return say("{} holds nothing any more", t.node);
  if (!holds && inside != 0) return say("{} holds {} tokens", t.node, inside);
  const bool person = n->kind == NodeKind::user_task && !multiple;
  if (tasks != (person ? 1 : 0)) return say("{} tasks for the token at {}", tasks, t.node);
  if (!one_of_several(t, *n))
    for (const int b : n->boundaries) {
      const auto& event = d_.node(b);
      const bool awaited = event.event == EventKind::message || event.event == EventKind::signal;
      if (awaited && armed(t.id, event.id) != 1) say("{} is not awaited at {}", event.id, t.node);
    }
  if (holds || person || calls_out(*n)) return;
  switch (n->kind) {
    case NodeKind::receive_task:
    case NodeKind::catch_event:
      if (armed(t.id, t.node) != 1) say("{} waits for nothing", t.node);
      break;
    case NodeKind::event_based:
      for (const int f : n->out)
        if (armed(t.id, d_.node(d_.flow(f).to).id) != 1)
          say("{} does not wait for {}", t.node, d_.node(d_.flow(f).to).id);
      break;
    case NodeKind::parallel:
      if (t.state != "joining") say("{} rests without joining", t.node);
      if (count(tokens_, [&](const auto& o) { return o.scope == t.scope; }) < 2) say("nobody else comes to {}", t.node);
      break;
    default:
      say("a token rests at {}", t.node);
  }
}

// Nothing waits for what is no more.
void Checked::belongs_somewhere() {
  for (const auto* k : tasks_) {
    if (!k->open()) continue;
    const auto* t = token(k->token);
    if (k->kind == "work" && (t == nullptr || t->node != k->node)) say("a task at {} without a token", k->node);
    const auto refers = count(timers_, [&](const auto& x) { return x.id == k->timer && x.state == "referred"; });
    if (k->kind == "legal" && refers != 1) say("a legal task at {} without a period that is over", k->node);
  }
  for (const auto* x : timers_) {
    if (x->runs() && x->activation != 0 && token(x->activation) == nullptr)
      say("a period at {} without a token", x->node);
    const auto asked = count(tasks_, [&](const auto& k) { return k.open() && k.kind == "legal" && k.timer == x->id; });
    if (asked != (x->state == "referred" ? 1 : 0))
      say("{} legal tasks for the period at {} ({})", asked, x->node, x->state);
  }
  for (const auto* w : waits_)
    if (!w->node.empty() && w->token != 0 && token(w->token) == nullptr) say("a wait at {} without a token", w->node);
  for (const auto* i : incidents_)
    if (i->state == "open" && token(i->token) == nullptr) say("an incident at {} without a token", i->node);
}

void Checked::left_nothing() {
  for (const auto* t : tokens_) say("ended with a token at {}", t->node);
  for (const auto* k : tasks_)
    if (k->open()) say("ended with a task at {}", k->node);
  for (const auto* x : timers_)
    if (x->runs()) say("ended with a period at {} ({})", x->node, x->state);
  for (const auto* w : waits_) say("ended with a wait for {}", w->message);
  for (const auto* i : incidents_)
    if (i->state == "open") say("ended with an incident at {}", i->node);
}

// Each time that the file came to a person's step it made a task, or an incident.
void Checked::tasks_as_told() {
  std::map<std::string, std::int64_t> came, failed, made;
  for (const auto* h : history_) {
    if (h->event == "entered") ++came[h->node];
    if (h->event == "incident") ++failed[h->node];
  }
  for (const auto* k : tasks_)
    if (k->kind == "work") ++made[k->node];
  for (const auto& n : d_.nodes) {
    if (n.kind != NodeKind::user_task || is_multiple(n)) continue;
    if (made[n.id] > came[n.id] || made[n.id] + failed[n.id] < came[n.id])
      say("came {} times to {}, which made {} tasks", came[n.id], n.id, made[n.id]);
  }
}

// A return closes one task, and in the same step the file comes to where it was sent, as the drawing allows.
void Checked::returns_as_told() {
  std::map<std::string, std::int64_t> left;
  for (const auto* k : tasks_)
    if (k->state == "returned") ++left[k->node];
  for (const auto* h : history_) {
    if (h->event != "returned") continue;
    --left[h->node];
    const auto target = h->data.substr(0, h->data.find(' '));
    const auto* from = node(h->node);
    const int to = d_.index(target);
    if (from == nullptr || std::count(from->return_to.begin(), from->return_to.end(), to) == 0)
      say("sent back from {} to {}, which is not drawn", h->node, target);
    if (count(history_, [&](const auto& o) {
          return o.event == "entered" && o.node == target && revision_of(o.id) == revision_of(h->id);
        }) == 0)
      say("sent back to {} and never came there", target);
  }
  for (const auto& [at, times] : left)
    if (times != 0) say("{} tasks at {} were returned more than is told", times, at);
}

void Checked::periods_once() {
  std::map<std::pair<std::string, std::string>, std::int64_t> told;
  std::map<std::string, std::int64_t> referred, asked;
  std::map<std::int64_t, Day> days;
  for (const auto* h : history_) {
    days[revision_of(h->id)] = h->at;
    if (h->event != "timer.fired" && h->event != "timer.referred") continue;
    const auto due = Day::parse(h->data.substr(h->data.rfind(' ') + 1));
    if (!due || h->at <= *due) say("{} at {} early: {} on {}", h->event, h->node, h->data, h->at.iso());
    if (h->event == "timer.fired")
      ++told[{h->node, h->data}];
    else
      ++referred[h->node];
  }
  for (const auto* x : timers_) {
    if (x->due < x->anchor.plus(x->days)) say("the period at {} is shorter than {} days", x->node, x->days);
    if (x->state == "fired") --told[{x->node, x->key + " " + x->due.iso()}];
    if (x->state != "armed" || stayed_ || !instance_.running || x->due >= today_) continue;
    const auto begun = days.find(revision_of(x->id));
    if (begun != days.end() && begun->second < today_)
      say("the period at {} was forgotten on {}", x->node, x->due.iso());
  }
  for (const auto& [what, times] : told)
    if (times != 0) say("the period at {} fired {} times more than it ended: {}", what.first, times, what.second);
  for (const auto* k : tasks_)
    if (k->kind == "legal") ++asked[k->node];
  for (const auto& [at, times] : referred)
    if (times != asked[at]) say("{} periods at {} were referred, {} legal tasks made", times, at, asked[at]);
}

void Checked::whole_steps() {
  std::set<std::int64_t> revisions;
  for (const auto* h : history_) revisions.insert(revision_of(h->id));
  for (std::int64_t r = 1; r <= instance_.rev; ++r)
    if (!revisions.contains(r)) say("nothing is told of step {}", r);
  if (!revisions.empty() && *revisions.rbegin() > instance_.rev) say("a step {} beyond the last", *revisions.rbegin());
}

}  // namespace

std::vector<std::string> CheckedFile::breaches(const FindDefinition& definition, Day today) const {
  std::vector<std::string> out;
  std::int64_t steps = 0, records = 0, fired = 0, referred = 0, returned = 0;
  for (const auto& i : instances) {
    for (auto& what : Checked{*this, i, definition(i), today}.breaches()) out.push_back(std::move(what));
    steps += i.rev;
  }
  for (const auto& h : history) {
    fired += h.event == "timer.fired";
    referred += h.event == "timer.referred";
    returned += h.event == "returned";
  }
  for (const auto& [event, times] : audited) records += times;
  const auto times = [&](const char* event) {
    const auto it = audited.find(event);
    return it == audited.end() ? 0 : it->second;
  };
  if (records != steps) out.push_back(fmt::format("{} steps, {} audit records", steps, records));
  if (times("workflow.step_returned") != returned)
    out.push_back(fmt::format("{} returns, {} audit records of them", returned, times("workflow.step_returned")));
  // An officer's choice to move the file fires the period too.
  if (times("workflow.timer_fired") > fired ||
      times("workflow.timer_fired") + times("workflow.deadline_decided") < fired ||
      times("workflow.timer_referred") != referred)
    out.push_back(fmt::format("{} periods fired and {} referred, the audit tells of {} and {}", fired, referred,
                              times("workflow.timer_fired"), times("workflow.timer_referred")));
  return out;
}

}  // namespace ssiis::walks

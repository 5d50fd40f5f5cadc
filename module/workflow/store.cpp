#include "workflow/store.hpp"

#include <array>
#include <stdexcept>

#include "sql/workflow.hpp"

namespace ssiis::workflow::store {
namespace {

namespace q = sql::workflow;

template <class E, std::size_t N>
struct Names {
  std::array<std::string_view, N> names;
  std::string_view of(E e) const { return names[static_cast<std::size_t>(e)]; }
  E named(std::string_view text) const {
    for (std::size_t i = 0; i < N; ++i)
      if (names[i] == text) return static_cast<E>(i);
    throw std::runtime_error{"workflow: a stored state is not known"};
  }
};
constexpr Names<TokenState, 3> token_states{{"waiting", "joining", "incident"}};
constexpr Names<TaskState, 4> task_states{{"open", "done", "cancelled", "returned"}};
constexpr Names<TaskKind, 2> task_kinds{{"work", "legal"}};
constexpr Names<TimerState, 5> timer_states{{"armed", "referred", "fired", "cancelled", "suspended"}};
constexpr Names<InstanceState, 2> instance_states{{"running", "ended"}};

int node_of(const Definition& d, const std::string& id) {
  const int i = d.index(id);
  if (i == nowhere) throw std::runtime_error{"workflow: a stored step is not in its procedure"};
  return i;
}
int flow_of(const Definition& d, const std::string& id) {
  for (std::size_t i = 0; i < d.flows.size(); ++i)
    if (d.flows[i].id == id) return static_cast<int>(i);
  return nowhere;
}

void read_row(const db::Row& r, const Definition& d, State& s) {
  switch (r.text(0).front()) {
    case 'T':
      s.tokens.push_back({r.integer(1), node_of(d, r.text(5)), r.integer(2), flow_of(d, r.text_or_empty(6)),
                          token_states.named(r.text(7)), Mark::kept, r.integer(1)});
      break;
    case 'K':
      s.tasks.push_back({r.integer(1),
                         node_of(d, r.text(5)),
                         r.integer(2),
                         task_kinds.named(r.text(6)),
                         TaskState::open,
                         r.text(7),
                         r.text(8),
                         r.text_or_empty(9),
                         r.text_or_empty(10),
                         r.integer(3),
                         {},
                         r.flag(4),
                         Mark::kept});
      break;
    case 'M': {
      Timer t;
      t.id = r.integer(1);
      t.activation = r.integer(2);
      t.days = static_cast<int>(r.integer(3));
      t.confirmed = r.flag(4);
      t.round = static_cast<int>(r.integer(11));
      t.node = node_of(d, r.text(5));
      t.deadline_key = r.text(6);
      t.state = timer_states.named(r.text(7));
      t.due = r.day(8);
      t.anchor = r.day(9);
      t.calendar = r.text(10);
      t.mark = Mark::kept;
      s.timers.push_back(std::move(t));
      break;
    }
    case 'S': {
      const auto node = r.text_or_empty(5);
      s.subscriptions.push_back({r.integer(1), r.integer(2), node.empty() ? nowhere : node_of(d, node), r.text(6),
                                 r.text_or_empty(7), Mark::kept});
      break;
    }
    case 'V':
      s.variables[r.text(5)] = decoded(static_cast<ValueKind>(r.integer(1)), r.text_or_empty(6));
      break;
    case 'X':
      s.incidents.push_back({r.integer(1), r.integer(2), node_of(d, r.text(5)), r.text(6), r.text_or_empty(7),
                             r.integer(3), true, Mark::kept});
      break;
    default:
      throw std::runtime_error{"workflow: a row of no kind"};
  }
}

// Rows of one table for execute_many: columns of numbers and texts in the order they are added.
class Rows {
 public:
  Rows(std::string_view table, std::vector<std::string> columns) : table_{table}, names_{std::move(columns)} {}
  template <class... T>
  void add(const T&... values) {
    std::size_t i = 0;
    (put(i++, values), ...);
  }
  void write(db::Transaction& tx) const {
    if (!columns_.empty()) tx.execute_many(table_, names_, columns_);
  }

 private:
  db::Column& column(std::size_t i, db::Column::Kind kind) {
    if (columns_.size() == i) columns_.push_back({kind, {}, {}, {}});
    return columns_[i];
  }
  void put(std::size_t i, std::int64_t v) { column(i, db::Column::Kind::integer).integers.emplace_back(v); }
  void put(std::size_t i, const std::string& v) { put(i, std::string_view{v}); }
  void put(std::size_t i, std::string_view v) { column(i, db::Column::Kind::text).texts.emplace_back(std::string{v}); }
  void put(std::size_t i, const std::optional<std::string>& v) { column(i, db::Column::Kind::text).texts.push_back(v); }

  std::string_view table_;
  std::vector<std::string> names_;
  std::vector<db::Column> columns_;
};

std::optional<std::string> when(bool closed, Instant now) { return closed ? std::optional{now.iso()} : std::nullopt; }

struct Writer {
  db::Transaction& tx;
  const Definition& d;
  State& s;
  std::string_view actor;
  Instant now;
  std::int64_t case_id{s.instance.case_id.value}, instance{s.instance.id};

  const std::string& id(int node) const { return d.node(node).id; }
  std::string_view via(const Token& t) const {
    return t.via == nowhere ? std::string_view{} : std::string_view{d.flow(t.via).id};
  }

  void tokens() {
    Rows added{"insp_wf_token", {"case_id", "id", "instance", "node", "scope", "via", "state"}};
    for (const auto& t : s.tokens) {
      if (t.mark == Mark::removed && t.stored_id != 0)
        tx.execute(q::token_delete, db::Params{case_id, t.stored_id});
      else if (t.mark == Mark::changed)
        tx.execute(q::token_update,
                   db::Params{t.id, id(t.node), t.scope, via(t), token_states.of(t.state), case_id, t.stored_id});
      else if (t.mark == Mark::added)
        added.add(case_id, t.id, instance, id(t.node), t.scope, via(t), token_states.of(t.state));
    }
    added.write(tx);
  }

  void tasks() {
    Rows added{
        "insp_wf_task",
        {"case_id",   "id",           "instance",    "node",         "token",        "kind",       "state",
         "role",      "territory",    "assignee",    "form_key",     "timer",        "due_day",    "due_confirmed",
         "opened_at", "done_at",      "done_by",     "item",         "deadline_key", "anchor_day", "days",
         "calendar",  "rule_version", "legal_basis", "calendar_rev", "process",      "place"}};
    for (const auto& t : s.tasks) {
      const bool done = t.state == TaskState::done || t.state == TaskState::returned;  // somebody did so
      const auto by = done ? std::optional{std::string{actor}} : std::nullopt;
      if (t.mark == Mark::changed) {
        if (tx.execute(q::task_close, db::Params{task_states.of(t.state), when(t.state != TaskState::open, now), by,
                                                 case_id, t.id}) != 1)
          throw Conflict{"task"};
      } else if (t.mark == Mark::added) {
        added.add(case_id, t.id, instance, id(t.node), t.token, task_kinds.of(t.kind), task_states.of(t.state), t.role,
                  t.territory, t.assignee, t.form_key, t.timer, t.due ? std::optional{t.due->iso()} : std::nullopt,
                  std::int64_t{t.due_confirmed}, now.iso(), when(t.state != TaskState::open, now), by,
                  first_code_points(t.item, 200), t.period.key,
                  t.period.key.empty() ? std::nullopt : std::optional{t.period.anchor.iso()},
                  std::int64_t{t.period.days}, t.period.calendar, t.period.rule_version, t.period.legal_basis,
                  t.period.calendar_rev, s.instance.process, s.instance.territory);
      }
    }
    added.write(tx);
  }

  void timers() {
    Rows added{
        "insp_wf_timer",
        {"case_id", "id", "instance", "node", "activation", "deadline_key", "anchor_day", "rule_version", "calendar",
         "legal_basis", "days", "due_day", "confirmed", "state", "fired_at", "round_no", "calendar_rev"}};
    for (const auto& t : s.timers) {
      const auto fired = when(t.state == TimerState::fired, now);
      if (t.mark == Mark::changed)
        tx.execute(q::timer_update,
                   db::Params{timer_states.of(t.state), t.due, fired, t.held ? std::optional{t.due} : std::nullopt,
                              t.held ? std::optional{now.day()} : std::nullopt, case_id, t.id});
      else if (t.mark == Mark::added)
        added.add(case_id, t.id, instance, id(t.node), t.activation, t.deadline_key, t.anchor.iso(), t.rule_version,
                  t.calendar, t.legal_basis, std::int64_t{t.days}, t.due.iso(), std::int64_t{t.confirmed},
                  timer_states.of(t.state), fired, std::int64_t{t.round}, t.calendar_rev);
    }
    added.write(tx);
  }

  void subscriptions(std::int64_t first_new_id) {
    Rows added{"insp_wf_subscription", {"case_id", "id", "instance", "token", "node", "message", "payload"}};
    for (const auto& x : s.subscriptions) {
      if (x.mark == Mark::removed && x.id < first_new_id)
        tx.execute(q::subscription_delete, db::Params{case_id, x.id});
      else if (x.mark == Mark::added)
        added.add(case_id, x.id, instance, x.token, x.held() ? std::string{} : id(x.node), x.message, x.payload);
    }
    added.write(tx);
  }

  void variables() {
    Rows added{"insp_wf_variable", {"case_id", "instance", "name", "kind", "value"}};
    for (const auto& [name, mark] : s.variable_marks) {
      if (mark == Mark::removed) {
        tx.execute(q::variable_delete, db::Params{case_id, instance, name});
        continue;
      }
      const auto& value = s.variables.at(name);
      const auto kind = static_cast<std::int64_t>(kind_of(value));
      if (mark == Mark::added)
        added.add(case_id, instance, name, kind, encoded(value));
      else
        tx.execute(q::variable_update, db::Params{kind, encoded(value), case_id, instance, name});
    }
    added.write(tx);
  }

  void incidents() {
    Rows added{
        "insp_wf_incident",
        {"case_id", "id", "instance", "token", "node", "code", "data", "attempts", "state", "opened_at", "closed_at"}};
    for (const auto& i : s.incidents) {
      const std::string_view state = i.open ? "open" : "closed";
      if (i.mark == Mark::changed)
        tx.execute(q::incident_update,
                   db::Params{i.code, i.data, i.attempts, state, when(!i.open, now), case_id, i.id});
      else if (i.mark == Mark::added)
        added.add(case_id, i.id, instance, i.token, id(i.node), i.code, first_code_points(i.data, 400), i.attempts,
                  state, now.iso(), when(!i.open, now));
    }
    added.write(tx);
  }

  void history(RowIds& ids) {
    Rows added{"insp_wf_history", {"case_id", "id", "instance", "at", "event", "node", "actor", "data"}};
    for (const auto& h : s.history)
      added.add(case_id, ids.next(), instance, now.iso(), h.event, h.node, actor, first_code_points(h.data, 400));
    added.write(tx);
  }
};

}  // namespace

RowIds::RowIds(std::int64_t instance, std::int64_t rev)
    : base_{(instance << (rev_bits + count_bits)) | (rev << count_bits)} {
  if (rev >= (std::int64_t{1} << rev_bits)) throw std::logic_error{"workflow: an instance has had too many steps"};
}
std::int64_t RowIds::next() {
  if (++used_ >= (std::int64_t{1} << count_bits)) throw std::logic_error{"workflow: a step writes too many rows"};
  return base_ | used_;
}

bool begin(db::Transaction& tx, CaseId c, std::int64_t instance, std::optional<std::int64_t> rev) {
  return (rev ? tx.execute(q::step_begin, db::Params{c, instance, *rev})
              : tx.execute(q::step_begin_any, db::Params{c, instance})) == 1;
}

State load(db::Transaction& tx, CaseId c, std::int64_t instance, const FindDefinition& definition) {
  State s;
  const Definition* d = nullptr;
  db::Params params;
  for (int i = 0; i < 7; ++i) {
    params.add(c);
    params.add(instance);
  }
  for (auto rows = tx.query(q::load, params); rows.next();) {
    const auto& r = rows.row();
    if (!d) {
      if (r.text(0) != "I") throw std::runtime_error{"workflow: an instance does not come first"};
      s.instance = {c,
                    instance,
                    r.text(5),
                    r.text(7),
                    r.integer(2),
                    r.integer(1),
                    instance_states.named(r.text(6)),
                    false,
                    r.integer(3),
                    r.integer(4) != 0};
      d = &definition(s.instance.bundle, s.instance.process);
    } else {
      read_row(r, *d, s);
    }
  }
  if (!d) throw std::runtime_error{"workflow: an instance that was locked is not there"};
  return s;
}

void insert_instance(db::Transaction& tx, const State& s, Instant now) {
  const auto& i = s.instance;
  tx.execute(q::instance_insert, db::Params{i.case_id, i.id, i.process, i.bundle, i.rev, instance_states.of(i.state),
                                            i.territory, now, when(i.state == InstanceState::ended, now)});
}

void save(db::Transaction& tx, const Definition& d, State& s, RowIds& ids, std::string_view actor, Instant now) {
  const auto first_new = (s.instance.id << (rev_bits + count_bits)) | (s.instance.rev << count_bits);
  Writer w{tx, d, s, actor, now};
  w.tokens();
  w.tasks();
  w.timers();
  w.subscriptions(first_new);
  w.variables();
  w.incidents();
  w.history(ids);
  if (s.instance.changed)
    tx.execute(q::instance_end,
               db::Params{instance_states.of(s.instance.state), when(s.instance.state == InstanceState::ended, now),
                          s.instance.case_id, s.instance.id});
}

}  // namespace ssiis::workflow::store

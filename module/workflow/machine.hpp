// Takes an instance from one resting point to the next: pure, in memory, run to completion.
//
// A token moves until every branch rests in a task, a wait, a join, an incident, or has ended. The machine asks the
// world only through Surroundings; it knows neither the database nor who acts.
#pragma once
#include <functional>

#include "workflow/definition.hpp"
#include "workflow/state.hpp"
#include "workflow/table.hpp"

namespace ssiis::workflow {

// A service or send task that is reached. `topic` is "message.send" for a send task.
struct ServiceCall {
  CaseId case_id;
  std::int64_t token;  // names this activation, for asynchronous answers
  const Node& node;
  std::string_view topic;
  const Variables& variables;
};

// What a module answers: done (with variables to set), a BPMN error that the procedure may catch, failed (an incident
// that people see and retry), or waiting (the answer comes later through Engine::service_done).
struct ServiceAnswer {
  enum class Kind { done, error, failed, waiting } kind{Kind::done};
  Variables set{};
  std::string code{};
  // The times in which the file stands still have changed: its open deadlines are derived anew when the step is stored.
  std::optional<MoveReason> days_move{};
  static ServiceAnswer done(Variables set = {}, std::optional<MoveReason> days_move = {}) {
    return {Kind::done, std::move(set), {}, std::move(days_move)};
  }
  static ServiceAnswer error(std::string code) { return {Kind::error, {}, std::move(code)}; }
  static ServiceAnswer failed(std::string reason) { return {Kind::failed, {}, std::move(reason)}; }
  static ServiceAnswer waiting() { return {Kind::waiting, {}, {}}; }
};

class Surroundings {
 public:
  virtual ~Surroundings() = default;
  virtual std::int64_t new_id() = 0;
  virtual Day today() const = 0;
  virtual ServiceAnswer serve(const ServiceCall& call) = 0;
  // Refusals become incidents: an unknown key, two rules.
  virtual Result<Deadline> deadline(const std::string& key, const Variables& variables, Day anchor) = 0;
  virtual Result<Decided> decide(const std::string& table, const Variables& variables) = 0;
  virtual bool known_role(std::string_view role) const = 0;
};

class Machine {
 public:
  Machine(const Definition& d, State& s, Surroundings& world) : d_{d}, s_{s}, world_{world} {}

  void start(int start_node);
  // Begins at a step of the process itself, or at the start of an event sub-process of it; all that may start beside
  // the steps waits as if the process had begun at its beginning.
  void begin_at(int node);
  void complete(Task& task);                                       // the task of a person is done
  bool raise(Task& task, const std::string& error_code);           // false when nothing catches the error
  void send_back(Task& task, int target, const std::string& why);  // an earlier step of the same scope begins anew
  void service_done(Token& token, const ServiceAnswer& answer);    // of a service that answered later
  void fire(Timer& timer);                                         // the period is over and moves the file
  void refer(Timer& timer);                                        // the period is over but not confirmed
  void rearm(Timer& timer, Task& legal_task, Day until);
  // Whether several instances wait for it of which the payload names none.
  bool ambiguous(const std::string& message, const Variables& payload);
  // True when something waited for it; else false, and nothing has changed.
  bool deliver(const std::string& message, const Variables& payload);
  void hold(const std::string& message, const Variables& payload);
  void retry(Incident& incident);  // if it fails again, the new incident goes on counting the attempts
  // The step counts as done without having been done; only of a step that asks a module.
  void skip(Incident& incident, const std::string& reason);
  void terminate(const std::string& reason);  // all that stands or runs is cancelled
  // Sets variables as something that happens at a token, or nowhere in particular, does: what an instance of a multiple
  // step or a called process sets stays with it until it is done.
  void set(const Variables& variables, const Token* at = nullptr);
  void note(std::string event, int node, std::string data = {});

  Token* token(std::int64_t id);
  // What is seen where something waits: a task at its token, an event at the token or scope it stands at.
  const Variables& seen_at(int node, std::int64_t waiting);
  // Whether an error of this code, raised where the token stands, is caught.
  bool catches(const Token& t, const std::string& code);

 private:
  void run();
  void enter(Token& t);
  void enter_exclusive(Token& t, const Node& n);
  void enter_parallel(Token& t, const Node& n);
  void enter_user_task(Token& t, const Node& n);
  void enter_service(Token& t, const Node& n);
  void enter_rule(Token& t, const Node& n);
  void enter_end(Token& t, const Node& n);
  void enter_throw(Token& t, const Node& n);
  void enter_multiple(Token& t, const Node& n);
  void enter_call(Token& t, const Node& n);
  std::optional<std::vector<Value>> instances_of(Token& t, const Node& n);  // nothing: an incident
  void instance_done(Token& t, const Node& n);
  std::string part_of(const Token& t);  // the part of the list that the nearest instance around it is for
  bool is_instance(const Token& t);     // one of several, not the token that holds them together
  void answered(Token& t, const ServiceAnswer& answer);
  void leave(Token& t);
  void take(Token& t, int flow);
  void rest(Token& t);
  void end(Token& t);
  Token& spawn(int node, std::int64_t scope);
  void open_scope(std::int64_t scope, int start_node);
  void hand_out(Token& call);
  void close_scope_if_empty(std::int64_t scope);
  void empty_scope(std::int64_t scope, const Token* except);
  void cancel(Token& t);
  void disarm(std::int64_t token, bool starts_only = false);
  void arm_boundaries(Token& t, const Node& n);
  bool arm_scope(Token& start);
  bool armed(int event_node, std::int64_t waiting) const;
  bool arm(int event_node, Token& t);
  bool arm(int event_node, std::int64_t waiting, Token& blamed, const Variables& seen);
  Timer& add_timer(int event_node, std::int64_t waiting, const Deadline& due, Day anchor);
  void come_again(const Timer& timer);
  void await(int event_node, std::int64_t waiting);
  void trigger(int event_node, std::int64_t token);
  void trigger_start(int start_node, std::int64_t scope);
  void close_task(Task& task, TaskState state);
  void fail(Token& t, std::string code, std::string data = {});
  bool throw_error(Token& t, const std::string& code);
  void throw_signal(const std::string& signal);
  struct Catch {
    int event_node{nowhere};
    std::int64_t waiting{0};  // the token, or the scope, that the event stands at
  };
  Catch catcher(const Token& t, EventKind kind, const std::string& code);
  int taking(const std::vector<int>& events, EventKind kind, const std::string& code) const;
  std::optional<std::pair<std::string, Value>> part_waiting(const Subscription& wait);
  bool takes(const Subscription& wait, const std::string& message, const Variables& payload);
  Subscription* open_wait(const std::string& message, const Variables& payload);
  // Variables that only some see: of an instance of a multiple step, and of a called process (then nothing else is
  // seen).
  struct Place {
    std::int64_t token{0};  // that keeps them; 0 = the file itself
    bool closed{false};
  };
  Place place_of(int node, std::int64_t scope);
  Place place_of(const Token& t);
  Place place_of_wait(const Subscription& wait);
  const Variables& seen(Place from);
  const Variables& seen(const Token& t) { return seen(place_of(t)); }
  void put(Place at, const Variables& variables);
  void put_one(const std::string& name, const Value& value);
  Variables kept_by(std::int64_t token) const;
  void forget(std::int64_t token);
  const std::string& node_id(int node) const { return d_.node(node).id; }

  const Definition& d_;
  State& s_;
  Surroundings& world_;
  std::vector<std::int64_t> moving_;  // ids of tokens that have to enter their node
  Variables seen_;                    // of the last call of seen() that did not see the file's own
};

// Whether a stored variable belongs to an instance or a called process, and so not to the whole file.
inline bool is_local(std::string_view name) { return name.find(':') != std::string_view::npos; }

std::string encoded(const Variables& v);  // for kept messages
Variables decoded_variables(std::string_view text);

}  // namespace ssiis::workflow

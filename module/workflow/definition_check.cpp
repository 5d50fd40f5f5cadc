// What a procedure must keep to before it may be deployed.

#include "workflow/definition.hpp"
#include "workflow/finding.hpp"

namespace ssiis::workflow {
namespace {

class Checker {
 public:
  Checker(const Definition& d, const Catalogues& c, const std::string& file, Findings& findings)
      : d_{d}, c_{c}, file_{file}, findings_{findings} {}

  void all() {
    scope(nowhere, d_.process);
    for (std::size_t i = 0; i < d_.nodes.size(); ++i) {
      const auto& n = d_.nodes[i];
      shape(n);
      names(n);
      known(n);
      if (n.kind == NodeKind::boundary) boundary(n);
      if (n.multi) multiple(n);
      if (n.reopen_entry) reopening(n);
      if (n.repeats != 0) repeating(n);
      label(n.line, n.id, n.name);
      label(n.line, n.id, n.name_lo);
      label(n.line, n.lane_id, n.lane);
      if (n.kind == NodeKind::sub_process) scope(static_cast<int>(i), n.id);
      for (const int other : n.not_same_as)
        if (d_.node(other).kind != NodeKind::user_task)
          say(n.line, "task.not_same", "\"{}\" must differ from the person of \"{}\", which nobody does.", n.id,
              d_.node(other).id);
    }
    for (const auto& f : d_.flows)
      if (f.id.size() > longest_id)
        say(f.line, "id.long", "The id \"{}…\" is longer than {} letters.", f.id.substr(0, 40), longest_id);
    for (const auto& f : d_.flows) label(f.line, f.id, f.name);
    for (const auto& f : d_.flows)
      if (f.condition && d_.node(f.from).kind != NodeKind::exclusive)
        say(f.line, "flow.condition_place", "\"{}\" has a condition but does not leave an exclusive gateway.", f.id);
  }

 private:
  template <class... A>
  void say(int line, std::string code, std::string_view sentence, const A&... args) {
    findings_.push_back(finding(file_, line, std::move(code), sentence, args...));
  }

  // One way in without a trigger; the process itself may also be started by messages.
  void scope(int s, const std::string& what) {
    int plain = 0;
    const bool event_sub = s != nowhere && d_.node(s).event_sub_process;
    const int line = s == nowhere ? 1 : d_.node(s).line;
    for (const int i : d_.starts_of(s)) {
      const auto& n = d_.node(i);
      const bool fits = event_sub      ? n.event != EventKind::none && n.event != EventKind::terminate
                        : s == nowhere ? (n.event == EventKind::none || n.event == EventKind::message)
                                       : n.event == EventKind::none;
      if (!fits) say(n.line, "start.trigger", "The start event \"{}\" has a trigger that is not supported here.", n.id);
      if (event_sub && n.event == EventKind::error && !n.interrupting)
        say(n.line, "start.error", "The start event \"{}\" takes an error and must interrupt.", n.id);
      if (n.event == EventKind::none || event_sub) ++plain;
    }
    if (d_.starts_of(s).empty()) say(line, "start.none", "\"{}\" has no start event.", what);
    if (plain > 1) say(line, "start.many", "\"{}\" has more than one start event of the same kind.", what);
  }

  void shape(const Node& n) {
    const bool gateway =
        n.kind == NodeKind::exclusive || n.kind == NodeKind::parallel || n.kind == NodeKind::event_based;
    const bool first = n.kind == NodeKind::start || n.kind == NodeKind::boundary || n.event_sub_process;
    if (first && !n.in.empty()) say(n.line, "flow.into", "Nothing may lead to \"{}\".", n.id);
    if (!first && n.in.empty()) say(n.line, "node.unreachable", "Nothing leads to \"{}\".", n.id);
    const bool last = n.kind == NodeKind::end || n.event_sub_process;
    if (last && !n.out.empty()) say(n.line, "flow.out_of_end", "Nothing may follow \"{}\".", n.id);
    if (!last && n.out.empty()) say(n.line, "flow.dead_end", "\"{}\" leads nowhere: end it with an end event.", n.id);
    if (!last && !gateway && n.out.size() > 1)
      say(n.line, "flow.split", "\"{}\" has several ways out: put a gateway after it.", n.id);
    if (n.default_flow != nowhere && n.kind != NodeKind::exclusive)
      say(n.line, "flow.default_place", "Only an exclusive gateway has a default flow, not \"{}\".", n.id);
    if (!event_fits(n)) say(n.line, "event.trigger", "The event \"{}\" has no trigger that is supported here.", n.id);
  }

  static bool event_fits(const Node& n) {
    using enum EventKind;
    const auto e = n.event;
    switch (n.kind) {
      case NodeKind::end:
        return e != timer;
      case NodeKind::catch_event:
        return e == message || e == timer || e == signal;
      case NodeKind::throw_event:
        return e == none || e == message || e == signal || e == escalation;
      case NodeKind::boundary:
        return e != none && e != terminate;
      default:
        return true;
    }
  }

  // What a screen, a list and the drawing have room for.
  void label(int line, const std::string& id, const std::string& text) {
    if (count_code_points(text) > longest_label)
      say(line, "label.long", "The name of \"{}\" is longer than {} letters.", id, longest_label);
  }

  void multiple(const Node& n) {
    const bool fits = n.kind == NodeKind::user_task || n.kind == NodeKind::service_task ||
                      n.kind == NodeKind::send_task || n.kind == NodeKind::receive_task ||
                      n.kind == NodeKind::rule_task || (holds_steps(n) && !n.event_sub_process);
    if (!fits)
      say(n.multi->line, "multi.place",
          "\"{}\" cannot have several instances: only tasks, sub-processes and calls can.", n.id);
  }

  // Whoever goes on with a file that was closed begins with people's work, and alone: no branch, no instance of several
  // and no sub-process around it would ever be joined.
  void reopening(const Node& n) {
    const bool work = n.kind == NodeKind::user_task || (n.kind == NodeKind::sub_process && !n.event_sub_process);
    if (!work || n.scope != nowhere || n.multi)
      say(n.line, "reopen.place",
          "A closed file cannot begin again at \"{}\": only at a task of people or a sub-process of the process "
          "itself.",
          n.id);
  }

  // A period that comes again interrupts nothing: else there would be nothing left for it to come again to.
  void repeating(const Node& n) {
    const bool place = n.kind == NodeKind::boundary || (n.kind == NodeKind::start && n.scope != nowhere);
    if (!place || n.interrupting)
      say(n.line, "timer.repeat_place",
          "The timer of \"{}\" comes again and must stand on a step or begin an event sub-process, without "
          "interrupting.",
          n.id);
  }

  // What the tables' columns and the folder of templates can hold.
  void names(const Node& n) {
    if (n.id.size() > longest_id)
      say(n.line, "id.long", "The id \"{}…\" is longer than {} letters.", n.id.substr(0, 40), longest_id);
    for (const auto& document : n.documents)
      if (document.empty() || document.size() > longest_id ||
          document.find_first_not_of("abcdefghijklmnopqrstuvwxyz_") != std::string::npos)
        say(n.line, "task.document", "\"{}\" of \"{}\" is no name of a document: use small letters and \"_\".",
            document.substr(0, 40), n.id);
      else if (!c_.documents.empty() && !c_.documents.contains(document))
        say(n.line, "task.document_unknown", "\"{}\" names the document \"{}\", but nothing writes it.", n.id,
            document);
  }

  void known(const Node& n) {
    const auto need = [&](const std::string& value, const std::set<std::string, std::less<>>& list,
                          std::string_view code, std::string_view what) {
      if (value.empty())
        say(n.line, std::string{code}, "\"{}\" needs {}.", n.id, what);
      else if (!list.empty() && !list.contains(value))
        say(n.line, std::string{code}, "\"{}\" names \"{}\", but there is no such thing: it needs {}.", n.id, value,
            what);
    };
    if (n.kind == NodeKind::user_task) {
      need(n.form_key, c_.forms, "task.form", "a form (formKey)");
      if (n.role.role.empty())
        say(n.line, "task.role", "Nobody may do \"{}\": it needs a role@territory.", n.id);
      else if (n.role.role.front() != '{')
        need(n.role.role, c_.roles, "task.role", "a role");
    }
    if (n.kind == NodeKind::service_task) need(n.topic, c_.topics, "task.topic", "a topic that a module serves");
    if (n.kind == NodeKind::rule_task)
      need(n.decision, c_.decisions, "task.decision", "a decision table (decisionRef)");
    if (n.kind == NodeKind::send_task || n.kind == NodeKind::receive_task || n.event == EventKind::message)
      need(n.message, {}, "event.message", "a message");
    const bool throws = n.kind == NodeKind::end || n.kind == NodeKind::throw_event;
    if (throws && n.event == EventKind::error) need(n.error_code, {}, "event.error", "an error with a code");
    if (throws && n.event == EventKind::escalation)
      need(n.escalation_code, {}, "event.escalation", "an escalation with a code");
    if (n.event == EventKind::signal) need(n.signal, {}, "event.signal", "a signal");
    if (n.kind == NodeKind::call_activity) need(n.called, {}, "call.process", "the process that it calls");
    if (n.event == EventKind::timer || !n.deadline_key.empty())
      need(n.deadline_key, c_.deadline_keys, "timer.deadline", "a deadline key");
    if (!n.calendar.empty() && n.calendar != "working" && n.calendar != "civil")
      say(n.line, "timer.calendar", "\"{}\" counts by \"{}\": use working or civil.", n.id, n.calendar);
    if (!n.anchor.empty() && !valid_name(n.anchor))
      say(n.line, "timer.anchor", "\"{}\" is no variable that a period of \"{}\" can begin with.", n.anchor, n.id);
  }

  void boundary(const Node& n) {
    if (n.attached_to == nowhere) return;
    const auto& host = d_.node(n.attached_to);
    const bool fits = host.kind == NodeKind::user_task || host.kind == NodeKind::service_task ||
                      host.kind == NodeKind::receive_task || host.kind == NodeKind::send_task ||
                      host.kind == NodeKind::rule_task || (holds_steps(host) && !host.event_sub_process);
    if (!fits)
      say(n.line, "boundary.host", "\"{}\" stands on \"{}\", which is no task and no sub-process.", n.id, host.id);
    if (host.scope != n.scope)
      say(n.line, "boundary.scope", "\"{}\" and \"{}\" stand in different sub-processes.", n.id, host.id);
    if (n.event == EventKind::escalation && fits && !holds_steps(host))
      say(n.line, "boundary.escalation",
          "\"{}\" waits for an escalation of \"{}\", but only a sub-process or a call raises one.", n.id, host.id);
    if (n.event == EventKind::error && !n.interrupting)
      say(n.line, "boundary.error", "The error event \"{}\" must interrupt.", n.id);
  }

  const Definition& d_;
  const Catalogues& c_;
  const std::string& file_;
  Findings& findings_;
};

}  // namespace

void check_definition(const Definition& d, const Catalogues& c, const std::string& file, Findings& findings) {
  Checker{d, c, file, findings}.all();
  check_ways(d, file, findings);
  check_joins(d, file, findings);
  check_returns(d, c, file, findings);
}

}  // namespace ssiis::workflow

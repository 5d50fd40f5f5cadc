// What stands inside a step: its trigger, its instances, what a call hands over.
#include <algorithm>
#include <charconv>

#include "workflow/definition_draft.hpp"

namespace ssiis::workflow::bpmn {
namespace {

std::string text_of_element(pugi::xml_node n) { return std::string{trimmed(n.text().get())}; }

// "R3/P7D" is three times, "R/P7D" without end, anything else nothing.
std::optional<int> repeats_of(std::string_view cycle) {
  if (cycle.empty() || cycle.front() != 'R') return std::nullopt;
  const auto slash = cycle.find('/');
  if (slash == std::string_view::npos || slash + 1 == cycle.size() || cycle[slash + 1] != 'P') return std::nullopt;
  const auto digits = cycle.substr(1, slash - 1);
  if (digits.empty()) return without_end;
  int times = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), times);
  if (error != std::errc{} || end != digits.data() + digits.size() || times < 1 || times > 1000) return std::nullopt;
  return times;
}

void read_timer(const Speaker& speaker, pugi::xml_node timer, Node& x) {
  for (const auto t : elements(timer)) {
    if (is(t, "timeDuration")) continue;
    if (!is(t, "timeCycle")) {
      speaker.say(t, "timer.form",
                  "The timer of \"{}\" must be a period (timeDuration) or one that comes again (timeCycle): a date "
                  "belongs into the table of periods with the day it counts from.",
                  x.id);
      continue;
    }
    const auto cycle = text_of_element(t);
    if (const auto times = repeats_of(cycle))
      x.repeats = *times;
    else
      speaker.say(t, "timer.cycle", "\"{}\" of \"{}\" is not of the form R3/P7D or R/P7D.", cycle, x.id);
  }
}

std::string named(const Speaker& speaker, pugi::xml_node at, const char* attribute,
                  const std::map<std::string, std::string>& names, const char* code, std::string_view sentence) {
  const std::string ref = at.attribute(attribute).value();
  if (ref.empty()) return {};
  const auto it = names.find(ref);
  if (it != names.end()) return it->second;
  speaker.say(at, code, sentence, ref);
  return {};
}

}  // namespace

std::string message_of(const Speaker& speaker, const Draft& draft, pugi::xml_node at) {
  return named(speaker, at, "messageRef", draft.message_names, "message.unknown", "There is no message \"{}\".");
}

void read_trigger(const Speaker& speaker, const Draft& draft, pugi::xml_node at, EventKind event, Node& x) {
  x.event = event;
  if (event == EventKind::message) x.message = message_of(speaker, draft, at);
  if (event == EventKind::error)
    x.error_code = named(speaker, at, "errorRef", draft.error_codes, "error.unknown", "There is no error \"{}\".");
  if (event == EventKind::signal)
    x.signal = named(speaker, at, "signalRef", draft.signal_names, "signal.unknown", "There is no signal \"{}\".");
  if (event == EventKind::escalation)
    x.escalation_code = named(speaker, at, "escalationRef", draft.escalation_codes, "escalation.unknown",
                              "There is no escalation \"{}\".");
  if (event == EventKind::timer) read_timer(speaker, at, x);
}

void read_multi(const Speaker& speaker, pugi::xml_node at, Node& x) {
  Multi m;
  m.line = speaker.line(at);
  if (std::string_view{at.attribute("isSequential").value()} == "true")
    speaker.say(at, "multi.sequential", "The instances of \"{}\" must run at the same time, not one after the other.",
                x.id);
  m.collection = own(at, "collection");
  m.element = own(at, "element");
  bool counted = false;
  for (const auto c : elements(at)) {
    const auto text = text_of_element(c);
    if (is(c, "loopCardinality")) {
      counted = true;
      const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), m.count);
      const bool number = error == std::errc{} && end == text.data() + text.size();
      if (!number) m.count = -1;
      if (!number) m.count_of = text;
    } else if (is(c, "loopDataInputRef")) {
      m.collection = text;
    } else if (is(c, "inputDataItem")) {
      m.element = c.attribute("name").value();
    } else if (is(c, "completionCondition")) {
      try {
        m.completion = Expression::parse(c.text().get());
      } catch (const ExpressionError& e) {
        speaker.say(c, "multi.condition", "The completion condition of \"{}\" cannot be read: {}.", x.id, e.what());
      }
    } else if (!passive(c)) {
      speaker.say(c, "bpmn.element", "\"{}\"{} cannot be executed{}: draw this part with the supported elements.",
                  XmlSource::local(c), "", " in \"" + x.id + "\"");
    }
  }
  const bool listed = !m.collection.empty();
  const bool fits =
      counted != listed && (!listed || (valid_name(m.collection) && valid_name(m.element))) &&
      (!counted || (m.count_of.empty() ? m.count >= 0 && m.count <= most_instances : valid_name(m.count_of)));
  if (!fits)
    speaker.say(at, "multi.count",
                "\"{}\" must say how many instances it has: a number up to {} or a variable (loopCardinality), or the "
                "variable of a list (collection) and a name for its parts (element).",
                x.id, most_instances);
  x.multi = std::move(m);
}

void read_mappings(const Speaker& speaker, pugi::xml_node extensions, Node& x) {
  for (const auto c : elements(extensions)) {
    if (XmlSource::space(c) != own_space) continue;
    const auto kind = XmlSource::local(c);
    Mapping m{c.attribute("source").value(), c.attribute("target").value()};
    if (m.to.empty()) m.to = m.from;
    const bool fits = (kind == "in" || kind == "out") && valid_name(m.from) && valid_name(m.to);
    if (!fits)
      speaker.say(c, "call.mapping",
                  "What \"{}\" hands over must be written as in or out with the names of two variables (source, "
                  "target).",
                  x.id);
    else
      (kind == "in" ? x.handed_in : x.handed_out).push_back(std::move(m));
  }
}

}  // namespace ssiis::workflow::bpmn

#include "inspections/list_words.hpp"

namespace ssiis::inspections {

using web::N_;

std::string list_state_words(const Desk& desk, const web::Request& rq, ListState state) {
  static constexpr const char* words[] = {N_("draft"), N_("consolidated"), N_("inspections started"), N_("given up")};
  return desk.t().text(rq.language, words[static_cast<std::size_t>(state)]);
}

std::string list_tone(ListState state) {
  static constexpr const char* tones[] = {"warn", "cur", "ok", "idle"};
  return tones[static_cast<std::size_t>(state)];
}

std::string entry_state_words(const Desk& desk, const web::Request& rq, EntryState state) {
  static constexpr const char* words[] = {N_("on the list"), N_("taken off"), N_("order made")};
  return desk.t().text(rq.language, words[static_cast<std::size_t>(state)]);
}

std::string entry_tone(EntryState state) {
  static constexpr const char* tones[] = {"cur", "idle", "ok"};
  return tones[static_cast<std::size_t>(state)];
}

std::string event_sentence(const Desk& desk, const web::Request& rq, const ListEvent& event) {
  const auto& t = desk.t();
  if (event.kind == "removed") return t.text(rq.language, "Taken off: {1}", {event.content});
  auto pieces = split(event.content, '\n');
  Rejection why{pieces.front()};
  why.args.assign(pieces.begin() + 1, pieces.end());
  return t.text(rq.language, "Not started: {1}", {t.rejection(rq.language, why)});
}

}  // namespace ssiis::inspections

#include "inspections/serving_office.hpp"

namespace ssiis::inspections {

ServingOffice serving_office(const Rooms& rooms, const std::string& territory, Day day) {
  ServingOffice out;
  if (rooms.offices) out.list = rooms.offices();
  if (!out.list) return out;
  const auto tree = rooms.territories();
  std::vector<std::string> upward;
  for (const auto* node : tree->path(territory)) upward.insert(upward.begin(), node->code);
  out.office = code_lists::office_serving(*out.list, upward, day);
  if (out.office != nullptr && !out.office->parent.empty()) out.above = out.list->on(out.office->parent, day);
  return out;
}

std::string office_name(const Rooms& rooms, const std::string& territory, Day day, std::string_view language) {
  const auto serving = serving_office(rooms, territory, day);
  return serving.office != nullptr ? serving.office->name(language)
                                   : rooms.territories()->resolve(territory).name(language);
}

}  // namespace ssiis::inspections

// The office of LSSO that serves a file, by the list of offices as of a day. Private to the room.
#pragma once
#include "inspections/rooms.hpp"

namespace ssiis::inspections {

struct ServingOffice {
  std::shared_ptr<const code_lists::Book> list;  // keeps the rows
  const code_lists::Entry* office{nullptr};      // nullptr: none is known
  const code_lists::Entry* above{nullptr};
  // Whether its letters carry its own head: only once somebody entered where people come to.
  bool has_head(std::string_view language) const noexcept {
    return office != nullptr && !office->heading.contact(language).empty();
  }
};

ServingOffice serving_office(const Rooms& rooms, const std::string& territory, Day day);

// Its name, or the province's where no office is known.
std::string office_name(const Rooms& rooms, const std::string& territory, Day day, std::string_view language);

}  // namespace ssiis::inspections

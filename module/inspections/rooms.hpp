// What the services of this room are built on; made once by the wiring, borrowed for the life of the module.
#pragma once
#include <functional>
#include <memory>

#include "amendments/api.hpp"
#include "audit/api.hpp"
#include "code_lists/api.hpp"
#include "core/api.hpp"
#include "database/api.hpp"
#include "database/series.hpp"
#include "documents/api.hpp"
#include "forms/api.hpp"
#include "profiles/api.hpp"
#include "registry/api.hpp"
#include "workflow/api.hpp"

namespace ssiis::inspections {

struct Rooms {
  db::Pool& pool;
  db::IdSource& ids;
  audit::Trail& trail;
  const Clock& clock;
  const Settings& settings;
  const profiles::ActorFactory& actors;
  profiles::Grants& grants;
  const forms::Catalogue& forms;
  workflow::Engine& workflow;
  amendments::AmendmentOffice& amendments;
  // The current tree of territories, kept between requests and read anew when a version comes into force.
  std::function<std::shared_ptr<const profiles::TerritoryTree>()> territories;
  // Whether this is the password of a user who is logged in. Outside of any transaction: the host writes its own.
  std::function<bool(std::string_view user_id, std::string_view password)> prove{};
  // Why a number of this kind may be mistyped by the rules of today: identifier.pattern or identifier.check_digit. It
  // is told beside the number and never refuses it here (decision 0206). Empty: nothing is known of numbers.
  std::function<std::optional<Rejection>(std::string_view kind, std::string_view number)> doubt{};
  // The list of offices, kept between requests. Empty, or an empty list: files are of provinces.
  std::function<std::shared_ptr<const code_lists::Book>()> offices{};
};

}  // namespace ssiis::inspections

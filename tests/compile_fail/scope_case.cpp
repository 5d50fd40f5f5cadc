// Compiled once as it is, and once with each CASE_… defined, when it must be refused.
#include "profiles/api.hpp"

namespace ssiis {

// A repository function as the rooms write them: it takes the scope of its caller.
std::vector<std::string> files_in(db::Transaction& tx, const Scope& scope);

std::size_t read(db::Transaction& tx, profiles::ProfileService& service, const Actor& who) {
  const auto managed = service.list(who.scope("profile.manage"), {});
  const auto files = files_in(tx, who.scope("case.read"));
#ifdef CASE_SCOPE_MADE
  const Scope everything{"me", "case.read", {{1, 999}}};
#endif
#ifdef CASE_SCOPE_ASSIGNED
  Scope scope;
#endif
#ifdef CASE_ACTOR_MADE
  const Actor me{};
#endif
#ifdef CASE_ACTOR_ASSEMBLED
  Actor me{who};
  me.roles_.push_back({"director", "LA", {1, 999}, {"case.read"}});
#endif
#ifdef CASE_LIST_WITHOUT_SCOPE
  static_cast<void>(service.list({}, {}));
#endif
#ifdef CASE_LIST_WITH_TEXT
  static_cast<void>(service.list("1 = 1", {}));
#endif
#ifdef CASE_REPOSITORY_WITHOUT_SCOPE
  static_cast<void>(files_in(tx));
#endif
  return managed.size() + files.size();
}

}  // namespace ssiis

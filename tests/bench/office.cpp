#include "bench/office.hpp"

#include <stdexcept>
#include <tuple>

#include "bench/figures.hpp"
#include "database/config.hpp"

namespace ssiis::bench {
namespace {

struct Post {
  const char *login, *role, *place;
};
constexpr Post posts[] = {{"clerk", "registration_contribution", "LA"},
                          {"head", "head_inspection", "LA"},
                          {"chief", "chief_inspector", "LA"},
                          {"inspector", "inspector", "LA"},
                          {"director", "director", "LA"}};

profiles::IdentityData identity_of(const Post& post) {
  profiles::IdentityData out;
  out.user_id = std::string{"bench."} + post.login;
  out.login = std::string{"bench."} + post.login;
  out.name_lo = out.name_en = post.login;
  return out;
}

class Staff final : public profiles::UserDirectory {
 public:
  std::vector<profiles::IdentityData> users() override {
    std::vector<profiles::IdentityData> out;
    for (const auto& post : posts) out.push_back(identity_of(post));
    return out;
  }
};

template <class R>
void must(const R& result, const char* what) {
  if (!result) throw std::runtime_error{std::string{what} + ": " + result.rejection().code};
}

}  // namespace

Office::Office(const std::string& host_xml, std::size_t connections)
    : settings{Settings::from_file(host_xml)},
      pool{db::spec_from(settings), connections},
      ids{pool},
      trail{pool, clock},
      actors{pool, clock} {
  Staff staff;
  profiles::ProfileService service{pool, ids, trail, clock, staff};
  const auto admin = actors.service("bench", "bench");
  for (const auto& post : posts) {
    const auto user = identity_of(post);
    const auto given =
        service.grant(admin, {user.login, post.role, "", post.place, clock.today(), std::nullopt, "bench"});
    if (!given && given.rejection().code != "profile.doubled") must(given, post.login);
    people_.emplace(post.login, actors.actor(user, {"bench", "127.0.0.1"}));
  }
}

std::int64_t Office::count(const std::string& table) {
  const auto text = "SELECT COUNT(*) FROM " + table;
  return pool.transact(db::Mode::read, [&](db::Transaction& tx) {
    return tx.find(db::Query{"bench/count", text}, db::Params{}, [](const db::Row& r) { return r.integer(0); }).value();
  });
}

bool OneTeam::holds(db::Transaction&, CaseId, std::string_view role, std::string_view user) {
  return (role == "chief_inspector" && user == "bench.chief") || (role == "inspector" && user == "bench.inspector");
}

std::unique_ptr<workflow::Engine> engine_for(Office& office, workflow::CaseRoles& team) {
  const auto tree = office.pool.transact(db::Mode::read, [](db::Transaction& tx) {
    return std::make_shared<const profiles::TerritoryTree>(profiles::current_tree(tx));
  });
  auto engine = std::make_unique<workflow::Engine>(
      workflow::Engine::Parts{office.clock, office.trail, team, [tree](db::Transaction&) { return tree; }});
  for (const char* topic : {"message.send", "alert.escalate", "document.number_and_seal", "file.archive", "case.start",
                            "plan.candidates", "register.query"})
    engine->serve(topic, [](db::Transaction&, const Actor&, const workflow::ServiceCall&) {
      return workflow::ServiceAnswer::done();
    });
  return engine;
}

namespace {

workflow::StartRequest order(CaseId id) {
  return {.case_id = id,
          .process = "inspection",
          .message = "AuthorityOrder",
          .territory = "13",
          .variables = {{"origin", std::string{"authority"}},
                        {"inspection_type", std::string{"direct"}},
                        {"territory", std::string{"13"}},
                        {"emergency", false}}};
}

// Completes the one open task of the case at `node`.
void step(Office& office, workflow::Engine& engine, db::Transaction& tx, CaseId id, const char* node,
          const char* login) {
  for (const auto& t : engine.open_tasks(tx, id))
    if (t.node == node) return must(engine.complete(tx, office.person(login), {id, t.id, t.rev}, {}), node);
  throw std::runtime_error{std::string{"the procedure has no open task at "} + node};
}

}  // namespace

std::vector<workflow::TaskRef> cases_at_plan(Office& office, workflow::Engine& engine, int count) {
  std::vector<workflow::TaskRef> out;
  const auto system = office.actors.service("bench", "bench");
  while (static_cast<int>(out.size()) < count)
    office.write([&](db::Transaction& tx) {
      for (int i = 0; i < 50 && static_cast<int>(out.size()) < count; ++i) {
        const CaseId id{office.ids.next()};
        must(engine.start(tx, system, order(id)), "start");
        step(office, engine, tx, id, "T01_Background", "clerk");
        step(office, engine, tx, id, "T03_Order", "head");
        for (const auto& t : engine.open_tasks(tx, id)) out.push_back({id, t.id, t.rev});
      }
    });
  return out;
}

}  // namespace ssiis::bench

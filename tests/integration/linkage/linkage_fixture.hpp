// A migrated database with the small registry of tests/integration/registry, people of the registration division, and
// pairs that are planted by hand.
#pragma once
#include "integration/registry/registry_fixture.hpp"
#include "linkage/api.hpp"
#include "linkage/publish.hpp"

namespace ssiis::linkage {

class WithLinks : public registry::RegistryDatabase {
 protected:
  void SetUp() override {
    RegistryDatabase::SetUp();
    load(registry::small_registry());
    index();
    reviews_.emplace(Reviews::Parts{pool(), *ids_, trail(), clock_});
    clusters_.emplace(Reviews::Parts{pool(), *ids_, trail(), clock_});
  }
  void TearDown() override {
    clusters_.reset();
    reviews_.reset();
    RegistryDatabase::TearDown();
  }
  // Somebody with one role at one place; user id "id-" and the login.
  Actor person(const std::string& login, const std::string& role = "registration_contribution",
               const std::string& territory = "LA") {
    static constexpr db::Query add{
        "test/person_add",
        "INSERT INTO insp_profile (id, user_id, login, name_lo, name_en, role_code, title_code, territory_code, "
        "first_day, last_day, reason, version) VALUES (?, ?, ?, ?, ?, ?, NULL, ?, '2020-01-01', NULL, 'test', 1)"};
    const auto user = "id-" + login;
    if (given_.insert(login).second)
      pool().transact(db::Mode::write, [&](db::Transaction& tx) {
        tx.execute(add, db::Params{static_cast<std::int64_t>(given_.size()) + 800'000, user, login, login, login, role,
                                   territory});
      });
    profiles::IdentityData identity;
    identity.user_id = user;
    identity.login = login;
    return actors_->actor(identity, {"c-" + login, "127.0.0.1"});
  }
  // One role more, at another place.
  void also(const Actor& who, const std::string& role, const std::string& territory) {
    static constexpr db::Query add{
        "test/role_add",
        "INSERT INTO insp_profile (id, user_id, login, name_lo, name_en, role_code, title_code, territory_code, "
        "first_day, last_day, reason, version) VALUES (?, ?, ?, 'x', 'x', ?, NULL, ?, '2020-01-01', NULL, 'test', 1)"};
    given_.insert(who.login() + role + territory);
    pool().transact(db::Mode::write, [&](db::Transaction& tx) {
      tx.execute(add, db::Params{static_cast<std::int64_t>(given_.size()) + 800'000, who.user_id(), who.login(), role,
                                 territory});
    });
  }
  Actor clerk() { return person("clerk"); }
  Actor head() { return person("head", "head_registration"); }

  static const PartSpec& tax() { return *part_named("labour_unit-tax_employer"); }
  static const PartSpec& duplicates() { return *part_named("labour_unit_dup-labour_unit"); }
  static Found found(const std::string& own, const std::string& entry, double probability) {
    const auto band = probability >= 0.9 ? Band::linked : probability >= 0.5 ? Band::review : Band::rejected;
    return {own, entry, band, probability, 10 * probability, "0:6200;1:-1600"};
  }
  Published planted(const PartSpec& part, const std::vector<Found>& pairs) {
    Surroundings around;
    around.as_of = Day{2026, 11, 1};
    std::unordered_map<std::string, PlaceCodes> places{
        {"L1", {"01", "0106"}}, {"L2", {"13", ""}}, {"L3", {"", ""}},      {"L4", {"16", "1601"}},
        {"W1", {"01", "0106"}}, {"W2", {"13", ""}}, {"W3", {"01", "0106"}}};
    for (const auto& [key, at] : move_places_) places[key] = at;
    around.places = &places;
    return pool().transact(db::Mode::write, [&](db::Transaction& tx) {
      around.entry_numbers = [&](const std::string& key) {
        return numbers_in(register_named(part.reg), record_of(tx, part.reg, key));
      };
      around.own_numbers = [&](const std::string& key) {
        const auto reg = own_register(part);
        return numbers_in(register_named(reg), record_of(tx, reg, key));
      };
      return publish(tx, *ids_, part, ++run_, pairs, around, clock_.today());
    });
  }
  Link link(const std::string& own, const std::string& entry) {
    const auto scope = scope_at("");
    for (const auto& p : parts()) {
      const auto id = count("SELECT coalesce(max(link_id), 0) FROM insp_link WHERE part = '" + std::string{p.part} +
                            "' AND lsso_id = '" + own + "' AND register_id = '" + entry + "'");
      if (id != 0) return read([&](db::Transaction& tx) { return find_link(tx, scope, id).value(); });
    }
    throw std::runtime_error{"no pair " + own + " " + entry};
  }
  Result<Done> decide(const Actor& actor, const Link& l, Verdict verdict, const std::string& reason = "",
                      const std::string& key = "") {
    return reviews_->decide(actor, l.id, l.version, verdict, reason, key);
  }
  std::string unit_of_number(const std::string& number) {
    const auto scope = scope_at("");
    const auto all = read([&](db::Transaction& tx) { return registry::entities_by_number(tx, scope, number); });
    std::string out;
    for (const auto& e : all) out += (out.empty() ? "" : " ") + e.lsso_id;
    return out;
  }
  std::int64_t audited(const std::string& event) {
    return count("SELECT COUNT(*) FROM insp_audit_record WHERE event = '" + event + "'");
  }

  std::map<std::string, PlaceCodes> move_places_{};
  std::int64_t run_{0};
  std::set<std::string> given_{};
  std::optional<Reviews> reviews_{};
  std::optional<Clusters> clusters_{};
};

}  // namespace ssiis::linkage

// The whole inspections room on a database of its own, with all that stands below it: territory and roles as shipped, a
// small invented registry loaded through the reference mapping and indexed, people of three provinces and headquarters,
// the shipped procedures, forms, pages and sentences. Pages are asked for as a browser would, without the plugin:
//
//   class Lists : public test::WithInspections {};
//   TEST_P(Lists, …) { const auto page = get("head.01", "/inspection/lists"); EXPECT_EQ(page.status, 200); … }
//   SSIIS_ON_ALL_ENGINES(Lists);
//
// The program needs SSIIS_SOURCE_DIR, SSIIS_SHARE_DIR and SSIIS_HELPER, and the targets that ssiis_test_inspections
// (tests/integration/inspections/CMakeLists.txt) names.
#pragma once
#include "inspections/api.hpp"
#include "inspections/inspectorate.hpp"
#include "names/api.hpp"
#include "support/database_fixture.hpp"
#include "support/inspections_registry.hpp"

namespace ssiis::test {

struct Person {
  const char* login;
  const char* role;
  const char* territory;
};
// Two provinces (01 Vientiane Capital, 13 Savannakhet) and headquarters (LA); user ids are "id-" and the login.
inline constexpr Person people[] = {
    {"director", "director", "LA"},
    {"head", "head_inspection", "LA"},
    {"legal", "legal_officer_hq", "LA"},
    {"head.legal", "head_legal_hq", "LA"},
    {"registration", "registration_contribution", "LA"},
    {"head.registration", "head_registration", "LA"},
    {"head.01", "head_inspection", "01"},
    {"head2.01", "head_inspection", "01"},
    {"head.13", "head_inspection", "13"},
    {"chief.01", "chief_inspector", "01"},
    {"inspector.01", "inspector", "01"},
    {"inspector.13", "inspector", "13"},
    {"registration.01", "registration_contribution", "01"},
    {"helpdesk", "helpdesk", "LA"},
    {"admin", "administrator", "LA"},
    {"auditor", "auditor", "LA"},
    {"auditor.13", "auditor", "13"},
};

class WithInspections : public MigratedDatabase {
 protected:
  template <class F>
  auto reading(F&& work) {
    return pool().transact(db::Mode::read, std::forward<F>(work));
  }
  void SetUp() override {
    database_ = std::make_shared<TestDatabase>(original_of(engine(), "furnished", [this](const db::Spec& spec) {
      {
        db::Connection connection{spec};
        db::migrate(connection, std::nullopt, {});
      }
      db::Pool pool{spec, 4};
      furnish(pool);
    }));
    ids_ = std::make_unique<db::IdSource>(pool());
    trail_.emplace(pool(), clock_);
    actors_.emplace(pool(), clock_);
    grants_.emplace(*trail_, clock_);
    forms_.emplace(source("config/forms"));
    tree_ = reading([](db::Transaction& tx) {
      return std::make_shared<const profiles::TerritoryTree>(profiles::current_tree(tx));
    });
    settings_.set("documents.public_url", "https://lsso.example.la");
    engine_.emplace(workflow::Engine::Parts{clock_, *trail_, team_, [this](db::Transaction&) { return tree_; }});
    jobs_.emplace(*ids_);
    blobs_.emplace(pool(), *ids_, clock_);
    changes_.emplace(pool(), *ids_, *trail_, clock_, kinds_);
    documents_.emplace(*blobs_, *jobs_, *ids_, *trail_, clock_,
                       documents::LetterSettings::from(settings_, SSIIS_SHARE_DIR));
    intake_.emplace(*blobs_, clock_, SSIIS_HELPER);
    room_.emplace(
        inspections::Rooms{pool(), *ids_, *trail_, clock_, settings_, *actors_, *grants_, *forms_, *engine_, *changes_,
                           [this] { return tree_; },
                           [this](std::string_view, std::string_view password) {
                             ++proofs_asked_;
                             return password == "demo";
                           },
                           [this](std::string_view kind, std::string_view number) -> std::optional<Rejection> {
                             const auto checked = identifiers_.check(kind, number, clock_.today());
                             if (checked.why.empty()) return std::nullopt;
                             return Rejection{checked.why};
                           },
                           [this] { return offices_; }},
        *documents_, *intake_, *blobs_, renderer(), search_,
        inspections::read_checklist(source("config/visits/checklist.xml")));
    room_->add_routes(router_);
    amendments::add_screens(router_, {pool(), *changes_, renderer(), clock_, [this] { return tree_; }});
    batches_.emplace(amendments::BatchNeeds{pool(), *ids_, *trail_, clock_, *changes_, *blobs_, amendments::Way::file});
    amendments::add_batch_screens(
        router_, {*batches_, kinds_, renderer(), [](const std::string& user_id, std::string_view) { return user_id; }});
  }
  void TearDown() override {
    // Whatever a test did: the figures of files that are kept say what a recount says.
    if (room_)
      for (const auto& w : inspections::mend_case_counts(pool()))
        ADD_FAILURE() << w.kept << " files " << w.state << " at " << w.territory << " were kept, there are " << w.found;
    room_.reset();
    intake_.reset();
    documents_.reset();
    blobs_.reset();
    jobs_.reset();
    engine_.reset();
    ids_.reset();
    MigratedDatabase::TearDown();
  }

  // ---- people ----------------------------------------------------------------------------------------------------
  Actor actor(const std::string& login) {
    profiles::IdentityData user;
    user.user_id = "id-" + login;
    user.login = login;
    user.name_lo = "ຜູ້ໃຊ້ " + login;
    user.name_en = "User " + login;
    user.authenticated_at = authenticated_at_.value_or(clock_.now());
    return actors_->actor(user, {"c-" + login, "127.0.0.1"});
  }

  // ---- pages -----------------------------------------------------------------------------------------------------
  using Fields = std::multimap<std::string, std::string>;
  web::Page get(const std::string& login, const std::string& address, web::Mount mount = web::Mount::staff,
                const std::string& language = "en") {
    return asked(login, "GET", address, mount, language, {}, {});
  }
  // The form's own hidden fields are filled in; `fields` may set request_key to send a form twice.
  web::Page post(const std::string& login, const std::string& address, Fields fields,
                 std::vector<web::Upload> uploads = {}) {
    if (!fields.contains("request_key")) fields.emplace("request_key", web::new_request_key());
    return asked(login, "POST", address, web::Mount::staff, "en", std::move(fields), std::move(uploads));
  }
  static std::string header(const web::Page& page, std::string_view name) {
    for (const auto& [key, value] : page.headers)
      if (key == name) return value;
    return {};
  }
  static bool has(const web::Page& page, std::string_view text) { return page.body.find(text) != std::string::npos; }

  static const web::Renderer& renderer() {
    static const std::filesystem::path share{SSIIS_SHARE_DIR};
    static const web::Translator translator{share / "i18n"};
    static const web::Renderer loaded{share / "pages", share / "assets", translator};
    return loaded;
  }

  // ---- data ------------------------------------------------------------------------------------------------------
  inspections::Inspectorate& room() { return *room_; }
  // An order of the unit's only workplace; its number.
  std::string given_order(const std::string& login, const std::string& unit_key, const std::string& workplace = {}) {
    const auto made = room().cases().start(actor(login), {.origin = inspections::Origin::ad_hoc,
                                                          .unit_key = unit_key,
                                                          .workplace_key = workplace,
                                                          .subject = "ກວດກາ",
                                                          .request_number = std::nullopt,
                                                          .request_key = web::new_request_key()});
    if (!made) throw std::runtime_error{"given_order: " + made.rejection().code};
    return *made;
  }
  std::int64_t count(const std::string& sql) {
    return reading([&](db::Transaction& tx) {
      return *tx.find({"test/count", sql}, db::Params{}, [](const db::Row& r) { return r.integer(0); });
    });
  }
  // Audit records of an event; of refusals the event is "access.refused".
  std::int64_t audited(const std::string& event, const std::string& object = {}) {
    return count("SELECT count(*) FROM insp_audit_record WHERE event = '" + event + "'" +
                 (object.empty() ? std::string{} : " AND object = '" + object + "'"));
  }

  FixedClock clock_{*Instant::parse("2026-11-23T03:00:00.000000Z")};
  int proofs_asked_{0};                        // how often the host was asked about a password
  std::optional<Instant> authenticated_at_{};  // of everybody, when it is not the moment of asking
  Settings settings_{};
  std::unique_ptr<db::IdSource> ids_{};
  std::optional<audit::Trail> trail_{};
  std::optional<profiles::ActorFactory> actors_{};
  std::optional<profiles::Grants> grants_{};
  std::optional<forms::Catalogue> forms_{};
  std::shared_ptr<const profiles::TerritoryTree> tree_{};
  inspections::TeamRoles team_{};
  std::optional<workflow::Engine> engine_{};
  std::optional<db::Jobs> jobs_{};
  std::optional<documents::BlobStore> blobs_{};
  std::optional<documents::DocumentRegister> documents_{};
  std::optional<documents::Intake> intake_{};
  registry::SearchBox search_{};
  std::shared_ptr<const code_lists::Book> offices_{};  // none: files are of provinces
  const names::Identifiers identifiers_{names::Identifiers::read_file(source("config/identifiers/identifiers.xml"))};
  amendments::Kinds kinds_{source("config/amendments")};
  std::optional<amendments::AmendmentOffice> changes_{};
  std::optional<amendments::BatchOffice> batches_{};
  std::optional<inspections::Inspectorate> room_{};
  web::Router router_{};

 private:
  static std::string source(const std::string& path) { return std::string{SSIIS_SOURCE_DIR} + "/" + path; }

  // Once for each engine and program (OriginalDatabase).
  void furnish(db::Pool& pool) {
    db::IdSource ids{pool};
    audit::Trail trail{pool, clock_};
    {
      auto lease = pool.take();
      registry::install_mapping(*lease, source("sql/registry/reference"));
    }
    pool.transact(db::Mode::write, [this](db::Transaction& tx) {
      const auto tree = profiles::read_territory_file(source("config/profiles/territory.xml"));
      if (!profiles::load_territory(tx, tree, clock_.today(), clock_.now(), "test"))
        throw std::runtime_error{"the shipped territory does not load"};
      profiles::load_catalogue(tx, profiles::read_catalogue_file(source("config/profiles/roles.xml")), clock_.now());
      static constexpr db::Query add{
          "test/profile_add",
          "INSERT INTO insp_profile (id, user_id, login, name_lo, name_en, role_code, title_code, territory_code, "
          "first_day, last_day, reason, version) VALUES (?, ?, ?, ?, ?, ?, NULL, ?, '2020-01-01', NULL, 'test', 1)"};
      std::int64_t id = 900'000;
      for (const auto& p : people) {
        const std::string login = p.login;
        tx.execute(add, db::Params{++id, "id-" + login, login, "ຜູ້ໃຊ້ " + login, "User " + login, p.role, p.territory});
      }
      workflow::Findings findings;
      if (!workflow::deploy(tx, workflow::files_of(source("config/workflow")), {}, "test", Day{2025, 1, 1}, "test",
                            clock_.now(), findings))
        throw std::runtime_error{workflow::text_of(findings.front())};
    });
    const auto folder = std::filesystem::temp_directory_path() / ("ssiis-folder-" + fresh_name());
    write_small_registry(folder);
    const auto who = profiles::ActorFactory{pool, clock_}.service("test", "test");
    registry::load_folder(pool, ids, clock_, trail, who, folder, Day{2026, 11, 1}, [](std::string_view) {});
    registry::build_search_index(pool, ids, clock_, trail, who, true, [](std::string_view) {});
    std::filesystem::remove_all(folder);
  }

  // The order of checks is that of module/plugin/page_for.cpp, without token and login.
  web::Page asked(const std::string& login, const std::string& method, const std::string& address, web::Mount mount,
                  const std::string& language, Fields fields, std::vector<web::Upload> uploads) {
    web::Request rq;
    rq.method = method;
    rq.path = address.substr(0, address.find('?'));
    rq.mount = mount;
    rq.language = language;
    rq.session_secret = "secret-of-" + login;
    if (const auto at = address.find('?'); at != std::string::npos)
      rq.query = web::parsed_query(address.substr(at + 1)).value();
    rq.fields = std::move(fields);
    rq.uploads = std::move(uploads);
    auto match = router_.match(method, rq.path);
    if (match.route == nullptr || match.route->mount != mount)
      return web::problem(renderer(), rq, 404, Rejection{"request.address_unknown"});
    rq.captures = std::move(match.captures);
    rq.actor = actor(login);
    if (!match.route->permission.empty() && !rq.actor->may(match.route->permission)) {
      const auto why = trail_->refused(*rq.actor, match.route->permission, "address:" + match.route->pattern);
      return web::problem(renderer(), rq, web::status_of(why), why);
    }
    return match.route->handler(rq);
  }
};

}  // namespace ssiis::test

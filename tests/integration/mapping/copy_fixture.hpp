// A registry that is another database: the reference MIS stands in one, the module's tables in the other.
#pragma once
#include <fmt/format.h>

#include <filesystem>

#include "mapping/api.hpp"
#include "mapping/copy_turn.hpp"
#include "profiles/api.hpp"
#include "registry/api.hpp"
#include "support/database_fixture.hpp"

namespace ssiis::mapping {

class RegistryCopy : public test::MigratedDatabase {
 protected:
  void SetUp() override {
    MigratedDatabase::SetUp();
    const auto config = std::string{SSIIS_SOURCE_DIR} + "/config/profiles/";
    for (auto* at : {&pool(), &source()}) {
      if (at == &source()) {
        auto lease = at->take();
        db::migrate(*lease, std::nullopt, {});  // the loader of the reference MIS keeps its books there
      }
      at->transact(db::Mode::write, [&](db::Transaction& tx) {
        ASSERT_TRUE(profiles::load_territory(tx, profiles::read_territory_file(config + "territory.xml"),
                                             clock_.today(), clock_.now(), ""));
        profiles::load_catalogue(tx, profiles::read_catalogue_file(config + "roles.xml"), clock_.now());
      });
    }
    fill_source();
    if (!views_) return;
    auto lease = pool().take();
    registry::install_mapping(*lease, registries / "copy");
  }
  void TearDown() override {
    source_.reset();
    source_database_.reset();
    std::filesystem::remove_all(folder_);
    MigratedDatabase::TearDown();
  }

  db::Pool& source() {
    if (!source_database_) {
      source_database_ = std::make_unique<test::TestDatabase>(test::migrated_original(engine()));
      source_ = std::make_unique<db::Pool>(source_database_->spec(), 4);
    }
    return *source_;
  }
  void fill_source() {
    registry::GenerateOptions options;
    options.units = 12;
    options.seed = 11;
    options.months = 3;
    registry::generate_folder(options, folder_, [](std::string_view) {});
    {
      auto lease = source().take();
      registry::install_mapping(*lease, registries / "reference");
    }
    db::IdSource ids{source()};
    audit::Trail trail{source(), clock_};
    const auto who = profiles::ActorFactory{source(), clock_}.service("os:tester", "test");
    registry::load_folder(source(), ids, clock_, trail, who, folder_, Day{2026, 11, 1}, [](std::string_view) {});
  }
  std::vector<CopiedView> copy(bool full = false, std::vector<Decoding> decodings = {},
                               const std::string& without = "") {
    auto selects = read_selects(engine(), registries / "reference/views.sql");
    std::erase_if(selects, [&](const auto& s) { return s.first == without; });
    const auto holder = test::fresh_name();
    if (!pool().transact(db::Mode::write, [&](db::Transaction& tx) { return CopyTurn::take(tx, holder); }))
      throw CopyRefused{"another copy is under way"};
    const CopyTurn turn{pool(), holder, std::chrono::hours{1}};
    std::vector<CopiedView> done;
    copy_registry(source(), pool(), turn, selects, decodings, {full, clock_.today()}, done, [](std::string_view) {});
    return done;
  }
  static const CopiedView& of(const std::vector<CopiedView>& all, std::string_view view) {
    return *std::find_if(all.begin(), all.end(), [&](const auto& v) { return v.view == view; });
  }
  static std::int64_t written(const std::vector<CopiedView>& all) {
    std::int64_t n = 0;
    for (const auto& v : all) n += v.added + v.changed + v.removed;
    return n;
  }
  void at_source(const std::string& sql) {
    auto lease = source().take();
    lease->run(sql);
  }
  void at_module(const std::string& sql) {
    auto lease = pool().take();
    lease->run(sql);
  }
  bool found_by_search(const std::string& text, const std::string& key) {
    const auto scope = profiles::ActorFactory{pool(), clock_}.service("os:tester", "test").scope("registry.read");
    return pool().transact(db::Mode::read, [&](db::Transaction& tx) {
      registry::SearchBox box;
      const auto hits = box.search(tx, scope, {.text = text}).hits;
      return std::any_of(hits.begin(), hits.end(), [&](const auto& h) { return h.key == key; });
    });
  }
  // Another host has the lease, or had it until then.
  void held_by_another(const std::string& until) {
    at_module("UPDATE insp_copy_state SET holder = 'other', leased_until = '" + until + "' WHERE view_name = ''");
  }
  std::vector<std::string> rows(db::Pool& at, const registry::CanonicalView& view) {
    std::string list;
    for (const auto& c : view.columns) list += (list.empty() ? "" : ", ") + std::string{c.name};
    const auto sql = fmt::format("SELECT {} FROM {}", list, view.name);
    auto lease = at.take();
    db::Transaction tx{*lease, db::Mode::read};
    std::vector<std::string> out;
    for (auto cursor = tx.query({"test/rows", sql}); cursor.next();) {
      std::string row;
      for (int i = 0; i < cursor.columns(); ++i) row += cursor.row().text_or_empty(i) + "|";
      out.push_back(std::move(row));
    }
    std::sort(out.begin(), out.end());
    return out;
  }
  void expect_same() {
    for (const auto& view : registry::canonical_views())
      EXPECT_EQ(rows(pool(), view), rows(source(), view)) << view.name;
  }

  static constexpr const char* long_ago = "2020-01-01T00:00:00.000000Z";
  static constexpr const char* far_off = "2999-01-01T00:00:00.000000Z";
  const std::filesystem::path registries{std::filesystem::path{SSIIS_SOURCE_DIR} / "sql/registry"};
  bool views_{true};  // false: a new installation, which has none
  FixedClock clock_{*Instant::parse("2026-11-23T02:00:00.000000Z")};
  std::filesystem::path folder_{std::filesystem::temp_directory_path() / ("ssiis-copy-" + test::fresh_name())};
  std::unique_ptr<test::TestDatabase> source_database_{};
  std::unique_ptr<db::Pool> source_{};
};

}  // namespace ssiis::mapping

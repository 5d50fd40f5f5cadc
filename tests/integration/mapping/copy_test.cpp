// A registry that is another database: the reference MIS stands in one, the module's tables in the other.
#include <fmt/format.h>

#include <filesystem>

#include "mapping/api.hpp"
#include "profiles/api.hpp"
#include "registry/api.hpp"
#include "support/database_fixture.hpp"

namespace ssiis::mapping {
namespace {

namespace fs = std::filesystem;

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
    auto lease = pool().take();
    registry::install_mapping(*lease, fs::path{SSIIS_SOURCE_DIR} / "sql/registry/copy");
  }
  void TearDown() override {
    source_.reset();
    source_database_.reset();
    fs::remove_all(folder_);
    MigratedDatabase::TearDown();
  }

  db::Pool& source() {
    if (!source_database_) {
      source_database_ =
          engine() == db::Engine::postgresql
              ? std::make_unique<test::TestDatabase>(engine(), test::migrated_original(engine()).spec().database)
              : std::make_unique<test::TestDatabase>(engine());
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
      registry::install_mapping(*lease, fs::path{SSIIS_SOURCE_DIR} / "sql/registry/reference");
    }
    db::IdSource ids{source()};
    audit::Trail trail{source(), clock_};
    const auto who = profiles::ActorFactory{source(), clock_}.service("os:tester", "test");
    registry::load_folder(source(), ids, clock_, trail, who, folder_, Day{2026, 11, 1}, [](std::string_view) {});
  }
  std::vector<CopiedView> copy(bool full = false, std::vector<Decoding> decodings = {}) {
    audit::Trail trail{pool(), clock_};
    const auto who = profiles::ActorFactory{pool(), clock_}.service("os:tester", "ssiis-admin registry copy");
    const auto selects = read_selects(engine(), fs::path{SSIIS_SOURCE_DIR} / "sql/registry/reference/views.sql");
    return copy_registry(source(), pool(), trail, who, selects, decodings, {.source = "reference", .full = full},
                         [](std::string_view) {});
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

  FixedClock clock_{*Instant::parse("2026-11-23T02:00:00.000000Z")};
  fs::path folder_{fs::temp_directory_path() / ("ssiis-copy-" + test::fresh_name())};
  std::unique_ptr<test::TestDatabase> source_database_{};
  std::unique_ptr<db::Pool> source_{};
};

TEST_P(RegistryCopy, BringsAllRowsAndThenNothing) {
  const auto first = copy();
  EXPECT_GT(of(first, "reg_worker").added, 50);
  EXPECT_EQ(of(first, "reg_contribution").months, 3);
  EXPECT_EQ(of(first, "reg_contribution").months_read, 3);
  expect_same();
  const auto again = copy();
  EXPECT_EQ(written(again), 0);
  EXPECT_EQ(of(again, "reg_contribution").months_read, 0);
  for (const auto& f : registry::check_mapping(pool()))
    EXPECT_NE(registry::name_of(f.severity), "error") << f.view << f.column << f.code;
  audit::Trail trail{pool(), clock_};
  const auto records = pool().transact(db::Mode::read, [&](db::Transaction& tx) {
    return trail.of_chain(tx, audit::ChainName::administration(), 1, 1000);
  });
  EXPECT_EQ(std::count_if(records.begin(), records.end(), [](const auto& r) { return r.event == "registry.copied"; }),
            1);
}

TEST_P(RegistryCopy, WritesOnlyWhatChanged) {
  copy();
  at_source("UPDATE TB_UNIT SET UNT_TEL = '021 000 000' WHERE UNT_ID = 'U0000001'");
  at_source("DELETE FROM TB_BENEFIT WHERE BNF_ID = (SELECT k FROM (SELECT min(BNF_ID) AS k FROM TB_BENEFIT) x)");
  at_source("INSERT INTO TB_MEMBER (MBR_ID, MBR_GNAME) VALUES ('M9999999', 'ຄຳ')");
  at_source("UPDATE TB_CONTRIB SET CTR_PAID = 1 WHERE CTR_YM = '202608' AND UNT_ID = 'U0000001'");
  at_source("DELETE FROM TB_CONTRIB WHERE CTR_YM = '202607'");
  const auto second = copy();
  EXPECT_EQ(of(second, "reg_labour_unit").changed, 1);
  EXPECT_EQ(of(second, "reg_labour_unit").added + of(second, "reg_labour_unit").removed, 0);
  EXPECT_EQ(of(second, "reg_benefit").removed, 1);
  EXPECT_EQ(of(second, "reg_worker").added, 1);
  EXPECT_EQ(of(second, "reg_contribution").months_read, 1);
  EXPECT_GT(of(second, "reg_contribution").removed, 0);
  expect_same();

  // Two people change their wages: counts and sums stay, and only a full copy sees it.
  at_source("UPDATE TB_CONTRIB SET CTR_WAGE = CTR_WAGE + 1000 WHERE CTR_YM = '202608' AND MBR_ID = 'M0000001'");
  at_source("UPDATE TB_CONTRIB SET CTR_WAGE = CTR_WAGE - 1000 WHERE CTR_YM = '202608' AND MBR_ID = 'M0000002'");
  EXPECT_EQ(of(copy(), "reg_contribution").months_read, 0);
  EXPECT_EQ(of(copy(true), "reg_contribution").months_read, 2);
  expect_same();
}

TEST_P(RegistryCopy, OneAtATimeAndWhatAKilledOneLeftIsCompleted) {
  const auto held = [this](const std::string& until) {
    pool().transact(db::Mode::write, [&](db::Transaction& tx) {
      static constexpr db::Query hold{
          "test/hold", "UPDATE insp_copy_state SET holder = 'other', leased_until = ? WHERE view_name = ''"};
      tx.execute(hold, db::Params{until});
    });
  };
  held("2999-01-01T00:00:00.000000Z");
  EXPECT_THROW(copy(), CopyRefused);
  held("2020-01-01T00:00:00.000000Z");
  EXPECT_NO_THROW(copy());
  auto lease = std::make_unique<db::Lease>(pool().take());
  (*lease)->run("DELETE FROM insp_copy_worker WHERE worker_id > 'M0000100'");
  (*lease)->run("DELETE FROM insp_copy_contribution WHERE month = '2026-09' AND worker_id > 'M0000020'");
  lease.reset();
  // One text of a code page, too.
  at_source(
      "UPDATE TB_UNIT SET UNT_NAME_LO = '\xc2\xae\xc3\x9a\xc2\xb7\xc3\x83\xc2\xa6\xc3\x8a\xc2\xa9' WHERE UNT_ID = "
      "'U0000001'");
  EXPECT_NO_THROW(copy());  // the lease was given back
  expect_same();
  copy(false, {{"reg_labour_unit", "name_lo", Writing::code_page}});
  const auto found = rows(pool(), registry::canonical_views().front());
  EXPECT_TRUE(std::any_of(found.begin(), found.end(), [](const auto& r) {
    return r.starts_with("U0000001|") && r.find("|ບໍລິສັດ|") != std::string::npos;
  }));
}

SSIIS_ON_ALL_ENGINES(RegistryCopy);

}  // namespace
}  // namespace ssiis::mapping

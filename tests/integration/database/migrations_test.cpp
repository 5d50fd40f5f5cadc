#include <atomic>
#include <mutex>
#include <thread>

#include "database/migrate.hpp"
#include "support/database_fixture.hpp"

namespace ssiis {
namespace {

class Migrations : public test::EmptyDatabase {};

TEST_P(Migrations, GoUpDownToNothingAndUpAgain) {
  db::Connection c{spec()};
  EXPECT_EQ(db::schema_version(c), 0);
  db::migrate(c, std::nullopt, {});
  EXPECT_EQ(db::schema_version(c), db::newest_schema_version());
  EXPECT_TRUE(db::migration_plan(c, std::nullopt).empty());
  db::migrate(c, 0, {});
  EXPECT_EQ(db::schema_version(c), 0);
  db::migrate(c, std::nullopt, {});
  EXPECT_EQ(db::schema_version(c), db::newest_schema_version());
}

constexpr std::string_view two_tables =
    "CREATE TABLE a (id {{id}} NOT NULL PRIMARY KEY);"
    "INSERT INTO a (id) VALUES (1); CREATE TABLE b (id {{id}} NOT NULL PRIMARY KEY);";
const db::Migration small[] = {{1, "small", two_tables, "DROP TABLE b; DROP TABLE a;", "h1"}};

TEST_P(Migrations, TwoMigratorsAtOnceDoTheWorkOnce) {
  std::atomic<int> steps{0}, failures{0};
  std::mutex mutex;
  std::string why;
  const auto migrator = [&] {
    try {
      db::Connection c{spec()};
      db::migrate(c, small, std::nullopt, [&](const db::MigrationStep&) { ++steps; });
    } catch (const db::Error& e) {
      ++failures;
      const std::lock_guard lock{mutex};
      why += std::string{e.what()} + " [" + e.driver_text + "] ";
    }
  };
  std::thread one{migrator}, two{migrator};
  one.join();
  two.join();
  EXPECT_EQ(failures, 0) << why;
  EXPECT_EQ(steps, 1);
}

TEST_P(Migrations, AStepThatStoppedHalfWayIsResumedAndItsRowsAreThereOnce) {
  db::Connection c{spec()};
  c.run("CREATE TABLE b (x INTEGER)");  // in the way of the third statement
  EXPECT_THROW(db::migrate(c, small, std::nullopt, {}), db::Error);
  EXPECT_EQ(db::schema_version(c, small), 0);
  c.run("DROP TABLE b");
  db::migrate(c, small, std::nullopt, {});
  EXPECT_EQ(db::schema_version(c, small), 1);
  auto rows = c.query({"count", "SELECT count(*) FROM a"});
  ASSERT_TRUE(rows.next());
  EXPECT_EQ(rows.row().integer(0), 1);
}

TEST_P(Migrations, AChangedTextAndANewerDatabaseAreRefused) {
  db::Connection c{spec()};
  db::migrate(c, small, std::nullopt, {});
  const db::Migration changed[] = {{1, "small", two_tables, "", "h2"}};
  EXPECT_THROW(db::migrate(c, changed, std::nullopt, {}), db::Error);
  EXPECT_THROW(db::migrate(c, std::span<const db::Migration>{}, 0, {}), db::Error);
  EXPECT_EQ(db::schema_version(c, {}), 1);
}

TEST(SchemaText, IsSplitOutsideQuotesAndComments) {
  const auto pieces = db::statements_for(db::Engine::postgresql,
                                         "-- a; b\nINSERT INTO t VALUES ('x;''y'); /* ; */ SELECT 1;\n"
                                         "-- @only mariadb\nSELECT 2;\nSELECT $$ ; $$");
  ASSERT_EQ(pieces.size(), 3U);
  EXPECT_EQ(pieces[0], "INSERT INTO t VALUES ('x;''y')");
  EXPECT_EQ(pieces[1], "SELECT 1");
  EXPECT_THROW(db::statements_for(db::Engine::sqlite, "CREATE TABLE t (a {{nothing}})"), db::Error);
  EXPECT_THROW(db::statements_for(db::Engine::sqlite, "-- @only oracle\nSELECT 1"), db::Error);
}

TEST(Pooler, TransactionPoolingServesManyClientsWithoutServerSidePlans) {
  const test::TestDatabase database{db::Engine::postgresql};
  auto spec = test::server_from("SSIIS_TEST_PGBOUNCER", db::Engine::postgresql);
  spec.database = database.spec().database;
  spec.pooler = true;
  std::atomic<int> wrong{0};
  {
    db::Pool pool{spec, 8};
    std::vector<std::thread> threads;
    for (int t = 0; t < 8; ++t)
      threads.emplace_back([&, t] {
        for (int i = 0; i < 25; ++i) try {
            const auto n = pool.transact(db::Mode::read, [&](db::Transaction& tx) {
              return tx.find({"echo", "SELECT cast(? AS bigint) + 1"}, db::Params{t * 1000 + i},
                             [](const db::Row& r) { return r.integer(0); });
            });
            if (n != t * 1000 + i + 1) ++wrong;
          } catch (const std::exception&) {
            ++wrong;
          }
      });
    for (auto& t : threads) t.join();
  }
  EXPECT_EQ(wrong, 0);
}

TEST(ConnectionText, HoldsNothingFromOutside) {
  db::Spec s;
  for (const std::string path : {"/tmp/a;NoTXN=1", "file:x?nolock=1", ":memory:", "", "/tmp/{a}", "/tmp/a\nb"}) {
    s.database = path;
    EXPECT_THROW(s.to_odbc(), db::Error) << path;
  }
  s.engine = db::Engine::postgresql;
  s.host = "h";
  s.user = "u";
  s.database = "d;Debug=1";
  EXPECT_THROW(s.to_odbc(), db::Error);
  s.database = "d";
  s.password = db::Secret{"a}b;CommLog=1"};
  EXPECT_NE(s.to_odbc().find("Pwd={a}}b;CommLog=1};"), std::string::npos);
  EXPECT_NE(s.to_odbc().find("CommLog=0"), std::string::npos);
}

SSIIS_ON_ALL_ENGINES(Migrations);

}  // namespace
}  // namespace ssiis

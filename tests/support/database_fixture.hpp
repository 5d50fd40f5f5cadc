// A database of its own for each test, on each engine:
//
//   class Orders : public test::MigratedDatabase {};        // or test::EmptyDatabase, without any table
//   TEST_P(Orders, AreNumberedInTheOrderOfTheirRegistration) { auto lease = pool().take(); … }
//   SSIIS_ON_ALL_ENGINES(Orders);
//
// The servers are those of packaging/lib/with-servers. Without them the tests fail and say so; they never skip.
#pragma once
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>

#include "database/api.hpp"
#include "support/mariadb_script.hpp"

namespace ssiis::test {

// A server named by an environment variable "host:port:user:password file".
inline db::Spec server_from(const char* variable, db::Engine engine) {
  const char* text = std::getenv(variable);
  const auto parts = split(text == nullptr ? "" : text, ':');
  if (parts.size() != 4)
    throw std::runtime_error{std::string{variable} +
                             " is not set: run the tests through packaging/lib/with-servers, for example "
                             "'packaging/lib/with-servers ctest --preset dev'"};
  db::Spec spec;
  spec.engine = engine;
  spec.host = parts[0];
  spec.port = static_cast<std::uint16_t>(std::stoi(parts[1]));
  spec.user = parts[2];
  std::ifstream in{parts[3]};
  spec.password = db::Secret{std::string{std::istreambuf_iterator<char>{in}, {}}};
  spec.database = engine == db::Engine::postgresql ? "postgres" : "mysql";
  return spec;
}

inline db::Spec server_of(db::Engine engine) {
  return engine == db::Engine::postgresql ? server_from("SSIIS_TEST_POSTGRESQL", engine)
                                          : server_from("SSIIS_TEST_MARIADB", engine);
}

inline std::string fresh_name() { return "t_" + hex(random_bytes(6)); }

class OriginalDatabase;

// A database that disappears with this object. Connections to it must be closed by then.
class TestDatabase {
 public:
  explicit TestDatabase(db::Engine engine) : TestDatabase{engine, "template0"} {}
  // The same tables, views, triggers and rows as the original, which nobody may be connected to.
  explicit TestDatabase(const OriginalDatabase& original);
  ~TestDatabase() {
    try {
      if (spec_.engine == db::Engine::sqlite) {
        std::filesystem::remove_all(folder_);
      } else {
        const bool postgresql = spec_.engine == db::Engine::postgresql;
        db::Connection admin{server_of(spec_.engine)};
        admin.run("DROP DATABASE " + spec_.database + (postgresql ? " WITH (FORCE)" : ""));
      }
    } catch (const std::exception& e) {
      std::fprintf(stderr, "a test database was not removed: %s\n", e.what());
    }
  }
  TestDatabase(const TestDatabase&) = delete;
  TestDatabase& operator=(const TestDatabase&) = delete;
  const db::Spec& spec() const { return spec_; }

 private:
  TestDatabase(db::Engine engine, const std::string& postgresql_template) {
    if (engine == db::Engine::sqlite) {
      folder_ = std::filesystem::temp_directory_path() / ("ssiis-" + fresh_name());
      std::filesystem::create_directories(folder_);
      spec_.engine = engine;
      spec_.database = (folder_ / "test.sqlite").string();
      return;
    }
    spec_ = server_of(engine);
    db::Connection admin{spec_};
    spec_.database = fresh_name();
    admin.run(engine == db::Engine::mariadb
                  ? "CREATE DATABASE " + spec_.database
                  : "CREATE DATABASE " + spec_.database + " TEMPLATE " + postgresql_template + " STRATEGY file_copy");
  }

  db::Spec spec_{};
  std::filesystem::path folder_{};
};

// A database from which tests' own are copied: filled once per engine and test program, which takes longer than the
// copying.
class OriginalDatabase {
 public:
  // `fill` gets the spec of an empty database and leaves no connection behind.
  template <class Fill>
  OriginalDatabase(db::Engine engine, Fill&& fill) : database_{engine} {
    fill(database_.spec());
    if (engine == db::Engine::postgresql) return;
    db::Connection connection{database_.spec()};
    if (engine == db::Engine::sqlite) connection.run("PRAGMA wal_checkpoint(TRUNCATE)");
    if (engine == db::Engine::mariadb) script_ = mariadb_script(connection, database_.spec().database);
  }
  const db::Spec& spec() const { return database_.spec(); }
  const std::vector<std::string>& script() const { return script_; }  // MariaDB only, which knows no templates

 private:
  TestDatabase database_;
  std::vector<std::string> script_{};
};

inline TestDatabase::TestDatabase(const OriginalDatabase& original)
    : TestDatabase{original.spec().engine, original.spec().database} {
  if (spec_.engine == db::Engine::sqlite) std::filesystem::copy_file(original.spec().database, spec_.database);
  if (spec_.engine != db::Engine::mariadb) return;
  db::Connection connection{spec_};
  for (const auto& statement : original.script()) connection.run(statement);
}

class AllEngines : public ::testing::TestWithParam<db::Engine> {
 protected:
  db::Engine engine() const { return GetParam(); }
  // Throws where SetUp could not make the database: then TearDown may still ask for it.
  const db::Spec& spec() const {
    if (!database_) throw std::runtime_error{"this test has no database: what its SetUp said comes first"};
    return database_->spec();
  }
  // Up to 12 connections. Made at its first use. [any thread]
  db::Pool& pool() {
    std::call_once(pool_made_, [this] { pool_ = std::make_unique<db::Pool>(spec(), 12); });
    return *pool_;
  }
  void TearDown() override {
    pool_.reset();
    database_.reset();
  }
  std::shared_ptr<TestDatabase> database_{};
  std::unique_ptr<db::Pool> pool_{};
  std::once_flag pool_made_{};
};

// No table at all.
class EmptyDatabase : public AllEngines {
 protected:
  void SetUp() override { database_ = std::make_shared<TestDatabase>(GetParam()); }
};

// The originals of this program. They go when the tests end and not when the program does: by then psqlODBC's libraries
// have taken themselves down.
struct Originals : ::testing::Environment {
  void TearDown() override { all.clear(); }
  std::map<std::pair<db::Engine, std::string>, std::unique_ptr<OriginalDatabase>> all{};
};
inline Originals& originals_of_this_program =
    static_cast<Originals&>(*::testing::AddGlobalTestEnvironment(new Originals));

template <class Fill>
const OriginalDatabase& original_of(db::Engine engine, const std::string& name, Fill&& fill) {
  auto& original = originals_of_this_program.all[{engine, name}];
  if (!original) original = std::make_unique<OriginalDatabase>(engine, std::forward<Fill>(fill));
  return *original;
}

inline const OriginalDatabase& migrated_original(db::Engine engine) {
  return original_of(engine, "migrated", [](const db::Spec& spec) {
    db::Connection connection{spec};
    db::migrate(connection, std::nullopt, {});
  });
}

// All of the module's tables, as a new installation has them.
class MigratedDatabase : public AllEngines {
 protected:
  void SetUp() override { database_ = std::make_shared<TestDatabase>(migrated_original(engine())); }
};

inline std::string engine_name(const ::testing::TestParamInfo<db::Engine>& info) {
  return std::string{db::name_of(info.param)};
}

}  // namespace ssiis::test

#define SSIIS_ON_ALL_ENGINES(suite)                                                                                  \
  INSTANTIATE_TEST_SUITE_P(                                                                                          \
      On, suite,                                                                                                     \
      ::testing::Values(::ssiis::db::Engine::sqlite, ::ssiis::db::Engine::postgresql, ::ssiis::db::Engine::mariadb), \
      ::ssiis::test::engine_name)

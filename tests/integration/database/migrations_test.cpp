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

SSIIS_ON_ALL_ENGINES(Migrations);

}  // namespace
}  // namespace ssiis

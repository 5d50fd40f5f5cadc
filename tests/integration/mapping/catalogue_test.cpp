#include "database/catalogue.hpp"

#include "support/database_fixture.hpp"

namespace ssiis::db {
namespace {

class Catalogue : public test::EmptyDatabase {
 protected:
  std::vector<CatalogueTable> read() {
    auto lease = pool().take();
    return read_catalogue(*lease);
  }
  void run(const std::string& sql) {
    auto lease = pool().take();
    lease->run(sql);
  }
};

TEST_P(Catalogue, OfAnEmptyDatabaseIsEmpty) { EXPECT_TRUE(read().empty()); }

TEST_P(Catalogue, TellsColumnsKeysAndViews) {
  const auto date = GetParam() == Engine::sqlite ? "DATE" : "date";
  run("CREATE TABLE a_b (id INTEGER NOT NULL, part INTEGER NOT NULL, name VARCHAR(40), amount DECIMAL(18,2), born " +
      std::string{date} + ", PRIMARY KEY (part, id))");
  run("CREATE TABLE axb (other INTEGER)");  // _ is any character in ODBC's patterns
  run("CREATE TABLE p (k VARCHAR(10) NOT NULL PRIMARY KEY)");
  run("CREATE TABLE c (k VARCHAR(10) REFERENCES p (k), FOREIGN KEY (k) REFERENCES p (k))");
  run("CREATE VIEW v AS SELECT id FROM a_b");
  const auto tables = read();
  ASSERT_EQ(tables.size(), 5u);
  EXPECT_EQ(tables[0].name, "a_b");
  ASSERT_EQ(tables[0].columns.size(), 5u);
  EXPECT_EQ(tables[0].columns[0].kind, ColumnClass::integer);
  EXPECT_EQ(tables[0].columns[2].kind, ColumnClass::text);
  EXPECT_EQ(tables[0].columns[3].kind, ColumnClass::decimal);
  EXPECT_EQ(tables[0].columns[4].kind, ColumnClass::day);
  auto key = tables[0].primary_key;
  if (GetParam() != Engine::postgresql) std::reverse(key.begin(), key.end());  // in the order of the columns there
  EXPECT_EQ(key, (std::vector<std::string>{"part", "id"}));
  EXPECT_EQ(tables[1].name, "axb");
  EXPECT_EQ(tables[1].columns.size(), 1u);
  EXPECT_EQ(tables[2].name, "c");
  ASSERT_FALSE(tables[2].foreign_keys.empty());
  EXPECT_EQ(tables[2].foreign_keys[0].table, "p");
  EXPECT_EQ(tables[2].foreign_keys[0].target, "k");
  EXPECT_TRUE(tables[4].view);
}

TEST_P(Catalogue, NamesAreQuotedWhereTheyMustBe) {
  const auto engine = GetParam();
  EXPECT_EQ(quoted_name(engine, "plain_1"), "plain_1");
  const std::string odd = engine == Engine::mariadb ? "`a b`" : "\"a b\"";
  EXPECT_EQ(quoted_name(engine, "a b"), odd);
  EXPECT_EQ(quoted_name(Engine::postgresql, "TB_UNIT"), "\"TB_UNIT\"");
  EXPECT_EQ(quoted_name(Engine::sqlite, "x\"; DROP TABLE y"), "\"x\"\"; DROP TABLE y\"");
  EXPECT_EQ(quoted_name(Engine::mariadb, "1a`b"), "`1a``b`");
}

SSIIS_ON_ALL_ENGINES(Catalogue);

}  // namespace
}  // namespace ssiis::db

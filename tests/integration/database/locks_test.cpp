// Writers that meet: who waits, who is refused with which name, and that nobody's change is lost.
#include <future>
#include <latch>
#include <thread>

#include "support/database_fixture.hpp"

namespace ssiis {
namespace {

using db::Fault;
using db::Mode;
using db::Params;
using db::Transaction;

class Locks : public test::EmptyDatabase {
 protected:
  void SetUp() override {
    EmptyDatabase::SetUp();
    auto lease = pool().take();
    for (const auto& s :
         db::statements_for(engine(), "CREATE TABLE t (id {{id}} NOT NULL PRIMARY KEY, n {{int}} NOT NULL);"))
      lease->run(s);
    lease->run("INSERT INTO t (id, n) VALUES (1, 0), (2, 0)");
  }
  // The same database with little patience.
  db::Spec hasty() const {
    auto s = spec();
    s.timeout_ms = 1000;
    return s;
  }
  static std::int64_t raise(Transaction& tx, std::int64_t id) {
    return tx.execute({"raise", "UPDATE t SET n = n + 1 WHERE id = ?"}, Params{id});
  }
  std::int64_t value(std::int64_t id) {
    db::Connection fresh{spec()};
    auto rows = fresh.query({"value", "SELECT n FROM t WHERE id = ?"}, Params{id});
    rows.next();
    return rows.row().integer(0);
  }
};

// On SQLite a deferred transaction that reads and then writes fails as soon as another wrote between: BEGIN IMMEDIATE
// is what keeps all 200.
TEST_P(Locks, WritersThatReadFirstLoseNoChange) {
  constexpr int threads = 4, rounds = 50;
  std::vector<std::jthread> writers;
  std::atomic<int> failed{0};
  for (int t = 0; t < threads; ++t)
    writers.emplace_back([&] {
      for (int i = 0; i < rounds; ++i) try {
          pool().transact(Mode::write, [&](Transaction& tx) {
            const auto n = tx.find({"read", "SELECT n FROM t WHERE id = 1" + std::string{tx.dialect().for_update()}},
                                   Params{}, [](const db::Row& row) { return row.integer(0); });
            tx.execute({"write", "UPDATE t SET n = ? WHERE id = 1"}, Params{n.value() + 1});
          });
        } catch (const db::Error&) {
          ++failed;
        }
    });
  writers.clear();
  EXPECT_EQ(failed, 0);
  EXPECT_EQ(value(1), threads * rounds);
}

TEST_P(Locks, AWriterWhoseTurnDoesNotComeIsRefusedByName) {
  db::Connection holder{spec()};
  holder.run(engine() == db::Engine::sqlite ? "BEGIN IMMEDIATE" : "BEGIN");  // as another process would
  holder.run("UPDATE t SET n = 7 WHERE id = 1");
  db::Connection second{hasty()};
  std::optional<Fault> fault;
  try {
    Transaction tx{second, Mode::write};
    raise(tx, 1);
  } catch (const db::Error& e) {
    fault = e.fault;
    EXPECT_TRUE(e.retryable());
  }
  EXPECT_EQ(fault, engine() == db::Engine::sqlite ? Fault::busy : Fault::lock_timeout);
  holder.run("COMMIT");
  {
    Transaction tx{second, Mode::write};  // the refused connection serves on
    raise(tx, 1);
    tx.commit();
  }
  EXPECT_EQ(value(1), 8);
}

// Two that hold what the other wants: one is made the victim, is told so, and its locks are gone at once.
TEST_P(Locks, OfTwoInADeadlockOneIsTheVictimAndTheOtherCommits) {
  if (engine() == db::Engine::sqlite) {  // one writer at a time: two cannot hold each other up
    pool().transact(Mode::write, [&](Transaction& tx) { raise(tx, 1), raise(tx, 2); });
    EXPECT_EQ(value(1) + value(2), 2);
    return;
  }
  std::latch both{2};
  const auto run = [&](std::int64_t first, std::int64_t second) -> std::optional<Fault> {
    auto lease = pool().take();
    Transaction tx{*lease, Mode::write};
    raise(tx, first);
    both.arrive_and_wait();
    try {
      raise(tx, second);
    } catch (const db::Error& e) {
      EXPECT_TRUE(e.retryable());
      EXPECT_TRUE(tx.poisoned());
      EXPECT_THROW(tx.commit(), db::Error);
      return e.fault;
    }
    tx.commit();
    return std::nullopt;
  };
  auto other = std::async(std::launch::async, run, 2, 1);
  const auto mine = run(1, 2);
  const auto theirs = other.get();
  EXPECT_NE(mine.has_value(), theirs.has_value());
  EXPECT_EQ(mine ? mine : theirs, Fault::deadlock);
  EXPECT_EQ(value(1), 1);
  EXPECT_EQ(value(2), 1);
}

// A retryable fault is the pool's affair: whoever calls transact() sees all work done.
TEST_P(Locks, CrossedWritersAllCommitInTheEnd) {
  std::vector<std::jthread> writers;
  for (int t = 0; t < 4; ++t)
    writers.emplace_back([&, t] {
      for (int i = 0; i < 10; ++i)
        pool().transact(
            Mode::write, [&](Transaction& tx) { raise(tx, 1 + t % 2), raise(tx, 2 - t % 2); }, 50);
    });
  writers.clear();
  EXPECT_EQ(value(1), 40);
  EXPECT_EQ(value(2), 40);
}

// Whatever an administrator puts into a password is the password and nothing else.
TEST_P(Locks, PasswordsWithEverySignLogIn) {
  if (engine() == db::Engine::sqlite) {  // has none; what its path may hold is ConnectionText's
    EXPECT_TRUE(spec().password.reveal().empty());
    return;
  }
  int n = 0;
  for (const std::string password : {R"(pg;{x="y%41+z)", "a}b;c", "ລາວ;ລັບ", "}};CommLog=1", "'\\ \"%s"}) {
    const auto user = spec().database + "_" + std::to_string(++n);
    std::string quoted;
    for (const char c : password)
      quoted += c == '\'' ? "''" : c == '\\' && engine() == db::Engine::mariadb ? "\\\\" : std::string(1, c);
    db::Connection admin{spec()};
    admin.run(engine() == db::Engine::postgresql
                  ? "CREATE ROLE " + user + " LOGIN PASSWORD '" + quoted + "'"
                  : "CREATE USER " + user + "@'127.0.0.1' IDENTIFIED BY '" + quoted + "'");
    if (engine() == db::Engine::mariadb)
      admin.run("GRANT ALL ON " + spec().database + ".* TO " + user + "@'127.0.0.1'");
    auto theirs = spec();
    theirs.user = user;
    theirs.password = db::Secret{password};
    {
      db::Connection in{theirs};
      auto rows = in.query({"one", "SELECT 1"});
      EXPECT_TRUE(rows.next()) << password;
    }
    theirs.password = db::Secret{password + "x"};
    EXPECT_THROW(db::Connection{theirs}, db::Error) << "any password logs in: the test would mean nothing";
    admin.run((engine() == db::Engine::postgresql ? "DROP ROLE " + user : "DROP USER " + user + "@'127.0.0.1'"));
  }
}

SSIIS_ON_ALL_ENGINES(Locks);

}  // namespace
}  // namespace ssiis

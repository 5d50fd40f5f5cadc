// Transactions that cannot lie: what commit() said is what a fresh look finds.
#include "support/database_fixture.hpp"

namespace ssiis {
namespace {

using db::Fault;
using db::Mode;
using db::Params;
using db::Transaction;

template <class F>
Fault fault_when(F&& work) {
  try {
    work();
  } catch (const db::Error& e) {
    return e.fault;
  }
  throw std::runtime_error{"nothing was thrown"};
}

class Transactions : public test::EmptyDatabase {
 protected:
  void SetUp() override {
    EmptyDatabase::SetUp();
    auto lease = pool().take();
    for (const auto& s : db::statements_for(engine(), R"(
        CREATE TABLE p (id {{id}} NOT NULL PRIMARY KEY);
        CREATE TABLE t (id {{id}} NOT NULL PRIMARY KEY, n {{int}} NOT NULL, p {{i64}}, CHECK (n < 100),
                        FOREIGN KEY (p) REFERENCES p (id));)"))
      lease->run(s);
  }
  std::int64_t put(Transaction& tx, std::int64_t id, std::optional<int> n = 1, std::optional<int> parent = {}) {
    return tx.execute({"put", "INSERT INTO t (id, n, p) VALUES (?, ?, ?)"}, Params{id, n, parent});
  }
  std::int64_t stored() {
    db::Connection fresh{spec()};
    auto rows = fresh.query({"count", "SELECT count(*) FROM t"});
    rows.next();
    return rows.row().integer(0);
  }
  // Ends the session of a connection from outside, as a server's restart does. Servers only.
  void kill(db::Connection& victim) {
    const bool pg = engine() == db::Engine::postgresql;
    auto rows = victim.query({"id", pg ? "SELECT pg_backend_pid()" : "SELECT connection_id()"});
    rows.next();
    const auto id = std::to_string(rows.row().integer(0));
    db::Connection killer{spec()};
    killer.run(pg ? "SELECT pg_terminate_backend(" + id + ", 5000)" : "KILL CONNECTION " + id);
  }
};

TEST_P(Transactions, WhatIsCommittedIsThereAndWhatIsNotIsNot) {
  auto lease = pool().take();
  {
    Transaction tx{*lease, Mode::write};
    put(tx, 1);
    tx.commit();
    EXPECT_THROW(tx.commit(), std::logic_error);
  }
  {
    Transaction tx{*lease, Mode::write};
    put(tx, 2);
  }
  EXPECT_EQ(stored(), 1);
}

TEST_P(Transactions, EachFaultHasItsNameAndPoisons) {
  const auto fault = [&](const std::function<void(Transaction&)>& work) {
    auto lease = pool().take();
    Transaction tx{*lease, Mode::write};
    put(tx, 1);
    const auto name = fault_when([&] { work(tx); });
    EXPECT_TRUE(tx.poisoned());
    EXPECT_EQ(fault_when([&] { put(tx, 2); }), Fault::tx_poisoned);
    EXPECT_EQ(fault_when([&] { tx.commit(); }), Fault::tx_poisoned);
    return name;
  };
  EXPECT_EQ(fault([&](Transaction& tx) { put(tx, 1); }), Fault::unique);
  EXPECT_EQ(fault([&](Transaction& tx) { put(tx, 3, 100); }), Fault::check);
  EXPECT_EQ(fault([&](Transaction& tx) { put(tx, 3, std::nullopt); }), Fault::not_null);
  EXPECT_EQ(fault([&](Transaction& tx) { put(tx, 3, 1, 77); }), Fault::foreign_key);
  EXPECT_EQ(fault([&](Transaction& tx) { tx.query({"x", "SELEC 1"}); }), Fault::syntax);
  EXPECT_EQ(fault([&](Transaction& tx) { tx.query({"x", "SELECT 1 FROM nowhere"}); }), Fault::syntax);
  EXPECT_EQ(stored(), 0);
}

TEST_P(Transactions, AKilledSessionNeverAcknowledgesALostCommit) {
  if (engine() == db::Engine::sqlite) {  // has no sessions: a rolled-back writer is its nearest kin
    auto lease = pool().take();
    Transaction tx{*lease, Mode::write};
    put(tx, 1);
    lease->run("ROLLBACK");
    EXPECT_ANY_THROW(tx.commit());
    EXPECT_EQ(stored(), 0);
    return;
  }
  auto lease = pool().take();
  Transaction tx{*lease, Mode::write};
  put(tx, 1);
  kill(*lease);
  EXPECT_EQ(fault_when([&] { put(tx, 2); }), Fault::connection_lost);
  EXPECT_EQ(fault_when([&] { tx.commit(); }), Fault::tx_poisoned);
  EXPECT_EQ(stored(), 0);
}

TEST_P(Transactions, ACommitOnAKilledSessionIsUnknownAndTheConnectionIsDropped) {
  if (engine() == db::Engine::sqlite) {
    EXPECT_EQ(stored(), 0);
    return;
  }
  {
    auto lease = pool().take();
    Transaction tx{*lease, Mode::write};
    put(tx, 1);
    kill(*lease);
    EXPECT_EQ(fault_when([&] { tx.commit(); }), Fault::commit_unknown);
  }
  EXPECT_EQ(pool().figures().broken, 1U);
  EXPECT_EQ(stored(), 0);
  pool().transact(Mode::write, [&](Transaction& tx) { put(tx, 1); });
  EXPECT_EQ(stored(), 1);
}

TEST_P(Transactions, AReadingTransactionDoesNotWrite) {
  auto lease = pool().take();
  Transaction tx{*lease, Mode::read};
  EXPECT_THROW(put(tx, 1), std::logic_error);
}

TEST_P(Transactions, WhatWaitsForTheCommitIsDoneAfterItAndOnlyThen) {
  int done = 0;
  auto lease = pool().take();
  {
    Transaction tx{*lease, Mode::write};
    tx.after_commit([&] { ++done; });
  }
  EXPECT_EQ(done, 0);
  Transaction tx{*lease, Mode::write};
  tx.after_commit([&] { ++done; });
  tx.after_commit([] { throw std::runtime_error{"must not reach the caller"}; });
  tx.after_commit([&] { ++done; });
  tx.commit();
  EXPECT_EQ(done, 2);
}

TEST_P(Transactions, AForgottenTransactionAndALimitDoNotReachTheNextBorrower) {
  {
    auto lease = pool().take();
    lease->run("BEGIN");
    lease->run("INSERT INTO t (id, n) VALUES (1, 1)");
    lease->set_statement_timeout(std::chrono::milliseconds{50});
  }
  auto lease = pool().take();
  EXPECT_FALSE(lease->in_transaction());
  EXPECT_EQ(pool().figures().opened, 1U);  // the very same connection
  EXPECT_EQ(stored(), 0);
  if (engine() == db::Engine::sqlite) return;
  const bool pg = engine() == db::Engine::postgresql;
  Transaction tx{*lease, Mode::read};
  EXPECT_NO_THROW(tx.query({"sleep", pg ? "SELECT pg_sleep(0.2)" : "SELECT sleep(0.2)"}).next());
}

TEST_P(Transactions, AStatementBeyondItsLimitIsCancelledOnTheServers) {
  auto lease = pool().take();
  lease->set_statement_timeout(std::chrono::milliseconds{50});
  Transaction tx{*lease, Mode::read};
  if (engine() == db::Engine::sqlite) return;  // cannot, and api.hpp says so
  const bool pg = engine() == db::Engine::postgresql;
  const std::string slow =
      pg ? "SELECT pg_sleep(30)" : "SELECT count(*) FROM seq_1_to_100000 a, seq_1_to_100000 b WHERE a.seq + b.seq < 0";
  EXPECT_EQ(fault_when([&] { tx.query({"slow", slow}).next(); }), Fault::cancelled);
}

TEST_P(Transactions, AnAbsentRowIsInsertedOnceWithoutPoisonButOtherFaultsAreHeard) {
  auto lease = pool().take();
  Transaction tx{*lease, Mode::write};
  const auto sql = tx.dialect().insert_ignore("t", {"id", "n", "p"});
  EXPECT_EQ(tx.execute({"once", sql}, Params{1, 1, db::null()}), 1);
  EXPECT_EQ(tx.execute({"once", sql}, Params{1, 2, db::null()}), 0);
  EXPECT_FALSE(tx.poisoned());
  EXPECT_EQ(fault_when([&] { tx.execute({"once", sql}, Params{2, 1, 77}); }), Fault::foreign_key);
}

TEST_P(Transactions, ManyRowsGoInByOneCallWithAwkwardValues) {
  auto lease = pool().take();
  for (const auto& s :
       db::statements_for(engine(), "CREATE TABLE m (id {{id}} NOT NULL PRIMARY KEY, t {{longtext}}, b {{blob}});"))
    lease->run(s);
  std::vector<std::optional<std::int64_t>> ids;
  std::vector<std::optional<std::string>> texts;
  std::vector<std::optional<db::Bytes>> blobs;
  const std::vector<std::optional<std::string>> awkward{"",       "NULL",       "a\"b\\c{},",
                                                        "ກ່າ 😀\n", std::nullopt, std::string(9000, 'x')};
  for (int i = 0; i < 6001; ++i) {
    ids.emplace_back(i);
    texts.push_back(i < 60 ? awkward[static_cast<std::size_t>(i) % awkward.size()] : std::to_string(i));
    blobs.push_back(i % 5 == 0 ? std::optional<db::Bytes>{} : db::Bytes(static_cast<std::size_t>(i % 7), std::byte{0}));
  }
  EXPECT_EQ(
      lease->execute_many("m", {"id", "t", "b"},
                          {db::Column::of_integers(ids), db::Column::of_texts(texts), db::Column::of_blobs(blobs)}),
      6001);
  auto rows = lease->query({"all", "SELECT id, t, b FROM m ORDER BY id"});
  std::size_t i = 0;
  for (; rows.next(); ++i) {
    ASSERT_EQ(rows.row().maybe_text(1), texts[i]) << i;
    ASSERT_EQ(rows.row().maybe_bytes(2), blobs[i]) << i;
  }
  EXPECT_EQ(i, 6001U);
}

TEST_P(Transactions, AFailedRowOfManyStoresNone) {
  auto lease = pool().take();
  const auto ids = db::Column::of_integers({1, 2, 2});
  EXPECT_EQ(fault_when([&] {
              lease->execute_many("t", {"id", "n"}, {ids, db::Column::of_integers({1, 1, 1})});
            }),
            Fault::unique);
  EXPECT_EQ(stored(), 0);
}

TEST_P(Transactions, AStreamingConnectionReadsTheSameRowsEachTime) {
  pool().transact(Mode::write, [&](Transaction& tx) {
    for (int i = 0; i < 30; ++i) put(tx, i);
  });
  db::Connection stream{spec(), true};
  Transaction tx{stream, Mode::read};
  for (int round = 0; round < 3; ++round) {
    int seen = 0;
    for (auto rows = tx.query({"all", "SELECT id FROM t ORDER BY id"}); rows.next(); ++seen)
      EXPECT_EQ(rows.row().integer(0), seen);
    EXPECT_EQ(seen, 30);
  }
  tx.commit();
}

SSIIS_ON_ALL_ENGINES(Transactions);

}  // namespace
}  // namespace ssiis

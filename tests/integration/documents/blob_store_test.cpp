#include "documents/blob_store.hpp"

#include <fstream>
#include <thread>

#include "support/database_fixture.hpp"

namespace {

using namespace ssiis;
using namespace ssiis::documents;

class Blobs : public test::MigratedDatabase {
 protected:
  void SetUp() override {
    MigratedDatabase::SetUp();
    ids_ = std::make_unique<db::IdSource>(pool());
    store_ = std::make_unique<BlobStore>(pool(), *ids_, clock_);
  }
  void TearDown() override {
    store_.reset();
    ids_.reset();
    MigratedDatabase::TearDown();
  }
  std::int64_t count(std::string_view table) {
    const std::string text = "SELECT COUNT(*) FROM " + std::string{table};
    return pool().transact(db::Mode::read, [&](db::Transaction& tx) {
      return *tx.find(db::Query{"test/count", text}, db::Params{}, [](const db::Row& r) { return r.integer(0); });
    });
  }
  void hold(BlobId blob, std::int64_t id) {
    pool().transact(db::Mode::write, [&](db::Transaction& tx) { store_->hold(tx, blob, {"evidence", 7, id}); });
  }
  // Bytes that compress badly and differ from chunk to chunk.
  static std::string noise(std::size_t size) {
    std::string out(size, '\0');
    std::uint32_t x = 12345;
    for (char& c : out) {
      x = x * 1664525 + 1013904223;
      c = static_cast<char>(x >> 24);
    }
    return out;
  }
  FixedClock clock_{*Instant::parse("2026-11-23T02:00:00.000000Z")};
  std::unique_ptr<db::IdSource> ids_;
  std::unique_ptr<BlobStore> store_;
};

TEST_P(Blobs, GiveBackWhatWasStoredAtEveryEdgeOfAChunk) {
  for (const std::size_t size : {std::size_t{0}, std::size_t{1}, blob_chunk_bytes - 1, blob_chunk_bytes,
                                 blob_chunk_bytes + 1, 9 * blob_chunk_bytes + 5}) {
    const auto bytes = noise(size);
    const auto blob = store_->put(bytes, "application/octet-stream");
    EXPECT_EQ(blob.size, static_cast<std::int64_t>(size));
    EXPECT_EQ(blob.chunks, static_cast<int>((size + blob_chunk_bytes - 1) / blob_chunk_bytes));
    EXPECT_EQ(blob.sha256, hex(sha256(bytes)));
    EXPECT_TRUE(store_->read_all(blob, size) == bytes) << size;
  }
}

TEST_P(Blobs, EqualBytesAreStoredOnce) {
  const auto bytes = noise(blob_chunk_bytes * 2);
  const auto file = std::filesystem::temp_directory_path() / test::fresh_name();
  std::ofstream{file, std::ios::binary} << bytes;
  const auto first = store_->put(bytes, "text/plain");
  const auto second = store_->put_file(file, "image/png");
  pool().transact(db::Mode::write,
                  [&](db::Transaction& tx) { EXPECT_EQ(store_->put(tx, bytes, "image/png").id, first.id); });
  EXPECT_EQ(second.id, first.id);
  EXPECT_EQ(count("insp_blob"), 1);
  EXPECT_EQ(count("insp_blob_chunk"), 2);
  std::filesystem::remove(file);
}

TEST_P(Blobs, ThatNobodyHoldsAreCollectedAndNoOthers) {
  const auto held = store_->put("held", "text/plain"), dropped = store_->put("dropped", "text/plain");
  hold(held.id, 1);
  hold(held.id, 1);  // twice is once
  hold(dropped.id, 2);
  pool().transact(db::Mode::write, [&](db::Transaction& tx) { store_->release(tx, dropped.id, {"evidence", 7, 2}); });
  EXPECT_EQ(store_->collect(), 0U);  // all are young
  clock_.advance_seconds(25 * 3600);
  const auto young = store_->put("young", "text/plain");
  EXPECT_EQ(store_->collect(), 1U);
  EXPECT_TRUE(store_->find(held.id));
  EXPECT_TRUE(store_->find(young.id));
  EXPECT_FALSE(store_->find(dropped.id));
  EXPECT_EQ(count("insp_blob_chunk"), 2);
}

TEST_P(Blobs, StoredAgainAfterADayAreNotCollected) {
  store_->put("again", "text/plain");
  clock_.advance_seconds(25 * 3600);
  const auto blob = store_->put("again", "text/plain");
  EXPECT_EQ(store_->collect(), 0U);
  EXPECT_EQ(store_->read_all(blob, 100), "again");
}

TEST_P(Blobs, ThatAreGoneCannotBeHeld) {
  const auto blob = store_->put("x", "text/plain");
  clock_.advance_seconds(25 * 3600);
  EXPECT_EQ(store_->collect(), 1U);
  EXPECT_THROW(hold(blob.id, 1), Conflict);
}

TEST_P(Blobs, RollBackWithTheTransactionThatStoredThem) {
  {
    auto lease = pool().take();
    db::Transaction tx{*lease, db::Mode::write};
    store_->put(tx, "in a transaction", "text/plain");
    tx.rollback();
  }
  EXPECT_EQ(count("insp_blob"), 0);
  EXPECT_EQ(count("insp_blob_chunk"), 0);
}

TEST_P(Blobs, DamagedOnesAreNotHandedOutWhole) {
  const auto blob = store_->put(noise(blob_chunk_bytes + 10), "text/plain");
  const auto damage = [&](const char* sql) {
    pool().transact(db::Mode::write, [&](db::Transaction& tx) {
      EXPECT_EQ(tx.execute(db::Query{"test/damage", sql}, db::Params{blob.id}), 1);
    });
  };
  damage("UPDATE insp_blob_chunk SET seq = 5 WHERE blob_id = ? AND seq = 0");
  EXPECT_THROW(store_->read_all(blob, 1 << 20), BlobDamaged);
  damage("UPDATE insp_blob_chunk SET seq = 0 WHERE blob_id = ? AND seq = 1");
  damage("UPDATE insp_blob_chunk SET seq = 1 WHERE blob_id = ? AND seq = 5");
  std::size_t handed_out = 0;
  EXPECT_THROW(store_->read(blob, [&](std::string_view piece) { handed_out += piece.size(); }), BlobDamaged);
  EXPECT_LT(handed_out, static_cast<std::size_t>(blob.size));
}

TEST_P(Blobs, StoredByManyAtOnceAreStoredOnce) {
  const auto bytes = noise(blob_chunk_bytes + 1);
  std::vector<std::int64_t> ids(6, 0);
  std::vector<std::thread> writers;
  for (auto& id : ids)
    writers.emplace_back([&] {
      try {
        id = store_->put(bytes, "text/plain").id.value;
      } catch (const std::exception& e) {
        ADD_FAILURE() << e.what();
      }
    });
  for (auto& w : writers) w.join();
  for (const auto id : ids) EXPECT_EQ(id, ids.front());
  EXPECT_EQ(count("insp_blob"), 1);
  EXPECT_EQ(count("insp_blob_chunk"), 2);
}

TEST_P(Blobs, LargerThanAskedForAreRefused) {
  const auto blob = store_->put("12345", "text/plain");
  EXPECT_THROW(store_->read_all(blob, 4), std::length_error);
}

SSIIS_ON_ALL_ENGINES(Blobs);

}  // namespace

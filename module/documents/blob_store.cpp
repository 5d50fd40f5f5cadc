#include "documents/blob_store.hpp"

#include <cerrno>
#include <fstream>
#include <system_error>

#include "sql/documents.hpp"

namespace ssiis::documents {

namespace {

constexpr std::size_t chunks_a_transaction = 8;  // 2 MiB: other writers get their turn

BlobInfo read_info(const db::Row& row) {
  return {BlobId{row.integer(0)}, row.text(1), row.integer(2), static_cast<int>(row.integer(3)), row.text(4)};
}

}  // namespace

struct BlobSource {
  BlobSource() = default;
  BlobSource(const BlobSource&) = delete;
  BlobSource& operator=(const BlobSource&) = delete;
  virtual ~BlobSource() = default;
  virtual std::string_view next() = 0;  // at most one chunk; empty at the end
  virtual void rewind() = 0;
};

namespace {

class FileSource final : public BlobSource {
 public:
  explicit FileSource(const std::filesystem::path& file) : in_{file, std::ios::binary} {
    if (!in_) throw std::system_error{errno, std::generic_category(), "file to store"};
    buffer_.resize(blob_chunk_bytes);
  }
  std::string_view next() override {
    in_.read(buffer_.data(), static_cast<std::streamsize>(buffer_.size()));
    if (in_.bad()) throw std::system_error{EIO, std::generic_category(), "file to store"};
    return {buffer_.data(), static_cast<std::size_t>(in_.gcount())};
  }
  void rewind() override {
    in_.clear();
    in_.seekg(0);
  }

 private:
  std::ifstream in_;
  std::string buffer_;
};

class MemorySource final : public BlobSource {
 public:
  explicit MemorySource(std::string_view bytes) : bytes_{bytes} {}
  std::string_view next() override {
    const auto piece = bytes_.substr(at_, blob_chunk_bytes);
    at_ += piece.size();
    return piece;
  }
  void rewind() override { at_ = 0; }

 private:
  std::string_view bytes_;
  std::size_t at_{0};
};

}  // namespace

BlobInfo BlobStore::put_file(const std::filesystem::path& file, std::string_view content_type) {
  FileSource source{file};
  return put(source, content_type);
}

BlobInfo BlobStore::put(std::string_view bytes, std::string_view content_type) {
  MemorySource source{bytes};
  return put(source, content_type);
}

std::optional<BlobInfo> BlobStore::keep_known(db::Transaction& tx, const std::string& sha256) {
  auto known = tx.find(sql::documents::blob_by_sha256, db::Params{sha256}, read_info);
  // Zero rows: it was collected between the two statements; then it is stored anew.
  if (known && tx.execute(sql::documents::blob_touch, db::Params{clock_.now(), known->id}) != 1) return std::nullopt;
  return known;
}

BlobInfo BlobStore::put(BlobSource& source, std::string_view content_type) {
  Sha256Stream hash;
  std::int64_t size = 0;
  for (auto piece = source.next(); !piece.empty(); piece = source.next()) {
    hash.add(as_bytes(piece));
    size += static_cast<std::int64_t>(piece.size());
  }
  const std::string sha256 = hex(hash.finish());
  auto known = pool_.transact(db::Mode::write, [&](db::Transaction& tx) { return keep_known(tx, sha256); });
  if (known) return *known;

  const BlobId id{ids_.next()};
  pool_.transact(db::Mode::write, [&](db::Transaction& tx) {
    tx.execute(sql::documents::blob_insert, db::Params{id, size, content_type, clock_.now(), clock_.now()});
  });
  int chunks = 0;
  write_chunks(source, id, sha256, chunks);
  try {
    // On MariaDB many who finish the same bytes at once wait for one index entry and are each other's deadlock.
    constexpr int patience = 12;
    const auto finished = pool_.transact(
        db::Mode::write,
        [&](db::Transaction& tx) {
          return tx.execute(sql::documents::blob_finish, db::Params{sha256, chunks, clock_.now(), id});
        },
        patience);
    if (finished != 1) throw Conflict{"blob"};
    return {id, sha256, size, chunks, std::string{content_type}};
  } catch (const db::Error& e) {
    if (e.fault != db::Fault::unique) throw;
  }
  // Somebody else stored the same bytes meanwhile: theirs is kept.
  drop_unfinished(id);
  known = pool_.transact(db::Mode::write, [&](db::Transaction& tx) { return keep_known(tx, sha256); });
  if (!known) throw Conflict{"blob"};
  return *known;
}

void BlobStore::write_chunks(BlobSource& source, BlobId id, const std::string& sha256, int& chunks) {
  source.rewind();
  Sha256Stream hash;  // a file that changed meanwhile must not be stored under its first hash
  for (bool more = true; more;) {
    std::vector<std::string> batch;
    while (batch.size() < chunks_a_transaction) {
      const auto piece = source.next();
      more = !piece.empty();
      if (!more) break;
      hash.add(as_bytes(piece));
      batch.emplace_back(piece);
    }
    pool_.transact(db::Mode::write, [&](db::Transaction& tx) {
      for (std::size_t i = 0; i < batch.size(); ++i)
        tx.execute(sql::documents::blob_chunk_insert, db::Params{id, chunks + static_cast<int>(i), as_bytes(batch[i])});
    });
    chunks += static_cast<int>(batch.size());
  }
  if (hex(hash.finish()) != sha256) {
    drop_unfinished(id);
    throw BlobDamaged{"the file changed while it was stored"};
  }
}

void BlobStore::drop_unfinished(BlobId id) {
  pool_.transact(db::Mode::write, [&](db::Transaction& tx) {
    if (tx.execute(sql::documents::blob_delete_unfinished, db::Params{id}) == 1)
      tx.execute(sql::documents::blob_chunks_delete, db::Params{id});
  });
}

BlobInfo BlobStore::put(db::Transaction& tx, std::string_view bytes, std::string_view content_type) {
  const std::string sha256 = hex(ssiis::sha256(bytes));
  if (auto known = keep_known(tx, sha256)) return *known;
  const BlobId id{ids_.next()};
  const auto size = static_cast<std::int64_t>(bytes.size());
  tx.execute(sql::documents::blob_insert, db::Params{id, size, content_type, clock_.now(), clock_.now()});
  int seq = 0;
  for (std::size_t at = 0; at < bytes.size(); at += blob_chunk_bytes)
    tx.execute(sql::documents::blob_chunk_insert, db::Params{id, seq++, as_bytes(bytes.substr(at, blob_chunk_bytes))});
  tx.execute(sql::documents::blob_finish, db::Params{sha256, seq, clock_.now(), id});
  return {id, sha256, size, seq, std::string{content_type}};
}

void BlobStore::hold(db::Transaction& tx, BlobId blob, const BlobHolder& holder) {
  // Locks the blob's row, so that the collector either sees the hold or has already taken the blob away.
  if (tx.execute(sql::documents::blob_touch, db::Params{clock_.now(), blob}) != 1) throw Conflict{"blob"};
  const auto insert = tx.dialect().insert_ignore("insp_blob_hold", {"blob_id", "holder_kind", "case_id", "holder_id"});
  tx.execute(db::Query{"documents/blob_hold", insert}, db::Params{blob, holder.kind, holder.case_id, holder.id});
}

void BlobStore::release(db::Transaction& tx, BlobId blob, const BlobHolder& holder) {
  tx.execute(sql::documents::blob_touch, db::Params{clock_.now(), blob});
  tx.execute(sql::documents::blob_release, db::Params{blob, holder.kind, holder.case_id, holder.id});
}

std::optional<BlobInfo> BlobStore::find(db::Transaction& tx, BlobId id) {
  return tx.find(sql::documents::blob_by_id, db::Params{id}, read_info);
}

std::optional<BlobInfo> BlobStore::find(BlobId id) {
  return pool_.transact(db::Mode::read, [&](db::Transaction& tx) { return find(tx, id); });
}

std::string BlobStore::chunk(BlobId id, int seq) {
  const auto bytes = pool_.transact(db::Mode::read, [&](db::Transaction& tx) {
    return tx.find(sql::documents::blob_chunk, db::Params{id, seq}, [](const db::Row& r) { return r.bytes(0); });
  });
  if (!bytes) throw BlobDamaged{"a chunk is missing"};
  return std::string{as_text(*bytes)};
}

void BlobStore::read(const BlobInfo& blob, const std::function<void(std::string_view)>& write) {
  Sha256Stream hash;
  std::string held;  // handed out one chunk late, the last only after the hash fits
  for (int seq = 0; seq < blob.chunks; ++seq) {
    if (seq > 0) write(held);
    held = chunk(blob.id, seq);
    hash.add(as_bytes(held));
  }
  if (hex(hash.finish()) != blob.sha256) throw BlobDamaged{"the hash differs"};
  if (blob.chunks > 0) write(held);
}

std::string BlobStore::read_all(const BlobInfo& blob, std::uint64_t most) {
  if (static_cast<std::uint64_t>(blob.size) > most) throw std::length_error{"blob"};
  std::string out;
  read(blob, [&](std::string_view piece) { out.append(piece); });
  return out;
}

void BlobStore::write_file(const BlobInfo& blob, const std::filesystem::path& file) {
  std::ofstream out{file, std::ios::binary | std::ios::trunc};
  read(blob, [&](std::string_view piece) { out.write(piece.data(), static_cast<std::streamsize>(piece.size())); });
  out.close();
  if (!out) throw std::system_error{EIO, std::generic_category(), "file to write"};
}

std::uint64_t BlobStore::collect(std::chrono::seconds age) {
  const Instant before = clock_.now().plus_seconds(-age.count());
  std::uint64_t deleted = 0;
  for (;;) {
    const auto ids = pool_.transact(db::Mode::read, [&](db::Transaction& tx) {
      return tx.all(sql::documents::blob_forgotten, db::Params{before}, [](const db::Row& r) { return r.integer(0); });
    });
    std::uint64_t round = 0;
    for (const auto id : ids)
      round += pool_.transact(db::Mode::write, [&](db::Transaction& tx) -> std::uint64_t {
        if (tx.execute(sql::documents::blob_collect, db::Params{id, before}) != 1) return 0;
        tx.execute(sql::documents::blob_chunks_delete, db::Params{id});
        return 1;
      });
    deleted += round;
    if (round == 0) return deleted;
  }
}

}  // namespace ssiis::documents

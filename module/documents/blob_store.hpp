// Files by their content: SHA-256 on arrival, chunks of 256 KiB in the database, equal bytes stored once. Hosts keep no
// files of their own.
#pragma once
#include <chrono>
#include <filesystem>
#include <functional>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

#include "core/api.hpp"
#include "database/api.hpp"

namespace ssiis::documents {

inline constexpr std::size_t blob_chunk_bytes = 256 * 1024;

struct BlobInfo {
  BlobId id{0};
  std::string sha256;  // lower-case hexadecimal
  std::int64_t size;   // bytes
  int chunks{0};
  std::string content_type{};  // as first stored
};

// The stored bytes do not have the hash they were stored under, or a chunk is missing.
struct BlobDamaged : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// Which row needs a blob: ("document", case, document id), ("evidence", case, evidence id). Case 0 for what has none.
struct BlobHolder {
  std::string kind;
  std::int64_t case_id;
  std::int64_t id;
};

struct BlobSource;  // bytes that can be read twice

// [any thread]
class BlobStore {
 public:
  BlobStore(db::Pool& pool, db::IdSource& ids, const Clock& clock) : pool_{pool}, ids_{ids}, clock_{clock} {}

  // Streams a file into the store in short transactions of its own; never inside the caller's. The blob lives for a day
  // unless somebody holds it. Throws std::system_error when the file cannot be read.
  BlobInfo put_file(const std::filesystem::path& file, std::string_view content_type);
  // The same for bytes in memory.
  BlobInfo put(std::string_view bytes, std::string_view content_type);
  // Stores small bytes (a letter) inside the caller's transaction.
  BlobInfo put(db::Transaction& tx, std::string_view bytes, std::string_view content_type);

  // Says in the caller's transaction that a row needs the blob; throws Conflict{"blob"} when it is gone. Idempotent.
  void hold(db::Transaction& tx, BlobId blob, const BlobHolder& holder);
  void release(db::Transaction& tx, BlobId blob, const BlobHolder& holder);

  std::optional<BlobInfo> find(BlobId id);
  std::optional<BlobInfo> find(db::Transaction& tx, BlobId id);
  // Hands out the bytes chunk by chunk, each read by a statement of its own, so that a slow receiver holds no
  // connection. The hash is checked before the last chunk is handed out; throws BlobDamaged.
  void read(const BlobInfo& blob, const std::function<void(std::string_view)>& write);
  // Throws BlobDamaged, or std::length_error when the blob is larger than `most` bytes.
  std::string read_all(const BlobInfo& blob, std::uint64_t most);
  void write_file(const BlobInfo& blob, const std::filesystem::path& file);

  // Deletes what nobody has held or stored for `age`, unfinished uploads too. The number of blobs deleted.
  std::uint64_t collect(std::chrono::seconds age = std::chrono::hours{24});

 private:
  BlobInfo put(BlobSource& source, std::string_view content_type);
  std::optional<BlobInfo> keep_known(db::Transaction& tx, const std::string& sha256);
  void write_chunks(BlobSource& source, BlobId id, const std::string& sha256, int& chunks);
  void drop_unfinished(BlobId id);
  std::string chunk(BlobId id, int seq);

  db::Pool& pool_;
  db::IdSource& ids_;
  const Clock& clock_;
};

}  // namespace ssiis::documents

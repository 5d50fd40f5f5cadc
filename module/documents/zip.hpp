// Reading ZIP containers (DOCX, XLSX, ODT) that may have been made to hurt us. The central directory is read strictly,
// and what counts are the bytes that inflating really produces: every size in the headers is a claim.
#pragma once
#include <cstdint>
#include <functional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace ssiis::documents {

// workflow-security-reliability.md B "Uploads": 100 MiB, ratio 100, 1,000 entries.
struct ZipLimits {
  std::uint64_t produced{100ULL << 20};
  std::uint64_t ratio{100};  // produced bytes over packed bytes, once more than `ratio_floor` was produced
  std::uint64_t ratio_floor{1ULL << 20};
  std::size_t entries{1000};
};

// Why a container is refused; what() is the code ("archive.forged_size"), the same that the upload is refused with.
struct ZipFault : std::runtime_error {
  using std::runtime_error::runtime_error;
};

struct ZipEntry {
  std::string name;
  std::uint16_t method{0};
  std::uint32_t crc{0};
  std::uint64_t packed{0}, size{0};  // as declared
  std::uint64_t data_offset{0};
  bool directory{false};
};

// Borrows `bytes`; they must outlive the reader. Not thread-safe.
class ZipReader {
 public:
  // Throws ZipFault: malformed, split, encrypted, ZIP64, unknown method, unsafe or doubled names, symbolic links,
  // entries that overlap, local headers that say something else than the directory, too many entries.
  explicit ZipReader(std::string_view bytes, ZipLimits limits = {});

  const std::vector<ZipEntry>& entries() const noexcept { return entries_; }
  const ZipEntry* find(std::string_view name) const noexcept;
  // Hands out the entry's bytes in pieces; throws ZipFault when more is produced than declared or allowed, or when
  // length or CRC differ at the end.
  void read(const ZipEntry& entry, const std::function<void(std::string_view)>& sink);
  std::string read(const ZipEntry& entry);

 private:
  void read_directory();
  void read_entry(std::uint64_t& at);
  void check_local_header(ZipEntry& entry, std::uint64_t local, std::uint16_t flags);
  void check_overlaps() const;
  void count(std::uint64_t more, std::uint64_t entry_total, std::uint64_t packed);
  std::uint16_t u16(std::uint64_t at) const;
  std::uint32_t u32(std::uint64_t at) const;

  std::string_view bytes_;
  ZipLimits limits_;
  std::uint64_t directory_at_{0};
  std::uint64_t produced_{0};
  std::vector<ZipEntry> entries_;
};

}  // namespace ssiis::documents

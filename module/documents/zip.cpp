#include "documents/zip.hpp"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <memory>

namespace ssiis::documents {

namespace {

constexpr std::uint32_t local_magic = 0x04034b50, central_magic = 0x02014b50, end_magic = 0x06054b50;
constexpr std::uint64_t end_size = 22, central_size = 46, local_size = 30;

[[noreturn]] void refuse(const char* code) { throw ZipFault{code}; }

// No way out of the container, nothing a file system could read in two ways.
bool safe_name(std::string_view name) {
  if (name.empty() || name.size() > 512 || name.front() == '/') return false;
  for (char c : name)
    if (static_cast<unsigned char>(c) < 0x20 || c == '\\' || c == ':') return false;
  for (std::size_t from = 0; from <= name.size();) {
    const std::size_t to = std::min(name.find('/', from), name.size());
    const auto part = name.substr(from, to - from);
    if (part == "." || part == ".." || (part.empty() && to != name.size())) return false;
    from = to + 1;
  }
  return true;
}

struct Inflater {
  Inflater() {
    if (inflateInit2(&stream, -MAX_WBITS) != Z_OK) throw std::bad_alloc{};
  }
  ~Inflater() { inflateEnd(&stream); }
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;
  z_stream stream{};
};

}  // namespace

ZipReader::ZipReader(std::string_view bytes, ZipLimits limits) : bytes_{bytes}, limits_{limits} {
  read_directory();
  check_overlaps();
}

std::uint16_t ZipReader::u16(std::uint64_t at) const {
  if (at + 2 > bytes_.size()) refuse("archive.malformed");
  const auto b = [&](std::uint64_t i) { return static_cast<unsigned char>(bytes_[static_cast<std::size_t>(i)]); };
  return static_cast<std::uint16_t>(b(at) | (b(at + 1) << 8));
}

std::uint32_t ZipReader::u32(std::uint64_t at) const {
  return static_cast<std::uint32_t>(u16(at)) | (static_cast<std::uint32_t>(u16(at + 2)) << 16);
}

void ZipReader::read_directory() {
  if (bytes_.size() < end_size) refuse("archive.malformed");
  // The end record, searched backwards through the longest comment; its comment must reach exactly to the end.
  const std::uint64_t lowest = bytes_.size() > end_size + 0xffff ? bytes_.size() - end_size - 0xffff : 0;
  std::uint64_t end = bytes_.size() - end_size;
  while (u32(end) != end_magic || end + end_size + u16(end + 20) != bytes_.size()) {
    if (end == lowest) refuse("archive.malformed");
    --end;
  }
  if (u16(end + 4) != 0 || u16(end + 6) != 0 || u16(end + 8) != u16(end + 10)) refuse("archive.unsupported");
  const std::uint64_t count = u16(end + 10), size = u32(end + 12);
  directory_at_ = u32(end + 16);
  if (count == 0xffff || size == 0xffffffff || directory_at_ == 0xffffffff) refuse("archive.unsupported");
  if (count > limits_.entries) refuse("archive.too_many_entries");
  if (directory_at_ + size != end) refuse("archive.malformed");
  std::uint64_t at = directory_at_;
  for (std::uint64_t i = 0; i < count; ++i) read_entry(at);
  if (at != end) refuse("archive.malformed");
}

void ZipReader::read_entry(std::uint64_t& at) {
  if (u32(at) != central_magic) refuse("archive.malformed");
  ZipEntry entry;
  const std::uint16_t made_by = u16(at + 4), flags = u16(at + 8);
  entry.method = u16(at + 10);
  entry.crc = u32(at + 16);
  entry.packed = u32(at + 20);
  entry.size = u32(at + 24);
  const std::uint64_t name_size = u16(at + 28), extra = u16(at + 30), comment = u16(at + 32);
  const std::uint32_t attributes = u32(at + 38);
  const std::uint64_t local = u32(at + 42);
  if (at + central_size + name_size + extra + comment > bytes_.size()) refuse("archive.malformed");
  entry.name =
      std::string{bytes_.substr(static_cast<std::size_t>(at + central_size), static_cast<std::size_t>(name_size))};
  at += central_size + name_size + extra + comment;

  if ((flags & 0x2041) != 0) refuse("archive.encrypted");
  if (entry.method != 0 && entry.method != 8) refuse("archive.unsupported");
  if (entry.packed == 0xffffffff || entry.size == 0xffffffff) refuse("archive.unsupported");
  if (!safe_name(entry.name)) refuse("archive.unsafe_name");
  entry.directory = entry.name.back() == '/';
  // Unix made it, and the upper half of the attributes says what it is: only a file or a folder may be here.
  const std::uint32_t kind = (attributes >> 16) & 0170000U;
  if ((made_by >> 8) == 3 && kind != 0 && kind != 0100000U && kind != 0040000U) refuse("archive.link");
  if (find(entry.name) != nullptr) refuse("archive.doubled_name");
  check_local_header(entry, local, flags);
  entries_.push_back(std::move(entry));
}

void ZipReader::check_local_header(ZipEntry& entry, std::uint64_t local, std::uint16_t flags) {
  if (u32(local) != local_magic) refuse("archive.malformed");
  const std::uint64_t name_size = u16(local + 26), extra = u16(local + 28);
  entry.data_offset = local + local_size + name_size + extra;
  if (entry.data_offset + entry.packed > directory_at_) refuse("archive.malformed");
  const auto name = bytes_.substr(static_cast<std::size_t>(local + local_size), static_cast<std::size_t>(name_size));
  if (name != entry.name || u16(local + 8) != entry.method) refuse("archive.contradiction");
  const bool sizes_follow = (flags & 0x0008) != 0;
  if (!sizes_follow &&
      (u32(local + 14) != entry.crc || u32(local + 18) != entry.packed || u32(local + 22) != entry.size))
    refuse("archive.contradiction");
  if (entry.method == 0 && entry.packed != entry.size) refuse("archive.forged_size");
}

void ZipReader::check_overlaps() const {
  std::vector<const ZipEntry*> order;
  for (const auto& e : entries_) order.push_back(&e);
  std::sort(order.begin(), order.end(), [](auto* a, auto* b) { return a->data_offset < b->data_offset; });
  for (std::size_t i = 1; i < order.size(); ++i)
    if (order[i]->data_offset < order[i - 1]->data_offset + order[i - 1]->packed + local_size)
      refuse("archive.overlap");
}

const ZipEntry* ZipReader::find(std::string_view name) const noexcept {
  const auto it = std::find_if(entries_.begin(), entries_.end(), [&](const ZipEntry& e) { return e.name == name; });
  return it == entries_.end() ? nullptr : &*it;
}

void ZipReader::count(std::uint64_t more, std::uint64_t entry_total, std::uint64_t packed) {
  produced_ += more;
  if (produced_ > limits_.produced) refuse("archive.too_large");
  if (entry_total > limits_.ratio_floor && entry_total / std::max<std::uint64_t>(packed, 1) > limits_.ratio)
    refuse("archive.ratio");
}

void ZipReader::read(const ZipEntry& entry, const std::function<void(std::string_view)>& sink) {
  if (entry.size > limits_.produced) refuse("archive.too_large");
  const auto packed =
      bytes_.substr(static_cast<std::size_t>(entry.data_offset), static_cast<std::size_t>(entry.packed));
  std::uint64_t total = 0;
  uLong crc = crc32(0, nullptr, 0);
  const auto hand_out = [&](std::string_view piece) {
    total += piece.size();
    if (total > entry.size) refuse("archive.forged_size");
    count(piece.size(), total, entry.packed);
    crc = crc32(crc, reinterpret_cast<const Bytef*>(piece.data()), static_cast<uInt>(piece.size()));
    sink(piece);
  };
  if (entry.method == 0) {
    hand_out(packed);
  } else {
    Inflater inflater;
    auto& z = inflater.stream;
    z.next_in = const_cast<Bytef*>(reinterpret_cast<const Bytef*>(packed.data()));  // zlib's missing const
    z.avail_in = static_cast<uInt>(packed.size());
    std::array<char, 65536> piece;
    for (int status = Z_OK; status != Z_STREAM_END;) {
      z.next_out = reinterpret_cast<Bytef*>(piece.data());
      z.avail_out = static_cast<uInt>(piece.size());
      status = inflate(&z, Z_NO_FLUSH);
      if (status != Z_OK && status != Z_STREAM_END) refuse("archive.malformed");
      hand_out({piece.data(), piece.size() - z.avail_out});
    }
    if (z.avail_in != 0) refuse("archive.malformed");
  }
  if (total != entry.size) refuse("archive.forged_size");
  if (crc != entry.crc) refuse("archive.malformed");
}

std::string ZipReader::read(const ZipEntry& entry) {
  std::string out;
  read(entry, [&](std::string_view piece) { out.append(piece); });
  return out;
}

}  // namespace ssiis::documents

#include "matching/run_files.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>

#include "matching/compact.hpp"
#include "matching/mapped_file.hpp"

namespace ssiis::matching {
namespace {

[[noreturn]] void fault(const std::filesystem::path& path) {
  throw std::system_error{errno, std::generic_category(), path.string()};
}

constexpr std::uint64_t checkpoint_magic = 0x31304B4E494C5353u;  // "SSLINK01"

// Numbers and arrays of numbers, one after the other, with a sum over them.
class Packer {
 public:
  explicit Packer(NewFile& out) : out_{out} {}
  void bytes(const void* at, std::size_t size) {
    const std::string_view view{static_cast<const char*>(at), size};
    sum_ = hash_of(view, sum_);
    out_.write(view);
  }
  void number(std::uint64_t n) { bytes(&n, sizeof n); }
  template <class T>
  void list(const std::vector<T>& items) {
    static_assert(std::is_trivially_copyable_v<T>);
    number(items.size());
    bytes(items.data(), items.size() * sizeof(T));
  }
  std::uint64_t sum() const noexcept { return sum_; }

 private:
  NewFile& out_;
  std::uint64_t sum_{0};
};

struct Unfit {};

class Unpacker {
 public:
  explicit Unpacker(std::string_view text) : text_{text} {}
  void bytes(void* to, std::size_t size) {
    if (text_.size() < size) throw Unfit{};
    if (size > 0) std::memcpy(to, text_.data(), size);
    sum_ = hash_of(text_.substr(0, size), sum_);
    text_.remove_prefix(size);
  }
  std::uint64_t number() {
    std::uint64_t n = 0;
    bytes(&n, sizeof n);
    return n;
  }
  template <class T>
  void list(std::vector<T>& items) {
    const auto count = number();
    if (count > text_.size() / sizeof(T)) throw Unfit{};
    items.resize(count);
    bytes(items.data(), count * sizeof(T));
  }
  std::uint64_t sum() const noexcept { return sum_; }

 private:
  std::string_view text_;
  std::uint64_t sum_{0};
};

std::uint64_t pairs_in(const Compared& compared) {
  std::uint64_t pairs = 0;
  for (const auto& part : compared.candidates) pairs += part.size();
  return pairs;
}

void unpack(Unpacker& in, std::uint64_t key, Compared& out) {
  if (in.number() != checkpoint_magic || in.number() != key) throw Unfit{};
  const auto rules = in.number();
  if (rules > 64) throw Unfit{};
  for (std::uint64_t i = 0; i < rules; ++i) {
    std::vector<char> name;
    in.list(name);
    RuleFigures r{.name = {name.begin(), name.end()},
                  .pairs = in.number(),
                  .agreeing = in.number(),
                  .blocks_capped = in.number(),
                  .pairs_capped = in.number(),
                  .iterations = 0};
    out.rules.push_back(std::move(r));
  }
  in.list(out.counts);
  const auto parts = in.number();
  for (std::uint64_t i = 0; i < parts; ++i) in.list(out.candidates.emplace_back());
  const auto sum = in.sum();
  if (in.number() != sum) throw Unfit{};
}

}  // namespace

RunLock::RunLock(std::filesystem::path path) : path_{std::move(path)} {
  for (;;) {
    fd_ = ::open(path_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (fd_ < 0) fault(path_);
    if (::flock(fd_, LOCK_EX | LOCK_NB) != 0) {
      ::close(fd_);
      throw LinkError{fmt::format("another run is writing this file ({} is locked)", path_.string())};
    }
    // Whoever held it before may have taken the file away: then ours is the lock of nothing.
    struct stat ours {
    }, there{};
    if (::fstat(fd_, &ours) == 0 && ::stat(path_.c_str(), &there) == 0 && ours.st_ino == there.st_ino) return;
    ::close(fd_);
  }
}

RunLock::~RunLock() {
  ::unlink(path_.c_str());
  ::close(fd_);
}

NewFile::NewFile(std::filesystem::path place) : place_{std::move(place)}, beside_{place_} {
  beside_ += fmt::format(".{}.tmp", ::getpid());
  fd_ = ::open(beside_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (fd_ < 0) fault(beside_);
}

NewFile::~NewFile() {
  if (fd_ < 0) return;
  ::close(fd_);
  ::unlink(beside_.c_str());
}

void NewFile::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto n = ::write(fd_, bytes.data(), bytes.size());
    if (n < 0 && errno != EINTR) fault(beside_);
    if (n > 0) bytes.remove_prefix(static_cast<std::size_t>(n));
  }
}

void NewFile::finish(bool durable) {
  if ((durable && ::fsync(fd_) != 0) || ::close(std::exchange(fd_, -1)) != 0 ||
      ::rename(beside_.c_str(), place_.c_str()) != 0) {
    const int why = errno;
    ::unlink(beside_.c_str());
    errno = why;
    fault(place_);
  }
}

bool FileCheckpoint::load(Compared& out) {
  if (!std::filesystem::exists(path_)) return false;
  try {
    const MappedFile file{path_};
    Unpacker in{file.text()};
    unpack(in, key_, out);
    return true;
  } catch (const Unfit&) {
    out = {};
    return false;
  }
}

void FileCheckpoint::save(const Compared& compared) {
  if (pairs_in(compared) < keep_from_) return;
  NewFile file{path_};
  Packer out{file};
  out.number(checkpoint_magic);
  out.number(key_);
  out.number(compared.rules.size());
  for (const auto& r : compared.rules) {
    out.list(std::vector<char>{r.name.begin(), r.name.end()});
    for (const auto n : {r.pairs, r.agreeing, r.blocks_capped, r.pairs_capped}) out.number(n);
  }
  out.list(compared.counts);
  out.number(compared.candidates.size());
  for (const auto& part : compared.candidates) out.list(part);
  const auto sum = out.sum();
  out.number(sum);
  // What a power cut spoils, the sum tells; so nobody waits for the disk.
  file.finish(false);
}

}  // namespace ssiis::matching

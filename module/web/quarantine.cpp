#include "web/quarantine.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "core/bytes.hpp"

namespace ssiis::web {
namespace {

[[noreturn]] void fail(const char* what) { throw std::system_error{errno, std::generic_category(), what}; }

}  // namespace

QuarantineFile::QuarantineFile(const std::filesystem::path& folder)
    : path_{folder / (hex(random_bytes(16)) + ".upload")} {
  descriptor_ = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (descriptor_ < 0) fail("quarantine file not made");
}

QuarantineFile::~QuarantineFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
  ::unlink(path_.c_str());
}

void QuarantineFile::write(std::span<const std::byte> data) {
  while (!data.empty()) {
    const auto written = ::write(descriptor_, data.data(), data.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) fail("quarantine file not written");
    size_ += static_cast<std::uint64_t>(written);
    data = data.subspan(static_cast<std::size_t>(written));
  }
}

void QuarantineFile::close() {
  const int descriptor = descriptor_;
  descriptor_ = -1;
  if (descriptor >= 0 && ::close(descriptor) != 0) fail("quarantine file not closed");
}

}  // namespace ssiis::web

#include "matching/mapped_file.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace ssiis::matching {

MappedFile::MappedFile(const std::filesystem::path& file) {
  const int fd = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) throw std::system_error{errno, std::generic_category(), file.string()};
  struct stat status {};
  if (::fstat(fd, &status) != 0 || !S_ISREG(status.st_mode)) {
    const int why = S_ISDIR(status.st_mode) ? EISDIR : errno == 0 ? EINVAL : errno;
    ::close(fd);
    throw std::system_error{why, std::generic_category(), file.string()};
  }
  size_ = static_cast<std::size_t>(status.st_size);
  if (size_ > 0) {
    void* at = ::mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, fd, 0);
    if (at == MAP_FAILED) {
      const int why = errno;
      ::close(fd);
      throw std::system_error{why, std::generic_category(), file.string()};
    }
    ::madvise(at, size_, MADV_SEQUENTIAL);
    data_ = static_cast<const char*>(at);
  }
  ::close(fd);
}

MappedFile::~MappedFile() {
  if (data_ != nullptr) ::munmap(const_cast<char*>(data_), size_);
}

}  // namespace ssiis::matching

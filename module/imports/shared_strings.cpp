#include "imports/shared_strings.hpp"

#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace ssiis::imports {

void SharedStrings::add(std::string_view text) {
  const std::uint64_t begin = spilled_ + memory_.size();
  if (begin + text.size() > limits_.strings) throw ReadFault{"import.strings_too_large"};
  begins_.push_back(static_cast<std::uint32_t>(begin));
  memory_.append(text);
  if (memory_.size() > limits_.strings_in_memory && spill_ >= 0) write_out();
}

void SharedStrings::write_out() {
  for (std::size_t done = 0; done < memory_.size();) {
    const auto wrote =
        ::pwrite(spill_, memory_.data() + done, memory_.size() - done, static_cast<off_t>(spilled_ + done));
    if (wrote < 0 && errno == EINTR) continue;
    if (wrote < 0) throw std::system_error{errno, std::generic_category(), "pwrite"};
    done += static_cast<std::size_t>(wrote);
  }
  spilled_ += memory_.size();
  memory_.clear();
}

std::string SharedStrings::at(std::size_t number) const {
  const std::uint64_t begin = begins_[number];
  const std::uint64_t end = number + 1 < begins_.size() ? begins_[number + 1] : spilled_ + memory_.size();
  if (begin >= spilled_)
    return memory_.substr(static_cast<std::size_t>(begin - spilled_), static_cast<std::size_t>(end - begin));
  // Strings are written out whole.
  std::string out(static_cast<std::size_t>(end - begin), '\0');
  for (std::size_t have = 0; have < out.size();) {
    const auto got = ::pread(spill_, out.data() + have, out.size() - have, static_cast<off_t>(begin + have));
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) throw std::system_error{got < 0 ? errno : EIO, std::generic_category(), "pread"};
    have += static_cast<std::size_t>(got);
  }
  return out;
}

}  // namespace ssiis::imports

#include "imports/shared_strings.hpp"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

namespace ssiis::imports {
namespace {

// A block ends when it has so many; one text is never cut.
constexpr std::size_t block_bytes = 4096, block_texts = 128;

void put_length(std::string& out, std::size_t length) {
  for (; length >= 0x80; length >>= 7) out += static_cast<char>((length & 0x7f) | 0x80);
  out += static_cast<char>(length);
}

std::size_t take_length(std::string_view& bytes) {
  std::size_t length = 0;
  for (int shift = 0;; shift += 7) {
    const auto sign = static_cast<unsigned char>(bytes.front());
    bytes.remove_prefix(1);
    length |= std::size_t{sign & 0x7fU} << shift;
    if (sign < 0x80) return length;
  }
}

}  // namespace

void SharedStrings::add(std::string_view text) {
  const std::uint64_t end = spilled_ + memory_.size();
  if (end + text.size() + 1 > limits_.strings) throw ReadFault{"import.strings_too_large"};
  const bool full =
      blocks_.empty() || end - blocks_.back().begin >= block_bytes || count_ - blocks_.back().first >= block_texts;
  if (full && memory_.size() > limits_.strings_in_memory && spill_ >= 0) write_out();
  if (full) blocks_.push_back({static_cast<std::uint32_t>(count_), static_cast<std::uint32_t>(end)});
  put_length(memory_, text.size());
  memory_.append(text);
  ++count_;
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

std::size_t SharedStrings::block_of(std::size_t number) const {
  const auto behind = std::upper_bound(blocks_.begin(), blocks_.end(), number,
                                       [](std::size_t n, const Block& block) { return n < block.first; });
  return static_cast<std::size_t>(behind - blocks_.begin()) - 1;
}

std::string_view SharedStrings::bytes_of(std::size_t block) const {
  const std::uint64_t begin = blocks_[block].begin;
  if (begin >= spilled_) return std::string_view{memory_}.substr(static_cast<std::size_t>(begin - spilled_));
  auto& kept = kept_[block % kept_.size()];
  if (kept.block == block) return kept.bytes;
  const std::uint64_t end = block + 1 < blocks_.size() ? blocks_[block + 1].begin : spilled_;
  kept.block = static_cast<std::size_t>(-1);
  kept.bytes.resize(static_cast<std::size_t>(end - begin));
  for (std::size_t have = 0; have < kept.bytes.size();) {
    const auto got =
        ::pread(spill_, kept.bytes.data() + have, kept.bytes.size() - have, static_cast<off_t>(begin + have));
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) throw std::system_error{got < 0 ? errno : EIO, std::generic_category(), "pread"};
    have += static_cast<std::size_t>(got);
  }
  kept.block = block;
  return kept.bytes;
}

std::string SharedStrings::at(std::size_t number) const {
  const auto block = block_of(number);
  auto bytes = bytes_of(block);
  for (std::size_t before = number - blocks_[block].first; before > 0; --before) {
    const auto length = take_length(bytes);
    bytes.remove_prefix(length);
  }
  const auto length = take_length(bytes);
  return std::string{bytes.substr(0, length)};
}

}  // namespace ssiis::imports

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "audit/canonical.hpp"
#include "audit/checkpoint.hpp"

namespace ssiis::audit {
namespace {

std::optional<std::int64_t> number_of_line(std::string_view line) {
  const auto fields = split(line, ' ');
  return fields.size() == 8 && fields[0] == "ssiis-audit-1" ? whole_number(fields[1]) : std::nullopt;
}

}  // namespace

std::string checkpoint_hash(const Checkpoint& c) {
  std::string text{"ssiis-audit-1 checkpoint "};
  put(text, std::to_string(c.number));
  put(text, c.at);
  put(text, std::to_string(c.heads));
  for (const auto* field : {&c.root, &c.prev_hash, &c.key_id}) put(text, *field);
  return hex(sha256(text));
}

std::string signed_text(const Checkpoint& c) { return "ssiis-audit-1 signature " + c.hash; }

Checkpoint checkpoint_row(const db::Row& r) {
  return {r.integer(0), r.text(1), r.integer(2), r.text(3), r.text(4), r.text(5), r.text(6), r.text(7)};
}

std::string anchor_line(const Checkpoint& c) {
  return fmt::format("ssiis-audit-1 {} {} {} {} {} {} {}", c.number, c.at, c.heads, c.root, c.hash, c.key_id,
                     c.signature);
}

std::map<std::int64_t, std::string> read_anchor(const std::string& path) {
  std::map<std::int64_t, std::string> out;
  if (!std::filesystem::exists(path)) return out;
  std::ifstream in{path};
  if (!in) throw std::runtime_error{path + " cannot be read"};
  for (std::string line; std::getline(in, line);) {
    const auto number = number_of_line(line);
    if (!number || !out.emplace(*number, line).second)
      throw std::runtime_error{fmt::format("{}: line {} is malformed", path, out.size() + 1)};
  }
  return out;
}

// The file grows by a line a minute for ever, and lines are far shorter than this.
std::int64_t last_anchored(const std::string& path) {
  constexpr std::streamoff longest_line = 4096;
  std::ifstream in{path, std::ios::binary | std::ios::ate};
  if (!in) {
    if (std::filesystem::exists(path)) throw std::runtime_error{path + " cannot be read"};
    return 0;
  }
  const std::streamoff size = in.tellg();
  if (size == 0) return 0;
  in.seekg(std::max<std::streamoff>(size - longest_line, 0));
  std::string end{std::istreambuf_iterator<char>{in}, {}};
  const bool whole = end.back() == '\n';
  if (whole) end.pop_back();
  const auto number = whole ? number_of_line(end.substr(end.find_last_of('\n') + 1)) : std::nullopt;
  if (!number) throw std::runtime_error{path + ": the last line is malformed"};
  return *number;
}

void append_anchor(const std::string& path, const std::vector<Checkpoint>& checkpoints) {
  const int fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0640);
  if (fd < 0 || ::flock(fd, LOCK_EX) != 0) {
    if (fd >= 0) ::close(fd);
    throw std::runtime_error{path + " cannot be written"};
  }
  bool good = true;
  try {
    // Read again under the lock: another host may have added the same lines meanwhile.
    const auto last = last_anchored(path);
    std::string text;
    for (const auto& c : checkpoints)
      if (c.number > last) text += anchor_line(c) + '\n';
    const auto before = ::lseek(fd, 0, SEEK_END);
    good = ::write(fd, text.data(), text.size()) == static_cast<ssize_t>(text.size()) && ::fsync(fd) == 0;
    if (!good && ::ftruncate(fd, before) != 0)
      throw std::runtime_error{path + " ends in a line that could not be written whole"};
  } catch (...) {
    ::close(fd);
    throw;
  }
  ::close(fd);
  if (!good) throw std::runtime_error{path + " cannot be written"};
}

}  // namespace ssiis::audit

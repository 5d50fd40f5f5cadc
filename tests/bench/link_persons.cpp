// How fast two registers of many people are linked: from two CSV files to a file of links, in a process of its own,
// beside reading the bytes of the same files.
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <system_error>

#include "bench/figures.hpp"
#include "bench/persons.hpp"
#include "bench/program.hpp"
#include "core/api.hpp"
#include "matching/api.hpp"

namespace ssiis::bench {
namespace {

namespace fs = std::filesystem;

struct LinkRun {
  double seconds, cpu, megabytes, pairs, pairs_a_second;
};

// The child's own figures, which only it knows.
struct Told {
  double pairs, seconds_compare;
};

LinkRun link_once(const fs::path& folder, const matching::Model& model) {
  std::array<int, 2> ends{};
  if (::pipe(ends.data()) != 0) throw std::system_error{errno, std::generic_category(), "pipe"};
  const auto began = std::chrono::steady_clock::now();
  const auto child = ::fork();
  if (child < 0) throw std::system_error{errno, std::generic_category(), "fork"};
  if (child == 0) {
    int status = 1;
    try {
      const auto report = matching::link_files(
          {.left = folder / "left.csv", .right = folder / "right.csv", .out = folder / "pairs.csv"}, model,
          {.threads = 2});
      const Told told{static_cast<double>(report.pairs), report.seconds_compare};
      status = ::write(ends[1], &told, sizeof told) == static_cast<ssize_t>(sizeof told) ? 0 : 1;
    } catch (const std::exception& e) {
      fmt::print(stderr, "{}\n", e.what());
    }
    ::_exit(status);
  }
  ::close(ends[1]);
  Told told{};
  const auto got = ::read(ends[0], &told, sizeof told);
  ::close(ends[0]);
  int status = 0;
  rusage usage{};
  if (::wait4(child, &status, 0, &usage) != child || status != 0 || got != static_cast<ssize_t>(sizeof told))
    throw std::runtime_error{"the linkage failed"};
  const auto of = [](const timeval& t) { return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6; };
  return {std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count(),
          of(usage.ru_utime) + of(usage.ru_stime), static_cast<double>(usage.ru_maxrss) / 1024, told.pairs,
          told.pairs / told.seconds_compare};
}

std::uint64_t read_bytes(const fs::path& file) {
  const int fd = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) throw std::system_error{errno, std::generic_category(), file.string()};
  std::vector<char> buffer(1 << 20);
  std::uint64_t sum = 0;
  for (ssize_t n; (n = ::read(fd, buffer.data(), buffer.size())) > 0;)
    for (ssize_t i = 0; i < n; i += 64) sum += static_cast<unsigned char>(buffer[static_cast<std::size_t>(i)]);
  ::close(fd);
  return sum;
}

// F1 of what was linked: ids of one person end in the same number.
std::string quality(const fs::path& folder, std::uint64_t rows) {
  const auto pairs = matching::read_csv(folder / "pairs.csv", {"left_id", "right_id", "score"});
  const auto right = matching::read_csv(folder / "right.csv", {"id"});
  double truth = 0, good = 0, given = 0;
  for (std::size_t i = 0; i < right.rows(); ++i)
    truth += whole_number(right.cell(i, 0).substr(1)).value_or(0) < static_cast<std::int64_t>(rows) ? 1 : 0;
  for (std::size_t i = 0; i < pairs.rows(); ++i) {
    if (std::stod(std::string{pairs.cell(i, 2)}) < 0.9) continue;
    ++given;
    good += pairs.cell(i, 0).substr(1) == pairs.cell(i, 1).substr(1) ? 1 : 0;
  }
  return fmt::format("P {:.4f} R {:.4f} F1 {:.4f}", good / given, good / truth, 2 * good / (given + truth));
}

void run(const fs::path& folder, const std::string& model_file, std::uint64_t rows, int repetitions) {
  fs::create_directories(folder);
  progress(fmt::format("{} people in each of two files", rows));
  write_persons(folder, rows, 20261130);
  const auto model = matching::load_model(model_file);
  const auto name = fmt::format("link_persons {} x {}", rows, rows);
  Figure seconds{.name = name + ", CSV to links", .unit = "s", .aim = Aim::figure_at_most, .wanted = 10};
  Figure megabytes{.name = name + ", greatest memory", .unit = "MiB", .aim = Aim::figure_at_most, .wanted = 1024};
  Figure speed{.name = name + ", pairs compared", .unit = "pairs/s", .aim = Aim::figure_at_least, .wanted = 2e6};
  for (int r = 0; r < repetitions; ++r) {
    const auto floor = taken([&] {
      if (read_bytes(folder / "left.csv") + read_bytes(folder / "right.csv") == 0)
        throw std::runtime_error{"the floor read nothing"};
    });
    const auto ours = link_once(folder, model);
    progress(fmt::format("{}: {:.2f} s, processor {:.2f} s, {:.0f} MiB, {:.0f} pairs", name, ours.seconds, ours.cpu,
                         ours.megabytes, ours.pairs));
    seconds.figures.push_back(ours.seconds);
    seconds.floors.push_back(floor.wall);
    seconds.note = fmt::format("2 threads; processor {:.1f} s; {}", ours.cpu, quality(folder, rows));
    megabytes.figures.push_back(ours.megabytes);
    speed.figures.push_back(ours.pairs_a_second);
    speed.note = fmt::format("{:.0f} pairs, blocking included", ours.pairs);
  }
  for (const auto* f : {&seconds, &megabytes, &speed}) report(*f);
}

}  // namespace
}  // namespace ssiis::bench

// link_persons FOLDER MODEL.XML ROWS REPETITIONS
int main(int argc, char** argv) {
  return ssiis::bench::program("link_persons", 4, argc, argv, [](const auto& a) {
    ssiis::bench::run(a[0], a[1], std::stoull(a[2]), std::stoi(a[3]));
  });
}

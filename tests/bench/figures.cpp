#include "bench/figures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <exception>
#include <mutex>
#include <stdexcept>
#include <thread>

namespace ssiis::bench {
namespace {

std::string list(const std::vector<double>& values) {
  std::string out;
  for (const double v : values) out += (out.empty() ? "" : ", ") + fmt::format("{:.9g}", v);
  return "[" + out + "]";
}

std::string quoted(const std::string& text) {
  std::string out{"\""};
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

constexpr const char* aim_names[] = {"none",           "ratio_at_most",  "ratio_at_least", "difference_at_most",
                                     "figure_at_most", "figure_at_least"};

double cpu_seconds() {
  std::timespec t{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_nsec) * 1e-9;
}

}  // namespace

void report(const Figure& f) {
  if (f.figures.empty() || (!f.floors.empty() && f.floors.size() != f.figures.size()))
    throw std::logic_error{"a figure without its repetitions: " + f.name};
  fmt::print(
      "{{\"name\": {}, \"unit\": {}, \"aim\": \"{}\", \"wanted\": {:.9g}, \"figures\": {}, \"floors\": {}, "
      "\"note\": {}}}\n",
      quoted(f.name), quoted(f.unit), aim_names[static_cast<std::size_t>(f.aim)], f.wanted, list(f.figures),
      list(f.floors), quoted(f.note));
  std::fflush(stdout);
}

void progress(const std::string& line) { fmt::print(stderr, "   {}\n", line); }

double median(std::vector<double> values) {
  if (values.empty()) throw std::logic_error{"the median of nothing"};
  std::sort(values.begin(), values.end());
  const auto n = values.size();
  return n % 2 == 1 ? values[n / 2] : (values[n / 2 - 1] + values[n / 2]) / 2;
}

Taken taken(const std::function<void()>& work) {
  const double cpu = cpu_seconds();
  const auto from = std::chrono::steady_clock::now();
  work();
  const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - from;
  return {wall.count(), cpu_seconds() - cpu};
}

double in_parallel(int clients, int count, const std::function<void(int, int, int)>& work) {
  std::mutex mutex;
  std::exception_ptr fault;
  return taken([&] {
           std::vector<std::thread> threads;
           for (int c = 0; c < clients; ++c)
             threads.emplace_back([&, c] {
               try {
                 work(c, count * c / clients, count * (c + 1) / clients);
               } catch (...) {
                 const std::scoped_lock lock{mutex};
                 fault = std::current_exception();
               }
             });
           for (auto& t : threads) t.join();
           if (fault) std::rethrow_exception(fault);
         })
      .wall;
}

}  // namespace ssiis::bench

// What people wait for when there are many open files: the dashboard, the signing folder and the page of operation
// through the plugin's own `handle`. A figure is the time that 95 of 100 pages stay under.
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <stdexcept>

#include "bench/figures.hpp"
#include "bench/native.hpp"
#include "bench/plugin_host.hpp"
#include "bench/program.hpp"
#include "bench/recorded.hpp"

namespace ssiis::bench {
namespace {

constexpr double longest_repetition_s = 10;

struct Seen {
  const char *what, *login, *address;
};
constexpr Seen pages_seen[] = {{"dashboard, inspector", "inspector.01a", "/inspection"},
                               {"dashboard, head of a province", "head.01", "/inspection"},
                               {"dashboard, director", "director", "/inspection"},
                               {"signing folder, director", "director", "/inspection/signing"},
                               {"operation, director", "director", "/inspection/operation"}};

double most_stay_under(std::vector<double> times) {
  std::sort(times.begin(), times.end());
  return times[(times.size() * 95 + 99) / 100 - 1];
}

void measure(PluginHost& host, const std::string& files, const Seen& seen, int pages, int repetitions) {
  const auto page = [&] {
    const auto answer = host.get("demo." + std::string{seen.login}, seen.login, seen.address);
    if (answer.http_status != 200)
      throw std::runtime_error{fmt::format("{} answered {}: {}", seen.address, answer.http_status, answer.title)};
    return answer.body.size();
  };
  page();
  // A page that takes seconds is not asked for as often as one of milliseconds.
  const int asked = std::clamp(static_cast<int>(longest_repetition_s / taken([&] { page(); }).wall), 3, pages);
  if (std::getenv("SSIIS_BENCH_EXPLAIN") != nullptr) {
    const auto sent = recorded([&] { page(); });
    auto native = Native::open(host.spec());
    Replay{*native, sent}.explain();
  }
  Figure f{.name = fmt::format("{}, {} open files, 95 of 100", seen.what, files),
           .unit = "ms",
           .aim = Aim::figure_at_most,
           .wanted = 200};
  for (int r = 0; r < repetitions; ++r) {
    std::vector<double> times;
    for (int i = 0; i < asked; ++i) times.push_back(taken([&] { page(); }).wall * 1000);
    f.figures.push_back(most_stay_under(times));
  }
  progress(fmt::format("{}: {:.1f} ms", f.name, median(f.figures)));
  report(f);
}

void run(const std::string& host_xml, const std::string& files, int pages, int repetitions) {
  const auto settings = Settings::from_file(host_xml);
  PluginHost host{settings.text("plugins.ssiis.library", ""), settings};
  for (const auto& seen : pages_seen) measure(host, files, seen, pages, repetitions);
}

}  // namespace
}  // namespace ssiis::bench

// pages HOST.XML FILES PAGES REPETITIONS
int main(int argc, char** argv) {
  return ssiis::bench::program("pages", 4, argc, argv,
                               [](const auto& a) { ssiis::bench::run(a[0], a[1], std::stoi(a[2]), std::stoi(a[3])); });
}

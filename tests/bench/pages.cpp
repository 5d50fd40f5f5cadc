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
  double at_most_ms{200};
};
constexpr Seen pages_seen[] = {{"dashboard, inspector", "inspector.01a", "/inspection"},
                               {"dashboard, head of a province", "head.01", "/inspection"},
                               {"dashboard, director", "director", "/inspection"},
                               {"signing folder, director", "director", "/inspection/signing"},
                               {"operation, director", "director", "/inspection/operation", 1000}};

double most_stay_under(std::vector<double> times) {
  std::sort(times.begin(), times.end());
  return times[(times.size() * 95 + 99) / 100 - 1];
}

// One office with its files.
class Desk {
 public:
  Desk(const Settings& settings, std::string files)
      : host_{settings.text("plugins.ssiis.library", ""), settings}, files_{std::move(files)} {}
  const std::string& files() const { return files_; }
  PluginHost& host() { return host_; }
  void open(const Seen& seen) {
    const auto answer = host_.get("demo." + std::string{seen.login}, seen.login, seen.address);
    if (answer.http_status != 200)
      throw std::runtime_error{fmt::format("{} answered {}: {}", seen.address, answer.http_status, answer.title)};
  }
  // The time that 95 of 100 pages stay under. A page that takes seconds is not asked for as often as one of
  // milliseconds.
  double p95(const Seen& seen, int pages) {
    const int asked = std::clamp(static_cast<int>(longest_repetition_s / taken([&] { open(seen); }).wall), 3, pages);
    std::vector<double> times;
    for (int i = 0; i < asked; ++i) times.push_back(taken([&] { open(seen); }).wall * 1000);
    return most_stay_under(times);
  }

 private:
  PluginHost host_;
  std::string files_;
};

void explain(Desk& desk, const Seen& seen) {
  const auto sent = recorded([&] { desk.open(seen); });
  auto native = Native::open(desk.host().spec());
  Replay{*native, sent}.explain();
}

void measure(Desk& few, Desk& many, const Seen& seen, int pages, int repetitions) {
  Figure f{.name = fmt::format("{}, {} open files, 95 of 100", seen.what, many.files()),
           .unit = "ms",
           .aim = Aim::figure_at_most,
           .wanted = seen.at_most_ms,
           .note = fmt::format("floor: the same with {} open files", few.files())};
  for (auto* desk : {&few, &many}) desk->open(seen);
  if (std::getenv("SSIIS_BENCH_EXPLAIN") != nullptr) explain(many, seen);
  for (int r = 0; r < repetitions; ++r) {
    f.floors.push_back(few.p95(seen, pages));
    f.figures.push_back(many.p95(seen, pages));
  }
  progress(fmt::format("{}: {:.1f} ms, {:.1f} ms with few", f.name, median(f.figures), median(f.floors)));
  report(f);
}

void run(const std::vector<std::string>& a) {
  const auto few_settings = Settings::from_file(a[0]), many_settings = Settings::from_file(a[2]);
  Desk few{few_settings, a[1]}, many{many_settings, a[3]};
  for (const auto& seen : pages_seen) measure(few, many, seen, std::stoi(a[4]), std::stoi(a[5]));
}

}  // namespace
}  // namespace ssiis::bench

// pages FEW/HOST.XML FILES MANY/HOST.XML FILES PAGES REPETITIONS
int main(int argc, char** argv) {
  return ssiis::bench::program("pages", 6, argc, argv, [](const auto& a) { ssiis::bench::run(a); });
}

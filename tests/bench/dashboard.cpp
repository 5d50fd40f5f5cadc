// The dashboard through the plugin's own `handle`, beside its floor: the very statements that the page has sent, sent
// again through the engine's C client with the same parameters, every cell of their answers read, and as many bytes
// written as the page has. Interleaved, page after page.
#include <fmt/format.h>

#include <cstdlib>
#include <iostream>
#include <stdexcept>

#include "bench/figures.hpp"
#include "bench/native.hpp"
#include "bench/plugin_host.hpp"
#include "bench/program.hpp"
#include "bench/recorded.hpp"

namespace ssiis::bench {
namespace {

struct Person {
  const char *login, *what;
};
constexpr Person people[] = {
    {"inspector.01a", "inspector"}, {"head.01", "head of a province"}, {"director", "director"}};

void measure(PluginHost& host, const Person& person, int pages, int repetitions) {
  const auto page = [&] {
    auto answer = host.get("demo." + std::string{person.login}, person.login, "/inspection");
    if (answer.http_status != 200)
      throw std::runtime_error{fmt::format("the dashboard answered {}: {}", answer.http_status, answer.title)};
    return answer;
  };
  page();  // what is kept between requests is there now
  const auto body = page().body;
  const auto sent = recorded([&] { page(); });
  auto native = Native::open(host.spec());
  const Replay replay{*native, sent};
  const auto floor = [&] {
    replay.run();
    Answer out;
    out.body.append(body);
    return out.body.size();
  };
  floor();
  if (std::getenv("SSIIS_BENCH_EXPLAIN") != nullptr) replay.explain();
  const auto engine = db::name_of(host.spec().engine);
  Figure wall{.name = fmt::format("dashboard {} {}", engine, person.what),
              .unit = "ms",
              .aim = Aim::ratio_at_most,
              .wanted = 1.5};
  Figure cpu{.name = wall.name + ", processor time of the client", .unit = "ms", .aim = Aim::none};
  wall.note = fmt::format("{} statements, {} bytes", sent.size(), body.size());
  for (int r = 0; r < repetitions; ++r) {
    Taken ours{}, theirs{};
    for (int i = 0; i < pages; ++i) {
      const auto a = taken([&] { page(); });
      const auto b = taken([&] { floor(); });
      ours.wall += a.wall, ours.cpu += a.cpu;
      theirs.wall += b.wall, theirs.cpu += b.cpu;
    }
    const double per_page = 1000.0 / pages;
    wall.figures.push_back(ours.wall * per_page);
    wall.floors.push_back(theirs.wall * per_page);
    cpu.figures.push_back(ours.cpu * per_page);
    cpu.floors.push_back(theirs.cpu * per_page);
  }
  report(wall);
  report(cpu);
}

void run(const std::string& host_xml, int pages, int repetitions) {
  const auto settings = Settings::from_file(host_xml);
  PluginHost host{settings.text("plugins.ssiis.library", ""), settings};
  const char* only = std::getenv("SSIIS_BENCH_PERSON");  // one login, for a profiler
  for (const auto& person : people)
    if (only == nullptr || std::string_view{only} == person.login) measure(host, person, pages, repetitions);
}

}  // namespace
}  // namespace ssiis::bench

// dashboard HOST.XML PAGES REPETITIONS
int main(int argc, char** argv) {
  return ssiis::bench::program("dashboard", 3, argc, argv,
                               [](const auto& a) { ssiis::bench::run(a[0], std::stoi(a[1]), std::stoi(a[2])); });
}

// A request that does nothing, through the ABI of a loaded plugin and by a plain call of the same function: what the
// boundary itself costs.
#include <benchmark/benchmark.h>
#include <dlfcn.h>
#include <lsso/lsso.h>

#include <iostream>
#include <limits>
#include <string>

#include "bench/figures.hpp"
#include "bench/noop_plugin.hpp"
#include "bench/program.hpp"

namespace ssiis::bench {
namespace {

struct Sink {
  std::uint32_t status{0};
  std::uint64_t bytes{0};
};
lsso_status begin(lsso_response_instance* to, const lsso_response_head* head) {
  reinterpret_cast<Sink*>(to)->status = head->http_status;
  return LSSO_OK;
}
lsso_status write(lsso_response_instance* to, const void*, std::uint64_t size) {
  reinterpret_cast<Sink*>(to)->bytes += size;
  return LSSO_OK;
}
lsso_status nothing_to_read(lsso_request_instance*, void*, std::uint64_t, std::uint64_t* got) {
  *got = 0;
  return LSSO_OK;
}
const void* no_service(lsso_host_instance*, const char*) { return nullptr; }

// Everything a host fills for one request, as lsso-host does it: identity, call, request, response, error.
lsso_status one_request(const lsso_plugin_entry& entry, lsso_plugin* plugin, Sink& sink) {
  static const lsso_text roles[] = {LSSO_TEXT("MIS_USER"), LSSO_TEXT("SSI")};
  const lsso_identity who{sizeof who,
                          LSSO_PRINCIPAL_USER,
                          LSSO_TEXT("17"),
                          LSSO_TEXT("inspector"),
                          LSSO_TEXT("Name"),
                          LSSO_TEXT("Name"),
                          LSSO_TEXT("01"),
                          roles,
                          2,
                          LSSO_TEXT("a secret of a session, 32 bytes"),
                          0};
  const lsso_call call{sizeof call,
                       0,
                       nullptr,
                       LSSO_TEXT("bench-1"),
                       &who,
                       std::numeric_limits<std::int64_t>::max(),
                       [](lsso_call_instance*) { return 0; }};
  const lsso_pair headers[] = {{LSSO_TEXT("Host"), LSSO_TEXT("localhost")}, {LSSO_TEXT("Accept"), LSSO_TEXT("*/*")}};
  const lsso_request request{sizeof request,
                             LSSO_MOUNT_STAFF,
                             nullptr,
                             LSSO_TEXT("GET"),
                             LSSO_TEXT("/noop"),
                             {nullptr, 0},
                             LSSO_TEXT("lo"),
                             LSSO_TEXT("127.0.0.1"),
                             LSSO_TEXT("http://localhost"),
                             headers,
                             2,
                             {nullptr, 0},
                             0,
                             nothing_to_read};
  const lsso_response response{sizeof response, 0, reinterpret_cast<lsso_response_instance*>(&sink), begin, write};
  lsso_error error{sizeof error, LSSO_OK, "", ""};
  return entry.handle(plugin, &call, &request, &response, &error);
}

const lsso_plugin_entry* loaded(const char* library) {
  void* handle = dlopen(library, RTLD_NOW | RTLD_LOCAL);
  if (handle == nullptr) throw std::runtime_error{dlerror()};
  const auto entry_point = reinterpret_cast<lsso_plugin_entry_point_fn>(dlsym(handle, LSSO_ENTRY_POINT_NAME));
  const auto* entry = entry_point == nullptr ? nullptr : entry_point(LSSO_ABI_MAJOR);
  if (entry == nullptr) throw std::runtime_error{std::string{library} + " is no plugin"};
  return entry;
}

// Keeps what Google Benchmark measured, repetition by repetition.
class Keep final : public benchmark::BenchmarkReporter {
 public:
  bool ReportContext(const Context&) override { return true; }
  void ReportRuns(const std::vector<Run>& runs) override {
    for (const auto& run : runs)
      if (run.run_type == Run::RT_Iteration)
        (run.benchmark_name().starts_with("abi") ? abi : direct).push_back(run.GetAdjustedRealTime() / 1000);
  }
  std::vector<double> abi{}, direct{};
};

void run(const std::string& library) {
  const auto* entry = loaded(library.c_str());
  const lsso_host host{sizeof host,        LSSO_ABI_MAJOR, LSSO_ABI_MINOR, 0,
                       LSSO_TEXT("bench"), LSSO_TEXT("1"), nullptr,        no_service};
  lsso_plugin* plugin = nullptr;
  lsso_error error{sizeof error, LSSO_OK, "", ""};
  if (entry->create(&host, &plugin, &error) != LSSO_OK || entry->start(plugin, &error) != LSSO_OK)
    throw std::runtime_error{error.code};
  Sink sink;
  benchmark::RegisterBenchmark("abi", [&](benchmark::State& state) {
    for (auto _ : state)
      if (one_request(*entry, plugin, sink) != LSSO_OK || sink.status != 204) state.SkipWithError("refused");
  });
  benchmark::RegisterBenchmark("direct", [&](benchmark::State& state) {
    web::Request request;
    for (auto _ : state) {
      const auto page = noop(request);
      benchmark::DoNotOptimize(page.status);
    }
  });
  std::string name{"abi_noop"}, repetitions{"--benchmark_repetitions=9"},
      interleave{"--benchmark_enable_random_interleaving=true"};
  std::string shorter{"--benchmark_min_time=0.2"};
  char* arguments[] = {name.data(), repetitions.data(), interleave.data(), shorter.data(), nullptr};
  int count = 4;
  benchmark::Initialize(&count, arguments);
  Keep keep;
  benchmark::RunSpecifiedBenchmarks(&keep);
  entry->stop(plugin, 1000, &error);
  entry->destroy(plugin);
  if (keep.abi.empty() || keep.abi.size() != keep.direct.size()) throw std::runtime_error{"nothing was measured"};
  report({.name = "abi_noop",
          .unit = "us",
          .aim = Aim::difference_at_most,
          .wanted = 2,
          .figures = keep.abi,
          .floors = keep.direct});
}

}  // namespace
}  // namespace ssiis::bench

int main(int argc, char** argv) {
  return ssiis::bench::program("abi_noop", 1, argc, argv, [](const auto& a) { ssiis::bench::run(a[0]); });
}

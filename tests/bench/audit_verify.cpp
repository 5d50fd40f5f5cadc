// How fast the audit trail is proved: audit::verify over every chain, beside reading the same rows through the native
// client and hashing them. Records a second of one processor.
#include <fmt/format.h>

#include <cstdlib>
#include <iostream>
#include <stdexcept>

#include "audit/api.hpp"
#include "bench/figures.hpp"
#include "bench/native.hpp"
#include "bench/program.hpp"
#include "database/config.hpp"

namespace ssiis::bench {
namespace {

// The cells of one answer are not kept apart by Native, so the floor hashes as many bytes as it has read.
std::uint64_t read_and_hash(Native& native, int statement, std::int64_t records) {
  const auto before = native.bytes_read();
  if (native.execute(statement, {}) != records) throw std::runtime_error{"the floor reads other records"};
  const auto bytes = native.bytes_read() - before;
  const std::string like_a_record(static_cast<std::size_t>(bytes / static_cast<std::uint64_t>(records)), 'x');
  std::uint64_t sum = 0;
  for (std::int64_t i = 0; i < records; ++i) sum += std::to_integer<std::uint64_t>(sha256(like_a_record)[0]);
  return sum;
}

void run(const std::string& host_xml, int repetitions) {
  const auto settings = Settings::from_file(host_xml);
  db::Pool pool{db::spec_from(settings), 2};
  const auto custody = audit::custody_from(settings);
  auto native = Native::open(pool.spec());
  const int statement = native->prepare(
      "SELECT chain_id, seq, at_time, act, user_id, event, object, body, hash FROM insp_audit_record ORDER BY "
      "chain_id, seq");
  const auto engine = db::name_of(pool.engine());
  Figure f{.name = fmt::format("audit_verify {}", engine),
           .unit = "records/s/core",
           .aim = Aim::figure_at_least,
           .wanted = 200'000};
  for (int r = 0; r <= repetitions; ++r) {
    audit::Verification result;

    const auto ours = taken([&] { result = audit::verify(pool, custody, std::nullopt, [](std::uint64_t) {}); });
    if (!result.breaches.empty())
      throw std::runtime_error{"the trail does not verify: " + result.breaches.front().what};
    const auto records = static_cast<std::int64_t>(result.records);
    const auto floor = taken([&] { read_and_hash(*native, statement, records); });
    progress(fmt::format("{}: {} records in {:.2f} s, processor {:.2f} s", f.name, records, ours.wall, ours.cpu));
    if (r == 0) continue;
    f.figures.push_back(static_cast<double>(records) / ours.cpu);
    f.floors.push_back(static_cast<double>(records) / floor.cpu);
    f.note = fmt::format("{} records in {} chains; processor time of the client", records, result.chains);
  }
  report(f);
}

}  // namespace
}  // namespace ssiis::bench

// audit_verify HOST.XML REPETITIONS
int main(int argc, char** argv) {
  return ssiis::bench::program("audit_verify", 2, argc, argv,
                               [](const auto& a) { ssiis::bench::run(a[0], std::stoi(a[1])); });
}

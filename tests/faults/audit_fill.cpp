// audit_fill HOST.XML CASES RECORDS: fills the audit tables of a migrated database with chains of cases, persons and
// administration, personal values, two erasures and three checkpoints, for audit_tamper.py and for timing.
#include <cstdlib>
#include <iostream>

#include "audit/api.hpp"
#include "database/config.hpp"
#include "profiles/api.hpp"

namespace {

using namespace ssiis;

audit::Event event_of(const audit::ChainName& chain, int r) {
  audit::Event e{chain,
                 r % 5 == 4 ? audit::Act::read : audit::Act::wrote,
                 "step." + std::to_string(r % 9),
                 "task:" + std::to_string(1000 + r),
                 "inspection",
                 {{"unit", "ບໍລິສັດ ລາວ ຈຳກັດ"}, {"round", "1"}},
                 {}};
  if (r % 4 == 1) e.personal = {{"name", "ນາງ ພອນສະຫວັນ"}, {"phone", "020 55 " + std::to_string(r)}};
  return e;
}

void fill(audit::Trail& trail, db::Pool& pool, const Actor& who, const std::vector<audit::ChainName>& chains, int from,
          int to) {
  for (const auto& chain : chains)
    pool.transact(db::Mode::write, [&](db::Transaction& tx) {
      for (int r = from; r < to; ++r) trail.record(tx, who, event_of(chain, r));
    });
}

int run(const std::string& config, int cases, int records) {
  const auto settings = Settings::from_file(config);
  db::Pool pool{db::spec_from(settings), 4};
  db::Connection connection{pool.spec()};
  db::migrate(connection, std::nullopt, [](const db::MigrationStep&) {});
  const SystemClock clock;
  audit::Trail trail{pool, clock};
  const auto who = profiles::ActorFactory{pool, clock}.service("audit_fill", "fill-1");
  const auto custody = audit::custody_from(settings);
  static_cast<void>(audit::create_key(custody));
  std::vector<audit::ChainName> chains{audit::ChainName::administration(), audit::ChainName::of_person("u1")};
  for (int c = 1; c <= cases; ++c) chains.push_back(audit::ChainName::of_case(CaseId{c}));
  fill(trail, pool, who, chains, 0, records / 2);
  audit::write_checkpoint(pool, clock, custody);
  fill(trail, pool, who, chains, records / 2, records);
  audit::write_checkpoint(pool, clock, custody);
  pool.transact(db::Mode::write, [&](db::Transaction& tx) {
    trail.erase_personal(tx, who, chains.back(), 2, "retention");
    trail.erase_personal(tx, who, chains.front(), 2, "retention");
  });
  audit::write_checkpoint(pool, clock, custody);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) return 2;
  ::setenv("PGCLIENTENCODING", "UTF8", 1);
  try {
    return run(argv[1], std::atoi(argv[2]), std::atoi(argv[3]));
  } catch (const std::exception& e) {
    std::cerr << "audit_fill: " << e.what() << '\n';
    return 1;
  }
}

// A migrated database with an office that reads files in the reader program.
#pragma once
#include <fstream>
#include <sstream>

#include "imports/api.hpp"
#include "profiles/api.hpp"
#include "support/database_fixture.hpp"

namespace ssiis::imports {

inline const std::string tax_header = "tin,name,name_alt,address,district,province,phone,isic,status,reg_date\n";

class ImportsDatabase : public test::MigratedDatabase {
 protected:
  void SetUp() override {
    MigratedDatabase::SetUp();
    folder_ = std::filesystem::temp_directory_path() / ("ssiis-imports-" + test::fresh_name());
    std::filesystem::create_directories(folder_);
    made_ = std::make_unique<Made>(pool(), clock_, folder_);
  }
  void TearDown() override {
    made_.reset();
    std::filesystem::remove_all(folder_);
    MigratedDatabase::TearDown();
  }

  struct Made {
    Made(db::Pool& pool, const Clock& clock, const std::filesystem::path& folder)
        : ids{pool},
          jobs{ids},
          trail{pool, clock},
          blobs{pool, ids, clock},
          office{{pool,
                  ids,
                  jobs,
                  blobs,
                  trail,
                  clock,
                  {SSIIS_READER},
                  folder,
                  {},
                  &numbers,
                  {"er_no"},
                  [this](const std::filesystem::path&) { return free_bytes; }}} {}
    std::optional<std::uint64_t> free_bytes{1ULL << 40};
    db::IdSource ids;
    db::Jobs jobs;
    audit::Trail trail;
    documents::BlobStore blobs;
    // Of a tax number nobody confirmed the rule; of an enterprise's it refuses.
    names::Identifiers numbers = names::Identifiers::read(
        R"(<identifiers><identifier code="tin" lo="x" en="x" register_lo="x" register_en="x"><rule from="2005-01-01" )"
        R"(pattern="[0-9]{1,12}" check="none" confirmed="no" source_lo="x" source_en="x"/></identifier><identifier )"
        R"(code="er_no" lo="x" en="x" register_lo="x" register_en="x"><rule from="2001-01-01" until="2019-12-31" )"
        R"(pattern="ER[0-9]{4}" check="none" confirmed="yes" source_lo="x" source_en="x"/><rule from="2020-01-01" )"
        R"(pattern="[0-9]{8}" check="none" confirmed="yes" source_lo="x" source_en="x"/></identifier></identifiers>)");
    ImportOffice office;
  };

  Actor who() { return profiles::ActorFactory{pool(), clock_}.service("os:tester", "test"); }
  Actor nobody() {
    profiles::IdentityData identity;
    identity.user_id = identity.login = "nobody";
    return profiles::ActorFactory{pool(), clock_}.actor(identity, {});
  }
  ImportOffice& office() { return made_->office; }

  std::filesystem::path file(const std::string& name, const std::string& bytes) {
    const auto path = folder_ / name;
    std::ofstream{path, std::ios::binary} << bytes;
    return path;
  }
  NewLoad tax_file(const std::string& bytes, Day as_of = Day{2026, 11, 1}) {
    return {"tax_employer", "tax.csv", file("tax.csv", bytes), 0, as_of};
  }
  // `rows` good ones, of which every third is closed.
  static std::string tax_rows(int rows, int from = 0) {
    std::string out = tax_header;
    for (int i = from; i < from + rows; ++i)
      out += std::to_string(100'000 + i) + ",Firm " + std::to_string(i) + ",,Ban " + std::to_string(i % 7) +
             ",Xaythany,Vientiane Capital,2055" + std::to_string(100'000 + i) + ",G," +
             (i % 3 == 0 ? "CLOSED" : "ACTIVE") + ",2014-05-18\n";
    return out;
  }
  Load loaded(const NewLoad& wanted) {
    const auto ordered = office().order(who(), wanted);
    if (!ordered) throw std::runtime_error{ordered.rejection().code};
    return office().run(who(), ordered->load);
  }
  Load find_by_id(std::int64_t load) {
    return *pool().transact(db::Mode::read, [&](db::Transaction& tx) { return find_load(tx, load); });
  }
  std::int64_t count(const std::string& sql) {
    return pool().transact(db::Mode::read, [&](db::Transaction& tx) {
      return *tx.find({"test/count", sql}, db::Params{}, [](const db::Row& r) { return r.integer(0); });
    });
  }
  // Rows of the current snapshot.
  std::int64_t current_rows(const std::string& table = "insp_reg_tax_employer") {
    return count("SELECT COUNT(*) FROM " + table +
                 " t JOIN insp_reg_snapshot s ON s.snapshot_id = t.snapshot_id AND s.is_current = 1");
  }
  static std::string codes(const Rejections& all) {
    std::string out;
    for (const auto& r : all) out += (out.empty() ? "" : " ") + r.code;
    return out;
  }
  static std::string codes(const std::vector<Reject>& rejects) {
    std::string out;
    for (const auto& r : rejects)
      for (const auto& f : r.faults) out += std::to_string(r.line) + " " + f.column + " " + f.code + "; ";
    return out;
  }
  std::vector<Reject> rejects_of(std::int64_t load) {
    std::vector<Reject> out;
    each_reject(pool(), load, [&](const Reject& r) { out.push_back(r); });
    return out;
  }
  std::vector<std::string> events() {
    std::vector<std::string> out;
    for (const auto& r : pool().transact(db::Mode::read, [this](db::Transaction& tx) {
           return made_->trail.of_chain(tx, audit::ChainName::administration(), 1, 100);
         }))
      out.push_back(r.event);
    return out;
  }

  FixedClock clock_{*Instant::parse("2026-11-23T02:00:00.000000Z")};
  std::filesystem::path folder_{};
  std::unique_ptr<Made> made_{};
};

}  // namespace ssiis::imports

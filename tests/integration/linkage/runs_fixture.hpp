// A generated registry and small models, so that a run takes moments.
#pragma once
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <fstream>
#include <sstream>

#include "linkage/inputs.hpp"
#include "linkage_fixture.hpp"
#include "matching/api.hpp"

namespace ssiis::linkage {

class WithRuns : public WithLinks {
 protected:
  void SetUp() override {
    WithLinks::SetUp();
    const auto generated = std::filesystem::temp_directory_path() / ("ssiis-linked-" + test::fresh_name());
    registry::generate_folder({.units = 120, .seed = 7, .months = 4}, generated, [](std::string_view) {});
    registry::load_folder(pool(), *ids_, clock_, trail(), who(), generated, Day{2026, 11, 1}, [](std::string_view) {});
    std::filesystem::remove_all(generated);
    models_ = std::filesystem::temp_directory_path() / ("ssiis-models-" + test::fresh_name());
    small_models();
    runs_ = std::make_unique<Runs>(Runs::Parts{pool(), *ids_, trail(), clock_, models_, {}});
  }
  void TearDown() override {
    runs_.reset();
    std::filesystem::remove_all(models_);
    WithLinks::TearDown();
  }
  linkage::Run carried(const Runs::Progress& progress = {}) {
    const auto done = runs_->carry_out(who(), {}, progress);
    if (!done) throw std::runtime_error{"no run was carried out"};
    return *done;
  }
  void snapshot_changes(const std::string& source, const std::string& to) {
    const auto text =
        "UPDATE insp_reg_snapshot SET sha256 = '" + to + "' WHERE is_current = 1 AND source = '" + source + "'";
    pool().transact(db::Mode::write, [&](db::Transaction& tx) { tx.execute({"test/snapshot", text}); });
  }
  std::string results() {
    return read([&](db::Transaction& tx) { return runs_->results_csv(tx); });
  }
  static const RunPart& part_of(const linkage::Run& run, std::string_view name) {
    for (const auto& p : run.parts)
      if (p.part->part == name) return p;
    throw std::out_of_range{std::string{name}};
  }
  // A process of its own, with connections of its own, carries the open run on as far as the stage of the part. There
  // it stands, while this one finds the run taken, and is killed; then its lease runs out.
  void kill_in_another_process(std::string_view part_wanted, std::string_view stage_wanted) {
    std::array<int, 2> there{};
    ASSERT_EQ(::pipe(there.data()), 0);
    const auto child = ::fork();
    if (child == 0) {
      db::Pool own{spec(), 4};
      db::IdSource ids{own};
      audit::Trail trail{own, clock_};
      const auto actor = profiles::ActorFactory{own, clock_}.service("os:tester", "test");
      Runs{{own, ids, trail, clock_, models_, {}}}.carry_out(
          actor, {}, [&](const PartSpec& part, std::string_view stage, std::uint64_t, std::uint64_t) {
            if (part.part != part_wanted || stage != stage_wanted) return;
            if (::write(there[1], "x", 1) != 1) ::_exit(1);
            while (true) ::pause();
          });
      ::_exit(0);
    }
    ::close(there[1]);
    char told = 0;
    EXPECT_EQ(::read(there[0], &told, 1), 1) << "it was to come so far";
    ::close(there[0]);
    EXPECT_FALSE(runs_->carry_out(who(), {}, {})) << "another process has it";
    ::kill(child, SIGKILL);
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFSIGNALED(status));
    EXPECT_FALSE(runs_->carry_out(who(), {}, {})) << "its lease has not run out yet";
    static constexpr db::Query time_goes_by{"test/lease",
                                            "UPDATE insp_link_run SET lease_until = '2020-01-01T00:00:00.000000Z' "
                                            "WHERE open_slot = 1"};
    pool().transact(db::Mode::write, [](db::Transaction& tx) { tx.execute(time_goes_by); });
  }
  void forget_links() {
    pool().transact(db::Mode::write, [](db::Transaction& tx) {
      for (const auto* text :
           {"DELETE FROM insp_link", "DELETE FROM insp_entity_number", "DELETE FROM insp_link_run_part"})
        tx.execute({"test/forget", text});
    });
  }
  std::string print_of(std::string_view part, std::string_view model = "m", std::string_view snapshot = "s") {
    Inputs inputs{pool()};
    if (part_named(part)->kind == "worker") inputs.meet_employers();
    return inputs.print_of(*part_named(part), model, snapshot, Day{2026, 11, 1});
  }
  void changes(const std::string& sql) {
    pool().transact(db::Mode::write, [&](db::Transaction& tx) { tx.execute({"test/change", sql}); });
  }
  // The shipped models, which here learn from fewer random pairs: the registry is small, and so is the patience of
  // tests.
  void small_models() {
    std::filesystem::create_directories(models_);
    for (const auto& file : std::filesystem::directory_iterator{std::string{SSIIS_SOURCE_DIR} + "/config/linkage"}) {
      std::stringstream text;
      text << std::ifstream{file.path(), std::ios::binary}.rdbuf();
      std::string xml = text.str();
      if (const auto at = xml.find("<training "); at != std::string::npos)
        xml.insert(at + 10, "random-pairs=\"20000\" ");
      std::ofstream{models_ / file.path().filename(), std::ios::binary} << xml;
    }
  }
  std::filesystem::path models_;
  std::unique_ptr<Runs> runs_;
};

}  // namespace ssiis::linkage

// Runs over a generated registry: what they link, that two exclude each other, that a killed one goes on, that one
// stops.
#include <fstream>
#include <sstream>

#include "linkage_fixture.hpp"

namespace ssiis::linkage {
namespace {

struct Killed : std::runtime_error {
  using std::runtime_error::runtime_error;
};

class LinkRuns : public WithLinks {
 protected:
  void SetUp() override {
    WithLinks::SetUp();
    const auto generated = std::filesystem::temp_directory_path() / ("ssiis-linked-" + test::fresh_name());
    registry::generate_folder({.units = 120, .seed = 7, .months = 4}, generated, [](std::string_view) {});
    registry::load_folder(pool(), *ids_, clock_, trail(), who(), generated, Day{2026, 11, 1}, [](std::string_view) {});
    std::filesystem::remove_all(generated);
    models_ = std::filesystem::temp_directory_path() / ("ssiis-models-" + test::fresh_name());
    small_models();
    runs_ = std::make_unique<Runs>(Runs::Parts{pool(), *ids_, trail(), clock_, models_, 2});
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
  std::string results() {
    return read([&](db::Transaction& tx) { return runs_->results_csv(tx); });
  }
  static const RunPart& part_of(const linkage::Run& run, std::string_view name) {
    for (const auto& p : run.parts)
      if (p.part->part == name) return p;
    throw std::out_of_range{std::string{name}};
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
SSIIS_ON_ALL_ENGINES(LinkRuns);

TEST_P(LinkRuns, MostUnitsAreLinkedToTheTaxRegisterAndTheSameAgainChangesNothing) {
  ASSERT_TRUE(runs_->order(head(), ""));
  const auto run = carried();
  EXPECT_EQ(run.state, "done");
  ASSERT_EQ(run.parts.size(), parts().size()) << "what did not run says so";
  const auto& tax_part = part_of(run, "labour_unit-tax_employer");
  EXPECT_EQ(tax_part.state, "done");
  EXPECT_GT(tax_part.linked, 60);
  EXPECT_GT(part_of(run, "worker-civil_register").linked, 500);
  EXPECT_EQ(count("SELECT COUNT(*) FROM insp_link WHERE counts = 1 AND part = 'labour_unit-tax_employer'"),
            tax_part.linked);
  EXPECT_EQ(count("SELECT COUNT(*) FROM insp_entity_number WHERE register = 'tax_employer' AND valid_to IS NULL"),
            tax_part.linked);
  EXPECT_EQ(count("SELECT COUNT(*) FROM insp_link WHERE evidence = ''"), 0);
  const auto first = results();
  EXPECT_NE(first.find("\nlabour_unit,"), std::string::npos);
  EXPECT_NE(first.find(",civil_register,"), std::string::npos);
  const auto versions = count("SELECT SUM(version) FROM insp_link");
  const auto numbers = count("SELECT COUNT(*) FROM insp_entity_number");
  ASSERT_TRUE(runs_->order(head(), ""));
  EXPECT_EQ(carried().state, "done");
  EXPECT_EQ(results(), first);
  EXPECT_EQ(count("SELECT SUM(version) FROM insp_link"), versions) << "no pair was written anew";
  EXPECT_EQ(count("SELECT COUNT(*) FROM insp_entity_number"), numbers);
  EXPECT_EQ(audited("link.run_ended"), 2);
}

TEST_P(LinkRuns, TwoRunsExcludeEachOther) {
  ASSERT_TRUE(runs_->order(head(), ""));
  EXPECT_EQ(runs_->order(head(), "").rejection().code, "link.run_open");
  bool looked = false;
  carried([&](const PartSpec&, std::string_view, std::uint64_t, std::uint64_t) {
    if (looked) return;
    looked = true;
    EXPECT_FALSE(runs_->carry_out(who(), {}, {})) << "another host has it";
  });
  EXPECT_TRUE(looked);
  EXPECT_FALSE(runs_->carry_out(who(), {}, {})) << "it is over";
  EXPECT_EQ(runs_->order(clerk(), "").rejection().code, "access.forbidden");
}

TEST_P(LinkRuns, AKilledRunGoesOnFromThePartThatItHadNotPublished) {
  ASSERT_TRUE(runs_->order(head(), ""));
  EXPECT_THROW(carried([](const PartSpec& part, std::string_view stage, std::uint64_t, std::uint64_t) {
                 if (part.part == "worker-civil_register" && stage == "writing") throw Killed{"killed"};
               }),
               Killed);
  EXPECT_FALSE(runs_->carry_out(who(), {}, {})) << "its lease has not run out yet";
  static constexpr db::Query time_goes_by{"test/lease",
                                          "UPDATE insp_link_run SET lease_until = '2020-01-01T00:00:00.000000Z'"};
  pool().transact(db::Mode::write, [](db::Transaction& tx) { tx.execute(time_goes_by); });
  EXPECT_GT(count("SELECT COUNT(*) FROM insp_link WHERE part = 'labour_unit-tax_employer'"), 0);
  EXPECT_EQ(count("SELECT COUNT(*) FROM insp_link WHERE part = 'worker-civil_register'"), 0) << "nothing half done";
  std::set<std::string> seen;
  const auto run = carried([&](const PartSpec& part, std::string_view, std::uint64_t, std::uint64_t) {
    seen.insert(std::string{part.part});
  });
  EXPECT_EQ(run.state, "done");
  EXPECT_FALSE(seen.contains("labour_unit-tax_employer")) << "was published already";
  EXPECT_TRUE(seen.contains("worker-civil_register"));
  EXPECT_EQ(count("SELECT COUNT(*) FROM insp_link_run"), 1);
}

TEST_P(LinkRuns, ARunIsStoppedAndWhatItHadPublishedStays) {
  ASSERT_TRUE(runs_->order(head(), ""));
  const auto run = carried([&](const PartSpec& part, std::string_view stage, std::uint64_t, std::uint64_t) {
    if (part.part != "labour_unit-enterprise_register" || stage != "reading") return;
    const auto now = read([&](db::Transaction& tx) { return runs_->list(tx, 1); }).at(0);
    if (!now.stop_asked) {
      EXPECT_TRUE(runs_->stop(head(), now.id, now.version, ""));
    }
  });
  EXPECT_EQ(run.state, "stopped");
  EXPECT_GT(count("SELECT COUNT(*) FROM insp_link WHERE part = 'labour_unit-tax_employer'"), 0);
  EXPECT_EQ(count("SELECT COUNT(*) FROM insp_link WHERE part = 'labour_unit-enterprise_register'"), 0);
  EXPECT_EQ(runs_->stop(head(), run.id, run.version, "").rejection().code, "link.run_over");
  ASSERT_TRUE(runs_->order(head(), "")) << "the next may be ordered";
  const auto waiting = read([&](db::Transaction& tx) { return runs_->list(tx, 1); }).at(0);
  ASSERT_TRUE(runs_->stop(head(), waiting.id, waiting.version, ""));
  EXPECT_EQ(read([&](db::Transaction& tx) { return runs_->list(tx, 1); }).at(0).state, "stopped") << "nobody was at it";
}

TEST_P(LinkRuns, AVerdictOutlivesRealRuns) {
  ASSERT_TRUE(runs_->order(head(), ""));
  carried();
  const auto queue = reviews_->queue(clerk(), {&tax(), State::linked});
  ASSERT_GT(queue.total, 0);
  const auto pair = queue.pairs.front();
  ASSERT_TRUE(reviews_->decide(clerk(), pair.id, pair.version, Verdict::different, "", ""));
  ASSERT_TRUE(runs_->order(head(), ""));
  carried();
  const auto after = link(pair.lsso_id, pair.register_id);
  EXPECT_EQ(after.verdict, Verdict::different);
  EXPECT_TRUE(after.contradicted) << "the run still thinks so, and that is shown";
  EXPECT_EQ(
      count("SELECT COUNT(*) FROM insp_entity_number WHERE valid_to IS NULL AND link_id = " + std::to_string(pair.id)),
      0);
}

}  // namespace
}  // namespace ssiis::linkage

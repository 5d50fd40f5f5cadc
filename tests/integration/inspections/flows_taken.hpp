// Which flows of the shipped procedure the stories of this program took, engine by engine: the history keeps with each
// node the flow by which the file came to it.
#pragma once
#include <map>
#include <set>

#include "support/database_fixture.hpp"
#include "workflow/api.hpp"

namespace ssiis::test {

// Flows that no service takes today, each with its reason. A flow that is taken all the same must leave this list.
inline const std::map<std::string, std::string>& flows_without_a_service() {
  static const std::map<std::string, std::string> list{
      {"Flow_B_RegTimeout_T01b_Manual", "registers are read from snapshots, which never keep anybody waiting"},
      {"Flow_B_RegError_T01b_Manual", "registers are read from snapshots, which answer no fault"},
      {"Flow_T01b_Manual_Gw_BgMerge", "follows the two above"},
      {"Flow_Gw_Screen_T00_Screen", "the form offers no third answer"},
      {"Flow_Gw_Approved_R05_Approver", "the form offers no fourth answer"},
      {"Flow_Gw_Review_T07_Review", "the form offers no third answer"},
      {"Flow_Gw_Breach_T07_Report", "infringement is yes or no; anything else is an incident, so nothing leads here"},
      {"Flow_Gw_Decision_T08_Decision", "the form offers no fifth answer"},
      {"Flow_Gw_Modify_T12_Modify", "the form offers no fourth answer"},
      {"Flow_Gw_Comply_T13_Compliance", "the form offers no third way on"},
      {"Flow_Y_Gw_Y_Sign", "the form offers no third answer"},
      {"Flow_AP_Gw_AP_Decide", "the form offers no fourth answer"},
      {"Flow_SU_Gw_SU_Judgment", "the form offers no fourth answer"},
      {"Flow_AQ_Gw_AQ_Decide", "the form offers no third answer"},
      {"Flow_WA_Gw_WA_Decide", "the form offers no third answer"}};
  return list;  // tests/integration/workflow takes all but Gw_Breach's, on a database, without the inspections' forms
}

class FlowsTaken : public ::testing::Environment {
 public:
  void read(db::Pool& pool, db::Engine engine) {
    static constexpr db::Query query{"test/flows_taken",
                                     "SELECT DISTINCT data FROM insp_wf_history WHERE event = 'entered'"};
    auto& taken = taken_[engine];
    pool.transact(db::Mode::read, [&](db::Transaction& tx) {
      for (auto& flow : tx.all(query, db::Params{}, [](const db::Row& r) { return r.text_or_empty(0); }))
        taken.insert(std::move(flow));
    });
  }
  // After all tests; a run of chosen tests proves nothing and is not judged.
  void TearDown() override {
    const auto& run = *::testing::UnitTest::GetInstance();
    if (run.test_to_run_count() != run.total_test_count()) return;
    workflow::Findings findings;
    const auto bundle = workflow::read_bundle(workflow::files_of(SSIIS_SOURCE_DIR "/config/workflow"), {}, findings);
    ASSERT_TRUE(bundle);
    ASSERT_EQ(taken_.size(), 3u) << "three engines";
    std::set<std::string> all;
    for (const auto& flow : bundle->process("inspection")->flows) all.insert(flow.id);
    for (const auto& [engine, taken] : taken_)
      for (const auto& flow : all)
        EXPECT_NE(taken.contains(flow), flows_without_a_service().contains(flow))
            << flow << (taken.contains(flow) ? " was taken after all: strike it out" : " was taken by no story")
            << " on " << db::name_of(engine);
    for (const auto& [flow, reason] : flows_without_a_service())
      EXPECT_TRUE(all.contains(flow)) << flow << " is no flow of the procedure";
  }

 private:
  std::map<db::Engine, std::set<std::string>> taken_{};
};
inline FlowsTaken& flows_taken = static_cast<FlowsTaken&>(*::testing::AddGlobalTestEnvironment(new FlowsTaken));

}  // namespace ssiis::test

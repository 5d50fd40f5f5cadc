// What migration 0170 reads from files that were decided before it: the state of each decision, on every engine.
#include "database/migrate.hpp"
#include "support/database_fixture.hpp"

namespace ssiis {
namespace {

class DecisionStatesOfOldFiles : public test::EmptyDatabase {
 protected:
  void SetUp() override {
    test::EmptyDatabase::SetUp();
    connection_.emplace(spec());
    db::migrate(*connection_, 151, {});
  }
  void TearDown() override {
    connection_.reset();
    test::EmptyDatabase::TearDown();
  }
  void run(const std::string& sql) { connection_->run(sql); }
  void file(int id, const std::string& outcome, const std::string& closed_on = "NULL") {
    const auto n = std::to_string(id);
    run("INSERT INTO insp_case (case_id, order_number, origin, inspection_type, emergency, imported, unit_key, "
        "unit_number, unit_name, workplace_key, workplace_name, territory, office, manager, state, stage, outcome, "
        "subject, opened_on, closed_on, created_at, created_by, version) VALUES (" +
        n + ", 'O-" + n + "', 'ad_hoc', 'direct', 0, 0, 'U', '1', 'U', 'W" + n +
        "', 'W', '01', '01', 'm', 'closed', 13, '" + outcome + "', 's', '2026-01-01', " + closed_on +
        ", '2026-01-01T00:00:00.000000Z', 'm', 1)");
  }
  void decision(int file, int id, const std::string& outcome, const std::string& day) {
    run("INSERT INTO insp_decision (case_id, id, number, kind, outcome, content, legal_basis, taken_on, taken_by) "
        "VALUES (" +
        std::to_string(file) + ", " + std::to_string(id) + ", 'DEC-" + std::to_string(id) + "', 'first', '" + outcome +
        "', 'c', 'b', '" + day + "', 'director')");
  }
  void incoming(int file, int id, const std::string& kind, const std::string& day) {
    run("INSERT INTO insp_incoming (case_id, id, kind, came_on, party, document_id, recorded_at, recorded_by) VALUES "
        "(" +
        std::to_string(file) + ", " + std::to_string(id) + ", '" + kind + "', '" + day +
        "', 'p', 1, '2026-01-01T00:00:00.000000Z', 'x')");
  }
  void history(int file, int id, const std::string& event, const std::string& node, const std::string& day,
               const std::string& data = {}) {
    run("INSERT INTO insp_wf_history (case_id, id, instance, at, event, node, actor, data) VALUES (" +
        std::to_string(file) + ", " + std::to_string(id) + ", 1, '" + day + "T03:00:00.000000Z', '" + event + "', '" +
        node + "', 'x', '" + data + "')");
  }
  std::string told(const std::string& sql) {
    std::string out;
    for (auto rows = connection_->query({"test/told", sql}); rows.next();) out += rows.row().text(0) + " ";
    return out;
  }
  // The events of a decision in order, then its state.
  std::string of(int decision) {
    const auto id = std::to_string(decision);
    return told("SELECT event FROM insp_decision_state WHERE decision_id = " + id + " ORDER BY seq") + "| " +
           told("SELECT state FROM insp_decision WHERE id = " + id);
  }
  std::optional<db::Connection> connection_{};
};

TEST_P(DecisionStatesOfOldFiles, AreReadFromWhatTheFileSays) {
  file(1, "measure");  // served by a receipt, the period over
  decision(1, 10, "measure", "2026-02-01");
  incoming(1, 1, "receipt", "2026-02-05");
  history(1, 1, "entered", "Gw_Final", "2026-04-01");
  file(2, "measure");  // modified after review, then confirmed
  decision(2, 20, "measure", "2026-02-01");
  incoming(2, 1, "receipt", "2026-02-05");
  decision(2, 21, "modified", "2026-03-01");
  incoming(2, 2, "receipt", "2026-03-04");
  decision(2, 22, "confirmed", "2026-04-01");
  history(2, 1, "entered", "Gw_Final", "2026-04-01");
  file(3, "annulled", "'2026-05-01'");  // by a court
  decision(3, 30, "measure", "2026-02-01");
  history(3, 1, "timer.fired", "C_Deemed", "2026-02-20", "service.deemed 2026-02-18");
  incoming(3, 2, "judgment", "2026-04-20");
  file(4, "withdrawn", "'2026-02-03'");
  decision(4, 40, "measure", "2026-02-01");
  file(5, "measure");  // opened again and decided anew
  decision(5, 50, "measure", "2026-02-01");
  decision(5, 51, "warning", "2026-06-01");
  run("INSERT INTO insp_wf_variable (case_id, instance, name, kind, value) VALUES (5, 1, 'service_day', 3, "
      "'2026-02-09')");
  file(6, "annulled");  // by review
  decision(6, 60, "measure", "2026-02-01");
  decision(6, 61, "annulled", "2026-03-01");
  file(7, "measure");  // stayed by a court
  decision(7, 70, "measure", "2026-02-01");
  run("INSERT INTO insp_wf_variable (case_id, instance, name, kind, value) VALUES (7, 1, 'stayed', 1, 'true')");
  run("INSERT INTO insp_wf_instance (case_id, id, process, bundle, rev, state, territory, started_at) VALUES (7, 1, "
      "'inspection', 1, 1, 'running', '01', '2026-01-01T00:00:00.000000Z')");
  for (int round = 0; round < 2; ++round) {  // up, down, up again: the same
    db::migrate(*connection_, std::nullopt, {});
    EXPECT_EQ(of(10), "take notify finalise | final ");
    EXPECT_EQ(told("SELECT since_day FROM insp_decision_state WHERE decision_id = 10 ORDER BY seq"),
              "2026-02-01 2026-02-05 2026-04-01 ");
    EXPECT_EQ(of(20), "take notify modify | modified ");
    EXPECT_EQ(told("SELECT cause_id FROM insp_decision_state WHERE decision_id = 20 AND event = 'modify'"), "21 ");
    EXPECT_EQ(of(21), "take notify finalise | final ");
    EXPECT_EQ(of(22), "take | taken ");
    EXPECT_EQ(of(30), "take notify annul | annulled ");
    EXPECT_EQ(told("SELECT since_day FROM insp_decision_state WHERE decision_id = 30 ORDER BY seq"),
              "2026-02-01 2026-02-18 2026-04-20 ");
    EXPECT_EQ(of(40), "take withdraw | withdrawn ");
    EXPECT_EQ(of(50), "take notify replace | replaced ");
    EXPECT_EQ(of(51), "take | taken ");
    EXPECT_EQ(of(60), "take annul | annulled ");
    EXPECT_EQ(told("SELECT cause_id FROM insp_decision_state WHERE decision_id = 60 AND event = 'annul'"), "61 ");
    EXPECT_EQ(of(70), "take stay | taken ");
    EXPECT_EQ(told("SELECT id FROM insp_decision WHERE stayed = 1"), "70 ");
    EXPECT_EQ(told("SELECT ordinal FROM insp_decision WHERE case_id = 2 ORDER BY id"), "1 2 3 ");
    EXPECT_EQ(told("SELECT id FROM insp_decision d WHERE changes <> (SELECT count(*) FROM insp_decision_state s WHERE "
                   "s.case_id = d.case_id AND s.decision_id = d.id)"),
              "");
    if (round == 0) db::migrate(*connection_, 151, {});
  }
}

SSIIS_ON_ALL_ENGINES(DecisionStatesOfOldFiles);

}  // namespace
}  // namespace ssiis

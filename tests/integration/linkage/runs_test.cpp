// Runs over a generated registry: what they link, that two exclude each other, that a killed one goes on, that one
// stops.
#include "runs_fixture.hpp"

namespace ssiis::linkage {
namespace {

class LinkRuns : public WithRuns {};
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
  const auto& members = part_of(run, "self_employed-civil_register");
  EXPECT_EQ(members.state, "done") << members.report;
  EXPECT_GT(members.linked * 10, members.left_rows * 8);
  EXPECT_EQ(count("SELECT COUNT(*) FROM insp_entity_number WHERE entity_kind = 'self_employed' AND number_kind = "
                  "'civil_id' AND valid_to IS NULL"),
            members.linked);
  // Where both sides have a whole date of birth, nearly all links agree in it: the names alone do not make them.
  EXPECT_LT(count("SELECT COUNT(*) FROM insp_link l JOIN reg_self_employed m ON m.member_id = l.lsso_id JOIN "
                  "insp_reg_civil c ON c.civil_id = l.register_id WHERE l.part = 'self_employed-civil_register' AND "
                  "l.counts = 1 AND c.dob <> m.dob AND c.dob NOT LIKE '%-01-01'") *
                20,
            members.linked);
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
  ASSERT_TRUE(runs_->order(head(), "", true));
  const auto again = carried();
  EXPECT_EQ(again.state, "done");
  EXPECT_TRUE(again.anew);
  for (const auto& p : again.parts) EXPECT_EQ(p.state, "done") << p.part->part;
  EXPECT_EQ(results(), first);
  EXPECT_EQ(count("SELECT SUM(version) FROM insp_link"), versions) << "no pair was written anew";
  EXPECT_EQ(count("SELECT COUNT(*) FROM insp_entity_number"), numbers);
  EXPECT_EQ(audited("link.run_ended"), 2);
}

TEST_P(LinkRuns, OnlyWhatHasChangedIsComparedAgain) {
  ASSERT_TRUE(runs_->order(head(), ""));
  const auto first = carried();
  const auto links = results();
  Quality{{pool(), *ids_, trail(), clock_}}.draw(who());
  ASSERT_GT(count("SELECT COUNT(*) FROM insp_link_sample"), 0) << "a draw changes no pair";
  ASSERT_TRUE(runs_->order(head(), ""));
  const auto second = carried([](const PartSpec& part, std::string_view stage, std::uint64_t, std::uint64_t) {
    EXPECT_NE(stage, "compare") << part.part;
  });
  const auto successors = std::string_view{"labour_unit_successor-labour_unit"};
  for (const auto& p : second.parts) {
    EXPECT_EQ(p.state, p.part->part == successors ? "done" : "unchanged") << p.part->part;
    EXPECT_EQ(p.linked, part_of(first, p.part->part).linked) << p.part->part;
    EXPECT_EQ(p.same_as, p.part->part == successors ? std::nullopt : std::optional{first.ordered_at});
  }
  EXPECT_EQ(results(), links);
  snapshot_changes("civil_register", "x");
  const auto pair =
      reviews_->queue(clerk(), {part_named("labour_unit-enterprise_register"), State::linked}).pairs.at(0);
  ASSERT_TRUE(reviews_->decide(clerk(), pair.id, pair.version, Verdict::same, "", ""));
  ASSERT_TRUE(runs_->order(head(), ""));
  const auto third = carried();
  EXPECT_EQ(part_of(third, "worker-civil_register").state, "done") << "a new snapshot";
  EXPECT_EQ(part_of(third, "labour_unit-enterprise_register").state, "done") << "a verdict";
  EXPECT_EQ(part_of(third, "labour_unit-tax_employer").state, "unchanged");
  EXPECT_EQ(part_of(third, "worker-molsw_workers").state, "unchanged");
  EXPECT_EQ(part_of(third, "worker-molsw_workers").same_as, first.ordered_at) << "the run that compared it";
}

TEST_P(LinkRuns, WhatBecomesCurrentBetweenTwoPartsOfOneRegisterIsComparedByTheNextRun) {
  ASSERT_TRUE(runs_->order(head(), ""));
  bool came = false;
  carried([&](const PartSpec& part, std::string_view stage, std::uint64_t, std::uint64_t) {
    if (came || part.part != std::string_view{"worker-civil_register"} || stage == "reading") return;
    came = true;
    snapshot_changes("civil_register", "later");
  });
  ASSERT_TRUE(came);
  ASSERT_TRUE(runs_->order(head(), ""));
  const auto second = carried();
  EXPECT_EQ(part_of(second, "worker-civil_register").state, "done");
  EXPECT_EQ(part_of(second, "self_employed-civil_register").state, "done") << "its rows were the older ones";
  EXPECT_EQ(part_of(second, "labour_unit-tax_employer").state, "unchanged");
}

// Whatever a part's pairs hang on makes other inputs of it, and nothing else does.
TEST_P(LinkRuns, APartIsAsItWasOnlyWhereNothingItHangsOnHasChanged) {
  const std::array<std::string_view, 4> parts{"labour_unit-tax_employer", "worker-civil_register",
                                              "labour_unit_dup-labour_unit", "worker_dup-worker"};
  std::map<std::string_view, std::string> before;
  for (const auto part : parts) before[part] = print_of(part);
  const auto others = [&] {
    std::set<std::string_view> out;
    for (const auto part : parts)
      if (auto now = print_of(part); now != before[part]) {
        before[part] = std::move(now);
        out.insert(part);
      }
    return out;
  };
  using Parts = std::set<std::string_view>;
  const Parts units{parts[0], parts[2]}, people{parts[1], parts[3]}, all{parts.begin(), parts.end()};
  EXPECT_EQ(others(), Parts{}) << "read twice";
  EXPECT_NE(print_of(parts[0], "n"), before[parts[0]]) << "the model";
  EXPECT_NE(print_of(parts[0], "m", "t"), before[parts[0]]) << "the snapshot";
  const auto [worker, unit] = read([](db::Transaction& tx) {
    static constexpr db::Query first{"test/job",
                                     "SELECT MBR_ID, UNT_ID FROM TB_EMPLOY ORDER BY MBR_ID, UNT_ID LIMIT 1"};
    return tx.find(first, db::Params{}, [](const db::Row& r) { return std::pair{r.text(0), r.text(1)}; }).value();
  });
  changes("UPDATE TB_UNIT SET UNT_NAME_LO = 'ບໍລິສັດ ອື່ນ' WHERE UNT_ID = '" + unit + "'");
  EXPECT_EQ(others(), (Parts{parts[0], parts[2], parts[1]})) << "a unit's name is its workers' employer's, too";
  changes("UPDATE TB_MEMBER SET MBR_SNAME = 'ຄົນອື່ນ' WHERE MBR_ID = '" + worker + "'");
  EXPECT_EQ(others(), people);
  changes("UPDATE TB_CONTRIB SET CTR_PAID = 0 WHERE UNT_ID = '" + unit + "'");
  EXPECT_EQ(others(), units) << "a debt";
  planted(duplicates(), {found(unit, "none", 0.95)});
  EXPECT_EQ(others(), Parts{parts[0]}) << "own entries that are one";
  changes("UPDATE TB_UNIT SET PRV_CODE = '', DST_CODE = '' WHERE UNT_ID = '" + unit + "'");
  EXPECT_EQ(others(), all) << "where a unit lies, its workers lie";
  changes("DELETE FROM TB_EMPLOY WHERE MBR_ID = '" + worker + "'");
  EXPECT_TRUE(others().contains(parts[1])) << "an employment";
}

TEST_P(LinkRuns, WhoHoldsALeaseIsAskedForWhileMuchIsRead) {
  int asked = 0;
  Inputs inputs{pool(), [&asked] { ++asked; }};
  const auto rows = inputs.table("worker")->table.rows();
  ASSERT_GT(rows, 1000U);
  EXPECT_EQ(asked, static_cast<int>(rows / 1000));
  inputs.meet_employers();
  EXPECT_GT(asked, static_cast<int>(2 * (rows / 1000)));
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

// Another process, killed between two parts and inside one; while it lives nobody else gets the run.
TEST_P(LinkRuns, AKilledProcessLeavesTheRunToTheNextWhichEndsItAsIfUnbroken) {
  ASSERT_TRUE(runs_->order(head(), ""));
  carried();
  const auto unbroken = results();
  forget_links();
  ASSERT_TRUE(runs_->order(head(), ""));
  kill_in_another_process("labour_unit-enterprise_register", "writing");  // what comes before it is published then
  EXPECT_GT(count("SELECT COUNT(*) FROM insp_link WHERE part = 'labour_unit-tax_employer'"), 0);
  EXPECT_EQ(count("SELECT COUNT(*) FROM insp_link WHERE part = 'labour_unit-enterprise_register'"), 0);
  snapshot_changes("civil_register", "while nobody had it");
  kill_in_another_process("worker-civil_register", "writing");
  EXPECT_EQ(count("SELECT COUNT(*) FROM insp_link WHERE part = 'worker-civil_register'"), 0) << "nothing half done";
  std::set<std::string> seen;
  const auto run = carried([&](const PartSpec& part, std::string_view, std::uint64_t, std::uint64_t) {
    seen.insert(std::string{part.part});
  });
  EXPECT_EQ(run.state, "done");
  EXPECT_FALSE(seen.contains("labour_unit-enterprise_register")) << "was published by the second process";
  EXPECT_TRUE(seen.contains("worker-civil_register"));
  EXPECT_EQ(results(), unbroken);
  EXPECT_EQ(count("SELECT COUNT(*) FROM insp_link_run"), 2);
}

// A host that slept: another one takes the run while pairs are written, which is what the write itself does here.
TEST_P(LinkRuns, APartIsNotPublishedWhenAnotherHostHasTheRun) {
  const std::string moves = "UPDATE insp_link_run SET fence = fence + 1 WHERE open_slot = 1";
  const auto taken = engine() == db::Engine::postgresql ? "CREATE RULE taken AS ON INSERT TO insp_link DO ALSO " + moves
                     : engine() == db::Engine::sqlite
                         ? "CREATE TRIGGER taken AFTER INSERT ON insp_link BEGIN " + moves + "; END"
                         : "CREATE TRIGGER taken AFTER INSERT ON insp_link FOR EACH ROW " + moves;
  pool().transact(db::Mode::write, [&](db::Transaction& tx) { tx.execute({"test/taken", taken}); });
  ASSERT_TRUE(runs_->order(head(), ""));
  EXPECT_THROW(carried(), std::runtime_error);
  EXPECT_EQ(count("SELECT COUNT(*) FROM insp_link"), 0);
  EXPECT_EQ(count("SELECT COUNT(*) FROM insp_entity_number"), 0);
  EXPECT_EQ(count("SELECT COUNT(*) FROM insp_link_run WHERE state = 'running'"), 1) << "it is the other one's";
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

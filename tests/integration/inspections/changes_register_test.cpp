// What a change says beside the register, how the MIS writes it, and that only what the register shows confirms it.
#include "integration/inspections/changes.hpp"

namespace {

using namespace ssiis;
using namespace ssiis::inspections;
using amendments::State;

class RegisterAfterChanges : public test::WithChanges {};

TEST_P(RegisterAfterChanges, AreConfirmedOnlyByWhatTheRegisterShows) {
  const auto order = visited_with_findings();
  reported(order);
  decided(order);
  contests(order, "confirmed");
  for (const auto& o : changes(order)) {
    if (o.amendment.kind == "worker") {
      ASSERT_TRUE(decides("registration", o, true));
    }
  }
  EXPECT_EQ(looks(), 0);
  EXPECT_NE(page_of("inspector.01", order).find("the register does not show it"), std::string::npos);
  EXPECT_NE(get("inspector.01", "/inspection/cases/" + order).body.find("the register does not show it"),
            std::string::npos);
  mis_writes(
      "INSERT INTO TB_MEMBER (MBR_ID, MBR_SSNO, MBR_GNAME, MBR_SNAME, MBR_IDNO) "
      "VALUES ('W900', '5259290900', 'ໃໝ່', 'ສີດາ', '0999000111')");
  mis_writes("INSERT INTO TB_EMPLOY (EMP_ID, UNT_ID, MBR_ID, EMP_BEGDT) VALUES ('E900', 'U1', 'W900', '20260501')");
  EXPECT_EQ(looks(), 0) << "another month than was found";
  mis_writes("UPDATE TB_EMPLOY SET EMP_BEGDT = '20260415' WHERE EMP_ID = 'E900'");
  EXPECT_EQ(looks(), 1);
  EXPECT_EQ(looks(), 0) << "once";
  int confirmed = 0;
  for (const auto& o : changes(order)) {
    if (o.amendment.state != State::confirmed) continue;
    ++confirmed;
    EXPECT_EQ(o.amendment.kind, "worker");
    EXPECT_TRUE(o.amendment.seen_at);
  }
  EXPECT_EQ(confirmed, 1);
  EXPECT_EQ(audited("amendment.confirmed"), 1);
  EXPECT_NE(page_of("inspector.01", order).find("The register shows it; first seen"), std::string::npos);
}

TEST_P(RegisterAfterChanges, OfWagesNeedASecondPersonOfTheDivision) {
  const auto order = visited_with_findings();
  reported(order);
  decided(order);
  contests(order, "confirmed");
  const auto wage = [&] { return of_kind(order, "wage"); };
  ASSERT_TRUE(decides("registration", wage(), true));
  EXPECT_EQ(wage().amendment.state, State::checked);
  const auto refusals = audited("access.refused");
  EXPECT_EQ(code(decides("registration", wage(), true)), "amendment.second_person_missing");
  EXPECT_EQ(code(decides("registration.01", wage(), true)), "amendment.second_person_missing");
  EXPECT_EQ(audited("access.refused"), refusals + 2);
  EXPECT_TRUE(has(get("registration", address(wage().amendment)), "A second person"));
  ASSERT_TRUE(decides("head.registration", wage(), true));
  EXPECT_EQ(wage().amendment.state, State::accepted);
  EXPECT_EQ(wage().amendment.accepted_by, "id-head.registration");
  mis_writes("UPDATE TB_CONTRIB SET CTR_WAGE = 6500000 WHERE UNT_ID = 'U1' AND MBR_ID = 'W101' AND CTR_YM = '202610'");
  EXPECT_EQ(looks(), 1);
  EXPECT_EQ(wage().amendment.state, State::confirmed);
}

TEST_P(RegisterAfterChanges, CarryTheValuesOfEachMonthAndRefuseWhatIsNone) {
  const auto order = ordered(of_u1());
  to_report(order);
  const auto wage = [&](const std::string& worker, const std::string& from, const std::string& to) {
    return prepares("inspector.01", order, "wage",
                    {{"worker_no", worker}, {"month_from", from}, {"month_to", to}, {"wage", "5.000.000"}});
  };
  EXPECT_EQ(code(wage("W101", "2026-13", "2026-10")), "amendment.month_malformed");
  EXPECT_EQ(code(wage("W101", "2026-10", "2026-08")), "amendment.months_reversed");
  EXPECT_EQ(code(wage("W101", "2006-01", "2026-08")), "amendment.too_many_months");
  EXPECT_EQ(code(wage("W999", "2026-08", "2026-10")), "amendment.worker_unknown");
  EXPECT_EQ(code(prepares("inspector.01", order, "debt", {})), "form.required");
  EXPECT_EQ(code(prepares("inspector.01", order, "nothing", {})), "amendment.kind_unknown");
  EXPECT_TRUE(changes(order).empty());
  ASSERT_TRUE(wage("5259290101", "2026-08", "2026-10")) << "by the social security number";
  const auto o = only(order);
  EXPECT_EQ(o.amendment.state, State::prepared) << "no decision yet";
  ASSERT_EQ(o.lines.size(), 3U);
  EXPECT_EQ(o.lines[0].before, std::nullopt) << "nothing was declared for August";
  EXPECT_EQ(o.lines[1].before, "4000000");
  ASSERT_TRUE(prepares("inspector.01", order, "debt",
                       {{"month_from", "2026-10"}, {"month_to", "2026-10"}, {"due", "30000000"}}));
  for (const auto& c : changes(order)) {
    if (c.amendment.kind == "debt") {
      EXPECT_EQ(c.lines[0].before, "27600000") << "60 workers at 460,000";
    }
  }
}

TEST_P(RegisterAfterChanges, OfDoubledNumbersAreShownWhenTheOneIsGone) {
  const auto order = ordered(of_u1());
  to_report(order);
  const auto joins = [&](const std::string& drop) {
    return prepares("inspector.01", order, "duplicate_worker", {{"worker_no", "W101"}, {"drop_no", drop}});
  };
  EXPECT_EQ(code(joins("5259290101")), "amendment.same_number");
  EXPECT_EQ(code(joins("W998")), "amendment.worker_unknown");
  ASSERT_TRUE(joins("W102"));
  ASSERT_TRUE(decides("registration", only(order), true));
  ASSERT_TRUE(decides("head.registration", only(order), true));
  EXPECT_EQ(looks(), 0);
  mis_writes("DELETE FROM TB_EMPLOY WHERE MBR_ID = 'W102'");
  mis_writes("DELETE FROM TB_MEMBER WHERE MBR_ID = 'W102'");
  EXPECT_EQ(looks(), 1);
}

TEST_P(RegisterAfterChanges, AreWrittenByTheMisUnderOneKeyUntilItsAnswerIsHeard) {
  const auto order = visited_with_findings();
  reported(order);
  decided(order);
  contests(order, "confirmed");
  for (const auto& o : changes(order)) {
    if (o.amendment.kind == "worker") {
      ASSERT_TRUE(decides("registration", o, true));
    }
  }
  std::vector<amendments::WriteRequest> asked;
  std::optional<amendments::WriteAnswer> answer;
  const auto writes = [&] {
    return changes_->write_accepted(actors_->service("job:register_write", "c"),
                                    {.ask =
                                         [&](const amendments::WriteRequest& r) {
                                           asked.push_back(r);
                                           return answer;
                                         }},
                                    [] { return false; });
  };
  const auto worker = [&] { return of_kind(order, "worker"); };
  EXPECT_EQ(writes(), 0);
  EXPECT_EQ(worker().amendment.state, State::accepted) << "nothing is known";
  answer = amendments::WriteAnswer{false, {}, "ZZບໍ່ໄດ້", "ZZNOT"};
  EXPECT_EQ(writes(), 1);
  ASSERT_EQ(asked.size(), 2U) << "the wage was not accepted";
  EXPECT_EQ(asked[0].key, asked[1].key);
  EXPECT_EQ(asked[0].unit_key, "U1");
  EXPECT_EQ(worker().amendment.state, State::refused);
  EXPECT_NE(page_of("inspector.01", order).find("ZZNOT"), std::string::npos);
  EXPECT_TRUE(has(get("registration", address(worker().amendment), web::Mount::staff, "lo"), "ZZບໍ່ໄດ້"));
  ASSERT_TRUE(decides("registration", worker(), true)) << "asked again";
  mis_writes("INSERT INTO TB_MEMBER (MBR_ID, MBR_GNAME, MBR_IDNO) VALUES ('W900', 'ໃໝ່', '0999000111')");
  mis_writes("INSERT INTO TB_EMPLOY (EMP_ID, UNT_ID, MBR_ID, EMP_BEGDT) VALUES ('E900', 'U1', 'W900', '20260401')");
  answer = amendments::WriteAnswer{true, "W900", {}, {}};
  EXPECT_EQ(writes(), 1);
  EXPECT_NE(asked.back().key, asked.front().key) << "accepted once more, another change";
  EXPECT_EQ(worker().amendment.state, State::confirmed) << "looked for at once";
  EXPECT_EQ(worker().amendment.mis_reference, "W900");
  EXPECT_EQ(writes(), 0);
  for (const char* event : {"amendment.applied", "amendment.refused", "amendment.confirmed"})
    EXPECT_EQ(audited(event), 1) << event;
}

TEST_P(RegisterAfterChanges, WaitForAFinalDecisionAndAreNotWrittenWithoutOne) {
  const auto order = visited_with_findings();
  reported(order);
  decided(order);
  EXPECT_EQ(code(decides("registration", of_kind(order, "worker"), true)), "amendment.not_final");
  EXPECT_TRUE(has(get("registration", address(of_kind(order, "worker").amendment)), "is not final yet"));
  contests(order, "confirmed");
  ASSERT_TRUE(decides("registration", of_kind(order, "worker"), true));
  mis_writes("UPDATE insp_decision SET state = 'annulled' WHERE case_id = " + std::to_string(file(order).id.value));
  const auto never = [](const amendments::WriteRequest&) -> std::optional<amendments::WriteAnswer> {
    throw std::logic_error{"the MIS is asked for what no decision orders any more"};
  };
  EXPECT_EQ(changes_->write_accepted(actors_->service("job:register_write", "c"), {.ask = never}, [] { return false; }),
            0);
}

TEST_P(RegisterAfterChanges, AreOnlyReturnedWhenTheDecisionHasGone) {
  const auto order = visited_with_findings();
  reported(order);
  decided(order);
  contests(order, "annulled");
  EXPECT_EQ(code(decides("registration", of_kind(order, "worker"), true)), "amendment.decision_gone");
  EXPECT_TRUE(decides("registration", of_kind(order, "worker"), false, "ZZGONE"));
}

SSIIS_ON_ALL_ENGINES(RegisterAfterChanges);

}  // namespace

// Visits and desk checks: one at a time, only by the team, nothing lost between two inspectors, nothing after the end.
#include <thread>

#include "integration/inspections/story.hpp"

namespace {

using namespace ssiis;
using namespace ssiis::inspections;

class Visits : public test::WithStory {
 protected:
  std::string standing_visit(const std::string& unit = "U2") {
    auto w = wish(unit);
    if (unit == "U1") w.workplace_key = "U1-1";
    const auto order = ordered(w);
    to_visit(order);
    EXPECT_EQ(room().visits().start(actor("inspector.01"), order, "ບ້ານ").value(), 1);
    return order;
  }
  VisitFile open(const std::string& order, int number = 1) {
    return room().visits().open(actor("inspector.01"), order, number).value();
  }
};

TEST_P(Visits, AreStartedByTheTeamWhileTheFileIsInCourseOneAtATime) {
  const auto order = ordered(wish());
  EXPECT_EQ(code(room().visits().start(actor("inspector.01"), order, "")), "access.forbidden") << "no team yet";
  to_visit(order);
  EXPECT_EQ(code(room().visits().start(actor("head.01"), order, "")), "access.forbidden") << "not of the team";
  EXPECT_EQ(code(room().visits().start(actor("inspector.13"), order, "")), "access.forbidden");
  EXPECT_EQ(room().visits().start(actor("chief.01"), order, "").value(), 1);
  EXPECT_EQ(code(room().visits().start(actor("inspector.01"), order, "")), "visit.still_running");
  EXPECT_EQ(open(order).visit.started_at, clock_.now());
}

TEST_P(Visits, StartedByManyAtOnceAreOne) {
  const auto order = ordered(wish());
  to_visit(order);
  std::vector<std::thread> team;
  std::atomic<int> started{0}, running{0};
  for (int i = 0; i < 4; ++i)
    team.emplace_back([&, i] {
      const auto r = room().visits().start(actor(i % 2 ? "chief.01" : "inspector.01"), order, "");
      if (r)
        ++started;
      else if (r.rejection().code == "visit.still_running")
        ++running;
    });
  for (auto& t : team) t.join();
  EXPECT_EQ(started, 1);
  EXPECT_EQ(running, 3);
  EXPECT_EQ(count("SELECT count(*) FROM insp_visit"), 1);
}

TEST_P(Visits, TheRollIsTheRegistersAndNobodyIsSeenYet) {
  const auto order = standing_visit("U1");
  const auto visit = open(order);
  ASSERT_EQ(visit.roll.size(), 60u);
  for (const auto& e : visit.roll) EXPECT_EQ(e.finding, RollFinding::open);
  EXPECT_EQ(visit.roll.front().declared_wage, Money::kip(4'000'000));
  EXPECT_TRUE(visit.answers.empty()) << "an unanswered question is not a no";
}

TEST_P(Visits, TwoInspectorsOnOneEntryMakeAConflict) {
  const auto order = standing_visit("U1");
  const auto entry = open(order).roll.front();
  const auto change = [&](RollFinding finding, std::optional<Money> wage) {
    return RollChange{.row = entry.row,
                      .version = entry.version,
                      .name = entry.name,
                      .identity_number = {},
                      .position = {},
                      .works_since = {},
                      .source = {},
                      .note = {},
                      .finding = finding,
                      .found_wage = wage};
  };
  auto& visits = room().visits();
  ASSERT_TRUE(
      visits.record_roll(actor("inspector.01"), order, 1, {change(RollFinding::wage_differs, Money::kip(5'000'000))}));
  EXPECT_THROW(static_cast<void>(visits.record_roll(actor("chief.01"), order, 1, {change(RollFinding::absent, {})})),
               Conflict);
  const auto now = open(order).roll.front();
  EXPECT_EQ(now.finding, RollFinding::wage_differs);
  EXPECT_EQ(now.found_wage, Money::kip(5'000'000));
  EXPECT_EQ(now.version, entry.version + 1);
  EXPECT_EQ(code(visits.record_roll(actor("chief.01"), order, 1, {change(RollFinding::wage_differs, {})})),
            "roll.wage_missing");
  auto stranger = change(RollFinding::registered, {});
  stranger.row = 1;
  EXPECT_EQ(code(visits.record_roll(actor("chief.01"), order, 1, {stranger})), "roll.entry_unknown");
}

TEST_P(Visits, WhoIsFoundAndWhatIsSaidIsAddedOnceAForm) {
  const auto order = standing_visit();
  auto& visits = room().visits();
  RollChange found;
  found.name = "ທ້າວ ພົບໃໝ່";
  found.works_since = "2026-03";
  const auto form = key(), statement = key();
  for (int i = 0; i < 2; ++i) {
    EXPECT_TRUE(visits.record_roll(actor("inspector.01"), order, 1, {found}, form));
    EXPECT_TRUE(visits.add_statement(actor("inspector.01"), order, 1, "ທ້າວ ກ", "", "ເວົ້າ", statement));
  }
  const auto visit = open(order);
  ASSERT_EQ(visit.roll.size(), 1u);
  EXPECT_EQ(visit.roll[0].finding, RollFinding::unregistered);
  EXPECT_EQ(visit.statements.size(), 1u);
  EXPECT_EQ(audited("visit.roll_recorded"), 1);
  found.works_since = "spring";
  EXPECT_EQ(code(visits.record_roll(actor("inspector.01"), order, 1, {found}, key())), "roll.month_malformed");
  EXPECT_EQ(code(visits.record_roll(actor("inspector.01"), order, 1, {RollChange{}}, key())), "roll.name_missing");
  EXPECT_EQ(code(visits.add_statement(actor("inspector.01"), order, 1, "", "", "x")), "form.required");
}

TEST_P(Visits, AnAnswerOfTheChecklistStaysUntilItIsChangedAndBlankIsNeverNo) {
  const auto order = standing_visit();
  auto& visits = room().visits();
  const auto item = visits.checklist().front().code;
  ASSERT_TRUE(visits.answer_checklist(actor("inspector.01"), order, 1, {{item, CheckAnswer::no, "ບໍ່ມີບັນຊີ"}}));
  ASSERT_TRUE(visits.answer_checklist(actor("inspector.01"), order, 1, {}));
  ASSERT_EQ(open(order).answers.size(), 1u) << "questions nobody answered leave no row";
  EXPECT_EQ(open(order).answers[0].answer, CheckAnswer::no);
  ASSERT_TRUE(visits.answer_checklist(actor("chief.01"), order, 1, {{item, CheckAnswer::yes, ""}}));
  ASSERT_EQ(open(order).answers.size(), 1u);
  EXPECT_EQ(open(order).answers[0].answer, CheckAnswer::yes);
  EXPECT_EQ(code(visits.answer_checklist(actor("chief.01"), order, 1, {{"weather", CheckAnswer::yes, ""}})),
            "checklist.item_unknown");
}

TEST_P(Visits, EndWithASignatureOrItsReasonAndTakeNothingAfterIt) {
  const auto order = standing_visit();
  auto& visits = room().visits();
  EXPECT_EQ(code(visits.end(actor("inspector.01"), order, 1, {"", "", "", Signature::signed_})), "visit.met_missing");
  EXPECT_EQ(code(visits.end(actor("inspector.01"), order, 1, {"ທ້າວ ກ", "", "", Signature::open})),
            "visit.signature_missing");
  EXPECT_EQ(code(visits.end(actor("head.01"), order, 1, {"ທ້າວ ກ", "", "", Signature::signed_})), "access.forbidden");
  EXPECT_EQ(code(tries("inspector.01", order, "findings", {{"enquiry", "false"}, {"visit_summary", "x"}})),
            "visit.still_running");
  ASSERT_TRUE(visits.end(actor("inspector.01"), order, 1, {"ທ້າວ ກ", "", "", Signature::refused}));
  RollChange late;
  late.name = "x";
  EXPECT_EQ(code(visits.record_roll(actor("inspector.01"), order, 1, {late})), "visit.ended");
  EXPECT_EQ(code(visits.add_statement(actor("inspector.01"), order, 1, "x", "", "x")), "visit.ended");
  EXPECT_EQ(code(visits.end(actor("inspector.01"), order, 1, {"x", "", "", Signature::signed_})), "visit.ended");
  EXPECT_EQ(code(visits.may_record(actor("inspector.01"), order, 1)), "visit.ended");
  EXPECT_EQ(code(visits.open(actor("inspector.01"), order, 7)), "visit.unknown");
  EXPECT_EQ(visits.start(actor("inspector.01"), order, "").value(), 2);
  EXPECT_EQ(open(order).roll.size(), 0u);
}

// U2 has no workers of its own: whoever is found there may be one of another unit's.
TEST_P(Visits, WhoIsTypedIsShownThoseWhomTheRegisterKnowsAndTakenOnceAsItHasThem) {
  const auto order = standing_visit();
  const auto there = "/inspection/cases/" + order + "/visits/1";
  const auto ask = [&](const std::string& who, const std::string& typed) {
    return get(who, there + "/candidates?" + typed);
  };
  for (const auto* typed :
       {"new_identity=0239377101", "new_identity=5259290101", "new_identity=02393-77101&new_born=1984-09-19",
        "new_name=Bounmy101+Vongsa", "new_name=%E0%BA%9A%E0%BA%B8%E0%BA%99%E0%BA%A1%E0%BA%B5101"})
    EXPECT_TRUE(has(ask("inspector.01", typed), "value=\"W101\"")) << typed << ask("inspector.01", typed).body;
  EXPECT_TRUE(
      has(ask("inspector.01", "new_identity=0239377101&new_born=1984-09-19"), "same number, same date of birth"));
  EXPECT_FALSE(has(ask("inspector.01", "new_name=Bounmy101+Vongsa&new_born=1990-01-01"), "value=\"W101\""))
      << "born else";
  EXPECT_FALSE(has(ask("inspector.01", "new_born=1984-09-19"), "name=\"new_worker\""))
      << "a birthday alone lists nobody";
  EXPECT_FALSE(has(ask("inspector.01", "new_name=bo"), "name=\"new_worker\""));
  EXPECT_GT(audited("search.people_read", "visit:" + order + "/1"), 0);
  EXPECT_EQ(ask("head.01", "new_identity=0239377101").status, 403) << "he records no visit";
  EXPECT_EQ(ask("inspector.13", "new_identity=0239377101").status, 403);
  // Without scripts the same by a button: nothing is saved.
  const auto looked = post("inspector.01", there + "/roll",
                           {{"look", "true"}, {"new_name", "Bounmy Vongsa"}, {"new_identity", "0239377101"}});
  EXPECT_EQ(looked.status, 200);
  EXPECT_TRUE(has(looked, "value=\"W101\"") && has(looked, "value=\"Bounmy Vongsa\""));
  EXPECT_TRUE(open(order).roll.empty());
  EXPECT_EQ(post("inspector.01", there + "/roll", {{"new_worker", "W101"}, {"new_name", "Bunmi"}}).status, 303);
  const auto roll = open(order).roll;
  ASSERT_EQ(roll.size(), 1u);
  EXPECT_EQ(roll[0].worker_key, "W101");
  EXPECT_EQ(roll[0].ss_number, "5259290101");
  EXPECT_EQ(roll[0].name, "ບຸນມີ101 ວົງສາ");
  EXPECT_EQ(roll[0].finding, RollFinding::unregistered) << "of this unit he is not";
  const auto twice = post("inspector.01", there + "/roll", {{"new_worker", "W101"}});
  EXPECT_EQ(twice.status, 422);
  EXPECT_TRUE(has(twice, "stands on the roll already"));
  EXPECT_EQ(post("inspector.01", there + "/roll", {{"new_worker", "W999"}}).status, 422);
  EXPECT_EQ(open(order).roll.size(), 1u);
}

TEST_P(Visits, ANumberThatLooksMistypedIsToldAndTaken) {
  const auto order = standing_visit();
  const auto there = "/inspection/cases/" + order + "/visits/1";
  EXPECT_TRUE(has(get("inspector.01", there + "/candidates?new_identity=12"), "data-code=\"identifier.pattern\""));
  EXPECT_FALSE(has(get("inspector.01", there + "/candidates?new_identity=0239377101"), "identifier."));
  EXPECT_EQ(post("inspector.01", there + "/roll", {{"new_name", "ທ້າວ ພົບໃໝ່"}, {"new_identity", "12"}}).status, 303);
  EXPECT_EQ(open(order).roll.at(0).identity_number, "12") << "as it was typed";
  EXPECT_TRUE(has(get("inspector.01", there), "The number looks otherwise than what is known of this kind"));
}

TEST_P(Visits, AtADeskAreOfTheirOwnKind) {
  const auto order = ordered(wish());
  to_visit(order, "desk");
  ASSERT_TRUE(room().visits().start(actor("inspector.01"), order, ""));
  EXPECT_EQ(open(order).visit.kind, InspectionType::desk);
}

TEST_P(Visits, TheRollOfALargeUnitIsWhole) {
  constexpr int people = 5001;
  std::vector<std::optional<std::string>> members, employments, units(people, "U7"), names(people, "ບຸນ"),
      begun(people, "20200101");
  for (int i = 0; i < people; ++i) {
    members.emplace_back(fmt::format("M{:05}", i));
    employments.emplace_back(fmt::format("J{:05}", i));
  }
  pool().transact(db::Mode::write, [&](db::Transaction& tx) {
    using db::Column;
    tx.execute_many("TB_MEMBER", {"MBR_ID", "MBR_GNAME"}, {Column::of_texts(members), Column::of_texts(names)});
    tx.execute_many(
        "TB_EMPLOY", {"EMP_ID", "UNT_ID", "MBR_ID", "EMP_BEGDT"},
        {Column::of_texts(employments), Column::of_texts(units), Column::of_texts(members), Column::of_texts(begun)});
  });
  standing_visit("U7");
  EXPECT_EQ(count("SELECT count(DISTINCT worker_key) FROM insp_roll_entry"), people);
}

SSIIS_ON_ALL_ENGINES(Visits);

}  // namespace

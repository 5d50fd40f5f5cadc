// How a case begins: every origin, one open file of a workplace, the number series, what the registers said.
#include <thread>

#include "integration/inspections/story.hpp"

namespace {

using namespace ssiis;
using namespace ssiis::inspections;

class Cases : public test::WithStory {};

TEST_P(Cases, BeginFromEveryOriginAtTheStepOfThatOrigin) {
  const auto steps_of = [&](const std::string& unit, Origin origin, bool emergency) {
    auto w = wish(unit, origin);
    w.emergency = emergency;
    return open_steps(ordered(w));
  };
  EXPECT_EQ(steps_of("U7", Origin::national_plan, false), "background ");
  EXPECT_EQ(steps_of("U8", Origin::regular_plan, false), "background ");
  EXPECT_EQ(steps_of("U9", Origin::ad_hoc, false), "background ");
  EXPECT_EQ(steps_of("U10", Origin::authority, false), "background ");
  EXPECT_EQ(steps_of("U11", Origin::authority, true), "service.order ") << "an emergency goes straight to the order";
  EXPECT_EQ(open_steps(accepted_complaint("U12")), "background ") << "accepting a request is its screening";
}

TEST_P(Cases, AreNumberedWithoutGapsAndAFormSentTwiceMakesOne) {
  const auto w = wish("U2");
  EXPECT_EQ(ordered(w), "SSO-2026-00001");
  EXPECT_EQ(ordered(w), "SSO-2026-00001");
  EXPECT_EQ(code(room().cases().start(actor("head.01"), wish("U2"))), "case.open_already");
  EXPECT_EQ(code(room().cases().start(actor("head.01"), wish("U3"))), "unit.unknown");
  EXPECT_EQ(ordered(wish("U7")), "SSO-2026-00002") << "what was refused gives its number back";
  EXPECT_EQ(count("SELECT count(*) FROM insp_case"), 2);
}

TEST_P(Cases, NeedAReasonAUnitAndTheRightAtItsPlace) {
  auto w = wish();
  w.subject = "";
  const auto empty = room().cases().start(actor("head.01"), w);
  EXPECT_EQ(empty.rejection().field, "subject");
  const auto before = audited("access.refused");
  EXPECT_EQ(code(room().cases().start(actor("head.13"), wish("U2"))), "unit.unknown");
  EXPECT_EQ(code(room().cases().start(actor("inspector.01"), wish("U2"))), "access.forbidden");
  EXPECT_EQ(audited("access.refused"), before + 2);
  EXPECT_EQ(code(room().cases().start(actor("head.01"), wish("U404"))), "unit.unknown");
  EXPECT_EQ(count("SELECT count(*) FROM insp_case"), 0);
}

TEST_P(Cases, GoToOneWorkplaceWhichIsChosenWhenThereAreSeveral) {
  EXPECT_EQ(code(room().cases().start(actor("head"), wish("U1"))), "workplace.unknown");
  auto w = wish("U1");
  w.workplace_key = "U1-2";
  EXPECT_EQ(code(room().cases().start(actor("head.01"), w)), "access.forbidden") << "the branch lies in Savannakhet";
  w.request_key = key();
  const auto branch = file(ordered(w, "head"));
  EXPECT_EQ(branch.territory.substr(0, 2), "13");
  EXPECT_EQ(branch.office, "13");
  w.workplace_key = "U1-1";
  w.request_key = key();
  EXPECT_EQ(file(ordered(w)).office, "01") << "each workplace may have its own open file";
  w.workplace_key = "U2-1";
  w.request_key = key();
  EXPECT_EQ(code(room().cases().start(actor("head"), w)), "workplace.unknown");
}

TEST_P(Cases, KeepWhatTheRegistersSaidWithItsSourceAndDay) {
  auto w = wish("U1");
  w.workplace_key = "U1-1";
  const auto id = file(ordered(w)).id;
  std::map<std::string, BackgroundFact> facts;
  for (auto& f : reading([&](db::Transaction& tx) { return background_of(tx, id); })) facts.emplace(f.topic, f);
  EXPECT_EQ(facts.at("unit.status").value, "ACTIVE");
  EXPECT_EQ(facts.at("workers.declared").value, "60");
  EXPECT_EQ(facts.at("workers.declared").as_of, "2026-10");
  EXPECT_EQ(facts.at("contributions.missing").value, std::to_string(30 * 460000));
  EXPECT_EQ(facts.at("inspections.earlier").value, "1");
  EXPECT_TRUE(facts.contains("snapshot.tax_employer"));
}

TEST_P(Cases, OfOneWorkplaceStartedByManyAtOnceAreOne) {
  std::vector<std::thread> heads;
  std::atomic<int> made{0}, open_already{0};
  for (int i = 0; i < 4; ++i)
    heads.emplace_back([&, i] {
      const auto who = actor(i % 2 ? "head.01" : "head2.01");
      const auto started = room().cases().start(who, wish("U2"));
      if (started)
        ++made;
      else if (started.rejection().code == "case.open_already")
        ++open_already;
    });
  for (auto& h : heads) h.join();
  EXPECT_EQ(made, 1);
  EXPECT_EQ(open_already, 3);
  EXPECT_EQ(count("SELECT count(*) FROM insp_case"), 1);
  EXPECT_EQ(ordered(wish("U7")), "SSO-2026-00002");
}

TEST_P(Cases, AreOpenedInTheirPlacesAndReadingAndRefusalAreKept) {
  const auto order = ordered(wish());
  EXPECT_TRUE(room().cases().open(actor("inspector.01"), order));
  EXPECT_EQ(code(room().cases().open(actor("head.13"), order)), "access.forbidden");
  EXPECT_EQ(code(room().cases().open(actor("head.13"), "SSO-1999-00001")), "access.forbidden");
  EXPECT_EQ(code(room().cases().open(actor("helpdesk"), order)), "access.forbidden");
  EXPECT_EQ(audited("case.read", "case:" + order), 1);
  EXPECT_EQ(audited("access.refused", "case:" + order), 2);
  EXPECT_TRUE(room().cases().list(actor("head.13"), CaseState::in_course, std::nullopt, 10).empty());
  EXPECT_EQ(room().cases().counts(actor("head.13"))[CaseState::in_course], 0);
  EXPECT_EQ(room().cases().counts(actor("head.01"))[CaseState::in_course], 1);
}

TEST_P(Cases, NameTheRequestTheyCameFrom) {
  const auto order = accepted_complaint();
  const auto id = file(order).id;
  const auto records = reading([&](db::Transaction& tx) { return trail_->of_case(tx, id, 1, 100); });
  std::string request;
  for (const auto& r : records)
    if (r.event == "order.created")
      for (const auto& [name, value] : r.details)
        if (name == "request") request = value;
  EXPECT_EQ(request, "REQ-2026-00001");
}

TEST_P(Cases, OfUnitsWhoseNameIsLongerThanAnyOfOurColumns) {
  std::string name;
  for (int i = 0; i < 400; ++i) name += "ກ";
  static constexpr db::Query rename{"test/rename", "UPDATE TB_UNIT SET UNT_NAME_LO = ? WHERE UNT_ID = 'U8'"};
  pool().transact(db::Mode::write, [&](db::Transaction& tx) { tx.execute(rename, db::Params{name}); });
  EXPECT_EQ(count_code_points(file(ordered(wish("U8"))).unit_name), 300U);
}

TEST_P(Cases, AskedForByANumberThatIsTooLongAreRefusedLikeOthers) {
  const auto before = audited("access.refused");
  EXPECT_EQ(code(room().cases().open(actor("head.01"), std::string(500, 'x'))), "access.forbidden");
  EXPECT_EQ(audited("access.refused"), before + 1);
}

TEST_P(Cases, ShowTheirNewestEventsHoweverOftenTheyWereRead) {
  const auto order = ordered(wish());
  to_visit(order);
  const auto id = file(order).id;
  for (int i = 0; i < 70; ++i) ASSERT_TRUE(room().cases().open(actor("inspector.01"), order));
  ASSERT_TRUE(room().visits().start(actor("inspector.01"), order, ""));
  const auto newest = reading([&](db::Transaction& tx) { return trail_->writings_of_case(tx, id, 3); });
  ASSERT_EQ(newest.size(), 3U);
  EXPECT_EQ(newest[0].event, "visit.started");
  EXPECT_GT(newest[0].seq, newest[1].seq);
  for (const auto& r : newest) EXPECT_EQ(r.act, audit::Act::wrote);
  EXPECT_TRUE(has(get("head.01", "/inspection/cases/" + order), "Visit started"));
}

TEST_P(Cases, ProcedureThatWasNeverDeployedIsNotFound) {
  EXPECT_EQ(get("head.01", "/inspection/procedure/999/inspection").status, 404);
  EXPECT_EQ(get("head.01", "/inspection/procedure/1/nothing").status, 404);
  EXPECT_EQ(get("head.01", "/inspection/procedure/1/inspection").status, 200);
}

SSIIS_ON_ALL_ENGINES(Cases);

}  // namespace

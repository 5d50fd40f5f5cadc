// Lists of labour units to inspect, from the draft to one inspection for each unit.
#include "support/inspections_fixture.hpp"

namespace {

using namespace ssiis;
using namespace ssiis::inspections;

class Lists : public test::WithInspections {
 protected:
  ListService& lists() { return room().units().lists; }
  std::string given_list(const std::string& territory = "01", const std::string& login = "head.01") {
    const auto made =
        lists().make(actor(login), {Origin::regular_plan, "ໂຮງງານ ໄຕມາດ 2", territory, web::new_request_key()});
    if (!made) throw std::runtime_error{made.rejection().code};
    return *made;
  }
  ListView view(const std::string& number, const std::string& login = "head.01") {
    const auto v = lists().view(actor(login), number, 0, 100);
    if (!v) throw std::runtime_error{v.rejection().code};
    return *v;
  }
  ListEntry entry(const std::string& number, const std::string& unit) {
    for (const auto& e : view(number).entries)
      if (e.unit_key == unit) return e;
    throw std::out_of_range{unit};
  }
  void consolidated(const std::string& number) {
    const auto done = lists().consolidate(actor("head.01"), number, view(number).list.version);
    ASSERT_TRUE(done) << done.rejection().code;
  }
  std::int64_t cases() { return count("SELECT count(*) FROM insp_case"); }
};

TEST_P(Lists, AreNumberedInASeriesAndAFormSentTwiceMakesOne) {
  const NewList wish{Origin::national_plan, "ແຜນ", "01", web::new_request_key()};
  const auto first = lists().make(actor("head.01"), wish);
  const auto again = lists().make(actor("head.01"), wish);
  ASSERT_TRUE(first);
  EXPECT_EQ(*first, "LIST-2026-00001");
  EXPECT_EQ(*again, *first);
  EXPECT_EQ(given_list(), "LIST-2026-00002");
  EXPECT_EQ(audited("unit_list.made"), 2);
}

TEST_P(Lists, AreMadeByHeadsInsideTheirPlacesOnly) {
  const auto code = [&](const std::string& login, const std::string& territory, Origin origin = Origin::regular_plan) {
    const auto made = lists().make(actor(login), {origin, "x", territory, web::new_request_key()});
    return made ? std::string{"made"} : made.rejection().code;
  };
  EXPECT_EQ(code("inspector.01", "01"), "access.forbidden");
  EXPECT_EQ(code("head.01", "13"), "access.forbidden");
  EXPECT_EQ(code("head.01", "LA"), "access.forbidden");
  EXPECT_EQ(code("head.01", "99"), "list.territory_unknown");
  EXPECT_EQ(code("head.01", "01", Origin::worker_request), "list.origin");
  EXPECT_EQ(code("head", "LA"), "made");
  EXPECT_EQ(audited("access.refused"), 3);
  EXPECT_EQ(post("inspector.01", "/inspection/lists/new", {{"title", "x"}}).status, 403);
}

TEST_P(Lists, OfOtherProvincesAreNotSeen) {
  const auto number = given_list();
  EXPECT_EQ(lists().lists(actor("head.13"), std::nullopt, 50).size(), 0U);
  EXPECT_EQ(get("head.13", "/inspection/lists/" + number).status, 403);
  EXPECT_EQ(get("head.13", "/inspection/lists/LIST-2026-99999").status, 403);
  EXPECT_EQ(audited("access.refused", "unit_list:" + number), 1);
  EXPECT_EQ(lists().lists(actor("inspector.01"), std::nullopt, 50).size(), 1U);
  EXPECT_EQ(lists().lists(actor("head"), std::nullopt, 50).size(), 1U);
}

TEST_P(Lists, TakePastedNumbersAndSayWhatIsWrongWithEachLine) {
  const auto number = given_list();
  const auto taken = lists().take_numbers(
      actor("head.01"), number, "010000002\n\n  ໐໑໐໐໐໐໐໐໑ \n999\n130000003\n010000004\n010000002\n010000007", "ສ່ຽງ");
  ASSERT_TRUE(taken);
  EXPECT_EQ(taken->added, 3);
  std::map<int, std::string> faults;
  for (const auto& f : taken->faults) faults[f.line] = f.why.code;
  EXPECT_EQ(faults, (std::map<int, std::string>{{4, "list.number_unknown"},
                                                {5, "list.number_unknown"},  // of another province: not to be told
                                                {6, "list.number_ambiguous"},
                                                {7, "list.line_repeated"}}));
  const auto again = lists().take_numbers(actor("head.01"), number, "010000002", "x");
  ASSERT_TRUE(again);
  EXPECT_EQ(again->faults.at(0).why.code, "list.unit_listed");
  EXPECT_EQ(entry(number, "U2").reason, "ສ່ຽງ");
}

TEST_P(Lists, SayWhenAUnitLiesOutsideTheListButInsideTheCallersPlaces) {
  const auto number = given_list("01", "head");
  const auto taken = lists().take_numbers(actor("head"), number, "130000003", "x");
  ASSERT_TRUE(taken);
  EXPECT_EQ(taken->added, 0);
  EXPECT_EQ(taken->faults.at(0).why.code, "list.unit_outside");
}

TEST_P(Lists, RefuseEmptyAndEndlessPastesAndReasonsThatAreMissing) {
  const auto number = given_list();
  const auto code = [&](const std::string& pasted, const std::string& reason) {
    const auto r = lists().take_numbers(actor("head.01"), number, pasted, reason);
    return r ? std::string{"taken"} : r.rejection().code;
  };
  EXPECT_EQ(code(" \n \n", "x"), "list.nothing_chosen");
  EXPECT_EQ(code("010000002", ""), "form.required");
  std::string endless;
  for (int i = 0; i <= longest_paste; ++i) endless += std::to_string(i) + "\n";
  EXPECT_EQ(code(endless, "x"), "list.paste_too_long");
  EXPECT_EQ(code("010000002", std::string(1001, 'x')), "form.too_long");
  EXPECT_EQ(view(number).counts.listed, 0);
}

TEST_P(Lists, UnitsAreChosenByNameOnThePage) {
  const auto number = given_list();
  const auto found = get("head.01", "/inspection/lists/" + number + "?find=Chantha");
  EXPECT_TRUE(has(found, "value=\"U2\"")) << found.body;
  const auto done = post("head.01", "/inspection/lists/" + number + "/units",
                         {{"by", "units"}, {"unit", "U2"}, {"unit", "U7"}, {"reason", "ສ່ຽງ"}});
  EXPECT_EQ(done.status, 303) << done.body;
  EXPECT_EQ(view(number).counts.listed, 2);
  const auto page = post("head.01", "/inspection/lists/" + number + "/units",
                         {{"by", "numbers"}, {"numbers", "777\n010000008"}, {"reason", "ສ່ຽງ"}});
  EXPECT_TRUE(has(page, "Line 1: 777")) << page.body;
  EXPECT_TRUE(has(page, "1 unit added"));
}

TEST_P(Lists, KeepTheReasonOfARemovalAndTakeTheUnitBack) {
  const auto number = given_list();
  ASSERT_TRUE(lists().take_units(actor("head.01"), number, {"U2"}, "a"));
  const auto e = entry(number, "U2");
  EXPECT_EQ(lists().remove(actor("head.01"), number, e.id, e.version, "").rejection().code, "form.required");
  ASSERT_TRUE(lists().give_reason(actor("head.01"), number, e.id, e.version, "b"));
  EXPECT_THROW(static_cast<void>(lists().give_reason(actor("head.01"), number, e.id, e.version, "c")), Conflict);
  ASSERT_TRUE(lists().remove(actor("head.01"), number, e.id, e.version + 1, "ຍ້າຍແຂວງ"));
  EXPECT_TRUE(has(get("head.01", "/inspection/lists/" + number), "ຍ້າຍແຂວງ"));
  EXPECT_EQ(lists().remove(actor("head.01"), number, e.id, e.version + 2, "x").rejection().code, "list.entry_unknown");
  ASSERT_TRUE(lists().take_units(actor("head.01"), number, {"U2"}, "again"));
  EXPECT_EQ(entry(number, "U2").reason, "again");
  EXPECT_EQ(view(number).entries.size(), 1U);
}

TEST_P(Lists, ConsolidateOnceAndNotEmpty) {
  const auto number = given_list();
  EXPECT_EQ(lists().consolidate(actor("head.01"), number, 1).rejection().code, "list.empty");
  ASSERT_TRUE(lists().take_units(actor("head.01"), number, {"U2"}, "a"));
  EXPECT_THROW(static_cast<void>(lists().consolidate(actor("head.01"), number, 1)), Conflict);
  EXPECT_EQ(lists().start(actor("head.01"), number, 0, InspectionType::direct).rejection().code,
            "list.not_consolidated");
  consolidated(number);
  EXPECT_EQ(lists().take_units(actor("head.01"), number, {"U7"}, "a").rejection().code, "list.not_a_draft");
  EXPECT_EQ(lists().abandon(actor("head.01"), number, 3, "x").rejection().code, "list.not_a_draft");
}

TEST_P(Lists, StartOneInspectionForEachUnitAndReportTheOpenOnes) {
  const auto before = given_order("head.01", "U7");
  const auto number = given_list();
  ASSERT_TRUE(lists().take_units(actor("head.01"), number, {"U1", "U2", "U7"}, "ສ່ຽງ"));
  consolidated(number);
  const auto report = lists().start(actor("head.01"), number, 0, InspectionType::desk);
  ASSERT_TRUE(report);
  EXPECT_EQ(report->started, 2);
  EXPECT_EQ(report->refused, 1);
  EXPECT_EQ(audited("unit_list.start_refused", "unit_list:" + number), 1);
  EXPECT_FALSE(report->go_on_after);
  EXPECT_EQ(cases(), 3);
  EXPECT_EQ(count("SELECT count(*) FROM insp_case WHERE origin = 'regular_plan' AND inspection_type = 'desk'"), 2);
  EXPECT_EQ(count("SELECT count(*) FROM insp_case WHERE unit_key = 'U1' AND workplace_key = 'U1-1'"), 1)
      << "the seat, not the branch in another province";
  const auto page = get("head.01", "/inspection/lists/" + number);
  EXPECT_TRUE(has(page, before)) << "the open order stands beside the unit that it keeps back";
  EXPECT_TRUE(has(page, entry(number, "U2").order_number));
  EXPECT_EQ(view(number).list.state, ListState::consolidated);
  // Taken off, nothing is left to start.
  const auto e = entry(number, "U7");
  ASSERT_TRUE(lists().remove(actor("head.01"), number, e.id, e.version, "ມີຄຳສັ່ງແລ້ວ"));
  EXPECT_EQ(view(number).list.state, ListState::started);
  const auto started = entry(number, "U2");
  EXPECT_EQ(lists().remove(actor("head.01"), number, started.id, started.version, "x").rejection().code,
            "list.entry_started");
}

TEST_P(Lists, StartInBatchesThatGoOnWhereTheyStopped) {
  const auto number = given_list();
  std::vector<std::string> units;
  for (int i = 7; i <= 28; ++i) units.push_back("U" + std::to_string(i));  // two more than a batch
  ASSERT_EQ(lists().take_units(actor("head.01"), number, units, "ສ່ຽງ")->added, 22);
  consolidated(number);
  const auto page = post("head.01", "/inspection/lists/" + number + "/start", {{"inspection_type", "direct"}});
  EXPECT_EQ(page.status, 303);
  EXPECT_EQ(view(number).counts.started, start_batch);
  const auto address = header(page, "Location");
  EXPECT_TRUE(has(get("head.01", address), "Go on with the next units")) << address;
  // Another head goes on, and begins at the beginning: what has its order is not started twice.
  const auto rest = lists().start(actor("head2.01"), number, 0, InspectionType::direct);
  ASSERT_TRUE(rest);
  EXPECT_EQ(rest->started, 2);
  EXPECT_EQ(cases(), 22);
  EXPECT_EQ(view(number).list.state, ListState::started);
}

TEST_P(Lists, StartNothingTwiceWhenAnEntryChangedMeanwhile) {
  const auto number = given_list();
  ASSERT_TRUE(lists().take_units(actor("head.01"), number, {"U2"}, "a"));
  consolidated(number);
  const auto e = entry(number, "U2");
  const auto list = view(number).list;
  // As if somebody else had taken the unit off after this person's list was read: the case goes with the entry.
  const auto wish = NewCase{.origin = Origin::regular_plan,
                            .unit_key = "U2",
                            .workplace_key = {},
                            .subject = "x",
                            .request_number = std::nullopt,
                            .request_key = web::new_request_key(),
                            .together = [&](db::Transaction& tx, const Case& c) {
                              auto stale = e;
                              stale.version = e.version + 7;
                              stale.case_id = c.id;
                              save(tx, list.id, stale);
                            }};
  EXPECT_THROW(static_cast<void>(room().cases().start(actor("head.01"), wish)), Conflict);
  EXPECT_EQ(cases(), 0);
  EXPECT_EQ(given_order("head.01", "U2"), "SSO-2026-00001") << "the number of the lost case came back";
}

TEST_P(Lists, StartNeedsTheRightToOrder) {
  const auto number = given_list();
  ASSERT_TRUE(lists().take_units(actor("head.01"), number, {"U2"}, "a"));
  consolidated(number);
  EXPECT_EQ(post("inspector.01", "/inspection/lists/" + number + "/start", {{"inspection_type", "direct"}}).status,
            403);
  EXPECT_EQ(post("head.13", "/inspection/lists/" + number + "/start", {{"inspection_type", "direct"}}).status, 403);
  EXPECT_EQ(cases(), 0);
}

SSIIS_ON_ALL_ENGINES(Lists);

}  // namespace

// The periods of a file on its pages: the list, one made longer, all of them standing still by hand and by a court.
#include <filesystem>
#include <fstream>

#include "integration/inspections/story.hpp"

namespace {

using namespace ssiis;
using namespace ssiis::inspections;

class FilePeriods : public test::WithStory {
 protected:
  void SetUp() override {
    WithStory::SetUp();
    folder_ = std::filesystem::temp_directory_path() / test::fresh_name();
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override {
    std::filesystem::remove_all(folder_);
    WithStory::TearDown();
  }
  web::Upload scan() {
    const std::string pdf =
        "%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\n"
        "trailer\n<</Root 1 0 R>>\nstartxref\n0\n%%EOF\n";
    std::ofstream{folder_ / "a.pdf", std::ios::binary} << pdf;
    return {"file", "a.pdf", "application/pdf", (folder_ / "a.pdf").string(), pdf.size()};
  }
  static std::string list_of(const std::string& order) { return "/inspection/cases/" + order + "/deadlines"; }
  FileDeadlines periods(const std::string& order) {
    const auto id = file(order).id;
    return reading([&](db::Transaction& tx) { return room().deadlines().of(tx, id); });
  }
  // The open period of this key.
  workflow::DeadlineLine period(const std::string& order, const std::string& key) {
    for (const auto& p : periods(order).periods)
      if (p.line.open() && p.line.rule.key == key) return p.line;
    throw std::runtime_error{"no open period " + key};
  }
  std::string rev(const std::string& order) { return std::to_string(periods(order).rev.value()); }
  Fields extension(const std::string& order) {
    return {{"rev", rev(order)},           {"days", "4"},          {"article", "ZZARTICLE 7"},
            {"reason", "ZZREASON longer"}, {"sender", "ZZSENDER"}, {"request_key", key()}};
  }
  Fields standstill(const std::string& order, const char* act, const char* from) {
    return {{"rev", rev(order)},  {"act", act},          {"from", from},
            {"reason", "ZZSTAY"}, {"sender", "ZZCOURT"}, {"request_key", key()}};
  }
  void on(const char* day) { clock_.set(Instant::parse(std::string{day} + "T03:00:00.000000Z").value()); }
  static std::size_t times(const web::Page& page, std::string_view words) {
    std::size_t n = 0;
    for (auto at = page.body.find(words); at != std::string::npos; at = page.body.find(words, at + 1)) ++n;
    return n;
  }

  std::filesystem::path folder_;
};

TEST_P(FilePeriods, AreListedWithAllTheyAreDerivedFromAndMarkedWhereNobodyConfirmedThem) {
  const auto order = ordered(wish());
  to_visit(order);
  const auto page = get("inspector.01", list_of(order));
  ASSERT_EQ(page.status, 200);
  for (const char* words : {"Open periods", "Past periods", "Period of the inspection", "30 working days",
                            "day on which the period began", "23/11/2026", "Background information"})
    EXPECT_TRUE(has(page, words)) << words;
  const auto all = periods(order);
  EXPECT_EQ(times(page, "to be confirmed by LSSO"), all.periods.size()) << "on every line";
  EXPECT_EQ(std::count_if(all.periods.begin(), all.periods.end(), [](const auto& p) { return p.line.open(); }), 2);
  EXPECT_FALSE(has(page, "Make longer")) << "an inspector does not";
  EXPECT_TRUE(has(get("legal", list_of(order)), "Make longer"));
  EXPECT_EQ(get("inspector.13", list_of(order)).status, 403);
  EXPECT_TRUE(has(get("inspector.01", "/inspection/cases/" + order), list_of(order)));
  EXPECT_TRUE(has(get("inspector.01", list_of(order), web::Mount::staff, "lo"), "ກຳນົດເວລາທີ່ດຳເນີນຢູ່"));
}

TEST_P(FilePeriods, AreMadeLongerOnceWithReasonAndPaperAndTheListShowsBothDays) {
  const auto order = ordered(wish());
  to_visit(order);
  const auto line = period(order, "inspection.period");
  const auto address = list_of(order) + "/" + std::to_string(line.id) + "/extension";
  const auto form = get("legal", address);
  EXPECT_TRUE(has(form, "By how many working days"));
  EXPECT_TRUE(has(form, "How often and by how many days this period may be made longer is to be confirmed by LSSO"));
  const auto fields = extension(order);
  const auto done = post("legal", address, fields, {scan()});
  ASSERT_EQ(done.status, 303) << done.body;
  EXPECT_EQ(header(done, "Location"), list_of(order));
  EXPECT_EQ(post("legal", address, fields, {scan()}).status, 303) << "sent twice it is done once";
  EXPECT_EQ(count("SELECT count(*) FROM insp_wf_extension"), 1);
  const auto after = period(order, "inspection.period");
  EXPECT_EQ(after.extra_days, 4);
  ASSERT_EQ(periods(order).moves.size(), 1u);
  EXPECT_EQ(periods(order).moves[0].before, line.due);
  EXPECT_EQ(periods(order).moves[0].after, after.due);
  const auto page = get("inspector.01", list_of(order));
  for (const char* words : {"Periods made longer", "+4", "ZZARTICLE 7", "ZZREASON longer", "Days that moved",
                            "Made longer", "(made longer by 4 days)", "User legal"})
    EXPECT_TRUE(has(page, words)) << words;
  EXPECT_TRUE(has(get("inspector.01", "/inspection/cases/" + order + "/documents"), "ZZSENDER"));
  EXPECT_EQ(audited("workflow.deadline_extended"), 1);
}

TEST_P(FilePeriods, WhatLacksOrIsNotForThePersonIsRefusedAtItsFieldAndLeavesNothing) {
  const auto order = ordered(wish());
  to_visit(order);
  const auto address = list_of(order) + "/" + std::to_string(period(order, "visit").id) + "/extension";
  auto fields = extension(order);
  EXPECT_TRUE(has(post("legal", address, fields), "Please choose a document that is on the file, or add one."));
  fields.erase("sender");
  EXPECT_TRUE(has(post("legal", address, fields, {scan()}), "Please write from whom the added document is."));
  fields = extension(order);
  fields.erase("article");
  fields.emplace("document", "999");
  EXPECT_EQ(post("legal", address, fields).status, 422);
  fields = extension(order);
  fields.emplace("document", "999");
  EXPECT_EQ(post("legal", address, fields).status, 422) << "a paper of another file is none";
  for (const char* login : {"inspector.01", "head.01", "director"}) {
    const auto refusals = audited("access.refused");
    EXPECT_EQ(post(login, address, extension(order), {scan()}).status, 403) << login;
    EXPECT_EQ(get(login, address).status, 403) << login;
    EXPECT_GE(audited("access.refused"), refusals + 2) << login;
  }
  auto old = extension(order);
  old.find("rev")->second = std::to_string(periods(order).rev.value() - 1);
  EXPECT_THROW((void)post("legal", address, old, {scan()}), Conflict);
  EXPECT_EQ(count("SELECT count(*) FROM insp_wf_extension"), 0);
  EXPECT_EQ(count("SELECT count(*) FROM insp_document WHERE kind = 'letter'"), 0);
}

TEST_P(FilePeriods, OfOnesOwnStepAreMadeLongerByTheHeadAlone) {
  const auto order = ordered(wish());
  to_notification(order);
  ASSERT_TRUE(comes_in("legal", order, "receipt"));
  ASSERT_TRUE(comes_in("legal", order, "allegations"));
  const auto address = list_of(order) + "/" + std::to_string(period(order, "allegations.examine").id) + "/extension";
  const auto refusals = audited("access.refused");
  EXPECT_TRUE(
      has(post("legal", address, extension(order), {scan()}), "Who is to do the step does not make its period"));
  EXPECT_EQ(audited("access.refused"), refusals + 1);
  EXPECT_EQ(post("head.legal", address, extension(order), {scan()}).status, 303);
}

TEST_P(FilePeriods, StandStillByHandEverywhereADayWouldBeShownAndRunAgain) {
  const auto order = ordered(wish());
  to_visit(order);
  const auto before = period(order, "inspection.period").due;
  const auto address = list_of(order) + "/standstill";
  EXPECT_EQ(get("inspector.01", address).status, 403);
  EXPECT_TRUE(has(get("legal", address), "all periods of this file stand still"));
  ASSERT_EQ(post("legal", address, standstill(order, "suspend", "2026-11-23"), {scan()}).status, 303);
  EXPECT_EQ(post("legal", address, standstill(order, "suspend", "2026-11-23"), {scan()}).status, 422);
  const auto words = "stands still since 23/11/2026";
  const auto task = std::to_string(step(order, "findings").id);
  for (const auto& at : {list_of(order), "/inspection/cases/" + order, std::string{"/inspection"},
                         "/inspection/cases/" + order + "/tasks/" + task})
    EXPECT_TRUE(has(get("inspector.01", at), words)) << at;
  EXPECT_TRUE(has(get("inspector.01", "/inspection/panel/home", web::Mount::panel), words));
  on("2027-03-01");
  EXPECT_EQ(engine_->fire_due(pool(), actor("director"), clock_.today()).referred, 0);
  const auto page = get("legal", address);
  EXPECT_TRUE(has(page, "Let the periods run again"));
  ASSERT_EQ(post("legal", address, standstill(order, "resume", "2027-02-22"), {scan()}).status, 303);
  const auto after = period(order, "inspection.period").due;
  ASSERT_TRUE(before && after);
  EXPECT_GT(after->days_since(*before), 80);
  const auto list = get("inspector.01", list_of(order));
  for (const char* x : {"Times in which the periods stood still", "ZZSTAY", "22/02/2027", "Runs again", "stood still"})
    EXPECT_TRUE(has(list, x)) << x;
  EXPECT_FALSE(has(get("inspector.01", "/inspection"), words));
}

TEST_P(FilePeriods, StandStillByTheCourtsPaperWhichTheListNames) {
  const auto order = ordered(wish());
  to_notification(order);
  on("2026-11-27");
  ASSERT_TRUE(comes_in("legal", order, "court_stay", Day{2026, 11, 25}));
  const auto still = periods(order);
  EXPECT_EQ(still.still_since, (Day{2026, 11, 25}));
  ASSERT_EQ(still.standstills.size(), 1u);
  const auto number = reading([&](db::Transaction& tx) {
    return documents_->find(tx, file(order).id, DocumentId{still.standstills[0].document}).value().register_number;
  });
  EXPECT_TRUE(has(get("legal", list_of(order)), number));
  EXPECT_TRUE(has(get("legal", "/inspection/cases/" + order), "stands still since 25/11/2026"));
  on("2026-12-20");
  ASSERT_TRUE(comes_in("legal", order, "stay_lifted", Day{2026, 12, 18}));
  EXPECT_FALSE(periods(order).still_since);
  EXPECT_EQ(period(order, "receipt").due, (Day{2026, 12, 30})) << "one day had passed; nine more from 18 December on";
}

TEST_P(FilePeriods, ThatAnOfficerDecidedShowHisDayAndTheArticle) {
  const auto order = ordered(wish());
  to_approval(order);
  on("2026-12-01");
  ASSERT_EQ(engine_->fire_due(pool(), actor("director"), clock_.today()).referred, 1);
  EXPECT_TRUE(has(get("legal", list_of(order)), "over, lies with the legal officer"));
  does("legal", order, "deadline.confirm", {{"choice", "wait"}, {"article", "ZZART 5"}, {"until", "2026-12-11"}});
  const auto page = get("inspector.01", list_of(order));
  for (const char* words : {"a legal officer set 11/12/2026", "Set by a legal officer", "ZZART 5", "26/11/2026"})
    EXPECT_TRUE(has(page, words)) << words;
  on("2026-12-12");
  ASSERT_EQ(engine_->fire_due(pool(), actor("director"), clock_.today()).referred, 1);
  does("legal", order, "deadline.confirm", {{"choice", "move"}, {"article", "ZZART 6"}});
  EXPECT_TRUE(has(get("inspector.01", list_of(order)), "ended: the file moved on"));
  EXPECT_TRUE(has(get("inspector.01", list_of(order)), "User legal: ZZART 6"));
}

TEST_P(FilePeriods, AreReadByTheTeamOfAnotherOrderWithoutReasonsAndPapersThatMayNameWhoComplained) {
  auto branch = wish("U1");
  branch.workplace_key = "U1-2";
  const auto earlier = ordered(branch, "head");
  const auto line = period(earlier, "background.collect");
  const auto address = list_of(earlier) + "/" + std::to_string(line.id) + "/extension";
  ASSERT_EQ(post("legal", address, extension(earlier), {scan()}).status, 303);
  ASSERT_EQ(
      post("legal", list_of(earlier) + "/standstill", standstill(earlier, "suspend", "2026-11-23"), {scan()}).status,
      303);
  EXPECT_EQ(get("inspector.01", list_of(earlier)).status, 403);
  auto seat = wish("U1");
  seat.workplace_key = "U1-1";
  const auto mine = ordered(seat);
  does("registration.01", mine, "background", {{"register_data", "right"}});
  does("head.01", mine, "service.order", team());
  const auto page = get("inspector.01", list_of(earlier));
  ASSERT_EQ(page.status, 200);
  for (const char* words : {"Periods made longer", "+4", "Times in which the periods stood still", "Days that moved"})
    EXPECT_TRUE(has(page, words)) << words;
  for (const char* words : {"ZZREASON", "ZZSTAY", "ZZSENDER", "ZZCOURT", "/documents#d-", "Make longer"})
    EXPECT_FALSE(has(page, words)) << words;
  EXPECT_TRUE(has(get("legal", list_of(earlier)), "ZZREASON"));
}

SSIIS_ON_ALL_ENGINES(FilePeriods);

}  // namespace

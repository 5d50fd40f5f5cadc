// The pages of review, asked for as a browser would.
#include "linkage_fixture.hpp"

namespace ssiis::linkage {
namespace {

class LinkScreens : public WithLinks {
 protected:
  void SetUp() override {
    WithLinks::SetUp();
    translator_ = std::make_unique<web::Translator>(SSIIS_SHARE "/i18n");
    renderer_ = std::make_unique<web::Renderer>(SSIIS_SHARE "/pages", SSIIS_SHARE "/assets", *translator_);
    tree_ = read([](db::Transaction& tx) {
      return std::make_shared<const profiles::TerritoryTree>(profiles::current_tree(tx));
    });
    add_review_screens(router_, {*reviews_, *clusters_, *renderer_, [this] { return tree_; },
                                 [](const std::string& login, std::string_view) { return "Name of " + login; }});
    planted(tax(), {found("L1", tin, 0.97), found("L2", other_tin, 0.6)});
  }
  using Fields = std::multimap<std::string, std::string>;
  web::Page asked(const std::string& method, const std::string& address, const Actor& who, Fields fields = {}) {
    web::Request request;
    request.method = method;
    const auto mark = address.find('?');
    request.path = address.substr(0, mark);
    if (mark != std::string::npos) request.query = *web::parsed_query(address.substr(mark + 1));
    request.language = language_;
    request.session_secret = "0123456789abcdef0123456789abcdef";
    if (method == "POST" && !fields.contains("request_key")) fields.emplace("request_key", web::new_request_key());
    request.fields = std::move(fields);
    request.actor = who;
    const auto match = router_.match(method, request.path);
    EXPECT_NE(match.route, nullptr) << address;
    request.captures = match.captures;
    return match.route->handler(request);
  }
  web::Page get(const std::string& address) { return asked("GET", address, clerk()); }
  static bool has(const web::Page& page, std::string_view text) { return page.body.find(text) != std::string::npos; }
  static std::string leads_to(const web::Page& page) {
    for (const auto& [name, value] : page.headers)
      if (name == "Location" || name == "location") return value;
    return {};
  }
  std::string address_of(const Link& l) { return "/inspection/links/" + std::to_string(l.id); }
  static constexpr const char* tin = "101348173700";
  static constexpr const char* other_tin = "202200284992";
  std::string language_{"en"};
  std::unique_ptr<web::Translator> translator_;
  std::unique_ptr<web::Renderer> renderer_;
  std::shared_ptr<const profiles::TerritoryTree> tree_;
  web::Router router_;
};
SSIIS_ON_ALL_ENGINES(LinkScreens);

TEST_P(LinkScreens, TheQueueShowsWhatWaitsWithItsFigures) {
  const auto page = get("/inspection/links");
  EXPECT_EQ(page.status, 200);
  EXPECT_TRUE(has(page, "Labour units – tax register"));
  EXPECT_TRUE(has(page, other_tin));
  EXPECT_FALSE(has(page, tin)) << "what is linked does not wait";
  EXPECT_TRUE(has(page, "0.60"));
  EXPECT_TRUE(has(page, "Begin with the most urgent"));
  EXPECT_TRUE(has(get("/inspection/links?part=labour_unit-tax_employer&state=linked"), tin));
  EXPECT_TRUE(has(get("/inspection/links?part=worker_dup-worker"), "No such pair in the places that are yours"));
  language_ = "lo";
  EXPECT_TRUE(has(get("/inspection/links"), "ການຈັບຄູ່ລະຫວ່າງທະບຽນ"));
}

TEST_P(LinkScreens, RunsSayWhatWasNotComparedAgainAndWhoOrderedThem) {
  Runs runs{{pool(), *ids_, trail(), clock_, "/nowhere", {.threads = 1}}};
  add_run_screens(router_, {pool(), runs, *renderer_,
                            [](const std::string& login, std::string_view) { return "Name of " + login; }});
  EXPECT_EQ(asked("POST", "/inspection/linkruns", head(), {{"anew", "yes"}}).status, 303);
  const auto ordered = read([&](db::Transaction& tx) { return runs.list(tx, 1); }).at(0);
  EXPECT_TRUE(ordered.anew);
  runs.carry_out(who(), {}, {});
  EXPECT_TRUE(has(asked("GET", "/inspection/linkruns", head()), "also what has not changed"));
  static constexpr db::Query by_itself{
      "test/run",
      "INSERT INTO insp_link_run (run_id, state, ordered_by, ordered_at, fence, stop_asked, models, version) "
      "VALUES (?, 'done', 'job:link_order', '2026-11-23T03:00:00.000000Z', 0, 0, '', 1)"};
  static constexpr db::Query unchanged{"test/run_part",
                                       "INSERT INTO insp_link_run_part (run_id, part, state, stage, done_work, "
                                       "all_work, model_sha256, snapshot_sha256, seed, "
                                       "left_rows, right_rows, compared, linked, to_review, pairs_capped, link_ppm, "
                                       "review_ppm, millis, fields, report, same_as) "
                                       "VALUES (?, 'labour_unit-tax_employer', 'unchanged', '', 0, 0, '', '', 1, 0, 0, "
                                       "0, 4711, 0, 0, 900000, 200000, 0, '', '', ?)"};
  pool().transact(db::Mode::write, [&](db::Transaction& tx) {
    tx.execute(by_itself, db::Params{ordered.id + 1});
    tx.execute(unchanged, db::Params{ordered.id + 1, ordered.id});
  });
  auto page = asked("GET", "/inspection/linkruns", head());
  for (const auto* text :
       {"the system, after new snapshots", "4,711", "unchanged since the run of 23/11/2026 09:00", "name=\"anew\""})
    EXPECT_TRUE(has(page, text)) << text << "\n" << page.body;
  language_ = "lo";
  EXPECT_TRUE(has(asked("GET", "/inspection/linkruns", head()), "ບໍ່ມີການປ່ຽນແປງນັບແຕ່ຮອບ"));
}

TEST_P(LinkScreens, APairShowsBothRecordsWithWhatDiffersMarkedAndTheEvidence) {
  const auto run = link("L1", tin).run.value();
  static constexpr db::Query fields{
      "test/run_part",
      "INSERT INTO insp_link_run_part (run_id, part, state, stage, done_work, all_work, model_sha256, snapshot_sha256, "
      "seed, left_rows, right_rows, compared, linked, to_review, pairs_capped, link_ppm, review_ppm, millis, fields, "
      "report) VALUES (?, 'labour_unit-tax_employer', 'done', '', 0, 0, '', '', 1, 0, 0, 0, 0, 0, 0, 900000, 200000, "
      "0, "
      "'name>name_lo,name_en>name,name_alt>3;phone>phone>phone>2', '')"};
  static constexpr db::Query begun{
      "test/run",
      "INSERT INTO insp_link_run (run_id, state, ordered_by, ordered_at, started_at, fence, stop_asked, models, "
      "version) "
      "VALUES (?, 'done', 'test', '2026-11-22T16:20:00.000000Z', '2026-11-22T16:20:00.000000Z', 0, 0, '', 1)"};
  pool().transact(db::Mode::write, [&](db::Transaction& tx) {
    tx.execute(begun, db::Params{run});
    tx.execute(fields, db::Params{run});
  });
  const auto page = get(address_of(link("L1", tin)));
  EXPECT_EQ(page.status, 200) << page.body;
  for (const auto* text :
       {"<mark>Bua</mark>", "<mark>Boua</mark> Construction", "ບໍລິສັດ ດອກບົວ ກໍ່ສ້າງ ຈຳກັດ", "020 2653 6210", "+6.2", "−1.6",
        "agrees in part", "run of 22/11/2026 23:20", "Linked from 0.90", "data-review=\"1\"", "value=\"branch\""})
    EXPECT_TRUE(has(page, text)) << text << "\n" << page.body;
  EXPECT_FALSE(has(page, "style=")) << "strict content policy";
  EXPECT_EQ(audited("link.read"), 1);
}

TEST_P(LinkScreens, AVerdictLeadsToTheNextPairAndThenToTheList) {
  planted(tax(), {found("L1", tin, 0.7), found("L2", other_tin, 0.55)});
  const auto begun =
      asked("POST", "/inspection/links/next", clerk(), {{"part", "labour_unit-tax_employer"}, {"state", "waiting"}});
  EXPECT_EQ(begun.status, 303);
  const auto first = link("L2", other_tin);
  EXPECT_EQ(leads_to(begun), address_of(first) + "?state=waiting");
  const Fields form{{"version", std::to_string(first.version)},
                    {"verdict", "different"},
                    {"part", "labour_unit-tax_employer"},
                    {"state", "waiting"}};
  const auto second = asked("POST", address_of(first) + "/verdict", clerk(), form);
  EXPECT_EQ(second.status, 303);
  EXPECT_EQ(leads_to(second), address_of(link("L1", tin)) + "?state=waiting");
  const auto wrong = asked("POST", address_of(link("L1", tin)) + "/verdict", clerk(),
                           {{"version", std::to_string(link("L1", tin).version)}, {"verdict", ""}});
  EXPECT_EQ(wrong.status, 422);
  EXPECT_TRUE(has(wrong, "Please choose a verdict."));
  const auto last = asked("POST", address_of(link("L1", tin)) + "/verdict", clerk(),
                          {{"version", std::to_string(link("L1", tin).version)},
                           {"verdict", "same"},
                           {"part", "labour_unit-tax_employer"},
                           {"state", "waiting"}});
  EXPECT_EQ(leads_to(last), "/inspection/links?part=labour_unit-tax_employer&state=waiting");
}

TEST_P(LinkScreens, OnlyTheSecondPersonIsOfferedTheConfirmation) {
  planted(duplicates(), {found("L1", "L4", 0.7)});
  ASSERT_TRUE(decide(clerk(), link("L1", "L4"), Verdict::same));
  const auto pair = link("L1", "L4");
  EXPECT_FALSE(has(get(address_of(pair)), "Confirm the merge"));
  EXPECT_TRUE(has(get(address_of(pair)), "You have proposed it"));
  // The clerk has the pair for a while; the head takes it when he lets go.
  ASSERT_TRUE(reviews_->take_next(clerk(), {&tax()}, pair.id));
  EXPECT_TRUE(has(asked("GET", address_of(pair), head()), "Confirm the merge"));
  const auto done = asked("POST", address_of(pair) + "/confirm", head(),
                          {{"version", std::to_string(pair.version)}, {"act", "confirm"}});
  EXPECT_EQ(done.status, 303);
  EXPECT_EQ(link("L1", "L4").verdict, Verdict::same);
  EXPECT_EQ(asked("POST", address_of(pair) + "/confirm", clerk(),
                  {{"version", std::to_string(link("L1", "L4").version)}, {"act", "confirm"}})
                .status,
            403);
}

TEST_P(LinkScreens, AClusterIsAPictureWithItsTablesAndAFormThatWorksWithoutScripts) {
  planted(duplicates(), {found("L1", "L2", 0.95), found("L2", "L4", 0.7)});
  const auto start = link("L1", "L2");
  EXPECT_TRUE(has(get(address_of(start)), address_of(start) + "/cluster"));
  ASSERT_TRUE(reviews_->take_next(clerk(), {&tax()}, start.id)) << "the claim on it ends";
  const auto page = get(address_of(start) + "/cluster");
  EXPECT_EQ(page.status, 200) << page.body;
  for (const auto* text :
       {"<svg", "role=\"img\"", "name=\"group_3\"", "likely, nobody has decided", "leave open", "Group 3"})
    EXPECT_TRUE(has(page, text)) << text;
  EXPECT_FALSE(has(page, "style=")) << "strict content policy";
  const auto seen = std::to_string(start.id) + ":1 " + std::to_string(link("L2", "L4").id) + ":1";
  EXPECT_TRUE(has(page, "value=\"" + seen + "\"")) << page.body;
  const auto empty = asked("POST", address_of(start) + "/groups", clerk(), {{"seen", seen}, {"member_1", "L1"}});
  EXPECT_EQ(empty.status, 422);
  EXPECT_TRUE(has(empty, "Please say of two entries at least who belongs together."));
  const Fields form{{"seen", seen},   {"member_1", "L1"}, {"group_1", "1"}, {"member_2", "L2"},
                    {"group_2", "1"}, {"member_3", "L4"}, {"group_3", "2"}};
  const auto done = asked("POST", address_of(start) + "/groups", clerk(), form);
  EXPECT_EQ(leads_to(done), address_of(start) + "/cluster");
  EXPECT_EQ(link("L2", "L4").verdict, Verdict::different);
  EXPECT_TRUE(has(asked("GET", address_of(start) + "/cluster", head()), "Confirm the merges"));
  EXPECT_FALSE(has(get(address_of(start) + "/cluster"), "Confirm the merges"));
  language_ = "lo";
  EXPECT_TRUE(has(get(address_of(start) + "/cluster"), "ກຸ່ມ"));
}

TEST_P(LinkScreens, APlaceOfTheQueueHoldsWhatItCameOfAndAPartThatLeftItDoesNot) {
  planted(tax(), {found("L1", tin, 0.7), found("L2", other_tin, 0.6)});
  const std::string all = "/inspection/links?part=labour_unit-tax_employer&state=waiting&place=";
  EXPECT_FALSE(has(get(all + "0104"), tin)) << "it lies in 0106";
  {
    // As if 0106 had become 0104, and 0107 had been a part of 0106 that lives on.
    auto lease = pool().take();
    for (const std::string row : {"'0104', t.low, t.high, NULL", "'0107', t.low, t.high, '2026-01-01'"})
      lease->run("INSERT INTO insp_territory_reach (version, code, low, high, held_before) SELECT t.version, " + row +
                 " FROM insp_territory_current t WHERE t.code = '0106'");
  }
  EXPECT_TRUE(has(get(all + "0104"), tin));
  EXPECT_FALSE(has(get(all + "0107"), tin)) << "only who held it before keeps that";
  EXPECT_TRUE(has(get(all + "01"), tin) && !has(get(all + "01"), other_tin));
}

TEST_P(LinkScreens, TheQueueIsNarrowedByPlaceAndPointsAndItsFiguresWithIt) {
  planted(tax(), {found("L1", tin, 0.7), found("L2", other_tin, 0.6)});
  const std::string all = "/inspection/links?part=labour_unit-tax_employer&state=waiting";
  const auto savannakhet = get(all + "&place=13");
  EXPECT_TRUE(has(savannakhet, other_tin) && !has(savannakhet, tin));
  EXPECT_TRUE(has(savannakhet, "<option value=\"13\" selected>"));
  EXPECT_TRUE(has(get(all + "&place=0106"), tin));
  const auto heavy = get(all + "&points=7");
  EXPECT_TRUE(has(heavy, tin) && !has(heavy, other_tin));
  EXPECT_TRUE(has(heavy, "state=unsure&amp;points=7")) << "the filter stays when another state is chosen";
  EXPECT_EQ(
      reviews_->figures(clerk(), {.part = &tax(), .place = "13", .least = {}})["labour_unit-tax_employer"].waiting, 1);
  EXPECT_TRUE(has(get(all + "&place=1' OR '1'='1&points=x"), tin)) << "what is no place narrows nothing";
  const auto begun = asked("POST", "/inspection/links/next", clerk(),
                           {{"part", "labour_unit-tax_employer"}, {"state", "waiting"}, {"place", "13"}});
  EXPECT_EQ(leads_to(begun), address_of(link("L2", other_tin)) + "?state=waiting&place=13");
  const auto there = person("clerk.13", "registration_contribution", "13");
  const auto theirs = asked("GET", all, there);
  EXPECT_TRUE(has(theirs, "<option value=\"13\">") && !has(theirs, "<option value=\"01\">")) << "only places of his";
}

TEST_P(LinkScreens, ThePairSaysWhatABranchWouldChange) {
  planted(tax(), {found("L1", tin, 0.97), found("L1", other_tin, 0.6)});
  const auto view = reviews_->open(clerk(), link("L1", other_tin).id);
  ASSERT_TRUE(view && view->branch);
  EXPECT_EQ(view->branch->numbers_before, 1);
  EXPECT_EQ(view->branch->numbers_after, 2);
  EXPECT_EQ(view->branch->declared, 1) << "one person in the newest month";
  ASSERT_TRUE(view->branch->payroll_before && view->branch->payroll_after);
  EXPECT_EQ(*view->branch->payroll_before, 1);
  EXPECT_EQ(*view->branch->payroll_after, 1) << "the other number pays nobody";
  planted(tax(), {found("L1", tin, 0.6), found("L1", other_tin, 0.97)});
  const auto paying = reviews_->open(clerk(), link("L1", tin).id);
  EXPECT_EQ(*paying->branch->payroll_before, 0) << "without this number";
  EXPECT_EQ(*paying->branch->payroll_after, 1);
  const auto page = get(address_of(link("L1", other_tin)));
  EXPECT_TRUE(has(page, "What changes if it is a branch") && has(page, "People declared to the LSSO, 02/2025"));
  EXPECT_TRUE(has(page, "not run: detection rules are not installed"));
}

TEST_P(LinkScreens, SuccessorsNameTheirSharedWorkersToWhoMaySeeThem) {
  static constexpr db::Query add{"test/employ",
                                 "INSERT INTO TB_EMPLOY (EMP_ID, UNT_ID, MBR_ID, EMP_BEGDT) VALUES (?, ?, ?, ?)"};
  pool().transact(db::Mode::write, [&](db::Transaction& tx) {
    tx.execute(add, db::Params{"E9", "L4", "W2", "20250410"});
  });
  const auto& successors = *part_named("labour_unit_successor-labour_unit");
  planted(successors, {found("L2", "L4", 0.6)});
  const auto pair = link("L2", "L4");
  const auto view = reviews_->open(clerk(), pair.id);
  ASSERT_TRUE(view && view->shared);
  EXPECT_EQ(view->shared->left, 1);
  ASSERT_EQ(view->shared->people.size(), 1U);
  EXPECT_EQ(view->shared->people[0].worker_id, "W2");
  EXPECT_EQ(view->shared->people[0].begun, (Day{2025, 4, 10}));
  EXPECT_TRUE(has(get(address_of(pair)), "10/04/2025"));
  EXPECT_EQ(count("SELECT COUNT(*) FROM insp_audit_record WHERE event = 'link.read' AND body LIKE '%W2%'"), 2);
  // W2 has worked in 01, 13 and 16: whoever has none of them is told how many, not whom.
  const auto there = person("clerk.17", "registration_contribution", "17");
  const auto hidden = read([&](db::Transaction& tx) { return shared_people(tx, there, pair, {}); });
  EXPECT_EQ(hidden.shared, 1);
  EXPECT_TRUE(hidden.people.empty());
}

TEST_P(LinkScreens, WhatLiesElsewhereIsRefused) {
  const auto there = person("clerk.16", "registration_contribution", "16");
  EXPECT_EQ(asked("GET", address_of(link("L1", tin)), there).status, 403);
  EXPECT_EQ(asked("GET", "/inspection/links/999", there).status, 403);
}

}  // namespace
}  // namespace ssiis::linkage

// The data sheet of a labour unit, its workers, the panels inside the host's screens, who read a file.
#include "support/inspections_fixture.hpp"

namespace {

using namespace ssiis;
using namespace ssiis::inspections;

class Units : public test::WithInspections {};

TEST_P(Units, SheetShowsNumbersWorkplacesMonthsAndOtherRegisters) {
  const auto page = get("inspector.01", "/inspection/units/U1");
  ASSERT_EQ(page.status, 200) << page.body;
  for (const auto* text : {"Dok Boua Construction", "010000001", "Head office", "Savan branch", "10/2026",
                           "101348173700", "not linked", "01/11/2026", "I1", "before this system"})
    EXPECT_TRUE(has(page, text)) << text;
  EXPECT_TRUE(has(page, "<svg class=\"chart wide\"")) << page.body;
  EXPECT_TRUE(has(page, "fill=\"url(#unpaid)\""));
  EXPECT_TRUE(has(page, "13,800,000 LAK")) << "30 workers unpaid in October at 460,000";
  EXPECT_FALSE(has(page, "style="));
  EXPECT_FALSE(has(page, "/inspection/orders/new?unit=U1")) << "an inspector makes no orders";
  EXPECT_EQ(audited("unit.read", "unit:U1"), 1);
}

TEST_P(Units, NumbersOfOtherRegistersStandOnTheSheetAndFindTheUnitEverywhere) {
  pool().transact(db::Mode::write, [this](db::Transaction& tx) {
    registry::enter_linked_numbers(tx, *ids_,
                                   {{registry::EntityKind::labour_unit, "U1", "tax_employer", "101348173700", "tin",
                                     "101348173700", registry::NumberSource::link, 978'000, Day{2026, 11, 1}, 7},
                                    {registry::EntityKind::worker, "W101", "civil_register", "C-77", "civil_id",
                                     "7700112233", registry::NumberSource::person, std::nullopt, std::nullopt, 8}},
                                   Day{2026, 11, 20});
  });
  const auto page = get("inspector.01", "/inspection/units/U1");
  for (const auto* text : {"<b translate=\"no\">101348173700</b>", "linked by the system", "confidence 0.97",
                           "Tax register: employers", "20/11/2026"})
    EXPECT_TRUE(has(page, text)) << text << page.body;
  EXPECT_FALSE(has(page, "none confirmed"));
  EXPECT_TRUE(has(get("inspector.01", "/inspection/search?q=1013-4817-3700"), "/inspection/units/U1"));
  EXPECT_TRUE(has(get("head.01", "/inspection/orders/new?find=101348173700"), "/inspection/orders/new?unit=U1"))
      << "an order is opened by the tax number";
  const auto person = get("inspector.01", "/inspection/workers/W101?purpose=inspection");
  EXPECT_TRUE(has(person, "7700112233"));
  EXPECT_TRUE(has(person, "confirmed by a person"));
  EXPECT_TRUE(has(get("inspector.01", "/inspection/search?q=7700112233"), "/inspection/workers/W101"));
}

TEST_P(Units, WhoRecordsAnUnregisteredEmployerIsShownEntriesThatMayBeIt) {
  // In the other script, with another form: found by the name proper, with why.
  const auto typed = "/inspection/registry/candidates?form=request&territory=01&unit_name=" +
                     percent_encoded("ບໍລິສັດ ດອກບົວ ກໍ່ສ້າງ ຈຳກັດຜູ້ດຽວ");
  const auto page = get("registration", typed);
  ASSERT_EQ(page.status, 200) << page.body;
  for (const auto* text : {"/inspection/requests/new?unit=U1", "same name, same activity, same province", "<h1>"})
    EXPECT_TRUE(has(page, text)) << text << page.body;
  EXPECT_TRUE(has(get("registration", "/inspection/registry/candidates?unit_name=dokbua"), "/inspection/units/U1"));
  EXPECT_TRUE(has(get("registration", "/inspection/registry/candidates?number=010000001"), "same number"));
  const auto nothing = get("registration", "/inspection/registry/candidates?unit_name=Zzyzx+Vwqk");
  EXPECT_TRUE(has(nothing, "No register that you may see has an entry like this."));
  EXPECT_FALSE(has(get("registration", "/inspection/registry/candidates?unit_name=d"), "/inspection/units/"));
  // The button for browsers without scripts: the form once more with the entries, and nothing recorded.
  const auto looked = post("registration", "/inspection/requests/new",
                           {{"look", "true"}, {"unit_name", "Dokboua"}, {"account", "what was told"}});
  EXPECT_EQ(looked.status, 200);
  for (const auto* text : {"/inspection/requests/new?unit=U1", "value=\"Dokboua\"", "what was told"})
    EXPECT_TRUE(has(looked, text)) << text;
  EXPECT_FALSE(has(get("head.01", "/inspection/requests"), "Dokboua"));
  // One who sees another province is not told of it.
  const auto elsewhere = "/inspection/registry/candidates?unit_name=Chantha+Garment";
  EXPECT_TRUE(has(get("registration", elsewhere), "/inspection/units/U2"));
  EXPECT_FALSE(has(get("inspector.13", elsewhere), "Chantha"));
}

TEST_P(Units, WhatTheMisDoesNotTellIsNoInputAndNeverZero) {
  const auto unit = get("inspector.01", "/inspection/units/U1");
  EXPECT_TRUE(has(unit, "The MIS tells nothing of benefits."));
  EXPECT_FALSE(has(unit, "The MIS tells nothing of workplaces"));
  EXPECT_TRUE(has(unit, "05/05/2019")) << "since when the branch is open";
  const auto worker = get("inspector.01", "/inspection/workers/W101?purpose=inspection");
  EXPECT_TRUE(has(worker, "The MIS tells nothing of benefits."));
  EXPECT_FALSE(has(worker, "The MIS has no benefit of this worker."));
  EXPECT_EQ(get("registration", "/inspection/members/S1?purpose=inspection").status, 403);
  pool().transact(db::Mode::write, [](db::Transaction& tx) { tx.execute({"test/empty", "DELETE FROM TB_UNIT_BR"}); });
  pool().transact(db::Mode::write, [](db::Transaction& tx) {
    tx.execute({"test/forget", "DELETE FROM insp_reg_snapshot WHERE source = 'workplace'"});
  });
  EXPECT_TRUE(has(get("inspector.01", "/inspection/units/U1"), "The MIS tells nothing of workplaces"));
}

TEST_P(Units, BenefitsStandOnTheSheetsOfWorkerAndUnit) {
  pool().transact(db::Mode::write, [](db::Transaction& tx) {
    tx.execute({"test/benefit",
                "INSERT INTO TB_BENEFIT (BNF_ID, MBR_ID, BNF_KIND, BNF_BEGDT, BNF_ENDDT, BNF_AMT) VALUES "
                "('B1', 'W101', '2', '20260801', '20261113', 4500000), ('B2', 'W102', '4', '20260901', NULL, 700000)"});
  });
  const auto worker = get("inspector.01", "/inspection/workers/W101?purpose=inspection");
  for (const auto* text : {"Maternity", "01/08/2026", "13/11/2026", "4,500,000"})
    EXPECT_TRUE(has(worker, text)) << text;
  EXPECT_TRUE(has(worker, "drawn: Maternity")) << worker.body;
  EXPECT_FALSE(has(worker, "07/2026 <span")) << "before it was drawn";
  EXPECT_TRUE(has(get("inspector.01", "/inspection/workers/W102?purpose=inspection"), "goes on"));
  EXPECT_TRUE(has(get("inspector.01", "/inspection/workers/W103?purpose=inspection"),
                  "The MIS has no benefit of this worker."));
  const auto unit = get("inspector.01", "/inspection/units/U1");
  EXPECT_TRUE(has(unit, "Benefits of the workers, 24 months"));
  EXPECT_TRUE(has(unit, "Maternity") && has(unit, "Pension"));
  EXPECT_TRUE(
      has(get("inspector.01", "/inspection/units/U2"), "No worker drew a benefit while this unit employed them."));
}

TEST_P(Units, AMemberWithoutAnEmployerHasASheetOfTheirOwn) {
  pool().transact(db::Mode::write, [](db::Transaction& tx) {
    tx.execute(
        {"test/member",
         "INSERT INTO TB_SELFEMP (SLF_ID, SLF_SSNO, SLF_GNAME, SLF_SNAME, PRV_CODE, DST_CODE, SLF_KIND, SLF_ACT, "
         "SLF_REGDT, SLF_STAT) VALUES ('S1', '5259290101', 'ດາລາ', 'ໄຊຍະວົງ', '01', '0106', '1', '060', "
         "'20200505', '1'), ('S2', '990000001', 'ຄຳ', 'ສີ', '13', NULL, '2', NULL, '20210101', '9')"});
  });
  const auto asks = get("inspector.01", "/inspection/members/S1");
  EXPECT_TRUE(has(asks, "Why do you need the sheet?"));
  EXPECT_FALSE(has(asks, "5259290101"));
  const auto page = get("inspector.01", "/inspection/members/S1?purpose=inspection");
  ASSERT_EQ(page.status, 200) << page.body;
  for (const auto* text : {"ດາລາ ໄຊຍະວົງ", "5259290101", "Self-employed member", "05/05/2020",
                           "Wholesale and retail trade, repair of vehicles (G)", "Worker of a labour unit, too",
                           "/inspection/workers/W101"})
    EXPECT_TRUE(has(page, text)) << text << page.body;
  EXPECT_TRUE(has(page, "The MIS tells nothing of what such members pay.")) << page.body;
  EXPECT_EQ(audited("member.read", "member:S1"), 1);
  EXPECT_TRUE(has(get("inspector.01", "/inspection/workers/W101?purpose=inspection"), "/inspection/members/S1"));
  EXPECT_EQ(get("inspector.01", "/inspection/members/S2?purpose=inspection").status, 403);
  EXPECT_EQ(get("inspector.01", "/inspection/members/S9?purpose=inspection").status, 403);
  const auto other = get("inspector.13", "/inspection/members/S2?purpose=inspection");
  EXPECT_TRUE(has(other, "Voluntarily insured"));
  EXPECT_TRUE(has(other, "insurance ended"));
}

TEST_P(Units, AMembersOwnContributionsAreShownByMonthAndWhatIsNotKnownIsNotZero) {
  pool().transact(db::Mode::write, [](db::Transaction& tx) {
    tx.execute({"test/member",
                "INSERT INTO TB_SELFEMP (SLF_ID, SLF_SSNO, SLF_GNAME, PRV_CODE, DST_CODE, SLF_KIND, SLF_REGDT, "
                "SLF_STAT) VALUES ('S1', '990000001', 'ດາລາ', '01', '0106', '1', '20260603', '1'), "
                "('S2', '990000002', 'ຄຳ', '01', '0106', '2', '20260101', '1')"});
    tx.execute({"test/paid",
                "INSERT INTO TB_SELFCTR (SLF_ID, SCT_YM, SCT_SEQ, SCT_INC, SCT_DUE, SCT_PAID, SCT_PAYDT) VALUES "
                "('S1', '202606', 1, 2600000, 234000, 234000, '20260712'), "
                "('S1', '202608', 1, 2600000, 234000, 100000, '20260915'), "
                "('S1', '202609', 1, 2700000, NULL, 250000, NULL)"});
  });
  const auto page = get("inspector.01", "/inspection/members/S1?purpose=inspection");
  for (const auto* text :
       {"Own contributions by month", "134,000", "2,600,000", "15/09/2026", "nothing recorded", "due not recorded",
        "not in full", "1 <small>/ 2</small>", "1 <small>/ 4</small>", "to be confirmed by LSSO"})
    EXPECT_TRUE(has(page, text)) << text << page.body;
  EXPECT_FALSE(has(page, "05/2026")) << "before the insurance began";
  EXPECT_FALSE(has(page, "The MIS has no contribution of this member"));
  EXPECT_TRUE(has(get("inspector.01", "/inspection/members/S2?purpose=inspection"),
                  "The MIS has no contribution of this member in 24 months."));
}

TEST_P(Units, HeadMayOrderFromTheSheetAndSeesTheOpenOrder) {
  EXPECT_TRUE(has(get("head.01", "/inspection/units/U2"), "/inspection/orders/new?unit=U2"));
  const auto order = given_order("head.01", "U2");
  const auto page = get("head.01", "/inspection/units/U2");
  EXPECT_TRUE(has(page, order));
  EXPECT_TRUE(has(page, "OPEN ORDER"));
}

TEST_P(Units, OutsideOnesPlacesIsRefusedInTheSameWordsAsWhatDoesNotExist) {
  const auto outside = get("inspector.13", "/inspection/units/U2");
  const auto unknown = get("inspector.13", "/inspection/units/NOTHING");
  EXPECT_EQ(outside.status, 403);
  EXPECT_EQ(unknown.status, 403);
  EXPECT_EQ(outside.title, unknown.title);
  EXPECT_FALSE(has(outside, "Chantha"));
  EXPECT_EQ(audited("access.refused", "unit:U2"), 1);
  EXPECT_EQ(audited("unit.read", "unit:U2"), 0);
  // A workplace of U1 stands in 13: the unit is theirs to see.
  EXPECT_EQ(get("inspector.13", "/inspection/units/U1").status, 200);
}

TEST_P(Units, WorkersNeedAPurposeAndEachPageIsAudited) {
  const auto asks = get("inspector.01", "/inspection/units/U1/workers");
  EXPECT_EQ(asks.status, 200);
  EXPECT_FALSE(has(asks, "VONGSA"));
  EXPECT_EQ(get("inspector.01", "/inspection/units/U1/workers?purpose=curious").status, 422);
  EXPECT_EQ(audited("unit.workers_read"), 0);
  const auto first = room().units().units.workers(actor("inspector.01"), "U1", "inspection", "");
  ASSERT_TRUE(first);
  EXPECT_EQ(first->total, 60);
  EXPECT_EQ(first->workers.size(), 50U);
  const auto second = room().units().units.workers(actor("inspector.01"), "U1", "inspection", first->next);
  ASSERT_TRUE(second);
  EXPECT_EQ(second->workers.size(), 10U);
  EXPECT_TRUE(second->next.empty());
  EXPECT_EQ(audited("unit.workers_read", "unit:U1"), 2);
  const auto page = get("inspector.01", "/inspection/units/U1/workers?purpose=inspection");
  EXPECT_TRUE(has(page, "Bounmy VONGSA101")) << page.body;
  EXPECT_TRUE(has(page, "purpose=inspection&amp;after=E150"));
}

TEST_P(Units, TheSheetOfAWorkerNeedsAPurposeAndIsAudited) {
  const auto asks = get("inspector.01", "/inspection/workers/W101");
  EXPECT_EQ(asks.status, 200);
  EXPECT_FALSE(has(asks, "VONGSA101"));
  EXPECT_EQ(get("inspector.01", "/inspection/workers/W101?purpose=curious").status, 422);
  EXPECT_EQ(audited("worker.read"), 0);
  const auto page = get("inspector.01", "/inspection/workers/W101?purpose=request");
  for (const auto* text : {"Bounmy VONGSA101", "5259290101", "0239377101", "/inspection/units/U1",
                           "Dok Boua Construction", "still employed", "09/2026", "10/2026", "4,000,000", "460,000"})
    EXPECT_TRUE(has(page, text)) << text;
  EXPECT_FALSE(page.title.find("VONGSA") != std::string::npos) << "titles stay in the browser's history";
  EXPECT_EQ(audited("worker.read", "worker:W101"), 1);
  EXPECT_TRUE(has(get("inspector.01", "/inspection/workers/W131?purpose=request"), "not in full")) << "October unpaid";
  EXPECT_TRUE(has(get("inspector.01", "/inspection/search?q=5259290101"), "/inspection/workers/W101"));
}

TEST_P(Units, TheSheetOfAWorkerIsRefusedOutsideOnesPlacesAsIfItDidNotExist) {
  // A workplace of U1 stands in 13: its workers are theirs to see. An auditor and the help desk see no workers at all.
  EXPECT_EQ(get("inspector.13", "/inspection/workers/W101?purpose=inspection").status, 200);
  for (const auto* login : {"auditor", "helpdesk"}) {
    const auto there = get(login, "/inspection/workers/W101?purpose=inspection");
    const auto nobody = get(login, "/inspection/workers/NOBODY?purpose=inspection");
    EXPECT_EQ(there.status, 403) << login;
    EXPECT_EQ(nobody.status, 403) << login;
    EXPECT_EQ(there.title, nobody.title);
  }
  EXPECT_EQ(get("inspector.01", "/inspection/workers/NOBODY?purpose=inspection").status, 403);
  EXPECT_EQ(audited("worker.read"), 1);
}

TEST_P(Units, WorkersAreNotForAuditorsNorForOtherProvinces) {
  EXPECT_EQ(get("auditor", "/inspection/units/U1/workers?purpose=inspection").status, 403);
  EXPECT_EQ(get("inspector.13", "/inspection/units/U2/workers?purpose=inspection").status, 403);
  EXPECT_EQ(audited("access.refused", "unit:U2"), 1);
}

TEST_P(Units, PanelIsASmallFragmentWithoutScriptThatKeepsToTheCallersPlaces) {
  const auto order = given_order("head.01", "U2");
  const auto page = get("inspector.01", "/inspection/panel/unit?subject=U2", web::Mount::panel);
  EXPECT_EQ(page.status, 200);
  EXPECT_EQ(page.kind, web::Page::Kind::fragment);
  EXPECT_LE(page.body.size(), 64U << 10);
  for (const auto* bad : {"<script", "<style", " style=", "<link", "<iframe"}) EXPECT_FALSE(has(page, bad)) << bad;
  EXPECT_TRUE(has(page, order));
  EXPECT_TRUE(has(page, "/inspection/units/U2"));
  EXPECT_TRUE(has(page, "not assigned yet"));
  EXPECT_FALSE(has(get("inspector.13", "/inspection/panel/unit?subject=U2", web::Mount::panel), order));
  EXPECT_EQ(audited("access.refused"), 0) << "the host's screen is everybody's; its panel refuses nobody";
}

TEST_P(Units, PanelSaysNothingToPeopleWithoutAPart) {
  const auto order = given_order("head.01", "U2");
  for (const auto* login : {"helpdesk", "admin", "nobody.at.all"}) {
    const auto page = get(login, "/inspection/panel/unit?subject=U2", web::Mount::panel);
    EXPECT_EQ(page.status, 200) << login;
    EXPECT_FALSE(has(page, order)) << login;
  }
}

TEST_P(Units, HomePanelCountsTheWorkAndNamesTheMostUrgent) {
  EXPECT_TRUE(has(get("registration.01", "/inspection/panel/home", web::Mount::panel), "Nothing waits for you"));
  for (const auto* unit : {"U7", "U8", "U9", "U10"}) given_order("head.01", unit);
  bool somebody = false;
  for (const auto* login : {"head.01", "registration.01", "head.legal", "legal", "head"}) {
    const auto page = get(login, "/inspection/panel/home", web::Mount::panel);
    if (!has(page, "4 tasks wait for you")) continue;
    somebody = true;
    std::size_t rows = 0;
    for (auto at = page.body.find("<li"); at != std::string::npos; at = page.body.find("<li", at + 1)) ++rows;
    EXPECT_EQ(rows, 3U);
  }
  EXPECT_TRUE(somebody) << "four orders wait for nobody";
}

TEST_P(Units, WhoReadAFileIsForOversightAndTheHeadInCharge) {
  const auto order = given_order("head.01", "U2");
  ASSERT_EQ(get("inspector.01", "/inspection/cases/" + order).status, 200);
  ASSERT_EQ(get("inspector.13", "/inspection/cases/" + order).status, 403);
  for (const auto* login : {"head.01", "director", "auditor"}) {
    const auto page = get(login, "/inspection/cases/" + order + "/access");
    EXPECT_EQ(page.status, 200) << login;
    EXPECT_TRUE(has(page, "User inspector.01")) << login;
    EXPECT_TRUE(has(page, "User inspector.13")) << login;
    EXPECT_TRUE(has(page, "Was refused")) << login;
  }
  for (const auto* login : {"head2.01", "inspector.01", "head.13", "auditor.13"}) {
    EXPECT_EQ(get(login, "/inspection/cases/" + order + "/access").status, 403) << login;
  }
  EXPECT_EQ(get("auditor.13", "/inspection/cases/NOTHING-1/access").status, 403);
}

TEST_P(Units, WhoReadAFileComesInPagesTheNewestFirst) {
  const auto order = given_order("head.01", "U2");
  for (int i = 0; i < 5; ++i) ASSERT_TRUE(room().cases().open(actor("inspector.01"), order, "p" + std::to_string(i)));
  const auto first = room().units().access.page(actor("auditor"), order, std::nullopt, 3);
  ASSERT_TRUE(first);
  ASSERT_EQ(first->rows.size(), 3U);
  EXPECT_EQ(first->rows[0].purpose, "oversight") << "looking is a reading too";
  EXPECT_EQ(first->rows[1].purpose, "p4");
  ASSERT_TRUE(first->older);
  const auto second = room().units().access.page(actor("auditor"), order, first->older, 3);
  ASSERT_TRUE(second);
  EXPECT_EQ(second->rows.front().purpose, "p2");
  EXPECT_FALSE(second->older);
}

SSIIS_ON_ALL_ENGINES(Units);

}  // namespace

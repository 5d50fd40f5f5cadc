// Old paper files brought in by hand.
#include "inspections/paper_files.hpp"

#include "inspections/file_search.hpp"
#include "support/inspections_fixture.hpp"

namespace {

using namespace ssiis;
using namespace ssiis::inspections;

class PaperFiles : public test::WithInspections {
 protected:
  PaperFile paper(const std::string& number) {
    return {.number = number,
            .unit_key = "U2",
            .workplace_key = {},
            .opened_on = Day{2019, 3, 4},
            .closed_on = Day{2019, 6, 1},
            .subject = "ບໍ່ຂຶ້ນທະບຽນ 4 ຄົນ",
            .outcome = "measure",
            .kept_at = "ຕູ້ 3",
            .note = {},
            .request_key = web::new_request_key()};
  }
  std::string code(const PaperFile& file, const std::string& login = "head.01") {
    const auto done = room().units().papers.bring_in(actor(login), file);
    return done ? "ok" : done.rejection().code;
  }
};

TEST_P(PaperFiles, BecomeClosedFilesThatAreMarkedEverywhere) {
  ASSERT_EQ(code(paper("17/ປສຂ.ວຈ 2019")), "ok");
  const auto file = reading([&](db::Transaction& tx) { return find_case(tx, std::string{"17/ປສຂ.ວຈ 2019"}); });
  ASSERT_TRUE(file);
  EXPECT_TRUE(file->imported);
  EXPECT_EQ(file->state, CaseState::closed);
  EXPECT_EQ(file->closed_on, (Day{2019, 6, 1}));
  EXPECT_EQ(file->office, "01");
  EXPECT_FALSE(reading([&](db::Transaction& tx) { return engine_->standing(tx, file->id); })) << "no procedure";
  EXPECT_EQ(audited("case.imported"), 1);
  const auto address = "/inspection/cases/" + percent_encoded("17~ປສຂ.ວຈ 2019");  // no address holds a slash
  for (const auto& page : {get("inspector.01", address), get("inspector.01", "/inspection/cases?state=closed"),
                           get("inspector.01", "/inspection/units/U2"),
                           get("inspector.01", "/inspection/panel/unit?subject=U2", web::Mount::panel)}) {
    EXPECT_EQ(page.status, 200);
    EXPECT_TRUE(has(page, "imported paper file")) << page.title;
  }
  const auto shown = get("inspector.01", address);
  for (const auto* text : {"17/ປສຂ.ວຈ 2019", "01/06/2019", "A measure was decided", "ຕູ້ 3", "User head.01"})
    EXPECT_TRUE(has(shown, text)) << text;
  EXPECT_FALSE(has(shown, "List of steps")) << "there are none";
  EXPECT_EQ(given_order("head.01", "U2"), "SSO-2026-00001") << "a paper file keeps no order back and takes no number";
}

TEST_P(PaperFiles, NumbersNeverMeetEachOtherOrOurSeries) {
  given_order("head.01", "U7");
  ASSERT_EQ(code(paper("Ins-12/2019")), "ok");
  EXPECT_EQ(code(paper("INS-12/2019")), "import.number_known");
  EXPECT_EQ(code(paper("ins-໑໒/໒໐໑໙")), "import.number_known");
  EXPECT_EQ(code(paper("ins‑12 / 2019")), "import.number_known") << "a dash of a word processor, blanks";
  for (const auto* ours : {"SSO-2026-00001", "sso-2031-7", "SSO-໒໐໒໖-໐໐໐໐໑", "PLAN-2026-00001", "req-2020-1"})
    EXPECT_EQ(code(paper(ours)), "import.number_of_series") << ours;
  EXPECT_EQ(code(paper("SSO-26-1")), "ok") << "an old number of the same letters is somebody's own";
  EXPECT_EQ(code(paper("12~2019")), "import.number_sign");
  EXPECT_EQ(code(paper("import")), "import.number_without_digit");
  EXPECT_EQ(code(paper("")), "form.required");
  EXPECT_EQ(code(paper(std::string(41, '1'))), "form.too_long");
}

TEST_P(PaperFiles, DaysMustBePossible) {
  auto file = paper("1");
  file.closed_on = Day{2019, 3, 3};
  EXPECT_EQ(code(file), "import.days_reversed");
  file.closed_on = Day{2026, 11, 24};
  EXPECT_EQ(code(file), "import.later");
  file.closed_on = std::nullopt;
  EXPECT_EQ(code(file), "form.not_a_day");
  file = paper("1");
  file.outcome = "closed";
  EXPECT_EQ(code(file), "form.not_an_option");
  EXPECT_EQ(count("SELECT count(*) FROM insp_case"), 0);
}

TEST_P(PaperFiles, AreBroughtInByHeadsAndChiefsWhereTheyWork) {
  EXPECT_EQ(code(paper("1"), "inspector.01"), "access.forbidden");
  EXPECT_EQ(code(paper("1"), "head.13"), "unit.unknown");
  auto branch = paper("1");
  branch.unit_key = "U1";
  branch.workplace_key = "U1-1";  // head.13 sees the unit for its branch, not the seat
  EXPECT_NE(code(branch, "head.13"), "ok");
  EXPECT_EQ(code(paper("2"), "chief.01"), "ok");
  EXPECT_EQ(get("inspector.01", "/inspection/cases/import").status, 403);
  EXPECT_EQ(count("SELECT count(*) FROM insp_case"), 1);
}

TEST_P(PaperFiles, TakeScansThroughTheCheckOfUploads) {
  const auto folder = std::filesystem::temp_directory_path() / test::fresh_name();
  std::filesystem::create_directories(folder);
  const auto upload = [&](const std::string& name, const std::string& bytes) {
    std::ofstream{folder / name, std::ios::binary} << bytes;
    return web::Upload{"scans", name, "application/pdf", (folder / name).string(), bytes.size()};
  };
  const std::string pdf =
      "%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\n"
      "trailer\n<</Root 1 0 R>>\nstartxref\n0\n%%EOF\n";
  const Fields form{{"number", "5/2018"},          {"unit_key", "U2"},      {"opened_on", "2018-01-02"},
                    {"closed_on", "2018-02-03"},   {"subject", "ກວດກາ"},    {"origin", "ad_hoc"},
                    {"inspection_type", "direct"}, {"outcome", "compliant"}};
  const auto bad = post("head.01", "/inspection/cases/import", form, {upload("virus.exe", "MZ not a scan")});
  EXPECT_EQ(bad.status, 422) << bad.body;
  EXPECT_EQ(count("SELECT count(*) FROM insp_case"), 0) << "a refused scan leaves nothing behind";
  const auto done =
      post("head.01", "/inspection/cases/import", form, {upload("a.pdf", pdf), upload("b.pdf", pdf + "%b\n")});
  EXPECT_EQ(done.status, 303) << done.body;
  EXPECT_EQ(header(done, "Location"), "/inspection/cases/5~2018");
  EXPECT_EQ(count("SELECT count(*) FROM insp_document WHERE kind = 'paper_scan'"), 2);
  std::filesystem::remove_all(folder);
}

TEST_P(PaperFiles, SentTwiceAreBroughtInOnce) {
  const auto file = paper("9/2017");
  EXPECT_EQ(code(file), "ok");
  EXPECT_EQ(code(file), "ok");
  EXPECT_EQ(count("SELECT count(*) FROM insp_case"), 1);
}

SSIIS_ON_ALL_ENGINES(PaperFiles);

}  // namespace

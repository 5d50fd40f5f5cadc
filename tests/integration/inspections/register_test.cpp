// The register of documents in and out over all files: whole, in order, within the reader's places, safe to export.
#include "database/series.hpp"
#include "integration/inspections/story.hpp"

namespace {

using namespace ssiis;
using namespace ssiis::inspections;

class Register : public test::WithStory {
 protected:
  static std::string book(const std::string& direction, const std::string& more = {}) {
    return "/inspection/register?office=01&year=2026&direction=" + direction + more;
  }
  static std::string exported(const web::Page& page) {
    std::string out;
    page.stream([&](std::string_view piece) { out.append(piece); });
    return out;
  }
  static std::size_t lines(const web::Page& page) {
    std::size_t n = 0;
    for (auto at = page.body.find("<tr><th scope=\"row\""); at != std::string::npos;
         at = page.body.find("<tr><th scope=\"row\"", at + 1))
      ++n;
    return n;
  }
  // So many letters that came in, without files, as they stand in the table.
  void given_incoming(const std::string& order, int how_many, const std::string& sender = "ZZSENDER") {
    const auto id = file(order).id;
    static constexpr db::Query add{
        "test/document_add",
        "INSERT INTO insp_document (case_id, id, direction, kind, title, office, register_year, register_seq, "
        "register_number, document_day, sender, recipient, unit_name, language, state, file_name, verify_code, "
        "pdf_attempts, created_by, created_at, version) VALUES (?, ?, 'in', 'letter', ?, '01', 2026, ?, ?, "
        "'2026-11-20', "
        "?, '', '', 'lo', 'ready', '', ?, 0, 'id-head.01', '2026-11-20T03:00:00.000000Z', 1)"};
    pool().transact(db::Mode::write, [&](db::Transaction& tx) {
      for (int i = 1; i <= how_many; ++i) {
        const int seq = db::next_number(tx, "document.in", "01", 2026);
        tx.execute(add, db::Params{id, std::int64_t{800'000'000} + seq, "ZZTITLE " + std::to_string(seq), seq,
                                   fmt::format("{:04}/X", seq), sender, fmt::format("CODE{:012}", seq)});
      }
    });
  }
};

TEST_P(Register, ShowsWhatWentOutCameInAndStayedInsideEachInItsBook) {
  const auto order = ordered(wish());
  to_visit(order);
  given_incoming(order, 1);
  const auto out = get("head.01", book("out"));
  EXPECT_EQ(out.status, 200);
  EXPECT_EQ(lines(out), 1u);
  for (const char* words : {"0001/", "Notice of inspection", "Every number from 1 to 1 is accounted for"})
    EXPECT_TRUE(has(out, words)) << words;
  EXPECT_TRUE(has(out, "/inspection/cases/" + order + "/documents"));
  EXPECT_TRUE(has(get("head.01", book("in")), "ZZSENDER"));
  EXPECT_TRUE(has(get("head.01", book("internal")), "Inspection plan"));
  EXPECT_EQ(audited("register.read", "register:01/2026/out"), 1);
}

TEST_P(Register, IsFilteredByKindAndByWords) {
  const auto order = ordered(wish());
  to_visit(order);
  EXPECT_EQ(lines(get("head.01", book("internal", "&kind=inspection_plan"))), 1u);
  EXPECT_EQ(lines(get("head.01", book("internal", "&kind=closing_record"))), 0u);
  given_incoming(order, 3, "ZZ_100%!");
  EXPECT_EQ(lines(get("head.01", book("in", "&q=zz_100%25!"))), 3u) << "whatever the case of its letters";
  EXPECT_EQ(lines(get("head.01", book("in", "&q=ZZx100"))), 0u) << "its signs are no wildcards";
  EXPECT_EQ(lines(get("head.01", book("in", "&q=zztitle+2"))), 1u);
  EXPECT_EQ(lines(get("head.01", book("in", "&q=" + order))), 3u);
  EXPECT_EQ(lines(get("head.01", book("in", "&q=%27%20OR%201=1%20--"))), 0u);
}

TEST_P(Register, IsPagedByItsNumbers) {
  const auto order = ordered(wish());
  given_incoming(order, 120);
  const auto first = get("head.01", book("in"));
  EXPECT_EQ(lines(first), 50u);
  EXPECT_TRUE(has(first, "0120/X"));
  EXPECT_TRUE(has(first, "before=71"));
  const auto third = get("head.01", book("in", "&before=21"));
  EXPECT_EQ(lines(third), 20u);
  EXPECT_TRUE(has(third, "0001/X"));
  EXPECT_TRUE(has(third, "Newest entries"));
  EXPECT_EQ(lines(get("head.01", book("in", "&all=1"))), 120u) << "on one page, to print";
}

TEST_P(Register, ShowsOnlyFilesOfTheReadersPlaces) {
  const auto order = ordered(wish());
  to_visit(order);
  EXPECT_EQ(lines(get("head.01", book("out"))), 1u);
  EXPECT_EQ(lines(get("director", book("out"))), 1u);
  for (const char* login : {"head.13", "inspector.13", "auditor.13"}) {
    const auto page = get(login, book("out"));
    EXPECT_EQ(page.status, 200) << login;
    EXPECT_EQ(lines(page), 0u) << login;
    EXPECT_FALSE(has(page, "accounted for")) << login << " may not read that book";
    EXPECT_EQ(exported(get(login, "/inspection/register/export?office=01&year=2026&direction=out")).find(order),
              std::string::npos);
  }
  EXPECT_EQ(get("helpdesk", book("out")).status, 403);
  EXPECT_EQ(get("admin", "/inspection/register/export").status, 403);
}

TEST_P(Register, ExplainsEveryNumberOrNamesIt) {
  const auto order = ordered(wish());
  given_incoming(order, 2);
  pool().transact(db::Mode::write, [&](db::Transaction& tx) {
    EXPECT_EQ(db::next_number(tx, "document.in", "01", 2026), 3);
    EXPECT_EQ(db::next_number(tx, "document.in", "01", 2026), 4);
    EXPECT_TRUE(db::void_number(tx, "document.in", "01", 2026, 3, "ZZVOIDED <twice>", "id-head.01", clock_.now()));
  });
  const auto page = get("head.01", book("in"));
  EXPECT_TRUE(has(page, "Numbers that no document explains:</b> 0004"));
  EXPECT_TRUE(has(page, "<b>0003</b> ZZVOIDED &lt;twice&gt;"));
}

TEST_P(Register, IsExportedWholeAndNoCellBecomesAFormula) {
  const auto order = ordered(wish());
  given_incoming(order, 501, "=cmd|' /C calc'!A0");
  const auto page = get("head.01", "/inspection/register/export?office=01&year=2026&direction=in");
  EXPECT_TRUE(page.content_type.starts_with("text/csv"));
  const auto csv = exported(page);
  EXPECT_TRUE(csv.starts_with("\xEF\xBB\xBF\"Register number\""));
  EXPECT_EQ(std::count(csv.begin(), csv.end(), '\n'), 502);
  EXPECT_NE(csv.find("\"0001/X\""), std::string::npos);
  EXPECT_EQ(csv.find("\"=cmd"), std::string::npos);
  EXPECT_NE(csv.find("\"'=cmd"), std::string::npos);
  EXPECT_EQ(audited("register.exported"), 1);
  EXPECT_EQ(csv_cell("a\"b\r\nc"), "\"a\"\"b  c\"");
  for (const char* bad : {"=1", "+1", "-1", "@x", "\tx", "\rx"}) EXPECT_EQ(csv_cell(bad).substr(0, 2), "\"'") << bad;
}

TEST_P(Register, TakesWhateverAnAddressSays) {
  ordered(wish());
  for (const char* odd : {"?office=%27&year=x&direction=up", "?year=99999999999999999999", "?before=-1&all=2",
                          "?kind=%3Cscript%3E&q=%3Cscript%3E", "?office=LA&year=1990"}) {
    const auto page = get("director", std::string{"/inspection/register"} + odd);
    EXPECT_EQ(page.status, 200) << odd;
    EXPECT_FALSE(has(page, "<script")) << odd;
  }
}

SSIIS_ON_ALL_ENGINES(Register);

}  // namespace

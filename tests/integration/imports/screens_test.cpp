// A clerk's way through the pages, rendered as a browser gets them.
#include "imports/screens.hpp"

#include "imports_fixture.hpp"

namespace ssiis::imports {
namespace {

class ImportScreens : public ImportsDatabase {
 protected:
  void SetUp() override {
    ImportsDatabase::SetUp();
    add_import_screens(router_, {office(), renderer(), [](const std::string& id, std::string_view) { return id; }});
  }
  static const web::Renderer& renderer() {
    static const web::Translator translator{std::filesystem::path{SSIIS_SHARE_DIR} / "i18n"};
    static const web::Renderer loaded{std::filesystem::path{SSIIS_SHARE_DIR} / "pages",
                                      std::filesystem::path{SSIIS_SHARE_DIR} / "assets", translator};
    return loaded;
  }
  using Fields = std::multimap<std::string, std::string>;
  web::Page ask(const std::string& method, const std::string& path, const Fields& fields = {},
                const std::string& upload = {}, const std::string& language = "lo") {
    web::Request request;
    request.method = method;
    request.path = path;
    request.language = language;
    request.session_secret = "secret";
    request.fields = fields;
    if (!upload.empty()) {
      const auto at = file("upload.csv", upload);
      request.uploads.push_back({"file", "upload.csv", "text/csv", at.string(), upload.size()});
    }
    const auto match = router_.match(method, path);
    if (match.route == nullptr) throw std::runtime_error{"no route " + path};
    request.mount = match.route->mount;
    request.actor = who();
    request.captures = match.captures;
    return match.route->handler(request);
  }
  static std::string location(const web::Page& page) {
    for (const auto& [key, value] : page.headers)
      if (key == "Location") return value;
    return "none: " + std::to_string(page.status) + page.body;
  }
  static bool holds(const web::Page& page, std::string_view text) { return page.body.find(text) != std::string::npos; }
  static std::string streamed(const web::Page& page) {
    std::string out;
    page.stream([&](std::string_view piece) { out += piece; });
    return out;
  }
  web::Router router_{};
};
SSIIS_ON_ALL_ENGINES(ImportScreens);

const std::string lao_table =
    "ເລກອາກອນ;ຊື່;ວັນທີຂຶ້ນທະບຽນ;ສະຖານະ\n700001;ບໍລິສັດ ດອກບົວ;18/05/2557;ເຄື່ອນໄຫວ\n700002;ພູເບ້ຍ;31/02/2557;ປິດ\n";

TEST_P(ImportScreens, SuggestHowAFileIsReadAndReadItSo) {
  auto page = ask("POST", "/inspection/imports/new", {{"source", "tax_employer"}, {"as_of", "2026-11-01"}}, lao_table);
  const auto mapping = location(page);
  ASSERT_TRUE(mapping.ends_with("/mapping")) << mapping;
  page = ask("GET", mapping);
  EXPECT_TRUE(holds(page, "<option value=\"ເລກອາກອນ\" selected>")) << page.body;
  EXPECT_TRUE(holds(page, "<option value=\"day_first\" selected>"));
  EXPECT_TRUE(holds(page, "value=\"buddhist\" checked"));
  EXPECT_TRUE(holds(page, "2014-05-18")) << "as it will be read";
  EXPECT_TRUE(holds(page, "31/02/2557")) << "what will not be, as it stands";
  Fields typed{{"version", "0"},
               {"act", "save"},
               {"header_row", "1"},
               {"era", "buddhist"},
               {"column_tin", "ເລກອາກອນ"},
               {"column_name", "ຊື່"},
               {"column_reg_date", "ວັນທີຂຶ້ນທະບຽນ"},
               {"column_status", "ສະຖານະ"},
               {"map_status", "ເຄື່ອນໄຫວ = ACTIVE\nປິດ = CLOSED"}};
  page = ask("POST", mapping, typed);
  EXPECT_EQ(page.status, 422) << "without a name";
  EXPECT_TRUE(holds(page, "ເຄື່ອນໄຫວ = ACTIVE")) << "what was typed stays";
  typed.emplace("name", "Tax office");
  page = ask("POST", mapping, typed);
  EXPECT_EQ(page.status, 422);
  EXPECT_TRUE(holds(page, "href=\"#form_reg_date\"")) << "the form of the days is asked for";
  typed.emplace("form_reg_date", "day_first");
  const auto load = location(ask("POST", mapping, typed));
  office().work(who(), {});
  page = ask("GET", load, {}, {}, "en");
  EXPECT_TRUE(holds(page, "held: a person decides")) << page.body;
  EXPECT_EQ(count("SELECT COUNT(*) FROM insp_reg_tax_employer WHERE status = 'ACTIVE' AND reg_date = '2014-05-18'"), 1);
  EXPECT_EQ(location(ask("POST", "/inspection/imports/new", {{"source", "tax_employer"}, {"as_of", "2026-11-01"}},
                         lao_table)),
            load)
      << "the same file is known by its profile";
}

TEST_P(ImportScreens, SayOfADoubtfulNumberThatItIsOneBeforeTheFileIsRead) {
  const std::string table = "ເລກອາກອນ;ຊື່\nA-7;ບໍລິສັດ ດອກບົວ\n700002;ພູເບ້ຍ\n";
  const auto mapping =
      location(ask("POST", "/inspection/imports/new", {{"source", "tax_employer"}, {"as_of", "2026-11-01"}}, table));
  const auto page = ask("GET", mapping, {}, {}, "en");
  EXPECT_TRUE(holds(page, "doubtful, and taken: The number does not look as the rules for it say.")) << page.body;
  EXPECT_TRUE(holds(page, "1 doubtful number: it will be taken and counted."));
  EXPECT_TRUE(holds(page, "Of the first 2 rows 2 can be read."));
}

TEST_P(ImportScreens, PutARejectedRowRightAndReleaseTheLoad) {
  const auto done = loaded(tax_file(tax_rows(3) + "200001,=1+1,,,,,,,,18/05/2014\n"));
  const auto load = "/inspection/imports/" + std::to_string(done.id);
  auto page = ask("GET", load);
  EXPECT_TRUE(holds(page, load + "/rows/5"));
  const auto csv = streamed(ask("GET", load + "/rejects", {}, {}, "en"));
  EXPECT_NE(csv.find("row,reasons,tin,name"), std::string::npos) << csv;
  EXPECT_NE(csv.find("200001,'=1+1,"), std::string::npos) << "no formula for a spreadsheet";
  page = ask("GET", load + "/rows/5");
  EXPECT_TRUE(holds(page, "value=\"18/05/2014\""));
  Fields cells;
  for (const char* c : {"200001", "=1+1", "", "", "", "", "", "", "", "x"}) cells.emplace("cell", c);
  page = ask("POST", load + "/rows/5", cells);
  EXPECT_EQ(page.status, 422);
  EXPECT_TRUE(holds(page, "value=\"x\"")) << "what was typed stays";
  page = ask("POST", load + "/corrections", {}, "row,reasons," + tax_header + "5,why,200001,'=1+1,,,,,,,,2014-05-18\n");
  EXPECT_EQ(page.status, 200);
  EXPECT_EQ(count("SELECT COUNT(*) FROM insp_reg_tax_employer WHERE name = '=1+1'"), 1);
  EXPECT_EQ(ask("POST", load + "/decision", {{"act", "release"}, {"version", "0"}, {"reason", "x"}}).status, 409);
  const auto version = std::to_string(count("SELECT version FROM insp_imp_load"));
  EXPECT_EQ(ask("POST", load + "/decision", {{"act", "release"}, {"version", version}}).status, 422) << "no reason";
  EXPECT_EQ(
      location(ask("POST", load + "/decision", {{"act", "release"}, {"version", version}, {"reason", "first load"}})),
      load);
  EXPECT_EQ(current_rows(), 4);
}

TEST_P(ImportScreens, ReadATableWithoutHeadingsInTheWayThatIsChosen) {
  const std::string table = "700001|ດອກບົວ\n700002|ພູເບ້ຍ\n";
  const Fields handed{{"source", "tax_employer"}, {"as_of", "2026-11-01"}};
  const auto mapping = location(ask("POST", "/inspection/imports/new", handed, table));
  ask("POST", mapping,
      {{"version", "0"},
       {"act", "save"},
       {"header_row", "0"},
       {"name", "Bars"},
       {"column_tin", "#1"},
       {"column_name", "#2"}});
  office().work(who(), {});
  EXPECT_EQ(current_rows(), 2) << "the first row is one, too";
  const auto profile = std::to_string(count("SELECT id FROM insp_imp_profile"));
  EXPECT_TRUE(holds(ask("GET", "/inspection/imports/new"), "<option value=\"" + profile + "\""));
  EXPECT_TRUE(location(ask("POST", "/inspection/imports/new", handed, table + "700003|x\n")).ends_with("/mapping"))
      << "nothing is chosen by itself";
  auto chosen = handed;
  chosen.emplace("profile", profile);
  const auto load = location(ask("POST", "/inspection/imports/new", chosen, table + "700003|y\n"));
  office().work(who(), {});
  EXPECT_TRUE(holds(ask("GET", load), "Bars"));
  EXPECT_EQ(current_rows(), 3);
}

TEST_P(ImportScreens, ChangeASavedWayOfReading) {
  auto page = ask("POST", "/inspection/imports/new", {{"source", "tax_employer"}, {"as_of", "2026-11-01"}},
                  "ບັນຊີຜູ້ເສຍອາກອນ;;;;\nຜູ້ເສຍອາກອນ;;ທີ່ຕັ້ງ;;ສະຖານະ\nເລກອາກອນ;ຊື່;ເມືອງ;ແຂວງ;\n"
                  "700001;ດອກບົວ;ໄຊທານີ;ນະຄອນຫຼວງວຽງຈັນ;ACTIVE\n");
  const auto mapping = location(page);
  page = ask("GET", mapping);
  EXPECT_TRUE(holds(page,
                    "name=\"heading_rows\" type=\"text\" inputmode=\"numeric\" autocomplete=\"off\" "
                    "aria-describedby=\"heading_rows_hint\" value=\"2\""))
      << page.body;
  EXPECT_TRUE(holds(page, "<option value=\"ທີ່ຕັ້ງ / ເມືອງ\" selected>"));
  Fields typed{{"version", "0"},
               {"act", "save"},
               {"name", "Tax office"},
               {"header_row", "3"},
               {"heading_rows", "2"},
               {"column_tin", "ຜູ້ເສຍອາກອນ / ເລກອາກອນ"},
               {"column_name", "ຜູ້ເສຍອາກອນ / ຊື່"}};
  const auto load = location(ask("POST", mapping, typed));
  office().work(who(), {});
  EXPECT_EQ(current_rows(), 1) << "titles and headings are no rows";
  const auto id = std::to_string(count("SELECT id FROM insp_imp_profile"));
  const auto home = "/inspection/imports/profiles/" + id;
  EXPECT_TRUE(holds(ask("GET", load), "href=\"" + home + "\""));
  EXPECT_TRUE(holds(ask("GET", "/inspection/imports/profiles"), "href=\"" + home + "\""));
  page = ask("GET", home, {}, {}, "en");
  EXPECT_TRUE(holds(page, "<option value=\"ຜູ້ເສຍອາກອນ / ເລກອາກອນ\" selected>")) << page.body;
  EXPECT_TRUE(holds(page, "700001")) << "shown on the file that was read by it";
  ASSERT_EQ(page.crumbs.size(), 3u);
  EXPECT_EQ(page.crumbs[1].href, "/inspection/imports/profiles");
  typed.erase("version");
  typed.emplace("version", "1");
  typed.emplace("column_district", "ທີ່ຕັ້ງ / ບ້ານ");
  page = ask("POST", home + "/change", typed);
  EXPECT_EQ(page.status, 422);
  EXPECT_TRUE(holds(page, "<option value=\"ທີ່ຕັ້ງ / ບ້ານ\" selected>")) << "what the file lacks stays to be seen";
  typed.erase("column_district");
  typed.emplace("column_district", "ທີ່ຕັ້ງ / ເມືອງ");
  EXPECT_EQ(location(ask("POST", home + "/change", typed)), home);
  EXPECT_EQ(ask("POST", home + "/change", typed).status, 409) << "sent twice";
  EXPECT_EQ(count("SELECT MAX(version) FROM insp_imp_profile"), 2);
  EXPECT_EQ(count("SELECT profile_version FROM insp_imp_load"), 1) << "the load keeps the version it was read by";
  EXPECT_EQ(ask("POST", home + "/copy", {{"copy_name", ""}}).status, 422);
  const auto copy = location(ask("POST", home + "/copy", {{"copy_name", "Other office"}}));
  EXPECT_TRUE(holds(ask("GET", copy), "700001")) << "on the newest file of its register";
  EXPECT_EQ(ask("POST", home + "/retirement", {{"version", "2"}, {"act", "retire"}}).status, 422) << "no reason";
  EXPECT_EQ(location(ask("POST", home + "/retirement", {{"version", "2"}, {"act", "retire"}, {"reason", "new form"}})),
            home);
  EXPECT_TRUE(holds(ask("GET", home), "value=\"restore\""));
  EXPECT_FALSE(holds(ask("GET", "/inspection/imports/new"), "<option value=\"" + id + "\""));
  EXPECT_EQ(ask("GET", "/inspection/imports/profiles/4711").status, 404);
}

TEST_P(ImportScreens, TellEveryFieldInBothLanguages) {
  loaded(tax_file(tax_rows(30)));
  const auto lao = ask("GET", "/inspection/imports/dictionary"),
             english = ask("GET", "/inspection/imports/dictionary", {}, {}, "en");
  EXPECT_TRUE(holds(lao, "ເລກປະຈຳຕົວຜູ້ເສຍອາກອນ"));
  EXPECT_TRUE(holds(english, "The number under which the tax authority keeps the taxpayer."));
  EXPECT_FALSE(holds(english, "Firm 1")) << "names are masked";
  EXPECT_TRUE(holds(ask("GET", "/inspection/imports"), "tax.csv"));
  EXPECT_EQ(ask("GET", "/inspection/imports/4711").status, 404);
}

}  // namespace
}  // namespace ssiis::imports

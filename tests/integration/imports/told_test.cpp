// What a load tells beside its rows, and the ways of reading that it is read by.
#include "imports_fixture.hpp"
#include "support/zip_maker.hpp"

namespace ssiis::imports {
namespace {

class LoadsToldOf : public ImportsDatabase {};
SSIIS_ON_ALL_ENGINES(LoadsToldOf);

// Decision 0206: what nobody confirmed warns.
TEST_P(LoadsToldOf, NumbersThatFitNoRuleTakeAndCountThem) {
  const auto ordered = office().order(
      who(), tax_file(tax_rows(14'000) + "A-7,Firm,,,,,,,,\nB-8,Firm,,,,,,,,x\n1234567890123,Firm,,,,,,,,\n"));
  ASSERT_TRUE(ordered);
  // Cut off after the first pieces: what was read before is counted again, not twice.
  bool stop = false;
  EXPECT_EQ(office()
                .run(
                    who(), ordered->load, [&] { return stop; }, [&](std::int64_t) { stop = true; })
                .state,
            LoadState::reading);
  const auto load = office().run(who(), ordered->load);
  EXPECT_EQ(load.state, LoadState::current);
  EXPECT_EQ(load.good, 14'002);
  EXPECT_EQ(count("SELECT warned FROM insp_imp_figure WHERE field = 'tin'"), 2)
      << "a rejected row is not warned of besides";
  EXPECT_EQ(count("SELECT warned FROM insp_imp_figure WHERE field = 'name'"), 0);
  EXPECT_EQ(count("SELECT COUNT(*) FROM insp_imp_warning WHERE line = 14002 AND field = 'tin' AND value_text = 'A-7'"),
            1);
  EXPECT_EQ(count("SELECT COUNT(*) FROM insp_imp_warning"), 2);
}

TEST_P(LoadsToldOf, NumbersRefuseThemWhereAConfirmedRuleIsSaidTo) {
  const auto& spec = *registry::file_spec("enterprise_register");
  std::string header;
  for (const auto& field : spec.fields) header += (header.empty() ? "" : ",") + std::string{field.name};
  const std::string rest(spec.fields.size() - 1, ',');
  auto wanted = tax_file(header + "\n12345678" + rest + "\nER1234" + rest + "\nER12" + rest + "\n");
  wanted.source = "enterprise_register";
  const auto load = loaded(wanted);
  EXPECT_EQ(load.good, 2) << "one by the rule of today, one by the rule of its time";
  EXPECT_EQ(codes(rejects_of(load.id)), "4 er_no value.number_pattern; ");
  auto cells = rejects_of(load.id)[0].cells;
  EXPECT_EQ(codes(office().correct(who(), load.id, 4, cells).rejections()),
            "import.row_still_wrong value.number_pattern");
  cells[0] = "ER1200";
  ASSERT_TRUE(office().correct(who(), load.id, 4, cells));
  Settings config;
  config.set("imports.refuse_numbers", "tin nothing");
  EXPECT_THROW(refused_numbers(config, made_->numbers), SettingsError);
}

TEST_P(LoadsToldOf, HiddenRowsAndSheets) {
  const auto sheet = [](const std::string& rows) {
    return "<worksheet><sheetData>" + rows + "</sheetData></worksheet>";
  };
  const auto text = [](const std::string& ref, const std::string& value) {
    return "<c r=\"" + ref + "\" t=\"inlineStr\"><is><t>" + value + "</t></is></c>";
  };
  std::string head;
  char column = 'A';
  for (const auto& field : registry::file_spec("tax_employer")->fields)
    head += text(std::string(1, column++) + "1", std::string{field.name});
  const auto bytes = test::zip_with(
      {{"[Content_Types].xml", "<Types/>"},
       {"xl/workbook.xml",
        R"(<workbook><sheets><sheet name="Data" id="r1"/><sheet name="Old" state="hidden" id="r2"/></sheets></workbook>)"},
       {"xl/_rels/workbook.xml.rels", R"(<R><Relationship Id="r1" Type="/worksheet" Target="s.xml"/></R>)"},
       {"xl/s.xml", sheet("<row r=\"1\">" + head + "</row><row r=\"2\">" + text("A2", "1") +
                          "</row><row r=\"3\" hidden=\"1\">" + text("A3", "2") + "</row>")}});
  const auto load = loaded(tax_file(bytes));
  EXPECT_EQ(load.good, 2);
  EXPECT_EQ(load.state, LoadState::current) << "it is no reason to hold it";
  EXPECT_EQ(codes(load.notes), "import.hidden_rows import.hidden_sheets");
  EXPECT_EQ(codes(find_by_id(load.id).notes), codes(load.notes)) << "and is kept";
}

TEST_P(LoadsToldOf, WaysOfReadingThatWereSetAsideAreNotReadByThem) {
  const std::string bytes = "ເລກ;ຊື່\n700001;ບໍລິສັດ ດອກບົວ\n";
  auto wanted = tax_file(bytes);
  Profile p;
  p.source = "tax_employer";
  p.name = "Tax office";
  p.fields = {{.field = "tin", .columns = {"ເລກ"}}, {.field = "name", .columns = {"ຊື່"}}};
  const auto header = office().look(wanted.file, p, 1)->rows[0];
  const auto id = *office().save_profile(who(), p, 0, 0, header);
  const auto load = loaded(wanted);
  EXPECT_EQ(load.profile, id);
  EXPECT_EQ(office().copy_profile(nobody(), id, "Copy").rejection().code, "access.forbidden");
  EXPECT_EQ(office().copy_profile(who(), id, "Tax office").rejection().code, "import.profile_name_taken");
  const auto copy = office().copy_profile(who(), id, "Copy");
  ASSERT_TRUE(copy);
  EXPECT_EQ(office().retire_profile(nobody(), id, 1, true, "x").rejection().code, "access.forbidden");
  EXPECT_EQ(office().retire_profile(who(), id, 1, true, "").rejection().code, "import.reason_missing");
  ASSERT_TRUE(office().retire_profile(who(), id, 1, true, "The agency has a new form"));
  EXPECT_EQ(office().retire_profile(who(), id, 1, true, "again").rejection().code, "import.conflict") << "sent twice";
  auto next = tax_file(bytes + "700002;ພູເບ້ຍ\n");
  EXPECT_EQ(office().order(who(), next).rejection().code, "import.no_profile") << "nor by a copy that nobody chose";
  next.profile = id;
  EXPECT_EQ(office().order(who(), next).rejection().code, "import.profile_retired");
  EXPECT_EQ(office().save_profile(who(), p, id, 2, header).rejection().code, "import.profile_retired");
  next.profile = *copy;
  EXPECT_EQ(loaded(next).profile, *copy);
  EXPECT_EQ(find_by_id(load.id).profile_version, 1) << "a load keeps the version it was read by";
  ASSERT_TRUE(office().retire_profile(who(), id, 2, false, "It has not"));
  next = tax_file(bytes + "700003;ພູເບ້ຍ\n");
  EXPECT_EQ(loaded(next).profile_version, 3);
  const auto told = events();
  for (const char* event : {"import.profile_copied", "import.profile_retired", "import.profile_restored"})
    EXPECT_EQ(std::count(told.begin(), told.end(), event), 1) << event;
}

TEST(UploadLimit, IsASettingWithinBounds) {
  Settings config;
  EXPECT_EQ(upload_limit(config), 200U << 20);
  config.set("imports.upload_limit_mib", "1024");
  EXPECT_EQ(upload_limit(config), 1U << 30);
  for (const char* wrong : {"0", "5000", "many"}) {
    config.set("imports.upload_limit_mib", wrong);
    EXPECT_THROW(upload_limit(config), SettingsError) << wrong;
  }
}

}  // namespace
}  // namespace ssiis::imports

// Who may change the lists, and what the office refuses.
#include <sstream>

#include "code_lists_fixture.hpp"

namespace ssiis {
namespace {

using code_lists::Act;
using code_lists::ActKind;
using code_lists::CodeOffice;
using test::new_place;

class CodeOffices : public test::WithCodeLists {
 protected:
  Act merger() { return {ActKind::merge, clock_.today(), "Decree 1", {"0101", "0102"}, {new_place("0120")}}; }
  std::string imported(const std::string& lines, bool dry_run = false) {
    std::istringstream in{
        "list,code,level,parent,name_lo,name_en,other_names,serves,valid_from,valid_to,source,successors,became\n" +
        lines};
    const auto rows = code_lists::read_rows(in);
    if (!rows) return rows.rejection().code + "@" + rows.rejection().field;
    const auto made = office_->import(service(), *rows, "test", dry_run);
    return made ? "" : made.rejection().code + "@" + made.rejection().field;
  }
};

TEST_P(CodeOffices, HoldTheShippedListsAndWriteOutWhatStands) {
  {  // Holds the shipped lists.
    const auto sectors = book(code_lists::sector_list).as_of(clock_.today());
    std::map<std::string, int> count;
    for (const auto* e : sectors) ++count[e->level];
    EXPECT_EQ(count["section"], 21);
    EXPECT_EQ(count["division"], 88);
    EXPECT_EQ(count["group"], 238);
    EXPECT_EQ(count["class"], 419);
    EXPECT_EQ(book().as_of(clock_.today()).size(), 170U);
    EXPECT_EQ(book(code_lists::office_list).as_of(clock_.today()).size(), 19U);
  }
  {  // Offices serve places that there are.
    const auto open = [&](const char* serves) {
      return office_->carry_out(service(), "office", book("office").revision(),
                                {ActKind::open,
                                 clock_.today(),
                                 "Notice",
                                 {},
                                 {{"LSSO-0101", "district_office", "LSSO-01", "ຫ້ອງການ", "Office", "", serves}}});
    };
    EXPECT_EQ(open("0101 0999").rejection().code, "codes.serves_unknown");
    EXPECT_TRUE(open("0101"));
    code_lists::Outcome moved{"LSSO-0101", "", "", "", ""};
    moved.heading = {"ວຽງຈັນ", "Vientiane", "ຖະໜົນ 1", "Road 1"};
    clock_.set(clock_.now().plus_seconds(86'400));
    done({ActKind::rename, clock_.today(), "Notice", {"LSSO-0101"}, {moved}}, "office");
    std::ostringstream out;
    code_lists::write_heading(out);
    code_lists::write_rows(out, book("office"), std::nullopt);
    std::istringstream in{out.str()};
    const auto rows = code_lists::read_rows(in);
    ASSERT_TRUE(rows);
    EXPECT_EQ(book("office").on("LSSO-0101", clock_.today())->heading.contact_en, "Road 1");
    const auto again = office_->import(service(), *rows, "again", false);
    ASSERT_TRUE(again) << again.rejection().code;
    EXPECT_EQ(again->same, rows->size());
  }
  {  // What is written out is what stands.
    done(merger());
    std::ostringstream out;
    code_lists::write_heading(out);
    code_lists::write_rows(out, book(), std::nullopt);
    std::istringstream in{out.str()};
    const auto rows = code_lists::read_rows(in);
    ASSERT_TRUE(rows);
    EXPECT_EQ(rows->size(), 171U);
    const auto made = office_->import(service(), *rows, "again", false);
    ASSERT_TRUE(made) << made.rejection().code;
    EXPECT_EQ(made->same, 171U);
    EXPECT_EQ(made->begun + made->ended, 0U);
  }
}

// An act is previewed, refused to who may not, to who saw an older list, and done once.
TEST_P(CodeOffices, ShowRefuseAndDoOnce) {
  {  // Says whom an act would touch and writes nothing.
    given_person("head.0101", "head_inspection", "0101", Day{2024, 1, 1});
    const auto seen = reading([&](db::Transaction& tx) { return office_->preview(tx, "territory", merger()); });
    ASSERT_TRUE(seen);
    ASSERT_EQ(seen->touched.size(), 2U);
    EXPECT_EQ(seen->touched[0].code, "0101");
    ASSERT_EQ(seen->touched[0].holders.size(), 1U);
    EXPECT_EQ(seen->touched[0].holders[0].login, "head.0101");
    EXPECT_EQ(book().on("0120", clock_.today()), nullptr);
  }
  {  // Refuses who may not and audits it.
    const auto who = actor("head.01");
    const auto made = office_->carry_out(who, "territory", book().revision(), merger());
    EXPECT_EQ(made.rejection().code, "access.forbidden");
    EXPECT_EQ(audited("access.refused", "codes:territory"), 1);
    EXPECT_EQ(book().on("0120", clock_.today()), nullptr);
  }
  {  // Shows a conflict to whoever saw an older list.
    const auto seen = book().revision();
    done({ActKind::rename, clock_.today(), "Decree", {"0103"}, {new_place("0103")}});
    EXPECT_THROW(static_cast<void>(office_->carry_out(service(), "territory", seen, merger())), Conflict);
    EXPECT_EQ(book().on("0120", clock_.today()), nullptr);
  }
  {  // Does what is sent twice once.
    const auto seen = book().revision();
    const auto first = office_->carry_out(service(), "territory", seen, merger(), "key-1");
    const auto again = office_->carry_out(service(), "territory", seen, merger(), "key-1");
    ASSERT_TRUE(first && again);
    EXPECT_EQ(*first, *again);
    EXPECT_EQ(book().revision(), seen + 1);
    EXPECT_EQ(audited("codes.changed"), 2) << "the new name, and one merger";
  }
}

TEST_P(CodeOffices, TakeFilesWholeOrNotAtAll) {
  {  // Takes files whole or not at all.
    const std::string good = "territory,010101,sub_district,0101,ຕາແສງ,Ta Saeng,,,2026-01-01,,Decision,,\n";
    EXPECT_EQ(imported(good + "territory,010102,sub_district,0999,ຕາແສງ,Two,,,2026-01-01,,Decision,,\n"),
              "codes.parent_unknown@3");
    EXPECT_EQ(book().on("010101", clock_.today()), nullptr);
    EXPECT_EQ(imported(good, true), "");
    EXPECT_EQ(book().on("010101", clock_.today()), nullptr) << "a dry run keeps nothing";
    EXPECT_EQ(imported(good), "");
    EXPECT_EQ(tree_->find("010101")->parent, "0101");
    const auto revision = book().revision();
    EXPECT_EQ(imported(good), "");
    EXPECT_EQ(book().revision(), revision) << "what stands already is no change";
    EXPECT_EQ(imported("territory,010101,sub_district,0101,ອື່ນ,Other,,,2026-01-01,,Decision,,\n"),
              "codes.row_differs@2");
    EXPECT_EQ(imported("territory,010101,sub_district,0101,ອື່ນ,Other,,,2026-06-01,,Decision,,\n"),
              "codes.row_overlaps@2");
    EXPECT_EQ(imported("territory,x,sub_district,0101,ອື່ນ,Other,,,2026-13-01,,Decision,,\n"), "codes.file_day@2");
    EXPECT_EQ(imported("places,x,sub_district,0101,ອື່ນ,Other,,,2026-01-01,,Decision,,\n"), "codes.list_unknown@2");
    EXPECT_EQ(imported("territory,x,sub_district\n"), "codes.file_columns@2");
  }
  {  // Rows of files are judged as acts are.
    const std::string far(201, 'x');
    EXPECT_EQ(imported("territory,0101 1,sub_district,0101,ຕາແສງ,One,,,2026-01-01,,D,,\n"), "codes.code_malformed@2");
    EXPECT_EQ(imported("office,LSSO-X,district_office,LSSO-01,ຫ້ອງການ," + far + ",,0101,2026-01-01,,D,,\n"),
              "codes.too_long@2");
    EXPECT_EQ(imported("office,LSSO-X,district_office,LSSO-01,ຫ້ອງການ,X,,0101 0999,2026-01-01,,D,,\n"),
              "codes.serves_unknown@2");
    const auto places = book();
    const auto* now = places.on("0101", clock_.today());
    EXPECT_EQ(imported("territory,0101,district,01," + now->name_lo + "," + now->name_en + ",,," + now->from.iso() +
                       ",2026-06-01,D,,\n"),
              "codes.has_children@2")
        << "010101 lies in it";
    EXPECT_EQ(imported("territory,012001,sub_district,0120,ຕາແສງ,One,,,2026-01-01,,D,,\n"
                       "territory,0120,district,01,ເມືອງ,Two,,,2026-01-01,2026-06-01,D,,\n"),
              "codes.has_children@2");
    // Places that are in the same file as the office that serves them.
    EXPECT_EQ(imported("office,LSSO-X,district_office,LSSO-01,ຫ້ອງການ,X,,0123,2026-01-01,,D,,\n"
                       "territory,0123,district,01,ເມືອງ,Three,,,2026-01-01,,D,,\n"),
              "");
  }
  {  // Villages, in both languages and with their history; they are no part of the tree.
    EXPECT_EQ(imported("territory,010101001,village,010101,ບ້ານເກົ່າ,Ban Kao,,,2026-01-01,2026-06-01,D,,\n"
                       "territory,010101001,village,010101,ບ້ານໃໝ່,Ban Mai,Ban May|Ban Mai Neua,,2026-06-01,,D 2,,\n"),
              "");
    const auto places = book();
    EXPECT_EQ(places.on("010101001", Day{2026, 5, 31})->name_lo, "ບ້ານເກົ່າ");
    EXPECT_EQ(places.on("010101001", clock_.today())->name_en, "Ban Mai");
    EXPECT_EQ(places.children("010101", clock_.today()).size(), 1U);
    EXPECT_EQ(tree_->find("010101001"), nullptr);
  }
  {  // What only says what became of a place makes a new tree, too.
    const std::string ended = "territory,0124,district,01,ເມືອງ,Four,,,2026-01-01,2026-06-01,D,";
    EXPECT_EQ(imported(ended + ",\n"), "");
    EXPECT_EQ(tree_->find("0124")->parent, "01");
    EXPECT_EQ(imported(ended + "0123,merged\n"), "");
    EXPECT_EQ(tree_->find("0124")->parent, "0123");
  }
  {  // Carries out several acts of a file or none.
    const std::string heading =
        "act,list,kind,day,reference,old_codes,code,level,parent,name_lo,name_en,other_names,serves,takes\n";
    const std::string split =
        "1,territory,split,2026-06-01,Decree 1,0104,0121,,,ໜຶ່ງ,One,,,\n1,territory,split,2026-06-01,Decree "
        "1,0104,0122,,,ສອງ,Two,,,\n";
    const auto acts_of = [&](const std::string& text) {
      std::istringstream in{heading + text};
      return code_lists::read_acts(in).value();
    };
    const auto bad = office_->carry_out_all(
        service(), acts_of(split + "2,territory,close,2026-07-01,Decree 2,0104,,,,,,,,\n"), false);
    EXPECT_EQ(bad.rejection().code, "codes.not_in_force");
    EXPECT_EQ(bad.rejection().field, "2");
    EXPECT_EQ(book().on("0121", clock_.today()), nullptr);
    const auto good = office_->carry_out_all(
        service(), acts_of(split + "2,territory,close,2026-07-01,Decree 2,0122,,,,,,,,\n"), false);
    ASSERT_TRUE(good) << good.rejection().code;
    EXPECT_EQ(*good, 2U);
    EXPECT_EQ(book().stands_for("0104", clock_.today()), std::vector<std::string>{"0121"});
  }
}

TEST_P(CodeOffices, FollowTheTerritoryFileUntilSomebodyChangesTheList) {
  auto file = profiles::read_territory_file(SSIIS_SOURCE_DIR "/config/profiles/territory.xml");
  file.content_hash = "another";
  file.valid_from = clock_.today();
  for (auto& t : file.nodes)
    if (t.code == "0103") t.name_en = "Renamed";
  std::erase_if(file.nodes, [](const auto& t) { return t.code == "0104"; });
  const auto first = office_->follow(service(), file);
  ASSERT_TRUE(first) << first.rejection().code;
  EXPECT_TRUE(*first);
  EXPECT_EQ(tree_->find("0103")->name_en, "Renamed");
  EXPECT_EQ(tree_->find("0104")->valid_to, clock_.today());
  EXPECT_EQ(book().history("0103").size(), 2U);
  EXPECT_FALSE(*office_->follow(service(), file)) << "the same file again";
  // A correction of the same day: another name, a place back, one that was new gone, one that begins on its own day.
  file.content_hash = "corrected";
  for (auto& t : file.nodes)
    if (t.code == "0103") t.name_en = "Renamed again";
  auto back = *std::find_if(file.nodes.begin(), file.nodes.end(), [](const auto& t) { return t.code == "0103"; });
  back.code = "0121";
  back.valid_from = clock_.today();
  file.nodes.push_back(back);
  ASSERT_TRUE(office_->follow(service(), file)) << "0121 begins";
  file.content_hash = "corrected twice";
  file.nodes.back().code = "0122";
  file.nodes.back().valid_from = clock_.today().plus(30);
  const auto corrected = office_->follow(service(), file);
  ASSERT_TRUE(corrected) << corrected.rejection().code;
  EXPECT_EQ(tree_->find("0103")->name_en, "Renamed again");
  EXPECT_EQ(book().history("0103").size(), 2U);
  EXPECT_EQ(book().last("0121")->to, clock_.today().plus(1));
  EXPECT_EQ(book().last("0122")->from, clock_.today().plus(30));
  file.content_hash = "older";
  file.valid_from = clock_.today().plus(-1);
  for (auto& t : file.nodes)
    if (t.code == "0103") t.name_en = "Older";
  EXPECT_EQ(office_->follow(service(), file).rejection().code, "codes.changed_later");
  file.valid_from = clock_.today();
  done(merger());
  file.content_hash = "a third";
  EXPECT_EQ(office_->follow(service(), file).rejection().code, "codes.kept_here");
}

SSIIS_ON_ALL_ENGINES(CodeOffices);

}  // namespace
}  // namespace ssiis

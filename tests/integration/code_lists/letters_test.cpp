// The office that serves a file, by the list: at the head of letters, on the file's pages, in the register of letters.
#include "code_lists/api.hpp"
#include "integration/inspections/story.hpp"
#include "support/docx_words.hpp"

namespace ssiis {
namespace {

using code_lists::Act;
using code_lists::ActKind;

class OfficesOfFiles : public test::WithStory {
 protected:
  void SetUp() override {
    WithStory::SetUp();
    office_.emplace(code_lists::CodeOffice::Parts{pool(), *ids_, *trail_, clock_});
    const auto rows = code_lists::read_rows_of(SSIIS_SOURCE_DIR "/config/code_lists/offices.csv");
    ASSERT_TRUE(rows) << rows.rejection().code;
    office_->begin(service(), *rows);
    kept_.emplace(pool(), code_lists::office_list);
    offices_ = kept_->book();
  }
  Actor service() { return actors_->service("test", "c-offices"); }
  void address_entered(Day day) {
    code_lists::Outcome office{"LSSO-01", "", "", "ຫ້ອງການ ZZLAO", "Office ZZENGLISH"};
    office.heading = {"ເມືອງ ZZTOWN", "ZZTOWN", "ຖະໜົນ ZZROAD, ໂທ 021 000 000", "ZZROAD, tel. 021 000 000"};
    const auto made = office_->carry_out(service(), code_lists::office_list, offices_->revision(),
                                         {ActKind::rename, day, "Notice 3", {"LSSO-01"}, {office}});
    ASSERT_TRUE(made) << made.rejection().code;
    offices_ = reading([&](db::Transaction& tx) {
      return std::make_shared<const code_lists::Book>(office_->book(tx, code_lists::office_list));
    });
  }
  std::string notice(const std::string& order) {
    const auto id = file(order).id;
    for (const auto& d : reading([&](db::Transaction& tx) { return documents_->of_case(tx, id); }))
      if (d.kind == "inspection_notice" && d.language == "lo") {
        sender_ = d.sender;
        std::string bytes;
        blobs_->read(*blobs_->find(*d.source_blob), [&](std::string_view piece) { bytes.append(piece); });
        return test::words_of_docx(bytes);
      }
    throw std::runtime_error{"no notice of " + order};
  }
  static bool says(const std::string& text, std::string_view words) { return text.find(words) != std::string::npos; }

  std::optional<code_lists::CodeOffice> office_{};
  std::optional<code_lists::KeptBook> kept_{};
  std::string sender_{};
};

TEST_P(OfficesOfFiles, LettersCarryTheHeadOfTheOfficeOnceItsAddressIsEntered) {
  settings_.set("office.name_lo", "ອົງການ ZZHEAD");
  const auto before = ordered(wish());
  to_visit(before);
  EXPECT_TRUE(says(notice(before), "ZZHEAD")) << "the shipped offices are proposals";
  address_entered(clock_.today());
  EXPECT_FALSE(says(notice(before), "ZZLAO")) << "a letter stays as it was written";
  auto other = wish();
  other.unit_key = "U7";
  other.workplace_key = "";
  const auto after = ordered(other);
  to_visit(after);
  const auto letter = notice(after);
  for (const auto* words : {"ຫ້ອງການ ZZLAO", "ZZTOWN", "ZZROAD", "ອົງການປະກັນສັງຄົມ (ສຳນັກງານໃຫຍ່)"})
    EXPECT_TRUE(says(letter, words)) << words;
  EXPECT_FALSE(says(letter, "ZZHEAD"));
  EXPECT_EQ(sender_, "ຫ້ອງການ ZZLAO");
  EXPECT_TRUE(has(get("head.01", "/inspection/cases/" + after), "Office ZZENGLISH"));
  EXPECT_TRUE(has(get("head.01", "/inspection/register"), "Office ZZENGLISH"));
}

TEST_P(OfficesOfFiles, AnOfficeCountsFromItsDay) {
  address_entered(clock_.today().plus(5));
  const auto order = ordered(wish());
  EXPECT_FALSE(has(get("head.01", "/inspection/cases/" + order), "ZZENGLISH"));
  EXPECT_TRUE(has(get("head.01", "/inspection/cases/" + order), "Social Security Office of Vientiane Capital"));
  clock_.set(clock_.now().plus_seconds(5 * 86'400));
  EXPECT_TRUE(has(get("head.01", "/inspection/cases/" + order), "Office ZZENGLISH"));
}

SSIIS_ON_ALL_ENGINES(OfficesOfFiles);

}  // namespace
}  // namespace ssiis

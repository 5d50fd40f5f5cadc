// The templates of a bundle pass what a single one passes, through the real helper program.
#include "documents/template_set.hpp"

#include <gtest/gtest.h>

#include <fstream>

#include "documents/docx_package.hpp"
#include "documents/templates.hpp"
#include "profiles/api.hpp"
#include "support/database_fixture.hpp"

namespace {

using namespace ssiis;
using namespace ssiis::documents;

class Sets : public ::testing::Test {
 protected:
  void SetUp() override {
    scratch_ = std::filesystem::temp_directory_path() / test::fresh_name();
    std::filesystem::create_directories(scratch_);
  }
  void TearDown() override {
    EXPECT_TRUE(std::filesystem::is_empty(scratch_)) << "nothing is left where they were checked";
    std::filesystem::remove_all(scratch_);
  }
  // The delivered decision with something else in it.
  static std::string with(const std::string& from, const std::string& to, const std::vector<Part>& more = {}) {
    auto parts = unpack(*shipped_template(SSIIS_TEMPLATES, "lo", "decision"), {});
    for (auto& part : parts)
      if (const auto at = part.bytes.find(from); part.name == "word/document.xml" && at != std::string::npos)
        part.bytes.replace(at, from.size(), to);
    parts.insert(parts.end(), more.begin(), more.end());
    return pack(parts);
  }
  std::string verdict(const std::string& name, const std::string& bytes) {
    if (!set_) set_.emplace(TemplateSet::Parts{SSIIS_HELPER, SSIIS_TEMPLATES, scratch_});
    std::string out;
    for (const auto& [file, why] : set_->faults({{name, bytes}})) out += file + ":" + why.code + " ";
    return out;
  }
  std::filesystem::path scratch_;
  std::optional<TemplateSet> set_;
  const std::string name_{"templates/lo/decision.docx"};
};

TEST_F(Sets, AreCheckedLikeUploadedTemplates) {
  EXPECT_EQ(verdict(name_, with("", "")), "");
  EXPECT_EQ(verdict(name_, with("{{place}}", "{{salary}}")), name_ + ":template.key_not_here ");
  EXPECT_EQ(verdict(name_, with("{{verify_code}}", "x")), name_ + ":template.key_missing ");
  EXPECT_EQ(verdict(name_, with("", "", {{"word/vbaProject.bin", "macro"}})), name_ + ":upload.macro ");
  EXPECT_EQ(verdict("templates/lo/nothing.docx", with("", "")), "templates/lo/nothing.docx:template.unknown ");
  EXPECT_EQ(verdict(name_, ""), name_ + ":upload.empty ");
  EXPECT_NE(verdict(name_, "no container"), "");
  EXPECT_EQ(verdict(name_, with("{{place}}", "{{salary}}")), name_ + ":template.key_not_here ") << "known by now";
}

// Which of the two counts, day by day: the procedure's template, or a version that somebody uploaded (decision 0150).
class Turns : public test::MigratedDatabase {
 protected:
  static std::string marked(const std::string& mark) {
    auto parts = unpack(*shipped_template(SSIIS_TEMPLATES, "lo", "inspection_notice"), {});
    for (auto& part : parts)
      if (const auto at = part.bytes.find("{{place}}"); part.name == "word/document.xml" && at != std::string::npos)
        part.bytes.insert(at, mark + " ");
    return pack(parts);
  }
  void uploads(const std::string& mark, Day from) {
    db::IdSource ids{pool()};
    BlobStore blobs{pool(), ids, clock_};
    audit::Trail trail{pool(), clock_};
    Templates templates{pool(), ids, blobs, trail, clock_, SSIIS_TEMPLATES};
    const auto who = profiles::ActorFactory{pool(), clock_}.service("test", "c-1");
    const auto blob = blobs.put(marked(mark), docx_type);
    ASSERT_TRUE(
        templates.add(who, {"lo", "inspection_notice", {blob, "new.docx"}, from, "ZZNOTE", hex(random_bytes(16))}));
  }
  // What a letter of that day is written from, of a procedure that holds from 1 December until the next one.
  std::string shown(Day day, std::optional<Day> until = {}) {
    const auto own = marked("ZZOWN");
    const OwnTemplate of_procedure{hex(sha256(own)), Day{2026, 12, 1}, until, [own] { return own; }};
    const auto found = pool().transact(db::Mode::read, [&](db::Transaction& tx) {
      return template_of_day(tx, SSIIS_TEMPLATES, "lo", "inspection_notice", day, of_procedure);
    });
    for (const char* mark : {"ZZOWN", "ZZBEFORE", "ZZSAME", "ZZAFTER", "ZZNEXT"})
      if (found && found->bytes == marked(mark)) return mark;
    return "shipped";
  }
  FixedClock clock_{*Instant::parse("2026-11-23T02:00:00.000000Z")};
};
SSIIS_ON_ALL_ENGINES(Turns);

TEST_P(Turns, TheProceduresTemplateCountsUntilSomebodyUploadsALaterOneOfItsOwnTime) {
  uploads("ZZBEFORE", Day{2026, 11, 25});
  EXPECT_EQ(shown(Day{2026, 12, 2}), "ZZOWN") << "what was in force before it says nothing";
  uploads("ZZSAME", Day{2026, 12, 1});
  EXPECT_EQ(shown(Day{2026, 12, 2}), "ZZOWN") << "of the same day the procedure's counts";
  uploads("ZZAFTER", Day{2026, 12, 5});
  EXPECT_EQ(shown(Day{2026, 12, 4}), "ZZOWN") << "its day has not come";
  EXPECT_EQ(shown(Day{2026, 12, 5}), "ZZAFTER");
  uploads("ZZNEXT", Day{2026, 12, 20});
  EXPECT_EQ(shown(Day{2026, 12, 21}), "ZZNEXT");
  EXPECT_EQ(shown(Day{2026, 12, 21}, Day{2026, 12, 20}), "ZZAFTER") << "what corrects the next one is none of its";
  EXPECT_EQ(shown(Day{2026, 12, 21}, Day{2026, 12, 5}), "ZZOWN");
}

}  // namespace

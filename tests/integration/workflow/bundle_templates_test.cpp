// Templates of letters in a bundle: checked, hashed, kept once, left alone by whoever only runs the procedure.
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <thread>

#include "integration/workflow/workflow_fixture.hpp"

namespace ssiis::test {
namespace {

constexpr const char* lao_letter = "templates/lo/decision.docx";
constexpr const char* english_letter = "templates/en/decision.docx";

class BundleTemplates : public WithProcedures {
 protected:
  void SetUp() override {
    WithProcedures::SetUp();
    // The room that writes letters, as far as this one knows it: what holds BAD is refused.
    const auto check = [](const workflow::Files& templates) {
      std::vector<std::pair<std::string, Rejection>> out;
      for (const auto& [name, bytes] : templates)
        if (bytes.empty() || bytes.find("BAD") != std::string::npos)
          out.emplace_back(name, Rejection{"template.key_not_here", {"salary"}});
      return out;
    };
    office_ =
        std::make_unique<workflow::BundleOffice>(workflow::BundleOffice::Parts{pool(), *ids_, *trail_, clock_, check});
    drafts_ =
        std::make_unique<workflow::DraftOffice>(workflow::DraftOffice::Parts{pool(), *ids_, *trail_, clock_, *office_});
    files_ = workflow::files_of(SSIIS_WORKFLOW_DIR);
    files_[lao_letter] = lao_bytes();
    files_[english_letter] = "PK\x03\x04 english";
  }
  void TearDown() override {
    drafts_.reset();
    office_.reset();
    WithProcedures::TearDown();
  }
  // More than one piece of the store, and no text in any encoding.
  static std::string lao_bytes() {
    std::string out = "PK\x03\x04";
    while (out.size() < 600'000) out += static_cast<char>(out.size() * 7 % 251);
    return out;
  }
  Result<std::int64_t> proposed(const workflow::Files& files, Day from = Day{2026, 12, 1}) {
    return office_->propose(actor("legal"), {files, "law of 2027", "the law has changed", "Law 1/NA", from});
  }
  std::int64_t in_force(const workflow::Files& files, Day from) {
    const auto id = proposed(files, from);
    if (!id) throw std::runtime_error{id.rejection().code};
    const auto bundle = office_->approve(actor("director"), *id, 1);
    if (!bundle) throw std::runtime_error{bundle.rejection().code};
    return *bundle;
  }
  void deploy_as(const workflow::Files& files, Day from) {
    workflow::Findings findings;
    const auto bundle = writing([&](db::Transaction& tx) {
      return workflow::deploy(tx, files, {}, "later", from, "test", clock_.now(), findings, office_->template_check());
    });
    ASSERT_TRUE(bundle);
  }
  std::set<std::string> found(const workflow::Files& files) {
    std::set<std::string> out;
    for (const auto& f : office_->check(files)) out.insert(f.code);
    return out;
  }
  std::optional<workflow::Engine::LetterTemplate> letter_of(CaseId c, const char* language, const char* kind) {
    return reading([&](db::Transaction& tx) { return engine_->letter_template(tx, c, language, kind); });
  }
  template <class T>
  static std::string code(const Result<T>& r) {
    return r ? "" : r.rejection().code;
  }
  std::unique_ptr<workflow::BundleOffice> office_;
  std::unique_ptr<workflow::DraftOffice> drafts_;
  workflow::Files files_;
};
SSIIS_ON_ALL_ENGINES(BundleTemplates);

TEST_P(BundleTemplates, AreCheckedInBothLanguagesBeforeAnybodyApproves) {
  EXPECT_EQ(found(files_), std::set<std::string>{});
  auto alone = files_;
  alone.erase(english_letter);
  EXPECT_EQ(found(alone), std::set<std::string>{"bundle.template_alone"});
  auto bad = files_;
  bad[english_letter] = "PK\x03\x04 BAD";
  EXPECT_EQ(found(bad), std::set<std::string>{"template.key_not_here"});
  const auto id = proposed(bad);
  ASSERT_TRUE(id);
  EXPECT_EQ(code(office_->approve(actor("director"), *id, 1)), "bundle.not_fit");
  auto large = files_;
  for (const char* kind : {"a", "b", "c", "d", "e"})
    for (const char* language : {"lo", "en"})
      large[workflow::template_name(language, kind)] = std::string(2'000'000, kind[0]);
  EXPECT_EQ(found(large), std::set<std::string>{"bundle.templates_too_large"});
  for (const char* name : {"templates/lo/Decision.docx", "templates/th/decision.docx", "templates/lo/a/b.docx",
                           "templates/lo/.docx", "templates/decision.docx", "templates/lo/decision.docm"})
    EXPECT_FALSE(workflow::bundle_holds(name)) << name;
  workflow::BundleOffice blind{{pool(), *ids_, *trail_, clock_}};
  ASSERT_EQ(blind.check(files_).size(), 1U);
  EXPECT_EQ(blind.check(files_).front().code, "bundle.templates_unchecked") << "nobody looked: nobody may use it";
}

TEST_P(BundleTemplates, TheHashCoversThemAndTheRowsDoNotCarryThem) {
  const auto bundle = in_force(files_, clock_.today());
  const auto held = reading([&](db::Transaction& tx) { return engine_->bundle(tx, bundle); });
  EXPECT_EQ(held->hash, workflow::hash_of(files_)) << "of the bytes, though the rows only name them";
  EXPECT_EQ(held->templates.at(lao_letter), hex(sha256(lao_bytes())));
  EXPECT_EQ(held->valid_from, clock_.today());
  EXPECT_EQ(count("insp_wf_definition", "file LIKE 'templates/%' AND content NOT LIKE 'sha256:%'"), 0);
  EXPECT_EQ(reading([&](db::Transaction& tx) { return workflow::template_bytes(tx, hex(sha256(lao_bytes()))); }),
            lao_bytes());
  auto other = files_;
  other[english_letter] += "!";
  EXPECT_NE(workflow::hash_of(other), held->hash);
  // The engine of another host reads the same from the rows alone.
  const auto again = made();
  EXPECT_EQ(reading([&](db::Transaction& tx) { return again->bundle(tx, bundle); })->hash, held->hash);
}

TEST_P(BundleTemplates, AFileHasItsLettersFromTheBundleItBeganWith) {
  started(request());
  EXPECT_FALSE(letter_of(CaseId{1}, "lo", "decision")) << "its bundle holds none";
  EXPECT_FALSE(letter_of(CaseId{77}, "lo", "decision")) << "no such file";
  const auto today = clock_.today();
  auto before = files_;
  before[english_letter] = "PK\x03\x04 before";
  const auto proposal = proposed(before, today);
  ASSERT_TRUE(proposal);
  workflow::MigrationOffice moves{*engine_, *office_, pool(), *ids_};
  ASSERT_TRUE(moves.try_proposal(actor("legal"), *proposal));
  moves.run(system());
  ASSERT_TRUE(office_->approve(actor("director"), *proposal, 1));
  started({CaseId{2}, "inspection", {}, "13", request().variables});
  const auto mine = letter_of(CaseId{2}, "en", "decision");
  ASSERT_TRUE(mine);
  EXPECT_EQ(mine->sha256, hex(sha256("PK\x03\x04 before")));
  EXPECT_EQ(mine->from, today);
  EXPECT_FALSE(mine->until);
  EXPECT_FALSE(letter_of(CaseId{2}, "en", "approval"));
  EXPECT_FALSE(letter_of(CaseId{1}, "lo", "decision")) << "it stays with its bundle";
  deploy_as(files_, today.plus(10));
  EXPECT_EQ(letter_of(CaseId{2}, "en", "decision")->until, today.plus(10));
  EXPECT_EQ(letter_of(CaseId{2}, "en", "decision")->sha256, mine->sha256);
  const auto with = reading([&](db::Transaction& tx) { return office_->with_template(tx, "lo", "decision"); });
  ASSERT_EQ(with.size(), 2U);
  EXPECT_EQ(with.front().valid_from, today.plus(10));
}

TEST_P(BundleTemplates, DraftsKeepThemUncheckedOnesNever) {
  const auto id = drafts_->create(actor("legal"), "letters", 1);
  ASSERT_TRUE(id);
  const auto save = [&](std::int64_t base, const std::string& name, const std::string& bytes) {
    return drafts_->save(actor("legal"), *id, base, {{{name, bytes}}, {}}, "");
  };
  EXPECT_EQ(code(save(1, lao_letter, "PK\x03\x04 BAD")), "template.key_not_here");
  EXPECT_EQ(code(save(1, lao_letter, std::string(workflow::XmlSource::max_bytes + 1, 'P'))), "bundle.file_too_large");
  ASSERT_EQ(*save(1, lao_letter, lao_bytes()), 2);
  EXPECT_EQ(*save(2, lao_letter, lao_bytes()), 2) << "the same again is no save";
  ASSERT_EQ(*save(2, english_letter, files_.at(english_letter)), 3);
  const auto files = reading([&](db::Transaction& tx) { return drafts_->files(tx, *id, 3); });
  const auto it = std::find_if(files.begin(), files.end(), [](const auto& f) { return f.name == lao_letter; });
  ASSERT_NE(it, files.end());
  EXPECT_EQ(it->sha256, hex(sha256(lao_bytes())));
  EXPECT_LT(it->content.size(), 100U);
  const auto handed = drafts_->hand_over(actor("legal"), *id, 3, {{}, "letters", "reason", "Law 1", clock_.today()});
  ASSERT_TRUE(handed) << handed.rejection().code;
  EXPECT_EQ(reading([&](db::Transaction& tx) { return office_->find(tx, *handed); })->hash, workflow::hash_of(files_));
  const auto bundle = office_->approve(actor("director"), *handed, 1);
  ASSERT_TRUE(bundle) << bundle.rejection().code;
  EXPECT_EQ(workflow::compared(files_, reading([&](db::Transaction& tx) { return drafts_->bundle_files(tx, *bundle); }))
                .at(lao_letter),
            workflow::Difference::none);
  workflow::BundleOffice blind{{pool(), *ids_, *trail_, clock_}};
  workflow::DraftOffice nobody{{pool(), *ids_, *trail_, clock_, blind}};
  const auto other = nobody.create(actor("legal"), "x", 1);
  EXPECT_EQ(code(nobody.save(actor("legal"), *other, 1, {{{lao_letter, lao_bytes()}}, {}}, "")), "draft.no_letters");
}

TEST_P(BundleTemplates, ManyWhoKeepTheSameBytesAtOnceAreNotInEachOthersWay) {
  std::vector<std::thread> people;
  std::atomic<int> kept{0};
  for (int i = 0; i < 4; ++i)
    people.emplace_back([&] {
      workflow::Files mine{{lao_letter, lao_bytes()}};
      workflow::keep_templates(pool(), mine);
      if (mine.at(lao_letter) == "sha256:" + hex(sha256(lao_bytes()))) ++kept;
    });
  for (auto& p : people) p.join();
  EXPECT_EQ(kept, 4);
  EXPECT_EQ(reading([&](db::Transaction& tx) { return workflow::template_bytes(tx, hex(sha256(lao_bytes()))); }),
            lao_bytes());
}

}  // namespace
}  // namespace ssiis::test

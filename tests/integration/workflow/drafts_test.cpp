// Copies of a bundle that people change, save by save, until one of them proposes the whole.
#include <gtest/gtest.h>

#include <thread>

#include "integration/workflow/workflow_fixture.hpp"

namespace ssiis::test {
namespace {

using workflow::DraftChanges;
using workflow::DraftState;

class Drafts : public WithProcedures {
 protected:
  void SetUp() override {
    WithProcedures::SetUp();
    bundles_ = std::make_unique<workflow::BundleOffice>(workflow::BundleOffice::Parts{pool(), *ids_, *trail_, clock_});
    office_ = std::make_unique<workflow::DraftOffice>(
        workflow::DraftOffice::Parts{pool(), *ids_, *trail_, clock_, *bundles_});
  }
  void TearDown() override {
    office_.reset();
    bundles_.reset();
    WithProcedures::TearDown();
  }
  std::int64_t begun(const char* who = "legal") {
    const auto id = office_->create(actor(who), " law of 2027 ", 1);
    return id ? *id : 0;
  }
  workflow::Draft at(std::int64_t id) {
    return reading([&](db::Transaction& tx) { return office_->find(tx, id); }).value();
  }
  workflow::Files files(std::int64_t id, std::int64_t version = 0) {
    return reading([&](db::Transaction& tx) {
      return workflow::contents_of(office_->files(tx, id, version == 0 ? office_->find(tx, id)->version : version));
    });
  }
  std::vector<workflow::DraftSave> saves(std::int64_t id) {
    return reading([&](db::Transaction& tx) { return office_->saves(tx, id, 10000); });
  }
  static DraftChanges put(const std::string& name, const std::string& content) { return {{{name, content}}, {}}; }
  template <class T>
  static std::string code(const Result<T>& r) {
    return r ? "" : r.rejection().code;
  }
  static constexpr const char* empty = "<parameters/>";
  std::unique_ptr<workflow::BundleOffice> bundles_;
  std::unique_ptr<workflow::DraftOffice> office_;
};
SSIIS_ON_ALL_ENGINES(Drafts);

TEST_P(Drafts, BeginWithTheFilesOfABundleInForce) {
  const auto id = begun();
  ASSERT_NE(id, 0);
  EXPECT_EQ(files(id), workflow::files_of(SSIIS_WORKFLOW_DIR));
  const auto draft = at(id);
  EXPECT_EQ(draft.label, "law of 2027");
  EXPECT_EQ(draft.owner, "id-legal");
  EXPECT_EQ(draft.from_bundle, 1);
  EXPECT_EQ(draft.version, 1);
  EXPECT_TRUE(draft.open());
  EXPECT_EQ(code(office_->create(actor("legal"), "x", 7)), "bundle.unknown");
  EXPECT_EQ(code(office_->create(actor("legal"), " ", 1)), "draft.label_missing");
  EXPECT_EQ(code(office_->create(actor("legal"), std::string(81, 'x'), 1)), "draft.label_too_long");
  EXPECT_EQ(code(office_->create(actor("director"), "x", 1)), "access.forbidden");
  EXPECT_EQ(count("insp_audit_record", "event = 'draft.created'"), 1);
}

TEST_P(Drafts, EverySaveIsKeptAndCanBeHadAgain) {
  const auto id = begun();
  const auto before = files(id);
  ASSERT_EQ(*office_->save(actor("legal"), id, 1, put("parameters.xml", empty), "  a file more "), 2);
  DraftChanges gone;
  gone.remove = {"risk.dmn", "no such file"};
  clock_.set(Instant::parse("2026-11-24T03:00:00.000000Z").value());
  ASSERT_EQ(*office_->save(actor("officer"), id, 2, gone, ""), 3);
  EXPECT_FALSE(files(id).contains("risk.dmn"));
  EXPECT_TRUE(files(id, 2).contains("risk.dmn"));
  EXPECT_FALSE(files(id, 1).contains("parameters.xml"));
  const auto all = saves(id);
  ASSERT_EQ(all.size(), 3U);
  EXPECT_EQ(all[0].removed, std::vector<std::string>{"risk.dmn"});
  EXPECT_EQ(all[0].by, "id-officer");
  EXPECT_EQ(all[1].changed, std::vector<std::string>{"parameters.xml"});
  EXPECT_EQ(all[1].note, "a file more");
  EXPECT_TRUE(all[2].changed.empty());
  ASSERT_EQ(*office_->restore(actor("legal"), id, 3, 1, "back"), 4);
  EXPECT_EQ(files(id), before);
  EXPECT_EQ(code(office_->restore(actor("legal"), id, 4, 9, "")), "draft.unknown");
  EXPECT_EQ(at(id).changed_by, "id-legal");
  EXPECT_EQ(count("insp_audit_record", "event = 'draft.saved'"), 3);
}

TEST_P(Drafts, WhatDiffersInNothingIsNoSave) {
  const auto id = begun();
  EXPECT_EQ(*office_->save(actor("legal"), id, 1, {files(id), {}}, ""), 1);
  EXPECT_EQ(saves(id).size(), 1U);
}

TEST_P(Drafts, OfTwoAtOneFileTheSecondIsToldAndLosesNothing) {
  const auto id = begun();
  ASSERT_EQ(*office_->save(actor("legal"), id, 1, put("parameters.xml", empty), ""), 2);
  const auto mine = put("parameters.xml", "<parameters><!-- mine --></parameters>");
  const auto second = office_->save(actor("officer"), id, 1, mine, "");
  ASSERT_EQ(code(second), "draft.conflict");
  EXPECT_EQ(second.rejection().args, (std::vector<std::string>{"parameters.xml", "id-legal"}));
  EXPECT_EQ(files(id).at("parameters.xml"), empty);
  const auto other = office_->branch(actor("officer"), id, 1, "mine", mine);
  ASSERT_TRUE(other);
  EXPECT_EQ(files(*other).at("parameters.xml"), mine.put.at("parameters.xml"));
  EXPECT_EQ(at(*other).from_draft, id);
  EXPECT_EQ(at(*other).from_bundle, 1);
  EXPECT_EQ(*office_->save(actor("officer"), id, 1, put("risk.dmn", "<definitions/>"), ""), 3)
      << "another file of the draft is nobody's conflict";
  EXPECT_EQ(office_->save(actor("officer"), id, 1, mine, "").rejection().args,
            (std::vector<std::string>{"parameters.xml", "id-legal"}))
      << "who saved this file, not who saved last";
  DraftChanges gone;
  gone.remove = {"risk.dmn"};
  EXPECT_EQ(code(office_->save(actor("legal"), id, 2, gone, "")), "draft.conflict") << "nor is it taken away unseen";
}

TEST_P(Drafts, OfTwoAtTheSameMomentOneSaves) {
  const auto id = begun();
  std::atomic<int> saved{0}, told{0};
  const auto work = [&](const char* login, const Actor& who) {
    const auto r = office_->save(
        who, id, 1, put("parameters.xml", std::string{"<parameters><!-- "} + login + " --></parameters>"), "");
    ++(r ? saved : told);
    EXPECT_EQ(code(r), r ? "" : "draft.conflict");
  };
  const auto one = actor("legal"), two = actor("officer");
  std::thread a{[&] { work("legal", one); }}, b{[&] { work("officer", two); }};
  a.join();
  b.join();
  EXPECT_EQ(saved, 1);
  EXPECT_EQ(told, 1);
  EXPECT_EQ(at(id).version, 2);
}

TEST_P(Drafts, HostileFilesAreRefusedAndNothingIsKept) {
  const auto id = begun();
  const auto refused = [&](const std::string& name, const std::string& content) {
    return code(office_->save(actor("legal"), id, 1, put(name, content), ""));
  };
  EXPECT_EQ(refused("../x.bpmn", "<x/>"), "bundle.file_name");
  EXPECT_EQ(refused("x.html", "<x/>"), "bundle.file_name");
  EXPECT_EQ(refused("x.bpmn", "<x>"), "draft.malformed");
  EXPECT_EQ(refused("x.bpmn", ""), "draft.malformed");
  EXPECT_EQ(refused("x.bpmn", "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><x>&a;</x>"), "draft.doctype");
  EXPECT_EQ(refused("x.bpmn", "<x>\xff</x>"), "draft.encoding");
  EXPECT_EQ(refused("x.bpmn", std::string{"<x>\0</x>", 8}), "draft.encoding");
  std::string deep, many = "<x>";
  for (int i = 0; i < 70; ++i) deep = "<x>" + deep + "</x>";
  for (int i = 0; i < 20001; ++i) many += "<y/>";
  EXPECT_EQ(refused("x.bpmn", deep), "draft.too_complex");
  EXPECT_EQ(refused("x.bpmn", many + "</x>"), "draft.too_complex");
  EXPECT_EQ(refused("x.bpmn", "<x>" + std::string(4 << 20, 'x') + "</x>"), "bundle.file_too_large");
  EXPECT_EQ(code(office_->save(actor("legal"), id, 1, put("x.bpmn", "<x/>"), std::string(201, 'x'))),
            "draft.note_too_long");
  EXPECT_EQ(at(id).version, 1);
  EXPECT_EQ(code(office_->branch(actor("legal"), id, 1, "other", put("x.bpmn", "<x>"))), "draft.malformed");
  DraftChanges many_files;
  for (int i = 0; i < 201; ++i) many_files.put["x" + std::to_string(i) + ".bpmn"] = "<x/>";
  EXPECT_EQ(code(office_->save(actor("legal"), id, 1, many_files, "")), "bundle.too_many_files");
  DraftChanges large;
  for (int i = 0; i < 5; ++i)
    large.put["x" + std::to_string(i) + ".bpmn"] = "<x>" + std::string(4'000'000, 'x') + "</x>";
  EXPECT_EQ(code(office_->save(actor("legal"), id, 1, large, "")), "draft.too_large");
}

TEST_P(Drafts, NobodyWritesWithoutTheRightNorWhatIsNotThere) {
  const auto id = begun();
  for (const auto* login : {"director", "head", "inspector", "stranger"}) {
    const auto who = actor(login);
    EXPECT_EQ(code(office_->save(who, id, 1, put("parameters.xml", empty), "")), "access.forbidden") << login;
    EXPECT_EQ(code(office_->branch(who, id, 1, "x", {})), "access.forbidden") << login;
    EXPECT_EQ(code(office_->restore(who, id, 1, 1, "")), "access.forbidden") << login;
    EXPECT_EQ(code(office_->discard(who, id, 1)), "access.forbidden") << login;
    EXPECT_EQ(code(office_->hand_over(who, id, 1, {})), "access.forbidden") << login;
  }
  EXPECT_EQ(count("insp_audit_record", "act = 'refused'"), 20);
  EXPECT_EQ(code(office_->save(actor("legal"), id + 1, 1, put("parameters.xml", empty), "")), "draft.unknown");
  EXPECT_EQ(code(office_->save(actor("legal"), id, 2, put("parameters.xml", empty), "")), "draft.unknown");
  EXPECT_EQ(code(office_->branch(actor("legal"), id, 0, "x", {})), "draft.unknown");
  EXPECT_EQ(code(office_->discard(actor("officer"), id, 1)), "draft.not_yours");
  EXPECT_EQ(code(office_->discard(actor("legal"), id, 7)), "draft.conflict");
  ASSERT_TRUE(office_->discard(actor("legal"), id, 1));
  EXPECT_EQ(at(id).state, DraftState::discarded);
  EXPECT_EQ(code(office_->save(actor("legal"), id, 1, put("parameters.xml", empty), "")), "draft.closed");
}

TEST_P(Drafts, AreProposedAsTheyStandAndAreClosedByIt) {
  const auto id = begun();
  ASSERT_TRUE(office_->save(actor("officer"), id, 1, put("parameters.xml", empty), ""));
  const workflow::NewProposal words{{}, "law of 2027", "the law has changed", "Law 1/NA", Day{2026, 12, 1}};
  EXPECT_EQ(code(office_->hand_over(actor("legal"), id, 1, words)), "draft.conflict") << "he has not seen that save";
  EXPECT_EQ(code(office_->hand_over(actor("legal"), id, 2, {})), "bundle.label_missing");
  const auto proposal = office_->hand_over(actor("legal"), id, 2, words);
  ASSERT_TRUE(proposal) << proposal.rejection().code;
  EXPECT_EQ(at(id).state, DraftState::proposed);
  EXPECT_EQ(at(id).proposal, *proposal);
  EXPECT_EQ(reading([&](db::Transaction& tx) { return bundles_->contents(tx, *proposal); }), files(id));
  EXPECT_EQ(reading([&](db::Transaction& tx) { return bundles_->find(tx, *proposal); })->state,
            workflow::ProposalState::checked);
  EXPECT_EQ(code(office_->save(actor("legal"), id, 2, put("risk.dmn", "<x/>"), "")), "draft.closed");
  EXPECT_EQ(code(office_->hand_over(actor("legal"), id, 2, words)), "draft.closed");
  EXPECT_EQ(code(bundles_->approve(actor("legal"), *proposal, 1)), "access.forbidden");
  EXPECT_TRUE(bundles_->approve(actor("director"), *proposal, 1));
  EXPECT_TRUE(office_->branch(actor("officer"), id, 2, "the next", {})) << "one that is closed can be gone on with";
}

TEST_P(Drafts, APersonHasFiftyOpenOnesAtMost) {
  (void)writing([&](db::Transaction& tx) -> Result<Done> {
    for (int i = 1; i <= 50; ++i)
      tx.execute(
          {"test/drafts",
           "INSERT INTO insp_wf_draft (id, label, from_bundle, state, owner, created_at, changed_by, changed_at) "
           "VALUES (?, 'x', 1, 'open', 'id-legal', ?, 'x', ?)"},
          db::Params{std::int64_t{9'000'000'000 + i}, clock_.now(), clock_.now()});
    return Done{};
  });
  EXPECT_EQ(code(office_->create(actor("legal"), "x", 1)), "draft.too_many");
  EXPECT_TRUE(office_->create(actor("officer"), "x", 1));
}

TEST_P(Drafts, AFileThatWasChangedBehindTheirBackIsFound) {
  const auto id = begun();
  (void)writing([&](db::Transaction& tx) -> Result<Done> {
    tx.execute({"test/tamper", "UPDATE insp_wf_draft_file SET content = 'x' WHERE file = 'holidays.xml'"},
               db::Params{});
    return Done{};
  });
  EXPECT_THROW((void)files(id), std::runtime_error);
}

}  // namespace
}  // namespace ssiis::test

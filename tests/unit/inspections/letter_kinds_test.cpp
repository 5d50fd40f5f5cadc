// Every document that the shipped procedures name is one that the module writes, with a template and a title in both
// languages; what no module writes is refused at deployment.
#include <gtest/gtest.h>

#include <filesystem>
#include <set>

#include "documents/api.hpp"
#include "inspections/letter_kinds.hpp"
#include "web/api.hpp"
#include "workflow/api.hpp"

namespace {

using namespace ssiis;
using namespace ssiis::inspections;

const std::filesystem::path source = SSIIS_SOURCE_DIR;

workflow::Files shipped_procedures() { return workflow::files_of((source / "config/workflow").string()); }

// Document → steps that write it. The sending step of a letter that a person has signed before names none.
std::map<std::string, std::set<std::string>> documents_named() {
  workflow::Findings findings;
  const auto bundle = workflow::read_bundle(shipped_procedures(), {}, findings);
  if (!bundle || !findings.empty()) throw std::runtime_error{"the shipped procedures do not load"};
  std::map<std::string, std::set<std::string>> out;
  for (const auto& [name, procedure] : bundle->processes)
    for (const auto& node : procedure->nodes) {
      for (const auto& document : node.documents) out[document].insert(node.id);
      if (node.kind == workflow::NodeKind::send_task && node.documents.empty()) out[""].insert(node.id);
    }
  return out;
}

std::string template_of(const LetterKind& kind, const char* language) {
  return documents::shipped_template(source / "config/templates", language, kind.template_key).value_or("");
}

TEST(LetterKinds, EveryDocumentOfTheProceduresHasATemplateInBothLanguages) {
  const auto named = documents_named();
  EXPECT_GE(named.size(), 27U) << "the procedures were read";
  for (const auto& [document, steps] : named) {
    if (document.empty()) {
      EXPECT_EQ(steps, std::set<std::string>{"Y_Refer"}) << "a step that sends something names what it sends";
      continue;
    }
    const auto* kind = letter_kind(document);
    ASSERT_NE(kind, nullptr) << document << " of " << *steps.begin();
    for (const char* language : {"lo", "en"})
      EXPECT_FALSE(template_of(*kind, language).empty()) << document << " in " << language;
  }
}

TEST(LetterKinds, EveryKindHasItsTitleInBothLanguagesAndItsWordsAsADocument) {
  const web::Translator t{std::filesystem::path{SSIIS_SHARE_DIR} / "i18n"};
  for (const auto& kind : letter_kinds()) {
    EXPECT_TRUE(t.has("lo", "", kind.title)) << kind.title;
    for (const char* language : {"lo", "en"}) EXPECT_TRUE(t.has(language, "document", kind.template_key)) << kind.key;
  }
}

TEST(LetterKinds, WhatProceduresMayNameIsWhatTheModuleWrites) {
  workflow::Findings findings;
  const auto bundle = workflow::read_bundle(shipped_procedures(), {}, findings);
  ASSERT_TRUE(bundle);
  std::set<std::string, std::less<>> written;
  for (const auto& kind : letter_kinds()) written.emplace(kind.key);
  EXPECT_EQ(bundle->catalogues.documents, written);
}

TEST(LetterKinds, AStepThatNamesAnotherDocumentIsRefused) {
  auto files = shipped_procedures();
  auto& drawing = files.at("inspection.bpmn");
  const std::string known = "ssiis:documents=\"reminder\"";
  const auto at = drawing.find(known);
  ASSERT_NE(at, std::string::npos);
  drawing.replace(at, known.size(), "ssiis:documents=\"remindre\"");
  workflow::Findings findings;
  workflow::read_bundle(files, {}, findings);
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings.front().code, "task.document_unknown");
  EXPECT_EQ(findings.front().args, (std::vector<std::string>{"Y_Remind", "remindre"}));
}

}  // namespace

// Whether two files mean the same to the engine, however they are written.
#include "workflow/compare.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "unit/workflow/walk.hpp"

namespace ssiis::workflow::test {
namespace {

Files delivered() { return files_of(SSIIS_WORKFLOW_DIR); }

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

TEST(Comparing, FilesOpenedAndSavedByTheModellerMeanTheSame) {
  const std::filesystem::path folder{testing::TempDir()};
  for (const auto& [name, content] : delivered()) {
    if (!name.ends_with(".bpmn")) continue;
    const auto out = folder / ("round_trip_" + name);
    const auto command =
        "node " SSIIS_ROUND_TRIP " " SSIIS_NODE_MODULES " " SSIIS_WORKFLOW_DIR "/" + name + " " + out.string();
    ASSERT_EQ(std::system(command.c_str()), 0) << command;
    std::ifstream in{out, std::ios::binary};
    const std::string saved{std::istreambuf_iterator<char>{in}, {}};
    EXPECT_NE(saved, content);
    const auto before = meaning_of(name, content), after = meaning_of(name, saved);
    ASSERT_TRUE(before && after) << name;
    EXPECT_EQ(*before, *after) << name;
    EXPECT_EQ(compared({{name, content}}, {{name, saved}}).at(name), Difference::form_only);
  }
}

TEST(Comparing, WhatChangesAProcedureIsToldFromWhatDoesNot) {
  const auto text = delivered().at("inspection.bpmn");
  const auto difference = [&](const std::string& other) {
    return compared({{"inspection.bpmn", text}}, {{"inspection.bpmn", other}}).at("inspection.bpmn");
  };
  EXPECT_EQ(difference(text), Difference::none);
  EXPECT_EQ(difference(text + "<!-- read again -->"), Difference::form_only);
  EXPECT_EQ(difference(replaced(text, "<dc:Bounds x=\"", "<dc:Bounds  x=\"1")), Difference::form_only) << "a place";
  for (const auto& [from, to] : std::vector<std::pair<std::string, std::string>>{
           {"ssiis:formKey=\"plan\"", "ssiis:formKey=\"report\""},
           {"ssiis:deadlineKey=\"plan.draft\"", "ssiis:deadlineKey=\"report\""},
           {"infringement = true", "infringement = false"},
           {"ssiis:effect=\"sanction\"", "ssiis:effect=\"accept\""},
           {"inspector@case", "inspector@hq"},
           {"ssiis:heldAfter=\"S09_Notify\"", "ssiis:heldAfter=\"Gw_Final\""},
           {"name=\"Obstruction\"", "name=\"Hindrance\""}})
    EXPECT_EQ(difference(replaced(text, from, to)), Difference::changed) << from;
  EXPECT_EQ(difference("<x>"), Difference::changed) << "nobody knows what it means";
}

TEST(Comparing, OtherFilesAreComparedByElementsAttributesAndTexts) {
  const auto difference = [](const std::string& a, const std::string& b) {
    return compared({{"holidays.xml", a}}, {{"holidays.xml", b}}).at("holidays.xml");
  };
  EXPECT_EQ(difference("<a x=\"1\" y=\"2\"><b/></a>", "<a y='2' x='1'>\n  <b></b><!-- c -->\n</a>"),
            Difference::form_only);
  EXPECT_EQ(difference("<a x=\"1\"/>", "<a x=\"2\"/>"), Difference::changed);
  EXPECT_EQ(difference("<a><b/><c/></a>", "<a><c/><b/></a>"), Difference::changed);
  EXPECT_EQ(difference("<a><b/></a>", "<a/><!-- <b/> -->"), Difference::changed);
  const auto files = compared({{"risk.dmn", "<a/>"}}, {{"x.dmn", "<a/>"}});
  EXPECT_EQ(files.at("risk.dmn"), Difference::removed);
  EXPECT_EQ(files.at("x.dmn"), Difference::added);
}

}  // namespace
}  // namespace ssiis::workflow::test

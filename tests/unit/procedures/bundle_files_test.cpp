// A bundle out of a ZIP file that may have been made to hurt us.
#include "procedures/bundle_files.hpp"

#include <gtest/gtest.h>

#include "support/zip_maker.hpp"

namespace ssiis::test {
namespace {

std::set<std::string> names(const Result<workflow::Files>& r) {
  std::set<std::string> out;
  if (r)
    for (const auto& [name, content] : *r) out.insert(name);
  return out;
}

TEST(BundleFiles, AFolderAroundThemAllIsTakenAway) {
  const auto flat = procedures::unpacked_bundle(zip_with({{"a.bpmn", "x"}, {"forms/f.xml", "y"}}));
  EXPECT_EQ(names(flat), (std::set<std::string>{"a.bpmn", "forms/f.xml"}));
  EXPECT_EQ(flat->at("forms/f.xml"), "y");
  const auto folder = procedures::unpacked_bundle(zip_with({{"law/a.bpmn", "x"}, {"law/forms/f.xml", "y"}}));
  EXPECT_EQ(names(folder), (std::set<std::string>{"a.bpmn", "forms/f.xml"}));
  EXPECT_EQ(names(procedures::unpacked_bundle(zip_with({{"forms/f.xml", "y"}}))),
            (std::set<std::string>{"forms/f.xml"}));
  EXPECT_EQ(names(procedures::unpacked_bundle(zip_with({{"templates/lo/decision.docx", "y"}}))),
            (std::set<std::string>{"templates/lo/decision.docx"}));
  EXPECT_EQ(names(procedures::unpacked_bundle(zip_with({{"law/a.bpmn", "x"}, {"law/templates/lo/d.docx", "y"}}))),
            (std::set<std::string>{"a.bpmn", "templates/lo/d.docx"}));
  EXPECT_EQ(names(procedures::unpacked_bundle(zip_with({{"law/a.bpmn", "x"}, {"b.dmn", "y"}}))),
            (std::set<std::string>{"law/a.bpmn", "b.dmn"}))
      << "what does not fit is kept under its name, for the proposal to refuse";
}

TEST(BundleFiles, PathsThatLeadOutsideAndWhatIsNoZipAreRefused) {
  for (const auto* name : {"../a.bpmn", "/etc/a.bpmn", "forms/../../a.xml"}) {
    const auto r = procedures::unpacked_bundle(zip_with({{name, "x"}}));
    ASSERT_FALSE(r) << name;
    EXPECT_TRUE(r.rejection().code.starts_with("archive.")) << r.rejection().code;
  }
  for (const auto* text : {"", "PK", "<definitions/>"}) EXPECT_FALSE(procedures::unpacked_bundle(text)) << text;
}

TEST(BundleFiles, TooManyAreRefused) {
  Files many;
  for (int i = 0; i < 401; ++i) many.emplace_back(std::to_string(i) + ".dmn", "x");
  EXPECT_FALSE(procedures::unpacked_bundle(zip_with(many)));
}

}  // namespace
}  // namespace ssiis::test

// The templates that the project ships: readable, the same in both languages, and complete with the documented values.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "core/api.hpp"
#include "documents/filler.hpp"
#include "support/sample_values.hpp"

namespace {

using namespace ssiis;
using namespace ssiis::documents;

const std::filesystem::path folder = SSIIS_TEMPLATES;
const std::vector<std::string> keys{"approval",          "inspection_plan", "inspection_notice", "visit_record",
                                    "inspection_report", "decision",        "decision_notice",   "service_order",
                                    "enquiry_letter",    "closing_letter",  "closing_record",    "withdrawal_notice"};

std::string file(const std::filesystem::path& path) {
  std::ifstream in{path, std::ios::binary};
  std::ostringstream out;
  out << in.rdbuf();
  return std::move(out).str();
}

TEST(Templates, EveryLetterIsThereInLaoAndEnglishWithTheSamePlaceholders) {
  for (const auto& key : keys) {
    const auto lo = template_keys(file(folder / "lo" / (key + ".docx")));
    const auto en = template_keys(file(folder / "en" / (key + ".docx")));
    ASSERT_TRUE(lo) << key;
    ASSERT_TRUE(en) << key;
    EXPECT_EQ(*lo, *en) << key;
    for (const char* common :
         {"heading", "motto", "issuer", "register_number", "place", "date", "verify_url", "verify_code", "image:qr"})
      EXPECT_EQ(lo->count(common), 1U) << key << " lacks " << common;
  }
}

TEST(Templates, EveryLetterIsFilledCompletely) {
  const char* out = std::getenv("SSIIS_KEEP_LETTERS");  // a folder, to look at them
  for (const char* language : {"lo", "en"})
    for (const auto& key : keys) {
      const auto filled = fill_docx(file(folder / language / (key + ".docx")), test::sample_values(language));
      ASSERT_TRUE(filled) << language << " " << key << " " << filled.rejection().code << " "
                          << (filled.rejection().args.empty() ? "" : filled.rejection().args[0]);
      const auto left = template_keys(*filled);
      ASSERT_TRUE(left);
      EXPECT_TRUE(left->empty()) << key << " kept " << *left->begin();
      if (out != nullptr)
        std::ofstream{std::filesystem::path{out} / (std::string{language} + "_" + key + ".docx"), std::ios::binary}
            << *filled;
    }
}

}  // namespace

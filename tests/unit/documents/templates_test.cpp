// The templates that the project ships: readable, the same in both languages, and complete with the documented values.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "core/api.hpp"
#include "documents/docx_package.hpp"
#include "documents/filler.hpp"
#include "support/sample_values.hpp"

namespace {

using namespace ssiis;
using namespace ssiis::documents;

const std::filesystem::path folder = SSIIS_TEMPLATES;
const std::vector<std::string> keys{
    "approval",          "inspection_plan", "inspection_notice",  "visit_record",    "inspection_report",
    "decision",          "decision_notice", "service_order",      "enquiry_letter",  "closing_letter",
    "closing_record",    "public_notice",   "withdrawal_notice",  "referral",        "reminder",
    "request_receipt",   "request_answer",  "request_outcome",    "service_record",  "authority_outcome",
    "settlement_report", "legal_measures",  "obstruction_record", "judgment_record", "allegation_report"};

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

// The end of the paragraph that ends last before `at`, and that paragraph.
std::string paragraph_before(const std::string& xml, std::size_t& at) {
  const auto end = xml.rfind("</w:p>", at - 1);
  at = xml.rfind("<w:p>", end);
  return xml.substr(at, end - at);
}

TEST(Templates, NoSignatureStandsAloneOnItsPage) {
  for (const char* language : {"lo", "en"})
    for (const auto& key : keys) {
      std::string xml;
      for (const auto& part : unpack(file(folder / language / (key + ".docx")), {}))
        if (part.name == "word/document.xml") xml = part.bytes;
      auto at = xml.rfind("<w:tbl>", xml.find("{{signer_name}}"));
      ASSERT_NE(at, std::string::npos) << key;
      const auto block = xml.substr(at, xml.find("</w:tbl>", at) - at);
      std::size_t rows = 0;
      for (auto row = block.find("<w:tr>"); row != std::string::npos; row = block.find("<w:tr>", row + 1)) ++rows;
      std::size_t whole = 0;
      for (auto row = block.find("<w:cantSplit/>"); row != std::string::npos;
           row = block.find("<w:cantSplit/>", row + 1))
        ++whole;
      EXPECT_EQ(rows, whole) << language << " " << key << ": a row of the signatures breaks";
      EXPECT_NE(paragraph_before(xml, at).find("<w:keepNext/>"), std::string::npos) << language << " " << key;
      const auto words = paragraph_before(xml, at);
      EXPECT_NE(words.find("<w:t "), std::string::npos) << language << " " << key << ": no words before the signature";
      EXPECT_EQ(words.find("{{/"), std::string::npos) << language << " " << key << ": the end of a section";
      EXPECT_NE(words.find("<w:keepNext/><w:keepLines/>"), std::string::npos)
          << language << " " << key << ": the words before the signature may stay behind";
      const bool outside =
          xml.find("{{#copies}}") != std::string::npos && block.find("{{#copies}}") == std::string::npos;
      EXPECT_FALSE(outside) << language << " " << key << ": the copies may stand alone";
    }
}

}  // namespace

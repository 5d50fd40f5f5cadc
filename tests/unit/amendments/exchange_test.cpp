// What leaves as a file: the same bytes wherever it is made, valid by the schema, harmless in a spreadsheet.
#include "amendments/exchange.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "documents/api.hpp"
#include "registry/api.hpp"

namespace {

using namespace ssiis;
using namespace ssiis::amendments;

Batch sample() {
  const auto accepted = *Instant::parse("2026-11-22T20:00:00.000000Z");  // the 23rd in Vientiane
  return {
      .number = 7,
      .closed_at = *Instant::parse("2026-11-23T03:00:00.000000Z"),
      .closed_by = "id-head.registration",
      .closed_by_name = "ຫົວໜ້າ \"ຂຶ້ນທະບຽນ\" <&>",
      .changes = {{.key = "amendment-1-2-3",
                   .kind = "worker",
                   .order_number = "SSO-2026-0001",
                   .unit_key = "U1",
                   .subject_key = {},
                   .accepted_by = "id-registration",
                   .accepted_at = accepted,
                   .lines = {{"name", {}, std::nullopt, "=HYPERLINK(\"http://x\",\"ທ້າວ ໃໝ່\")"},
                             {"phone", {}, std::nullopt, "+856 20 5555 0000"},
                             {"address", {}, "'ບ້ານ", "ບ້ານ ກ,\nເມືອງ ຂ"}}},
                  {.key = "amendment-1-4-3",
                   .kind = "wage",
                   .order_number = "SSO-2026-0001",
                   .unit_key = "U1",
                   .subject_key = "W101",
                   .accepted_by = "id-head.registration",
                   .accepted_at = accepted,
                   .lines = {{"wage", "2026-09", "4000000", "6500000"}, {"wage", "2026-10", "4000000", "6500000"}}}}};
}

std::string file_bytes(const std::filesystem::path& path) {
  std::ifstream in{path, std::ios::binary};
  if (!in) throw std::runtime_error{"no file " + path.string()};
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

TEST(BatchesOfChanges, HaveTheSameBytesOnEveryMachine) {
  const auto files = files_of(sample());
  ASSERT_EQ(files.size(), 3U);
  for (const auto& f : files)
    EXPECT_EQ(f.bytes, file_bytes(std::filesystem::path{SSIIS_GOLDEN_DIR} / f.name)) << f.name;
  EXPECT_EQ(hex(sha256(archive_of(files))), SSIIS_GOLDEN_ARCHIVE);
}

TEST(BatchesOfChanges, AreReadByAnyProgramForArchives) {
  const auto files = files_of(sample());
  const auto archive = archive_of(files);
  documents::ZipReader zip{archive};
  ASSERT_EQ(zip.entries().size(), files.size());
  for (const auto& f : files) {
    ASSERT_NE(zip.find(f.name), nullptr) << f.name;
    EXPECT_EQ(zip.read(*zip.find(f.name)), f.bytes) << "with its checksum";
  }
}

TEST(BatchesOfChanges, NameTheirFilesWithTheirHashes) {
  const auto files = files_of(sample());
  const auto& manifest = files.back().bytes;
  for (std::size_t i = 0; i < 2; ++i)
    EXPECT_NE(manifest.find("sha256=\"" + hex(sha256(files[i].bytes)) + "\""), std::string::npos);
  EXPECT_EQ(files.back().sha256, hex(sha256(manifest)));
}

TEST(BatchesOfChanges, HoldNoFormulaForASpreadsheet) {
  EXPECT_EQ(marked_as_text("=1"), "'=1");
  EXPECT_EQ(marked_as_text("'=1"), "''=1") << "the reader takes one off";
  EXPECT_EQ(marked_as_text("\t=1"), "'\t=1");
  EXPECT_EQ(marked_as_text("6500000"), "6500000");
  EXPECT_EQ(marked_as_text(""), "");
  std::istringstream in{files_of(sample()).front().bytes};
  registry::CsvReader csv{in};
  std::vector<std::string> fields;
  while (csv.next(fields))
    for (const auto& f : fields)
      EXPECT_TRUE(f.empty() || std::string_view{"=+-@\t"}.find(f.front()) == std::string_view::npos) << f;
}

}  // namespace

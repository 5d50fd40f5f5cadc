#include "documents/zip.hpp"

#include <gtest/gtest.h>

#include "support/zip_maker.hpp"

namespace {

using namespace ssiis::documents;
using namespace ssiis::test;

std::string refusal(const std::string& bytes, ZipLimits limits = {}) {
  try {
    ZipReader zip{bytes, limits};
    for (const auto& e : zip.entries()) zip.read(e, [](std::string_view) {});
  } catch (const ZipFault& fault) {
    return fault.what();
  }
  return "";
}

TEST(Zip, ReadsWhatWasPacked) {
  const auto bytes = zip_with({{"a.txt", "ສະບາຍດີ"}, {"b/c.txt", std::string(100000, 'x')}});
  ZipReader zip{bytes};
  ASSERT_EQ(zip.entries().size(), 2U);
  EXPECT_EQ(zip.read(*zip.find("a.txt")), "ສະບາຍດີ");
  EXPECT_EQ(zip.read(*zip.find("b/c.txt")), std::string(100000, 'x'));
  EXPECT_EQ(zip.find("none"), nullptr);
}

TEST(Zip, StoredEntriesAreReadToo) {
  const auto bytes = zip_of(std::vector<Forged>{Forged::of("mimetype", "text/x", false)});
  ZipReader zip{bytes};
  EXPECT_EQ(zip.read(zip.entries().front()), "text/x");
}

TEST(Zip, ForgedSmallSizeIsCaughtWhileInflating) {
  auto entry = Forged::of("word/document.xml", std::string(50 << 20, 'a'));
  entry.size = 1000;
  std::uint64_t produced = 0;
  const auto bytes = zip_of(std::vector<Forged>{entry});
  ZipReader zip{bytes};
  try {
    zip.read(zip.entries().front(), [&](std::string_view piece) { produced += piece.size(); });
    FAIL();
  } catch (const ZipFault& fault) {
    EXPECT_STREQ(fault.what(), "archive.forged_size");
  }
  EXPECT_LE(produced, 1000U);
}

TEST(Zip, ForgedLargeSizeIsCaughtAtTheEnd) {
  auto entry = Forged::of("a", "short");
  entry.size = 6;
  EXPECT_EQ(refusal(zip_of(std::vector<Forged>{entry})), "archive.forged_size");
}

TEST(Zip, BombIsStoppedByItsRatio) {
  EXPECT_EQ(refusal(zip_with({{"a", std::string(20 << 20, '\0')}})), "archive.ratio");
}

TEST(Zip, ManySmallEntriesCountTogether) {
  Files files;
  for (int i = 0; i < 20; ++i) files.emplace_back("f" + std::to_string(i), std::string(900000, 'z'));
  ZipLimits limits;
  limits.produced = 10 << 20;
  EXPECT_EQ(refusal(zip_with(files), limits), "archive.too_large");
  EXPECT_EQ(refusal(zip_with(files)), "");
}

TEST(Zip, TooManyEntries) {
  Files files;
  for (int i = 0; i < 1001; ++i) files.emplace_back("f" + std::to_string(i), "");
  EXPECT_EQ(refusal(zip_with(files)), "archive.too_many_entries");
  files.pop_back();
  EXPECT_EQ(refusal(zip_with(files)), "");
}

TEST(Zip, SymbolicLinkIsRefused) {
  auto entry = Forged::of("link", "/etc/passwd", false);
  entry.attributes = 0120777U << 16;
  EXPECT_EQ(refusal(zip_of(std::vector<Forged>{entry})), "archive.link");
}

TEST(Zip, NamesThatLeadOutAreRefused) {
  for (const char* name : {"../x", "/etc/passwd", "a/../../b", "a\\b", "C:x", "a//b", "./a"})
    EXPECT_EQ(refusal(zip_with({{name, "x"}})), "archive.unsafe_name") << name;
}

TEST(Zip, DoubledNameIsRefused) {
  EXPECT_EQ(refusal(zip_with({{"word/document.xml", "good"}, {"word/document.xml", "bad"}})), "archive.doubled_name");
}

TEST(Zip, LocalHeaderThatContradictsTheDirectory) {
  auto entry = Forged::of("harmless.txt", "x");
  entry.local_name = "vbaProject.b";
  EXPECT_EQ(refusal(zip_of(std::vector<Forged>{entry})), "archive.contradiction");
}

TEST(Zip, EncryptedAndUnknownMethodsAreRefused) {
  auto entry = Forged::of("a", "x");
  entry.flags = 1;
  EXPECT_EQ(refusal(zip_of(std::vector<Forged>{entry})), "archive.encrypted");
  entry.flags = 0;
  entry.method = 12;
  EXPECT_EQ(refusal(zip_of(std::vector<Forged>{entry})), "archive.unsupported");
}

TEST(Zip, OverlappingEntriesAreRefused) {
  auto bytes = zip_with({{"a", std::string(3000, 'q')}, {"b", std::string(3000, 'q')}});
  // Let the second directory entry point at the first one's data, under the first one's name length.
  const auto second = bytes.rfind("PK\x01\x02");
  bytes.replace(second + 42, 4, le32(0));
  bytes[second + 46] = 'a';
  EXPECT_EQ(refusal(bytes), "archive.doubled_name");
  bytes[second + 46] = 'b';
  EXPECT_EQ(refusal(bytes), "archive.contradiction");
  bytes[30] = 'b';
  EXPECT_EQ(refusal(bytes), "archive.contradiction");
}

TEST(Zip, EveryTruncationAndEveryFlippedByteIsRefusedOrHarmless) {
  const auto good = zip_with({{"a.txt", "one two three"}, {"b.txt", std::string(500, 'b')}});
  for (std::size_t n = 0; n < good.size(); ++n) EXPECT_NE(refusal(good.substr(0, n)), "") << n;
  for (std::size_t i = 0; i < good.size(); ++i) {
    auto bad = good;
    bad[i] = static_cast<char>(bad[i] ^ 0x55);
    refusal(bad);  // must come back, whatever it says
  }
}

TEST(Zip, AnythingElseIsMalformed) {
  EXPECT_EQ(refusal(""), "archive.malformed");
  EXPECT_EQ(refusal("PK"), "archive.malformed");
  EXPECT_EQ(refusal(std::string(100000, 'x')), "archive.malformed");
}

}  // namespace

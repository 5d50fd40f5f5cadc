#include "imports/compare.hpp"

#include <gtest/gtest.h>

#include "imports/frames.hpp"

namespace ssiis::imports {
namespace {

TEST(MovedShare, IsOfAHundredRowsHowManyHaveAnotherValue) {
  EXPECT_EQ(moved_share({{"M", 50}, {"F", 50}}, 100, {{"M", 500}, {"F", 500}}, 1000), 0);
  EXPECT_EQ(moved_share({{"M", 50}, {"F", 50}}, 100, {{"M", 100}}, 100), 50);
  EXPECT_EQ(moved_share({{"M", 100}}, 100, {{"1", 100}}, 100), 100);
  EXPECT_EQ(moved_share({}, 0, {{"1", 100}}, 100), 0);
}

// Whatever pieces the pipe makes of it.
TEST(Frames, ComeOutAsTheyWentIn) {
  FileTraits traits;
  traits.kind = "xlsx";
  traits.sheets = {{"ຂໍ້ມູນ", false}, {"old", true}};
  traits.merged = 3;
  traits.merged_shown = {{1, 2, "A1:A2"}, {4, 9, "B4:B9"}};
  RawRow row;
  row.line = 1LL << 40;
  row.cells = {{CellKind::number, "1"}, {}, {CellKind::error, "#N/A"}};
  row.fault = "row.quotes";
  const auto bytes = frame_of(traits) + frame_of(row) + frame_of(row) + end_frame();
  for (std::size_t piece = 1; piece < bytes.size(); piece += 7) {
    int rows = 0;
    FrameReader frames{{[&](const FileTraits& t) {
                          EXPECT_EQ(t.merged, 3);
                          ASSERT_EQ(t.merged_shown.size(), 2u);
                          EXPECT_EQ(t.merged_shown[1].name, "B4:B9");
                          EXPECT_EQ(merged_below(t, 2), 2) << "the first lies within the headings";
                          EXPECT_EQ(merged_below(t, 1), 3);
                          ASSERT_EQ(t.sheets.size(), 2u);
                          EXPECT_TRUE(t.sheets[1].hidden);
                        },
                        [&](const RawRow& r) {
                          ++rows;
                          EXPECT_EQ(frame_of(r), frame_of(row));
                          return true;
                        }}};
    for (std::size_t at = 0; at < bytes.size(); at += piece) frames.feed(std::string_view{bytes}.substr(at, piece));
    EXPECT_EQ(rows, 2);
    EXPECT_TRUE(frames.ended());
  }
}

TEST(Frames, ThatNoReaderWritesAreNotBelieved) {
  const auto feed = [](const std::string& bytes) {
    FrameReader frames{{[](const FileTraits&) {}, [](const RawRow&) { return true; }}};
    frames.feed(bytes);
  };
  EXPECT_THROW(feed(std::string("R\xff\xff\xff\x7f", 5)), std::runtime_error);
  EXPECT_THROW(feed(std::string("R\x02\x00\x00\x00"
                                "ab",
                                7)),
               std::runtime_error);
  EXPECT_THROW(feed(std::string("Q\x00\x00\x00\x00", 5)), std::runtime_error);
  EXPECT_THROW(feed(frame_of(ReadFault{"import.macro"})), ReadFault);
}

}  // namespace
}  // namespace ssiis::imports

#include "code_lists/serving.hpp"

#include <gtest/gtest.h>

#include "sample_book.hpp"

namespace ssiis::code_lists {
namespace {

Entry office(const char* code, const char* serves, Day from = founded) {
  return {code, "provincial_office", "", "ຫ້ອງການ", code, "", serves, from, std::nullopt, "law"};
}

TEST(ServingOffice, IsTheNearestThatNamesThePlaceOnTheDay) {
  const Book offices{"office", 1, {office("HQ", "LA"), office("P1", "01"), office("D1", "0101 0102", june)}, {}};
  const auto serving = [&](std::vector<std::string> upward, Day day) {
    const auto* e = office_serving(offices, upward, day);
    return e == nullptr ? std::string{} : e->code;
  };
  EXPECT_EQ(serving({"0102", "01", "LA"}, june), "D1");
  EXPECT_EQ(serving({"0102", "01", "LA"}, june.plus(-1)), "P1");
  EXPECT_EQ(serving({"0103", "01", "LA"}, june), "P1");
  EXPECT_EQ(serving({"0201", "02", "LA"}, june), "HQ");
  EXPECT_EQ(serving({"010", "0"}, june), "");
  EXPECT_EQ(serving({}, june), "");
}

}  // namespace
}  // namespace ssiis::code_lists

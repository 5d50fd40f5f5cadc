// Which answer belongs to which enquiry.
#include <gtest/gtest.h>

#include "inspections/enquiries.hpp"

namespace {

using namespace ssiis;
using namespace ssiis::inspections;
using documents::Direction;
using documents::Document;

Document paper(std::int64_t id, Direction direction, const std::string& kind, Day day) {
  return {CaseId{1},
          DocumentId{id},
          direction,
          kind,
          "title",
          "01",
          2026,
          1,
          "0001/X",
          day,
          "",
          "",
          "",
          "lo",
          documents::DocumentState::ready,
          std::nullopt,
          std::nullopt,
          std::nullopt,
          std::nullopt,
          "",
          "",
          "",
          std::nullopt,
          std::nullopt,
          "",
          "CODE",
          0,
          "",
          "id",
          Instant{},
          1};
}
constexpr Day first{2026, 11, 2};

TEST(Enquiries, AnAnswerThatNamesItsLetterIsThatLettersAnswer) {
  auto one = paper(1, Direction::outgoing, "enquiry_letter", first);
  auto two = paper(2, Direction::outgoing, "enquiry_letter", first.plus(1));
  auto answer = paper(3, Direction::incoming, "enquiry_answer", first.plus(5));
  answer.reply_to = DocumentId{2};
  const auto list = enquiries_of({one, two, answer}, first.plus(9));
  ASSERT_EQ(list.size(), 2u);
  EXPECT_FALSE(list[0].answer);
  EXPECT_EQ(list[0].days, 9);
  EXPECT_EQ(list[1].answer->id, DocumentId{3});
  EXPECT_EQ(list[1].days, 4);
}

TEST(Enquiries, AnAnswerThatNamesNoneBelongsToTheOldestThatWasOpenThen) {
  const auto one = paper(1, Direction::outgoing, "enquiry_letter", first);
  const auto two = paper(2, Direction::outgoing, "enquiry_letter", first.plus(7));
  const auto a = paper(3, Direction::incoming, "enquiry_answer", first.plus(2));
  const auto b = paper(4, Direction::incoming, "enquiry_answer", first.plus(3));
  const auto c = paper(5, Direction::incoming, "enquiry_answer", first.plus(7));
  const auto list = enquiries_of({one, two, a, b, c}, first.plus(9));
  EXPECT_EQ(list[0].answer->id, DocumentId{3});
  EXPECT_EQ(list[1].answer->id, DocumentId{5}) << "what came before the second cannot answer it";
}

TEST(Enquiries, CopiesAndReplacedLettersWaitForNothingAndOtherLettersOnlyShowOnceAnswered) {
  auto copy = paper(1, Direction::outgoing, "enquiry_letter", first);
  copy.copy_of = DocumentId{9};
  auto replaced = paper(2, Direction::outgoing, "enquiry_letter", first);
  replaced.superseded_by = DocumentId{9};
  const auto notice = paper(3, Direction::outgoing, "inspection_notice", first);
  EXPECT_TRUE(enquiries_of({copy, replaced, notice}, first).empty());
  auto reply = paper(4, Direction::incoming, "letter", first);
  reply.reply_to = DocumentId{3};
  const auto list = enquiries_of({notice, reply}, first);
  ASSERT_EQ(list.size(), 1u);
  EXPECT_EQ(list[0].days, 0);
}

}  // namespace

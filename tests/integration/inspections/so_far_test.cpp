// Who judges a step reads on its page what the file says so far: the plan to approve, the allegations to examine.
#include "integration/inspections/story.hpp"

namespace {

using namespace ssiis;
using namespace ssiis::inspections;

class SoFar : public test::WithStory {
 protected:
  // The page of the file's one open task.
  web::Page task_page(const std::string& login, const std::string& order) {
    const auto id = count("SELECT max(id) FROM insp_wf_task WHERE state = 'open'");
    return get(login, "/inspection/cases/" + order + "/tasks/" + std::to_string(id));
  }
};

TEST_P(SoFar, WhoExaminesAllegationsReadsThemAndTheFileStandsAtTheirStage) {
  const auto order = accepted_complaint();
  to_notification(order);
  ASSERT_TRUE(comes_in("head.01", order, "receipt"));
  const auto at_notification = file(order).stage;
  ASSERT_TRUE(room().incoming().record(actor("head.01"), order,
                                       {.kind = "allegations",
                                        .day = Day{2026, 11, 23},
                                        .party = "ZZPARTY",
                                        .content = "ZZFIRST\nZZSECOND",
                                        .request_key = key()}));
  EXPECT_GT(file(order).stage, at_notification) << "the procedure went on by a message, without a task done";
  const auto page = task_page("legal", order);
  EXPECT_EQ(page.status, 200);
  EXPECT_TRUE(has(page, "ZZFIRST"));
  EXPECT_TRUE(has(page, "ZZSECOND")) << "in full, not only its first line";
  EXPECT_TRUE(has(page, "ZZPARTY"));
  const auto steps = count("SELECT count(*) FROM insp_form_answer");
  std::int64_t shown = 0;
  for (auto at = page.body.find("<details class=\"said"); at != std::string::npos;
       at = page.body.find("<details class=\"said", at + 1))
    ++shown;
  EXPECT_GE(shown, steps + 2) << "each step done, and the two that came in";
}

TEST_P(SoFar, WhatCameInWithoutAFileStandsInTheRegister) {
  const auto order = accepted_complaint();
  const auto before = count("SELECT count(*) FROM insp_document WHERE direction = 'in'");
  ASSERT_TRUE(room().incoming().record(actor("head.01"), order,
                                       {.kind = "letter",
                                        .day = Day{2026, 11, 23},
                                        .party = "ZZPARTY",
                                        .content = "ZZSAID at the desk <b>\nmore",
                                        .request_key = key()}));
  EXPECT_EQ(count("SELECT count(*) FROM insp_document WHERE direction = 'in'"), before + 1);
  const auto page = get("head.01", "/inspection/cases/" + order + "/documents");
  EXPECT_TRUE(has(page, "ZZSAID at the desk &lt;b&gt;"));
  EXPECT_FALSE(has(page, "<b>\nmore"));
  EXPECT_TRUE(has(get("head.01", "/inspection/cases/" + order), "ZZPARTY")) << "and on the file itself";
}

SSIIS_ON_ALL_ENGINES(SoFar);

}  // namespace

// The procedure changed by data alone: every id renamed, a step put in with a form of its own. New files run on it from
// the complaint to the closed file; files that had begun run to their end on what they began with.
#include "unit/workflow/reworked.hpp"

#include <fstream>

#include "integration/inspections/story.hpp"
#include "support/docx_words.hpp"

namespace {

using namespace ssiis;
using namespace ssiis::inspections;

constexpr auto agreement = R"(<?xml version="1.0" encoding="UTF-8"?>
<form key="agreement" version="1" title_lo="ຄວາມເຫັນດີ" title_en="Agreement" submit_lo="ສົ່ງ" submit_en="Send">
  <section title_lo="ຄວາມເຫັນ" title_en="Opinion">
    <field name="agreed_text" type="lines" required="true" label_lo="ຄວາມເຫັນ" label_en="Opinion"/>
  </section>
</form>
)";

class Reworked : public test::WithStory {
 protected:
  static workflow::Files shipped() { return workflow::files_of(SSIIS_SOURCE_DIR "/config/workflow"); }
  std::int64_t deploys(const workflow::Files& files) {
    workflow::Findings findings;
    const auto bundle = pool().transact(db::Mode::write, [&](db::Transaction& tx) {
      return workflow::deploy(tx, files, {}, "reworked", clock_.today(), "test", clock_.now(), findings);
    });
    if (!bundle) throw std::runtime_error{workflow::text_of(findings.front())};
    return *bundle;
  }
  // All ids renamed; after the order the head of inspection writes an opinion. The order's form asks for it as well.
  std::int64_t deploys_the_reworked() {
    auto files = shipped();
    files["inspection.bpmn"] =
        workflow::test::renamed_with_a_task_inserted(files["inspection.bpmn"], "T03_Order", "agreement");
    files["forms/agreement.xml"] = agreement;
    auto& closing = files["forms/close.xml"];
    const std::string end = "</form>";
    closing.replace(closing.rfind(end), end.size(),
                    R"(<section title_lo="ໃໝ່" title_en="New"><field name="new_question" type="lines" required="true")"
                    R"( label_lo="ຄຳຖາມໃໝ່" label_en="New question"/></section></form>)");
    return deploys(files);
  }
  std::int64_t bundle_of(const std::string& order) {
    const auto id = file(order).id;
    return reading([&](db::Transaction& tx) { return engine_->standing(tx, id); }).value().bundle;
  }
  void onwards_to_the_closing(const std::string& order) {
    does("chief.01", order, "plan", planned());
    approves(order, {{"approval", "approved"}});
    visited(order);
    does("inspector.01", order, "findings", {{"enquiry", "true"}, {"enquiry_question", "?"}, {"visit_summary", "x"}});
    ASSERT_TRUE(comes_in("inspector.01", order, "enquiry_answer"));
    does("inspector.01", order, "analysis", {{"analysis", "x"}});
    does("chief.01", order, "report",
         {{"report_text", "ລາຍງານ"},
          {"infringement", "true"},
          {"infringement_text", "ບໍ່ຂຶ້ນທະບຽນ"},
          {"proposed_measure", "referral"},
          {"measure_text", "ຂຶ້ນທະບຽນ"}});
    does("head.01", order, "review", {{"review", "accepted"}});
    does("director", order, "decision",
         {{"decision", "measure"}, {"decision_text", "ໃຫ້"}, {"decision_basis", "ມາດຕາ"}});
    ASSERT_TRUE(comes_in("head.01", order, "allegations")) << "kept until the receipt comes";
    ASSERT_TRUE(comes_in("head.01", order, "receipt"));
    does("legal", order, "allegations", {{"legal_opinion", "x"}, {"proposed_outcome", "confirmed"}});
    does("head.legal", order, "decision.review", {{"outcome", "confirmed"}, {"outcome_text", "ຢືນຢັນ"}});
    refers(order, {"tax", "molsw"});
    for (const char* institution : {"molsw", "tax"}) {
      ASSERT_TRUE(comes_from(institution, order));
      does("legal", order, "institution.outcome", outcome());
    }
    does("chief.01", order, "compliance", in_full());
  }
};

TEST_P(Reworked, ProcedureWithAllIdsRenamedAndAStepPutInTakesAComplaintToAClosedFile) {
  const auto bundle = deploys_the_reworked();
  const auto order = accepted_complaint();
  EXPECT_EQ(bundle_of(order), bundle);
  does("registration.01", order, "background", {{"register_data", "right"}});
  does("head.01", order, "service.order", team());
  EXPECT_EQ(open_steps(order), "agreement ");
  EXPECT_EQ(code(tries("head.01", order, "agreement", {})), "form.required") << "the new form is checked as any other";
  const auto task = step(order, "agreement");
  const auto page =
      get("head.01", fmt::format("/inspection/cases/{}/tasks/{}", order, task.id), web::Mount::staff, "lo");
  EXPECT_EQ(page.status, 200);
  EXPECT_TRUE(has(page, "ຄວາມເຫັນດີ")) << "its title";
  EXPECT_TRUE(has(page, "name=\"agreed_text\""));
  EXPECT_TRUE(has(get("head.01", "/inspection/cases/" + order, web::Mount::staff, "lo"), "ຂັ້ນຕອນທີ່ເພີ່ມ"))
      << "the step's name, in Lao from the drawing itself";
  does("head.01", order, "agreement", {{"agreed_text", "ເຫັນດີ"}});
  onwards_to_the_closing(order);
  const Typed closing{{"closing_summary", "ສຳເລັດ"}, {"follow_up_done", "yes"}};
  EXPECT_EQ(code(tries("head.01", order, "close", closing)), "form.required") << "the changed form asks one thing more";
  auto complete = closing;
  complete.emplace("new_question", "x");
  does("head.01", order, "close", complete);
  EXPECT_EQ(file(order).state, CaseState::closed);
  EXPECT_EQ(count("SELECT count(*) FROM insp_form_answer WHERE form_key = 'agreement'"), 1);
  EXPECT_EQ(count("SELECT count(*) FROM insp_wf_history WHERE node LIKE 'T0%'"), 0) << "no old id is left";
}

TEST_P(Reworked, FilesThatHadBegunEndOnTheProcedureAndFormsTheyBeganWith) {
  const auto before = accepted_complaint();
  does("registration.01", before, "background", {{"register_data", "right"}});
  const auto bundle = deploys_the_reworked();
  const auto after = accepted_complaint("U7");
  EXPECT_LT(bundle_of(before), bundle);
  EXPECT_EQ(bundle_of(after), bundle);
  does("head.01", before, "service.order", team());
  EXPECT_EQ(open_steps(before), "plan ") << "the step put in is none of this file's";
  onwards_to_the_closing(before);
  does("head.01", before, "close", {{"closing_summary", "ສຳເລັດ"}, {"follow_up_done", "yes"}});
  EXPECT_EQ(file(before).state, CaseState::closed);
  EXPECT_EQ(open_steps(after), "background ");
}

// A file writes its letters from the templates of its bundle; what has begun before writes them as before.
TEST_P(Reworked, LettersAreWrittenFromTheTemplatesOfTheFilesOwnBundle) {
  const auto before = accepted_complaint();
  does("registration.01", before, "background", {{"register_data", "right"}});
  auto files = shipped();
  for (const char* language : {"lo", "en"}) {
    std::ifstream in{std::string{SSIIS_SOURCE_DIR} + "/config/templates/" + language + "/service_order.docx",
                     std::ios::binary};
    auto parts = documents::unpack(std::string{std::istreambuf_iterator<char>{in}, {}}, {});
    for (auto& part : parts)
      if (const auto at = part.bytes.find("{{place}}"); part.name == "word/document.xml" && at != std::string::npos)
        part.bytes.insert(at, "ZZOWN ");
    files[workflow::template_name(language, "service_order")] = documents::pack(parts);
  }
  const documents::TemplateSet letters{
      {SSIIS_HELPER, std::string{SSIIS_SOURCE_DIR} + "/config/templates", std::filesystem::temp_directory_path()}};
  workflow::Findings findings;
  const auto bundle = pool().transact(db::Mode::write, [&](db::Transaction& tx) {
    return workflow::deploy(tx, files, {}, "letters", clock_.today(), "test", clock_.now(), findings,
                            [&](const workflow::Files& f) { return letters.faults(f); });
  });
  ASSERT_TRUE(bundle) << workflow::text_of(findings.front());
  const auto after = accepted_complaint("U7");
  does("registration.01", after, "background", {{"register_data", "right"}});
  for (const auto& order : {before, after}) does("head.01", order, "service.order", team());
  const auto shown = [&](const std::string& order) {
    const auto made = reading([&](db::Transaction& tx) { return documents_->of_case(tx, file(order).id); });
    for (const auto& d : made)
      if (d.kind == "service_order")
        return test::words_of_docx(blobs_->read_all(*blobs_->find(*d.source_blob), 1 << 20)).find("ZZOWN") !=
               std::string::npos;
    throw std::runtime_error{"no service order was written"};
  };
  EXPECT_FALSE(shown(before));
  EXPECT_TRUE(shown(after));
}

TEST_P(Reworked, ABundleThatComesIntoForceLaterIsNotUsedBefore) {
  workflow::Findings findings;
  auto files = shipped();
  files["inspection.bpmn"] = workflow::test::renamed_with_a_task_inserted(files["inspection.bpmn"], "T03_Order");
  const auto later = pool().transact(db::Mode::write, [&](db::Transaction& tx) {
    return workflow::deploy(tx, files, {}, "later", Day{2026, 12, 1}, "test", clock_.now(), findings);
  });
  ASSERT_TRUE(later);
  EXPECT_LT(bundle_of(accepted_complaint()), *later);
  clock_.advance_seconds(std::int64_t{8} * 24 * 3600);
  EXPECT_EQ(bundle_of(accepted_complaint("U7")), *later);
}

TEST_P(Reworked, APeriodThatIsConfirmedMovesTheFileAndItsStageInOneTransaction) {
  auto files = shipped();
  auto& periods = files["deadlines.dmn"];
  for (const auto& [from, to] : {std::pair<std::string, std::string>{"<text>false</text>", "<text>true</text>"},
                                 {"to be confirmed by LSSO", "ມາດຕາ 1"}})
    for (auto at = periods.find(from); at != std::string::npos; at = periods.find(from, at + to.size()))
      periods.replace(at, from.size(), to);
  deploys(files);
  const auto order = ordered(wish());
  to_notification(order);
  EXPECT_LT(file(order).stage, 10);
  const auto fired = engine_->fire_due(pool(), actors_->service("deadlines", "c-job"), Day{2029, 1, 1});
  EXPECT_GE(fired.fired, 1);
  EXPECT_EQ(open_steps(order), "service ");
  EXPECT_EQ(file(order).stage, 10) << "nobody did a step";
}

TEST_P(Reworked, AnOldAnswerIsShownUnderTheFormItWasGivenOnAfterTheFileHasMovedToAnotherBundle) {
  const auto order = accepted_complaint();
  does("registration.01", order, "background", {{"register_data", "right"}});
  auto changed = shipped();
  auto& form = changed["forms/background.xml"];
  for (const auto& [from, to] : {std::pair<std::string, std::string>{"It is right", "ZZNEW WORDS"},
                                 {"value=\"right\"", "value=\"complete\""},
                                 {"Is the prefilled data right?", "ZZNEW QUESTION"}}) {
    ASSERT_NE(form.find(from), std::string::npos) << from;
    form.replace(form.find(from), from.size(), to);
  }
  const auto other = deploys(changed);
  pool().transact(db::Mode::write, [&](db::Transaction& tx) {
    tx.execute(db::Query{"test/moved", "UPDATE insp_wf_instance SET bundle = ? WHERE case_id = ?"},
               db::Params{other, file(order).id});
  });
  ASSERT_EQ(bundle_of(order), other);
  const auto page = get("head.01", "/inspection/cases/" + order, web::Mount::staff, "en");
  EXPECT_EQ(page.status, 200);
  EXPECT_TRUE(has(page, "Is the prefilled data right?"));
  EXPECT_TRUE(has(page, "It is right"));
  EXPECT_FALSE(has(page, "ZZNEW"));
  EXPECT_EQ(count("SELECT count(*) FROM insp_form_answer WHERE bundle <> " + std::to_string(other)),
            count("SELECT count(*) FROM insp_form_answer"));
}

SSIIS_ON_ALL_ENGINES(Reworked);

}  // namespace

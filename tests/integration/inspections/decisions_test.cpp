// Several decisions in one file, each with its state: modified, confirmed, annulled, stayed, annulled in part, taken
// again in a file that was opened again; what its letters cite and what their codes answer.
#include "integration/inspections/story.hpp"
#include "support/docx_words.hpp"

namespace {

using namespace ssiis;
using namespace ssiis::inspections;

class Decisions : public test::WithStory {
 protected:
  void SetUp() override {
    test::WithStory::SetUp();
    static const std::filesystem::path share{SSIIS_SHARE_DIR};
    static const web::Translator translator{share / "i18n"};
    static const web::Renderer loaded{share / "pages", share / "assets", translator};
    documents::add_screens(router_, {pool(), *blobs_, *documents_, loaded,
                                     [](const Actor&, const documents::Document&) { return Result<Done>{Done{}}; },
                                     letter_effect, [](const web::Request&) { return true; }});
  }
  void TearDown() override {
    if (database_) expect_books();
    test::WithStory::TearDown();
  }

  std::vector<Decision> decisions(const std::string& order) {
    const auto id = file(order).id;
    return reading([&](db::Transaction& tx) { return decisions_of(tx, id); });
  }
  // State of the n-th decision, with its marks.
  std::string state(const std::string& order, std::size_t n) {
    const auto all = decisions(order);
    if (n >= all.size()) return "none";
    std::string out{name_of(all[n].now.state)};
    if (all[n].now.stayed) out += " stayed";
    if (all[n].now.in_part) out += " in part";
    return out;
  }
  std::vector<DecisionChange> changes(const std::string& order, std::size_t n) {
    const auto all = decisions(order);
    const auto id = file(order).id;
    auto out = reading([&](db::Transaction& tx) { return decision_changes_of(tx, id); });
    std::erase_if(out, [&](const DecisionChange& c) { return c.decision != all.at(n).id; });
    return out;
  }
  std::string events(const std::string& order, std::size_t n) {
    std::string out;
    for (const auto& c : changes(order, n)) out += std::string{name_of(c.event)} + " ";
    return out;
  }
  // Of every decision of the database: what its history tells, told again, is the state that stands beside it.
  void expect_books() {
    for (const auto& [id] : reading([&](db::Transaction& tx) {
           return tx.all({"test/files", "SELECT DISTINCT case_id FROM insp_decision"}, db::Params{},
                         [](const db::Row& r) { return std::tuple{CaseId{r.integer(0)}}; });
         })) {
      const auto [all, told] = reading([&, id = id](db::Transaction& tx) {
        return std::pair{decisions_of(tx, id), decision_changes_of(tx, id)};
      });
      for (const auto& d : all) {
        std::optional<DecisionStanding> at;
        int seq = 0;
        for (const auto& c : told) {
          if (c.decision != d.id) continue;
          EXPECT_EQ(c.seq, ++seq);
          const auto next = next_state(at, c.event);
          ASSERT_TRUE(next) << d.number << " " << name_of(c.event);
          EXPECT_EQ(*next, c.then) << d.number << " " << name_of(c.event);
          at = *next;
          EXPECT_FALSE(c.by.empty());
        }
        EXPECT_EQ(at, d.now) << d.number;
        EXPECT_EQ(d.changes, seq) << d.number;
      }
    }
  }
  void decides(const std::string& order, const std::string& amount, const std::string& outcome = "measure") {
    to_decision(order);
    Typed answer{{"decision", outcome}, {"decision_text", "ZZFIRST"}, {"decision_basis", "ມາດຕາ 9"}};
    if (!amount.empty()) answer.emplace("decision_amount", amount);
    does("director", order, "decision", answer);
  }
  void reviewed(const std::string& order, Typed answer) {
    ASSERT_TRUE(comes_in("head.01", order, "allegations"));
    const auto outcome = answer.find("outcome")->second;
    does("legal", order, "allegations", {{"legal_opinion", "x"}, {"proposed_outcome", outcome}});
    answer.emplace("outcome_text", "ZZREASONS");
    does("head.legal", order, "decision.review", answer);
  }
  void confirmed(const std::string& order) {
    ASSERT_TRUE(comes_in("head.01", order, "receipt"));
    reviewed(order, {{"outcome", "confirmed"}});
  }
  void judged(const std::string& order, const std::string& judgment) {
    ASSERT_TRUE(comes_in("legal", order, "suit"));
    does("legal", order, "suit", {{"suit_court", "ສານ"}, {"suit_answer", "x"}});
    ASSERT_TRUE(comes_in("legal", order, "judgment"));
    does(
        "legal", order, "judgment.record",
        {{"judgment", judgment}, {"judgment_number", "7/ສ"}, {"judgment_on", "2026-11-22"}, {"judgment_content", "x"}});
  }
  void appealed(const std::string& order, const std::string& outcome) {
    ASSERT_TRUE(comes_in("head.01", order, "appeal"));
    does("legal", order, "appeal", {{"appeal_opinion", "x"}, {"appeal_proposed", outcome}});
    does("head.legal", order, "appeal.decision", {{"appeal", outcome}, {"appeal_reasons", "ZZAPPEAL"}});
  }
  void closes(const std::string& order) {
    does("head.01", order, "close", {{"closing_summary", "x"}, {"follow_up_done", "yes"}});
  }
  void reopened(const std::string& order) {
    clock_.advance_seconds(60);
    ASSERT_TRUE(room().rework().ask_reopening(actor("head.01"), order, "T07_Report", "x", key()));
    ASSERT_TRUE(room().rework().decide_reopening(actor("head2.01"), order, true, "", key()));
    clock_.advance_seconds(60);
  }
  void reports_again(const std::string& order) {
    does("chief.01", order, "report",
         {{"report_text", "ລາຍງານ 2"},
          {"infringement", "true"},
          {"infringement_text", "x"},
          {"proposed_measure", "warning"},
          {"measure_text", "ຕັກເຕືອນ"}});
    does("head.01", order, "review", {{"review", "accepted"}});
  }

  std::vector<documents::Document> papers(const std::string& order, const std::string& kind) {
    const auto id = file(order).id;
    auto out = reading([&](db::Transaction& tx) { return documents_->of_case(tx, id); });
    std::erase_if(out, [&](const documents::Document& d) { return d.kind != kind; });
    std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.register_seq < b.register_seq; });
    return out;
  }
  std::string words_of(const documents::Document& d) {
    const auto blob = blobs_->find(*d.source_blob).value();
    std::string bytes;
    blobs_->read(blob, [&](std::string_view part) { bytes += part; });
    return test::words_of_docx(bytes);
  }
  std::string answer(const documents::Document& d, const std::string& language = "en") {
    return get("nobody", "/portal/verify/" + d.verify_code, web::Mount::open_public, language).body;
  }
  static bool says(const std::string& text, std::string_view words) { return text.find(words) != std::string::npos; }
};

TEST_P(Decisions, AModifiedDecisionTakesThePlaceOfTheFirstAndIsServedAndBecomesFinalItself) {
  const auto order = ordered(wish());
  decides(order, "1.000.000");
  EXPECT_EQ(events(order, 0), "propose take ");
  EXPECT_EQ(changes(order, 0)[0].by, "id-chief.01") << "whoever wrote the report proposed it";
  EXPECT_EQ(changes(order, 0)[1].by, "id-director");
  ASSERT_TRUE(comes_in("head.01", order, "receipt"));
  EXPECT_EQ(state(order, 0), "notified");
  EXPECT_TRUE(changes(order, 0)[2].paper) << "the receipt";
  reviewed(order, {{"outcome", "modified"}, {"modified_text", "ZZSECOND"}, {"modified_amount", "400.000"}});
  EXPECT_EQ(state(order, 0), "modified");
  EXPECT_EQ(state(order, 1), "taken") << "its own service is still to come";
  EXPECT_EQ(changes(order, 0).back().cause, decisions(order)[1].id);
  EXPECT_EQ(changes(order, 0).back().reason, "ZZREASONS");
  EXPECT_EQ(decisions(order)[1].concerns, decisions(order)[0].id);
  const auto letters = papers(order, "decision");
  ASSERT_EQ(letters.size(), 2u);
  EXPECT_EQ(letters[0].superseded_by, letters[1].id);
  const auto numbers = decisions(order);
  EXPECT_TRUE(says(words_of(letters[1]), "ZZSECOND"));
  EXPECT_TRUE(says(words_of(letters[1]), numbers[0].number)) << "it says what it takes the place of";
  const auto notices = papers(order, "decision_notice");
  ASSERT_EQ(notices.size(), 2u);
  EXPECT_TRUE(says(words_of(notices[1]), numbers[1].number));
  EXPECT_EQ(notices[0].superseded_by, notices[1].id);
  const auto told = answer(letters[0]);
  EXPECT_TRUE(says(told, "Genuine, but modified"));
  EXPECT_TRUE(says(told, numbers[1].number));
  EXPECT_TRUE(says(answer(letters[0], "lo"), "ຖືກດັດແກ້"));
  EXPECT_TRUE(says(answer(letters[1]), "This document is genuine"));
  confirmed(order);
  EXPECT_EQ(state(order, 1), "final");
  EXPECT_EQ(events(order, 1), "propose take notify confirm finalise ");
  const auto page = get("head.01", "/inspection/cases/" + order);
  for (const auto& words : {numbers[0].number, numbers[1].number, std::string{"ZZSECOND"}, std::string{"ZZREASONS"},
                            std::string{"400,000 LAK"}, std::string{"by decision " + numbers[1].number}})
    EXPECT_TRUE(has(page, words)) << words;
  EXPECT_FALSE(has(page, "dec-final")) << "within one day there is nothing to see over time";
  clock_.advance_seconds(40 * 86'400);
  EXPECT_TRUE(has(get("head.01", "/inspection/cases/" + order), "dec-final"));
  EXPECT_TRUE(has(get("head.01", "/inspection/cases/" + order + "/documents"), "Modified by decision no."));
  const auto unit = get("head.01", "/inspection/units/U2");
  EXPECT_TRUE(has(unit, numbers[1].number));
  EXPECT_FALSE(has(unit, numbers[0].number)) << "what was modified is not the decision of the unit";
  EXPECT_EQ(sum_in_force(decisions(order)), Money::kip(400'000)) << "the first orders nothing any more";
}

TEST_P(Decisions, AConfirmationLeavesTheDecisionStandingAndItsNoticeNamesIt) {
  const auto order = ordered(wish());
  decides(order, "");
  confirmed(order);
  EXPECT_EQ(state(order, 0), "final");
  EXPECT_EQ(state(order, 1), "taken") << "the ruling is no measure and was not served";
  const auto all = decisions(order);
  ASSERT_NE(decision_that_counts(all), nullptr);
  EXPECT_EQ(decision_that_counts(all)->id, all[0].id) << "not simply the last row";
  const auto notice = words_of(papers(order, "decision_notice").back());
  EXPECT_TRUE(says(notice, all[0].number)) << "the decision that is confirmed";
  EXPECT_TRUE(says(notice, all[1].number)) << "by which";
  EXPECT_TRUE(says(answer(papers(order, "decision").front()), "This document is genuine"));
  EXPECT_EQ(sum_in_force(all), std::nullopt) << "it states no sum: nobody guesses one";
}

TEST_P(Decisions, AnAppealModifiesAndThenAnnuls) {
  const auto order = ordered(wish());
  decides(order, "900.000");
  appealed(order, "rejected");
  EXPECT_EQ(state(order, 0), "taken") << "it was not received yet";
  appealed(order, "partly");
  does("director", order, "decision.modified", {{"modified_text", "ZZPARTLY"}, {"modified_amount", "500.000"}});
  EXPECT_EQ(state(order, 0), "modified");
  EXPECT_EQ(decisions(order)[2].kind, "appeal");
  appealed(order, "annulled");
  EXPECT_EQ(state(order, 2), "annulled");
  EXPECT_EQ(state(order, 0), "modified") << "what was modified is not annulled as well";
  const auto all = decisions(order);
  const auto notice = words_of(papers(order, "decision_notice").back());
  EXPECT_TRUE(says(notice, all[2].number));
  EXPECT_FALSE(says(notice, "ZZPARTLY")) << "what was annulled orders nothing";
  const auto letter = papers(order, "decision").back();
  EXPECT_TRUE(says(answer(letter), "Genuine, but annulled"));
  EXPECT_TRUE(says(answer(letter), all.back().number));
  EXPECT_EQ(sum_standing(all), std::nullopt);
}

TEST_P(Decisions, ACourtStaysTheDecisionAndAnnulsAPartAndTheRestStandsBesideWhatIsDecidedAnew) {
  const auto order = ordered(wish());
  decides(order, "1.000.000");
  ASSERT_TRUE(comes_in("head.01", order, "receipt"));
  ASSERT_TRUE(comes_in("legal", order, "court_stay"));
  EXPECT_EQ(state(order, 0), "notified stayed");
  EXPECT_EQ(sum_in_force(decisions(order)), std::nullopt) << "nobody owes what a court has stayed";
  EXPECT_TRUE(says(answer(papers(order, "decision").front()), "Genuine, but stayed by a court"));
  ASSERT_TRUE(comes_in("legal", order, "stay_lifted"));
  EXPECT_EQ(state(order, 0), "notified");
  EXPECT_EQ(sum_in_force(decisions(order)), Money::kip(1'000'000));
  judged(order, "partial");
  EXPECT_EQ(state(order, 0), "notified in part");
  EXPECT_EQ(changes(order, 0).back().since, (Day{2026, 11, 22})) << "from the day of the judgment";
  EXPECT_EQ(changes(order, 0).back().legal_basis, "7/ສ");
  EXPECT_TRUE(changes(order, 0).back().paper) << "the judgment as it came in";
  EXPECT_TRUE(says(answer(papers(order, "decision").front()), "Genuine, but annulled in part"));
  does("director", order, "decision.modified",
       {{"modified_text", "ZZJUDGED"},
        {"modified_amount", "100.000"},
        {"modified_in_part", "true"},
        {"remaining_amount", "600.000"}});
  EXPECT_EQ(state(order, 0), "notified in part") << "the rest stands";
  EXPECT_EQ(decisions(order)[1].kind, "judgment");
  EXPECT_EQ(sum_standing(decisions(order)), Money::kip(700'000));
  EXPECT_EQ(sum_in_force(decisions(order)), Money::kip(600'000)) << "the new one was not served yet";
  const auto letters = papers(order, "decision");
  ASSERT_EQ(letters.size(), 2u);
  EXPECT_TRUE(says(words_of(letters.back()), "ZZJUDGED"));
  EXPECT_FALSE(letters.front().superseded_by) << "the first still counts for what is left of it";
  ASSERT_TRUE(comes_in("head.01", order, "receipt"));
  EXPECT_EQ(sum_in_force(decisions(order)), Money::kip(700'000));
  // Both become final together, and no more than both order can be owed.
  reviewed(order, {{"outcome", "confirmed"}});
  EXPECT_EQ(state(order, 0), "final in part");
  EXPECT_EQ(state(order, 1), "final");
  ASSERT_TRUE(comes_in("head.01", order, "compliance_report"));
  Typed owing{
      {"compliance", "part"}, {"balance", "700.001"}, {"compliance_report", "x"}, {"compliance_next", "follow_up"}};
  EXPECT_EQ(code(tries("chief.01", order, "compliance", owing)), "compliance.balance_above_sum");
  owing.erase("balance");
  owing.emplace("balance", "700.000");
  does("chief.01", order, "compliance", owing);
}

TEST_P(Decisions, ACourtAnnulsTheWholeDecision) {
  const auto order = ordered(wish());
  decides(order, "5.000");
  ASSERT_TRUE(comes_in("head.01", order, "receipt"));
  judged(order, "annulled");
  EXPECT_EQ(state(order, 0), "annulled");
  EXPECT_FALSE(changes(order, 0).back().cause) << "no decision of ours annulled it";
  const auto notice = words_of(papers(order, "decision_notice").back());
  EXPECT_TRUE(says(notice, "7/ສ"));
  EXPECT_FALSE(says(notice, "ZZFIRST"));
  EXPECT_TRUE(says(answer(papers(order, "decision").front()), "Annulled by a court on"));
  EXPECT_EQ(code(room().rework().ask_annulment(actor("head.01"), order, "x", key())), "annulment.annulled_already");
}

TEST_P(Decisions, AFinalDecisionIsAnnulledAfterItsFinality) {
  const auto order = ordered(wish());
  decides(order, "");
  confirmed(order);
  ASSERT_TRUE(room().rework().ask_annulment(actor("head.01"), order, "x", key()));
  does("head.legal", order, "annulment.decision", {{"annulment", "refused"}, {"annulment_reasons", "x"}});
  EXPECT_EQ(state(order, 0), "final");
  ASSERT_TRUE(room().rework().ask_annulment(actor("head.01"), order, "x", key()));
  does("head.legal", order, "annulment.decision", {{"annulment", "approved"}, {"annulment_reasons", "ZZWHY"}});
  EXPECT_EQ(state(order, 0), "annulled");
  EXPECT_EQ(decisions(order).back().kind, "annulment");
  EXPECT_EQ(changes(order, 0).back().reason, "ZZWHY");
  EXPECT_TRUE(says(answer(papers(order, "decision").front()), "Genuine, but annulled"));
}

TEST_P(Decisions, AFileThatWasOpenedAgainIsDecidedAnewInPlaceOfTheFirstDecisionOrBesideIt) {
  for (const bool beside : {false, true}) {
    const auto order = ordered(wish(beside ? "U7" : "U2"));
    decides(order, "800.000");
    confirmed(order);
    checks_compliance(order, in_full());
    closes(order);
    reopened(order);
    EXPECT_EQ(state(order, 0), "final") << "opening the file changes no decision";
    reports_again(order);
    const auto reports = papers(order, "inspection_report");
    ASSERT_EQ(reports.size(), 2u);
    EXPECT_EQ(reports[0].superseded_by, reports[1].id) << "the earlier run's report";
    Typed answer{{"decision", "warning"}, {"decision_text", "ZZAGAIN"}, {"decision_basis", "x"}};
    if (beside) answer.emplace("earlier_stand", "true");
    does("director", order, "decision", answer);
    const auto all = decisions(order);
    EXPECT_EQ(all.back().run, 2);
    EXPECT_EQ(state(order, all.size() - 1), "taken");
    EXPECT_EQ(state(order, 0), beside ? "final" : "replaced");
    const auto letters = papers(order, "decision");
    EXPECT_EQ(letters.front().superseded_by.has_value(), !beside);
    EXPECT_EQ(says(this->answer(letters.front()), "Replaced by decision no."), !beside);
    confirmed(order);
    EXPECT_EQ(state(order, all.size() - 1), "final");
  }
}

TEST_P(Decisions, ADecisionIsWithdrawnWithItsOrderAndServedByPostingIt) {
  const auto order = ordered(wish());
  decides(order, "");
  engine_->fire_due(pool(), actors_->service("deadlines", "c-job"), Day{2029, 1, 1});
  const Typed moves{{"article", "ມາດຕາ 1"}, {"choice", "move"}};
  does("legal", order, "deadline.confirm", moves);
  does("inspector.01", order, "service",
       {{"service_channel", "person"},
        {"service_outcome", "failed"},
        {"service_day", "2026-11-23"},
        {"service_note", "x"}});
  does("inspector.01", order, "service.public", {{"posted_day", "2026-11-23"}, {"posted_where", "ບ້ານ"}});
  EXPECT_EQ(state(order, 0), "taken") << "posted is not served";
  engine_->fire_due(pool(), actors_->service("deadlines", "c-job"), Day{2029, 1, 1});
  does("legal", order, "deadline.confirm", moves);
  EXPECT_EQ(state(order, 0), "notified");
  EXPECT_GT(changes(order, 0).back().since, (Day{2026, 11, 23})) << "when the period after the posting ended";
  ASSERT_TRUE(room().withdrawals().ask(actor("head.01"), order,
                                       {{"withdrawal_ground", "duplicate"}, {"withdrawal_reason", "x"}}, key()));
  does("director", order, "withdraw.decision", {{"withdrawal", "approved"}});
  EXPECT_EQ(state(order, 0), "withdrawn");
  EXPECT_TRUE(says(answer(papers(order, "decision").front()), "Genuine, but withdrawn"));
}

TEST_P(Decisions, WhoHandsItOverRecordsItsServiceAndRefusingItIsBeingServed) {
  const auto order = ordered(wish());
  decides(order, "");
  engine_->fire_due(pool(), actors_->service("deadlines", "c-job"), Day{2029, 1, 1});
  does("legal", order, "deadline.confirm", {{"article", "ມາດຕາ 1"}, {"choice", "move"}});
  does("inspector.01", order, "service",
       {{"service_channel", "person"},
        {"service_outcome", "refused"},
        {"service_day", "2026-11-23"},
        {"service_note", "x"}});
  EXPECT_EQ(state(order, 0), "notified");
  EXPECT_EQ(changes(order, 0).back().by, "id-inspector.01");
}

SSIIS_ON_ALL_ENGINES(Decisions);

}  // namespace

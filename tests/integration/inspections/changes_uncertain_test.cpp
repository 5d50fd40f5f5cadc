// What the MIS's own service was asked for and did not answer, and what it is told to take back.
#include "integration/inspections/changes.hpp"

namespace {

using namespace ssiis;
using namespace ssiis::inspections;
using amendments::State;
using amendments::WriteAnswer;
using amendments::WriteRequest;

class RegisterChangesAskedFor : public test::WithChanges {
 protected:
  using Ask = std::function<std::optional<WriteAnswer>(const WriteRequest&)>;
  int writes(const Ask& ask, bool takes_back = true) {
    return changes_->write_accepted(actors_->service("job:register_write", "c"),
                                    {.ask =
                                         [&](const WriteRequest& r) {
                                           asked_.push_back(r);
                                           return ask(r);
                                         },
                                     .takes_back = takes_back},
                                    [] { return false; });
  }
  static std::optional<WriteAnswer> silent(const WriteRequest&) { return std::nullopt; }
  static std::optional<WriteAnswer> written(const WriteRequest&) { return WriteAnswer{true, "W900", {}, {}}; }
  // The service was asked for the worker, the wage and the tax number, and answered none.
  std::string unanswered() {
    const auto order = accepted();
    if (writes(silent) != 0 || asked_.size() != 3) throw std::runtime_error{"three are asked for"};
    return order;
  }
  amendments::Opened back_of(const std::string& order, const std::string& kind) {
    for (const auto& o : changes(order))
      if (o.amendment.kind == kind && o.amendment.reverses != 0) return with_id(order, o.amendment.id);
    throw std::runtime_error{"nothing takes it back: " + kind};
  }
  amendments::Opened first_of(const std::string& order, const std::string& kind) {
    for (auto& o : changes(order))
      if (o.amendment.kind == kind && o.amendment.reverses == 0) return o;
    throw std::runtime_error{kind};
  }
  std::string key_asked(const std::string& kind) {
    for (const auto& r : asked_)
      if (r.kind == kind && r.takes_back.empty()) return r.key;
    throw std::runtime_error{"never asked for: " + kind};
  }
  std::vector<WriteRequest> asked_{};
};

TEST_P(RegisterChangesAskedFor, AreUncertainUntilTheMisAnswersUnderTheSameKey) {
  const auto order = unanswered();
  const auto worker = of_kind(order, "worker");
  EXPECT_EQ(worker.amendment.state, State::accepted);
  EXPECT_TRUE(amendments::is_uncertain(worker.amendment));
  EXPECT_EQ(worker.amendment.asked_key, key_asked("worker"));
  EXPECT_TRUE(has(get("registration", "/inspection/amendments?tab=unanswered"), order));
  EXPECT_TRUE(has(get("registration", "/inspection/amendments?tab=register"), "asked for, no answer of the MIS yet"));
  EXPECT_NE(page_of("inspector.01", order).find("nobody has heard its answer: it may be written"), std::string::npos);
  const auto first = asked_;
  EXPECT_EQ(writes(silent), 0);
  ASSERT_EQ(asked_.size(), 6U);
  for (std::size_t i = 0; i < 3; ++i) EXPECT_EQ(asked_[i + 3].key, first[i].key);
  EXPECT_EQ(audited("amendment.unanswered"), 3) << "told once each";
  EXPECT_EQ(writes(written), 3);
  EXPECT_EQ(of_kind(order, "worker").amendment.state, State::applied);
  EXPECT_FALSE(has(get("registration", "/inspection/amendments?tab=unanswered"), order));
}

TEST_P(RegisterChangesAskedFor, DoNotKeepTheOthersWaitingWhenOneIsNeverAnswered) {
  const auto order = accepted();
  const auto all_but_workers = [](const WriteRequest& r) {
    return r.kind == "worker" ? std::nullopt : std::optional{WriteAnswer{true, {}, {}, {}}};
  };
  EXPECT_EQ(writes(all_but_workers), 2);
  EXPECT_TRUE(amendments::is_uncertain(of_kind(order, "worker").amendment));
  EXPECT_EQ(of_kind(order, "wage").amendment.state, State::applied);
}

TEST_P(RegisterChangesAskedFor, AreTakenBackAndNeverCalledNotToldWhenTheirDecisionFalls) {
  const auto order = unanswered();
  falls(order);
  EXPECT_EQ(follows(), 2);
  EXPECT_EQ(audited("amendment.taken_out"), 0);
  EXPECT_EQ(first_of(order, "worker").amendment.state, State::accepted);
  const auto back = back_of(order, "worker");
  EXPECT_EQ(back.amendment.state, State::proposed);
  asked_.clear();
  writes(silent);
  ASSERT_EQ(asked_.size(), 1U) << "the tax number alone: nobody asks for what is to be taken back";
  EXPECT_EQ(asked_[0].kind, "tax_number");
}

TEST_P(RegisterChangesAskedFor, AreTakenBackByTheServiceWhereItCan) {
  const auto order = unanswered();
  const auto worker_key = key_asked("worker"), wage_key = key_asked("wage");
  falls(order);
  follows();
  for (const char* kind : {"worker", "wage"}) accepts(order, back_of(order, kind).amendment.id);
  EXPECT_EQ(looks(), 0) << "the wage of before shows nothing: the MIS may write it yet";
  asked_.clear();
  writes([&](const WriteRequest& r) -> std::optional<WriteAnswer> {
    if (r.takes_back == worker_key) return WriteAnswer{false, {}, "ZZLO", "ZZNEVER", true};
    if (r.takes_back == wage_key) return WriteAnswer{true, {}, {}, {}};
    return std::nullopt;
  });
  ASSERT_EQ(asked_.size(), 3U);
  EXPECT_EQ(first_of(order, "worker").amendment.state, State::withdrawn) << "now it is known: it was not written";
  EXPECT_EQ(back_of(order, "worker").amendment.state, State::withdrawn);
  EXPECT_EQ(first_of(order, "wage").amendment.state, State::withdrawn);
  EXPECT_EQ(back_of(order, "wage").amendment.state, State::confirmed) << "the register shows the wage of before";
  for (const char* event : {"amendment.taken_out", "amendment.moot", "amendment.undone"})
    EXPECT_EQ(audited(event), 1) << event;
  EXPECT_NE(page_of("inspector.01", order).find("ZZNEVER"), std::string::npos);
}

TEST_P(RegisterChangesAskedFor, ThatWereWrittenAreACaseForAPersonWhenTheMisDeniesIt) {
  const auto order = accepted();
  ASSERT_EQ(writes(written), 3);
  falls(order);
  follows();
  accepts(order, back_of(order, "worker").amendment.id);
  EXPECT_EQ(writes([](const WriteRequest&) {
              return std::optional{WriteAnswer{false, {}, "ZZLO", "ZZNEVER", true}};
            }),
            1);
  EXPECT_EQ(first_of(order, "worker").amendment.state, State::applied);
  EXPECT_EQ(back_of(order, "worker").amendment.state, State::refused);
  EXPECT_EQ(audited("amendment.contradicted"), 1);
}

TEST_P(RegisterChangesAskedFor, LeaveByFileWhatTheServiceCannotBeTold) {
  const auto order = unanswered();
  const auto key_of_wage = key_asked("wage");
  falls(order);
  follows();
  accepts(order, back_of(order, "wage").amendment.id);
  asked_.clear();
  writes(silent, false);
  for (const auto& r : asked_) EXPECT_EQ(r.takes_back, "") << "registry_write/1 knows no taking back";
  const auto by = [&](bool takes_back) {
    return amendments::BatchOffice{
        {pool(), *ids_, *trail_, clock_, *changes_, *blobs_, amendments::Way::service, takes_back}};
  };
  EXPECT_EQ(by(true).waiting(actor("head.registration")), 0);
  EXPECT_EQ(code(by(true).close(actor("head.registration"), key())), "amendment.way_is_service");
  EXPECT_EQ(by(false).waiting(actor("head.registration")), 1);
  ASSERT_EQ(by(false).close(actor("head.registration"), key()).value(), 1);
  const auto archive = batches_->archive(actor("head.registration"), 1).value();
  documents::ZipReader zip{archive};
  const auto xml = zip.read(*zip.find("changes.xml"));
  EXPECT_NE(xml.find("takes-back=\"" + key_of_wage + "\""), std::string::npos) << xml;
  EXPECT_EQ(xml.find("kind=\"tax_number\""), std::string::npos) << "that the service writes";
}

TEST_P(RegisterChangesAskedFor, MakeTheirTakingBackNeedlessWhenTheMisRefusesAfterAll) {
  const auto order = accepted();
  bool fell = false;
  // The decision falls, and the job looks, while the MIS is thinking.
  EXPECT_EQ(writes([&](const WriteRequest& r) -> std::optional<WriteAnswer> {
              if (r.kind != "worker") return std::nullopt;
              falls(order);
              EXPECT_EQ(follows(), 2);
              EXPECT_EQ(first_of(order, "worker").amendment.state, State::accepted) << "it is being written, maybe";
              fell = true;
              return WriteAnswer{false, {}, "ZZບໍ່", "ZZNO"};
            }),
            1);
  ASSERT_TRUE(fell);
  EXPECT_EQ(first_of(order, "worker").amendment.state, State::refused);
  EXPECT_EQ(back_of(order, "worker").amendment.state, State::withdrawn) << "there is nothing to take back";
  EXPECT_EQ(first_of(order, "worker").amendment.reversed_by, 0) << "accepted again it would be written";
  EXPECT_EQ(audited("amendment.moot"), 1);
}

TEST_P(RegisterChangesAskedFor, ThatWereFoundStayWhenTheInspectionIsCancelledAndTheOthersAreTakenBack) {
  const auto order = ordered(of_u1());
  to_report(order);
  for (const char* tin : {"101348173700", "101348173701", "101348173702"})
    ASSERT_TRUE(prepares("inspector.01", order, "tax_number", {{"tin", tin}}));
  ASSERT_TRUE(prepares("inspector.01", order, "duplicate_worker", {{"worker_no", "W101"}, {"drop_no", "W102"}}));
  const auto all = changes(order);
  ASSERT_TRUE(decides("registration", all[0], true));
  ASSERT_TRUE(decides("registration", all[1], false, "ZZBACK"));
  ASSERT_TRUE(decides("registration", all[3], true)) << "the first of two";
  ASSERT_TRUE(room().withdrawals().ask(actor("head.01"), order,
                                       {{"withdrawal_ground", "duplicate"}, {"withdrawal_reason", "x"}}, key()));
  EXPECT_EQ(audited("amendment.cancelled"), 0) << "asking takes nothing back";
  does("director", order, "withdraw.decision", {{"withdrawal", "approved"}});
  const auto now = changes(order);
  EXPECT_EQ(now[0].amendment.state, State::accepted) << "what was found and accepted stays";
  for (const std::size_t i : {1U, 2U, 3U}) EXPECT_EQ(now[i].amendment.state, State::withdrawn) << i;
  EXPECT_EQ(audited("amendment.cancelled"), 3);
  EXPECT_EQ(audited("amendment.kept"), 1);
  EXPECT_TRUE(has(get("registration", address(now[0].amendment)), "what was found stays found"));
  EXPECT_NE(page_of("head.01", order).find("Taken back: the inspection was cancelled"), std::string::npos);
  EXPECT_FALSE(has(get("registration", "/inspection/amendments"), order)) << "nothing is left to be decided";
  EXPECT_EQ(writes(written), 1) << "it goes its way";
  EXPECT_EQ(code(prepares("inspector.01", order, "tax_number", {{"tin", "101348173700"}})),
            "amendment.inspection_cancelled");
}

SSIIS_ON_ALL_ENGINES(RegisterChangesAskedFor);

}  // namespace

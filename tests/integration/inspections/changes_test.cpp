// From a finding back into the register: prepared by the roll call or by hand, handed over by the step that settles it,
// decided by the registration division, and confirmed only by what the register shows.
#include "integration/inspections/ways.hpp"

namespace {

using namespace ssiis;
using namespace ssiis::inspections;
using amendments::State;

class RegisterChangesOfFiles : public test::WithWays {
 protected:
  static NewCase of_u1() {
    auto w = wish("U1");
    w.workplace_key = "U1-1";
    return w;
  }
  std::vector<amendments::Opened> changes(const std::string& order) {
    const auto id = file(order).id;
    return reading([&](db::Transaction& tx) { return changes_->of_case(tx, id); });
  }
  amendments::Opened only(const std::string& order) {
    auto all = changes(order);
    if (all.size() != 1) throw std::runtime_error{fmt::format("{} changes", all.size())};
    return std::move(all.front());
  }
  // A visit at which one stranger was met, and one worker of the register who earns more than declared.
  std::string visited_with_findings() {
    const auto order = ordered(of_u1());
    to_visit(order);
    const auto number = room().visits().start(actor("inspector.01"), order, "ບ້ານ").value();
    RollChange stranger;
    stranger.finding = RollFinding::unregistered;
    stranger.name = "ທ້າວ ໃໝ່ ສີດາ";
    stranger.identity_number = "0999000111";
    stranger.works_since = "2026-04";
    stranger.note = "ZZMET";
    if (const auto added = room().visits().record_roll(actor("inspector.01"), order, number, {stranger}, key()); !added)
      throw std::runtime_error{"stranger: " + added.rejection().code};
    const auto id = file(order).id;
    const auto entry = reading([&](db::Transaction& tx) {
      for (const auto& e : roll_of(tx, id, visits_of(tx, id).back().id))
        if (e.worker_key == "W101") return e;
      throw std::runtime_error{"W101 is not on the roll"};
    });
    RollChange more;
    more.row = entry.row;
    more.version = entry.version;
    more.finding = RollFinding::wage_differs;
    more.found_wage = Money::kip(6'500'000);
    more.source = "payroll";
    if (const auto set = room().visits().record_roll(actor("inspector.01"), order, number, {more}, key()); !set)
      throw std::runtime_error{"wage: " + set.rejection().code};
    if (const auto end =
            room().visits().end(actor("inspector.01"), order, number, {"ທ້າວ ພົບ", "ຫົວໜ້າ", "", Signature::signed_});
        !end)
      throw std::runtime_error{end.rejection().code};
    return order;
  }
  void reported(const std::string& order) {
    does("inspector.01", order, "findings", {{"enquiry", "false"}, {"visit_summary", "ພົບ"}});
    does("inspector.01", order, "analysis", {{"analysis", "ຕ່າງ"}});
    does("chief.01", order, "report",
         {{"report_text", "ລາຍງານ"},
          {"infringement", "true"},
          {"infringement_text", "ບໍ່ຂຶ້ນທະບຽນ"},
          {"proposed_measure", "registration"},
          {"register_workers", "true"},
          {"measure_text", "ຂຶ້ນທະບຽນ"}});
    does("head.01", order, "review", {{"review", "accepted"}});
  }
  void decided(const std::string& order, const std::string& outcome = "measure") {
    does("director", order, "decision", {{"decision", outcome}, {"decision_text", "ໃຫ້"}, {"decision_basis", "ມາດຕາ"}});
  }
  // A document of the file, as evidence.
  std::string evidence(const std::string& order) {
    return "document:" +
           reading([&](db::Transaction& tx) { return documents_->of_case(tx, file(order).id).front().verify_code; });
  }
  Result<Done> prepares(const std::string& login, const std::string& order, const std::string& kind, Typed typed,
                        const std::string& once = key()) {
    typed.emplace("grounds", "ZZGROUNDS");
    return room().changes().prepare(actor(login), order, {kind, std::move(typed), evidence(order), once});
  }
  Result<Done> decides(const std::string& login, const amendments::Opened& o, bool accepts,
                       const std::string& reason = {}, const std::string& once = key()) {
    const auto& a = o.amendment;
    return changes_->decide(actor(login),
                            {a.order_number, a.id, a.version,
                             accepts ? amendments::Verdict::accept : amendments::Verdict::send_back, reason, once});
  }
  int looks() {
    return changes_->look_at_register(actors_->service("job:register_watch", "c"), [] { return false; });
  }
  // What the MIS writes, not we.
  void mis_writes(const std::string& sql) {
    auto lease = pool().take();
    lease->run(sql);
  }
  std::string page_of(const std::string& login, const std::string& order) {
    return get(login, "/inspection/cases/" + order + "/changes").body;
  }
  static std::string address(const amendments::Amendment& a) {
    return "/inspection/amendments/" + a.order_number + "/" + std::to_string(a.id);
  }
};

TEST_P(RegisterChangesOfFiles, AreMadeOfTheRollCallAndHandedOverByTheDecision) {
  const auto order = visited_with_findings();
  does("inspector.01", order, "findings", {{"enquiry", "false"}, {"visit_summary", "ພົບ"}});
  auto all = changes(order);
  ASSERT_EQ(all.size(), 2U);
  std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.amendment.kind < b.amendment.kind; });
  EXPECT_EQ(all[0].amendment.kind, "wage");
  EXPECT_EQ(all[0].amendment.subject_key, "W101");
  ASSERT_EQ(all[0].lines.size(), 1U);
  EXPECT_EQ(all[0].lines[0].period, "2026-10");
  EXPECT_EQ(all[0].lines[0].before, "4000000") << "as the register has it";
  EXPECT_EQ(all[0].lines[0].after, "6500000");
  EXPECT_EQ(all[1].amendment.kind, "worker");
  EXPECT_EQ(all[1].amendment.grounds, "ZZMET");
  for (const auto& o : all) EXPECT_EQ(o.amendment.state, State::prepared) << "nothing is decided yet";
  EXPECT_FALSE(has(get("registration", "/inspection/amendments"), order));

  does("inspector.01", order, "analysis", {{"analysis", "ຕ່າງ"}});
  does("chief.01", order, "report",
       {{"report_text", "ລາຍງານ"},
        {"infringement", "true"},
        {"infringement_text", "x"},
        {"proposed_measure", "registration"},
        {"measure_text", "x"}});
  does("head.01", order, "review", {{"review", "accepted"}});
  decided(order);
  for (const auto& o : changes(order)) {
    EXPECT_EQ(o.amendment.state, State::proposed);
    EXPECT_EQ(o.amendment.cause, "decision");
  }
  EXPECT_EQ(audited("amendment.prepared"), 2);
  EXPECT_EQ(audited("amendment.proposed"), 2);
  EXPECT_TRUE(has(get("registration", "/inspection/amendments"), order));
  EXPECT_FALSE(has(get("registration", "/inspection/amendments?kind=workplace"), order));
  EXPECT_FALSE(has(get("registration", "/inspection/amendments?q=nowhere"), order));
}

TEST_P(RegisterChangesOfFiles, StayInTheFileWhenNoMeasureIsOrdered) {
  const auto order = visited_with_findings();
  reported(order);
  decided(order, "no_measure");
  for (const auto& o : changes(order)) EXPECT_EQ(o.amendment.state, State::prepared);
}

TEST_P(RegisterChangesOfFiles, AreConfirmedOnlyByWhatTheRegisterShows) {
  const auto order = visited_with_findings();
  reported(order);
  decided(order);
  for (const auto& o : changes(order)) {
    if (o.amendment.kind == "worker") {
      ASSERT_TRUE(decides("registration", o, true));
    }
  }
  EXPECT_EQ(looks(), 0);
  EXPECT_NE(page_of("inspector.01", order).find("the register does not show it"), std::string::npos);
  EXPECT_NE(get("inspector.01", "/inspection/cases/" + order).body.find("the register does not show it"),
            std::string::npos);
  mis_writes(
      "INSERT INTO TB_MEMBER (MBR_ID, MBR_SSNO, MBR_GNAME, MBR_SNAME, MBR_IDNO) "
      "VALUES ('W900', '5259290900', 'ໃໝ່', 'ສີດາ', '0999000111')");
  mis_writes("INSERT INTO TB_EMPLOY (EMP_ID, UNT_ID, MBR_ID, EMP_BEGDT) VALUES ('E900', 'U1', 'W900', '20260501')");
  EXPECT_EQ(looks(), 0) << "another month than was found";
  mis_writes("UPDATE TB_EMPLOY SET EMP_BEGDT = '20260415' WHERE EMP_ID = 'E900'");
  EXPECT_EQ(looks(), 1);
  EXPECT_EQ(looks(), 0) << "once";
  int confirmed = 0;
  for (const auto& o : changes(order)) {
    if (o.amendment.state != State::confirmed) continue;
    ++confirmed;
    EXPECT_EQ(o.amendment.kind, "worker");
    EXPECT_TRUE(o.amendment.seen_at);
  }
  EXPECT_EQ(confirmed, 1);
  EXPECT_EQ(audited("amendment.confirmed"), 1);
  EXPECT_NE(page_of("inspector.01", order).find("The register shows it; first seen"), std::string::npos);
}

TEST_P(RegisterChangesOfFiles, OfWagesNeedASecondPersonOfTheDivision) {
  const auto order = visited_with_findings();
  reported(order);
  decided(order);
  const auto wage = [&] {
    for (auto& o : changes(order))
      if (o.amendment.kind == "wage") return o;
    throw std::runtime_error{"no wage"};
  };
  ASSERT_TRUE(decides("registration", wage(), true));
  EXPECT_EQ(wage().amendment.state, State::checked);
  const auto refusals = audited("access.refused");
  EXPECT_EQ(code(decides("registration", wage(), true)), "amendment.second_person_missing");
  EXPECT_EQ(code(decides("registration.01", wage(), true)), "amendment.second_person_missing");
  EXPECT_EQ(audited("access.refused"), refusals + 2);
  EXPECT_TRUE(has(get("registration", address(wage().amendment)), "A second person"));
  ASSERT_TRUE(decides("head.registration", wage(), true));
  EXPECT_EQ(wage().amendment.state, State::accepted);
  EXPECT_EQ(wage().amendment.accepted_by, "id-head.registration");
  mis_writes("UPDATE TB_CONTRIB SET CTR_WAGE = 6500000 WHERE UNT_ID = 'U1' AND MBR_ID = 'W101' AND CTR_YM = '202610'");
  EXPECT_EQ(looks(), 1);
  EXPECT_EQ(wage().amendment.state, State::confirmed);
}

TEST_P(RegisterChangesOfFiles, ThatTheFirstPersonTookUpAreNotConfirmedByTheSame) {
  const auto order = visited_with_findings();
  reported(order);
  decided(order);
  for (auto& o : changes(order)) {
    if (o.amendment.kind != "wage") continue;
    ASSERT_TRUE(decides("head.registration", o, true));
    o.amendment.version += 1;
    EXPECT_EQ(code(decides("head.registration", o, true)), "amendment.same_person");
  }
}

TEST_P(RegisterChangesOfFiles, AreReturnedWithAReasonAnsweredAndProposedAgain) {
  const auto order = ordered(of_u1());
  to_report(order);
  ASSERT_TRUE(prepares("inspector.01", order, "tax_number", {{"tin", "101348173700"}}));
  auto o = only(order);
  EXPECT_EQ(o.amendment.state, State::proposed) << "the findings were there already";
  EXPECT_EQ(code(decides("registration", o, false, "  ")), "amendment.reason_missing");
  ASSERT_TRUE(decides("registration", o, false, "ZZWHY"));
  o = only(order);
  EXPECT_EQ(o.amendment.state, State::returned);
  EXPECT_NE(page_of("inspector.01", order).find("ZZWHY"), std::string::npos);
  EXPECT_EQ(code(decides("registration", o, true)), "amendment.state_forbids");
  const auto answers = [&](const std::string& login, const std::string& text) {
    const auto& a = only(order).amendment;
    return room().changes().settle(actor(login), order, a.id, a.version, true, text, key());
  };
  EXPECT_EQ(code(answers("inspector.13", "x")), "access.forbidden");
  EXPECT_EQ(code(answers("head.01", "x")), "access.forbidden") << "not of the team";
  EXPECT_EQ(code(answers("inspector.01", "")), "amendment.reason_missing");
  ASSERT_TRUE(answers("inspector.01", "ZZTHEREFORE"));
  EXPECT_EQ(only(order).amendment.state, State::proposed);
  const auto page = get("registration", address(o.amendment));
  for (const char* words : {"ZZWHY", "ZZTHEREFORE", "ZZGROUNDS", "101348173700", "to be confirmed by LSSO"})
    EXPECT_TRUE(has(page, words)) << words;
  EXPECT_EQ(audited("amendment.read"), 1);
  ASSERT_TRUE(decides("registration", only(order), true));
  EXPECT_EQ(looks(), 0) << "no view holds tax numbers";
  EXPECT_NE(page_of("inspector.01", order).find("only the answer of the MIS can confirm it"), std::string::npos);
}

TEST_P(RegisterChangesOfFiles, AreTakenBackByTheFileUntilTheyAreAccepted) {
  const auto order = ordered(of_u1());
  to_report(order);
  ASSERT_TRUE(prepares("inspector.01", order, "tax_number", {{"tin", "101348173700"}}));
  const auto withdraws = [&] {
    const auto& a = only(order).amendment;
    return room().changes().settle(actor("inspector.01"), order, a.id, a.version, false, "ZZBACK", key());
  };
  ASSERT_TRUE(withdraws());
  EXPECT_EQ(only(order).amendment.state, State::withdrawn);
  EXPECT_EQ(code(withdraws()), "amendment.state_forbids");
  EXPECT_FALSE(has(get("registration", "/inspection/amendments"), order));
  EXPECT_TRUE(has(get("registration", "/inspection/amendments?tab=over"), order));
}

TEST_P(RegisterChangesOfFiles, CarryTheValuesOfEachMonthAndRefuseWhatIsNone) {
  const auto order = ordered(of_u1());
  to_report(order);
  const auto wage = [&](const std::string& worker, const std::string& from, const std::string& to) {
    return prepares("inspector.01", order, "wage",
                    {{"worker_no", worker}, {"month_from", from}, {"month_to", to}, {"wage", "5.000.000"}});
  };
  EXPECT_EQ(code(wage("W101", "2026-13", "2026-10")), "amendment.month_malformed");
  EXPECT_EQ(code(wage("W101", "2026-10", "2026-08")), "amendment.months_reversed");
  EXPECT_EQ(code(wage("W101", "2006-01", "2026-08")), "amendment.too_many_months");
  EXPECT_EQ(code(wage("W999", "2026-08", "2026-10")), "amendment.worker_unknown");
  EXPECT_EQ(code(prepares("inspector.01", order, "debt", {})), "form.required");
  EXPECT_EQ(code(prepares("inspector.01", order, "nothing", {})), "amendment.kind_unknown");
  EXPECT_TRUE(changes(order).empty());
  ASSERT_TRUE(wage("5259290101", "2026-08", "2026-10")) << "by the social security number";
  const auto o = only(order);
  EXPECT_EQ(o.amendment.state, State::prepared) << "no decision yet";
  ASSERT_EQ(o.lines.size(), 3U);
  EXPECT_EQ(o.lines[0].before, std::nullopt) << "nothing was declared for August";
  EXPECT_EQ(o.lines[1].before, "4000000");
  ASSERT_TRUE(prepares("inspector.01", order, "debt",
                       {{"month_from", "2026-10"}, {"month_to", "2026-10"}, {"due", "30000000"}}));
  for (const auto& c : changes(order)) {
    if (c.amendment.kind == "debt") {
      EXPECT_EQ(c.lines[0].before, "27600000") << "60 workers at 460,000";
    }
  }
}

TEST_P(RegisterChangesOfFiles, OfDoubledNumbersAreShownWhenTheOneIsGone) {
  const auto order = ordered(of_u1());
  to_report(order);
  const auto joins = [&](const std::string& drop) {
    return prepares("inspector.01", order, "duplicate_worker", {{"worker_no", "W101"}, {"drop_no", drop}});
  };
  EXPECT_EQ(code(joins("5259290101")), "amendment.same_number");
  EXPECT_EQ(code(joins("W998")), "amendment.worker_unknown");
  ASSERT_TRUE(joins("W102"));
  ASSERT_TRUE(decides("registration", only(order), true));
  ASSERT_TRUE(decides("head.registration", only(order), true));
  EXPECT_EQ(looks(), 0);
  mis_writes("DELETE FROM TB_EMPLOY WHERE MBR_ID = 'W102'");
  mis_writes("DELETE FROM TB_MEMBER WHERE MBR_ID = 'W102'");
  EXPECT_EQ(looks(), 1);
}

TEST_P(RegisterChangesOfFiles, AreMadeAndDecidedOnceHoweverOftenAFormIsSent) {
  const auto order = ordered(of_u1());
  to_report(order);
  const auto once = key(), decision = key();
  for (int twice = 0; twice < 2; ++twice)
    ASSERT_TRUE(prepares("inspector.01", order, "tax_number", {{"tin", "101348173700"}}, once));
  const auto before = only(order);
  for (int twice = 0; twice < 2; ++twice) ASSERT_TRUE(decides("registration", before, true, {}, decision));
  EXPECT_EQ(audited("amendment.accepted"), 1);
  EXPECT_THROW(decides("registration", before, false, "x"), Conflict) << "what was decided on is no longer there";
}

TEST_P(RegisterChangesOfFiles, AreSeenByTheOfficersOfThePlaceAlone) {
  auto w = wish("U3");
  const auto order = ordered(w, "head.13");
  const auto id = file(order).id;
  pool().transact(db::Mode::write, [&](db::Transaction& tx) {
    const auto made = changes_->prepare(tx, actor("inspector.13"), {id, order, "U3", "ZZUNIT", "13"},
                                        {"tax_number", {{"tin", "1"}, {"grounds", "x"}}, "evidence:1", "x", {}});
    ASSERT_TRUE(made);
    changes_->hand_over(tx, actor("inspector.13"), id, "findings");
  });
  const auto& a = only(order).amendment;
  EXPECT_TRUE(has(get("registration", "/inspection/amendments"), order));
  EXPECT_FALSE(has(get("registration.01", "/inspection/amendments"), order));
  EXPECT_EQ(get("registration.01", address(a)).status, 404);
  EXPECT_EQ(code(decides("registration.01", only(order), true)), "amendment.unknown");
  EXPECT_EQ(get("inspector.13", "/inspection/amendments").status, 403);
  EXPECT_EQ(get("auditor", "/inspection/amendments").status, 403);
}

TEST_P(RegisterChangesOfFiles, KeepTheRegistrationOfTheWorkersOpenUntilTheyAreDecidedOn) {
  const auto order = visited_with_findings();
  reported(order);
  decided(order);
  contests(order, "confirmed");
  carried_out(order);
  const Typed done{{"registration", "done"}, {"workers_entered", "1"}};
  EXPECT_EQ(code(tries("registration.01", order, "registration.done", done)), "amendment.undecided");
  for (const auto& o : changes(order)) {
    if (o.amendment.kind == "worker") {
      ASSERT_TRUE(decides("registration", o, true));
    }
  }
  does("registration.01", order, "registration.done", done);
}

TEST_P(RegisterChangesOfFiles, ArePreparedAnsweredAndDecidedThroughTheirPages) {
  const auto order = ordered(of_u1());
  to_report(order);
  const auto address_of_file = "/inspection/cases/" + order + "/changes";
  const auto form = get("inspector.01", address_of_file + "?kind=workplace");
  EXPECT_TRUE(has(form, "name=\"name_lo\""));
  EXPECT_FALSE(has(get("registration", address_of_file + "?kind=workplace"), "name=\"name_lo\""));
  const auto refused = post("inspector.01", address_of_file, {{"kind", "workplace"}, {"name_lo", "ZZBRANCH"}});
  EXPECT_EQ(refused.status, 422);
  EXPECT_TRUE(has(refused, "ZZBRANCH")) << "what was typed stays";
  EXPECT_EQ(post("inspector.01", address_of_file,
                 {{"kind", "workplace"},
                  {"name_lo", "ZZBRANCH"},
                  {"district", "ໄຊທານີ"},
                  {"grounds", "x"},
                  {"evidence", evidence(order)}})
                .status,
            303);
  auto a = only(order).amendment;
  const auto decide_at = address(a);
  const auto version = [&] { return std::to_string(only(order).amendment.version); };
  EXPECT_EQ(post("registration", decide_at, {{"verdict", "return"}, {"version", version()}}).status, 422);
  EXPECT_EQ(post("registration", decide_at, {{"verdict", "return"}, {"version", version()}, {"reason", "ZZNO"}}).status,
            303);
  const auto field = "answer_" + std::to_string(a.id);
  EXPECT_EQ(post("inspector.01", address_of_file + "/" + std::to_string(a.id) + "/answer",
                 {{field, "ZZYES"}, {"version", version()}})
                .status,
            303);
  EXPECT_EQ(post("registration", decide_at, {{"verdict", "accept"}, {"version", version()}}).status, 303);
  EXPECT_EQ(only(order).amendment.state, State::accepted);
  for (const char* language : {"lo", "en"})
    EXPECT_EQ(get("registration", decide_at, web::Mount::staff, language).status, 200);
}

TEST_P(RegisterChangesOfFiles, AreWrittenByTheMisUnderOneKeyUntilItsAnswerIsHeard) {
  const auto order = visited_with_findings();
  reported(order);
  decided(order);
  for (const auto& o : changes(order)) {
    if (o.amendment.kind == "worker") {
      ASSERT_TRUE(decides("registration", o, true));
    }
  }
  std::vector<amendments::WriteRequest> asked;
  std::optional<amendments::WriteAnswer> answer;
  const auto writes = [&] {
    return changes_->write_accepted(
        actors_->service("job:register_write", "c"),
        [&](const amendments::WriteRequest& r) {
          asked.push_back(r);
          return answer;
        },
        [] { return false; });
  };
  const auto worker = [&] {
    for (auto& o : changes(order))
      if (o.amendment.kind == "worker") return o;
    throw std::runtime_error{"no worker"};
  };
  EXPECT_EQ(writes(), 0);
  EXPECT_EQ(worker().amendment.state, State::accepted) << "nothing is known";
  answer = amendments::WriteAnswer{false, {}, "ZZບໍ່ໄດ້", "ZZNOT"};
  EXPECT_EQ(writes(), 1);
  ASSERT_EQ(asked.size(), 2U) << "the wage was not accepted";
  EXPECT_EQ(asked[0].key, asked[1].key);
  EXPECT_EQ(asked[0].unit_key, "U1");
  EXPECT_EQ(worker().amendment.state, State::refused);
  EXPECT_NE(page_of("inspector.01", order).find("ZZNOT"), std::string::npos);
  EXPECT_TRUE(has(get("registration", address(worker().amendment), web::Mount::staff, "lo"), "ZZບໍ່ໄດ້"));
  ASSERT_TRUE(decides("registration", worker(), true)) << "asked again";
  mis_writes("INSERT INTO TB_MEMBER (MBR_ID, MBR_GNAME, MBR_IDNO) VALUES ('W900', 'ໃໝ່', '0999000111')");
  mis_writes("INSERT INTO TB_EMPLOY (EMP_ID, UNT_ID, MBR_ID, EMP_BEGDT) VALUES ('E900', 'U1', 'W900', '20260401')");
  answer = amendments::WriteAnswer{true, "W900", {}, {}};
  EXPECT_EQ(writes(), 1);
  EXPECT_NE(asked.back().key, asked.front().key) << "accepted once more, another change";
  EXPECT_EQ(worker().amendment.state, State::confirmed) << "looked for at once";
  EXPECT_EQ(worker().amendment.mis_reference, "W900");
  EXPECT_EQ(writes(), 0);
  for (const char* event : {"amendment.applied", "amendment.refused", "amendment.confirmed"})
    EXPECT_EQ(audited(event), 1) << event;
}

SSIIS_ON_ALL_ENGINES(RegisterChangesOfFiles);

}  // namespace

// What a leaver holds by name goes to others who hold the right already, file by file, with a report; what nobody can
// go on with stays visible.
#include "integration/inspections/story.hpp"

namespace {

using namespace ssiis;
using namespace ssiis::inspections;

class HandingOver : public test::WithStory {
 protected:
  void SetUp() override {
    test::WithStory::SetUp();
    given("other.01", "inspector", "01");
  }
  void given(const std::string& login, const std::string& role, const std::string& territory) {
    pool().transact(db::Mode::write, [&](db::Transaction& tx) {
      tx.execute({"test/profile",
                  "INSERT INTO insp_profile (id, user_id, login, name_lo, name_en, role_code, title_code, "
                  "territory_code, first_day, last_day, reason, version) VALUES (?, ?, ?, ?, ?, ?, NULL, ?, "
                  "'2020-01-01', NULL, 'test', 1)"},
                 db::Params{next_profile_++, "id-" + login, login, "ຜູ້ໃຊ້ " + login, "User " + login, role, territory});
    });
  }
  void gone(const std::string& login) {
    pool().transact(db::Mode::write, [&](db::Transaction& tx) {
      tx.execute({"test/profile_end", "UPDATE insp_profile SET last_day = '2026-11-01' WHERE user_id = ?"},
                 db::Params{"id-" + login});
    });
  }
  void claims(const std::string& login, const std::string& order, const std::string& form) {
    const auto t = step(order, form);
    pool().transact(db::Mode::write, [&](db::Transaction& tx) {
      const auto done = engine_->claim(tx, actor(login), {t.case_id, t.id, t.rev});
      if (!done) throw std::runtime_error{done.rejection().code};
    });
  }
  HandoverService& office() { return room().handovers(); }
  static HandoverWish gives(const std::string& leaver, const std::string& receiver,
                            std::map<std::string, std::string> others = {}) {
    return {"id-" + leaver, receiver.empty() ? "" : "id-" + receiver, std::move(others), "ZZTRANSFER", key()};
  }
  std::int64_t planned(const std::string& by, const HandoverWish& wish) {
    const auto id = office().plan(actor(by), wish);
    if (!id) throw std::runtime_error{"plan: " + id.rejection().code};
    return *id;
  }
  // "kind:state:code" of each line.
  std::string lines(const std::string& login, std::int64_t id) {
    std::string out;
    const auto view = office().view(actor(login), id);
    for (const auto& l : view->lines) {
      const char* state = l.state == LineState::planned ? "planned" : l.state == LineState::done ? "done" : "refused";
      out += std::string{name_of(l.thing.kind)} + ":" + state + (l.code.empty() ? "" : ":" + l.code) + " ";
    }
    return out;
  }
  std::set<MemberRole> place(const std::string& login, const std::string& order) {
    const auto id = file(order).id;
    return reading([&](db::Transaction& tx) { return roles_in_case(tx, id, "id-" + login); });
  }
  std::size_t tasks_of(const std::string& login) { return room().tasks().work_list(actor(login), 0, 50).size(); }
  std::int64_t open_grants(const std::string& login) {
    return count("SELECT count(*) FROM insp_grant WHERE closed_at IS NULL AND user_id = 'id-" + login + "'");
  }
  std::int64_t next_profile_{950'000};
};

TEST_P(HandingOver, GivesThePlaceOnTheTeamItsTasksAndTheReadingOfEarlierFilesToAnotherInspector) {
  const auto order = ordered(wish());
  to_visit(order);
  claims("inspector.01", order, "findings");
  ASSERT_EQ(open_grants("inspector.01"), 1);
  EXPECT_EQ(tasks_of("other.01"), 0U);
  const auto id = planned("head.01", gives("inspector.01", "other.01"));
  EXPECT_EQ(lines("head.01", id), "inspector:planned task:planned ") << "a trial says that both can go";
  EXPECT_EQ(tasks_of("other.01"), 0U) << "and changes nothing";
  EXPECT_EQ(audited("handover.passed_on"), 0);
  ASSERT_TRUE(office().run(actor("head.01"), id, 50));
  EXPECT_EQ(lines("head.01", id), "inspector:done task:done ");
  EXPECT_EQ(step(order, "findings").assignee, "id-other.01");
  EXPECT_EQ(tasks_of("other.01"), 1U);
  EXPECT_EQ(tasks_of("inspector.01"), 0U);
  EXPECT_TRUE(place("inspector.01", order).empty());
  EXPECT_TRUE(place("other.01", order).contains(MemberRole::inspector));
  EXPECT_EQ(open_grants("inspector.01"), 0);
  EXPECT_EQ(open_grants("other.01"), 1);
  EXPECT_EQ(code(tries("inspector.01", order, "findings", {})), "workflow.not_your_task");
  for (const char* event : {"handover.passed_on", "workflow.task_handed_over"}) EXPECT_EQ(audited(event), 1) << event;
  EXPECT_EQ(count("SELECT count(*) FROM insp_audit_record WHERE event = 'workflow.task_handed_over' AND body LIKE "
                  "'%id-inspector.01%' AND body LIKE '%id-other.01%'"),
            1)
      << "with both names";
}

TEST_P(HandingOver, GivesNobodyAWorkThatHeHasNoRightTo) {
  const auto order = ordered(wish());
  to_visit(order);
  claims("inspector.01", order, "findings");
  for (const char* receiver : {"inspector.13", "registration.01", "head.01", "helpdesk"}) {
    const auto id = planned("head.01", gives("inspector.01", receiver));
    EXPECT_EQ(lines("head.01", id), "inspector:planned:handover.no_right task:planned:handover.no_right ") << receiver;
    ASSERT_TRUE(office().run(actor("head.01"), id, 50));
    EXPECT_EQ(lines("head.01", id), "inspector:refused:handover.no_right task:refused:handover.no_right ");
  }
  EXPECT_EQ(step(order, "findings").assignee, "id-inspector.01");
  EXPECT_TRUE(place("inspector.01", order).contains(MemberRole::inspector));
}

TEST_P(HandingOver, LetsNobodyReviewHisOwnWork) {
  given("head2.01", "inspector", "01");  // he inspects too
  const auto order = ordered(wish());
  to_report(order);
  does("chief.01", order, "report", {{"report_text", "x"}, {"infringement", "false"}});
  claims("head.01", order, "review");
  given("chief.01", "head_inspection", "01");  // the author of the report is made a head
  const auto id =
      planned("head2.01",
              gives("head.01", "",
                    {{"task." + std::to_string(file(order).id.value) + "." + std::to_string(step(order, "review").id),
                      "id-chief.01"}}));
  EXPECT_EQ(lines("head2.01", id), "task:planned:handover.same_person ");
  ASSERT_TRUE(office().run(actor("head2.01"), id, 50));
  EXPECT_EQ(step(order, "review").assignee, "id-head.01");
  const auto page = get("head2.01", "/inspection/handover/" + std::to_string(id));
  EXPECT_TRUE(has(page, "Another person must do it")) << page.body;
}

TEST_P(HandingOver, IsForWhoManagesAbsencesWhereTheThingLies) {
  const auto order = ordered(wish());
  to_visit(order);
  EXPECT_EQ(code(office().plan(actor("head.13"), gives("inspector.01", "other.01"))), "handover.nothing_held");
  const auto id = planned("head.01", gives("inspector.01", "other.01"));
  const auto refusals = audited("access.refused");
  EXPECT_EQ(code(office().view(actor("head.13"), id)), "access.forbidden");
  EXPECT_EQ(code(office().run(actor("head.13"), id, 50)), "access.forbidden");
  EXPECT_EQ(code(office().run(actor("head.01"), id + 1, 50)), "access.forbidden");
  EXPECT_EQ(audited("access.refused"), refusals + 3);
  for (const char* login : {"inspector.01", "registration.01", "legal", "auditor", "helpdesk", "admin"}) {
    EXPECT_EQ(get(login, "/inspection/handover").status, 403) << login;
    EXPECT_EQ(post(login, "/inspection/handover/" + std::to_string(id) + "/run", {}).status, 403) << login;
  }
  EXPECT_TRUE(place("inspector.01", order).contains(MemberRole::inspector));
  ASSERT_TRUE(office().run(actor("head"), id, 50)) << "headquarters manages all places";
  EXPECT_TRUE(place("other.01", order).contains(MemberRole::inspector));
}

TEST_P(HandingOver, OfAChiefMakesAnotherTheChiefAndOfAHeadGivesTheFilesHeAnswersFor) {
  const auto order = ordered(wish());
  to_visit(order);
  const auto chief = planned("head.01", gives("chief.01", "inspector.01"));
  ASSERT_TRUE(office().run(actor("head.01"), chief, 50));
  EXPECT_EQ(place("inspector.01", order), std::set{MemberRole::chief_inspector}) << "he is on the team once";
  EXPECT_TRUE(place("chief.01", order).empty());
  EXPECT_EQ(count("SELECT count(*) FROM insp_case_member WHERE until IS NULL"), 1);
  const auto head = planned("head", gives("head.01", "head2.01"));
  EXPECT_EQ(lines("head", head), "manager:planned ");
  ASSERT_TRUE(office().run(actor("head"), head, 50));
  EXPECT_EQ(file(order).manager, "id-head2.01");
  const auto wrong = planned("head", gives("head2.01", "inspector.01"));
  EXPECT_EQ(lines("head", wrong), "manager:planned:handover.no_right ");
}

TEST_P(HandingOver, GoesOnAfterItStoppedAndDoesNothingTwice) {
  std::vector<std::string> orders;
  for (const char* unit : {"U2", "U4"}) {
    orders.push_back(ordered(wish(unit)));
    to_visit(orders.back());
  }
  const auto wish = gives("inspector.01", "other.01");
  const auto id = planned("head.01", wish);
  EXPECT_EQ(planned("head.01", wish), id) << "the form sent again";
  EXPECT_EQ(*office().run(actor("head.01"), id, 1), 1) << "one file, one line waits";
  EXPECT_EQ(lines("head.01", id), "inspector:done inspector:planned ");
  EXPECT_EQ(*office().run(actor("head.01"), id, 50), 0);
  EXPECT_EQ(*office().run(actor("head.01"), id, 50), 0);
  EXPECT_EQ(lines("head.01", id), "inspector:done inspector:done ");
  EXPECT_EQ(audited("handover.passed_on"), 2);
  EXPECT_EQ(count("SELECT count(*) FROM insp_case_member WHERE user_id = 'id-other.01'"), 2);
  EXPECT_EQ(code(office().plan(actor("head.01"), gives("inspector.01", "other.01"))), "handover.nothing_held");
}

TEST_P(HandingOver, PassesASubstitutionOnForWhatIsLeftOfIt) {
  given("third.01", "inspector", "01");
  profiles::Substitutions substitutions{pool(), *ids_, *trail_, clock_};
  const auto until = clock_.today().plus(9);
  ASSERT_TRUE(substitutions.name(actor("inspector.01"),
                                 {"id-inspector.01", "id-other.01", clock_.today(), until, "leave", key()}));
  const auto himself = planned("head.01", gives("other.01", "inspector.01"));
  EXPECT_EQ(lines("head.01", himself), "substitution:planned:substitution.self ") << "nobody stands in for himself";
  ASSERT_TRUE(office().run(actor("head.01"), himself, 50));
  EXPECT_TRUE(substitutions.of_person("id-other.01").front().in_force(clock_.today())) << "it has not ended";
  const auto id = planned("head.01", gives("other.01", "third.01"));
  EXPECT_EQ(lines("head.01", id), "substitution:planned ");
  ASSERT_TRUE(office().run(actor("head.01"), id, 50));
  EXPECT_FALSE(substitutions.of_person("id-other.01").front().in_force(clock_.today()));
  const auto now = substitutions.of_person("id-third.01");
  ASSERT_EQ(now.size(), 1U);
  EXPECT_EQ(now[0].absent, "id-inspector.01");
  EXPECT_EQ(now[0].last_day, until);
  EXPECT_EQ(audited("substitution.ended"), 1);
  EXPECT_EQ(audited("substitution.named"), 2);
}

TEST_P(HandingOver, ShowsTheHeadWhatNobodyCanGoOnWith) {
  const auto order = ordered(wish());
  to_visit(order);
  claims("inspector.01", order, "findings");
  EXPECT_TRUE(office().orphans(actor("head.01")).empty());
  EXPECT_TRUE(has(get("head.01", "/inspection/handover"), "is somebody"));
  gone("inspector.01");
  const auto left = office().orphans(actor("head.01"));
  ASSERT_EQ(left.size(), 2U) << "the task and the place on the team";
  EXPECT_EQ(left[0].holder, "id-inspector.01");
  EXPECT_EQ(left[0].node, "T06_Visit");
  EXPECT_EQ(left[1].what, "inspector");
  EXPECT_TRUE(office().orphans(actor("head.13")).empty());
  const auto page = get("head.01", "/inspection/handover");
  EXPECT_TRUE(has(page, "Without a holder"));
  EXPECT_TRUE(has(page, "/inspection/handover?person=id-inspector.01"));
  const auto id = planned("head.01", gives("inspector.01", "other.01"));
  ASSERT_TRUE(office().run(actor("head.01"), id, 50)) << "also of somebody whose profile is over";
  EXPECT_TRUE(office().orphans(actor("head.01")).empty());
  gone("head.01");
  gone("head2.01");
  const auto files = office().orphans(actor("head"));
  ASSERT_EQ(files.size(), 1U);
  EXPECT_EQ(files[0].what, "manager");
}

TEST_P(HandingOver, IsAPlanOnOnePageAndAReportOnTheNext) {
  const auto order = ordered(wish());
  to_visit(order);
  claims("inspector.01", order, "findings");
  const auto page = get("head.01", "/inspection/handover?person=id-inspector.01");
  EXPECT_EQ(page.status, 200);
  for (const auto& words : {order, std::string{"Visit or desk check"}, std::string{"User other.01"}})
    EXPECT_TRUE(has(page, words)) << words;
  EXPECT_EQ(
      post("head.01", "/inspection/handover/plan", {{"person", "id-inspector.01"}, {"receiver", "id-other.01"}}).status,
      422)
      << "without a reason";
  EXPECT_EQ(post("head.01", "/inspection/handover/plan", {{"person", "id-inspector.01"}, {"reason", "x"}}).status, 422)
      << "without a receiver";
  const auto made = post("head.01", "/inspection/handover/plan",
                         {{"person", "id-inspector.01"}, {"receiver", "id-other.01"}, {"reason", "<b>ZZWHY"}});
  ASSERT_EQ(made.status, 303);
  const auto address = header(made, "Location");
  const auto plan = get("head.01", address);
  EXPECT_TRUE(has(plan, "will be handed over"));
  EXPECT_TRUE(has(plan, "&lt;b&gt;ZZWHY"));
  EXPECT_EQ(post("head.01", address + "/run", {}).status, 303);
  const auto report = get("head.01", address, web::Mount::staff, "lo");
  EXPECT_TRUE(has(report, "ມອບໂອນແລ້ວ"));
  EXPECT_FALSE(has(report, "/run\"")) << "nothing waits";
  EXPECT_TRUE(has(get("head.01", "/inspection/cases/" + order), "Task handed over"));
}

SSIIS_ON_ALL_ENGINES(HandingOver);

}  // namespace

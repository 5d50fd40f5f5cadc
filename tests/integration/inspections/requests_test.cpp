// Complaints and demands: recorded once, the sender sealed, screened by a head of the place.
#include "integration/inspections/story.hpp"

namespace {

using namespace ssiis;
using namespace ssiis::inspections;

class Requests : public test::WithStory {
 protected:
  std::string fault(NewRequest request, const std::string& login = "registration") {
    const auto r = room().requests().record(actor(login), std::move(request));
    return r ? "done" : r.rejection().code + "@" + r.rejection().field;
  }
};

TEST_P(Requests, AreNumberedInASeriesAndAFormSentTwiceMakesOne) {
  const auto request = complaint();
  EXPECT_EQ(recorded(request), "REQ-2026-00001");
  EXPECT_EQ(recorded(request), "REQ-2026-00001");
  EXPECT_EQ(recorded(complaint()), "REQ-2026-00002");
  EXPECT_EQ(count("SELECT count(*) FROM insp_request"), 2);
  EXPECT_EQ(count("SELECT count(*) FROM insp_informant"), 2);
  auto other = request;
  other.account = "something else under the key of another form";
  EXPECT_FALSE(room().requests().record(actor("registration"), other));
  EXPECT_EQ(count("SELECT count(*) FROM insp_request"), 2);
}

TEST_P(Requests, NeedWhatTheLawNeedsAndAnonymousOnesHoldNoName) {
  auto r = complaint();
  r.account = "";
  EXPECT_EQ(fault(r), "form.required@account");
  r = complaint();
  r.account = std::string(8001, 'x');
  EXPECT_EQ(fault(r), "form.too_long@account");
  r = complaint();
  r.received_on = Day{2026, 11, 24};
  EXPECT_EQ(fault(r), "request.received_later@received_on");
  r = complaint();
  r.subject = "gossip";
  EXPECT_EQ(fault(r), "form.not_an_option@subject");
  r = complaint();
  r.informant = {};
  EXPECT_EQ(fault(r), "form.required@informant_name");
  r.informant.anonymous = true;
  r.informant.phone = "020";
  EXPECT_EQ(fault(r), "done") << "an anonymous sender may leave a telephone number";
  r = complaint();
  r.informant.anonymous = true;
  EXPECT_EQ(fault(r), "request.anonymous_with_name@informant_name");
  r = complaint();
  r.kind = RequestKind::authority;
  r.informant = {};
  EXPECT_EQ(fault(r), "form.required@authority");
  EXPECT_EQ(fault(complaint(), "inspector.01"), "access.forbidden@");
  EXPECT_EQ(count("SELECT count(*) FROM insp_request"), 1);
}

TEST_P(Requests, OfATerritoryNobodyKnowsFallToHeadquarters) {
  auto r = complaint();
  r.territory = "nowhere";
  const auto number = recorded(r);
  EXPECT_EQ(room().requests().open(actor("head"), number)->territory, "LA");
  EXPECT_EQ(code(room().requests().open(actor("head.01"), number)), "request.unknown");
  r = complaint();
  r.territory = "";
  EXPECT_EQ(room().requests().open(actor("head"), recorded(r))->territory, "LA");
}

TEST_P(Requests, AreReadInTheirPlacesAndARefusalReadsLikeNothingThere) {
  const auto number = recorded(complaint());
  EXPECT_TRUE(room().requests().open(actor("head.01"), number));
  const auto before = audited("access.refused");
  EXPECT_EQ(code(room().requests().open(actor("head.13"), number)), "request.unknown");
  EXPECT_EQ(audited("access.refused"), before + 1);
  EXPECT_EQ(code(room().requests().open(actor("head.13"), "REQ-1999-00001")), "request.unknown");
  EXPECT_TRUE(room().requests().list(actor("head.13"), RequestState::received).empty());
  EXPECT_EQ(room().requests().list(actor("head.01"), RequestState::received).size(), 1u);
}

TEST_P(Requests, TheSenderIsShownToWhoMayAndEachLookSaysWhy) {
  const auto number = recorded(complaint());
  auto& requests = room().requests();
  EXPECT_EQ(code(requests.sender(actor("head.01"), number, "")), "form.required");
  EXPECT_EQ(audited("informant.read"), 0);
  const auto sender = requests.sender(actor("head.01"), number, "call_back");
  ASSERT_TRUE(sender);
  EXPECT_EQ(sender->name, "ZZSENDER");
  EXPECT_EQ(sender->identity_number, "ZZCARD");
  EXPECT_EQ(audited("informant.read", "request:" + number), 1);
  EXPECT_EQ(code(requests.sender(actor("registration"), number, "call_back")), "access.forbidden");
  EXPECT_EQ(code(requests.sender(actor("director"), number, "call_back")), "access.forbidden");
  EXPECT_EQ(code(requests.sender(actor("head.13"), number, "call_back")), "request.unknown");
  EXPECT_EQ(count("SELECT count(*) FROM insp_audit_record WHERE body LIKE '%ZZSENDER%'"), 0);
}

TEST_P(Requests, AreScreenedOnce) {
  const auto number = recorded(complaint());
  auto& requests = room().requests();
  EXPECT_EQ(code(requests.reject(actor("head.01"), number, "")), "form.required");
  EXPECT_EQ(code(requests.reject(actor("registration"), number, "x")), "access.forbidden");
  EXPECT_EQ(code(requests.reject(actor("head.01"), number, "ບໍ່ຢູ່ໃນອຳນາດ")), "done");
  EXPECT_EQ(code(requests.reject(actor("head2.01"), number, "x")), "request.already_screened");
  auto w = wish("U2", Origin::worker_request);
  w.request_number = number;
  EXPECT_EQ(code(room().cases().start(actor("head.01"), w)), "request.already_screened");
  EXPECT_EQ(count("SELECT count(*) FROM insp_case"), 0);
  EXPECT_EQ(requests.open(actor("head.01"), number)->outcome_reason, "ບໍ່ຢູ່ໃນອຳນາດ");
}

TEST_P(Requests, EachReadingOfWhatWasToldIsKeptAndARefusalIsNone) {
  const auto number = recorded(complaint());
  EXPECT_TRUE(room().requests().open(actor("head.01"), number));
  EXPECT_FALSE(room().requests().open(actor("head.13"), number));
  EXPECT_EQ(audited("request.read", "request:" + number), 1);
  EXPECT_TRUE(has(get("registration", "/inspection/requests/" + number), "ZZACCOUNT"));
  EXPECT_EQ(audited("request.read", "request:" + number), 2);
  EXPECT_EQ(get("head.01", "/inspection/requests").status, 200);
  EXPECT_EQ(audited("request.read"), 2) << "the list holds nothing that was told";
}

TEST_P(Requests, UnderOneKeyAreTheSameOnlyWhenAllIsTheSame) {
  const auto request = complaint();
  recorded(request);
  auto other = request;
  other.informant.name = "ZZOTHER";
  EXPECT_EQ(fault(other), "request.key_reused@");
  other = request;
  other.kind = RequestKind::employer;
  EXPECT_EQ(fault(other), "request.key_reused@");
}

SSIIS_ON_ALL_ENGINES(Requests);

}  // namespace

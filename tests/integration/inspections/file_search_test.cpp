// Files in the search box.
#include "inspections/file_search.hpp"

#include "support/inspections_fixture.hpp"

namespace {

using namespace ssiis;
using namespace ssiis::inspections;

class FilesInTheSearchBox : public test::WithInspections {
 protected:
  registry::SearchResult found(const std::string& login, const std::string& text,
                               std::vector<std::string> kinds = {"case"}, const char* right = "search.use") {
    const auto who = actor(login);
    return reading([&](db::Transaction& tx) {
      return search_.search(tx, who.scope(right), {.text = text, .kinds = std::move(kinds), .limit = 20});
    });
  }
  std::string given_request() {
    const auto number = room().requests().record(actor("registration.01"), {.kind = RequestKind::worker,
                                                                            .received_on = Day{2026, 11, 20},
                                                                            .channel = "counter",
                                                                            .authority = {},
                                                                            .authority_reference = {},
                                                                            .unit_key = "U2",
                                                                            .unit_name = "ໂຮງງານ",
                                                                            .place = {},
                                                                            .territory = "01",
                                                                            .subject = "unregistered",
                                                                            .account = "x",
                                                                            .informant = {.name = "ລັບລີ້"},
                                                                            .request_key = web::new_request_key()});
    if (!number) throw std::runtime_error{number.rejection().code};
    return *number;
  }
};

TEST_P(FilesInTheSearchBox, AreFoundByTheirNumberHoweverItIsTyped) {
  const auto order = given_order("head.01", "U2");
  for (const auto* typed : {"SSO-2026-00001", "sso-2026-00001", " SSO-໒໐໒໖-໐໐໐໐໑ ", "SSO–2026–00001",
                            "SSO -2026 -00001", "sso202600001", "SSO2026-00001"}) {
    const auto result = found("inspector.01", typed);
    ASSERT_EQ(result.hits.size(), 1U) << typed;
    EXPECT_EQ(result.total, 1);
    EXPECT_EQ(result.hits[0].key, order);
    EXPECT_EQ(result.hits[0].kind, "case");
    EXPECT_EQ(result.hits[0].match, registry::Match::number);
  }
  EXPECT_TRUE(found("inspector.01", "SSO-2026-0000").hits.empty()) << "whole numbers only";
  EXPECT_TRUE(found("inspector.01", "SSO-2026-00001", {"labour_unit"}).hits.empty());
  EXPECT_EQ(found("inspector.01", "SSO-2026-00001", {}).hits.front().key, order) << "the first of all hits";
}

TEST_P(FilesInTheSearchBox, KeepToTheScopeInHitsAndTotal) {
  const auto order = given_order("head.01", "U2");
  for (const auto* login : {"inspector.13", "head.13", "auditor.13", "helpdesk"}) {
    const auto result = found(login, order);
    EXPECT_TRUE(result.hits.empty()) << login;
    EXPECT_EQ(result.total, 0) << login;
  }
  EXPECT_EQ(found("auditor", order).total, 1);
}

TEST_P(FilesInTheSearchBox, AreFoundByTheRequestThatLedToThemAndThePaperNumber) {
  const auto request = given_request();
  EXPECT_TRUE(found("inspector.01", request).hits.empty()) << "no file yet";
  const auto order = room().cases().start(actor("head.01"), {.origin = Origin::worker_request,
                                                             .unit_key = "U2",
                                                             .workplace_key = {},
                                                             .subject = "x",
                                                             .request_number = request,
                                                             .request_key = web::new_request_key()});
  ASSERT_TRUE(order) << order.rejection().code;
  ASSERT_EQ(found("inspector.01", request).hits.size(), 1U);
  EXPECT_EQ(found("inspector.01", request).hits[0].key, *order);
  const auto paper = room().units().papers.bring_in(actor("head.01"), {.number = "Ins 7/2015",
                                                                       .unit_key = "U7",
                                                                       .workplace_key = {},
                                                                       .opened_on = Day{2015, 1, 1},
                                                                       .closed_on = Day{2015, 2, 1},
                                                                       .subject = "x",
                                                                       .outcome = "compliant",
                                                                       .kept_at = {},
                                                                       .note = {},
                                                                       .request_key = web::new_request_key()});
  ASSERT_TRUE(paper);
  ASSERT_EQ(found("inspector.01", "INS 7/໒໐໑໕").hits.size(), 1U);
  EXPECT_EQ(found("inspector.01", "ins7/2015").hits[0].key, "Ins 7/2015");
}

TEST_P(FilesInTheSearchBox, ShowRequestsOnlyUnderTheRightThatOpensThem) {
  const auto request = given_request();
  EXPECT_TRUE(found("inspector.01", request, {"request"}).hits.empty());
  EXPECT_TRUE(found("registration.01", request).hits.empty()) << "not asked for by kind";
  ASSERT_EQ(found("registration.01", request, {"request"}, "request.register").hits.size(), 1U);
  EXPECT_TRUE(found("head.13", request, {"request"}, "request.register").hits.empty());
  EXPECT_TRUE(has(get("registration.01", "/inspection/search?q=" + request), "/inspection/requests/" + request));
  EXPECT_FALSE(has(get("inspector.01", "/inspection/search?q=" + request), "/inspection/requests/"));
}

TEST_P(FilesInTheSearchBox, FindNothingInWhatNobodyNiceTypes) {
  given_order("head.01", "U2");
  for (const std::string& typed : {std::string{"' OR 1=1 --"}, std::string(5000, 'S'), std::string{"\xE2\x80"},
                                   std::string{"%"}, std::string{"   "}})
    EXPECT_TRUE(found("inspector.01", typed).hits.empty()) << typed.substr(0, 20);
}

TEST_P(FilesInTheSearchBox, PeopleThatAreFoundAreAReadingAndUnitsAreNone) {
  EXPECT_TRUE(has(get("inspector.01", "/inspection/search?q=Chantha"), "Chantha"));
  EXPECT_EQ(audited("search.people_read"), 0);
  EXPECT_TRUE(has(get("inspector.01", "/inspection/search?q=VONGSA101"), "VONGSA101"));
  EXPECT_EQ(audited("search.people_read"), 1);
  EXPECT_EQ(count("SELECT count(*) FROM insp_audit_record WHERE event = 'search.people_read' AND act = 'read' "
                  "AND body LIKE '%worker:W101%' AND body NOT LIKE '%VONGSA%'"),
            1);
  EXPECT_FALSE(has(get("auditor", "/inspection/search?q=VONGSA101"), "Bounmy"));
  EXPECT_EQ(audited("search.people_read"), 1);
}

SSIIS_ON_ALL_ENGINES(FilesInTheSearchBox);

}  // namespace

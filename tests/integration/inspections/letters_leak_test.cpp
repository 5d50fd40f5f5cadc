// Whatever reaches the labour unit tells neither that somebody complained, nor who, nor where the inspection came from:
// every letter of this kind, in both languages, for all origins, with a request whose every field is planted. What is
// left unsaid would tell as well, so the words of all origins are compared with each other.
#include <regex>

#include "inspections/letter_kinds.hpp"
#include "inspections/letters.hpp"
#include "integration/inspections/written.hpp"

namespace {

using namespace ssiis;
using namespace ssiis::inspections;

struct Source {
  const char* name;
  Origin origin;
  std::optional<RequestKind> kind;
  bool anonymous;
};
constexpr Source sources[] = {{"national plan", Origin::national_plan, std::nullopt, false},
                              {"regular plan", Origin::regular_plan, std::nullopt, false},
                              {"ad hoc", Origin::ad_hoc, std::nullopt, false},
                              {"authority", Origin::authority, RequestKind::authority, false},
                              {"worker", Origin::worker_request, RequestKind::worker, false},
                              {"worker unnamed", Origin::worker_request, RequestKind::worker, true},
                              {"employer", Origin::employer_request, RequestKind::employer, false}};

// What must stand nowhere: what was planted, and the words for it.
const std::vector<std::string> telling_words{"ZZSUBJECT",  "ZZACCOUNT",     "ZZSENDER",    "ZZPHONE",    "ZZHOME",
                                             "ZZCARD",     "ZZAUTHORITY",   "ZZREFERENCE", "ZZPLACE",    "ZZWHY",
                                             "REQ-2026",   "ຄຳຮ້ອງ",         "ຮ້ອງທຸກ",       "ຜູ້ຮ້ອງ",       "complain",
                                             "Complain",   "Requested by",  "request of",  "request by", "requester",
                                             "ຕາມການສະເໜີ", "National plan", "Ad hoc",      "ແຜນແຫ່ງຊາດ"};

std::vector<std::string> told_by(const std::string& text) {
  std::vector<std::string> out;
  for (const auto& word : telling_words)
    if (text.find(word) != std::string::npos) out.push_back(word);
  return out;
}

// Without what differs from file to file: numbers and codes.
std::string alike(const std::string& text) {
  static const std::regex code{"[0-9A-Z]{4}(-?[0-9A-Z]{4}){3}"}, digits{"[0-9]+"};
  return std::regex_replace(std::regex_replace(text, code, "#"), digits, "#");
}

class LettersLeak : public test::WithLetters {
 protected:
  static NewRequest planted(const Source& source) {
    auto r = complaint();
    r.kind = *source.kind;
    r.place = "ZZPLACE";
    r.authority_reference = "ZZREFERENCE";
    if (source.anonymous) r.informant = {.phone = "ZZPHONE", .anonymous = true};
    if (r.kind == RequestKind::authority) {
      r.authority = "ZZAUTHORITY";
      r.informant = {};
    }
    return r;
  }
  // A file of this origin up to its decision, its unit written to on the way.
  std::string decided(const Source& source) {
    auto w = wish("U2", source.origin);
    w.subject = "ZZSUBJECT ຄຳຮ້ອງທຸກ complaint";
    if (source.kind) w.request_number = recorded(planted(source));
    const auto order = ordered(w);
    to_visit(order);
    visited(order);
    does("inspector.01", order, "findings",
         {{"enquiry", "true"}, {"enquiry_question", "ບັນຊີຢູ່ໃສ?"}, {"visit_summary", "ພົບ"}});
    EXPECT_TRUE(comes_in("inspector.01", order, "enquiry_answer"));
    does("inspector.01", order, "analysis", {{"analysis", "x"}});
    reports(order);
    decides(order, "measure");
    return order;
  }
  // All that the unit may get, in one language: words, title, recipient, file name, what a scan of the code answers.
  std::map<std::string, std::string> all_letters_to_unit(const std::string& order, const std::string& language) {
    const auto c = file(order);
    const auto who = actor("head.01");
    LetterWriter writer{{pool(), *ids_, *trail_, clock_, settings_, *actors_, *grants_, *forms_, *engine_, *changes_,
                         [this] { return tree_; }},
                        *documents_,
                        renderer().translator()};
    std::map<std::string, std::string> out;
    for (const auto& kind : letter_kinds()) {
      if (kind.audience != Audience::unit) continue;
      const auto made = pool().transact(db::Mode::write, [&](db::Transaction& tx) {
        return writer.make(tx, who, c, std::string{kind.key}, {{"outcome", "modified"}}, language);
      });
      EXPECT_TRUE(made) << kind.key << " " << code(made);
      const auto d = letter(order, std::string{kind.template_key});
      EXPECT_EQ(d.language, language) << kind.key;
      const auto seen =
          pool().transact(db::Mode::write, [&](db::Transaction& tx) { return documents_->verify(tx, d.verify_code); });
      out[std::string{kind.key} + " in " + language] = words_of(d) + "|" + d.title + "|" + d.recipient + "|" +
                                                       d.file_name + "|" + seen.kind + "|" + seen.title + "|" +
                                                       seen.sender + "|" + seen.unit_name_masked;
    }
    return out;
  }
  void withdraw(const std::string& order) {
    ASSERT_TRUE(room().withdrawals().ask(actor("head.01"), order,
                                         {{"withdrawal_ground", "duplicate"}, {"withdrawal_reason", "ZZWHY"}}, key()));
    does("director", order, "withdraw.decision", {{"withdrawal", "approved"}});
  }
};

TEST_P(LettersLeak, NoLetterToTheUnitTellsOfAComplaintItsSenderOrItsOriginInEitherLanguage) {
  std::map<std::string, std::string> first;
  for (const auto& source : sources) {
    const auto order = decided(source);
    auto texts = all_letters_to_unit(order, "lo");
    texts.merge(all_letters_to_unit(order, "en"));
    withdraw(order);  // and the letter that this really sends
    texts["sent withdrawal"] = newest(order, "withdrawal_notice");
    EXPECT_EQ(texts.size(), 29U) << "letters of the unit that were looked at";
    for (auto& [kind, text] : texts) {
      EXPECT_EQ(told_by(text), std::vector<std::string>{}) << kind << ", " << source.name;
      text = alike(text);
      const auto [at, fresh] = first.emplace(kind, text);
      EXPECT_EQ(at->second, text) << kind << " of " << source.name << " differs from that of " << sources[0].name;
    }
  }
}

// The check itself can fail: what is planted is found when a letter does tell it.
TEST_P(LettersLeak, TheCheckFindsWhatALetterTells) {
  const Source source = sources[4];
  const auto order = decided(source);
  LetterWriter writer{{pool(), *ids_, *trail_, clock_, settings_, *actors_, *grants_, *forms_, *engine_, *changes_,
                       [this] { return tree_; }},
                      *documents_,
                      renderer().translator()};
  const auto c = file(order);
  const auto who = actor("head.01");
  pool().transact(db::Mode::write, [&](db::Transaction& tx) {
    ASSERT_TRUE(writer.make(tx, who, c, "enquiry_letter", {{"enquiry_question", "ZZACCOUNT ຕາມຄຳຮ້ອງ"}}, "lo"));
  });
  const auto found = told_by(newest(order, "enquiry_letter"));
  EXPECT_EQ(found, (std::vector<std::string>{"ZZACCOUNT", "ຄຳຮ້ອງ"}));
  EXPECT_FALSE(told_by(newest(order, "inspection_report")).empty()) << "inside the office the subject is named";
  EXPECT_FALSE(told_by(newest(order, "request_receipt")).empty());
  EXPECT_NE(alike("ກວດກາ 12 ຕາມແຜນ"), alike("ກວດກາ 13 ຕາມໃບສັ່ງ"));
}

SSIIS_ON_ALL_ENGINES(LettersLeak);

}  // namespace

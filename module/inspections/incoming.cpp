#include "inspections/incoming.hpp"
#include "inspections/institutions.hpp"
#include "inspections/rules.hpp"
#include "inspections/steps.hpp"

#include <algorithm>
#include <array>

#include "sql/inspections.hpp"

namespace ssiis::inspections {
namespace {

struct IncomingKind {
  std::string_view code;
  std::string_view message;  // the procedure's; empty: nothing waits for it
};
constexpr std::array kinds_of_incoming{IncomingKind{"receipt", "DecisionReceipt"},
                                       IncomingKind{"allegations", "Allegations"},
                                       IncomingKind{"enquiry_answer", "EnquiryAnswer"},
                                       IncomingKind{"institution_answer", "InstitutionAnswer"},
                                       IncomingKind{"institution_document", "InstitutionDocument"},
                                       IncomingKind{"compliance_report", "ComplianceReported"},
                                       IncomingKind{"appeal", "EmployerAppeal"},
                                       IncomingKind{"suit", "EmployerSuit"},
                                       IncomingKind{"judgment", "CourtJudgment"},
                                       IncomingKind{"court_stay", "CourtStay"},
                                       IncomingKind{"stay_lifted", "StayLifted"},
                                       IncomingKind{"letter", ""}};

// What contests or follows a decision and so cannot come before it.
constexpr std::array<std::string_view, 6> kinds_after_a_decision{"receipt", "allegations",       "appeal",
                                                                 "suit",    "compliance_report", "court_stay"};

const IncomingKind* incoming_kind(const std::string& code) {
  for (const auto& k : kinds_of_incoming)
    if (k.code == code) return &k;
  return nullptr;
}

bool of_an_institution(const std::string& kind) {
  return kind == "institution_answer" || kind == "institution_document";
}

bool waited_for(const workflow::Standing& s, std::string_view message) {
  return std::any_of(s.waits.begin(), s.waits.end(),
                     [&](const workflow::Wait& w) { return !w.node.empty() && w.message == message; });
}

// Whether the file has come to where the procedure takes the message.
bool taken_by_now(const workflow::Standing& s, const workflow::Definition& procedure, const std::string& message) {
  const auto known = procedure.messages.find(message);
  if (known == procedure.messages.end()) return false;
  const int after = known->second.held_after;
  return after == workflow::nowhere || std::any_of(s.path.begin(), s.path.end(), [&](const workflow::PathRow& row) {
           return row.event == "entered" && row.node == procedure.node(after).id;
         });
}

// The message that tells the procedure of it; empty when it is only recorded. A receipt after the decision counts as
// served changes nothing any more; a document of an institution is kept even where nobody is told of it, because the
// file ends; allegations that no step waits for are late once their period has begun.
std::string message_for(const Incoming& in, std::string message, const std::optional<workflow::Standing>& standing,
                        const workflow::Definition* procedure) {
  if (!standing || procedure == nullptr || waited_for(*standing, message)) return message;
  if (in.kind == "institution_document") return {};
  if (in.kind == "receipt" && taken_by_now(*standing, *procedure, message)) return {};
  const std::string late = "LateAllegations";
  if (in.kind == "allegations" && waited_for(*standing, late) && taken_by_now(*standing, *procedure, late)) return late;
  return message;
}

// The first line of what it says; of a bare receipt, whose it is.
std::string title_of(const Incoming& in) {
  const std::string content{trimmed(in.content)};
  return first_code_points(content.empty() ? in.party : content.substr(0, content.find('\n')), 120);
}

Rejections faults_of(const Incoming& in, Day today) {
  Rejections faults;
  if (incoming_kind(in.kind) == nullptr) faults.push_back({"form.not_an_option", {"kind"}, "kind"});
  if (in.day > today) faults.push_back({"incoming.later", {}, "day"});
  if (of_an_institution(in.kind) && !is_institution(in.institution))
    faults.push_back({in.institution.empty() ? web::E_("form.required") : web::E_("form.not_an_option"),
                      {"institution"},
                      "institution"});
  if (in.party.empty() && !of_an_institution(in.kind)) faults.push_back({"form.required", {"party"}, "party"});
  if (auto fault = too_long(in.party, 200, "party")) faults.push_back(std::move(*fault));
  if (in.kind != "receipt" && in.content.empty()) faults.push_back({"form.required", {"content"}, "content"});
  if (count_code_points(in.content) > 8000) faults.push_back({"form.too_long", {"content", "8000"}, "content"});
  return faults;
}

}  // namespace

Result<Done> IncomingService::record(const Actor& who, const std::string& order, const Incoming& sent) {
  Incoming in = sent;
  if (!of_an_institution(in.kind)) in.institution.clear();
  if (in.party.empty() && is_institution(in.institution)) in.party = institution_words(t_, "lo", in.institution);
  if (auto faults = faults_of(in, rooms_.clock.today()); !faults.empty()) return faults;
  return rooms_.pool.transact(db::Mode::write, [&](db::Transaction& tx) -> Result<Done> {
    auto done = record_in(tx, who, order, in);
    if (!done) tx.rollback();
    return done;
  });
}

Result<Done> IncomingService::may_record(const Actor& who, const std::string& order) {
  return rooms_.pool.transact(db::Mode::read, [&](db::Transaction& tx) -> Result<Done> {
    const auto opened = cases_.open_in(tx, who, order);
    if (!opened) return opened.rejections();
    if (may_record(who, *opened)) return Done{};
    tx.rollback();
    return rooms_.trail.refused(who, "allegation.record", "case:" + order, opened->file.id);
  });
}

Result<Done> IncomingService::record_in(db::Transaction& tx, const Actor& who, const std::string& order,
                                        const Incoming& in) {
  const auto print = fingerprint_of({who.user_id(), order, in.kind, in.day.iso(), in.party, in.institution, in.content,
                                     in.reply_to ? std::to_string(in.reply_to->value) : std::string{},
                                     in.file ? in.file->blob.sha256 : std::string{}});
  const auto before = db::claim_request(tx, in.request_key, print, rooms_.clock.now());
  if (!before) return before.rejections();
  if (*before) return Done{};
  auto opened = cases_.open_in(tx, who, order);
  if (!opened) return opened.rejections();
  const Case& c = opened->file;
  if (!may_record(who, *opened)) {
    tx.rollback();
    return rooms_.trail.refused(who, "allegation.record", "case:" + order, c.id);
  }
  const auto decisions = decisions_of(tx, c.id);
  if (std::find(kinds_after_a_decision.begin(), kinds_after_a_decision.end(), in.kind) !=
      kinds_after_a_decision.end()) {
    if (decisions.empty()) return Rejection{"incoming.no_decision", {}, "kind"};
    // Periods begin with this day: a slip would end them before they began.
    if (in.day < decisions.back().taken_on) return Rejection{"incoming.before_decision", {}, "day"};
  }
  const auto entered = documents_.receive(tx, who,
                                          {.case_id = c.id,
                                           .kind = in.kind,
                                           .title = title_of(in),
                                           .office = {c.office, rooms_.settings.text("office.abbreviation_lo", "LSSO")},
                                           .sender = in.party,
                                           .recipient = rooms_.settings.text("office.name_lo", ""),
                                           .unit_name = c.unit_name,
                                           .day = in.day,
                                           .reply_to = in.reply_to,
                                           .file = in.file});
  if (!entered) return entered.rejections();
  insert_incoming(tx, c.id, rooms_.ids.next(),
                  {in.kind, in.day, in.party, in.content, rooms_.clock.now(), who.user_id(), in.institution},
                  entered->id);
  if (in.kind == "allegations")
    tx.execute(sql::inspections::allegation_insert,
               db::Params{c.id, rooms_.ids.next(), decision_that_counts(decisions)->id, in.day, in.party, in.content,
                          entered->id, who.user_id()});
  if (in.kind == "receipt") book_.served(tx, who, c.id, {.since = in.day, .paper = entered->id}, in.reply_to);
  std::string message{incoming_kind(in.kind)->message};
  if (!message.empty()) {
    const auto standing = rooms_.workflow.standing(tx, c.id);
    const auto bundle = standing ? rooms_.workflow.bundle(tx, standing->bundle) : nullptr;
    message = message_for(in, message, standing, bundle ? bundle->process(standing->process) : nullptr);
  }
  if (!message.empty()) {
    workflow::Variables payload{{in.kind == "receipt" ? "service_day" : "received_on", in.day}};
    // The standstill that a court orders or ends names its paper.
    if (in.kind == "court_stay" || in.kind == "stay_lifted") payload["received_paper"] = entered->id.value;
    if (!in.institution.empty()) payload["institution"] = in.institution;
    const auto taken = rooms_.workflow.deliver(tx, who, c.id, message, payload);
    if (!taken) return taken.rejections();
    if (Case file = c; *taken) {  // the procedure went on without a task done
      if (follow_procedure(tx, rooms_, file)) save(tx, file);
      book_.follow(tx, who, file);
    }
  }
  db::store_result(tx, in.request_key, "done");
  rooms_.trail.record(tx, who,
                      {.chain = audit::ChainName::of_case(c.id),
                       .event = "incoming.recorded",
                       .object = "case:" + order,
                       .details = {{"kind", in.kind}, {"day", in.day.iso()}, {"message", message}}});
  return Done{};
}

}  // namespace ssiis::inspections

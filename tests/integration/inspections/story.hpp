// An inspection step by step through the services, each by the person whose step it is.
#pragma once
#include <fmt/format.h>

#include "support/inspections_fixture.hpp"

namespace ssiis::test {

class WithStory : public WithInspections {
 protected:
  using Typed = forms::Typed;
  static std::string key() { return web::new_request_key(); }
  template <class T>
  static std::string code(const Result<T>& r) {
    return r ? std::string{"done"} : r.rejection().code;
  }

  inspections::Case file(const std::string& order) {
    return reading([&](db::Transaction& tx) { return inspections::find_case(tx, order); }).value();
  }
  // The open step with this form; throws when the procedure is somewhere else.
  workflow::OpenTask step(const std::string& order, const std::string& form) {
    const auto id = file(order).id;
    const auto tasks = reading([&](db::Transaction& tx) { return engine_->open_tasks(tx, id); });
    std::string open;
    for (const auto& t : tasks) {
      if (t.form_key == form) return t;
      open += t.form_key + " ";
    }
    throw std::runtime_error{"no step " + form + " of " + order + ", but " + open};
  }
  // The forms of the open steps, in order, with a space after each.
  std::string open_steps(const std::string& order) {
    const auto id = file(order).id;
    std::set<std::string> forms;
    for (const auto& t : reading([&](db::Transaction& tx) { return engine_->open_tasks(tx, id); }))
      forms.insert(t.form_key);
    std::string out;
    for (const auto& f : forms) out += f + " ";
    return out;
  }
  Result<Done> tries(const std::string& login, const std::string& order, const std::string& form, const Typed& typed) {
    const auto t = step(order, form);
    return room().tasks().complete(actor(login), order, t.id, t.rev, typed, key());
  }
  void does(const std::string& login, const std::string& order, const std::string& form, const Typed& typed) {
    const auto done = tries(login, order, form, typed);
    if (!done) throw std::runtime_error{fmt::format("{} cannot do {}: {}", login, form, done.rejection().code)};
  }

  static inspections::NewRequest complaint(const std::string& unit = "U2") {
    return {.kind = inspections::RequestKind::worker,
            .received_on = Day{2026, 11, 20},
            .channel = "counter",
            .authority = {},
            .authority_reference = {},
            .unit_key = unit,
            .unit_name = "ໂຮງງານ",
            .place = {},
            .territory = "01",
            .subject = "unregistered",
            .account = "ZZACCOUNT ບໍ່ໄດ້ຂຶ້ນທະບຽນ",
            .informant = {"ZZSENDER", "ZZPHONE", "ZZHOME", "ZZCARD"},
            .request_key = key()};
  }
  std::string recorded(const inspections::NewRequest& request) {
    const auto number = room().requests().record(actor("registration"), request);
    if (!number) throw std::runtime_error{number.rejection().code};
    return *number;
  }
  static inspections::NewCase wish(const std::string& unit = "U2",
                                   inspections::Origin origin = inspections::Origin::regular_plan) {
    return {.origin = origin,
            .unit_key = unit,
            .workplace_key = {},
            .subject = "ZZSUBJECT",
            .request_number = {},
            .request_key = key()};
  }
  std::string ordered(const inspections::NewCase& wish, const std::string& login = "head.01") {
    const auto order = room().cases().start(actor(login), wish);
    if (!order) throw std::runtime_error{order.rejection().code};
    return *order;
  }
  std::string accepted_complaint(const std::string& unit = "U2") {
    auto w = wish(unit, inspections::Origin::worker_request);
    w.request_number = recorded(complaint(unit));
    return ordered(w);
  }

  static Typed team(const std::string& type = "direct") {
    return {{"chief", "id-chief.01"}, {"team", "id-inspector.01"}, {"inspection_type", type}};
  }
  static Typed planned() {
    return {{"objective", "ກວດກາ"},         {"legal_basis", "ກົດໝາຍ"},    {"period_from", "2026-01-01"},
            {"period_to", "2026-11-01"},    {"visit_day", "2026-11-30"}, {"prior_notice", "true"},
            {"documents_to_request", "ບັນຊີ"}};
  }
  void to_approval(const std::string& order, const std::string& type = "direct") {
    does("registration.01", order, "background", {{"register_data", "right"}});
    does("head.01", order, "service.order", team(type));
    does("chief.01", order, "plan", planned());
  }
  // By whoever the decision table names.
  std::string approves(const std::string& order, const Typed& answer) {
    for (const char* login : {"head", "director", "head.legal", "legal", "head.01", "head2.01"})
      if (tries(login, order, "approval", answer)) return login;
    throw std::runtime_error{"nobody can approve " + order};
  }
  void to_visit(const std::string& order, const std::string& type = "direct") {
    to_approval(order, type);
    approves(order, {{"approval", "approved"}});
  }
  void visited(const std::string& order) {
    const auto number = room().visits().start(actor("inspector.01"), order, "ບ້ານ").value();
    const auto done = room().visits().end(actor("inspector.01"), order, number,
                                          {"ທ້າວ ພົບ", "ຫົວໜ້າ", "", inspections::Signature::signed_});
    if (!done) throw std::runtime_error{done.rejection().code};
  }
  void to_report(const std::string& order) {
    to_visit(order);
    visited(order);
    does("inspector.01", order, "findings", {{"enquiry", "false"}, {"visit_summary", "ພົບ 1 ຄົນ"}});
    does("inspector.01", order, "analysis", {{"analysis", "ຕ່າງ"}});
  }
  void to_decision(const std::string& order) {
    to_report(order);
    does("chief.01", order, "report",
         {{"report_text", "ລາຍງານ"},
          {"infringement", "true"},
          {"infringement_text", "ບໍ່ຂຶ້ນທະບຽນ"},
          {"proposed_measure", "registration"},
          {"measure_text", "ຂຶ້ນທະບຽນ"}});
    does("head.01", order, "review", {{"review", "accepted"}});
  }
  void to_notification(const std::string& order) {
    to_decision(order);
    does("director", order, "decision",
         {{"decision", "measure"}, {"decision_text", "ໃຫ້"}, {"decision_basis", "ມາດຕາ"}});
  }
  Result<Done> comes_in(const std::string& login, const std::string& order, const std::string& kind,
                        Day day = Day{2026, 11, 23}, const std::string& institution = {}) {
    return room().incoming().record(actor(login), order,
                                    {.kind = kind,
                                     .day = day,
                                     .party = "ZZPARTY",
                                     .content = "x",
                                     .institution = institution,
                                     .request_key = key()});
  }
  Result<Done> comes_from(const std::string& institution, const std::string& order,
                          const std::string& kind = "institution_answer") {
    return comes_in("legal", order, kind, Day{2026, 11, 23}, institution);
  }
  // The labour unit reports what it did; the chief inspector checks it.
  void checks_compliance(const std::string& order, const Typed& found) {
    if (const auto told = comes_in("head.01", order, "compliance_report"); !told)
      throw std::runtime_error{"compliance_report: " + told.rejection().code};
    does("chief.01", order, "compliance", found);
  }
  static Typed in_full() { return {{"compliance", "full"}, {"balance", "0"}, {"compliance_report", "ຈ່າຍແລ້ວ"}}; }
  static Typed referral_to(const std::vector<std::string>& institutions) {
    Typed out{{"compliance", "part"},
              {"balance", "1.200.000"},
              {"compliance_report", "ຍັງຄ້າງ"},
              {"compliance_next", "referral"}};
    for (const auto& i : institutions) out.emplace("institutions", i);
    return out;
  }
  // Final, not carried out, and a letter signed for each institution.
  void refers(const std::string& order, const std::vector<std::string>& institutions) {
    checks_compliance(order, referral_to(institutions));
    for (std::size_t i = 0; i < institutions.size(); ++i)
      does("head.legal", order, "referral", {{"referral", "signed"}, {"referral_request", "ຂໍໃຫ້ທວງ"}});
  }
  static Typed outcome() {
    return {{"institution_result", "acted"}, {"institution_outcome", "ຈ່າຍແລ້ວ"}, {"institution_day", "2026-11-23"}};
  }
};

}  // namespace ssiis::test

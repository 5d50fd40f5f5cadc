// A file whose visit found what changes the register, and everybody's acts on it.
#pragma once
#include "integration/inspections/ways.hpp"

namespace ssiis::test {

using namespace inspections;
using amendments::State;

class WithChanges : public WithWays {
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
  amendments::Opened of_kind(const std::string& order, const std::string& kind) {
    for (auto& o : changes(order))
      if (o.amendment.kind == kind) return o;
    throw std::runtime_error{"no change of the kind " + kind};
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
  // A file whose worker, wage and tax number the division has accepted.
  std::string accepted() {
    const auto order = visited_with_findings();
    reported(order);
    if (!prepares("inspector.01", order, "tax_number", {{"tin", "101348173700"}}))
      throw std::runtime_error{"the tax number cannot be prepared"};
    decided(order);
    contests(order, "confirmed");
    for (const char* kind : {"worker", "wage", "tax_number"})
      if (!decides("registration", of_kind(order, kind), true)) throw std::runtime_error{kind};
    if (!decides("head.registration", of_kind(order, "wage"), true)) throw std::runtime_error{"second"};
    return order;
  }
  // Its only decision is annulled, as whoever decides on it does.
  void falls(const std::string& order) {
    const Rooms rooms{pool(),
                      *ids_,
                      *trail_,
                      clock_,
                      settings_,
                      *actors_,
                      *grants_,
                      *forms_,
                      *engine_,
                      *changes_,
                      [this] { return tree_; },
                      [](std::string_view, std::string_view) { return true; }};
    DecisionBook book{rooms};
    const auto id = file(order).id;
    pool().transact(db::Mode::write, [&](db::Transaction& tx) {
      Cause cause{};
      cause.since = clock_.today();
      if (!book.change_standing(tx, actor("director"), id, DecisionEvent::annul, cause))
        throw std::runtime_error{"the decision cannot be annulled"};
    });
  }
  amendments::Opened with_id(const std::string& order, std::int64_t id) {
    for (auto& o : changes(order))
      if (o.amendment.id == id) return o;
    throw std::runtime_error{"no such change"};
  }
  std::int64_t closed() {
    const auto done = batches_->close(actor("head.registration"), key());
    if (!done) throw std::runtime_error{"close: " + done.rejection().code};
    return *done;
  }
  // The division accepts it, by two where two are needed.
  void accepts(const std::string& order, std::int64_t id) {
    for (const char* login : {"registration", "head.registration"})
      if (const auto o = with_id(order, id); o.amendment.state != State::accepted && !decides(login, o, true))
        throw std::runtime_error{login};
  }
  int follows() {
    return changes_->follow_decisions(actors_->service("job:register_watch", "c"), [] { return false; });
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

}  // namespace ssiis::test

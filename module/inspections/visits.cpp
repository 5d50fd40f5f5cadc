#include "inspections/visits.hpp"

#include "inspections/rules.hpp"
#include "sql/inspections.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <pugixml.hpp>

namespace ssiis::inspections {
namespace {

constexpr int roll_page = 1000;
constexpr std::size_t longest_person_name = 300, longest_identity_number = 60;

// The workers that the register declares for the newest month, each open.
std::vector<RollEntry> prefilled_roll(db::Transaction& tx, db::IdSource& ids, const Actor& who, const Case& c,
                                      VisitId visit, Instant now) {
  std::vector<RollEntry> roll;
  const auto month = registry::newest_month(tx);
  if (!month) return roll;
  std::string after;
  for (bool more = true; more;) {
    const auto page = registry::workers_of(tx, who.scope("worker.read"), c.unit_key, *month, after, roll_page);
    for (const auto& d : page)
      roll.push_back({.row = ids.next(),
                      .visit = visit,
                      .worker_key = d.worker.worker_id,
                      .ss_number = d.worker.ss_no,
                      .name = fitted(d.worker.name("lo"), longest_person_name),
                      .identity_number = fitted(d.worker.id_no, longest_identity_number),
                      .declared_wage = d.declared_wage,
                      .seen_at = now});
    more = page.size() == static_cast<std::size_t>(roll_page);
    if (more) after = page.back().employment.emp_id;
  }
  return roll;
}

// The first text that does not fit its column.
struct Text {
  const std::string& value;
  std::size_t longest;
  std::string field;
};
std::optional<Rejection> first_too_long(std::initializer_list<Text> texts) {
  for (const auto& t : texts)
    if (auto fault = too_long(t.value, t.longest, t.field)) return fault;
  return std::nullopt;
}

// The form's name of a field of the roll: of an entry by its row, of somebody who is not on the list yet by "new".
std::string field_of(const RollChange& change, std::string_view field) {
  return change.row == 0 ? fmt::format("new_{}", field) : fmt::format("{}_{}", field, change.row);
}

std::optional<Rejection> fault_of(const RollChange& change) {
  if (change.row == 0 && change.name.empty() && change.worker_key.empty())
    return Rejection{"roll.name_missing", {}, "new_name"};
  if (change.finding == RollFinding::wage_differs && !change.found_wage)
    return Rejection{"roll.wage_missing", {change.name}, field_of(change, "wage")};
  if (!change.works_since.empty() && !Month::parse(change.works_since))
    return Rejection{"roll.month_malformed", {change.works_since}, field_of(change, "since")};
  return first_too_long({{change.name, longest_person_name, field_of(change, "name")},
                         {change.identity_number, longest_identity_number, field_of(change, "identity")},
                         {change.position, 200, field_of(change, "position")},
                         {change.note, 1000, field_of(change, "note")}});
}

RollEntry added(const RollChange& change, VisitId visit, std::int64_t row, Instant now) {
  return {.row = row,
          .visit = visit,
          .name = change.name,
          .identity_number = change.identity_number,
          .position = change.position,
          .finding = change.finding == RollFinding::open ? RollFinding::unregistered : change.finding,
          .found_wage = change.found_wage,
          .works_since = change.works_since,
          .source = change.source,
          .note = change.note,
          .seen_at = now};
}

// Whom the register knows stands on the roll as the register has him, once.
std::optional<Rejection> taken_from_register(db::Transaction& tx, const Actor& who, CaseId id, const std::string& key,
                                             RollEntry& entry) {
  if (key.empty()) return std::nullopt;
  const auto known = registry::find_worker(tx, who.scope("worker.read"), key);
  if (!known) return Rejection{"roll.worker_unknown", {}, "new_name"};
  for (const auto& e : roll_of(tx, id, entry.visit))
    if (e.worker_key == key) return Rejection{"roll.worker_twice", {e.name}, "new_name"};
  entry.worker_key = known->worker_id;
  entry.ss_number = known->ss_no;
  entry.name = fitted(known->name("lo"), longest_person_name);
  if (!known->id_no.empty()) entry.identity_number = fitted(known->id_no, longest_identity_number);
  return std::nullopt;
}

}  // namespace

Result<int> VisitService::start(const Actor& who, const std::string& order, const std::string& place,
                                const std::string& request_key) {
  const auto print = hex(sha256(fmt::format("{}\n{}\nvisit.started\n{}", who.user_id(), order, place)));
  if (const auto fault = too_long(place, 400, "place")) return *fault;
  return rooms_.pool.transact(db::Mode::write, [&](db::Transaction& tx) -> Result<int> {
    if (!request_key.empty()) {
      const auto before = db::claim_request(tx, request_key, print, rooms_.clock.now());
      if (!before) {
        tx.rollback();
        return before.rejections();
      }
      if (*before) return static_cast<int>(whole_number(**before).value());
    }
    tx.execute(sql::inspections::case_lock, db::Params{order});
    auto opened = cases_.open_in(tx, who, order);
    if (!opened) {
      tx.rollback();  // the claim of the form's key with it
      return opened.rejections();
    }
    const Case& c = opened->file;
    if (!CaseService::may_record_visit(who, *opened)) {
      tx.rollback();
      return rooms_.trail.refused(who, "visit.record", "case:" + order, c.id);
    }
    const auto earlier = visits_of(tx, c.id);
    if (!earlier.empty() && earlier.back().state == VisitState::running) {
      tx.rollback();
      return Rejection{"visit.still_running", {std::to_string(earlier.back().number)}};
    }
    const Instant now = rooms_.clock.now();
    const Visit visit{.id = VisitId{rooms_.ids.next()},
                      .number = static_cast<int>(earlier.size()) + 1,
                      .kind = c.type,
                      .state = VisitState::running,
                      .planned_for = std::nullopt,
                      .started_at = now,
                      .ended_at = std::nullopt,
                      .place = place,
                      .met_name = {},
                      .met_position = {},
                      .remarks = {},
                      .created_by = who.user_id()};
    insert(tx, c.id, visit);
    if (const auto roll = prefilled_roll(tx, rooms_.ids, who, c, visit.id, now); !roll.empty())
      insert_many(tx, c.id, roll);
    rooms_.trail.record(tx, who,
                        {.chain = audit::ChainName::of_case(c.id),
                         .event = "visit.started",
                         .object = fmt::format("visit:{}/{}", order, visit.number),
                         .details = {{"kind", std::string{name_of(visit.kind)}}, {"at", now.iso()}}});
    if (!request_key.empty()) db::store_result(tx, request_key, std::to_string(visit.number));
    return visit.number;
  });
}

Result<VisitFile> VisitService::open(const Actor& who, const std::string& order, int number) {
  auto opened = cases_.open(who, order, "visit");
  if (!opened) return opened.rejections();
  return rooms_.pool.transact(db::Mode::read, [&](db::Transaction& tx) -> Result<VisitFile> {
    const auto id = opened->file.id;
    const auto visit = find_visit(tx, id, number);
    if (!visit) return Rejection{"visit.unknown", {std::to_string(number)}};
    std::vector<Evidence> evidence;
    for (auto& e : evidence_of(tx, id))
      if (e.visit == visit->id) evidence.push_back(std::move(e));
    return VisitFile{*opened,
                     *visit,
                     roll_of(tx, id, visit->id),
                     checklist_of(tx, id, visit->id),
                     statements_of(tx, id, visit->id),
                     std::move(evidence)};
  });
}

// A form as it was sent: its key, what it says, and what came of it when it has been sent before.
struct VisitService::Sent {
  std::string key{}, says{}, result{"done"};
  std::optional<std::string> earlier{};
};

// Opens case and visit for a write, runs the work, audits it. The work returns a refusal or nothing.
template <class F>
Result<Done> VisitService::change(const Actor& who, const std::string& order, int number, const char* event, Sent& sent,
                                  F&& work) {
  return rooms_.pool.transact(db::Mode::write, [&](db::Transaction& tx) -> Result<Done> {
    if (!sent.key.empty()) {
      const auto print = hex(sha256(fmt::format("{}\n{}\n{}\n{}\n{}", who.user_id(), order, number, event, sent.says)));
      const auto before = db::claim_request(tx, sent.key, print, rooms_.clock.now());
      if (!before) {
        tx.rollback();
        return before.rejections();
      }
      sent.earlier = *before;
      if (sent.earlier) return Done{};
    }
    tx.execute(sql::inspections::case_lock, db::Params{order});
    auto opened = cases_.open_in(tx, who, order);
    if (!opened) {
      tx.rollback();  // the claim of the form's key with it
      return opened.rejections();
    }
    const auto id = opened->file.id;
    if (!CaseService::may_record_visit(who, *opened)) {
      tx.rollback();
      return rooms_.trail.refused(who, "visit.record", "case:" + order, id);
    }
    auto visit = find_visit(tx, id, number);
    std::optional<Rejection> why;
    if (!visit)
      why = Rejection{"visit.unknown", {std::to_string(number)}};
    else if (visit->state != VisitState::running)
      why = Rejection{"visit.ended", {std::to_string(number)}};
    else
      why = work(tx, id, *visit);
    if (why) {
      tx.rollback();
      return *why;
    }
    rooms_.trail.record(
        tx, who,
        {.chain = audit::ChainName::of_case(id), .event = event, .object = fmt::format("visit:{}/{}", order, number)});
    if (!sent.key.empty()) db::store_result(tx, sent.key, sent.result);
    return Done{};
  });
}

Result<Done> VisitService::record_roll(const Actor& who, const std::string& order, int number,
                                       const std::vector<RollChange>& changes, const std::string& request_key,
                                       const std::string& typed) {
  // What was typed names the form, not what it changes: once it is done it changes nothing any more.
  Sent sent{.key = request_key, .says = typed};
  for (const auto& c : changes)
    if (const auto fault = fault_of(c)) return *fault;
  return change(who, order, number, "visit.roll_recorded", sent,
                [&](db::Transaction& tx, CaseId id, Visit& visit) -> std::optional<Rejection> {
                  const Instant now = rooms_.clock.now();
                  for (const auto& c : changes) {
                    if (c.row == 0) {
                      auto entry = added(c, visit.id, rooms_.ids.next(), now);
                      if (auto why = taken_from_register(tx, who, id, c.worker_key, entry)) return why;
                      insert(tx, id, entry);
                      continue;
                    }
                    auto entry = find_roll_entry(tx, id, visit.id, c.row);
                    if (!entry) return Rejection{"roll.entry_unknown", {std::to_string(c.row)}};
                    entry->finding = c.finding;
                    entry->found_wage = c.found_wage;
                    entry->works_since = c.works_since;
                    entry->source = c.source;
                    entry->note = c.note;
                    if (!c.position.empty()) entry->position = c.position;
                    entry->seen_at = now;
                    entry->version = c.version;
                    save(tx, id, *entry);
                  }
                  return std::nullopt;
                });
}

Result<Done> VisitService::answer_checklist(const Actor& who, const std::string& order, int number,
                                            const std::vector<ChecklistAnswer>& answers,
                                            const std::string& request_key) {
  Sent sent{.key = request_key};
  for (const auto& a : answers) {
    sent.says += fmt::format("{} {} {}\n", a.item, name_of(a.answer), a.note);
    if (std::none_of(checklist_.begin(), checklist_.end(), [&](const auto& item) { return item.code == a.item; }))
      return Rejection{"checklist.item_unknown", {a.item}};
  }
  for (const auto& a : answers)
    if (const auto fault = too_long(a.note, 1000, "note_" + a.item)) return *fault;
  return change(who, order, number, "visit.checklist_answered", sent,
                [&](db::Transaction& tx, CaseId id, Visit& visit) -> std::optional<Rejection> {
                  for (const auto& a : answers) answer(tx, rooms_.ids, id, visit.id, a);
                  return std::nullopt;
                });
}

Result<Done> VisitService::add_statement(const Actor& who, const std::string& order, int number,
                                         const std::string& person, const std::string& position,
                                         const std::string& content, const std::string& request_key) {
  if (person.empty()) return Rejection{"form.required", {"person"}, "person"};
  if (content.empty()) return Rejection{"form.required", {"content"}, "content"};
  if (const auto fault =
          first_too_long({{person, 200, "person"}, {position, 200, "position"}, {content, 8000, "content"}}))
    return *fault;
  Sent sent{.key = request_key, .says = person + '\n' + content};
  return change(who, order, number, "visit.statement_taken", sent,
                [&](db::Transaction& tx, CaseId id, Visit& visit) -> std::optional<Rejection> {
                  insert(tx, id, visit.id,
                         Statement{rooms_.ids.next(), person, position, content, rooms_.clock.now(), who.user_id()});
                  return std::nullopt;
                });
}

Result<EvidenceId> VisitService::add_evidence(const Actor& who, const std::string& order, int number, Evidence evidence,
                                              const std::string& request_key) {
  if (const auto fault = too_long(evidence.title, 300, "title")) return *fault;
  evidence.id = EvidenceId{rooms_.ids.next()};
  evidence.received_at = rooms_.clock.now();
  evidence.received_by = who.user_id();
  Sent sent{
      .key = request_key, .says = evidence.sha256 + '\n' + evidence.title, .result = std::to_string(evidence.id.value)};
  const auto done = change(who, order, number, "visit.evidence_added", sent,
                           [&](db::Transaction& tx, CaseId id, Visit& visit) -> std::optional<Rejection> {
                             evidence.visit = visit.id;
                             insert(tx, id, evidence);
                             blobs_.hold(tx, evidence.blob, {"evidence", id.value, evidence.id.value});
                             return std::nullopt;
                           });
  if (!done) return done.rejections();
  return sent.earlier ? EvidenceId{whole_number(*sent.earlier).value()} : evidence.id;
}

Result<Done> VisitService::may_record(const Actor& who, const std::string& order, int number) {
  return rooms_.pool.transact(db::Mode::read, [&](db::Transaction& tx) -> Result<Done> {
    const auto opened = cases_.open_in(tx, who, order);
    if (!opened) return opened.rejections();
    const auto visit = find_visit(tx, opened->file.id, number);
    if (!CaseService::may_record_visit(who, *opened)) {
      tx.rollback();
      return rooms_.trail.refused(who, "visit.record", "case:" + order, opened->file.id);
    }
    if (!visit) return Rejection{"visit.unknown", {std::to_string(number)}};
    if (visit->state != VisitState::running) return Rejection{"visit.ended", {std::to_string(number)}};
    return Done{};
  });
}

Result<Done> VisitService::end(const Actor& who, const std::string& order, int number, const VisitEnd& how,
                               const std::string& request_key) {
  if (how.met_name.empty()) return Rejection{"visit.met_missing", {}, "met_name"};
  if (const auto fault = first_too_long(
          {{how.met_name, 200, "met_name"}, {how.met_position, 200, "met_position"}, {how.remarks, 8000, "remarks"}}))
    return *fault;
  if (how.signature == Signature::open) return Rejection{"visit.signature_missing", {}, "signature"};
  Sent sent{.key = request_key,
            .says = fmt::format("{}\n{}\n{}\n{}", how.met_name, how.met_position, how.remarks, name_of(how.signature))};
  return change(who, order, number, "visit.ended", sent,
                [&](db::Transaction& tx, CaseId id, Visit& visit) -> std::optional<Rejection> {
                  visit.state = VisitState::ended;
                  visit.ended_at = rooms_.clock.now();
                  visit.met_name = how.met_name;
                  visit.met_position = how.met_position;
                  visit.remarks = how.remarks;
                  visit.employer_signature = how.signature;
                  save(tx, id, visit);
                  return std::nullopt;
                });
}

std::vector<ChecklistItem> read_checklist(const std::string& path) {
  pugi::xml_document document;
  const auto parsed = document.load_file(path.c_str());
  if (!parsed) throw SettingsError{fmt::format("{}: {} at offset {}", path, parsed.description(), parsed.offset)};
  std::vector<ChecklistItem> items;
  for (const auto& node : document.child("checklist").children("item")) {
    ChecklistItem item{node.attribute("code").value(), node.attribute("lo").value(), node.attribute("en").value()};
    if (item.code.empty() || item.text_lo.empty() || item.text_en.empty())
      throw SettingsError{fmt::format("{}: an item needs code, lo and en", path)};
    items.push_back(std::move(item));
  }
  if (items.empty()) throw SettingsError{fmt::format("{}: no item", path)};
  return items;
}

}  // namespace ssiis::inspections

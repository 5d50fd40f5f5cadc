#include "inspections/deadlines.hpp"

#include <algorithm>
#include <functional>

#include "inspections/rules.hpp"
#include "sql/inspections.hpp"

namespace ssiis::inspections {
namespace {

constexpr std::size_t longest_words = 400;  // of an article, of a reason

void required(Rejections& faults, const std::string& value, const char* field) {
  if (value.empty()) faults.push_back({"form.required", {field}, field});
  if (auto fault = too_long(value, longest_words, field)) faults.push_back(std::move(*fault));
}

void with_paper(Rejections& faults, const PaperBehind& paper) {
  if (!paper.on_file && !paper.file) faults.push_back({"deadline.document_missing", {}, "document"});
  if (paper.file && paper.sender.empty()) faults.push_back({"deadline.document_sender", {}, "sender"});
  if (auto fault = too_long(paper.sender, 200, "sender")) faults.push_back(std::move(*fault));
}

bool same_period(const workflow::DeadlineLine& a, const workflow::DeadlineLine& b) {
  return a.timer != b.timer && a.instance == b.instance && a.activation == b.activation && a.rule.key == b.rule.key &&
         a.rule.anchor == b.rule.anchor && a.extra_days == b.extra_days && a.open() == b.open() &&
         (!a.open() || a.due == b.due);
}

// Of a step's own day and the period beside it: whichever says more of how it stands. A step that was done has ended
// the period beside it.
workflow::DeadlineLine together(const workflow::DeadlineLine& timer, const workflow::DeadlineLine& step) {
  using State = workflow::DeadlineLine::State;
  auto out = timer;
  out.node = step.node;
  if (timer.state == State::cancelled) {
    out.state = step.state;
    out.ended = step.ended;
  }
  return out;
}

std::vector<Period> as_periods(const std::vector<workflow::DeadlineLine>& lines) {
  std::vector<Period> out;
  for (const auto& line : lines) {
    const auto twin = std::find_if(out.begin(), out.end(), [&](const Period& p) { return same_period(p.line, line); });
    if (twin == out.end())
      out.push_back({line});
    else
      twin->line = line.timer ? together(line, twin->line) : together(twin->line, line);
  }
  return out;
}

// A period that was over by an officer's word: the step that ended it also noted by which article.
void name_who_ended(Period& p, const std::vector<workflow::PathRow>& path) {
  constexpr std::string_view moved_on = "move: ";
  if (p.line.state != workflow::DeadlineLine::State::fired || !p.line.ended) return;
  for (const auto& row : path)
    if (row.event == "timer.decided" && row.at == *p.line.ended && row.data.starts_with(moved_on)) {
      p.ended_by = row.actor;
      p.article = row.data.substr(moved_on.size());
    }
}

std::string print_of_paper(const PaperBehind& paper) {
  return (paper.on_file ? std::to_string(paper.on_file->value) : std::string{}) + '\n' +
         (paper.file ? paper.file->blob.sha256 : std::string{}) + '\n' + paper.sender;
}

}  // namespace

// One change on its way, whichever it is.
struct DeadlineService::Act {
  std::string order, permission, request_key, print, reason;
  PaperBehind paper;
  Rejections faults{};
  std::function<Result<Done>(db::Transaction&, const OpenCase&, std::int64_t document)> change{};
};

FileDeadlines DeadlineService::of(db::Transaction& tx, CaseId id) {
  FileDeadlines out;
  out.periods = as_periods(changes_.lines(tx, id));
  if (const auto standing = rooms_.workflow.standing(tx, id)) {
    if (!standing->ended) out.rev = standing->rev;
    out.still_since = standing->still_since;
    for (auto& p : out.periods) name_who_ended(p, standing->path);
  }
  out.moves = workflow::DeadlineOffice::moves(tx, id);
  out.extensions = workflow::DeadlineChanges::extensions(tx, id);
  out.standstills = workflow::DeadlineChanges::suspensions(tx, id);
  return out;
}

Result<Done> DeadlineService::may(const Actor& who, const std::string& order, const std::string& permission) {
  return rooms_.pool.transact(db::Mode::read, [&](db::Transaction& tx) -> Result<Done> {
    const auto opened = cases_.open_in(tx, who, order);
    if (!opened) return opened.rejections();
    if (!opened->by_grant && who.may(permission, opened->file.territory_point)) return Done{};
    tx.rollback();
    return rooms_.trail.refused(who, permission, "case:" + order, opened->file.id);
  });
}

Result<std::int64_t> DeadlineService::document_of(db::Transaction& tx, const Actor& who, const OpenCase& c,
                                                  const PaperBehind& paper, const std::string& reason) {
  if (!paper.file) {
    if (!documents_.find(tx, c.file.id, *paper.on_file)) return Rejection{"document.unknown", {}, "document"};
    return paper.on_file->value;
  }
  const auto entered =
      documents_.receive(tx, who,
                         {.case_id = c.file.id,
                          .kind = "letter",
                          .title = first_code_points(reason.substr(0, reason.find('\n')), 120),
                          .office = {c.file.office, rooms_.settings.text("office.abbreviation_lo", "LSSO")},
                          .sender = paper.sender,
                          .recipient = rooms_.settings.text("office.name_lo", ""),
                          .unit_name = c.file.unit_name,
                          .day = rooms_.clock.today(),
                          .file = paper.file});
  if (!entered) return entered.rejections();
  return entered->id.value;
}

Result<Done> DeadlineService::done_once(const Actor& who, const Act& act) {
  if (!act.faults.empty()) return act.faults;
  return rooms_.pool.transact(db::Mode::write, [&](db::Transaction& tx) -> Result<Done> {
    auto done = done_in(tx, who, act);
    if (!done) tx.rollback();
    return done;
  });
}

Result<Done> DeadlineService::done_in(db::Transaction& tx, const Actor& who, const Act& act) {
  const auto before = db::claim_request(tx, act.request_key, act.print, rooms_.clock.now());
  if (!before) return before.rejections();
  if (*before) return Done{};
  const auto opened = cases_.open_in(tx, who, act.order);
  if (!opened) return opened.rejections();
  if (opened->by_grant || !who.may(act.permission, opened->file.territory_point)) {
    tx.rollback();
    return rooms_.trail.refused(who, act.permission, "case:" + act.order, opened->file.id);
  }
  // Writers of one file wait for each other before they lock its procedure.
  tx.execute(sql::inspections::case_lock, db::Params{opened->file.order_number});
  const auto document = document_of(tx, who, *opened, act.paper, act.reason);
  if (!document) return document.rejections();
  auto done = act.change(tx, *opened, *document);
  if (!done) {
    if (done.rejection().code == "extension.own_step") {
      tx.rollback();
      rooms_.trail.refused(who, "deadline.extend_own", "case:" + act.order, opened->file.id);
    }
    return done;
  }
  db::store_result(tx, act.request_key, "done");
  return Done{};
}

Result<Done> DeadlineService::extend(const Actor& who, const std::string& order, const ExtensionWish& wish) {
  Act act{.order = order,
          .permission = "deadline.extend",
          .request_key = wish.request_key,
          .print = fingerprint_of({who.user_id(), order, std::to_string(wish.deadline), std::to_string(wish.days),
                                   wish.article, wish.reason, print_of_paper(wish.paper)}),
          .reason = wish.reason,
          .paper = wish.paper};
  required(act.faults, wish.article, "article");
  required(act.faults, wish.reason, "reason");
  with_paper(act.faults, wish.paper);
  act.change = [&](db::Transaction& tx, const OpenCase& c, std::int64_t document) {
    return changes_.extend(tx, who, c.file.id, wish.rev,
                           {wish.deadline, wish.days, wish.article, wish.reason, document},
                           who.may("deadline.extend_own", c.file.territory_point));
  };
  return done_once(who, act);
}

Result<Done> DeadlineService::suspend(const Actor& who, const std::string& order, const StandstillWish& wish) {
  Act act{.order = order,
          .permission = "deadline.suspend",
          .request_key = wish.request_key,
          .print = fingerprint_of(
              {who.user_id(), order, "suspend", wish.day.iso(), wish.reason, print_of_paper(wish.paper)}),
          .reason = wish.reason,
          .paper = wish.paper};
  required(act.faults, wish.reason, "reason");
  with_paper(act.faults, wish.paper);
  act.change = [&](db::Transaction& tx, const OpenCase& c, std::int64_t document) {
    return changes_.suspend(tx, who, c.file.id, wish.rev, {wish.day, wish.reason, document});
  };
  return done_once(who, act);
}

Result<Done> DeadlineService::resume(const Actor& who, const std::string& order, const StandstillWish& wish) {
  Act act{.order = order,
          .permission = "deadline.suspend",
          .request_key = wish.request_key,
          .print =
              fingerprint_of({who.user_id(), order, "resume", wish.day.iso(), wish.reason, print_of_paper(wish.paper)}),
          .reason = wish.reason,
          .paper = wish.paper};
  required(act.faults, wish.reason, "reason");
  with_paper(act.faults, wish.paper);
  act.change = [&](db::Transaction& tx, const OpenCase& c, std::int64_t document) {
    return changes_.resume(tx, who, c.file.id, wish.rev, {wish.day, wish.reason, document});
  };
  return done_once(who, act);
}

}  // namespace ssiis::inspections

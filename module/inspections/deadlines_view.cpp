#include "inspections/deadlines_view.hpp"

#include <fmt/format.h>

#include "inspections/document_rows.hpp"
#include "inspections/event_words.hpp"
#include "inspections/step_words.hpp"
#include "inspections/word_table.hpp"

namespace ssiis::inspections {
namespace {

using web::N_;
using workflow::DeadlineLine;

struct PeriodLook {
  const char *tone, *words;
};
PeriodLook period_look(DeadlineLine::State state) {
  using State = DeadlineLine::State;
  switch (state) {
    case State::running:
      return {"cur", N_("runs")};
    case State::stands_still:
      return {"idle", N_("stands still")};
    case State::with_legal_officer:
      return {"warn", N_("over, lies with the legal officer")};
    case State::fired:
      return {"bad", N_("ended: the file moved on")};
    case State::done:
      return {"ok", N_("done")};
    case State::cancelled:
      return {"idle", N_("no longer needed")};
  }
  return {"idle", ""};
}

constexpr CodeWords anchors[] = {{"posted_day", N_("day of the public announcement")},
                                 {"service_day", N_("day of service")}};

constexpr CodeWords causes_of_moves[] = {{"bundle", N_("Other rules")},     {"extension", N_("Made longer")},
                                         {"holiday", N_("Public holiday")}, {"officer", N_("Set by a legal officer")},
                                         {"resumed", N_("Runs again")},     {"suspended", N_("Stands still")}};

std::string length_words(const PeriodPage& p, const DeadlineLine& l) {
  const auto& t = p.desk.t();
  const int days = l.rule.days + l.extra_days;
  auto out = l.rule.calendar == "working" ? t.plural(p.rq.language, "{1} working day", "{1} working days", days)
                                          : t.plural(p.rq.language, "{1} day", "{1} days", days);
  if (l.extra_days > 0)
    out += " " + t.plural(p.rq.language, "(made longer by {1} day)", "(made longer by {1} days)", l.extra_days);
  return out;
}

// Its number as a link to its row in the register, for who may see it.
void put_paper_behind(PeriodPage& p, web::Data& row, std::int64_t document, const char* section) {
  for (const auto& d : p.papers)
    if (d.id.value == document)
      row.add(section)
          .set("PAPER_HREF", case_address(p.open.file.order_number) + "/documents#d-" + d.verify_code)
          .set("PAPER_NUMBER", d.register_number)
          .set("PAPER_WORDS", document_words(p.desk, p.rq, d));
}

}  // namespace

std::string PeriodPage::who(const std::string& id) {
  return id.starts_with("job:") ? say(N_("automatic")) : people.name(id, rq.language);
}

std::string PeriodPage::step(const DeadlineLine& l) const {
  return node_words(desk.rooms.workflow.bundle(tx, l.bundle).get(), desk.t(), rq.language, l.process, l.node);
}

void put_period(PeriodPage& p, web::Data& row, const Period& period, const FileDeadlines& all, bool may_extend) {
  const auto& l = period.line;
  const auto look = period_look(l.state);
  row.set("PERIOD", deadline_words(p.desk.t(), p.rq.language, l.rule.key))
      .set("STEP", p.step(l))
      .set("ANCHOR", p.date(l.rule.anchor))
      .set("ANCHOR_WORDS", l.anchor_name.empty()
                               ? p.say(N_("day on which the period began"))
                               : words_in(p.desk.t(), p.rq.language, anchors, l.anchor_name, N_("a day of the file")))
      .set("LENGTH", length_words(p, l))
      .set("BASIS", l.rule.confirmed ? l.rule.legal_basis : std::string{})
      .set("BUNDLE", p.desk.rooms.workflow.bundle(p.tx, l.bundle)->label)
      .set("RULE", l.rule.rule_version)
      .set("STATE_TONE", look.tone)
      .set("STATE_WORDS", p.say(look.words))
      .show_if("UNCONFIRMED", !l.rule.confirmed)
      .show_if("HAS_BASIS", l.rule.confirmed && !l.rule.legal_basis.empty())
      .show_if("HELD", l.held.has_value())
      .show_if("BY_OFFICER", !period.article.empty())
      .show_if("MAY_EXTEND", may_extend && l.open() && l.state != DeadlineLine::State::with_legal_officer)
      .set("EXTEND_HREF", fmt::format("{}/deadlines/{}/extension", case_address(p.open.file.order_number), l.id));
  if (l.held) row.set("HELD_DAY", p.date(l.held->day));
  if (!period.article.empty()) row.set("OFFICER", p.who(period.ended_by)).set("OFFICER_ARTICLE", period.article);
  if (l.open()) {
    put_due(p.desk, p.rq, row, l.due, l.rule.confirmed, l.due ? std::nullopt : all.still_since);
    return;
  }
  row.show_if("WAS_DUE", l.due.has_value()).show_if("HAS_ENDED", l.ended.has_value());
  if (l.due) row.set("DUE_DAY", p.date(*l.due));
  if (l.ended) row.set("ENDED_AT", p.desk.t().date_time(p.rq.language, *l.ended));
}

void put_moves(PeriodPage& p, web::Data& data, const FileDeadlines& all) {
  data.show_if("HAS_MOVES", !all.moves.empty());
  const auto day = [&](const std::optional<Day>& d) { return d ? p.date(*d) : p.say(N_("stood still")); };
  for (const auto& m : all.moves) {
    auto& row = data.add("MOVE");
    row.set("PERIOD", deadline_words(p.desk.t(), p.rq.language, m.deadline_key))
        .set("BEFORE", day(m.before))
        .set("AFTER", day(m.after))
        .set("CAUSE", words_in(p.desk.t(), p.rq.language, causes_of_moves, m.cause, N_("Another cause")))
        .set("REASON", m.reason)
        .set("WHO", p.who(m.moved_by))
        .set("AT", p.desk.t().date_time(p.rq.language, m.moved_at))
        // Written by hand, it may tell of a complaint.
        .show_if("HAS_REASON", !m.reason.empty() && !p.open.by_grant);
  }
}

void put_extensions(PeriodPage& p, web::Data& data, const FileDeadlines& all) {
  data.show_if("HAS_EXTENSIONS", !all.extensions.empty());
  for (const auto& e : all.extensions) {
    auto& row = data.add("EXTENSION");
    row.set("PERIOD", deadline_words(p.desk.t(), p.rq.language, e.deadline_key))
        .set("DAYS", std::int64_t{e.days})
        .set("ARTICLE", e.article)
        .set("REASON", e.reason)
        .set("WHO", p.who(e.extended_by))
        .set("AT", p.desk.t().date_time(p.rq.language, e.extended_at))
        .show_if("HAS_REASON", !p.open.by_grant);
    put_paper_behind(p, row, e.document, "PAPER");
  }
}

void put_standstills(PeriodPage& p, web::Data& data, const FileDeadlines& all) {
  data.show_if("HAS_STANDSTILLS", !all.standstills.empty());
  for (const auto& s : all.standstills) {
    auto& row = data.add("STANDSTILL");
    row.set("FROM", p.date(s.time.from))
        .set("REASON", s.reason)
        .set("WHO", p.who(s.suspended_by))
        .set("AT", p.desk.t().date_time(p.rq.language, s.suspended_at))
        .set("END_REASON", s.resumed_reason)
        .show_if("HAS_REASON", !s.reason.empty() && !p.open.by_grant)
        .show_if("ENDED", s.time.to.has_value())
        .show_if("HAS_END_REASON", !s.resumed_reason.empty() && !p.open.by_grant);
    put_paper_behind(p, row, s.document, "PAPER");
    if (!s.time.to) continue;
    row.set("TO", p.date(*s.time.to)).set("END_WHO", p.who(s.resumed_by));
    if (s.resumed_at) row.set("END_AT", p.desk.t().date_time(p.rq.language, *s.resumed_at));
    put_paper_behind(p, row, s.resumed_document, "END_PAPER");
  }
}

std::string still_words(const Desk& desk, const web::Request& rq, Day since) {
  return desk.t().text(rq.language, "stands still since {1}", {desk.t().date(rq.language, since)});
}

}  // namespace ssiis::inspections

#include "inspections/decision_view.hpp"

#include <algorithm>

#include "inspections/decision_words.hpp"
#include "inspections/people.hpp"
#include "inspections/so_far.hpp"
#include "inspections/task_forms.hpp"

namespace ssiis::inspections {
namespace {

struct DecisionLook {
  const char *tone, *icon;
};
DecisionLook look_of_decision(const DecisionStanding& s) {
  if (s.stayed) return {"warn", "time"};
  switch (s.state) {
    case DecisionState::notified:
      return {"cur", "cur"};
    case DecisionState::final:
      return {"ok", "ok"};
    case DecisionState::proposed:
    case DecisionState::taken:
      return {"idle", "doc"};
    default:
      return {"unk", "bad"};
  }
}

const Decision* decision_named(const DecisionsRead& read, const std::optional<DecisionId>& id) {
  const auto at = std::find_if(read.all.begin(), read.all.end(), [&](const Decision& d) { return d.id == id; });
  return at == read.all.end() ? nullptr : &*at;
}

// A report's proposal of this run that nobody decided on yet; the balance that was found last.
void read_answers(db::Transaction& tx, const Desk& desk, const web::Request& rq, const OpenCase& open,
                  DecisionsRead& out) {
  const auto runs = desk.rooms.workflow.runs(tx, open.file.id);
  if (runs.empty()) return;
  const bool decided = std::any_of(out.all.begin(), out.all.end(), [&](const Decision& d) {
    return d.run == runs.back().instance && d.kind == "first";
  });
  People people{tx};
  for (const auto& stored : answers_of(tx, open.file.id)) {
    const bool report = stored.form_key == "report" && !decided && stored.at >= runs.back().started_at;
    if (!report && stored.form_key != "compliance") continue;
    const auto answer = forms::from_json(stored.json);
    if (!answer) continue;
    const auto of = [&](const char* field) {
      const auto at = answer->find(field);
      return at == answer->end() ? std::string{} : at->second;
    };
    if (stored.form_key == "compliance") {
      if (const auto balance = whole_number(of("balance"))) out.balance = Money::kip(*balance);
      continue;
    }
    const auto form = form_of(tx, desk.rooms, stored.bundle, stored.form_key);
    const auto* field = form ? form->find("proposed_measure") : nullptr;
    out.proposed = field ? answer_words(desk, rq, people, *field, of("proposed_measure")) : std::string{};
    out.proposed_on = stored.at.day();
  }
}

// Who ruled on it: whoever took the decisions that confirm, modify or annul it.
std::string reviewers_of(const DecisionsRead& read, const Decision& d) {
  std::string out;
  for (const auto& c : read.changes) {
    const auto* cause = c.decision == d.id ? decision_named(read, c.cause) : nullptr;
    if (cause == nullptr || c.event == DecisionEvent::replace) continue;
    const auto& name = read.names.at(cause->taken_by);
    if (out.find(name) == std::string::npos) out += (out.empty() ? "" : ", ") + name;
  }
  return out;
}

void put_letters_of(const web::Request& rq, web::Data& row, const DecisionsRead& read, const Decision& d) {
  for (const auto& [letter, decision] : read.letters) {
    const auto paper = read.papers.find(letter);
    if (decision != d.id || paper == read.papers.end()) continue;
    row.add("D_LETTER")
        .set("DL_NUMBER", paper->second.register_number)
        .set("DL_HREF", "#d-" + paper->second.verify_code)
        .show_if("DL_LINKED", rq.who().may("document.read"))
        .show_if("DL_SUPERSEDED", paper->second.superseded_by.has_value());
  }
}

void put_change(const Desk& desk, const web::Request& rq, web::Data& row, const DecisionsRead& read,
                const DecisionChange& c, bool reasons) {
  const auto& t = desk.t();
  const auto* cause = decision_named(read, c.cause);
  const auto paper = c.paper ? read.papers.find(*c.paper) : read.papers.end();
  row.add("D_CHANGE")
      .set("DC_DAY", t.date(rq.language, c.since))
      .set("DC_WORDS", decision_event_words(t, rq.language, c.event))
      .set("DC_BY", read.names.at(c.by))
      .set("DC_CAUSE", cause ? cause->number : std::string{})
      .set("DC_PAPER", paper == read.papers.end() ? std::string{} : paper->second.register_number)
      .set("DC_BASIS", c.legal_basis)
      .set("DC_REASON", c.reason)
      .show_if("DC_HAS_CAUSE", cause != nullptr)
      .show_if("DC_HAS_PAPER", paper != read.papers.end())
      .show_if("DC_HAS_BASIS", !c.legal_basis.empty() && cause == nullptr && c.event != DecisionEvent::take)
      .show_if("DC_HAS_REASON", reasons && !c.reason.empty());
}

void put_decision(const Desk& desk, const web::Request& rq, web::Data& data, const DecisionsRead& read,
                  const Decision& d, bool reasons) {
  const auto& t = desk.t();
  const auto look = look_of_decision(d.now);
  const auto* concerned = decision_named(read, d.concerns);
  const auto reviewers = reviewers_of(read, d);
  auto& row = data.add("DECISION");
  row.set("D_NUMBER", d.number.empty() ? "–" : d.number)
      .set("D_DAY", t.date(rq.language, d.taken_on))
      .set("D_KIND", decision_kind_words(t, rq.language, d))
      .set("D_CONTENT", d.content)
      .set("D_BASIS", d.legal_basis)
      .set("D_AMOUNT", d.amount ? t.kip(rq.language, *d.amount) : std::string{})
      .set("D_STATE", decision_state_words(t, rq.language, d.now))
      .set("D_TONE", look.tone)
      .set("D_ICON", look.icon)
      .set("D_BY", read.names.at(d.taken_by))
      .set("D_REVIEWERS", reviewers)
      .set("D_CONCERNS", concerned ? concerned->number : std::string{})
      .show_if("D_ORDERS", !d.rules())
      .show_if("D_HAS_AMOUNT", d.amount.has_value())
      .show_if("D_HAS_CONCERNS", concerned != nullptr)
      .show_if("D_HAS_REVIEWERS", !reviewers.empty())
      .show_if("D_OVER", !stands(d.now));
  put_letters_of(rq, row, read, d);
  const DecisionChange* last = nullptr;
  for (const auto& c : read.changes) {
    if (c.decision != d.id) continue;
    last = &c;
    put_change(desk, rq, row, read, c, reasons);
  }
  row.show_if("D_HAS_SINCE", last != nullptr);
  if (last == nullptr) return;
  const auto* cause = decision_named(read, last->cause);
  row.set("D_SINCE", t.date(rq.language, last->since))
      .set("D_CAUSE", cause ? cause->number : std::string{})
      .show_if("D_HAS_CAUSE", cause != nullptr);
}

// ---- the picture: a bar for each decision that orders something, from the day it was taken
// ---------------------------
constexpr int bar_left = 150, bar_right = 700, row_height = 34;

struct Span {
  Day from, to;
  int x(Day day) const {
    const int all = std::max(1, to.days_since(from));
    return bar_left + (bar_right - bar_left) * std::clamp(day.days_since(from), 0, all) / all;
  }
};

const char* bar_class(const DecisionStanding& s) {
  if (s.stayed) return "dec-stayed";
  if (s.state == DecisionState::final) return "dec-final";
  return s.state == DecisionState::notified ? "dec-notified" : "dec-taken";
}

// Since when a change counts in the picture: never before the one that came earlier.
void put_bars(web::Data& data, const DecisionsRead& read, const Decision& d, const Span& span, int y) {
  std::optional<DecisionStanding> standing;
  Day since = d.taken_on;
  const auto bar = [&](Day until) {
    if (!standing || !stands(*standing)) return;
    const int x = span.x(since);
    data.add("D_BAR")
        .set("BAR_X", std::to_string(x))
        .set("BAR_Y", std::to_string(y))
        .set("BAR_WIDTH", std::to_string(std::max(3, span.x(until) - x)))
        .set("BAR_CLASS", bar_class(*standing));
  };
  for (const auto& c : read.changes) {
    if (c.decision != d.id) continue;
    const Day day = std::max(since, c.since);
    bar(day);
    since = day;
    standing = c.then;
  }
  bar(span.to);
  if (standing && !stands(*standing))
    data.add("D_END").set("END_X", std::to_string(span.x(since))).set("END_Y", std::to_string(y + 14));
}

void put_picture(const Desk& desk, const web::Request& rq, web::Data& data, const DecisionsRead& read) {
  Span span{read.all.front().taken_on, desk.rooms.clock.today()};
  for (const auto& d : read.all) span.from = std::min(span.from, d.taken_on);
  for (const auto& c : read.changes) span.to = std::max(span.to, c.since);
  data.show_if("D_PICTURE", span.from < span.to);  // within one day there is nothing to see over time
  int y = 10;
  for (const auto& d : read.all) {
    if (d.rules()) continue;
    data.add("D_LINE").set("LINE_Y", std::to_string(y + 19)).set("LINE_NUMBER", d.number);
    put_bars(data, read, d, span, y);
    y += row_height;
  }
  data.set("PIC_HEIGHT", std::to_string(y + 26))
      .set("PIC_AXIS", std::to_string(y + 2))
      .set("PIC_DAYS_Y", std::to_string(y + 20))
      .set("PIC_FROM", desk.t().date(rq.language, span.from))
      .set("PIC_TO", desk.t().date(rq.language, span.to));
}

void put_sums(const Desk& desk, const web::Request& rq, web::Data& data, const DecisionsRead& read) {
  const auto owed = sum_in_force(read.all);
  data.show_if("D_SUM_SET", owed.has_value()).show_if("D_BALANCE_SET", read.balance.has_value());
  const bool paid = owed && read.balance && *read.balance <= *owed;
  data.show_if("D_PAID_SET", paid);
  const auto kip = [&](Money amount) { return desk.t().kip(rq.language, amount); };
  if (owed) data.set("D_SUM", kip(*owed));
  if (read.balance) data.set("D_BALANCE", kip(*read.balance));
  if (paid) data.set("D_PAID", kip(*owed - *read.balance));
}

}  // namespace

DecisionsRead read_decisions(db::Transaction& tx, const Desk& desk, const web::Request& rq, const OpenCase& open) {
  const auto id = open.file.id;
  DecisionsRead out{
      decisions_of(tx, id), decision_changes_of(tx, id), decision_letters_of(tx, id), {}, {}, std::nullopt, {}};
  read_answers(tx, desk, rq, open, out);
  if (out.all.empty()) return out;
  People people{tx};
  for (const auto& d : out.all) out.names[d.taken_by] = people.name(d.taken_by, rq.language);
  for (const auto& c : out.changes) out.names[c.by] = people.name(c.by, rq.language);
  for (auto& paper : desk.documents.of_case(tx, id)) {
    const auto named = [&](const auto& of) { return of.first == paper.id; };
    const auto in_change = [&](const DecisionChange& c) { return c.paper == paper.id; };
    if (std::any_of(out.letters.begin(), out.letters.end(), named) ||
        std::any_of(out.changes.begin(), out.changes.end(), in_change))
      out.papers.emplace(paper.id, std::move(paper));
  }
  return out;
}

void put_decisions(const Desk& desk, const web::Request& rq, web::Data& data, const DecisionsRead& read,
                   const OpenCase& open) {
  data.show_if("HAS_DECISIONS", !read.all.empty() || !read.proposed.empty())
      .show_if("D_LIST", !read.all.empty())
      .show_if("D_PROPOSED", !read.proposed.empty());
  if (!read.proposed.empty())
    data.set("D_PROPOSAL", read.proposed).set("D_PROPOSED_ON", desk.t().date(rq.language, read.proposed_on));
  if (read.all.empty()) return;
  // The reasons may tell of a complaint.
  for (const auto& d : read.all) put_decision(desk, rq, data, read, d, !open.by_grant);
  put_picture(desk, rq, data, read);
  put_sums(desk, rq, data, read);
}

void put_counting_decision(const Desk& desk, const web::Request& rq, web::Data& row, const std::string& prefix,
                           const std::vector<Decision>& all) {
  const auto* d = decision_that_counts(all);
  row.show_if(prefix + "_DECISION", d != nullptr);
  if (d == nullptr) return;
  const auto look = look_of_decision(d->now);
  row.set("DECISION_NUMBER", d->number)
      .set("DECISION_DAY", desk.t().date(rq.language, d->taken_on))
      .set("DECISION_STATE", decision_state_words(desk.t(), rq.language, d->now))
      .set("DECISION_TONE", look.tone);
}

}  // namespace ssiis::inspections

#include "workflow/alerts.hpp"

#include <algorithm>

#include "sql/workflow.hpp"
#include "workflow/store.hpp"

namespace ssiis::workflow {
namespace {

namespace q = sql::workflow;
constexpr int furthest_days = 250;
// Between the calendars of the nation and of a place: candidates are taken generously and judged by their own.
constexpr int calendar_slack_days = 14;

struct Address {
  std::string role, place;  // place: case or hq
};
std::optional<Address> address_of(const std::string& text, const Bundle& bundle) {
  const auto at = text.find('@');
  if (at == std::string::npos) return std::nullopt;
  Address out{text.substr(0, at), text.substr(at + 1)};
  const bool known = bundle.catalogues.roles.contains(out.role) && (out.place == "case" || out.place == "hq");
  return known ? std::optional{out} : std::nullopt;
}

int figure(const Variables& v, std::string_view name) {
  const auto it = v.find(name);
  const auto* n = it == v.end() ? nullptr : std::get_if<std::int64_t>(&it->second);
  return n && *n >= -1 && *n <= furthest_days ? static_cast<int>(*n) : -2;
}

std::string words_of(const Variables& v, std::string_view name) {
  const auto it = v.find(name);
  const auto* text = it == v.end() ? nullptr : std::get_if<std::string>(&it->second);
  return text ? *text : std::string{};
}

// Working days after `from` up to and with `to`; counted no further than one more than `enough`.
int working_days(const Calendar& calendar, Day from, Day to, int enough) {
  int n = 0;
  for (Day at = from.plus(1); at <= to && n <= enough; at = at.plus(1)) n += calendar.working(at) ? 1 : 0;
  return n;
}

}  // namespace

std::optional<AlertRule> alert_rule(const Bundle& bundle, const std::string& key, Day day) {
  const auto found = bundle.decide("deadline_alert", {{"key", key}, {"day", day}});
  if (!found || !*found) return std::nullopt;
  const auto& v = found->outputs;
  AlertRule out;
  out.warn_days = figure(v, "warn_days");
  out.wait_to = words_of(v, "wait_to");
  out.levels = {{{figure(v, "first_after"), words_of(v, "first_to")},
                 {figure(v, "second_after"), words_of(v, "second_to")},
                 {figure(v, "third_after"), words_of(v, "third_to")}}};
  out.legal_basis = words_of(v, "legal_basis");
  if (const auto it = v.find("confirmed"); it != v.end())
    if (const auto* yes = std::get_if<bool>(&it->second)) out.confirmed = *yes;
  if (out.warn_days < -1 || (out.warn_days >= 0 && !address_of(out.wait_to, bundle))) return std::nullopt;
  for (const auto& l : out.levels)
    if (l.after < -1 || (l.after >= 0 && !address_of(l.to, bundle))) return std::nullopt;
  return out;
}

// A deadline that is open now.
struct AlertOffice::Found {
  CaseId case_id{0};
  std::int64_t id{0};
  std::string of_what;
  std::int64_t instance{0};
  std::string node, key;
  Day due{};
  bool confirmed{false};
  std::string legal_basis, role, territory, process;
  std::int64_t bundle{0};
  std::string place;  // of the file
};

// The rules of one day, each key asked once.
struct AlertOffice::Rules {
  Day today;
  std::shared_ptr<const Bundle> bundle;
  std::int64_t calendar_rev{0};
  std::map<std::string, std::optional<AlertRule>, std::less<>> known{};
  const std::optional<AlertRule>& of(const std::string& key) {
    const auto it = known.find(key);
    return it != known.end() ? it->second : known.emplace(key, alert_rule(*bundle, key, today)).first->second;
  }
};

std::optional<AlertOffice::Found> AlertOffice::find(db::Transaction& tx, CaseId c, std::int64_t id) {
  return tx.find(q::alert_deadline, db::Params{c, id, c, id}, [&](const db::Row& r) {
    return Found{c,
                 id,
                 r.text(0),
                 r.integer(1),
                 r.text(2),
                 r.text_or_empty(3),
                 r.day(4),
                 r.flag(5),
                 r.text_or_empty(6),
                 r.text_or_empty(7),
                 r.text_or_empty(8),
                 r.text(9),
                 r.integer(10),
                 r.text(11)};
  });
}

// A deadline that is over is not warned of any more. Days are counted by the calendar at the file's place.
bool AlertOffice::due(db::Transaction& tx, Rules& rules, const Found& d, int level) {
  const auto& rule = rules.of(d.key);
  if (!rule) return false;
  const auto bundle = engine_.bundle(tx, d.bundle);
  const auto calendar = engine_.calendar_at(tx, *bundle, d.place, rules.calendar_rev);
  if (level == 0) {
    const int days = rule->warn_days;
    return days >= 0 && rules.today <= d.due && working_days(*calendar, rules.today, d.due, days) <= days;
  }
  const int after = rule->levels[static_cast<std::size_t>(level - 1)].after;
  return after >= 0 && d.due < rules.today && working_days(*calendar, d.due, rules.today, after) > after;
}

bool AlertOffice::put(db::Transaction& tx, const Actor& who, const Found& d, const AlertRule& rule, int level,
                      Day today) {
  Address to{d.role, d.territory};
  const bool of_task = level == 0 && d.of_what == "task";
  if (!of_task) {
    const auto& text = level == 0 ? rule.wait_to : rule.levels[static_cast<std::size_t>(level - 1)].to;
    const auto at = text.find('@');
    to = {text.substr(0, at), text.substr(at + 1) == "hq" ? "hq" : d.place};
  }
  const auto id = ids_.next();
  const auto insert =
      tx.dialect().insert_ignore("insp_wf_alert", {"case_id", "id", "instance", "deadline", "of_what", "level",
                                                   "due_day", "node", "deadline_key", "role", "territory", "confirmed",
                                                   "rule_confirmed", "legal_basis", "state", "raised_at", "raised_on"});
  const auto now = engine_.parts_.clock.now();
  if (tx.execute({"workflow/alert_insert", insert},
                 db::Params{d.case_id, id, d.instance, d.id, d.of_what, std::int64_t{level}, d.due, d.node, d.key,
                            to.role, to.place, d.confirmed, rule.confirmed, rule.legal_basis, "open", now, today}) != 1)
    return false;  // raised before, perhaps by another host
  trail_.record(tx, who,
                {.chain = audit::ChainName::of_case(d.case_id),
                 .event = level == 0 ? "alert.warned" : "alert.raised",
                 .object = "node:" + d.node,
                 .details = {{"due", d.due.iso()},
                             {"deadline", d.key},
                             {"level", std::to_string(level)},
                             {"role", to.role + "@" + to.place}}});
  return true;
}

// The instance's row is locked and the deadline read afresh: what was done or moved meanwhile is not told of.
bool AlertOffice::raise(db::Transaction& tx, const Actor& who, Rules& rules, CaseId c, std::int64_t id, int level) {
  if (tx.execute(q::instance_lock, db::Params{c, store::instance_of(id)}) != 1) return false;
  const auto found = find(tx, c, id);
  if (!found || !due(tx, rules, *found, level)) return false;
  return put(tx, who, *found, *rules.of(found->key), level, rules.today);
}

void AlertOffice::pass(const Actor& who, Rules& rules, int level, const std::function<bool()>& cancelled,
                       AlertRun& out) {
  int widest = -1, nearest = furthest_days + 1;  // over all keys: of warnings the most days, of a level the fewest
  for (const auto& [key, rule] : rules.known) {
    if (!rule) continue;
    const int days = level == 0 ? rule->warn_days : rule->levels[static_cast<std::size_t>(level - 1)].after;
    widest = std::max(widest, days);
    if (days >= 0) nearest = std::min(nearest, days);
  }
  if (widest < 0) return;
  const Day last = rules.bundle->calendar->after_working_days(rules.today, widest).plus(calendar_slack_days);
  const Day before = rules.today.plus(-nearest);
  struct Ref {
    CaseId case_id{0};
    std::int64_t id{0};
  } at;
  const auto ref = [](const db::Row& r) { return Ref{CaseId{r.integer(0)}, r.integer(1)}; };
  while (!cancelled()) {
    std::vector<Ref> chosen;
    const auto page = pool_.transact(db::Mode::read, [&](db::Transaction& tx) {
      chosen.clear();
      const auto all = level == 0 ? tx.all(q::alerts_to_warn,
                                           db::Params{rules.today, last, at.case_id, at.case_id, at.id, rules.today,
                                                      last, at.case_id, at.case_id, at.id},
                                           ref)
                                  : tx.all(q::alerts_to_escalate,
                                           db::Params{before, at.case_id, at.case_id, at.id, std::int64_t{level},
                                                      before, at.case_id, at.case_id, at.id, std::int64_t{level}},
                                           ref);
      for (const auto& r : all)
        if (const auto found = find(tx, r.case_id, r.id)) {
          if (!rules.of(found->key)) out.without_rule.insert(found->key);
          if (due(tx, rules, *found, level)) chosen.push_back(r);
        }
      return all;
    });
    if (page.empty()) return;
    for (const auto& r : chosen) try {
        const bool raised = pool_.transact(
            db::Mode::write, [&](db::Transaction& tx) { return raise(tx, who, rules, r.case_id, r.id, level); });
        (level == 0 ? out.warned : out.escalated) += raised ? 1 : 0;
      } catch (const std::exception&) {
        out.failed.push_back(r.case_id);
      }
    at = page.back();
  }
}

AlertRun AlertOffice::run(const Actor& who, Day today, const std::function<bool()>& cancelled) {
  AlertRun out;
  Rules rules{today, nullptr};
  pool_.transact(db::Mode::write, [&](db::Transaction& tx) { tx.execute(q::alert_over, db::Params{}); });
  pool_.transact(db::Mode::read, [&](db::Transaction& tx) {
    rules.bundle = engine_.bundle_in_force(tx, today);
    rules.calendar_rev = tx.find(q::calendar_revision, db::Params{std::int64_t{0}}, [](const db::Row& r) {
                             return r.integer(0);
                           }).value();
  });
  if (!rules.bundle || !rules.bundle->tables.contains("deadline_alert")) {
    out.without_rule.insert("*");
    return out;
  }
  for (const auto& key : rules.bundle->catalogues.deadline_keys) (void)rules.of(key);
  (void)rules.of("");
  for (int level = 0; level <= highest_level; ++level) pass(who, rules, level, cancelled, out);
  return out;
}

namespace {

// The boundary event from which a drawn step is come to; nowhere when there is none.
int boundary_before(const Definition& d, int node) {
  std::vector<int> open{node};
  std::set<int> seen{node};
  while (!open.empty()) {
    const auto& n = d.node(open.back());
    if (n.attached_to != nowhere) return open.back();
    open.pop_back();
    for (const int f : n.in)
      if (seen.insert(d.flow(f).from).second) open.push_back(d.flow(f).from);
  }
  return nowhere;
}

}  // namespace

void AlertOffice::drawn(db::Transaction& tx, const Actor& who, const ServiceCall& call) {
  const auto today = engine_.parts_.clock.today();
  Found d;
  d.case_id = call.case_id;
  d.instance = store::instance_of(call.token);
  for (auto rows = tx.query(q::alert_place, db::Params{d.case_id, d.instance}); rows.next();) {
    d.process = rows.row().text(0);
    d.bundle = rows.row().integer(1);
    d.place = rows.row().text(2);
  }
  const auto bundle = engine_.bundle(tx, d.bundle);
  const auto* definition = bundle->process(d.process);
  const int here = definition ? definition->index(call.node.id) : nowhere;
  const int boundary = here == nowhere ? nowhere : boundary_before(*definition, here);
  const auto take = [&](const char* of_what, const std::string& node) {
    return [&d, of_what, node](const db::Row& r) {
      d.id = r.integer(0);
      d.due = r.day(1);
      d.confirmed = r.flag(2);
      d.legal_basis = r.text_or_empty(3);
      d.of_what = of_what;
      d.node = node;
      return true;
    };
  };
  bool found = false;
  if (boundary != nowhere) {
    d.key = definition->node(boundary).deadline_key;
    const auto& host = definition->node(definition->node(boundary).attached_to).id;
    const auto& event = definition->node(boundary).id;
    found = tx.find(q::alert_host_task, db::Params{d.case_id, d.instance, host}, take("task", host)).has_value() ||
            tx.find(q::alert_drawn_timer, db::Params{d.case_id, d.instance, event}, take("drawn", event)).has_value();
  }
  if (!found) {  // drawn beside nothing: the step itself is what is told of
    d.id = call.token;
    d.due = today;
    d.confirmed = true;
    d.of_what = "drawn";
    d.node = call.node.id;
  }
  const auto in_force = engine_.bundle_in_force(tx, today);
  auto rule = in_force ? alert_rule(*in_force, d.key, today) : std::nullopt;
  if (!rule) rule.emplace();
  // The procedure says that somebody is told: without a rule it is the head of inspection at the file's place.
  if (rule->levels[0].to.empty()) rule->levels[0] = {0, "head_inspection@case"};
  put(tx, who, d, *rule, 1, today);
}

}  // namespace ssiis::workflow

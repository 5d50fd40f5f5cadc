// Warnings before a deadline ends, and escalations when it is over and not done. When, and who is told, says the table
// `deadline_alert` of the bundle in force (config/workflow/alerts.dmn); decision 0115. An alert is raised once for a
// deadline's level and due day, whatever number of hosts look: a unique key of insp_wf_alert says so. Nothing here
// moves a file, nor does it matter whether LSSO has confirmed the period: the alert only says so.
#pragma once
#include <array>
#include <map>
#include <set>

#include "workflow/engine.hpp"

namespace ssiis::workflow {

// What the table says for one key on one day.
struct AlertRule {
  struct Level {
    int after{-1};   // working days after the last day; -1: nobody is told
    std::string to;  // role@case or role@hq
  };
  int warn_days{-1};    // working days before the end; -1: nobody is warned
  std::string wait_to;  // who is warned of a period that is nobody's task
  std::array<Level, 3> levels{};
  std::string legal_basis;
  bool confirmed{false};
};
// Nothing when the bundle has no such table or its answer is malformed: a figure outside -1…250, an addressee that is
// no role of the catalogue at case or hq.
std::optional<AlertRule> alert_rule(const Bundle& bundle, const std::string& key, Day day);

struct Alert {
  CaseId case_id{0};
  std::int64_t id{0}, instance{0}, deadline{0};
  std::string of_what;  // task, timer, drawn
  int level{0};         // 0 warns; 1 to 3 escalate
  Day due{};
  std::string node, deadline_key, role, territory;
  bool confirmed{false}, rule_confirmed{false};
  std::string legal_basis, state;  // open, acknowledged, over
  Instant raised_at{};
  Day raised_on{};
  std::string acknowledged_by;
  std::optional<Instant> acknowledged_at;
  std::int64_t version{1}, bundle{0};
  std::string process;
};

struct AlertRun {
  int warned{0}, escalated{0};
  std::vector<CaseId> failed{};  // tried again with the next run
  std::set<std::string, std::less<>>
      without_rule{};  // keys for which the table has no answer that can be used; "*": there is no table
};

// Cheap to make; holds references. [any thread]
class AlertOffice {
 public:
  static constexpr std::string_view permission = "alert.acknowledge";  // as refusals name it: the alert says who may
  static constexpr int highest_level = 3;

  AlertOffice(Engine& engine, db::Pool& pool, db::IdSource& ids, audit::Trail& trail)
      : engine_{engine}, pool_{pool}, ids_{ids}, trail_{trail} {}

  // Raises what is due on that day, each in a transaction of its own, and closes what is done or has moved meanwhile.
  AlertRun run(const Actor& who, Day today, const std::function<bool()>& cancelled);
  // The topic alert.escalate: in the step's transaction. The same alert as the first level of the deadline beside which
  // it is drawn, so that the head is told once.
  void drawn(db::Transaction& tx, const Actor& who, const ServiceCall& call);

  // ---- reading: what waits for the reader; the most urgent first ------------------------------------------------
  std::vector<Alert> of(db::Transaction& tx, const Actor& who, int limit);
  std::int64_t count(db::Transaction& tx, const Actor& who, int most);
  std::vector<Alert> of_case(db::Transaction& tx, CaseId c, int limit);  // the newest first; authorised by the caller
  bool addressed_to(db::Transaction& tx, const Actor& who, const Alert& alert);

  // By somebody to whom it is addressed, who may read the case. alert.unknown, alert.over, alert.acknowledged,
  // access.forbidden; Conflict. Done again by the same person it stays done.
  Result<Done> acknowledge(const Actor& who, CaseId c, std::int64_t id, std::int64_t version);

 private:
  struct Found;
  struct Rules;
  bool due(db::Transaction& tx, Rules& rules, const Found& found, int level);
  std::optional<Found> find(db::Transaction& tx, CaseId c, std::int64_t id);
  bool raise(db::Transaction& tx, const Actor& who, Rules& rules, CaseId c, std::int64_t id, int level);
  bool put(db::Transaction& tx, const Actor& who, const Found& found, const AlertRule& rule, int level, Day today);
  void pass(const Actor& who, Rules& rules, int level, const std::function<bool()>& cancelled, AlertRun& out);
  // As a condition over insp_wf_alert t; nothing when none can be addressed to the reader.
  std::optional<Doable> addressed(db::Transaction& tx, const Actor& who);

  Engine& engine_;
  db::Pool& pool_;
  db::IdSource& ids_;
  audit::Trail& trail_;
};

}  // namespace ssiis::workflow

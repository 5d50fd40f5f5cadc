#include "faults/walks/checker.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "faults/walks/checked_file.hpp"

namespace ssiis::walks {
namespace {

using Bundles = std::map<std::int64_t, std::shared_ptr<const workflow::Bundle>>;

Bundles deployed(db::Transaction& tx) {
  std::map<std::int64_t, workflow::Files> files;
  for (auto rows =
           tx.query(db::Query{"walks/files", "SELECT bundle, file, content FROM insp_wf_definition"}, db::Params{});
       rows.next();)
    files[rows.row().integer(0)][rows.row().text(1)] = rows.row().text(2);
  Bundles out;
  for (const auto& [id, set] : files) {
    workflow::Findings findings;
    out[id] = workflow::read_bundle(set, {}, findings);
  }
  return out;
}

// Rows of some files, by case; every query names case_id first and is asked for the same range of cases.
template <class F>
void each(db::Transaction& tx, const std::string& sql, std::int64_t after, std::int64_t last, F&& use) {
  for (auto rows = tx.query(db::Query{"walks/raw", sql}, db::Params{after, last}); rows.next();) use(rows.row());
}

using Page = std::map<std::int64_t, CheckedFile>;

void read_waiting(db::Transaction& tx, std::int64_t after, std::int64_t last, Page& page) {
  const std::string in = " WHERE case_id > ? AND case_id <= ? ORDER BY case_id, id";
  each(tx, "SELECT case_id, id, instance, node, scope, via, state FROM insp_wf_token" + in, after, last,
       [&](const db::Row& r) {
         page[r.integer(0)].tokens.push_back(
             {r.integer(1), r.integer(2), r.text(3), r.integer(4), r.text_or_empty(5), r.text(6)});
       });
  each(tx, "SELECT case_id, id, instance, node, token, kind, state, timer FROM insp_wf_task" + in, after, last,
       [&](const db::Row& r) {
         page[r.integer(0)].tasks.push_back(
             {r.integer(1), r.integer(2), r.text(3), r.integer(4), r.text(5), r.text(6), r.integer(7)});
       });
  each(tx,
       "SELECT case_id, id, instance, node, activation, deadline_key, anchor_day, days, due_day, state FROM "
       "insp_wf_timer" +
           in,
       after, last, [&](const db::Row& r) {
         page[r.integer(0)].timers.push_back({r.integer(1), r.integer(2), r.text(3), r.integer(4), r.text(5), r.day(6),
                                              static_cast<int>(r.integer(7)), r.day(8), r.text(9)});
       });
  each(tx, "SELECT case_id, id, instance, node, token, message FROM insp_wf_subscription" + in, after, last,
       [&](const db::Row& r) {
         page[r.integer(0)].waits.push_back({r.integer(1), r.integer(2), r.text_or_empty(3), r.integer(4), r.text(5)});
       });
  each(tx, "SELECT case_id, id, instance, token, node, state FROM insp_wf_incident" + in, after, last,
       [&](const db::Row& r) {
         page[r.integer(0)].incidents.push_back({r.integer(1), r.integer(2), r.integer(3), r.text(4), r.text(5)});
       });
}

Page read_page(db::Transaction& tx, std::int64_t after, std::int64_t last) {
  Page page;
  const std::string in = " WHERE case_id > ? AND case_id <= ? ORDER BY case_id, id";
  each(tx, "SELECT case_id, id, process, bundle, rev, state FROM insp_wf_instance" + in, after, last,
       [&](const db::Row& r) {
         page[r.integer(0)].instances.push_back(
             {r.integer(1), r.text(2), r.integer(3), r.integer(4), r.text(5) == "running"});
       });
  read_waiting(tx, after, last, page);
  each(tx, "SELECT case_id, id, instance, event, node, data, at FROM insp_wf_history" + in, after, last,
       [&](const db::Row& r) {
         page[r.integer(0)].history.push_back(
             {r.integer(1), r.integer(2), r.text(3), r.text_or_empty(4), r.text_or_empty(5), r.instant(6).day()});
       });
  each(tx,
       "SELECT case_id, instance FROM insp_wf_variable WHERE case_id > ? AND case_id <= ? AND name = 'stayed' AND "
       "value = 'true'",
       after, last, [&](const db::Row& r) { page[r.integer(0)].stayed.insert(r.integer(1)); });
  return page;
}

// Records of the engine in the chains of the cases, by case.
std::map<std::int64_t, std::map<std::string, std::int64_t>> audited(db::Transaction& tx) {
  std::map<std::int64_t, std::map<std::string, std::int64_t>> out;
  for (auto rows = tx.query(db::Query{"walks/audit",
                                      "SELECT c.chain_key, r.event, COUNT(*) FROM insp_audit_record r JOIN "
                                      "insp_audit_chain c ON c.chain_id = r.chain_id WHERE c.kind = 'case' "
                                      "AND r.event LIKE 'workflow.%' GROUP BY c.chain_key, r.event"},
                            db::Params{});
       rows.next();)
    out[std::stoll(rows.row().text(0))][rows.row().text(1)] = rows.row().integer(2);
  return out;
}

}  // namespace

std::vector<Breach> breaches_in(db::Transaction& tx, Day today) {
  constexpr std::int64_t cases_a_page = 200;
  const auto bundles = deployed(tx);
  const auto records = audited(tx);
  const auto newest = tx.find(db::Query{"walks/last", "SELECT MAX(case_id) FROM insp_wf_instance"}, db::Params{},
                              [](const db::Row& r) { return r.maybe_integer(0); });
  std::vector<Breach> out;
  for (std::int64_t after = 0, end = newest.value_or(0).value_or(0); after < end; after += cases_a_page)
    for (auto& [case_id, file] : read_page(tx, after, after + cases_a_page)) {
      if (const auto it = records.find(case_id); it != records.end()) file.audited = it->second;
      const auto definition = [&](const CheckedFile::Instance& i) -> const workflow::Definition& {
        return *bundles.at(i.bundle)->process(i.process);
      };
      for (auto& what : file.breaches(definition, today)) out.push_back({case_id, std::move(what)});
    }
  return out;
}

std::string walk_of(db::Transaction& tx, std::int64_t case_id) {
  std::string out;
  for (auto rows = tx.query(db::Query{"walks/walk",
                                      "SELECT id, at, event, node, actor, data FROM insp_wf_history WHERE "
                                      "case_id = ? ORDER BY id"},
                            db::Params{case_id});
       rows.next();) {
    const auto& r = rows.row();
    out += fmt::format("  {} r{} {} {} {} {}\n", r.instant(1).day().iso(), revision_of(r.integer(0)), r.text(2),
                       r.text_or_empty(3), r.text(4), r.text_or_empty(5));
  }
  return out;
}

}  // namespace ssiis::walks

#include "control_centre/overview.hpp"

#include <fmt/format.h>

#include "control_centre/history.hpp"
#include "integration/registry/registry_fixture.hpp"

namespace ssiis::control_centre {
namespace {

class ControlCentre : public registry::RegistryDatabase {
 protected:
  void run(const std::string& sql) {
    auto lease = pool().take();
    lease->run(sql);
  }
  Overview seen(const std::string& territory = "", FreshDays fresh = {}) {
    const auto scope = scope_at(territory);
    return read([&](db::Transaction& tx) { return read_overview(tx, scope, clock_.today(), fresh); });
  }
  static const Feed& feed(const Overview& o, std::string_view source) {
    return *std::find_if(o.feeds.begin(), o.feeds.end(), [&](const Feed& f) { return f.source == source; });
  }
  static const LinkedPart& part(const Overview& o, std::string_view name) {
    return *std::find_if(o.parts.begin(), o.parts.end(), [&](const LinkedPart& p) { return p.part->part == name; });
  }
  void add_load(int id, std::string_view source, std::string_view state, std::string_view at) {
    run(fmt::format(
        "INSERT INTO insp_imp_load (id, source, state, file_name, blob_id, file_kind, sha256, bytes, fingerprint, "
        "profile, profile_version, profile_content, as_of, snapshot_id, header, findings, ordered_by, ordered_at) "
        "VALUES ({}, '{}', '{}', 'f.csv', 1, 'csv', 's{}', 1, 'p{}', 0, 0, '', '2026-11-01', 0, '', '', 'u', '{}')",
        id, source, state, id, id, at));
  }
  void add_reject(int load, int line, std::string_view state) {
    run(fmt::format("INSERT INTO insp_imp_reject (load_id, line, cells, faults, state) VALUES ({}, {}, '', '', '{}')",
                    load, line, state));
  }
  void add_link(int id, std::string_view part_name, std::string_view band, std::string_view verdict, int contradicted,
                std::string_view province) {
    run(fmt::format(
        "INSERT INTO insp_link (link_id, part, kind, lsso_id, register, register_id, band, probability_ppm, "
        "weight_milli, evidence, verdict, contradicted, counts, urgency, debt, province_code, district_code, version) "
        "VALUES ({0}, '{1}', 'k', 'L{0}', 'r', 'R{0}', '{2}', 900000, 1000, '', '{3}', {4}, 0, 0, 0, '{5}', '', 1)",
        id, part_name, band, verdict, contradicted, province));
  }
  void add_change(int id, std::string_view state, std::string_view territory, std::string_view at) {
    run(fmt::format(
        "INSERT INTO insp_amendment (case_id, id, order_number, kind, unit_key, unit_name, territory, subject_key, "
        "subject_name, grounds, evidence, evidence_title, origin, state, cause, prepared_at, prepared_by, proposed_at, "
        "mis_reference, version) VALUES (1, {}, 'SSO-1', 'tax_number', 'L1', 'n', '{}', 'L1', 'n', 'g', '', '', 'o{}', "
        "'{}', 'c', '{}', 'u', '{}', '', 1)",
        id, territory, id, state, at, at));
  }
};

TEST_P(ControlCentre, WhatNeverCameOrRanIsNotZero) {
  const auto o = seen();
  ASSERT_EQ(o.feeds.size(), sources.size());
  for (const auto& f : o.feeds) {
    EXPECT_FALSE(f.current) << f.source;
    EXPECT_EQ(f.freshness(), Freshness::never) << f.source;
  }
  ASSERT_EQ(o.parts.size(), linkage::parts().size());
  for (const auto& p : o.parts) EXPECT_FALSE(p.run_at) << p.part->part;
  EXPECT_FALSE(o.own.newest_month);
  EXPECT_FALSE(o.own.copied_at);
  EXPECT_FALSE(o.own.indexed_at);
  EXPECT_FALSE(o.run);
  EXPECT_EQ(o.proposals.count, 0);
  EXPECT_EQ(o.own.inputs.size(), registry::inputs.size());
  for (const auto& input : o.own.inputs) EXPECT_FALSE(input.rows) << registry::name_of(input.input);
}

TEST_P(ControlCentre, AFolderOfAFeedSaysWhatWaitsInIt) {
  run("INSERT INTO insp_imp_drop (source, looked_at, waiting, refused, problem) VALUES ('tax_payroll', "
      "'2026-11-23T01:00:00.000000Z', 2, 1, 'request.no_space')");
  const auto o = seen();
  EXPECT_FALSE(feed(o, "tax_employer").folder);
  ASSERT_TRUE(feed(o, "tax_payroll").folder);
  EXPECT_EQ(feed(o, "tax_payroll").folder->waiting, 2);
  EXPECT_EQ(feed(o, "tax_payroll").folder->refused, 1);
}

TEST_P(ControlCentre, WhatTheMisToldIsCounted) {
  auto files = registry::small_registry();
  files["benefit"] = "benefit_id,worker_id,kind,from_date,to_date,amount\n";
  load(files);
  std::map<std::string, std::optional<std::int64_t>> rows;
  for (const auto& input : seen().own.inputs) rows[std::string{registry::name_of(input.input)}] = input.rows;
  EXPECT_EQ(rows["workplace"], 2);
  EXPECT_EQ(rows["benefit"], 0) << "a file without rows says that there are none";
  EXPECT_FALSE(rows["self_employed"]);
}

TEST_P(ControlCentre, AFeedIsAsOldAsTheDayThatItSpeaksOf) {
  load(registry::small_registry());  // as of 2026-11-01; today is 2026-11-23
  index();
  const auto o = seen("", {{"tax_employer", 30}, {"enterprise_register", 15}, {"civil_register", 7}});
  EXPECT_EQ(feed(o, "tax_employer").current->rows, 2);
  EXPECT_EQ(feed(o, "tax_employer").age_days, 22);
  EXPECT_EQ(feed(o, "tax_employer").freshness(), Freshness::fresh);
  EXPECT_EQ(feed(o, "enterprise_register").freshness(), Freshness::ageing);
  EXPECT_EQ(feed(o, "civil_register").freshness(), Freshness::late);
  EXPECT_EQ(feed(o, "tax_payroll").freshness(), Freshness::fresh);  // nobody said how often it is expected
  EXPECT_EQ(feed(o, "molsw_workers").freshness(), Freshness::never);
  EXPECT_EQ(o.own.newest_month, Month(2025, 2));
  EXPECT_TRUE(o.own.indexed_at);
}

TEST_P(ControlCentre, WhatCameInAndIsNotLinkedInTimeIsPointedOut) {
  load(registry::small_registry());  // today, 2026-11-23
  EXPECT_EQ(seen("", {{"linkage", 1}}).unlinked.count, 0) << "there is time";
  run("UPDATE insp_reg_snapshot SET loaded_at = '2026-11-20T02:00:00.000000Z'");
  EXPECT_EQ(seen().unlinked.count, 0) << "nobody said how long is too long";
  const auto late = seen("", {{"linkage", 1}}).unlinked;
  EXPECT_EQ(late.count,
            count("SELECT COUNT(*) FROM insp_reg_snapshot WHERE is_current = 1 AND source IN "
                  "('tax_employer', 'tax_payroll', 'enterprise_register', 'civil_register', 'molsw_workers')"));
  ASSERT_GT(late.count, 1);
  EXPECT_EQ(late.oldest->day(), (Day{2026, 11, 20}));
  run("INSERT INTO insp_link_run (run_id, state, ordered_by, ordered_at, ended_at, fence, stop_asked, models, anew, "
      "version) "
      "VALUES (7, 'failed', 'u', '2026-11-21T02:00:00.000000Z', '2026-11-21T03:00:00.000000Z', 1, 0, '', 0, 1)");
  run("INSERT INTO insp_link_run_part (run_id, part, state, stage, done_work, all_work, model_sha256, snapshot_sha256, "
      "seed, left_rows, "
      "right_rows, compared, linked, to_review, pairs_capped, link_ppm, review_ppm, millis, fields, report) SELECT 7, "
      "'labour_unit-tax_employer', 'done', '', 0, 0, '', sha256, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, '', '' FROM "
      "insp_reg_snapshot "
      "WHERE source = 'tax_employer' AND is_current = 1");
  run("UPDATE insp_link_part SET run_id = 7 WHERE part = 'labour_unit-tax_employer'");
  const auto now = seen("", {{"linkage", 1}});
  EXPECT_EQ(now.unlinked.count, late.count - 1) << "one of them has been linked";
  EXPECT_EQ(now.failed_run.count, 1);
  EXPECT_EQ(now.failed_run.oldest->iso(), "2026-11-21T03:00:00.000000Z");
}

TEST_P(ControlCentre, AFeedHasItsHistoryOldestFirst) {
  const auto add_snapshot = [this](int id, std::string_view sha, int rows, std::string_view day, int current) {
    run(
        fmt::format("INSERT INTO insp_reg_snapshot (snapshot_id, source, sha256, row_count, as_of, loaded_at, "
                    "is_current) VALUES ({}, 'tax_employer', '{}', {}, '{}', '{}T00:00:00.000000Z', {})",
                    id, sha, rows, day, day, current));
  };
  add_snapshot(1, "a", 100, "2026-09-01", 0);
  add_snapshot(2, "b", 120, "2026-10-01", 1);
  add_snapshot(3, "filling 3", 7, "2026-11-01", 0);  // is being read
  add_load(2, "tax_employer", "current", "2026-10-01T00:00:00.000000Z");
  run("UPDATE insp_imp_load SET snapshot_id = 2, rows_bad = 30 WHERE id = 2");
  const auto history = read([&](db::Transaction& tx) { return feed_history(tx, "tax_employer", 24); });
  ASSERT_EQ(history.size(), 2U);
  EXPECT_EQ(history[0].rows, 100);
  EXPECT_FALSE(history[0].load);
  EXPECT_FALSE(history[0].counts);
  EXPECT_EQ(history[1].rejected, 30);
  EXPECT_EQ(history[1].state, "current");
  EXPECT_TRUE(history[1].counts);
  EXPECT_EQ(read([&](db::Transaction& tx) { return feed_history(tx, "tax_employer", 1); }).front().rows, 120);

  const auto chart = chart_of(history);  // 0, 50, 100, 150; 134 high
  ASSERT_EQ(chart.lines.size(), 4U);
  EXPECT_EQ(chart.lines.back().value, 150);
  EXPECT_EQ(chart.lines.back().y, "12.0");
  EXPECT_EQ(chart.bars[1].rows_height, "107.2");
  EXPECT_EQ(chart.bars[1].rejected_height, "26.8");
  EXPECT_EQ(chart.bars[1].rejected_y, "12.0");
  EXPECT_TRUE(chart.bars[0].rejected_height.empty());
  EXPECT_TRUE(chart_of({}).bars.empty());
}

TEST_P(ControlCentre, LoadsAndRejectedRowsThatWaitAreCounted) {
  add_load(1, "tax_employer", "failed", "2026-11-01T00:00:00.000000Z");
  add_load(2, "tax_employer", "current", "2026-11-02T00:00:00.000000Z");
  add_load(3, "tax_employer", "failed", "2026-11-03T00:00:00.000000Z");
  add_load(4, "tax_employer", "held", "2026-11-04T00:00:00.000000Z");
  add_load(5, "civil_register", "mapping", "2026-11-05T00:00:00.000000Z");
  add_load(6, "civil_register", "former", "2026-10-05T00:00:00.000000Z");
  add_load(7, "civil_register", "reading", "2026-11-06T00:00:00.000000Z");
  add_reject(2, 5, "open");
  add_reject(2, 6, "corrected");
  add_reject(4, 7, "open");
  add_reject(6, 8, "open");  // of a load that no longer counts
  const auto o = seen();
  EXPECT_EQ(feed(o, "tax_employer").failed, 1);  // the other came before what counts
  EXPECT_EQ(feed(o, "tax_employer").held, 1);
  EXPECT_EQ(feed(o, "tax_employer").rejects, 2);
  EXPECT_EQ(feed(o, "civil_register").unmapped, 1);
  EXPECT_EQ(feed(o, "civil_register").under_way, 1);
  EXPECT_EQ(feed(o, "civil_register").rejects, 0);
  EXPECT_EQ(o.held.count, 1);
  EXPECT_EQ(o.unmapped.count, 1);
  EXPECT_EQ(o.rejects.count, 2);
  EXPECT_EQ(o.rejects.oldest, Instant::parse("2026-11-02T00:00:00.000000Z"));
}

TEST_P(ControlCentre, PairsAndChangesAreThoseOfOnesOwnPlaces) {
  add_link(1, "labour_unit-tax_employer", "linked", "none", 0, "01");
  add_link(2, "labour_unit-tax_employer", "review", "none", 0, "13");
  add_link(3, "labour_unit-tax_employer", "review", "unsure", 0, "13");
  add_link(4, "labour_unit-tax_employer", "linked", "different", 1, "13");
  add_link(5, "labour_unit-tax_employer", "rejected", "none", 0, "13");
  add_link(6, "worker_dup-worker", "linked", "none", 0, "13");
  add_link(7, "worker_dup-worker", "linked", "merge_proposed", 0, "01");
  add_change(1, "proposed", "01", "2026-11-10T00:00:00.000000Z");
  add_change(2, "checked", "13", "2026-11-09T00:00:00.000000Z");
  add_change(3, "sent", "13", "2026-11-08T00:00:00.000000Z");
  add_change(4, "refused", "13", "2026-11-07T00:00:00.000000Z");
  add_change(5, "returned", "13", "2026-11-06T00:00:00.000000Z");
  add_change(6, "confirmed", "13", "2026-11-05T00:00:00.000000Z");
  const auto all = seen();
  const auto& tax = part(all, "labour_unit-tax_employer");
  EXPECT_EQ(tax.linked, 1);
  EXPECT_EQ(tax.to_review, 1);
  EXPECT_EQ(tax.unsure, 1);
  EXPECT_EQ(tax.decided, 1);
  EXPECT_EQ(tax.contradicted, 1);
  EXPECT_EQ(part(all, "worker_dup-worker").to_review, 1);  // never counts by itself
  EXPECT_EQ(all.merges.count, 1);
  EXPECT_EQ(all.proposals.count, 2);
  EXPECT_EQ(all.proposals.oldest, Instant::parse("2026-11-09T00:00:00.000000Z"));
  EXPECT_EQ(all.unconfirmed.count, 1);
  EXPECT_EQ(all.refused.count, 1);
  EXPECT_EQ(all.returned.count, 1);
  const auto here = seen("01");
  EXPECT_EQ(part(here, "labour_unit-tax_employer").linked, 1);
  EXPECT_EQ(here.pairs.count, 0);
  EXPECT_EQ(here.merges.count, 1);
  EXPECT_EQ(here.proposals.count, 1);
}

TEST_P(ControlCentre, ARunTellsWhatItLeftOutAndHowFarTheNextOneIs) {
  const auto add_run = [this](int id, std::string_view state, std::string_view slot) {
    run(fmt::format(
        "INSERT INTO insp_link_run (run_id, open_slot, state, ordered_by, ordered_at, ended_at, fence, stop_asked, "
        "models, version) VALUES ({}, {}, '{}', 'u', '2026-11-20T00:00:00.000000Z', '2026-11-20T00:01:00.000000Z', 1, "
        "0, 'm', 1)",
        id, slot, state));
  };
  const auto add_part = [this](int id, std::string_view name, std::string_view state, int done, int capped) {
    run(fmt::format(
        "INSERT INTO insp_link_run_part (run_id, part, state, stage, done_work, all_work, model_sha256, "
        "snapshot_sha256, seed, left_rows, right_rows, compared, linked, to_review, pairs_capped, link_ppm, "
        "review_ppm, millis, fields, report) VALUES ({}, '{}', '{}', '', {}, 100, '', '', 1, 0, 0, 0, 0, 0, {}, 0, 0, "
        "0, "
        "'', '')",
        id, name, state, done, capped));
  };
  add_run(1, "done", "NULL");
  add_part(1, "labour_unit-tax_employer", "done", 100, 12);
  add_part(1, "worker-molsw_workers", "left_out", 100, 0);
  add_run(2, "running", "1");
  add_part(2, "labour_unit-tax_employer", "running", 40, 0);
  run("UPDATE insp_link_part SET run_id = 1 WHERE part IN ('labour_unit-tax_employer', 'worker-molsw_workers')");
  const auto o = seen();
  EXPECT_EQ(part(o, "labour_unit-tax_employer").capped, 12);
  EXPECT_TRUE(part(o, "labour_unit-tax_employer").run_at);
  EXPECT_TRUE(part(o, "worker-molsw_workers").left_out);
  ASSERT_TRUE(o.run);
  EXPECT_EQ(o.run->state, "running");
  EXPECT_EQ(o.run->done, 40);
  EXPECT_EQ(o.run->all, 100);
}

SSIIS_ON_ALL_ENGINES(ControlCentre);

}  // namespace
}  // namespace ssiis::control_centre

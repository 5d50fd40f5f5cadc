// doctor: the database, its settings, what is loaded in it.
#include <fmt/format.h>

#include <cstdlib>

#include "admin/doctor.hpp"
#include "profiles/api.hpp"
#include "registry/api.hpp"

namespace ssiis::admin {
namespace {

std::string one_text(db::Connection& connection, std::string_view sql) {
  auto rows = connection.query(db::Query{"admin/doctor", sql});
  return rows.next() ? rows.row().text_or_empty(0) : "";
}

void expect(Report& report, db::Connection& connection, std::string_view sql, const std::string& setting,
            const std::vector<std::string>& good, const std::string& mend) {
  const auto found = one_text(connection, sql);
  for (const auto& value : good)
    if (found == value) return report.ok("database", setting + " is " + found);
  report.error("database", fmt::format("{} is '{}'", setting, found), mend);
}

// A transaction pooler gives itself away: the server stands at another port than the one that was asked.
void check_pooler(Report& report, db::Connection& connection, const db::Spec& spec) {
  const auto port = one_text(connection, "SELECT COALESCE(CAST(inet_server_port() AS varchar(10)), 'none')");
  const bool between = port != std::to_string(spec.port == 0 ? 5432 : spec.port) && !spec.host.starts_with('/');
  if (between == spec.pooler)
    report.ok("database", spec.pooler ? "behind a pooler, as configured" : "a direct connection");
  else if (between)
    report.error("database", "a pooler or port forwarder seems to stand between", "set database.pooler to true");
  else
    report.warn("database", "no pooler is seen, statements are prepared anew each time",
                "set database.pooler to false");
}

void check_settings(Report& report, db::Connection& connection, const db::Spec& spec) {
  switch (spec.engine) {
    case db::Engine::sqlite:
      expect(report, connection, "SELECT journal_mode FROM pragma_journal_mode", "journal mode", {"wal"},
             "PRAGMA journal_mode=WAL");
      expect(report, connection, "SELECT CAST(synchronous AS TEXT) FROM pragma_synchronous", "synchronous", {"2", "3"},
             "the driver's SyncPragma must be FULL");
      break;
    case db::Engine::postgresql:
      expect(report, connection, "SELECT current_setting('server_encoding')", "encoding", {"UTF8"},
             "make the database with ENCODING UTF8");
      expect(report, connection, "SELECT current_setting('fsync')", "fsync", {"on"}, "fsync = on in postgresql.conf");
      expect(report, connection, "SELECT current_setting('synchronous_commit')", "synchronous_commit",
             {"on", "remote_apply", "remote_write", "local"}, "synchronous_commit = on in postgresql.conf");
      check_pooler(report, connection, spec);
      break;
    case db::Engine::mariadb:
      expect(report, connection, "SELECT @@character_set_connection", "connection character set", {"utf8mb4"},
             "see module/database/README.md");
      expect(report, connection, "SELECT CAST(@@innodb_flush_log_at_trx_commit AS CHAR)",
             "innodb_flush_log_at_trx_commit", {"1"}, "innodb_flush_log_at_trx_commit = 1 in my.cnf");
      break;
  }
}

void check_schema(Report& report, db::Connection& connection) {
  const auto found = db::schema_version(connection);
  const auto newest = db::newest_schema_version();
  if (found == newest)
    report.ok("schema", fmt::format("version {}", found));
  else if (found < newest)
    report.error("schema", fmt::format("version {}, this program needs {}", found, newest), "ssiis-admin migrate");
  else
    report.error("schema", fmt::format("version {} is newer than this program", found), "install the newer program");
}

void check_views(Report& report, db::Connection& connection) {
  std::string missing;
  for (const auto& view : registry::canonical_views()) {
    if (view.optional) continue;
    try {
      const auto sql = fmt::format("SELECT count(*) FROM {} WHERE 1 = 0", view.name);
      static_cast<void>(one_text(connection, sql));
    } catch (const db::Error&) {
      missing += fmt::format("{}{}", missing.empty() ? "" : ", ", view.name);
    }
  }
  if (missing.empty())
    report.ok("registry views", "all there");
  else
    report.error("registry views", missing + " cannot be read", "ssiis-admin registry check");
}

// What an MIS need not know. Without its input the module says so wherever it would show or count it.
void check_inputs(Report& report, db::Pool& pool) {
  try {
    auto lease = pool.take();
    db::Transaction tx{*lease, db::Mode::read};
    for (const auto& state : registry::input_states(tx))
      report.ok("optional input", state.rows ? fmt::format("{}: {} rows", registry::name_of(state.input), *state.rows)
                                             : fmt::format("{}: no input{}", registry::name_of(state.input),
                                                           state.mapped ? "" : ", and no view of it is mapped"));
  } catch (const db::Error&) {  // an older schema, or views that cannot be read: other checks say so
  }
}

void check_clock(Report& report, db::Connection& connection) {
  const auto sql = fmt::format("SELECT {}", connection.dialect().now_text());
  const auto theirs = Instant::parse(one_text(connection, sql));
  const SystemClock clock;
  const auto ours = clock.now();
  if (!theirs) return report.error("clock", "the database's clock cannot be read", "see the log");
  const auto apart = std::abs(ours.us() - theirs->us()) / 1'000'000;
  if (apart <= 5)
    report.ok("clock", "database and host agree");
  else
    report.error("clock", fmt::format("database and host are {} s apart", apart), "use NTP on both");
}

// The hosts' clocks, and when one of them last looked at the deadlines.
void check_deadlines(Report& report, db::Connection& connection) {
  constexpr std::int64_t most_minutes = 10;  // the job runs each minute
  try {
    const auto halted = one_text(connection, "SELECT MIN(host) FROM insp_wf_clock_host WHERE state = 'halted'");
    if (!halted.empty())
      report.error("deadlines", fmt::format("no period ends on {}: its clock has jumped", halted),
                   "set the clock right, then confirm the time at /inspection/operation/clock");
    const auto last = Instant::parse(one_text(connection, "SELECT MAX(last_run) FROM insp_wf_clock_host"));
    if (!last)
      return report.warn("deadlines", "no host has looked at them yet", "start the host; it looks each minute");
    const SystemClock clock;
    const auto minutes = (clock.now().us() - last->us()) / 60'000'000;
    if (minutes <= most_minutes)
      report.ok("deadlines", fmt::format("last looked at {} minute(s) ago", minutes));
    else
      report.warn("deadlines", fmt::format("last looked at {} minutes ago", minutes),
                  "is a host running? see its log for the job deadlines");
  } catch (const db::Error&) {  // an older schema: another check says so
  }
}

// How many files there are is kept by place and state, by whoever moves one.
void check_case_counts(Report& report, db::Connection& connection) {
  try {
    const auto wrong = one_text(
        connection,
        "SELECT count(*) FROM (SELECT x.territory FROM (SELECT territory, state, part, files AS kept, 0 AS found FROM "
        "insp_case_count UNION ALL SELECT territory, state, case_id % 16, 0, COUNT(*) FROM insp_case GROUP BY "
        "territory, state, case_id % 16) x GROUP BY x.territory, x.state, x.part HAVING SUM(x.kept) <> SUM(x.found)) "
        "y");
    if (wrong == "0")
      report.ok("figures of files", "say what is there");
    else
      report.warn("figures of files", wrong + " of them differ from what is there",
                  "the host's job case_counts puts them right once a day and logs each");
  } catch (const db::Error&) {  // an older schema: another check says so
  }
}

void check_profiles(Report& report, db::Pool& pool) {
  try {
    auto lease = pool.take();
    db::Transaction tx{*lease, db::Mode::read};
    const auto tree = profiles::current_tree(tx);
    const auto catalogue = profiles::current_catalogue(tx);
    report.ok("profiles", fmt::format("territory version {} with {} places, {} roles", tree.version(),
                                      tree.all().size(), catalogue.roles.size()));
    const SystemClock clock;
    const profiles::ActorFactory factory{pool, clock};
    const auto administrators = factory.holders(tx, "administrator", tree.root().interval.low);
    if (administrators.empty())
      report.warn("profiles", "nobody is administrator", "ssiis-admin profiles grant, or demo accounts");
    else
      report.ok("profiles", fmt::format("{} administrator(s)", administrators.size()));
  } catch (const std::runtime_error& e) {
    report.error("profiles", e.what(), "ssiis-admin profiles load");
  }
}

// What will be paid cannot have been paid. Where the views are not there, another check says so.
void check_payments(Report& report, db::Connection& connection) {
  const SystemClock clock;
  const auto today = clock.today();
  try {
    auto rows = connection.query({"admin/doctor", "SELECT count(*) FROM reg_contribution WHERE paid_date > ?"},
                                 db::Params{today});
    const std::int64_t late = rows.next() ? rows.row().integer(0) : 0;
    if (late == 0)
      report.ok("contributions", "no payment is dated after " + today.iso());
    else
      report.warn("contributions", fmt::format("{} payment(s) are dated after {}", late, today.iso()),
                  "check the machine's clock, and the files that were loaded");
  } catch (const db::Error&) {
  }
}

}  // namespace

void check_database(Context& context, Report& report) {
  try {
    auto& pool = context.pool();
    {
      auto lease = pool.take();
      report.ok("database", fmt::format("{} answers", db::name_of(pool.engine())));
      check_settings(report, *lease, pool.spec());
      check_clock(report, *lease);
      check_deadlines(report, *lease);
      check_schema(report, *lease);
      check_views(report, *lease);
      check_payments(report, *lease);
      check_case_counts(report, *lease);
    }
    check_inputs(report, pool);
    check_profiles(report, pool);
  } catch (const db::Error& e) {
    report.error("database", fmt::format("{} ({})", e.what(), e.driver_text), "see <database> in host.xml");
  } catch (const SettingsError& e) {
    report.error("database", e.what(), "see <database> in host.xml");
  }
}

}  // namespace ssiis::admin

// Clocks that jump, machines that sleep, hosts that differ: what may end periods, and what stops until somebody
// confirms the time.
#include <gtest/gtest.h>

#include "integration/workflow/deadlines_fixture.hpp"

namespace ssiis::test {
namespace {

constexpr std::int64_t minute = 60LL * 1'000'000, hour = 60 * minute, day_long = 24 * hour;

// A machine whose clocks the test winds: its own time runs with the world's, its wall clock is set by people.
struct Machine {
  std::string name{"one"};
  std::string boot{"boot-1"};
  std::int64_t boot_us{5 * hour}, wall_us{0};
  void passes(std::int64_t us) {
    boot_us += us;
    wall_us += us;
  }
  void jumps(std::int64_t us) { wall_us += us; }
  void off_for(std::int64_t us) {  // and started again
    boot = boot + "'";
    boot_us = minute;
    wall_us += us;
  }
};

// The legal clock of one machine; in demonstration mode its day is shifted.
class MachineClock final : public Clock {
 public:
  explicit MachineClock(const Machine& m) : m_{m} {}
  Instant now() const override { return Instant{m_.wall_us}; }
  Day today() const override { return now().day().plus(shift); }
  int shift{0};

 private:
  const Machine& m_;
};

class ClockJumps : public WithDeadlines {
 protected:
  void SetUp() override {
    WithDeadlines::SetUp();
    here_.wall_us = there_.wall_us = database_us_ = clock_.now().us();
    there_.name = "two";
    there_.boot = "boot-2";
  }
  struct Host {
    Machine& machine;
    MachineClock clock;
    workflow::ClockGuard guard;
    Host(ClockJumps& t, Machine& m)
        : machine{m},
          clock{m},
          guard{{t.pool(), *t.trail_, clock,
                 [&m] {
                   return workflow::ClockReading{m.name, m.boot, m.boot_us, Instant{m.wall_us}};
                 },
                 [&t](db::Transaction&) { return Instant{t.database_us_}; }}} {}
  };
  // What the job of a host does each minute; the day it was for, or nothing when the host is halted.
  std::optional<Day> runs(Host& host) {
    std::optional<Day> on;
    host.guard.guarded(system(), [&](Day today) {
      on = today;
      clock_.set(Instant{host.machine.wall_us});
      const auto done = engine_->fire_due(pool(), system(), today);
      fired_ += done.fired + done.referred;
      return workflow::ClockGuard::Ran{done.fired + done.referred, static_cast<std::int64_t>(done.failed.size())};
    });
    return on;
  }
  void both_pass(std::int64_t us) {
    here_.passes(us);
    there_.passes(us);
    database_us_ += us;
  }
  workflow::HostClockState state(const std::string& host = "one") {
    for (const auto& h : reading([&](db::Transaction& tx) { return Host{*this, here_}.guard.hosts(tx); }))
      if (h.host == host) return h;
    throw std::runtime_error{"no host " + host};
  }
  std::string confirmed(Host& by, const char* login = "admin", const char* reason = "checked by the radio",
                        const std::string& host = "one") {
    const auto done = by.guard.confirm(actor(login), host, state(host).version, reason);
    return done ? "done" : done.rejection().code;
  }
  std::int64_t decided() {
    return count("insp_audit_record", "event IN ('workflow.timer_fired', 'workflow.timer_referred')");
  }
  Machine here_, there_;
  std::int64_t database_us_{0};
  int fired_{0};
};
SSIIS_ON_ALL_ENGINES(ClockJumps);

TEST_P(ClockJumps, AJumpForwardEndsNoPeriodUntilAnAdministratorConfirmsAndThenEachOnce) {
  up_to_approval();  // a period until 26 November, from the 23rd
  Host host{*this, here_};
  EXPECT_TRUE(runs(host));
  both_pass(minute);
  here_.jumps(10 * day_long);
  EXPECT_FALSE(runs(host));
  both_pass(minute);
  EXPECT_FALSE(runs(host));
  EXPECT_EQ(fired_, 0);
  EXPECT_EQ(state().cause, "forward");
  EXPECT_EQ(state().deviation_us / minute, 14'400);
  EXPECT_EQ(count("insp_audit_record", "event = 'clock.halted'"), 1) << "told once";
  EXPECT_EQ(confirmed(host, "head"), "access.forbidden");
  EXPECT_EQ(confirmed(host, "admin", " "), "clock.reason_missing");
  const auto nobody = host.guard.confirm(actor("admin"), "nobody", 1, "x");
  EXPECT_EQ(nobody.rejection().code, "clock.unknown");
}

TEST_P(ClockJumps, OnceTheTimeIsConfirmedPeriodsGoOnAndEachEndsOnce) {
  up_to_approval();
  Host host{*this, here_};
  runs(host);
  here_.jumps(10 * day_long);
  database_us_ += 10 * day_long;
  EXPECT_FALSE(runs(host));
  EXPECT_THROW((void)host.guard.confirm(actor("admin"), "one", 77, "x"), Conflict);
  EXPECT_EQ(confirmed(host), "done");
  EXPECT_EQ(confirmed(host), "clock.not_halted");
  EXPECT_EQ(count("insp_audit_record", "event = 'clock.confirmed'"), 1);
  both_pass(minute);
  EXPECT_TRUE(runs(host));
  EXPECT_EQ(fired_, 1);
  both_pass(minute);
  EXPECT_TRUE(runs(host));
  EXPECT_EQ(fired_, 1);
  EXPECT_EQ(decided(), 1);
  EXPECT_EQ(state().confirmed_by, "id-admin");
  EXPECT_EQ(state().confirmed_reason, "checked by the radio");
}

TEST_P(ClockJumps, AClockThatWasSetBackToRightIsConfirmedAndNothingHasEndedEarly) {
  up_to_approval();
  Host host{*this, here_};
  runs(host);
  here_.jumps(10 * day_long);
  EXPECT_FALSE(runs(host));
  here_.jumps(-10 * day_long);
  EXPECT_FALSE(runs(host)) << "a halt is lifted by a person";
  EXPECT_EQ(confirmed(host), "done");
  EXPECT_TRUE(runs(host));
  EXPECT_EQ(fired_, 0);
  both_pass(4 * day_long);
  EXPECT_TRUE(runs(host));
  EXPECT_EQ(fired_, 1) << "on its day";
}

TEST_P(ClockJumps, ADriftOfMinutesIsNoneButSmallStepsAreAddedUp) {
  Host host{*this, here_};
  EXPECT_TRUE(runs(host));
  here_.jumps(14 * minute);
  EXPECT_TRUE(runs(host));
  here_.jumps(2 * minute);
  EXPECT_FALSE(runs(host)) << "sixteen minutes since it was first seen";
}

TEST_P(ClockJumps, ASmallStepBackIsBorneALargerOneHalts) {
  Host host{*this, here_};
  EXPECT_TRUE(runs(host));
  here_.jumps(-30 * 1'000'000);
  EXPECT_TRUE(runs(host));
  here_.jumps(-45 * 1'000'000);
  EXPECT_FALSE(runs(host));
  EXPECT_EQ(state().cause, "backward");
}

TEST_P(ClockJumps, SleepAndAMachineThatWasOffAreNoJump) {
  up_to_approval();
  Host host{*this, here_};
  EXPECT_TRUE(runs(host));
  both_pass(day_long);  // asleep: its own time goes on
  EXPECT_TRUE(runs(host));
  here_.off_for(5 * day_long);
  database_us_ += 5 * day_long;
  EXPECT_TRUE(runs(host));
  EXPECT_EQ(fired_, 1);
}

TEST_P(ClockJumps, AMachineThatWasStartedWithItsClockBackIsHalted) {
  Host host{*this, here_};
  EXPECT_TRUE(runs(host));
  here_.off_for(-2 * hour);
  database_us_ = here_.wall_us;  // the database is on the same machine
  EXPECT_FALSE(runs(host));
  EXPECT_EQ(state().cause, "backward");
}

TEST_P(ClockJumps, ARestartOfTheHostForgetsNeitherTheComparisonNorTheHalt) {
  {
    Host before{*this, here_};
    EXPECT_TRUE(runs(before));
  }
  here_.jumps(hour);
  database_us_ += hour;
  {
    Host after{*this, here_};
    EXPECT_FALSE(runs(after));
  }
  here_.off_for(hour);
  Host again{*this, here_};
  EXPECT_FALSE(runs(again));
  EXPECT_EQ(confirmed(again), "done");
  EXPECT_TRUE(runs(again));
}

TEST_P(ClockJumps, OfTwoHostsTheOneThatDiffersFromTheDatabaseIsToldAndTheOtherGoesOn) {
  up_to_approval();
  there_.jumps(10 * day_long);  // wrong from its start on
  Host one{*this, here_}, two{*this, there_};
  EXPECT_FALSE(runs(two));
  EXPECT_EQ(state("two").cause, "database");
  EXPECT_TRUE(runs(one));
  EXPECT_EQ(fired_, 0);
  both_pass(4 * day_long);
  EXPECT_FALSE(runs(two));
  EXPECT_TRUE(runs(one));
  EXPECT_TRUE(runs(one));
  EXPECT_EQ(fired_, 1);
  EXPECT_EQ(decided(), 1);
}

TEST_P(ClockJumps, AHostBehindWhatAnotherHasSeenIsToldThoughTheDatabaseIsOnItsOwnMachine) {
  Host one{*this, here_};
  EXPECT_TRUE(runs(one));
  there_.jumps(-hour);
  database_us_ = there_.wall_us;
  Host two{*this, there_};
  EXPECT_FALSE(runs(two));
  EXPECT_EQ(state("two").cause, "behind");
}

TEST_P(ClockJumps, WhatAnAdministratorConfirmedBesideTheDatabaseStaysConfirmed) {
  database_us_ -= hour;  // the database's clock is wrong, the hosts' are right
  Host one{*this, here_}, two{*this, there_};
  EXPECT_FALSE(runs(one));
  EXPECT_EQ(state().cause, "database");
  EXPECT_EQ(confirmed(one), "done");
  EXPECT_TRUE(runs(one)) << "a halt that nobody can lift would be worse";
  both_pass(minute);
  EXPECT_TRUE(runs(one));
  EXPECT_FALSE(runs(two));
  EXPECT_EQ(confirmed(one, "admin", "the same", "two"), "done");
  both_pass(minute);
  EXPECT_TRUE(runs(two));
  EXPECT_TRUE(runs(one));
}

TEST_P(ClockJumps, TheLegalDayOfADemonstrationMovesWithoutAHalt) {
  up_to_approval();
  Host host{*this, here_};
  EXPECT_TRUE(runs(host));
  host.clock.shift = 3'000;
  both_pass(minute);
  ASSERT_TRUE(runs(host));
  EXPECT_EQ(fired_, 1);
  host.clock.shift = 0;
  EXPECT_TRUE(runs(host));
  EXPECT_EQ(decided(), 1);
}

TEST_P(ClockJumps, TheLastRunIsKeptForTheOperator) {
  up_to_approval();
  Host host{*this, here_};
  both_pass(4 * day_long);
  EXPECT_TRUE(runs(host));
  EXPECT_EQ(state().last_run->us(), here_.wall_us);
  EXPECT_EQ(state().fired, 1);
  EXPECT_FALSE(state().halted);
}

TEST_P(ClockJumps, TheClocksOfThisMachineAreReadAndItIsInOrder) {
  const SystemClock real;
  workflow::ClockGuard guard{{pool(), *trail_, real, [&real] { return workflow::machine_clock(real); }, {}}};
  EXPECT_TRUE(guard.in_order(system()));
  EXPECT_TRUE(guard.in_order(system()));
  const auto reading = workflow::machine_clock(real);
  EXPECT_FALSE(reading.host.empty());
  EXPECT_EQ(reading.boot_id.size(), 36u);
  EXPECT_GT(reading.boot_us, 0);
}

}  // namespace
}  // namespace ssiis::test

#!/usr/bin/env python3
"""Two hosts on one PostgreSQL database: each exchange of the story goes to the other host in turn, as a balancer might send it.
Sessions are shared (TB_SESSION), every form sent a second time to the other host is answered as done and done once, numbers have
no holes, no letter is made twice, `audit verify` holds; then the legal day moves past a deadline on both hosts at once, and each
deadline is fired once.

  two_hosts.py --build DIR [--engine postgresql|mariadb]"""
import argparse
import itertools
import json
import sys
import time

from books import Tables
from campaign import Campaign, Installation


class TwoHosts(Campaign):
    def __init__(self, installation):
        turn = itertools.cycle(installation.hosts)
        super().__init__(installation, self.nobody_is_away, to=lambda: next(turn).port)

    def nobody_is_away(self, why):
        raise RuntimeError(f"no host was killed here: {why}")

    def twice(self, step):
        """The form goes to one host, and once more, as it was, to the other."""
        form = self.fill(step)
        self.send(step, form)
        self.send(step, form)


def deadlines(at, tables, seconds=150):
    """Both hosts come back on a day when every period is over; what became of the timers that were armed."""
    armed = [r[0] for r in tables.rows("SELECT id FROM insp_wf_timer WHERE state = 'armed' AND due_day < '2036-01-01'")]
    for host in at.hosts:
        host.stop()
        host.config.write_text(host.config.read_text(encoding="utf-8").replace(
            "<demonstration>", "<demonstration_day>2036-01-01</demonstration_day>\n  <demonstration>"), encoding="utf-8")
    for host in at.hosts:
        host.start()
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        left = tables.one("SELECT count(*) FROM insp_wf_timer WHERE state = 'armed' AND due_day < '2036-01-01'")
        if left == 0:
            break
        time.sleep(0.5)
    breaches = [f"timer {t} was never fired" for t in armed if left]
    told = {r[0].split(":")[-1]: int(r[1]) for r in tables.rows(
        "SELECT object, count(*) FROM insp_audit_record WHERE event IN ('workflow.timer_fired', 'workflow.timer_referred') GROUP BY object")}
    breaches += [f"deadline {node} was fired {n} times" for node, n in told.items() if n != 1]
    return len(armed), told, breaches


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", required=True)
    parser.add_argument("--engine", default="postgresql", choices=["postgresql", "mariadb"])
    args = parser.parse_args()
    at = Installation(args.build, args.engine, hosts=2).fill()
    try:
        run = TwoHosts(at)
        for host in at.hosts:
            host.start()
        run.log_in_all()
        tables, breaches = Tables(at.where()), []
        for step in run.story.steps:
            run.twice(step)
        letters = run.pdfs()
        found, done = run.books(over=True)
        breaches += found
        count, told = 0, {}
        if not breaches:
            # A second file, left where a period runs.
            again = TwoHosts(at)
            again.ledger.file.truncate(0)
            again.people.update(run.people)
            for step in again.story.steps[:5]:
                again.send(step, again.fill(step))
            count, told, found = deadlines(at, tables)
            breaches += found
            if not count:
                breaches.append("no deadline was running: nothing was tried")
        verified = at.verify_audit()
        breaches += [verified] if verified else []
        statuses = [host.stop() for host in at.hosts]
        if statuses != [0, 0]:
            breaches.append(f"the hosts ended with {statuses}")
        print(f"{args.engine}: {len(done)} steps, each sent to both hosts; {letters} letters became PDF; {count} deadlines, fired {json.dumps(told)}")
        for breach in breaches:
            print("BREACH", breach)
        print("nothing lost, nothing doubled, audit verify holds" if not breaches else f"{len(breaches)} breaches", flush=True)
        sys.exit(1 if breaches else 0)
    finally:
        at.remove()


if __name__ == "__main__":
    main()

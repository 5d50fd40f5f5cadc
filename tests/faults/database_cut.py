#!/usr/bin/env python3
"""Ends every connection of the host to its database at random moments while one inspection is taken from request to closed file
(pg_terminate_backend; KILL on MariaDB). The people see an answer with a stable code, look, and repeat; nothing is lost, nothing
doubled, `audit verify` holds, and the host serves on without a restart.

  database_cut.py --build DIR --engine postgresql|mariadb [--cuts N] [--seed S]"""
import argparse
import os
import random
import subprocess
import sys
import threading
import time
from collections import Counter
from pathlib import Path

from campaign import Campaign, Installation, Interrupted

# What people may be told: the module's answers, or the host's own.
MOST_CUTS, CUT_PAUSE = 40, 0.002  # of one step; seconds between them
CODES = {"database.unavailable", "database.outcome_unknown", "host.database_unavailable"}


class Cutter:
    """A client of the database that is connected already, so that a cut takes effect at once."""

    def __init__(self, at):
        self.at, server = at, at.server
        password = Path(server.password_file).read_text(encoding="utf-8").strip()
        more = ["-A", "-t"] if at.engine == "postgresql" else ["-B", "-N", "-n", "--force"]
        database = "postgres" if at.engine == "postgresql" else "mysql"
        self.process = subprocess.Popen(server.command(database) + more, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        stderr=subprocess.DEVNULL, text=True, bufsize=1,
                                        env=dict(os.environ, PGPASSWORD=password, MYSQL_PWD=password))
        self.ask("SELECT 0;")

    def ask(self, sql):
        """The rows of a statement: everything before a line of our own."""
        self.process.stdin.write(f"{sql}\nSELECT 'that is all';\n")
        self.process.stdin.flush()
        rows = []
        while (line := self.process.stdout.readline().strip()) != "that is all":
            if not line and self.process.poll() is not None:
                raise RuntimeError("the client that cuts has ended")
            rows.append(line)
        return [r for r in rows if r]

    def cut(self):
        """Ends all connections to the database; how many there were, and how many of them were in a transaction."""
        name = self.at.database
        if self.at.engine == "postgresql":
            row = self.ask("SELECT count(pg_terminate_backend(pid)), coalesce(sum(case when state <> 'idle' then 1 else 0 end), 0) "
                           f"FROM pg_stat_activity WHERE datname = '{name}';")[0]
            return [int(n) for n in row.split("|")]
        rows = self.ask("SELECT p.id, (SELECT count(*) FROM information_schema.innodb_trx t WHERE t.trx_mysql_thread_id = p.id) "
                        f"FROM information_schema.processlist p WHERE p.db = '{name}';")
        self.ask("".join(f"KILL {r.split()[0]};" for r in rows))
        return [len(rows), sum(int(r.split()[1]) for r in rows)]

    def close(self):
        self.process.stdin.close()
        self.process.wait()


class Cuts(Campaign):
    def __init__(self, installation):
        super().__init__(installation, self.look_again)
        self.told, self.cutter, self.usual = Counter(), Cutter(installation), [0.1]

    def look_again(self, why):
        self.told[why.code] += 1
        if why.code not in CODES:
            raise RuntimeError(f"no answer with a code that is known: {why.code} {why}")
        if self.at.hosts[0].process.poll() is not None:
            raise RuntimeError(f"the host ended: {why}")
        time.sleep(0.2)  # a person is slower than the next connection

    def disturbed(self, step, delay, resend):
        """The step while its connections are cut after `delay` seconds; how it went on."""
        form = self.fill(step)
        ended = []

        def burst():  # the host connects anew at once, so one cut rarely meets a statement: until one has met a transaction
            met = [self.cutter.cut() for _ in range(6)]
            while not sum(inside for _, inside in met) and len(met) < MOST_CUTS and not over.is_set():
                over.wait(CUT_PAUSE)
                met.append(self.cutter.cut())
            ended.append([sum(n) for n in zip(*met)])

        over = threading.Event()
        timer = threading.Timer(delay, burst)
        timer.start()
        try:
            began = time.monotonic()
            self.send(step, form)
            self.usual.append(time.monotonic() - began)
            over.set()
            how = "answered"
        except Interrupted as why:
            over.set()
            timer.join()
            self.look_again(why)
            how = self.finish(step, form, resend)
        timer.join()
        return ended[0], how


def run_story(args):
    rnd = random.Random(args.seed)
    at = Installation(args.build, args.engine).fill()
    try:
        run = Cuts(at)
        at.hosts[0].start()
        run.log_in_all()
        chosen = set(rnd.sample([s.name for s in run.story.steps], min(args.cuts, len(run.story.steps))))
        cuts, ends, open_ones, ways, breaches = 0, 0, 0, Counter(), []
        print(f"{args.engine}, seed {args.seed}")
        for step in run.story.steps:
            if step.name not in chosen:
                form = run.fill(step)
                try:
                    began = time.monotonic()
                    run.send(step, form)
                    run.usual.append(time.monotonic() - began)
                except Interrupted as why:
                    run.look_again(why)
                    run.finish(step, form, True)
                continue
            delay = rnd.uniform(0.0, 0.3) * sorted(run.usual)[len(run.usual) // 2]
            (ended, inside), how = run.disturbed(step, delay, rnd.random() < 0.5)
            cuts, ends, open_ones = cuts + 1, ends + ended, open_ones + inside
            ways[how] += 1
            print(f"  {step.name:12} cut after {delay * 1000:4.0f} ms, {ended} connections ended, {inside} in a transaction: {how}")
        letters = run.pdfs()
        found, _ = run.books(over=True)
        breaches += found
        if at.hosts[0].stop() != 0:
            breaches.append("the host did not stop cleanly at the end")
        interrupted = sum(n for way, n in ways.items() if way != "answered")
        print(f"{cuts} cuts ended {ends} connections, {open_ones} of them in a transaction; {interrupted} forms were interrupted: {dict(ways)}; people were told {dict(run.told)}; "
              f"{letters} letters became PDF")
        run.cutter.close()
        if open_ones < args.inside:
            breaches.append(f"{open_ones} transactions were cut where {args.inside} should be")
        for breach in breaches:
            print("BREACH", breach)
        print("nothing lost, nothing doubled, audit verify holds" if not breaches else f"{len(breaches)} breaches", flush=True)
        return not breaches
    finally:
        at.remove()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", required=True)
    parser.add_argument("--engine", action="append", choices=["postgresql", "mariadb"])
    parser.add_argument("--cuts", type=int, default=20)
    parser.add_argument("--inside", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    if os.environ.get("SSIIS_TEST_FULL") == "1":
        args.cuts = 22
    good = True
    for args.engine in args.engine or ["postgresql", "mariadb"]:
        good = run_story(args) and good
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()

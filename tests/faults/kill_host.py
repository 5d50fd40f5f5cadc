#!/usr/bin/env python3
"""Kills the host (SIGKILL, no cleanup) at chosen moments while one inspection is taken from request to closed file, starts it
again, lets the person go on, and has a separate program read the raw tables: nothing acknowledged is lost, nothing is doubled,
`audit verify` holds. Needs a build with failpoints (decision 0012): the process itself writes down where it dies.

  kill_host.py --build DIR --engine sqlite|postgresql|mariadb [--moments N] [--between N] [--background N] [--seed S]

--moments kills within requests, of which at least --between must fall between the request's first write and its response;
--logins kills while somebody logs in, --downloads while a file is handed out in pieces, --background kills within jobs. First the same story runs once without a kill: it tells how many writes each step has, and how
many rows every table must have at the end. With SSIIS_TEST_FULL=1 it kills twenty times on each of three engines. Exit 0 when all
of it holds."""
import argparse
import os
import random
import sys
import time

from books_canary import SPOILT, unseen
from books import Tables
from campaign import Campaign, Client, Installation, Interrupted
from story import BIG_JPEG

INSIDE = ("wrote", "committing", "committed", "responding")
BACKGROUND = [("pdf", "wrote", 1), ("checkpoint", "wrote", 2), ("pdf", "committing", 2), ("checkpoint", "committing", 1),
              ("pdf", "wrote", 5), ("pdf", "committed", 1), ("checkpoint", "committed", 1)]

# A login writes twice: the judgement, then the session.
LOGINS = [("registration", "committed", 2), ("head.01", "wrote", 1), ("director", "committing", 2), ("legal", "responded", 1),
          ("inspector.01a", "responding", 1)]
DOWNLOADS = [("receipt", 2), ("allegations", 1)]  # after which step, in which of the file's pieces


class Moments:
    """The folder through which a host with failpoints is told where to die, and says where it did."""

    def __init__(self, folder):
        self.folder, self.orders = folder, 0
        folder.mkdir()

    def order(self, context, point, n):
        self.orders += 1
        new = self.folder / "order.new"
        new.write_text(f"m{self.orders} {context} {point} {n}\n")
        new.rename(self.folder / "order")

    def withdraw(self):
        (self.folder / "order").unlink(missing_ok=True)

    def died(self):
        """Where the last ordered death was: context, point, writes before it, commits before it; nothing if there was none."""
        file = self.folder / "died"
        lines = [line.split() for line in file.read_text().splitlines()] if file.exists() else []
        last = lines[-1] if lines else None
        return (last[1], last[2], int(last[3]), int(last[4])) if last and last[0] == f"m{self.orders}" else None

    def traced(self):
        """How often each point was met by a POST since the last call."""
        file = self.folder / "trace"
        found = {}
        for line in file.read_text().splitlines() if file.exists() else []:
            context, point = line.split()[:2]
            if context == "POST":
                found[point] = found.get(point, 0) + 1
        file.write_text("")
        return found


class Kills(Campaign):
    def __init__(self, installation):
        super().__init__(installation, self.host_is_dead)
        self.moments = Moments(installation.folder / "moments")
        self.host, self.deaths, self.breaches, self.restarts = installation.hosts[0], [], [], []
        self.present = {}

    def start(self):
        began = time.monotonic()
        self.host.start(self.moments.folder)
        self.restarts.append(time.monotonic() - began)

    def host_is_dead(self, why):
        """The books are read while the host is dead: what is there now is what the kill left."""
        died = self.moments.died() if self.host.wait_dead() else None
        if died is None:
            raise RuntimeError(f"the host did not die where it was told to: {why}")
        self.moments.withdraw()
        self.deaths.append(died)
        found, self.present = self.books()
        self.breaches += [f"after death {len(self.deaths)} at {' '.join(map(str, died))}: {b}" for b in found]
        self.start()

    def plain(self, step):
        """A step that nobody disturbs: how often each point was met."""
        form = self.fill(step)
        self.moments.traced()
        self.send(step, form)
        return self.moments.traced()

    def killed(self, step, context, point, n, resend):
        """The step with a host that dies in it. How it went on."""
        if context == "GET":
            self.moments.order(context, point, n)
        form = self.fill(step)
        before = len(self.deaths)
        if context == "POST":
            self.moments.order(context, point, n)
        try:
            self.send(step, form)
        except Interrupted as why:
            self.host_is_dead(why)
            stored = "yes" if self.present.get(step.name) else "no"
            return stored, self.finish(step, form, resend)
        if point == "responded" and self.host.wait_dead():  # the whole answer came before the end
            self.host_is_dead("after the answer")
        self.moments.withdraw()
        if len(self.deaths) == before:
            return "", "was not met"
        return "yes" if self.present.get(step.name) else "no", "answered"

    def killed_login(self, login, point, n):
        """Somebody logs in while the host dies. Whoever was told that he is logged in must be; whoever was not logs in again,
        and the break does not count as a wrong password."""
        who = Client(self.at.base, self.to)
        address, body, kind = who.filled(who.get("/mis/login"), "/mis/login", {"login": login, "password": "demo"})
        self.moments.order("login", point, n)
        told = False
        try:
            told = who.request("POST", address, body, {"Content-Type": kind}).status == 303
            broken = "after the answer"
        except Interrupted as why:
            broken = why
        if not self.host.wait_dead():
            self.moments.withdraw()
            return None, "", "was not met"
        self.host_is_dead(broken)
        fails = Tables(self.at.where()).one(f"SELECT USR_FAILS FROM TB_USER WHERE USR_LOGIN = '{login}'")
        if fails:
            self.breaches.append(f"login: {login} has {fails} wrong passwords and typed none")
        if told:
            page = self.again(lambda: who.request("GET", "/inspection"))
            if page.status != 200:
                self.breaches.append(f"login: {login} was told that he is logged in and is not ({page.status})")
        else:
            self.again(lambda: who.log_in(login))
        self.people[login] = who
        return self.deaths[-1], "", "was logged in" if told else "logged in again"

    def killed_download(self, n):
        """A host dies while it hands out a file: the reader sees that it is not whole, and has it whole when he asks again."""
        page = self.story.read("head.01", "/documents")
        files = [h for h, _ in page.links if h.startswith("/inspection/documents/") and h.endswith("/file")]
        address = next(h for h in files if self.ask("head.01", h).body == BIG_JPEG)
        death = None
        self.moments.order("GET", "streaming", n)
        try:
            self.people["head.01"].request("GET", address)
        except Interrupted as why:
            self.host_is_dead(why)
            death = self.deaths[-1]
        self.moments.withdraw()
        if self.ask("head.01", address).body != BIG_JPEG:
            self.breaches.append("download: the file that was read again is not the file that was sent")
        return death, "", "read again" if death else "was not met"

    def background(self, context, point, n):
        """A job that dies: the one is woken by the start of a host, the other by a letter that waits."""
        self.moments.order(context, point, n)
        if context == "checkpoint":
            self.host.stop()
            self.start()
        if not self.host.wait_dead(90):
            self.moments.withdraw()
            return False
        self.host_is_dead("a job")
        return True


def drawn(rnd, steps, counts, wanted):
    """Which step dies where. Nine in ten between the first write and the response."""
    out = {}
    for i, name in enumerate(rnd.sample(steps, min(wanted, len(steps)))):
        point = rnd.choice(["began", "responded"]) if i % 10 == 9 else rnd.choices(INSIDE, [46, 18, 18, 18])[0]
        out[name] = ("POST", point, rnd.randint(1, max(counts[name].get(point, 1), 1)), rnd.random() < 0.5)
    return out


def reference(args):
    """The story without a kill: the points of each step, and the rows of every table."""
    at = Installation(args.build, args.engine).fill()
    try:
        run = Kills(at)
        (run.moments.folder / "trace").write_text("")
        run.start()
        run.log_in_all()
        counts = {step.name: run.plain(step) for step in run.story.steps}
        run.pdfs()
        file = at.folder / "counts.json"
        breaches, _ = run.books(over=True, counts=file)
        at.hosts[0].stop()
        if args.engine == "sqlite":
            breaches += [f"books.py does not see {what}" for what in unseen(at.database, run.ledger.path, file)]
            print(f"books.py sees {len(SPOILT)} ways to spoil the tables")
        return counts, file.read_text(), breaches
    finally:
        at.remove()


def campaign(args, counts, like):
    rnd = random.Random(args.seed)
    at = Installation(args.build, args.engine).fill()
    (at.folder / "like.json").write_text(like)
    try:
        run = Kills(at)
        run.start()
        run.log_in_all()
        lines = []
        for login, point, n in LOGINS[:args.logins]:
            lines.append(("log in", login, f"{point} {n}", *run.killed_login(login, point, n)))
        names = [step.name for step in run.story.steps]
        plan = drawn(rnd, names, counts, args.moments)
        letters = [n for n in names if n in ("assign", "plan", "approve", "findings", "report", "decision", "outcome", "close")]
        jobs = dict(zip(sorted(rnd.sample(letters, min(args.background, len(letters))), key=names.index), BACKGROUND))
        downloads = dict(DOWNLOADS[:args.downloads])
        for step in run.story.steps:
            if step.name in plan:
                context, point, n, resend = plan[step.name]
                stored, after = run.killed(step, context, point, n, resend)
                lines.append((step.name, step.login, f"{point} {n}", run.deaths[-1] if after != "was not met" else None, stored, after))
            else:
                run.plain(step)
            if step.name in downloads:
                n = downloads[step.name]
                lines.append((f"after {step.name}", "download", f"streaming {n}", *run.killed_download(n)))
            if step.name in jobs:
                context, point, n = jobs[step.name]
                met = run.background(context, point, n)
                lines.append((f"after {step.name}", f"job {context}", f"{point} {n}", run.deaths[-1] if met else None, "", "taken up again"))
        letters = run.pdfs()
        breaches, _ = run.books(over=True, like=at.folder / "like.json")
        if at.hosts[0].stop() != 0:
            breaches.append("the host did not stop cleanly at the end")
        return lines, run.breaches + breaches, run.restarts, letters
    finally:
        at.remove()


def report(args, lines, breaches, restarts, letters):
    print(f"\n{args.engine}, seed {args.seed}")
    print(f"{'':>3} {'step':17} {'who':15} {'killed at':14} {'writes':>6} {'commits':>7} {'between':8} {'stored':7} how it went on")
    inside = missed = 0
    kinds = dict.fromkeys(("requests", "logins", "downloads", "jobs"), 0)
    for i, (step, who, where, death, stored, after) in enumerate(lines, 1):
        if death is None:
            missed += 1
            print(f"{i:>3} {step:17} {who:15} {where:14} {'-':>6} {'-':>7} {'not met'}")
            continue
        context, point, writes, commits = death
        between = context in ("POST", "GET") and writes > 0 and point in INSIDE
        inside += between
        kinds["downloads" if point == "streaming" else "logins" if context == "login" else
              "requests" if context in ("POST", "GET") else "jobs"] += 1
        print(f"{i:>3} {step:17} {who:15} {where:14} {writes:>6} {commits:>7} {'yes' if between else 'no':8} {stored:7} {after}")
    print(f"{sum(kinds.values())} kills: {kinds['requests']} in requests, {inside} of them between the first write and the response; "
          f"{kinds['logins']} at login, {kinds['downloads']} in downloads, {kinds['jobs']} in jobs; {missed} not met")
    print(f"{letters} letters became PDF; slowest start {max(restarts):.1f} s")
    for breach in breaches:
        print("BREACH", breach)
    wanted = {"requests": args.moments, "logins": args.logins, "downloads": args.downloads, "jobs": args.background}
    if inside < args.between or any(kinds[kind] < n for kind, n in wanted.items()):
        breaches.append("too few kills were where they should be")
        print("BREACH", breaches[-1])
    print("nothing lost, nothing doubled, audit verify holds" if not breaches else f"{len(breaches)} breaches", flush=True)
    return not breaches


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", required=True)
    parser.add_argument("--engine", action="append", choices=["sqlite", "postgresql", "mariadb"])
    parser.add_argument("--moments", type=int, default=20)
    parser.add_argument("--between", type=int, default=15)
    parser.add_argument("--logins", type=int, default=2)
    parser.add_argument("--downloads", type=int, default=1)
    parser.add_argument("--background", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    engines = args.engine or ["sqlite"]
    if os.environ.get("SSIIS_TEST_FULL") == "1":
        engines, args.moments, args.between, args.background = ["sqlite", "postgresql", "mariadb"], 20, 15, 3
        args.logins, args.downloads = len(LOGINS), len(DOWNLOADS)
    good = True
    for args.engine in engines:
        counts, like, breaches = reference(args)
        for breach in breaches:
            print("BREACH without a kill:", breach)
        good = report(args, *campaign(args, counts, like)) and not breaches and good
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()

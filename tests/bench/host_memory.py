#!/usr/bin/env python3
"""host_memory.py BASE_URL PID ENGINE CLIENTS SECONDS: the host's greatest memory while people browse.

Each client is logged in, keeps its connection, and goes round the dashboard, the lists and a file. Fails when a page
is not answered with 200.
"""
import http.client
import json
import statistics
import sys
import threading
import time
import urllib.parse
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "packaging" / "lib"))
from http_user import Person  # noqa: E402

LOGINS = ["inspector.01a", "inspector.13a", "head.01", "head.13", "head", "director"]


def addresses_for(person):
    """What this person walks through: a file of their own first page belongs to it."""
    files = person.get("/inspection/cases")
    own = [href for href, _ in files.links if href.startswith("/inspection/cases/") and "/tasks/" not in href]
    if not own:
        raise SystemExit("host_memory: there is no file in the list")
    requests = "/inspection/requests"  # not everybody may see them
    return ["/inspection", "/inspection/cases", own[0]] + ([requests] if person.request("GET", requests).status == 200 else [])


class Client(threading.Thread):
    def __init__(self, base, cookie, addresses, until):
        super().__init__()
        parts = urllib.parse.urlsplit(base)
        self.where, self.cookie, self.addresses, self.until = (parts.hostname, parts.port), cookie, addresses, until
        self.times, self.fault = [], None

    def run(self):
        connection = http.client.HTTPConnection(*self.where, timeout=60)
        turn = 0
        try:
            while time.monotonic() < self.until:
                address = self.addresses[turn % len(self.addresses)]
                turn += 1
                began = time.monotonic()
                connection.request("GET", address, headers={"Cookie": self.cookie, "Accept-Language": "lo"})
                answer = connection.getresponse()
                answer.read()
                if answer.status != 200:
                    raise RuntimeError(f"{answer.status} at {address}")
                self.times.append((time.monotonic() - began) * 1000)
        except Exception as fault:  # the thread's fault is the program's
            self.fault = fault
        finally:
            connection.close()


def peak_mib(pid):
    for text in Path(f"/proc/{pid}/status").read_text().splitlines():
        if text.startswith("VmHWM:"):
            return int(text.split()[1]) / 1024
    raise SystemExit("host_memory: the host is gone")


def row(name, unit, value, aim="none", wanted=0.0, note=""):
    print(json.dumps({"name": name, "unit": unit, "aim": aim, "wanted": wanted, "figures": [value], "floors": [],
                      "note": note}, ensure_ascii=False))


def main():
    base, pid, engine, count, seconds = sys.argv[1], int(sys.argv[2]), sys.argv[3], int(sys.argv[4]), int(sys.argv[5])
    people = [Person(base).log_in(login) for login in LOGINS]
    rounds = [addresses_for(p) for p in people]
    before = peak_mib(pid)
    until = time.monotonic() + seconds
    clients = [Client(base, "; ".join(f"{k}={v}" for k, v in people[i % len(people)].cookies.items()),
                      rounds[i % len(people)], until) for i in range(count)]
    for c in clients:
        c.start()
    for c in clients:
        c.join()
    faults = [c.fault for c in clients if c.fault]
    if faults:
        sys.exit(f"host_memory: {len(faults)} of {count} clients failed: {faults[0]!r}")
    times = sorted(t for c in clients for t in c.times)
    at = lambda p: times[int(p * (len(times) - 1))]
    row(f"host_memory {engine} {count} clients", "MiB", peak_mib(pid), "figure_at_most", 150.0,
        f"{before:.0f} MiB before")
    row(f"host_requests {engine} {count} clients", "requests/s", len(times) / seconds,
        note=f"p50 {at(.5):.0f} ms, p95 {at(.95):.0f} ms, p99 {at(.99):.0f} ms; the clients share the machine")


main()

#!/usr/bin/env python3
"""Compares the raw tables with the ledger of the people who worked, and the tables with each other. Knows the tables and
none of the code. Prints one line a breach; exit 0 when there is none.

  books.py --at WHERE --ledger FILE [--over] [--like COUNTS] [--counts FILE]

WHERE is sqlite:FILE or ENGINE:HOST:PORT:USER:DATABASE:PASSWORD_FILE. The ledger has one JSON line an event: a step that was
sent (name, mark, key of the form) and a step that was acknowledged. --over: the story has ended; nothing may be open.
--counts writes how many rows each table has; --like compares with what another run wrote."""
import argparse
import csv
import hashlib
import io
import json
import os
import re
import sqlite3
import subprocess
import sys
from collections import Counter, defaultdict
from pathlib import Path

# Where a step leaves its mark, in exactly one row.
MARKED = {
    "request": "insp_request.account", "visit": "insp_visit.place", "roll": "insp_roll_entry.name",
    "statement": "insp_statement.content", "evidence": "insp_evidence.title", "end": "insp_visit.met_name",
    "receipt": "insp_document.title", "allegations": "insp_allegation.content", "plan": "insp_form_answer.answer",
    "findings": "insp_form_answer.answer", "analysis": "insp_form_answer.answer", "report": "insp_form_answer.answer",
    "opinion": "insp_form_answer.answer", "outcome": "insp_form_answer.answer", "close": "insp_form_answer.answer",
    "comply": "insp_document.title", "compliance": "insp_form_answer.answer",
}
# Steps whose forms have no free text leave one answered form of a key, or one row of a kind.
COUNTED = {
    "accept": "SELECT count(*) FROM insp_case", "background": "background", "assign": "service.order",
    "approve": "approval", "review": "review", "decision": "decision",
    "checklist": "SELECT count(*) FROM insp_audit_record WHERE event = 'visit.checklist_answered'",
}
# Rows that depend on how often pages were read or ids were taken, not on what was done.
VARYING = {"insp_audit_chain", "insp_audit_record", "insp_audit_personal", "insp_audit_checkpoint", "insp_audit_sealed",
           "insp_id_block", "insp_schema_lock", "insp_blob", "insp_blob_chunk", "insp_idempotency"}
PREFIX = {"request": "REQ", "order": "SSO", "plan": "PLAN", "decision": "DEC"}


class Tables:
    def __init__(self, where):
        csv.field_size_limit(1 << 30)
        self.engine, _, rest = where.partition(":")
        if self.engine == "sqlite":
            self.db = sqlite3.connect(f"file:{rest}?mode=ro", uri=True)
        else:
            self.host, self.port, self.user, self.database, file = rest.split(":", 4)
            self.password = Path(file).read_text(encoding="utf-8").strip()

    def rows(self, sql):
        """Rows of texts; NULL is the empty text."""
        if self.engine == "sqlite":
            return [["" if v is None else str(v) for v in row] for row in self.db.execute(sql)]
        if self.engine == "postgresql":
            command = ["psql", "-X", "--csv", "-t", "-v", "ON_ERROR_STOP=1", "-h", self.host, "-p", self.port, "-U", self.user,
                       "-d", self.database, "-c", sql]
        else:
            command = ["mariadb", "--no-defaults", "--default-character-set=utf8mb4", "-B", "-N", "-h", self.host, "-P",
                       self.port, "-u", self.user, self.database, "-e", sql]
        out = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True,
                             env=dict(os.environ, PGPASSWORD=self.password, MYSQL_PWD=self.password)).stdout
        if self.engine == "postgresql":
            return [row or [""] for row in csv.reader(io.StringIO(out))]  # psql writes a lone NULL as an empty line
        plain = {"n": "\n", "t": "\t", "\\": "\\", "0": "\0"}
        cell = lambda c: "" if c == "NULL" else re.sub(r"\\(.)", lambda m: plain.get(m.group(1), m.group(1)), c)  # noqa: E731
        return [[cell(c) for c in line.split("\t")] for line in out.splitlines()]

    def one(self, sql):
        return int(self.rows(sql)[0][0])

    def names(self):
        schema = {"sqlite": "SELECT name FROM sqlite_master WHERE type = 'table'",
                  "postgresql": "SELECT tablename FROM pg_tables WHERE schemaname = 'public'",
                  "mariadb": "SELECT table_name FROM information_schema.tables WHERE table_schema = database()"}
        found = [r[0] for r in self.rows(schema[self.engine])]
        return sorted(n for n in found if n.startswith("insp_") and not n.startswith("insp_reg_"))

    def hexed(self, column):
        return f"encode({column}, 'hex')" if self.engine == "postgresql" else f"hex({column})"


def sent_and_acknowledged(file):
    sent, acknowledged = {}, {}
    for line in Path(file).read_text(encoding="utf-8").splitlines():
        event = json.loads(line)
        if event["event"] == "sent":
            sent[event["step"]] = event["mark"]
        elif event["event"] == "acknowledged":
            acknowledged[event["step"]] = event
    return sent, acknowledged


def rows_of_step(t, step, mark):
    if step in MARKED:
        table, column = MARKED[step].split(".")
        return sum(mark in row[0] for row in t.rows(f"SELECT {column} FROM {table}"))
    query = COUNTED[step]
    if " " not in query:
        query = f"SELECT count(*) FROM insp_form_answer WHERE form_key = '{query}'"
    return t.one(query)


def check_steps(t, ledger, say):
    sent, acknowledged = sent_and_acknowledged(ledger)
    done = {step: rows_of_step(t, step, mark) for step, mark in sent.items()}
    for step, rows in done.items():
        if rows > 1:
            say(f"doubled: {step} left {rows} rows")
        if rows == 0 and step in acknowledged:
            say(f"lost: {step} was acknowledged and left no row")
    keys = {key: result for key, result in t.rows("SELECT request_key, result FROM insp_idempotency")}
    for step, event in acknowledged.items():
        # Whoever was told "done" by looking at the page was not answered under a key.
        if event["how"] != "seen" and not keys.get(event["key"]):
            say(f"idempotency: {step} was acknowledged and its form's key has no result")
    for key, result in keys.items():
        if not result:
            say(f"idempotency: {key} is claimed without a result")
    return done


def check_numbers(t, say):
    used = defaultdict(list)
    for kind, sql in {"request": "SELECT number FROM insp_request", "order": "SELECT order_number FROM insp_case",
                      "plan": "SELECT plan_number FROM insp_case WHERE plan_number IS NOT NULL",
                      "decision": "SELECT number FROM insp_decision WHERE number IS NOT NULL"}.items():
        for (number,) in t.rows(sql):
            prefix, year, seq = number.split("-")
            if prefix != PREFIX[kind]:
                say(f"numbers: {number} stands among {kind}")
            used[(kind, "HQ", year)].append(int(seq))
    for direction, office, year, seq in t.rows("SELECT direction, office, register_year, register_seq FROM insp_document"):
        used[(f"document.{direction}", office, year)].append(int(seq))
    for kind, office, year, number in t.rows("SELECT kind, office, year, number FROM insp_number_void"):
        used[(kind, office, year)].append(int(number))
    series = {(k, o, y): int(n) for k, o, y, n in t.rows("SELECT kind, office, year, last_number FROM insp_number_series")}
    for key in set(series) | set(used):
        found = sorted(used[key])
        if found != list(range(1, series.get(key, 0) + 1)):
            say(f"numbers: series {key} stands at {series.get(key)} and {found} are used or void")


def check_bytes(t, say):
    data = defaultdict(dict)
    for blob, seq, piece in t.rows(f"SELECT blob_id, seq, {t.hexed('data')} FROM insp_blob_chunk"):
        data[blob][int(seq)] = bytes.fromhex(piece)
    hashes = {}
    for blob, sha, size, chunks in t.rows("SELECT id, sha256, size_bytes, chunk_count FROM insp_blob"):
        if not sha:
            continue  # an upload that was cut off: nobody holds it, the collector takes it after a day
        content = b"".join(data[blob][i] for i in sorted(data[blob]))
        hashes[blob] = sha
        if len(content) != int(size) or len(data[blob]) != int(chunks) or hashlib.sha256(content).hexdigest() != sha:
            say(f"bytes: blob {blob} is not what its hash says")
    if len(set(hashes.values())) != len(hashes):
        say("bytes: equal bytes are stored twice")
    held = Counter()
    for blob, kind, case, holder in t.rows("SELECT blob_id, holder_kind, case_id, holder_id FROM insp_blob_hold"):
        held[(kind, case, holder)] += 1
        if blob not in hashes:
            say(f"bytes: {kind} {holder} holds blob {blob}, which is not whole")
    wanted = Counter()
    documents = t.rows("SELECT case_id, id, state, source_blob_id, pdf_blob_id, sha256, direction FROM insp_document")
    for case, key, state, source, pdf, sha, _ in documents:
        blobs = {b for b in (source, pdf) if b}
        wanted[("document", case, key)] = len(blobs)
        if any(b not in hashes for b in blobs):
            say(f"bytes: document {key} names a blob that is not whole")
        if state == "ready" and hashes.get(pdf or source) != sha:
            say(f"bytes: document {key} is not what its hash says")
    for case, key, blob, sha in t.rows("SELECT case_id, id, blob_id, sha256 FROM insp_evidence"):
        wanted[("evidence", case, key)] = 1
        if hashes.get(blob) != sha:
            say(f"bytes: evidence {key} is not what its hash says")
    if held != wanted:
        say(f"bytes: what is held {sorted((held - wanted))} and what should be {sorted((wanted - held))} differ")


def check_jobs(t, say, over):
    jobs = Counter()
    for payload, state in t.rows("SELECT payload, state FROM insp_job WHERE kind = 'document.pdf'"):
        jobs[payload] += 1
        if state == "dead" or (over and state != "done"):
            say(f"jobs: the PDF of {payload} is {state}")
    for case, key, state, pdf in t.rows("SELECT case_id, id, state, pdf_blob_id FROM insp_document WHERE template_key IS NOT NULL "
                                        "AND template_key <> ''"):
        if jobs.pop(f"{case} {key}", 0) != 1:
            say(f"jobs: letter {key} has not exactly one job")
        if over and (state != "ready" or not pdf):
            say(f"jobs: letter {key} is {state}")
    for payload in jobs:
        say(f"jobs: a job for {payload}, which is no letter")


def check_tokens(t, say, over):
    tokens = t.rows("SELECT case_id, instance, id, node, scope, state FROM insp_wf_token")
    scopes = {(r[0], r[4]) for r in tokens}
    ids = {(r[0], r[2]) for r in tokens}
    tasks = Counter((c, k) for c, k in t.rows("SELECT case_id, token FROM insp_wf_task WHERE state = 'open' AND kind = 'work'"))
    waits = Counter((c, a) for c, a in t.rows("SELECT case_id, activation FROM insp_wf_timer WHERE state IN ('armed', 'referred')"))
    waits += Counter((c, k) for c, k in t.rows("SELECT case_id, token FROM insp_wf_subscription WHERE node IS NOT NULL AND node <> ''"))
    for case, _, token, node, _, state in tokens:
        at = (case, token)
        if state == "incident":
            say(f"tokens: an incident at {node}")
        if tasks[at] > 1:
            say(f"tokens: {tasks[at]} open tasks for one token at {node}")
        if state == "waiting" and at not in scopes and not tasks[at] and not waits[at]:
            say(f"tokens: nothing will move the token at {node}")
    for at in tasks:
        if at not in ids:
            say(f"tokens: an open task of a token that is not there {at}")
    for at in waits:
        if at not in ids and at[1] != "0":
            say(f"tokens: a wait of a token that is not there {at}")
    running = t.one("SELECT count(*) FROM insp_wf_instance WHERE state = 'running'")
    if over and (tokens or tasks or waits or running):
        say(f"tokens: the story is over and {len(tokens)} tokens, {len(tasks)} tasks, {len(waits)} waits, {running} runs are open")
    done = Counter((c, n) for c, n in t.rows("SELECT case_id, node FROM insp_wf_task WHERE state = 'done' AND kind = 'work'"))
    told = Counter((c, n) for c, n in t.rows("SELECT case_id, node FROM insp_wf_history WHERE event = 'completed'"))
    for at, n in done.items():
        if n != 1 or told[at] != 1:
            say(f"tokens: task {at} was done {n} times and told {told[at]} times")
    fired = Counter(r[0] for r in t.rows("SELECT id FROM insp_wf_timer WHERE state IN ('fired', 'referred')"))
    legal = Counter(r[0] for r in t.rows("SELECT timer FROM insp_wf_task WHERE kind = 'legal'"))
    for timer, n in legal.items():
        if n != 1 or timer not in fired:
            say(f"tokens: timer {timer} opened {n} legal tasks")


def counted(t):
    """Rows of each table, and of the audit trail and the queue by what was done."""
    out = {n: t.one(f"SELECT count(*) FROM {n}") for n in t.names() if n not in VARYING}
    for event, n in t.rows("SELECT event, count(*) FROM insp_audit_record WHERE act = 'wrote' GROUP BY event"):
        out[f"event {event}"] = int(n)
    for node, event, n in t.rows("SELECT node, event, count(*) FROM insp_wf_history GROUP BY node, event"):
        out[f"history {event} {node}"] = int(n)
    return out


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--at", required=True)
    parser.add_argument("--ledger", required=True)
    parser.add_argument("--over", action="store_true")
    parser.add_argument("--like")
    parser.add_argument("--counts")
    args = parser.parse_args()
    t, breaches = Tables(args.at), []
    done = check_steps(t, args.ledger, breaches.append)
    check_numbers(t, breaches.append)
    check_bytes(t, breaches.append)
    check_jobs(t, breaches.append, args.over)
    check_tokens(t, breaches.append, args.over)
    if args.over and set(done) != set(MARKED) | set(COUNTED):
        breaches.append(f"ledger: these steps are not in it: {sorted(set(MARKED) | set(COUNTED) - set(done))}")
    if args.counts:
        Path(args.counts).write_text(json.dumps(counted(t)), encoding="utf-8")
    if args.like:
        before, now = json.loads(Path(args.like).read_text(encoding="utf-8")), counted(t)
        for name in sorted(set(before) | set(now)):
            if before.get(name, 0) != now.get(name, 0):
                breaches.append(f"rows: {name} has {now.get(name, 0)} rows, {before.get(name, 0)} where nobody was killed")
    print(json.dumps({"done": done, "breaches": breaches}))
    sys.exit(1 if breaches else 0)


if __name__ == "__main__":
    main()

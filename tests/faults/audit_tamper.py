#!/usr/bin/env python3
"""Plants edits, swaps and truncations in the audit tables, one at a time on a copy, and sees whether
`ssiis-admin audit verify` detects each. Knows the tables and the published form of the hashes, and none of the code.

  audit_tamper.py --edits N --seed S --fill PROGRAM --admin PROGRAM [--jobs J]

Exit 0 when every one was detected, 1 otherwise (each miss is printed with its seed)."""
import argparse
import collections
import concurrent.futures
import hashlib
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

TABLES = {
    "insp_audit_record": (["chain_id", "seq"], ["at_time", "act", "user_id", "event", "object", "body", "hash"]),
    "insp_audit_chain": (["chain_id"], ["kind", "chain_key", "last_seq", "head_hash", "unsealed"]),
    "insp_audit_personal": (["chain_id", "seq"], ["content", "erased_seq"]),
    "insp_audit_checkpoint": (["number"], ["at_time", "heads", "root", "prev_hash", "hash", "key_id", "signature"]),
    "insp_audit_sealed": (["number", "chain_id"], ["seq", "hash"]),
}
WEIGHTS = [10, 3, 4, 2, 3]


class Nothing(Exception):
    """The planted change changed nothing or was refused by the database; another is drawn."""


def net(field):
    data = field.encode() if isinstance(field, str) else field
    return str(len(data)).encode() + b":" + data + b","


def record_hash(row, before):
    chain, seq, at, act, user, event, obj, body = row
    text = b"ssiis-audit-1 record " + net(before) + net(str(chain)) + net(str(seq))
    return hashlib.sha256(text + b"".join(net(f) for f in (at, act, user, event, obj, body))).hexdigest()


def rows(db, table):
    keys, columns = TABLES[table]
    return keys, columns, db.execute(f"SELECT {', '.join(keys + columns)} FROM {table}").fetchall()


def other_text(rnd, text):
    text = text or ""
    kind = rnd.randrange(6)
    if kind == 0 or not text:
        return text + rnd.choice(["x", " ", "\u0e81", "\u200b", "\x00hidden"])
    at = rnd.randrange(len(text))
    if kind == 1:
        return text[:at]
    if kind == 2:
        return text[:at] + text[at + 1:]
    if kind == 3:
        return text.swapcase()
    if kind == 4:
        return text[:at] + rnd.choice("0123456789abcdefghijklmnopqrstuvwxyz") + text[at + 1:]
    return text[:at] + text[at:at + 1] * 2 + text[at + 1:]


def other_number(rnd, n):
    return rnd.choice([n + 1, n - 1, n + rnd.randrange(2, 100), 0, 1 - n, -n])


def write(db, table, keys, key, column, value):
    where = " AND ".join(f"{k} = ?" for k in keys)
    if db.execute(f"UPDATE {table} SET {column} = ? WHERE {where}", [value, *key]).rowcount != 1:
        raise Nothing


def edit(db, rnd):
    table = rnd.choices(list(TABLES), WEIGHTS)[0]
    keys, columns, found = rows(db, table)
    row = rnd.choice(found)
    i = rnd.randrange(len(row))
    column, old = (keys + columns)[i], row[i]
    if old is None:
        new = rnd.choice(["", "x"])
    else:
        new = other_number(rnd, old) if isinstance(old, int) else other_text(rnd, old)
        if column == "content" and rnd.random() < 0.3:
            new = None
    if new == old:
        raise Nothing
    write(db, table, keys, row[:len(keys)], column, new)
    return f"edit {table}.{column} of {row[:len(keys)]}"


def swap(db, rnd):
    """Two rows change places, or change one value with each other."""
    table = rnd.choices(list(TABLES), WEIGHTS)[0]
    keys, columns, found = rows(db, table)
    a, b = rnd.sample(found, 2)
    names = columns if rnd.random() < 0.5 else [rnd.choice(columns)]
    picked = [len(keys) + columns.index(n) for n in names]
    if all(a[i] == b[i] for i in picked):
        raise Nothing
    # Unique values step aside first.
    for n, i in zip(names, picked):
        if isinstance(a[i], int):
            write(db, table, keys, a[:len(keys)], n, -10**12)
        write(db, table, keys, b[:len(keys)], n, a[i])
        write(db, table, keys, a[:len(keys)], n, b[i])
    return f"swap {table} {names} of {a[:len(keys)]} and {b[:len(keys)]}"


def delete_row(db, rnd):
    table = rnd.choices(list(TABLES), WEIGHTS)[0]
    keys, _, found = rows(db, table)
    key = rnd.choice(found)[:len(keys)]
    db.execute(f"DELETE FROM {table} WHERE {' AND '.join(f'{k} = ?' for k in keys)}", key)
    return f"delete {table} {key}"


def cut_end(db, rnd):
    """The last records go and the head is set back, so that the chain fits in itself."""
    chain, last = rnd.choice(db.execute("SELECT chain_id, last_seq FROM insp_audit_chain").fetchall())
    keep = rnd.randrange(last)
    for table in ("insp_audit_record", "insp_audit_personal"):
        db.execute(f"DELETE FROM {table} WHERE chain_id = ? AND seq > ?", (chain, keep))
    if keep == 0:
        db.execute("DELETE FROM insp_audit_chain WHERE chain_id = ?", (chain,))
    else:
        db.execute("UPDATE insp_audit_chain SET last_seq = ?, head_hash = (SELECT hash FROM insp_audit_record WHERE "
                   "chain_id = ? AND seq = ?) WHERE chain_id = ?", (keep, chain, keep, chain))
    extra = rnd.randrange(3)
    if extra:   # also tidy away what the checkpoints sealed
        db.execute("DELETE FROM insp_audit_sealed WHERE chain_id = ? AND seq > ?", (chain, keep))
    if extra == 2:
        db.execute("UPDATE insp_audit_chain SET unsealed = 1 WHERE chain_id = ?", (chain,))
    return f"cut {chain} after {keep}, tidied {extra}"


def cut_checkpoints(db, rnd):
    last, = db.execute("SELECT max(number) FROM insp_audit_checkpoint").fetchone()
    keep = rnd.randrange(last)
    for table in ("insp_audit_checkpoint", "insp_audit_sealed"):
        db.execute(f"DELETE FROM {table} WHERE number > ?", (keep,))
    db.execute("UPDATE insp_audit_chain SET unsealed = 1")
    return f"cut checkpoints after {keep}"


def rewrite(db, rnd):
    """Somebody who knows the form changes a record and computes every hash after it anew, the head too."""
    columns = "chain_id, seq, at_time, act, user_id, event, object, body, hash"
    chain = rnd.choice(db.execute("SELECT chain_id FROM insp_audit_chain").fetchall())[0]
    found = db.execute(f"SELECT {columns} FROM insp_audit_record WHERE chain_id = ? ORDER BY seq", (chain,)).fetchall()
    first = rnd.randrange(1, len(found))
    before = found[first - 1][8]
    for i, row in enumerate(found[first:]):
        row = list(row[:8])
        if i == 0:
            row[5] = "order.nothing_happened"
            db.execute("UPDATE insp_audit_record SET event = ? WHERE chain_id = ? AND seq = ?", (row[5], chain, row[1]))
        before = record_hash(row, before)
        db.execute("UPDATE insp_audit_record SET hash = ? WHERE chain_id = ? AND seq = ?", (before, chain, row[1]))
    db.execute("UPDATE insp_audit_chain SET head_hash = ? WHERE chain_id = ?", (before, chain))
    return f"rewrite {chain} from {first + 1}"


KINDS = [(edit, 40), (swap, 20), (delete_row, 10), (cut_end, 15), (cut_checkpoints, 5), (rewrite, 10)]


def plant(file, seed):
    rnd = random.Random(seed)
    while True:
        db = sqlite3.connect(file)
        db.execute("PRAGMA ignore_check_constraints = ON")
        kind = rnd.choices([k for k, _ in KINDS], [w for _, w in KINDS])[0]
        try:
            with db:
                return kind.__name__, kind(db, rnd)
        except (Nothing, sqlite3.IntegrityError, OverflowError):
            pass
        finally:
            db.close()


def config(folder, database, base):
    file = folder / "host.xml"
    file.write_text(f'<host><data_dir>{base}</data_dir><database engine="sqlite" name="{database}"/></host>')
    return file


def verify(admin, file):
    done = subprocess.run([admin, "--config", file, "audit", "verify"], capture_output=True, text=True, timeout=120)
    return done.returncode, done.stdout + done.stderr


def work(args, base, number):
    folder = base / f"run{number}"
    folder.mkdir()
    copy = folder / "copy.sqlite"
    shutil.copy(base / "base.sqlite", copy)
    seed = args.seed * 1_000_000 + number
    kind, what = plant(copy, seed)
    status, text = verify(args.admin, config(folder, copy, base))
    shutil.rmtree(folder)
    # Detected means: the program says which record does not fit. A crash is no detection.
    return kind, status == 1 and "BREACH" in text, f"seed {seed}: {what}: {text.strip()}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--edits", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--fill", required=True)
    parser.add_argument("--admin", required=True)
    args = parser.parse_args()
    seen, missed = collections.Counter(), []
    with tempfile.TemporaryDirectory(prefix="ssiis-tamper-") as name:
        base = Path(name)
        start = config(base, base / "base.sqlite", base)
        subprocess.run([args.fill, start, "6", "12"], check=True)
        db = sqlite3.connect(base / "base.sqlite")
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        db.close()
        status, text = verify(args.admin, start)
        if status != 0:
            sys.exit("the untouched trail does not verify: " + text)
        with concurrent.futures.ThreadPoolExecutor(args.jobs) as pool:
            for kind, detected, what in pool.map(lambda n: work(args, base, n), range(args.edits)):
                seen[kind] += 1
                if not detected:
                    missed.append(f"{kind} {what}")
    for line in missed:
        print("MISSED", line)
    print(", ".join(f"{k} {n}" for k, n in sorted(seen.items())))
    print(f"{args.edits - len(missed)} of {args.edits} detected")
    sys.exit(1 if missed or args.edits == 0 else 0)


if __name__ == "__main__":
    main()

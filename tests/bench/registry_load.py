#!/usr/bin/env python3
"""registry_load.py ENGINE ADMIN DATA FOLDER NUMBER | registry_load.py join

One load of a registry folder by ssiis-admin, and the peer: the same files copied row by row into plain tables of text
by the engine's own tool (COPY, .import). `join` makes one figure of several loads.
"""
import csv
import json
import os
import subprocess
import sys
import time
import xml.etree.ElementTree as ElementTree
from pathlib import Path


def timed(command, **more):
    began = time.monotonic()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, **more)
    return time.monotonic() - began


def tables(folder):
    """(name, file, columns) of each file; and the rows in all."""
    out, rows = [], 0
    for path in sorted(Path(folder).glob("*.csv")):
        with open(path, encoding="utf-8", newline="") as text:
            reader = csv.reader(text)
            columns = next(reader)
            rows += sum(1 for _ in reader)
        out.append(("plain_" + path.stem, path, columns))
    return out, rows


def peer_sqlite(data, files):
    script = "PRAGMA journal_mode=WAL;\nPRAGMA synchronous=FULL;\nBEGIN;\n"
    for name, path, columns in files:
        script += f"CREATE TABLE {name} ({', '.join(c + ' TEXT' for c in columns)});\n.import --csv --skip 1 {path} {name}\n"
    return timed(["sqlite3", f"{data}/plain.sqlite"], input=(script + "COMMIT;\n").encode())


def peer_postgresql(data, files):
    at = ElementTree.parse(f"{data}/host.xml").find("database")
    script = "BEGIN;\n"
    for name, path, columns in files:
        script += f"CREATE TABLE {name} ({', '.join(c + ' text' for c in columns)});\n"
        script += f"\\copy {name} FROM '{path}' WITH (FORMAT csv, HEADER true)\n"
    password = Path(at.get("password_file")).read_text().strip()
    return timed(["psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-h", at.get("host"), "-p", at.get("port"), "-U", at.get("user"),
                  "-d", at.get("name")], input=(script + "COMMIT;\n").encode(), env=os.environ | {"PGPASSWORD": password})


def one(engine, admin, data, folder, number):
    files, rows = tables(folder)
    peer = {"sqlite": peer_sqlite, "postgresql": peer_postgresql}[engine]
    load = lambda: timed([admin, "--config", f"{data}/host.xml", "registry", "load", folder], stderr=subprocess.DEVNULL)
    if int(number) % 2:
        ours = load()
        theirs = peer(data, files)
    else:
        theirs = peer(data, files)
        ours = load()
    print(json.dumps({"engine": engine, "rows": rows, "ours": ours, "peer": theirs}))


def join():
    loads = [json.loads(text) for text in sys.stdin if text.strip()]
    if not loads:
        sys.exit("registry_load: nothing was loaded")
    print(json.dumps({"name": f"registry_load {loads[0]['engine']}", "unit": "rows/s", "aim": "none", "wanted": 0,
                      "figures": [x["rows"] / x["ours"] for x in loads], "floors": [x["rows"] / x["peer"] for x in loads],
                      "note": f"{loads[0]['rows']:,} rows; checked, coded and dated; peer: plain text, unchecked"}))


if __name__ == "__main__":
    if sys.argv[1] == "join":
        join()
    else:
        one(*sys.argv[1:])

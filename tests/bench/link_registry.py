#!/usr/bin/env python3
"""link_registry.py ADMIN DATA QUERIES REPETITIONS

A registry in PostgreSQL linked to all other registers by `ssiis-admin link run`: from nothing, and once more with nothing changed.
The floor: the server sends the same rows to a client that throws them away.
"""
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ElementTree
from pathlib import Path

FORGET = """TRUNCATE insp_link, insp_link_run, insp_link_run_part, insp_entity_number; UPDATE insp_link_part SET run_id = NULL;
VACUUM ANALYZE insp_link; VACUUM ANALYZE insp_entity_number; CHECKPOINT;"""


class Office:
    def __init__(self, admin, data):
        self.admin, self.data = admin, data
        at = ElementTree.parse(f"{data}/host.xml").find("database")
        password = Path(at.get("password_file")).read_text().strip()
        self.psql = ["psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-h", at.get("host"), "-p", at.get("port"), "-U", at.get("user"),
                     "-d", at.get("name")]
        self.environment = os.environ | {"PGPASSWORD": password}

    def sql(self, script):
        began = time.monotonic()
        subprocess.run(self.psql, check=True, stdout=subprocess.DEVNULL, input=script.encode(), env=self.environment)
        return time.monotonic() - began

    def linked(self):
        """(seconds, processor seconds of ssiis-admin, its greatest memory in MiB, parts)"""
        with tempfile.TemporaryDirectory() as folder:
            began = time.monotonic()
            program = subprocess.Popen([self.admin, "--config", f"{self.data}/host.xml", "--json", "link", "run", "--out", f"{folder}/links.csv"],
                                       stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
            told = program.stdout.read()
            _, status, usage = os.wait4(program.pid, 0)
            seconds = time.monotonic() - began
            if status != 0:
                sys.exit(f"link_registry: link run ended with {status}")
            if (Path(folder) / "links.csv").stat().st_size < 1000:
                sys.exit("link_registry: hardly anything was linked")
        return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, json.loads(told)["parts"]


def main(admin, data, queries, repetitions):
    office = Office(admin, data)
    reads = [path.read_text(encoding="utf-8").strip() for path in sorted(Path(queries).glob("input_*.sql"))]
    if len(reads) != 8:
        sys.exit(f"link_registry: {len(reads)} registers are read, not 8")
    floor_script = "".join(f"COPY ({text}) TO STDOUT;\n" for text in reads)
    first, again, floors, memory, processor = [], [], [], [], []
    for _ in range(int(repetitions)):
        office.sql(FORGET)
        floors.append(office.sql(floor_script))
        seconds, cpu, greatest, parts = office.linked()
        first.append(seconds)
        processor.append(cpu)
        memory.append(greatest)
        if any(p["state"] != "done" for p in parts):
            sys.exit(f"link_registry: not every register was linked: {parts}")
        seconds, _, greatest, unchanged = office.linked()
        again.append(seconds)
        memory.append(greatest)
        if sum(p["state"] == "unchanged" for p in unchanged) != 8:
            sys.exit(f"link_registry: compared again, though nothing had changed: {unchanged}")
        print(f"link_registry: {first[-1]:.1f} s, then {again[-1]:.1f} s; floor {floors[-1]:.1f} s", file=sys.stderr)
    rows = {p["part"]: (p["left_rows"], p["right_rows"]) for p in parts}
    units, workers = rows["labour_unit-tax_employer"][0], rows["worker-civil_register"][0]
    name = f"link_registry postgresql, {units:,} units, {workers:,} workers"
    pairs, links = sum(p["compared"] for p in parts), sum(p["linked"] for p in parts)
    floor = "floor: the server sends the same rows"
    for figure in (
            {"name": name, "unit": "s", "aim": "figure_at_most", "wanted": 60, "figures": first, "floors": floors,
             "note": f"{pairs:,} pairs, {links:,} links; 2 threads; processor {max(processor):.1f} s beside the server's; {floor}"},
            {"name": name + ", nothing changed", "unit": "s", "aim": "none", "wanted": 0, "figures": again, "floors": floors, "note": floor},
            {"name": name + ", greatest memory", "unit": "MiB", "aim": "none", "wanted": 0, "figures": [max(memory)], "floors": [],
             "note": "of ssiis-admin"}):
        print(json.dumps(figure))


main(*sys.argv[1:])

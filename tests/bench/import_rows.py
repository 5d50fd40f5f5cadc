#!/usr/bin/env python3
"""import_rows.py make FOLDER ROWS | import_rows.py ENGINE ADMIN DATA FILE PLAIN.csv NUMBER | import_rows.py join

`make` writes tax.csv and tax.xlsx with the same rows. One import of one of them by ssiis-admin with its greatest memory and its
reader's, and the peer: the same rows as plain CSV copied into a table of text by the engine's own tool. `join` makes one figure of
several imports.
"""
import json
import os
import random
import resource
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

from registry_load import peer_postgresql, peer_sqlite

HEADER = "tin,name,name_alt,address,district,province,phone,isic,status,reg_date".split(",")
DISTRICTS = ["ໄຊທານີ", "ຈັນທະບູລີ", "ສີສັດຕະນາກ", "Hadxaifong", "Sikhottabong"]


def records(rows):
    chance = random.Random(1)
    for n in range(rows):
        yield [str(100_000_000_000 + n), f"ບໍລິສັດ ດອກບົວ {n} ຈຳກັດ", f"Dok Boua {n} Co Ltd", f"Ban Nakeo {chance.randrange(900)}",
               chance.choice(DISTRICTS), "ນະຄອນຫຼວງວຽງຈັນ", f"020{chance.randrange(10**8):08}", chance.choice("ACFGHIJ"),
               chance.choice(["ACTIVE", "ACTIVE", "CLOSED"]), f"20{chance.randrange(10, 26)}-0{chance.randrange(1, 10)}-1{chance.randrange(10)}"]


def make(folder, rows):
    """The workbook as Excel writes it: shared strings for what comes again, days as numbers with a format."""
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    with open(folder / "tax.csv", "w", encoding="utf-8", newline="") as out:
        out.write(",".join(HEADER) + "\n")
        out.writelines(",".join(r) + "\n" for r in records(rows))
    numbers = {}
    shared = lambda text: numbers.setdefault(text, len(numbers))
    from datetime import date
    day = lambda iso: (date.fromisoformat(iso) - date(1899, 12, 30)).days
    with zipfile.ZipFile(folder / "tax.xlsx", "w", zipfile.ZIP_DEFLATED, compresslevel=4) as z:
        z.writestr("[Content_Types].xml", "<Types/>")
        z.writestr("xl/workbook.xml", '<workbook xmlns:r="r"><sheets><sheet name="Data" sheetId="1" r:id="r1"/></sheets></workbook>')
        z.writestr("xl/_rels/workbook.xml.rels", '<R><Relationship Id="r1" Type="/worksheet" Target="s.xml"/><Relationship Id="r2" '
                   'Type="/sharedStrings" Target="t.xml"/><Relationship Id="r3" Type="/styles" Target="y.xml"/></R>')
        z.writestr("xl/y.xml", '<s><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></s>')
        with z.open("xl/s.xml", "w", force_zip64=False) as sheet:
            sheet.write(b"<worksheet><sheetData>")
            sheet.write(("<row r=\"1\">" + "".join(f'<c r="{chr(65 + i)}1" t="s"><v>{shared(h)}</v></c>' for i, h in enumerate(HEADER)) + "</row>").encode())
            for n, r in enumerate(records(rows), 2):
                cells = "".join(f'<c r="{chr(65 + i)}{n}" t="s"><v>{shared(v)}</v></c>' for i, v in enumerate(r[:9]))
                sheet.write(f'<row r="{n}">{cells}<c r="J{n}" s="1"><v>{day(r[9])}</v></c></row>'.encode())
            sheet.write(b"</sheetData></worksheet>")
        with z.open("xl/t.xml", "w", force_zip64=False) as strings:
            strings.write(b"<sst>")
            for text in numbers:
                strings.write(f"<si><t>{escape(text)}</t></si>".encode())
            strings.write(b"</sst>")


def imported(admin, data, file):
    """(seconds, MiB of the greatest process: ssiis-admin or the reader)."""
    began = time.monotonic()
    done = subprocess.run([admin, "--config", f"{data}/host.xml", "import", "tax_employer", file, "--json"], capture_output=True, text=True)
    seconds = time.monotonic() - began
    if done.returncode != 0:
        sys.exit(f"import_rows: {done.stdout} {done.stderr[-400:]}")
    return seconds, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024, json.loads(done.stdout)["rows"]


def one(engine, admin, data, file, plain, number):
    peer = {"sqlite": peer_sqlite, "postgresql": peer_postgresql}[engine]
    copied = lambda: peer(data, [("plain_tax", plain, HEADER)])
    if int(number) % 2:
        ours, memory, rows = imported(admin, data, file)
        theirs = copied()
    else:
        theirs = copied()
        ours, memory, rows = imported(admin, data, file)
    print(json.dumps({"engine": engine, "kind": Path(file).suffix[1:], "rows": rows, "ours": ours, "peer": theirs, "memory": memory}))


def join():
    loads = [json.loads(text) for text in sys.stdin if text.strip()]
    if not loads:
        sys.exit("import_rows: nothing was imported")
    print(json.dumps({"name": f"import_rows {loads[0]['kind']} {loads[0]['engine']}", "unit": "rows/s", "aim": "none", "wanted": 0,
                      "figures": [x["rows"] / x["ours"] for x in loads], "floors": [x["rows"] / x["peer"] for x in loads],
                      "note": f"{loads[0]['rows']:,} rows, {max(x['memory'] for x in loads):.0f} MiB at most; checked, compared, figures taken; "
                              "peer: the rows as CSV into plain text, unchecked"}))


if sys.argv[1] == "make":
    make(sys.argv[2], int(sys.argv[3]))
elif sys.argv[1] == "join":
    join()
else:
    one(*sys.argv[1:])

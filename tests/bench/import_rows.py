#!/usr/bin/env python3
"""import_rows.py make FOLDER ROWS | import_rows.py ENGINE ADMIN DATA FILE PLAIN.csv NUMBER | import_rows.py reading READER FILE NUMBER
| import_rows.py join

`make` writes tax.csv and tax.xlsx with the same rows. One import of one of them by ssiis-admin with its greatest memory and its
reader's, and the peer: the same rows as plain CSV copied into a table of text by the engine's own tool. `join` makes one figure of
several imports. `reading` reads a workbook and does nothing with it; the peer: LibreOffice Calc makes CSV of the same workbook.
"""
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

from registry_load import peer_postgresql, peer_sqlite

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
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
        head, book = '<?xml version="1.0" encoding="UTF-8"?>', "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        part = "application/vnd.openxmlformats-officedocument.spreadsheetml."
        kinds = {"workbook": "sheet.main", "s": "worksheet", "t": "sharedStrings", "y": "styles"}
        z.writestr("[Content_Types].xml", head + '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default '
                   'Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' + "".join(
                       f'<Override PartName="/xl/{name}.xml" ContentType="{part}{kind}+xml"/>' for name, kind in kinds.items()) + "</Types>")
        relations = f'{head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        z.writestr("_rels/.rels", f'{relations}<Relationship Id="r1" Type="{book}/officeDocument" Target="xl/workbook.xml"/></Relationships>')
        z.writestr("xl/workbook.xml", f'{head}<workbook xmlns="{MAIN}" xmlns:r="{book}"><sheets><sheet name="Data" sheetId="1" r:id="r1"/>'
                   '</sheets></workbook>')
        z.writestr("xl/_rels/workbook.xml.rels", relations + "".join(
            f'<Relationship Id="r{n}" Type="{book}/{kind}" Target="{name}.xml"/>'
            for n, (name, kind) in enumerate((("s", "worksheet"), ("t", "sharedStrings"), ("y", "styles")), 1)) + "</Relationships>")
        z.writestr("xl/y.xml", f'{head}<styleSheet xmlns="{MAIN}"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1">'
                   '<border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" '
                   'applyNumberFormat="1"/></cellXfs></styleSheet>')
        with z.open("xl/s.xml", "w", force_zip64=False) as sheet:
            sheet.write(f'{head}<worksheet xmlns="{MAIN}"><sheetData>'.encode())
            sheet.write(("<row r=\"1\">" + "".join(f'<c r="{chr(65 + i)}1" t="s"><v>{shared(h)}</v></c>' for i, h in enumerate(HEADER)) + "</row>").encode())
            for n, r in enumerate(records(rows), 2):
                cells = "".join(f'<c r="{chr(65 + i)}{n}" t="s"><v>{shared(v)}</v></c>' for i, v in enumerate(r[:9]))
                sheet.write(f'<row r="{n}">{cells}<c r="J{n}" s="1"><v>{day(r[9])}</v></c></row>'.encode())
            sheet.write(b"</sheetData></worksheet>")
        with z.open("xl/t.xml", "w", force_zip64=False) as strings:
            strings.write(f'{head}<sst xmlns="{MAIN}">'.encode())
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


def measured(command):
    """(seconds, MiB of the greatest of its processes, output)"""
    began = time.monotonic()
    with subprocess.Popen(["/usr/bin/time", "-f", "%M", *command], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        size = 0
        while piece := process.stdout.read(1 << 20):
            size += len(piece)
        errors = process.stderr.read().decode(errors="replace")
    if process.returncode != 0:
        sys.exit(f"import_rows: {command[0]}: {errors[-400:]}")
    return time.monotonic() - began, int(errors.strip().splitlines()[-1]) / 1024, size


def office_reads(file):
    """LibreOffice makes CSV of it, with a profile of its own; (seconds, MiB, rows). Without Calc there is no figure."""
    with tempfile.TemporaryDirectory() as folder:
        seconds, memory, _ = measured(["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "csv",
                                       "--outdir", folder, file])
        made = Path(folder) / (Path(file).stem + ".csv")
        if not made.exists():
            sys.exit("import_rows: LibreOffice made no CSV of the workbook; is libreoffice-calc-nogui installed?")
        with open(made, "rb") as table:
            rows = sum(1 for _ in table) - 1
    return seconds, memory, rows


def reading(reader, file, number):
    order = (lambda: measured([reader, "rows", file, "xlsx", "-", "0", "-", "0"]), lambda: office_reads(file))
    results = [f() for f in (order if int(number) % 2 else order[::-1])]
    ours, office = results if int(number) % 2 else results[::-1]
    print(json.dumps({"engine": "read only", "kind": "xlsx", "rows": office[2], "ours": ours[0], "peer": office[0], "memory": ours[1],
                      "peer_memory": office[1]}))


def join():
    loads = [json.loads(text) for text in sys.stdin if text.strip()]
    if not loads:
        sys.exit("import_rows: nothing was imported")
    print(json.dumps({"name": f"import_rows {loads[0]['kind']} {loads[0]['engine']}", "unit": "rows/s", "aim": "none", "wanted": 0,
                      "figures": [x["rows"] / x["ours"] for x in loads], "floors": [x["rows"] / x["peer"] for x in loads],
                      "note": f"{loads[0]['rows']:,} rows, {max(x['memory'] for x in loads):.0f} MiB at most; " + said(loads)}))


def said(loads):
    if "peer_memory" in loads[0]:
        return f"peer: LibreOffice Calc makes CSV of it, {max(x['peer_memory'] for x in loads):.0f} MiB"
    return "checked, compared, figures taken; peer: the rows as CSV into plain text, unchecked"


if sys.argv[1] == "make":
    make(sys.argv[2], int(sys.argv[3]))
elif sys.argv[1] == "reading":
    reading(*sys.argv[2:])
elif sys.argv[1] == "join":
    join()
else:
    one(*sys.argv[1:])

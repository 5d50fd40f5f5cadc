#!/usr/bin/env python3
"""`ssiis-admin link files` as people call it. Usage: command_test.py SSIIS_ADMIN"""
import json
import subprocess
import sys
import tempfile
from pathlib import Path

MODEL = """<linkage name="m"><left id="id"/><right id="no"/><values><value name="name" read="person" left="name" right="who"/>
<value name="born" read="date" both="born"/></values><blocking><rule name="born"><key of="born"/></rule></blocking>
<fields><field name="name" of="name" how="names"><level at-least="0.85"/></field>
<field name="born" of="born" how="date"><level at-least="1"/></field></fields><matching one-to-one="yes"/></linkage>"""
NAMES = ["ບຸນມີ ວົງສາ,Bounmy Vongsa", "ຄຳພູ ວົງສະຫວັນ,Khamphou Vongsavanh", "ມະນີວັນ ພົມມະສັກ,Manivanh Phommasack",
         "ສົມພອນ ແກ້ວມະນີ,Somphone Keomany", "ທອງໄລ ສີພອນ,Thonglay Siphone", "ຈັນທາ ລາດຊະວົງ,Chantha Latsavong"]


def write(folder):
    left, right = ["id,name,born"], ["no,who,born"]
    for i, pair in enumerate(NAMES):
        lao, latin = pair.split(",")
        left.append(f"L{i},{lao},19{60 + i}-02-1{i}")
        right.append(f"R{i},Mr {latin},1{i}/02/19{60 + i}")
    (folder / "a.csv").write_text("\n".join(left) + "\n", encoding="utf-8")
    (folder / "b.csv").write_text("\n".join(right) + "\n", encoding="utf-8")
    (folder / "m.xml").write_text(MODEL, encoding="utf-8")


def expect(condition, what, done):
    if not condition:
        sys.exit(f"not so: {what}\n{done.returncode}\n{done.stdout}\n{done.stderr}")


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(folder)

        def run(*arguments):
            return subprocess.run([sys.argv[1], *map(str, arguments)], capture_output=True, text=True, timeout=120, cwd=folder)

        files = ("--left", "a.csv", "--right", "b.csv", "--config", "m.xml", "--out", "pairs.csv")
        done = run("link", "files", *files, "--report", "report.txt", "--threads", "2")
        lines = (folder / "pairs.csv").read_text().splitlines()
        expect(done.returncode == 0 and lines[0] == "left_id,right_id,score", "links are written, without a host", done)
        pairs = [line.split(",") for line in lines[1:]]
        expect([(a, b) for a, b, _ in pairs] == [(f"L{i}", f"R{i}") for i in range(len(NAMES))], "each finds its own", done)
        expect(all(0.5 <= float(score) <= 1 for _, _, score in pairs), "scores are probabilities", done)
        expect("compare: 6 of 6" in done.stderr, "progress in counted pairs", done)
        expect((folder / "report.txt").read_text().startswith("rows 6 × 6; compared 6 pairs"), "the report", done)
        done = run("--json", "link", "files", *files, "--at-least", "0.999999")
        report = json.loads(done.stdout)
        expect(report["rules"][0] == {"name": "born", "pairs": 6, "agreeing": 6, "blocks_capped": 0, "pairs_capped": 0,
                                      "iterations": report["rules"][0]["iterations"]}, "JSON", done)
        expect(len((folder / "pairs.csv").read_text().splitlines()) < 7, "only pairs as likely as asked for", done)
        (folder / "b.csv").write_text("no,who,born\nR0,a,b,c\n")
        done = run("link", "files", *files)
        expect(done.returncode == 1 and "b.csv:2: 4 fields where the header has 3" in done.stderr, "a bad row by its line", done)
        (folder / "m.xml").write_text(MODEL.replace('how="date"', 'how="day"'))
        done = run("link", "files", *files)
        expect(done.returncode == 1 and "m.xml:4: 'day' is no how" in done.stderr, "a bad model by its line", done)
        expect(run("link", "files", "--left", "a.csv").returncode == 2, "wrong use is 2", done)
        expect(run("link", "files", *files, "--threads", "0").returncode == 2, "no threads is wrong use", done)
        left = sorted(p.name for p in folder.iterdir())
        expect(left == ["a.csv", "b.csv", "m.xml", "pairs.csv", "report.txt"], f"nothing lies about: {left}", done)


main()

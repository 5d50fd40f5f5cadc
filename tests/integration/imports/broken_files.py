#!/usr/bin/env python3
"""Files as they must not be, each with the report that whoever hands it over must get.

Usage: broken_files.py BUILD [FOLDER]. Makes each file, gives it to `ssiis-admin import` on a database of its own, and compares: a
file that cannot be read is refused with one code and its English sentence, and leaves no row; one that can be read in part names row,
column and reason of each rejected row. Exit 1 with one line per difference. With FOLDER the files stay there, to look at.
"""
import csv
import io
import json
import pathlib
import subprocess
import sys
import tempfile
import zipfile

HEADER = "tin,name,name_alt,address,district,province,phone,isic,status,reg_date"
GOOD = "".join(f"{100000 + n},Firm {n},,,,,,G,ACTIVE,2014-05-18\n" for n in range(40))
NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'


def row(cells):
    return HEADER + "\n" + GOOD + ",".join(cells) + "\n"


def cells(**given):
    """A good row with some cells otherwise."""
    values = dict(zip(HEADER.split(","), ["200001", "Firm", "", "", "", "", "", "G", "ACTIVE", "2014-05-18"])) | given
    return [values[name] for name in HEADER.split(",")]


def sheet_row(number, texts):
    return f'<row r="{number}">' + "".join(f'<c r="{chr(65 + i)}{number}" t="str"><v>{t}</v></c>' for i, t in enumerate(texts)) + "</row>"


def good_sheet(more=""):
    rows = [HEADER.split(",")] + [line.split(",") for line in GOOD.splitlines()]
    return "".join(sheet_row(n + 1, r) for n, r in enumerate(rows)) + more


def book(rows="", more=None, drop=(), book_xml=None, sheet=None, compress=zipfile.ZIP_DEFLATED, styles="", after=""):
    parts = {
        "[Content_Types].xml": HEAD + "<Types/>",
        "xl/workbook.xml": book_xml or f'{HEAD}<workbook {NS} xmlns:r="r"><sheets><sheet name="Data" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": HEAD + '<Relationships><Relationship Id="rId1" Type="t/worksheet" Target="worksheets/sheet1.xml"/>'
        '<Relationship Id="rId2" Type="t/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rId3" Type="t/styles" Target="styles.xml"/></Relationships>',
        "xl/sharedStrings.xml": f"{HEAD}<sst {NS}><si><t>one</t></si></sst>",
        "xl/styles.xml": f'{HEAD}<styleSheet {NS}><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/>{styles}</cellXfs></styleSheet>',
        "xl/worksheets/sheet1.xml": sheet or f"{HEAD}<worksheet {NS}><sheetData>{rows}</sheetData>{after}</worksheet>",
    } | (more or {})
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compress) as z:
        for name, content in parts.items():
            if name not in drop:
                z.writestr(name, content)
    return out.getvalue()


def forged(data, name, size):
    """The directory and the local header of an entry say another size than it unpacks to."""
    at = 0
    data = bytearray(data)
    for magic, name_at, size_at in ((b"PK\x01\x02", 46, 24), (b"PK\x03\x04", 30, 22)):
        at = data.find(magic)
        while at >= 0:
            if data[at + name_at: at + name_at + len(name)] == name.encode():
                data[at + size_at: at + size_at + 4] = size.to_bytes(4, "little")
            at = data.find(magic, at + 1)
    return bytes(data)


LAO_1133 = b"\xba\xcd\xc5\xd4\xca\xd1\xb4 \xb4\xcd\xa1\xba\xcb\xc7"
# name -> (bytes, code of the whole file) or (bytes, {(row, column): code})
FILES = {
    # text
    "empty.csv": (b"", "import.empty"),
    "only_line_ends.csv": (b"\n\r\n\n", "import.empty"),
    "only_headings.csv": (HEADER.encode() + b"\n", "import.no_rows"),
    "zeros.csv": (b"\0" * 4000, "import.binary"),
    "picture.csv": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, "import.binary"),
    "pdf.csv": (b"%PDF-1.7\n1 0 obj\n", "import.not_a_table"),
    "lao_before_unicode.csv": (HEADER.encode() + b"\n1," + LAO_1133 + b",,,,,,,,\n", "import.legacy_lao"),
    "thai_bytes.csv": (HEADER.encode() + b"\n1,\xba\xc3\xd4\xc9\xd1\xb7,,,,,,,,\n", "import.legacy_lao"),
    "broken_utf8.csv": ((HEADER + "\n1,ບໍລິສັດ ດອກບົວ ກໍ່ສ້າງ,,,,,,,,\n2,ພູ").encode() + b"\xba,,,,,,,,\n", "import.not_utf8"),
    "cut_utf8.csv": ((HEADER + "\n1,ບໍລິສັດ ດອກບົວ ກໍ່ສ້າງ").encode()[:-1], "import.not_utf8"),
    "half_a_pair.csv": (b"\xff\xfe" + (HEADER + "\n").encode("utf-16-le") + b"\x00\xd8\x41\x00", "import.not_utf16"),
    "odd_utf16.csv": (b"\xff\xfe" + (HEADER + "\n1,x\n").encode("utf-16-le") + b"x", "import.not_utf16"),
    "bell.csv": ((HEADER + "\n1,a\x07b,,,,,,,,\n").encode(), "import.binary"),
    "open_quote.csv": ((HEADER + "\n" + GOOD + '1,"open,,\n').encode(), "import.quote_open"),
    "endless_cell.csv": ((HEADER + '\n1,"' + "x" * 70000 + '",,,,,,,,\n').encode(), "import.cell_too_long"),
    "wide.csv": ((",".join(f"c{n}" for n in range(700)) + "\n").encode(), "import.too_many_columns"),
    "other_headings.csv": (b"a,b\n1,2\n", "import.no_profile"),
    "heading_missing.csv": (HEADER.rsplit(",", 1)[0].encode() + b"\n1,2,3,4,5,6,7,8,9\n", "import.no_profile"),
    "heading_twice.csv": ((HEADER.replace("name_alt", "name") + "\n").encode(), "import.no_profile"),
    "web_page.csv": (b"<!DOCTYPE html><html><body>Log in</body></html>\n", "import.no_profile"),
    # workbooks
    "old.xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "import.old_or_locked"),
    "cut.xlsx": (book(good_sheet())[:-200], "archive.malformed"),
    "only_magic.xlsx": (b"PK\x03\x04", "archive.malformed"),
    "letter.xlsx": (book(drop=("xl/workbook.xml",), more={"word/document.xml": "<x/>"}), "import.not_a_workbook"),
    "macros.xlsx": (book(good_sheet(), {"xl/vbaProject.bin": "x"}), "import.macro"),
    "binary.xlsx": (book(good_sheet(), {"xl/workbook.bin": "x"}), "import.binary_workbook"),
    "no_sheet_part.xlsx": (book(drop=("xl/worksheets/sheet1.xml",)), "import.part_missing"),
    "no_relations.xlsx": (book(good_sheet(), drop=("xl/_rels/workbook.xml.rels",)), "import.part_missing"),
    "no_sheets.xlsx": (book(good_sheet(), book_xml=f"{HEAD}<workbook {NS}><sheets/></workbook>"), "import.no_sheet"),
    "all_hidden.xlsx": (book(good_sheet(), book_xml=f'{HEAD}<workbook {NS} xmlns:r="r"><sheets><sheet name="D" state="hidden" r:id="rId1"/></sheets></workbook>'), "import.all_hidden"),
    "entity.xlsx": (book(sheet='<?xml version="1.0"?><!DOCTYPE w [<!ENTITY e SYSTEM "file:///etc/passwd">]><worksheet><sheetData><row r="1"><c t="str"><v>&e;</v></c></row></sheetData></worksheet>'), "import.doctype"),
    "laughs.xlsx": (book(sheet='<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><worksheet>&b;</worksheet>'), "import.doctype"),
    "not_xml.xlsx": (book(sheet="this is no XML"), "import.xml_broken"),
    "unclosed.xlsx": (book(sheet=f"{HEAD}<worksheet {NS}><sheetData>{good_sheet()}"), "import.xml_broken"),
    "deep.xlsx": (book(sheet="<worksheet>" + "<a>" * 200 + "</a>" * 200 + "</worksheet>"), "import.xml_too_deep"),
    "empty_sheet.xlsx": (book(""), "import.empty"),
    "text_that_is_none.xlsx": (book('<row r="1"><c r="A1" t="s"><v>99</v></c></row>'), "import.string_missing"),
    "rows_backwards.xlsx": (book(good_sheet(sheet_row(7, ["b"]))), "import.rows_out_of_order"),
    "cells_backwards.xlsx": (book('<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>1</v></c></row>'), "import.cells_out_of_order"),
    "far_column.xlsx": (book('<row r="1"><c r="XFD1"><v>1</v></c></row>'), "import.too_many_columns"),
    "row_beyond.xlsx": (book('<row r="99999999"><c><v>1</v></c></row>'), "import.rows_out_of_order"),
    "bomb.xlsx": (book(sheet=f"{HEAD}<worksheet {NS}><sheetData>" + " " * 90_000_000 + "</sheetData></worksheet>"), "archive.ratio"),
    "forged_size.xlsx": (forged(book(good_sheet()), "xl/worksheets/sheet1.xml", 100), "archive.forged_size"),
    # rows
    "day_before_month.csv": (row(cells(reg_date="18/05/2014")).encode(), {(42, "reg_date"): "value.not_a_day"}),
    "no_such_day.csv": (row(cells(reg_date="2023-02-29")).encode(), {(42, "reg_date"): "value.not_a_day"}),
    "buddhist_year.csv": (row(cells(reg_date="2557-05-18")).encode(), {(42, "reg_date"): "value.buddhist_year"}),
    "no_key.csv": (row(cells(tin="")).encode(), {(42, "tin"): "value.key_empty"}),
    "lost_letters.csv": (row(cells(name="Firm \ufffd\ufffd")).encode(), {(42, "name"): "value.damaged_text"}),
    "read_as_western.csv": (row(cells(name="ບໍລິສັດ".encode().decode("latin-1"))).encode(), {(42, "name"): "value.damaged_text"}),
    "long_status.csv": (row(cells(status="x" * 41)).encode(), {(42, "status"): "value.too_long"}),
    "quotes_that_do_not_fit.csv": (row(cells(name='"a"b')).encode(), {(42, ""): "row.quotes"}),
    "one_cell_more.csv": (row(cells() + ["more"]).encode(), {(42, "#11"): "row.too_many_cells"}),
    "formula_without_value.xlsx": (book(good_sheet('<row r="42"><c r="A42" t="str"><v>1</v></c><c r="B42"><f>NOW()</f></c></row>')), {(42, "name"): "value.formula_without_value"}),
    "error_in_cell.xlsx": (book(good_sheet('<row r="42"><c r="A42" t="str"><v>1</v></c><c r="B42" t="e"><v>#REF!</v></c></row>')), {(42, "name"): "value.error_in_cell"}),
    "day_that_never_was.xlsx": (book(good_sheet('<row r="42"><c r="A42" t="str"><v>1</v></c><c r="J42" s="1"><v>60</v></c></row>')), {(42, "reg_date"): "value.not_a_day"}),
    "digits_lost.xlsx": (book(good_sheet('<row r="42"><c r="A42"><v>1.2345678901234567E+17</v></c></row>')), {(42, "tin"): "value.number_lost_digits"}),
}


class Office:
    """A database of its own with ssiis-admin."""

    def __init__(self, build, folder):
        self.admin, self.folder = [build / "bin/ssiis-admin", "--config", folder / "host.xml"], folder
        (folder / "host.xml").write_text(
            f'<host><data_dir>{folder}</data_dir><database engine="sqlite" name="{folder}/mis.sqlite"/>'
            f'<plugins><ssiis resources="{build}/share/ssiis"/></plugins></host>')
        subprocess.run([*self.admin, "migrate"], check=True, capture_output=True)

    def report(self, path):
        """(exit status, what was printed as JSON or None, standard error, rejected rows)."""
        rejects = self.folder / "rejects.csv"
        rejects.unlink(missing_ok=True)
        done = subprocess.run([*self.admin, "import", "tax_employer", path, "--rejects", rejects, "--json"], capture_output=True, text=True, timeout=120)
        rows = list(csv.DictReader(rejects.open(encoding="utf-8"))) if rejects.exists() else []
        return done.returncode, json.loads(done.stdout) if done.stdout else None, done.stderr, rows


def difference(office, path, expected):
    """What of the report is not as it should be; nothing when all is."""
    status, said, stderr, rows = office.report(path)
    if isinstance(expected, str):
        codes = [f["code"] for f in said["findings"]] if said else []
        if status != 1 or not (f"({expected})" in stderr or codes == [expected]):
            return f"expected {expected}, got status {status}, {said or stderr}"
        if said and said["state"] != "failed":
            return f"is {said['state']}"
        sentence = (stderr.split(": ", 2)[-1] if not said else said["findings"][0]["reason"]).strip()
        return None if len(sentence) > 15 and expected not in sentence.split(" (")[0] else f"no sentence: {sentence}"
    found = {(int(r["row"]), r["column"]): r["code"] for r in rows}
    if found != expected:
        return f"expected {expected}, got {found} {stderr}"
    if any(len(r["reason"]) < 15 or r["reason"] == r["code"] for r in rows):
        return f"a reason without words: {rows}"
    return None if said["rows"] == 40 and said["rejected"] == 1 else f"rows: {said}"


def main():
    build = pathlib.Path(sys.argv[1]).resolve()
    failed = 0
    with tempfile.TemporaryDirectory(prefix="ssiis-broken-") as temporary:
        files = pathlib.Path(sys.argv[2] if len(sys.argv) > 2 else temporary) / "files"
        files.mkdir(parents=True, exist_ok=True)
        office = Office(build, pathlib.Path(temporary))
        for name, (content, expected) in FILES.items():
            (files / name).write_bytes(content)
            wrong = difference(office, files / name, expected)
            if wrong:
                failed += 1
                print(f"{name}: {wrong}")
    print(f"{len(FILES)} broken files, {failed} reports that are not as they should be")
    return 1 if failed or len(FILES) < 50 else 0


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    sys.exit(main())

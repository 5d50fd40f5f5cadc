#!/usr/bin/env python3
"""The part linkage of the conformance program against invented registers. Usage: linkage_program_test.py PROGRAM"""
import csv
import subprocess
import sys
import tempfile
from pathlib import Path

PEOPLE = 60
SETS = {
    "fake_1000.csv": "first_name,surname,dob,city,email",
    "febrl1.csv": "given_name,surname,street_number,address_1,suburb,postcode,state,date_of_birth,soc_sec_id",
    "chicago_ece.csv": "name,address,zip,phone",
    "restaurants_a.csv": "name,phone,street",
}
SYLLABLES = ["kham", "bou", "sy", "vong", "phet", "da", "lin", "sou", "tha", "mek"]


def name(n):
    return "".join(SYLLABLES[int(d)] for d in str(n * 7919 + 1234))


def cell(column, i):
    if "date" in column or column in ("dob", "reg_date"):
        return f"{1950 + i}-{1 + i % 12:02}-{1 + i % 28:02}"
    if column in ("street_number", "postcode", "zip", "phone", "soc_sec_id", "id_no"):
        return str(20550000000 + i * 7654321) if column == "phone" else str(100003 + i * 7717)
    if column in ("sex", "sector", "isic", "state"):
        return "FM"[i % 2]
    return name(i * 13 + len(column))


def write(path, columns, rows):
    with open(path, "w", newline="", encoding="utf-8") as out:
        csv.writer(out).writerows([columns.split(",")] + rows)


def twice(path, columns):
    rows = [[f"{side}{i}", str(i)] + [cell(c, i) for c in columns.split(",")] for i in range(PEOPLE) for side in "ab"]
    write(path, "unique_id,cluster," + columns, rows)


def register(path, key, columns, prefix, row=lambda c, i: cell(c, i)):
    write(path, f"{key},{columns}", [[f"{prefix}{i}"] + [row(c, i) for c in columns.split(",")] for i in range(PEOPLE)])


def material(root, shifted=False):
    folder = root / "linkage"
    (folder / "sample").mkdir(parents=True)
    for file in ("fake_1000.csv", "febrl1.csv", "chicago_ece.csv"):
        twice(folder / file, SETS[file])
    twice(folder / "febrl3.csv", SETS["febrl1.csv"])
    for file, end in (("febrl4a.csv", "org"), ("febrl4b.csv", "dup-0")):
        columns = SETS["febrl1.csv"]
        rows = [[f"rec-{(i + (shifted and end == 'org')) % PEOPLE}-{end}"] + [cell(c, i) for c in columns.split(",")] for i in range(PEOPLE)]
        write(folder / file, "unique_id," + columns, rows)
    for side in "ab":
        register(folder / f"restaurants_{side}.csv", "unique_id", SETS["restaurants_a.csv"], side)
    (folder / "restaurants_truth.csv").write_text("D1|D2\n" + "".join(f"a{i}|b{i}\n" for i in range(PEOPLE)))
    sample = folder / "sample"
    people = "given_lo,surname_lo,name_latin,sex,dob,id_no,province,district,village"
    register(sample / "worker.csv", "worker_id", people + ",phone", "W", lambda c, i: "" if c == "name_latin" else cell(c, i))
    register(sample / "civil_register.csv", "civil_id", people, "C", lambda c, i: "" if c == "name_latin" else cell(c, i))
    register(sample / "molsw_workers.csv", "molsw_id", "name_lo,name_latin,sex,dob,id_no,employer_name,province,district", "M")
    register(sample / "tax_payroll.csv", "tax_emp_id", "tin,employee_name,id_no", "P")
    firms = "name_lo,name_en,{},province,district,village,address,phone,reg_date,director_name"
    register(sample / "labour_unit.csv", "lu_id", firms.format("sector"), "L")
    with open(sample / "labour_unit.csv", "a", newline="", encoding="utf-8") as out:  # the first one, registered again
        csv.writer(out).writerow([f"L{PEOPLE}"] + [cell(c, 0) for c in firms.format("sector").split(",")])
    register(sample / "enterprise_register.csv", "er_no", firms.format("isic"), "E")
    register(sample / "tax_employer.csv", "tin", "name,name_alt,isic,province,district,address,phone,reg_date", "T",
             lambda c, i: cell("name_lo" if c == "name" else c, i))
    truth = [[k, f"{a}{i}", r, f"{b}{i}"] for i in range(PEOPLE) for k, a, r, b in
             (("worker", "W", "civil_register", "C"), ("worker", "W", "tax_payroll", "P"), ("worker", "W", "molsw_workers", "M"),
              ("labour_unit", "L", "tax_employer", "T"), ("labour_unit", "L", "enterprise_register", "E"))]
    truth += [["worker_dup", "W0", "worker", "W1"], ["labour_unit_dup", "L0", "labour_unit", f"L{PEOPLE}"]]
    write(sample / "truth_links.csv", "kind,lsso_id,register,register_id", truth)


def run(program, folder):
    done = subprocess.run([program, "--part", "linkage", folder], capture_output=True, text=True, timeout=600)
    return done.returncode, done.stdout + done.stderr


def expect(condition, what, output):
    if not condition:
        sys.exit(f"not so: {what}\n{output}")


def main():
    program = sys.argv[1]
    with tempfile.TemporaryDirectory() as folder:
        good, wrong, absent = (Path(folder) / n for n in ("good", "wrong", "absent"))
        material(good)
        status, output = run(program, good)
        expect(status == 0 and "linkage: reached" in output, "all found is exit status 0", output)
        expect(output.count(" yes\n") == 9 and "NO" not in output, "nine sets have a figure to reach", output)
        material(wrong, shifted=True)
        status, output = run(program, wrong)
        expect(status == 1 and "0.9997 NO" in output and "NOT REACHED" in output, "a set with another truth is missed", output)
        absent.mkdir()
        expect(run(program, absent)[0] == 1, "no material is a failure", "")


main()

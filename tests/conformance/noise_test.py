#!/usr/bin/env python3
"""noise.py spoils what it says, the same each time, and never a key."""
import csv
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

PROGRAM = Path(__file__).with_name("noise.py")
HEADER = "civil_id,id_no,family_book,given_lo,surname_lo,name_latin,sex,dob,province,district,village,status,death_date\n"


class Noise(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.root = Path(self.folder.name)
        sample = self.root / "in" / "linkage" / "sample"
        sample.mkdir(parents=True)
        (self.root / "in" / "linkage" / "public.csv").write_text("a\n1\n")
        (sample / "worker.csv").write_text("worker_id\nW1\n")
        (sample / "civil_register.csv").write_text(HEADER + "".join(
            f"C{i},02869829{i:02},6500546,ຄຳວັນ,ຄຳມະນີຄອນ,Khamvanh PHOMMA,M,1998-06-{i % 28 + 1:02},ວຽງຈັນ,ໂພນໄຊ,ທ່າງາມ,ALIVE,\n"
            for i in range(100)), encoding="utf-8")

    def run_at(self, percent, seed, name):
        said = subprocess.run([sys.executable, str(PROGRAM), str(self.root / "in"), str(self.root / name),
                               "--percent", str(percent), "--seed", seed], check=True, capture_output=True, text=True)
        return said.stdout, (self.root / name / "linkage" / "sample" / "civil_register.csv").read_text(encoding="utf-8")

    def test_nothing_is_spoilt_at_zero(self):
        said, text = self.run_at(0, "1", "none")
        self.assertEqual(text, (self.root / "in/linkage/sample/civil_register.csv").read_text(encoding="utf-8"))
        self.assertIn("0 of 1000 fields", said)

    def test_the_same_seed_spoils_the_same_and_another_does_not(self):
        self.assertEqual(self.run_at(20, "1", "a"), self.run_at(20, "1", "b"))
        self.assertNotEqual(self.run_at(20, "1", "c")[1], self.run_at(20, "2", "d")[1])

    def test_as_much_as_is_asked_and_no_key(self):
        said, text = self.run_at(20, "1", "e")
        self.assertTrue(150 < int(said.split()[0]) < 250, said)
        rows = list(csv.DictReader(text.splitlines()))
        self.assertEqual([r["civil_id"] for r in rows], [f"C{i}" for i in range(100)])
        self.assertEqual({r["status"] for r in rows}, {"ALIVE"})
        self.assertEqual((self.root / "e/linkage/public.csv").read_text(), "a\n1\n")
        self.assertEqual((self.root / "e/linkage/sample/worker.csv").read_text(), "worker_id\nW1\n")

    def test_dates_stay_dates(self):
        for row in csv.DictReader(self.run_at(100, "3", "f")[1].splitlines()):
            if row["dob"]:
                year, month, day = (int(p) for p in row["dob"].split("-"))
                self.assertTrue(1980 < year < 2010 and 1 <= month <= 12 and 1 <= day <= 31, row["dob"])


if __name__ == "__main__":
    unittest.main()

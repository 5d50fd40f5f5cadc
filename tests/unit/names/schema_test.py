#!/usr/bin/env python3
"""The list of identifiers is valid by its schema, and broken ones are not. Usage: schema_test.py ROOT"""
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

FOLDER = Path(sys.argv[1]) / "config/identifiers"
BROKEN = [('" confirmed="no"', '" confirmed="maybe"'), ('check="none"', 'check="mod12"'), ('from="2001-01-01"', 'from="2001-02-30"'),
          ('pattern="[0-9]{9}"', 'pattern=".*"'), ('code="ss_reg_no"', 'code="ss_no"'), (' source_en="Samples', ' source="Samples')]


def valid(path):
    command = ["xmllint", "--noout", "--nonet", "--schema", FOLDER / "identifiers.xsd", path]
    return subprocess.run(command, capture_output=True).returncode == 0


def main():
    if not shutil.which("xmllint"):
        sys.exit("xmllint is missing: packaging/lib/packages-test.txt names libxml2-utils")
    file = FOLDER / "identifiers.xml"
    wrong = [] if valid(file) else [str(file)]
    text = file.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        for old, new in BROKEN:
            if old not in text:
                sys.exit(f"the list has no {old}: mend this test")
            path = Path(folder) / "broken.xml"
            path.write_text(text.replace(old, new, 1), encoding="utf-8")
            if valid(path):
                wrong.append(f"valid with {new} for {old}")
    if wrong:
        sys.exit("\n".join(wrong))


main()

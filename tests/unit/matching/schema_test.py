#!/usr/bin/env python3
"""Every linkage model is valid by linkage.xsd, and broken ones are not. Usage: schema_test.py ROOT"""
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(sys.argv[1])
SCHEMA = ROOT / "config/linkage/linkage.xsd"
BROKEN = [('how="names"', 'how="by ear"'), ('link="0.9"', 'link="1.9"'), ("<bands", "<band"), ('<left id="worker_id"/>', ""),
          ('read="date"', 'read="day"'), ('one-to-one="left"', 'one-to-one="maybe"'), ('at-least="1"', "")]


def valid(path):
    return subprocess.run(["xmllint", "--noout", "--nonet", "--schema", SCHEMA, path], capture_output=True).returncode == 0


def main():
    if not shutil.which("xmllint"):
        sys.exit("xmllint is missing: packaging/lib/packages-test.txt names libxml2-utils")
    models = sorted((ROOT / "config/linkage").glob("*.xml")) + sorted((ROOT / "tests/conformance/linkage").glob("*.xml"))
    if len(models) < 5:
        sys.exit("the models were not found")
    wrong = [str(m) for m in models if not valid(m)]
    text = (ROOT / "config/linkage/worker-civil_register.xml").read_text()
    with tempfile.TemporaryDirectory() as folder:
        for old, new in BROKEN:
            if old not in text:
                sys.exit(f"the model has no {old}: mend this test")
            path = Path(folder) / "broken.xml"
            path.write_text(re.sub(re.escape(old), new, text, count=1))
            if valid(path):
                wrong.append(f"valid with {new or 'nothing'} for {old}")
    if wrong:
        sys.exit("\n".join(wrong))


main()

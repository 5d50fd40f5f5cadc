#!/usr/bin/env python3
"""What leaves is valid by register-exchange.xsd, and so is the confirmation of the description; broken ones are not.
Usage: schema_test.py ROOT"""
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from pathlib import Path

ROOT = Path(sys.argv[1])
SCHEMA = ROOT / "config/amendments/register-exchange.xsd"
GOLDEN = ROOT / "tests/unit/amendments/golden"
HASH = "0123456789abcdef" * 4


def valid(path):
    done = subprocess.run(["xmllint", "--noout", "--nonet", "--schema", SCHEMA, path], capture_output=True, text=True)
    if done.returncode not in (0, 3):
        sys.exit(f"xmllint cannot judge {path}: {done.stderr}")
    return done.returncode == 0


def valid_text(text):
    with tempfile.NamedTemporaryFile("w", suffix=".xml", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        return valid(file.name)


def main():
    faults = [f"{name} is not valid" for name in ("changes.xml", "manifest.xml") if not valid(GOLDEN / name)]
    # The example of the description, its hash written out.
    text = (ROOT / "config/amendments/README.md").read_text(encoding="utf-8")
    example = re.search(r"<confirmation .*?</confirmation>", text, re.S).group(0).replace("5f1c…", HASH)
    if not valid_text(example):
        faults.append("the confirmation of README.md is not valid")
    for what, of in (('outcome="applied"', 'outcome="done"'), ('schema="1"', 'schema="9"'), (HASH, "x"),
                     ('day="2026-11-30"', 'day="30/11/2026"'), ("amendment-12-346-3", "amendment-12-345-4")):
        if valid_text(example.replace(what, of, 1)):
            faults.append(f"a confirmation with {of} is held to be valid")
    kinds = {k.get("code") for k in ElementTree.parse(ROOT / "config/amendments/kinds.xml").getroot().iter("kind")}
    told = set(re.findall(r"`([a-z_]+)`", "\n".join(line.split("|")[1] for line in text.splitlines() if line.startswith("| `"))))
    faults += [f"README.md does not tell of the kind {k}" for k in sorted(kinds - told)]
    print("\n".join(faults))
    return 1 if faults else 0


sys.exit(main())

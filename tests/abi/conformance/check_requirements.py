#!/usr/bin/env python3
"""check_requirements.py HOST ROOT: the duties in requirements.md and the checks of the conformance host are the same
ones; every other check that the page names is a test that exists; every number used in headers and ways.txt is there."""
import re
import subprocess
import sys
from pathlib import Path

ROW = re.compile(r"^\| (ABI-\d\d) \|.*\| ([^|]*) \|$", re.M)
NUMBER = re.compile(r"ABI-\d\d")


def main(host, root):
    root, wrong = Path(root), []
    page = (root / "plugin-api/docs/requirements.md").read_text(encoding="utf-8")
    rows = dict(ROW.findall(page))
    listed = {line.split()[0] for line in subprocess.run([host, "--list"], check=True, capture_output=True,
                                                         text=True).stdout.splitlines()}
    described = {number for number, how in rows.items() if "conformance" in how and int(number[4:]) < 70}
    wrong += [f"{number} has a check and no row that says so" for number in sorted(listed - described)]
    wrong += [f"{number} is said to be checked by the conformance host, which has no such check"
              for number in sorted(described - listed)]
    tests = "".join(p.read_text(encoding="utf-8") for p in [*root.glob("tests/abi/*/CMakeLists.txt"),
                                                            root / "packaging/cmake/LssoPlugin.cmake"])
    for name in sorted(set(re.findall(r"`(abi_\w+?)(?:_\*)?`", page))):
        if name.rstrip("_") not in tests:
            wrong.append(f"the page names the test {name}, which does not exist")
    for path in [*(root / "plugin-api").rglob("*.[hc]"), *(root / "packaging/cmake").glob("*")]:
        for number in set(NUMBER.findall(path.read_text(encoding="utf-8"))):
            if number not in rows:
                wrong.append(f"{path.relative_to(root)} names {number}, which the page does not have")
    for line in wrong:
        print(line, file=sys.stderr)
    print(f"{len(rows)} duties, {len(listed)} checks")
    return 1 if wrong or len(rows) < 50 else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))

#!/usr/bin/env python3
"""coverage.py BUILD: the lines of each room, and of the host, that ran in a build of the preset coverage. A line of several
translation units ran if it ran in one of them. Rooms that no test program was built for are not in the list."""
import json
import subprocess
import sys
from collections import defaultdict
from pathlib import Path


def reports(build):
    data = sorted(build.rglob("*.gcda"))
    if not data:
        sys.exit(f"coverage.py: no test of {build} has run")
    for i in range(0, len(data), 40):
        command = ["gcov", "--json-format", "--stdout", *map(str, data[i:i + 40])]
        out = subprocess.run(command, capture_output=True, text=True, check=True, cwd=build).stdout
        for line in out.splitlines():
            if line.startswith("{"):
                yield json.loads(line)


def room_of(file):
    parts = Path(file).parts
    for top in ("module", "plugin-api"):
        if top in parts:
            at = parts.index(top)
            if len(parts) > at + 2:
                return "/".join(parts[at:at + 2])
    return None


def main():
    build = Path(sys.argv[1]).resolve()
    ran = defaultdict(lambda: defaultdict(int))
    for report in reports(build):
        for file in report["files"]:
            name = file["file"]
            if "/usr/" in name or "generated/" in name or "tests/" in name or not room_of(name):
                continue
            for line in file["lines"]:
                ran[name][line["line_number"]] += line["count"]
    rooms = defaultdict(lambda: [0, 0])
    for name, lines in ran.items():
        rooms[room_of(name)][0] += sum(1 for count in lines.values() if count)
        rooms[room_of(name)][1] += len(lines)
    print(f"{'room':28}{'lines':>8}{'ran':>8}{'share':>8}")
    for room, (hit, all_lines) in sorted(rooms.items()):
        print(f"{room:28}{all_lines:>8}{hit:>8}{100 * hit / all_lines:>7.1f}%")
    hit, all_lines = (sum(r[i] for r in rooms.values()) for i in (0, 1))
    print(f"{'all':28}{all_lines:>8}{hit:>8}{100 * hit / all_lines:>7.1f}%")


if __name__ == "__main__":
    main()

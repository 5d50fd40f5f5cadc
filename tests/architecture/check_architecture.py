#!/usr/bin/env python3
"""Checks that the rooms keep to the house rules. Usage: check_architecture.py ROOT. Exit 1 with one line per breach.

 rules:  room-files     a room has README.md, api.hpp, deps.txt
         include        another room's header is published: its api.hpp, or a header that its api.hpp includes
         deps           an included room stands in deps.txt, and what stands there is used
         floor          a room depends on its own or lower floors only
         cycle          dependencies have no cycle
         host           plugin-api/host includes no room but core, database and web
         sql-write      a room writes its own tables only
         sql-read       a room reads its own tables, those of rooms in its deps.txt, and reg_ views
         sql-mis        no statement of the module names a table of the MIS
         long-file      no source file has more than 400 lines
"""
import re
import sys
from pathlib import Path

FLOORS = [["core"], ["database", "web", "names"], ["audit", "matching"], ["profiles", "registry"],
          ["documents", "forms", "workflow", "amendments", "mapping", "code_lists"], ["inspections", "measures", "procedures"],
          ["planning", "detection", "imports", "linkage", "exchange"],
          ["control_centre", "portal", "help_desk", "intranet"], ["plugin", "admin"]]
FLOOR = {room: level for level, rooms in enumerate(FLOORS) for room in rooms}
PROGRAMS = {"plugin", "admin"}          # wiring: they may use every room, and need no api.hpp
HOST_ROOMS = {"core", "database", "web"}
INCLUDE = re.compile(r'^\s*#\s*include\s+"([a-z_]+)/([^"]+)"', re.M)
COMMENT = re.compile(r"--[^\n]*")


def read_deps(room_dir):
    path = room_dir / "deps.txt"
    if not path.exists():
        return None
    lines = (line.split("#")[0].strip() for line in path.read_text().splitlines())
    return {line for line in lines if line}


def sources(folder):
    return [p for p in sorted(folder.rglob("*")) if p.suffix in (".hpp", ".cpp", ".h", ".c")]


def published(module, room):
    api = module / room / "api.hpp"
    names = {"api.hpp"}
    if room == "core":
        return {p.name for p in (module / room).glob("*.hpp")}
    if api.exists():
        names |= {name for r, name in INCLUDE.findall(api.read_text()) if r == room}
    return names


def check_includes(module, rooms, breaches):
    deps = {}
    for room in rooms:
        declared = read_deps(module / room)
        used = set()
        for path in sources(module / room):
            for other, header in INCLUDE.findall(path.read_text()):
                if other == room or other not in rooms:
                    continue
                used.add(other)
                if header not in published(module, other):
                    breaches.append(f"include: {path.relative_to(module)} includes {other}/{header}, which {other} does not publish")
        if room in PROGRAMS:
            deps[room] = used
            continue
        room_deps = {d for d in (declared or set()) if d in rooms}
        deps[room] = room_deps
        for missing in sorted(used - room_deps):
            breaches.append(f"deps: {room} includes {missing}, which its deps.txt does not name")
        for idle in sorted(room_deps - used):
            breaches.append(f"deps: {room} names {idle} in deps.txt and includes nothing of it")
        for other in sorted(room_deps | used):
            if FLOOR.get(other, 99) > FLOOR.get(room, -1):
                breaches.append(f"floor: {room} depends on {other}, which stands on a higher floor")
    return deps


def check_cycles(deps, breaches):
    state = {}

    def visit(room, trail):
        state[room] = "open"
        for other in sorted(deps.get(room, ())):
            if state.get(other) == "open":
                breaches.append("cycle: " + " -> ".join(trail + [room, other]))
            elif other not in state:
                visit(other, trail + [room])
        state[room] = "done"

    for room in sorted(deps):
        if room not in state:
            visit(room, [])


def tables_by_room(root):
    owner = {}
    for path in sorted((root / "sql" / "migrations").glob("*.up.sql")):
        found = re.match(r"\d+_([a-z_]+?)(?:-[a-z_-]+)?\.up\.sql$", path.name)
        room = found.group(1) if found else "?"
        for table in re.findall(r"create\s+table\s+(?:if\s+not\s+exists\s+)?(\w+)", COMMENT.sub("", path.read_text()), re.I):
            owner[table.lower()] = room
    return owner


def mis_tables(root):
    found = set()
    for path in (root / "sql" / "registry").rglob("schema*.sql"):
        found |= {t.lower() for t in re.findall(r"create\s+table\s+(?:if\s+not\s+exists\s+)?(\w+)", COMMENT.sub("", path.read_text()), re.I)}
    return found


def check_sql(root, deps, breaches):
    owner, mis = tables_by_room(root), mis_tables(root)
    for path in sorted((root / "sql" / "queries").rglob("*.sql")):
        room, text = path.parent.name, COMMENT.sub("", path.read_text()).lower()
        where = path.relative_to(root)
        written = set(re.findall(r"(?:insert\s+(?:ignore\s+)?into|update|delete\s+from)\s+(\w+)", text))
        written -= {"skip", "set"}
        named = set(re.findall(r"(?:from|join|into|update)\s+(\w+)", text))
        for table in sorted(named & mis):
            breaches.append(f"sql-mis: {where} names {table}, a table of the MIS")
        for table in sorted(written):
            if table.startswith("reg_") or (table in owner and owner[table] != room):
                breaches.append(f"sql-write: {where} writes {table}, which is not its own")
        for table in sorted(named & set(owner)):
            if owner[table] != room and owner[table] not in deps.get(room, set()):
                breaches.append(f"sql-read: {where} reads {table} of {owner[table]}, which {room} does not depend on")


def check(root):
    module, breaches = root / "module", []
    rooms = sorted(p.name for p in module.iterdir() if p.is_dir() and p.name != "docs" and sources(p))
    for room in rooms:
        needed = {"README.md"} if room in PROGRAMS else {"README.md", "api.hpp", "deps.txt"}
        for name in sorted(needed):
            if not (module / room / name).exists():
                breaches.append(f"room-files: {room} has no {name}")
        if room not in FLOOR:
            breaches.append(f"floor: {room} stands on no floor")
    deps = check_includes(module, rooms, breaches)
    check_cycles({r: d for r, d in deps.items() if r not in PROGRAMS}, breaches)
    for path in sources(root / "plugin-api" / "host") if (root / "plugin-api" / "host").exists() else []:
        for other, _ in INCLUDE.findall(path.read_text()):
            if other in FLOOR and other not in HOST_ROOMS:
                breaches.append(f"host: {path.relative_to(root)} includes {other}")
    check_sql(root, deps, breaches)
    for folder in ("module", "plugin-api", "tests"):
        for path in sources(root / folder) if (root / folder).exists() else []:
            if "canary" not in path.parts:
                lines = path.read_text().count("\n")
                if lines > 400:
                    breaches.append(f"long-file: {path.relative_to(root)} has {lines} lines")
    return breaches


if __name__ == "__main__":
    if len(sys.argv) != 2 or not (Path(sys.argv[1]) / "module").is_dir():
        sys.exit("usage: check_architecture.py ROOT (a folder with module/)")
    found = check(Path(sys.argv[1]))
    print("\n".join(found) if found else "the rooms keep to the house rules")
    sys.exit(1 if found else 0)

#!/usr/bin/env python3
"""Proves that the architecture check can fail: builds a small house with one breach of every rule and expects each."""
import subprocess
import sys
import tempfile
from pathlib import Path

CHECK = Path(__file__).with_name("check_architecture.py")
FILES = {
    "module/core/README.md": "", "module/core/deps.txt": "database\n",
    "module/core/api.hpp": '#include "database/api.hpp"\n',                       # floor, cycle
    "module/database/README.md": "", "module/database/deps.txt": "core\n", "module/database/api.hpp": '#include "core/api.hpp"\n',
    "module/database/hidden.hpp": "",
    "module/audit/api.hpp": "", "module/audit/deps.txt": "core\n",                 # room-files (README), deps (idle)
    "module/audit/trail.cpp": '#include "database/hidden.hpp"\n',                 # include, deps (missing)
    "module/registry/README.md": "", "module/registry/api.hpp": "", "module/registry/deps.txt": "",
    "module/documents/README.md": "", "module/documents/api.hpp": "", "module/documents/deps.txt": "",
    "plugin-api/host/main.cpp": '#include "documents/api.hpp"\n',                 # host
    "sql/migrations/0010_audit.up.sql": "create table insp_audit_record (id int);",
    "sql/migrations/0030_registry.up.sql": "create table insp_reg_snapshot (id int);",
    "sql/registry/reference/schema.sql": "create table TB_UNIT (id int);",
    "sql/queries/documents/a.sql": "update insp_audit_record set id = ?",         # sql-write
    "sql/queries/documents/b.sql": "select id from insp_reg_snapshot",            # sql-read
    "sql/queries/documents/c.sql": "select 1 from tb_unit",                       # sql-mis
    "module/documents/long.cpp": "\n" * 401,                                      # long-file
}
RULES = ["room-files", "include", "deps", "floor", "cycle", "host", "sql-write", "sql-read", "sql-mis", "long-file"]


def run(root):
    return subprocess.run([sys.executable, CHECK, root], capture_output=True, text=True)


with tempfile.TemporaryDirectory() as folder:
    for name, text in FILES.items():
        path = Path(folder) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    done = run(folder)
    missed = [rule for rule in RULES if f"\n{rule}: " not in "\n" + done.stdout]
    if done.returncode != 1 or missed:
        sys.exit(f"the check let these breaches pass: {missed} (exit {done.returncode})\n{done.stdout}{done.stderr}")
if run("/nonexistent").returncode == 0:
    sys.exit("the check accepts a folder that is no house")
print("every planted breach was found")

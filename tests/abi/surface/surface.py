#!/usr/bin/env python3
"""What the ABI's headers declare, as C programs.   surface.py library|layout INCLUDE_DIR > FILE.c

library   a library whose functions name every type of the ABI, so that its debug information holds them all
layout    a program that prints a row for each field (struct.field offset size), each frozen struct's size and each
          constant
Both are made from the headers themselves: a type that nobody thought of adding cannot be missing."""
import re
import sys
from pathlib import Path

COMMENT = re.compile(r"/\*.*?\*/", re.S)
STRUCT = re.compile(r"typedef struct (\w+) \{(.*?)\} \1;", re.S)
OPAQUE = re.compile(r"^typedef struct (\w+) \1;", re.M)
CONSTANT = re.compile(r"^#define (LSSO_[A-Z0-9_]+) (.+?)\s*$", re.M)
FUNCTION = re.compile(r"\(\*(\w+)\)")
PLAIN = re.compile(r"(\w+)(?:\[\w+\])*$")


def fields(body):
    for declaration in body.split(";"):
        text = " ".join(declaration.split())
        if text:
            yield (FUNCTION.search(text) or PLAIN.search(text)).group(1)


def declared(include):
    structs, opaque, constants = {}, [], {}
    for path in sorted(Path(include).rglob("*.h")):
        text = COMMENT.sub("", path.read_text(encoding="utf-8"))
        for name, body in STRUCT.findall(text):
            structs[name] = list(fields(body))
        opaque += OPAQUE.findall(text)
        for name, value in CONSTANT.findall(text):
            if name not in ("LSSO_EXPORT", "LSSO_ABI_MINOR"):  # the minor version is what grows
                constants[name] = value
    if len(structs) < 20 or len(constants) < 40:
        sys.exit(f"only {len(structs)} structs and {len(constants)} constants found below {include}")
    return structs, sorted(set(opaque)), constants


def library(structs, opaque):
    print('/* Generated. */\n#include "lsso/lsso.h"')
    for name in list(structs) + opaque:
        print(f"void surface_{name}(const {name}* value);\nvoid surface_{name}(const {name}* value) {{ (void)value; }}")
    print("lsso_status surface_status(lsso_plugin_entry_point_fn entry_point);\n"
          "lsso_status surface_status(lsso_plugin_entry_point_fn entry_point) { (void)entry_point; return LSSO_OK; }")


def layout(structs, constants):
    print('/* Generated. */\n#include <stdio.h>\n#include "lsso/lsso.h"\nint main(void) {')
    for name, names in structs.items():
        if names[0] != "struct_size":
            print(f'  printf("{name} frozen %zu\\n", sizeof({name}));')
        for field in names:
            print(f'  printf("{name}.{field} %zu %zu\\n", offsetof({name}, {field}), sizeof((({name}*)0)->{field}));')
    for name, value in constants.items():
        if value.startswith('"'):
            print(f'  printf("{name} %s\\n", {name});')
        else:
            print(f'  printf("{name} %lld\\n", (long long)({name}));')
    print("  return 0;\n}")


def main(command, include):
    structs, opaque, constants = declared(include)
    if command == "library":
        library(structs, opaque)
    elif command == "layout":
        layout(structs, constants)
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main(*sys.argv[1:3])

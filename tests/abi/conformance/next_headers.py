#!/usr/bin/env python3
"""next_headers.py INCLUDE OUT: the headers as a later minor version of the ABI would have them. Every growing struct
gets two more fields at its end, as the growth rules allow; everything else stays. The tests let old and new meet."""
import re
import sys
from pathlib import Path

STRUCT = re.compile(r"(typedef struct (\w+) \{[^}]*?uint32_t struct_size;.*?)(\n\} \2;)", re.S)


def main(include, out):
    grown = 0
    for path in sorted(Path(include).rglob("*.h")):
        text, count = STRUCT.subn(r"\1\n  uint64_t next_number;\n  const void* next_pointer;\3", path.read_text(encoding="utf-8"))
        text = text.replace("#define LSSO_ABI_MINOR 0u", "#define LSSO_ABI_MINOR 1u")
        grown += count
        target = Path(out) / path.relative_to(include)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    print(f"{grown} structs grown")
    return 0 if grown > 20 else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))

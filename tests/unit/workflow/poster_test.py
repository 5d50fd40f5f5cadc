#!/usr/bin/env python3
"""The poster of a procedure: poster_test.py ROOT. Needs Chromium and pdfinfo.

Every name stands on it in both languages; the sheets cover the drawing and share their strips; the PDF has as many pages
as there are sheets, of the size of the paper, and the roll is one page.
"""
import html
import pathlib
import re
import subprocess
import sys
import tempfile
from importlib.machinery import SourceFileLoader

ROOT = pathlib.Path(sys.argv[1])
sys.path.insert(0, str(ROOT / "packaging/lib"))
sys.dont_write_bytecode = True
poster = SourceFileLoader("poster", str(ROOT / "packaging/lib/poster")).load_module()
BPMN = ROOT / "config/workflow/inspection.bpmn"


def names_missing(language):
    drawn = poster.Poster(BPMN, language)
    _, _, inside = drawn.drawing()
    shown = html.unescape(re.sub(r"</text><text[^>]*>", " ", inside))
    named = {i for i, kind in drawn.kind.items() if kind.endswith(("Task", "Event", "participant", "lane", "subProcess"))}
    return [i for i in named if drawn.name(i) and " ".join(drawn.name(i).split()) not in shown]


def uncovered(size, scale, paper):
    """Corners of a fine grid over the drawing that no sheet holds, and neighbours that share less than the strip."""
    _, parts = poster.sheets(size, scale, paper)
    boxes = [box for _, box in parts]
    bare = [(x, y) for x in range(0, int(size[0]), 97) for y in range(0, int(size[1]), 89)
            if not any(b[0] <= x <= b[0] + b[2] and b[1] <= y <= b[1] + b[3] for b in boxes)]
    lefts = sorted({b[0] for b in boxes})
    apart = [a for a, b in zip(lefts, lefts[1:]) if a + boxes[0][2] - b < poster.SHARED / scale - 1e-6]
    return bare + apart


def pages(paper, room):
    out = room / f"{paper}.pdf"
    subprocess.run([ROOT / "packaging/lib/poster", BPMN, out, "--language", "lo", "--paper", paper], check=True)
    said = subprocess.run(["pdfinfo", out], check=True, capture_output=True, text=True).stdout
    wide, high = (float(n) * 25.4 / 72 for n in re.search(r"Page size:\s+([\d.]+) x ([\d.]+)", said).groups())
    return int(re.search(r"Pages:\s+(\d+)", said).group(1)), wide, high


def main():
    faults = [f"{language}: no name of {i}" for language in ("lo", "en") for i in names_missing(language)]
    wide, high, _ = poster.Poster(BPMN, "lo").drawing()
    scale = 9 * 25.4 / 72 / poster.SMALLEST
    for paper in sorted(poster.PAPER):
        faults += [f"{paper}: {place} lies on no sheet" for place in uncovered((wide, high), scale, paper)]
    with tempfile.TemporaryDirectory() as room:
        for paper in ("roll", "A3"):
            size, parts = poster.sheets((wide, high), (poster.ROLL - 2 * poster.MARGIN) / high if paper == "roll" else scale, paper)
            count, *printed = pages(paper, pathlib.Path(room))
            if count != len(parts) or any(abs(a - b) > 1 for a, b in zip(size, printed)):
                faults.append(f"{paper}: {count} pages of {printed}, not {len(parts)} of {size}")
            print(f"{paper}: {count} of {printed[0]:.0f} × {printed[1]:.0f} mm")
    print("\n".join(faults))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""table.py ROWS [--json FILE]: the lines that the benchmarks wrote, as a table for people and as JSON."""
import argparse
import json
import statistics
import sys

AIMS = {
    "ratio_at_most": ("ratio ≤ {:g}", lambda f, b, w: statistics.median(ratios(f, b)) <= w),
    "ratio_at_least": ("ratio ≥ {:g}", lambda f, b, w: statistics.median(ratios(f, b)) >= w),
    "difference_at_most": ("floor + {:g}", lambda f, b, w: statistics.median(x - y for x, y in zip(f, b)) <= w),
    "figure_at_most": ("≤ {:g}", lambda f, b, w: statistics.median(f) <= w),
    "figure_at_least": ("≥ {:g}", lambda f, b, w: statistics.median(f) >= w),
}


def ratios(figures, floors):
    return [f / b for f, b in zip(figures, floors)]


def three(values):
    """median (least – greatest)"""
    low, mid, high = min(values), statistics.median(values), max(values)
    digits = 0 if mid >= 100 else 1 if mid >= 10 else 2 if mid >= 1 else 3
    show = lambda x: f"{x:,.{digits}f}"
    return show(mid) if len(values) == 1 else f"{show(mid)} ({show(low)}–{show(high)})"


def line(row):
    figures, floors = row["figures"], row["floors"]
    aim, reached = "–", "–"
    if row["aim"] != "none":
        words, holds = AIMS[row["aim"]]
        aim, row["reached"] = words.format(row["wanted"]), holds(figures, floors, row["wanted"])
        reached = "yes" if row["reached"] else "NO"
    row["ratio"] = statistics.median(ratios(figures, floors)) if floors else None
    return [row["name"], three(figures), row["unit"], three(floors) if floors else "–",
            three(ratios(figures, floors)) if floors else "–", aim, reached, row["note"]]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("rows")
    parser.add_argument("--json")
    args = parser.parse_args()
    rows = [json.loads(text) for text in open(args.rows, encoding="utf-8") if text.strip()]
    if not rows:
        sys.exit("nothing was measured")
    table = [["figure", "median (min–max)", "unit", "floor", "ratio", "aim", "reached", ""]] + [line(r) for r in rows]
    widths = [max(len(r[i]) for r in table) for i in range(len(table[0]))]
    for r in table:
        print("  ".join(cell.ljust(w) for cell, w in zip(r, widths)).rstrip())
    missed = [r["name"] for r in rows if r.get("reached") is False]
    print(f"\nNot reached: {', '.join(missed)}" if missed else "\nAll aims are reached.")
    if args.json:
        with open(args.json, "w", encoding="utf-8") as out:
            json.dump(rows, out, ensure_ascii=False, indent=1)


main()

#!/usr/bin/env python3
"""noise.py DIR OUT --percent P --seed S: a copy of DIR/linkage in OUT whose other registers are mistyped.

P of a hundred filled fields of tax_employer, enterprise_register, civil_register, molsw_workers and tax_payroll get one
mistake each; keys stay, so that the truth still holds, and so do LSSO's own files. The same seed spoils the same fields in
the same way. What is not a register is linked, not copied.
"""
import argparse
import csv
import os
import random
import sys
from pathlib import Path

KEYS = {"tax_employer": ("tin",), "enterprise_register": ("er_no",), "civil_register": ("civil_id",),
        "molsw_workers": ("molsw_id",), "tax_payroll": ("tin", "tax_emp_id")}
DATES = {"dob", "reg_date", "start_date", "death_date", "dissolved_date"}
NUMBERS = {"id_no", "phone", "tin", "family_book"}
LEFT_ALONE = {"status", "from_month", "to_month", "monthly_gross", "capital", "type", "isic"}  # nobody is found by them
LAO_VOWELS = set("ະັາິີຶືຸູົຽ")
LAO_CONSONANTS = "ກຂຄງຈສຊຍດຕຖທນບປຜຝພຟມຢຣລວຫອຮ"
# Ways in which clerks write the same sound.
ROMANISATIONS = [("ph", "p"), ("kh", "k"), ("th", "t"), ("x", "s"), ("ou", "u"), ("oun", "un"), ("v", "w"), ("y", "i"),
                 ("ee", "i"), ("anh", "an"), ("aeng", "eng"), ("ch", "j"), ("r", "l"), ("sy", "si"), ("bounh", "boun")]


def typo(text, dice):
    """One letter dropped, doubled, exchanged with its neighbour, or another one in its place."""
    at = dice.randrange(len(text))
    way = dice.randrange(4)
    if way == 0:
        return text[:at] + text[at + 1:]
    if way == 1:
        return text[:at] + text[at] + text[at:]
    if way == 2 and at + 1 < len(text):
        return text[:at] + text[at + 1] + text[at] + text[at + 2:]
    letters = LAO_CONSONANTS if any("\u0e80" <= c <= "\u0eff" for c in text) else "abcdefghijklmnopqrstuvwxyz"
    return text[:at] + dice.choice(letters) + text[at + 1:]


def swapped_words(text, dice):
    words = text.split(" ")
    if len(words) < 2:
        return typo(text, dice)
    at = dice.randrange(len(words) - 1)
    words[at], words[at + 1] = words[at + 1], words[at]
    return " ".join(words)


def dropped_vowel(text, dice):
    places = [i for i, c in enumerate(text) if c in LAO_VOWELS or c.lower() in "aeiou"]
    if not places:
        return typo(text, dice)
    at = dice.choice(places)
    return text[:at] + text[at + 1:]


def other_romanisation(text, dice):
    low = text.lower()
    ways = [(a, b) for a, b in ROMANISATIONS + [(b, a) for a, b in ROMANISATIONS] if a in low]
    if not ways:
        return typo(text, dice)
    a, b = dice.choice(ways)
    at = low.index(a)
    return text[:at] + (b.capitalize() if text[at].isupper() else b) + text[at + len(a):]


def mistyped_digits(text, dice):
    places = [i for i, c in enumerate(text) if c.isdigit()]
    if not places:
        return ""
    at = dice.choice(places)
    return text[:at] + str((int(text[at]) + dice.randrange(1, 10)) % 10) + text[at + 1:]


def wrong_date(text, dice):
    parts = text.split("-")
    if len(parts) == 3 and int(parts[2]) <= 12 and parts[1] != parts[2] and dice.random() < 0.6:
        return f"{parts[0]}-{parts[2]}-{parts[1]}"
    year = int(parts[0]) + dice.choice((-10, -1, 1, 10))
    return "-".join([str(year), parts[1], "28" if parts[1:] == ["02", "29"] else parts[2]]) if len(parts) == 3 else ""


def spoilt(column, text, dice):
    if dice.random() < 0.15:
        return ""
    if column in DATES:
        return wrong_date(text, dice)
    if column in NUMBERS:
        return mistyped_digits(text, dice)
    if column == "sex":
        return {"M": "F", "F": "M"}.get(text, "")
    return dice.choice((typo, typo, swapped_words, dropped_vowel, other_romanisation))(text, dice)


def spoil_register(source, target, percent, seed):
    """Returns how many fields were spoilt of how many that were filled."""
    name = source.stem
    hit = of = 0
    with source.open(encoding="utf-8", newline="") as given, target.open("w", encoding="utf-8", newline="") as made:
        rows = csv.DictReader(given)
        out = csv.DictWriter(made, rows.fieldnames, lineterminator="\n")
        out.writeheader()
        for line, row in enumerate(rows):
            for column, text in row.items():
                if not text or column in KEYS[name] or column in LEFT_ALONE:
                    continue
                of += 1
                dice = random.Random(f"{seed}:{name}:{line}:{column}")
                if dice.random() * 100 < percent:
                    row[column] = spoilt(column, text, dice)
                    hit += 1
            out.writerow(row)
    return hit, of


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("dir", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--percent", type=float, required=True)
    parser.add_argument("--seed", default="1")
    options = parser.parse_args()
    source, target = options.dir / "linkage", options.out / "linkage"
    if not (source / "sample").is_dir():
        sys.exit(f"{source / 'sample'} is not there")
    (target / "sample").mkdir(parents=True)
    for file in sorted(source.iterdir()):
        if file.name != "sample":
            os.symlink(file.resolve(), target / file.name)
    hit = of = 0
    for file in sorted((source / "sample").iterdir()):
        if file.stem in KEYS and file.suffix == ".csv":
            one = spoil_register(file, target / "sample" / file.name, options.percent, options.seed)
            hit, of = hit + one[0], of + one[1]
        else:
            os.symlink(file.resolve(), target / "sample" / file.name)
    print(f"{hit} of {of} fields of the other registers mistyped, seed {options.seed}")


if __name__ == "__main__":
    main()

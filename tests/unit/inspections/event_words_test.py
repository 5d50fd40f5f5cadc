"""Every event code that the sources write to the audit trail has words, and the table holds no others.

The codes are found where events are written: a member `.event = …`, and the functions that record one. Each way must
find something, so that a way which was renamed is not overlooked.
"""
import pathlib
import re
import sys

root = pathlib.Path(sys.argv[1])
CODE = r'"([a-z_]+\.[a-z_]+)"'
EITHER = rf'(?:[^;"]*?\?\s*{CODE}\s*:\s*)?{CODE}'
WAYS = {
    'an event of a struct': rf'\.event\s*=\s*{EITHER}',
    'a step of the engine': rf'\bfinish\(\s*\*?\w+,\s*{EITHER}',
    'a reading grant': rf'\btold\(\s*\w+,\s*{CODE}',
    'a profile': rf'\b(?:told|grant_in)\([^;"]*{CODE}',
    'a document': rf'\benter\(\s*tx,[^;"]*{CODE}',
    'an act without details': rf'Act::\w+,\s*{CODE}',
    'a change of a visit': rf'\bchange\(\s*who,[^;"]*{CODE}',
    'a list of units': rf'\baudit\(\s*tx,\s*who,[^;"]*?{EITHER}',
    'a plan that moves files': rf'\badministered\(\s*id,\s*{EITHER}',
    'a change of the register': rf'\bEvent::\w+,\s*{CODE}',
    'a constant': rf'\b\w*event\w*\s*=\s*{CODE}',
}
failed, written = [], set()
sources = {file: file.read_text(encoding='utf-8') for folder in ('module',) for file in (root / folder).rglob('*.[ch]pp')}
for way, pattern in WAYS.items():
    found = {code for text in sources.values() for match in re.finditer(pattern, text) for code in match.groups() if code}
    if not found:
        failed.append(f'nothing found any more: {way}')
    written |= found
table = (root / 'module/inspections/event_words.cpp').read_text(encoding='utf-8')
table = table[table.index('events[] = {'):]
worded = set(re.findall(rf'\{{{CODE}, N_\(', table[:table.index('};')]))
failed += [f'{code}: written, but event_words.cpp has no words for it' for code in sorted(written - worded)]
failed += [f'{code}: in event_words.cpp, but written nowhere' for code in sorted(worded - written)]
print('\n'.join(failed) or f'{len(written)} codes')
sys.exit(1 if failed else 0)

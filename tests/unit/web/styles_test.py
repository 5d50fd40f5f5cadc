"""styles_test.py ROOT: no rule of style stands in two places, and host and portal are given the same components."""
import pathlib
import re
import sys

root = pathlib.Path(sys.argv[1])
failed = []
SHEETS = ['plugin-api/design/components.css', 'plugin-api/host/assets/shell.css', 'module/web/assets/ssiis.css', 'module/web/assets/modeller.css']


def rules(sheet):
    """Each rule with what it stands in: (surrounding, selector, declarations)."""
    text, at, around, out = re.sub(r'/\*.*?\*/', '', sheet, flags=re.S), 0, [], []
    for piece in re.finditer(r'([^{};]*(?:;[^{}]*)?)([{}])', text):
        words = ' '.join(piece.group(1).split())
        if piece.group(2) == '{':
            around.append(words)
        else:
            if words:
                out.append((tuple(around[:-1]), around[-1], words))
            around.pop()
    return out


found = {}
on_disk = {str(p.relative_to(root)) for base in ('plugin-api', 'module') for p in (root / base).rglob('*.css')}
if on_disk != set(SHEETS):
    failed.append(f'style sheets that this test does not know, or that are gone: {sorted(on_disk ^ set(SHEETS))}')
for name in SHEETS:
    count = 0
    for rule in rules((root / name).read_text(encoding='utf-8')):
        found.setdefault(rule, []).append(name)
        count += 1
    if count < 5:
        failed.append(f'{name}: only {count} rules read')
failed += [f'{" ".join(around)} {selector}{{{body}}} stands in {places}'
           for (around, selector, body), places in found.items() if len(places) > 1]
if rules('a{b:c}@media(x){a{b:c;d:e}}') != [((), 'a', 'b:c'), (('@media(x)',), 'a', 'b:c;d:e')]:
    failed.append(f'this test cannot read style sheets: {rules("a{b:c}@media(x){a{b:c;d:e}}")}')
for page, sheet in (('plugin-api/host/shell.cpp', 'url("components.css")'), ('module/web/pages/public.tpl', 'asset "components.css"')):
    if sheet not in (root / page).read_text(encoding='utf-8'):
        failed.append(f'{page} does not bring the components')

print('\n'.join(failed) or f'{len(found)} rules, each once')
sys.exit(1 if failed else 0)

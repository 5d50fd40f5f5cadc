"""A legal period that LSSO has not confirmed is marked as such wherever it is printed: on every page and in every letter.
Each period of the law has a name.

Pages: a row or block that prints a due day, or that a period stands still, also has the section that marks it. The
handlers give these sections by put_due alone. Letters: a placeholder that names a period is filled with the mark.
Each way must find something, so that one which was renamed is not overlooked.
"""
import pathlib
import re
import sys
import zipfile

MARK = 'to be confirmed by LSSO'
PRINTS = re.compile(r'\{\{(?:DUE_DAY|DUE_WORDS|STILL_WORDS|TIMER_DAYS|LENGTH|LIMIT_DAYS)\}\}')
# A row of a table, an item of a list, a section: what is printed together.
TOGETHER = re.compile(r'<tr\b.*?</tr>|<li\b.*?</li>|<section\b.*?</section>|<div class="head">.*?</div></div>|<dl\b.*?</dl>', re.DOTALL)
PERIOD = re.compile(r'(?:^|_)(?:due|until|by|days|deadline|period|remedies)(?:$|_)')
NO_PERIOD = {'period_from', 'period_to', 'closed_by'}  # the months that are inspected; a person


def lacks_mark(text):
    """The pieces that print a period without the mark; the whole file when it prints one outside of all pieces."""
    out = []
    for piece in TOGETHER.findall(text):
        if PRINTS.search(piece) and not ('UNCONFIRMED}}' in piece and MARK in piece):
            out.append(piece[:120])
    if not TOGETHER.search(text) or PRINTS.search(TOGETHER.sub('', text)):
        if PRINTS.search(text) and not ('UNCONFIRMED}}' in text and MARK in text):
            out.append('the file')
    return out


def placeholders(docx):
    with zipfile.ZipFile(docx) as z:
        parts = [z.read(n).decode('utf-8') for n in z.namelist() if re.fullmatch(r'word/(document|header\d*|footer\d*)\.xml', n)]
    return {k for part in parts for k in re.findall(r'\{\{[#/]?(\w+)\}\}', re.sub(r'<[^>]+>', '', part))}


def filled_with_mark(source, key):
    """Whether the statement that sets the key says the mark, by itself or by the variable that holds it."""
    found = re.findall(rf'(?:set|rows_of)\([^;]*?"{key}",(.*?)(?:\n\s*\.|;)', source, re.DOTALL)
    return bool(found) and all(MARK in f or 'unconfirmed' in f for f in found)


def main(root):
    failed, pages, keys = [], 0, 0
    for page in sorted((root / 'module').glob('*/pages/*.tpl')):
        text = page.read_text(encoding='utf-8')
        pages += bool(PRINTS.search(text))
        failed += [f'{page.relative_to(root)}: prints a period without its mark: {piece}' for piece in lacks_mark(text)]
    setters = {f.name for f in (root / 'module/inspections').glob('*.cpp') if '"DUE_TONE"' in f.read_text(encoding='utf-8')}
    if setters != {'screens.cpp'}:
        failed.append(f'due days are put on pages by put_due alone, not by {sorted(setters)}')
    source = ''.join(f.read_text(encoding='utf-8') for f in sorted((root / 'module/inspections').glob('letter*.cpp')))
    for docx in sorted((root / 'config/templates').glob('*/*.docx')):
        for key in sorted(placeholders(docx) - NO_PERIOD):
            if PERIOD.search(key):
                keys += 1
                if not filled_with_mark(source, key):
                    failed.append(f'{docx.relative_to(root)}: {{{{{key}}}}} names a period and is not filled with the mark')
    law = (root / 'config/workflow/deadlines.dmn').read_text(encoding='utf-8')
    periods = set(re.findall(r'<rule id="[^"]*"><inputEntry[^>]*><text>"([a-z._]+)"', law))
    words = (root / 'module/inspections/event_words.cpp').read_text(encoding='utf-8')
    words = words[words.index('deadlines[] = {'):]
    worded = set(re.findall(r'\{"([a-z._]+)", N_\(', words[:words.index('};')]))
    failed += [f'{key}: a period of deadlines.dmn without words in event_words.cpp' for key in sorted(periods - worded)]
    if len(periods) < 30:
        failed.append(f'only {len(periods)} periods were found in deadlines.dmn')
    if pages < 8 or keys < 4:
        failed.append(f'only {pages} pages and {keys} placeholders with a period were found')
    if not lacks_mark('<tr><td>{{DUE_DAY}}</td></tr>') or lacks_mark(
            '<tr><td>{{DUE_DAY}}{{#DUE_UNCONFIRMED}}{{_("to be confirmed by LSSO")}}{{/DUE_UNCONFIRMED}}</td></tr>'):
        failed.append('this test cannot fail any more')
    print('\n'.join(failed) or f'{pages} pages, {keys} placeholders')
    return 1 if failed else 0


sys.exit(main(pathlib.Path(sys.argv[1])))

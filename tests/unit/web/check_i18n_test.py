"""The check of the catalogues finds each kind of gap: a clean tree passes, and each single change to it fails."""
import pathlib
import subprocess
import sys
import tempfile

TOOL = sys.argv[1]
CLEAN = {
    'module/a/pages/p.tpl': '<p>{{_("Orders")}} {{>web/f.tpl label=_("Name")}} {{N_("{1} day", "{1} days", DAYS)}}</p>',
    'module/a/a.cpp': 'f() { t.text(language, "Title " "two"); t.text(l, late ? "Late" : "Soon"); x = N_("Marked");\n'
                      ' s.text("a.key", "no sentence"); settings.text(key, "no sentence"); t.plural(l, "one", "many", n); return Rejection{"a.bad", {x}}; // N_("No")\n}',
    'config/workflow/w.bpmn': '<d xmlns="x"><message id="m" name="M"/><collaboration id="c"><participant id="l" name="Pool"/></collaboration>'
                              '<process id="p" name="Procedure"><task id="t" name="Task"/><task id="u"/></process></d>',
    'config/i18n/same-in-both.txt': 'PDF\n',
    'config/i18n/a.en.po': 'msgctxt "error"\nmsgid "a.bad"\nmsgstr "Bad {1}"\n\nmsgctxt "role"\nmsgid "head"\nmsgstr "Head"\n',
    'config/i18n/a.lo.po': ''.join(f'msgid "{k}"\nmsgstr "ກ"\n\n' for k in ('Orders', 'Name', 'Title two', 'Late', 'Soon', 'Marked'))
                           + 'msgid "{1} day"\nmsgid_plural "{1} days"\nmsgstr[0] "{1} ມື້"\n\n'
                           + 'msgid "one"\nmsgid_plural "many"\nmsgstr[0] "ກ"\n\n'
                           + 'msgctxt "error"\nmsgid "a.bad"\nmsgstr "ຜິດ {1}"\n\nmsgctxt "role"\nmsgid "head"\nmsgstr "ຫົວໜ້າ"\n\n'
                           + 'msgctxt "bpmn"\nmsgid "p/p"\nmsgstr "ຂັ້ນຕອນ"\n\nmsgctxt "bpmn"\nmsgid "p/t"\nmsgstr "ວຽກ"\n\n'
                           + 'msgctxt "bpmn"\nmsgid "p/l"\nmsgstr "ອົງການ"\n',
}
LO, EN, CPP, TPL = 'config/i18n/a.lo.po', 'config/i18n/a.en.po', 'module/a/a.cpp', 'module/a/pages/p.tpl'
CHANGES = [
    ('template sentence missing', TPL, '</p>', '{{_("New")}}</p>', 'New: not in Lao'),
    ('argument of a partial missing', TPL, '_("Name")', '_("Other")', 'Other: not in Lao'),
    ('plural missing', TPL, '"{1} day"', '"{1} week"', '{1} week: not in Lao'),
    ('sentence of C++ missing', CPP, '"Late"', '"Very late"', 'Very late: not in Lao'),
    ('marked sentence missing', CPP, '"Marked"', '"Unmarked"', 'Unmarked: not in Lao'),
    ('unused', CPP, 'x = N_("Marked")', 'x = 1', 'Marked: used nowhere'),
    ('code missing', CPP, '"a.bad"', '"a.worse"', 'error: a.worse: not in'),
    ('code of a short way missing', CPP, '// N_', 'fault({"a.short", {x}}); // N_', 'error: a.short: not in'),
    ('code of a step missing', CPP, '// N_', 'return fail(token, "a.step", x); // N_', 'error: a.step: not in'),
    ('code not in English', EN, 'a.bad', 'a.other', 'error: a.bad: not in English'),
    ('element missing', 'config/workflow/w.bpmn', '<task id="u"/>', '<task id="u" name="U"/>', 'bpmn: p/u: not in Lao'),
    ('fuzzy', LO, 'msgid "Late"', '#, fuzzy\nmsgid "Late"', 'Late: fuzzy'),
    ('untranslated', LO, 'msgid "Late"\nmsgstr "ກ"', 'msgid "Late"\nmsgstr ""', 'Late: not translated'),
    ('not Lao', LO, 'msgid "Late"\nmsgstr "ກ"', 'msgid "Late"\nmsgstr "Late"', 'no Lao letters'),
    ('argument lost', LO, '"{1} ມື້"', '"ມື້"', 'other arguments'),
    ('argument of a code lost', LO, 'ຜິດ {1}', 'ຜິດ', 'other arguments in Lao'),
    ('label in one language', EN, 'msgid "head"', 'msgid "chief"', 'alone'),
    ('two translations', LO, 'msgid "Late"', 'msgid "Soon"\nmsgstr "ຂ"\n\nmsgid "Late"', 'another translation'),
]


def run(files):
    with tempfile.TemporaryDirectory() as folder:
        for name, text in files.items():
            file = pathlib.Path(folder, name)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding='utf-8')
        done = subprocess.run([sys.executable, TOOL, 'check', folder], capture_output=True, text=True, check=False)
        return done.returncode, done.stdout + done.stderr


failed = []
code, output = run(CLEAN)
if code != 0:
    failed.append(f'the clean tree: {output}')
if run({'module/a/x.cpp': ''})[0] != 1:
    failed.append('a tree without any sentence passes')
for what, file, old, new, expected in CHANGES:
    changed = dict(CLEAN)
    changed[file] = changed[file].replace(old, new, 1)
    code, output = run(changed)
    if changed == CLEAN or code != 1 or expected not in output:
        failed.append(f'{what}: exit {code}: {output}')
allowed = dict(CLEAN)
allowed[LO] = allowed[LO].replace('msgid "Late"\nmsgstr "ກ"', 'msgid "Late"\nmsgstr "PDF"')
if run(allowed)[0] != 0:
    failed.append('the reviewed list is not heeded')
print('\n'.join(failed) or f'{len(CHANGES) + 3} cases')
sys.exit(1 if failed else 0)

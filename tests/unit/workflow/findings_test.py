#!/usr/bin/env python3
"""Every finding of a deployment has its sentence in Lao and English, and none is left over. Usage: findings_test.py ROOT"""
import pathlib
import re
import sys

root = pathlib.Path(sys.argv[1])
rooms = [root / 'module/workflow' / name for name in ('bundle.cpp', 'deploy.cpp', 'parameters.cpp', 'xml_source.cpp')]
rooms += sorted((root / 'module/workflow').glob('definition*.cpp'))
AREAS = ('boundary|bpmn|bundle|call|catalogue|dmn|error|escalation|event|flow|form|gateway|id|label|message|multi|node|'
         'parameters|reopen|return|'
         'process|reference|role|signal|start|task|timer|xml')
text = re.sub(r'//[^\n]*', '', '\n'.join(f.read_text(encoding='utf-8') for f in rooms))
codes = set(re.findall(rf'"((?:{AREAS})\.[a-z_]+)"', text)) - {'catalogue.xml', 'parameters.xml'} | {'calendar.entry'}
if len(codes) < 80:
    sys.exit(f'only {len(codes)} codes were found in the sources: this test no longer sees them')
wrong = []
for language in ('en', 'lo'):
    catalogue = (root / f'config/i18n/workflow-findings.{language}.po').read_text(encoding='utf-8')
    told = dict(re.findall(r'msgctxt "finding"\nmsgid "([^"]+)"\nmsgstr "((?:[^"\\]|\\.)+)"', catalogue))
    wrong += [f'{language}: no sentence for {c}' for c in sorted(codes - told.keys())]
    wrong += [f'{language}: nothing finds {c}' for c in sorted(told.keys() - codes)]
    for code, sentence in told.items():
        if language == 'lo' and not re.search('[\u0e80-\u0eff]', sentence):
            wrong.append(f'lo: {code} is not in Lao')
if wrong:
    sys.exit('\n'.join(wrong))

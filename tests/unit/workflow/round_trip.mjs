// What bpmn-js does to a file that is opened and saved without a change: read and written by its own library.
// Arguments: NODE_MODULES IN OUT.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const [modules, from, to] = process.argv.slice(2);
const at = createRequire(`${modules}/x.js`).resolve('bpmn-moddle');
const { BpmnModdle } = await import(pathToFileURL(at));
const moddle = new BpmnModdle();
const { rootElement, warnings } = await moddle.fromXML(readFileSync(from, 'utf8'));
if (warnings.length) throw new Error(warnings.map((w) => w.message).join('\n'));
const { xml } = await moddle.toXML(rootElement, { format: true });
writeFileSync(to, xml);

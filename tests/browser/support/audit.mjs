// What every screen must stand: axe (WCAG 2.0 to 2.2, A and AA) in both languages on desk and phone, no sideways scroll
// at 390 and 320, the keyboard's way through it, a title and one heading. Takes the pictures on the way.
import { readFileSync } from 'node:fs';

const desk = { width: 1366, height: 768 };
const phone = { width: 390, height: 844 };
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
// While working on one screen: SSIIS_SCREENS=<regular expression of names>.
const only = process.env.SSIIS_SCREENS && new RegExp(process.env.SSIIS_SCREENS);
let axeSource;

async function axe(person, label) {
  const { world, context, page } = person;
  axeSource ??= readFileSync(world.load.resolve('axe-core/axe.min.js'), 'utf8');
  // Through the debugger, so that the page keeps its content security policy while it is looked at.
  const debug = await context.newCDPSession(page);
  await debug.send('Runtime.evaluate', { expression: axeSource });
  const { result } = await debug.send('Runtime.evaluate', { awaitPromise: true, returnByValue: true, expression:
    `axe.run(document, { runOnly: ${JSON.stringify(rules)}, resultTypes: ['violations'] }).then((r) => r.violations.map((v) =>
      v.id + ' ×' + v.nodes.length + ' ' + v.nodes[0].target + ' ' + v.nodes[0].html.slice(0, 160) + ' ' + (v.nodes[0].any[0]?.message ?? '')))` });
  await debug.detach();
  world.expect(`${label}: axe gave no answer`, Array.isArray(result.value));
  for (const found of result.value ?? []) world.expect(`${label}: axe: ${found}`, false);
}

async function sideways(person, label) {
  const wide = await person.page.evaluate(() => {
    const over = document.documentElement.scrollWidth - document.documentElement.clientWidth;
    if (over <= 0) return '';
    const guilty = [...document.querySelectorAll('main *')].find((e) => e.getBoundingClientRect().right > innerWidth + 1
      && !e.closest('.tw, .bpmn-box'));
    return `${over} px too wide${guilty ? `: ${guilty.outerHTML.slice(0, 140)}` : ''}`;
  });
  person.world.expect(`${label}: ${wide}`, !wide);
}

// A table that becomes cards on a phone has become them: its page has the styles for it.
async function cards(person, label) {
  const flat = await person.page.evaluate(() => [...document.querySelectorAll('main table.stack tbody tr')]
    .filter((row) => getComputedStyle(row).display === 'table-row').length);
  person.world.expect(`${label}: ${flat} rows of a table have not become cards`, flat === 0);
}

// Paper has nothing to press, and a long card goes on over the page.
async function onPaper(person, label) {
  await person.page.emulateMedia({ media: 'print' });
  const found = await person.page.evaluate(() => ({
    shown: [...document.querySelectorAll('.mis, .sub, .acts, .btn')].filter((e) => e.getClientRects().length > 0).map((e) => e.outerHTML.slice(0, 100)),
    whole: [...document.querySelectorAll('.card')].filter((e) => getComputedStyle(e).breakInside === 'avoid' && e.querySelector('table')).length,
  }));
  await person.page.emulateMedia({ media: null });
  person.world.expect(`${label}: printed, though nothing can be pressed: ${found.shown[0]}`, found.shown.length === 0);
  person.world.expect(`${label}: ${found.whole} cards with a table leave a page empty before them`, found.whole === 0);
}

async function seen(person, name, language, size, label) {
  await person.page.setViewportSize(size);
  await sideways(person, label);
  if (size === phone) await cards(person, label);
  await axe(person, label);
  await person.shot(`${name}-${language}-${size === desk ? 'desk' : 'phone'}`);
}

// Tab through the beginning of the page: the skip link first, no detour, the focus always to be seen.
async function keyboard(person, label) {
  const { page, world } = person;
  const order = await page.evaluate(() => document.querySelectorAll('[tabindex]:not([tabindex="0"]):not([tabindex="-1"])').length);
  world.expect(`${label}: ${order} elements change the order of Tab`, order === 0);
  const steps = Math.min(45, await page.evaluate(() => document.querySelectorAll(
    'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]').length));
  let before = -1;
  for (let i = 0; i < steps; i += 1) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(() => {
      const e = document.activeElement;
      if (!e || e === document.body) return null;
      const all = [...document.querySelectorAll('*')];
      const shown = getComputedStyle(e).opacity === '0' && e.nextElementSibling ? e.nextElementSibling : e;
      const style = getComputedStyle(shown);
      const box = shown.getBoundingClientRect();
      return { place: all.indexOf(e), skip: e.matches('a.skip'), what: e.outerHTML.slice(0, 100),
        ring: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
        free: [e, shown].some((x) => x.contains(document.elementFromPoint(box.left + box.width / 2, Math.min(box.bottom, innerHeight) - 2))),
        there: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight };
    });
    if (!at) break;
    if (i === 0) world.expect(`${label}: the first Tab is not on the skip link but ${at.what}`, at.skip);
    if (at.place === before) continue;   // the parts of a date field, which the browser draws
    world.expect(`${label}: no focus to be seen on ${at.what}`, at.ring);
    world.expect(`${label}: the focus is out of sight on ${at.what}`, at.there);
    world.expect(`${label}: something stands before the focus on ${at.what}`, at.free || !at.there || at.skip);
    if (at.place < before) break;   // round the end, back at the start
    before = at.place;
  }
}

async function inLanguage(person, language) {
  await person.press(`.lang a[lang=${language}]`);
}

// fresh: the page came by GET and may be loaded anew (in the other language).
export async function auditScreen(person, name, { fresh = true } = {}) {
  const { page, world } = person;
  world.shotNumber += 1;
  const shot = `${String(world.shotNumber).padStart(2, '0')}-${name}`;
  console.log(`   ${shot}  (${person.login})`);
  if (only && !only.test(name)) return;
  const title = await page.title();
  world.expect(`${shot}: the title "${title}" is not in Lao`, /[\u0e80-\u0eff]/.test(title.split(' – ')[0]) || /\d/.test(title));
  world.expect(`${shot}: not one heading of the first rank`, (await page.locator('h1').count()) === 1);
  await seen(person, shot, 'lo', desk, `${shot} lo 1366`);
  await seen(person, shot, 'lo', phone, `${shot} lo 390`);
  await onPaper(person, shot);
  await page.setViewportSize({ width: 320, height: 640 });
  await sideways(person, `${shot} lo 320`);
  await page.setViewportSize(desk);
  if (!fresh) return;
  await inLanguage(person, 'en');
  const lao = await page.evaluate(() => {
    // Names and words that people typed stay Lao; sentences of the system may not.
    const fixed = [...document.querySelectorAll('h1, h2, th[scope=col], label, legend, button, .tabs a, dt')];
    return fixed.filter((e) => !e.closest('.lang') && /[\u0e80-\u0eff]/.test(e.textContent) && !e.matches('.wname')
      && !e.querySelector('[lang=lo]')).map((e) => e.textContent.trim().slice(0, 60));
  });
  world.expect(`${shot} en: still in Lao: ${lao.join(' | ')}`, lao.length === 0);
  await seen(person, shot, 'en', desk, `${shot} en 1366`);
  await seen(person, shot, 'en', phone, `${shot} en 390`);
  await page.setViewportSize({ width: 320, height: 640 });
  await sideways(person, `${shot} en 320`);
  await page.setViewportSize(desk);
  await inLanguage(person, 'lo');
  await keyboard(person, shot);
}

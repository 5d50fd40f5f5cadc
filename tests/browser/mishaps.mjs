// What goes wrong at desks: a button pressed twice, the browser's way back, two people on one task, a session that ends
// in the middle of a form, a file of the wrong kind, a connection that breaks under a large file, endless text, text that wants to be a program. Nothing is done
// twice, nothing typed is lost without a word, all text stays text.
// Arguments: TOOLS SHOTS BASE.
import { writeFileSync } from 'node:fs';

import { Story } from './story/story.mjs';
import { openWorld } from './support/world.mjs';

const [tools, shots, base] = process.argv.slice(2);
const world = await openWorld({ tools, base, shots });
const { expect } = { expect: (what, holds) => world.expect(what, holds) };
const story = new Story(world, async () => {});
const nasty = `<script>window.stolen = 1</script><img src=x onerror="window.stolen=1"> {{x}} {{#ORDER}} ' OR 1=1 -- "&amp;`;

const stolen = (who) => who.page.evaluate(() => window.stolen === 1 || document.querySelector('main script, main img[src=x]') !== null);

// Every field of the request takes the text, and gives it back as text, on the page and in lists.
async function hostileText() {
  const who = await world.person('registration');
  await who.go('/inspection/requests/new');
  await story.findUnit(who);
  await who.fill({ place: nasty.slice(0, 190), kind: 'worker', channel: 'counter', subject: 'unregistered', authority: nasty.slice(0, 190),
    authority_reference: nasty.slice(0, 79), account: nasty, informant_name: nasty.slice(0, 190), informant_phone: nasty.slice(0, 30),
    informant_address: nasty.slice(0, 190), informant_identity: nasty.slice(0, 30) });
  await who.press('main form[method=post] button.btn-primary');
  story.request = who.page.url().split('/').pop();
  expect('hostile text was not taken', /REQ-/.test(story.request));
  expect('hostile text became a program', !(await stolen(who)));
  expect('hostile text is not shown as it was typed', (await who.text()).includes(nasty));
  await who.shot('hostile-request');
  await who.go(`/inspection/search?q=${encodeURIComponent(nasty)}`);
  expect('the search made a program of it', !(await stolen(who)));
  expect('the search lost what was typed', (await who.page.inputValue('main [name=q]')) === nasty);
  await who.go(`/inspection/requests/new?find=${encodeURIComponent(nasty)}`);
  expect('the choice of the unit made a program of it', !(await stolen(who)));
}

// Pressed twice as fast as a hand can, and sent once more after the way back: one request, not three.
async function twice() {
  const who = await world.person('registration');
  const count = async () => {
    await who.go('/inspection/requests');
    return who.page.locator('main tbody tr').count();
  };
  const before = await count();
  await who.go('/inspection/requests/new');
  await story.findUnit(who);
  await who.fill({ kind: 'worker', channel: 'phone', subject: 'wages', account: 'ກົດສອງເທື່ອ', informant_name: 'ນາງ ກົດ ສອງເທື່ອ' });
  await Promise.all([who.page.waitForURL(/requests\/REQ-/), who.page.locator('main form[method=post] button.btn-primary').dblclick()]);
  await who.page.waitForLoadState('load');
  const first = who.page.url();
  await who.page.goBack();
  await who.quiet();
  expect('the way back lost what was typed', (await who.page.inputValue('[name=account]')) === 'ກົດສອງເທື່ອ'
    && (await who.page.inputValue('[name=informant_name]')) === 'ນາງ ກົດ ສອງເທື່ອ');
  await who.press('main form[method=post] button.btn-primary');
  expect(`sending again after the way back led to ${who.page.url()}`, who.page.url() === first);
  expect('pressed twice, recorded more than once', (await count()) === before + 1);
}

// The head gives the order in two browsers: the first wins, the second is told, and reads what was typed.
async function twoOnOneTask() {
  await story.acceptRequest();
  await story.task('registration', '', { register_data: 'right' });
  const one = await story.openTask('head.01', '');
  const other = await world.person('head.01', { apart: true });
  other.expected.add(409);
  await other.go(new URL(one.page.url()).pathname);
  const words = 'ຄຳແນະນຳ ທີ່ພິມຢູ່ໜ້າຈໍທີສອງ';
  const give = async (who, note) => {
    await who.fill({ chief: await who.page.locator('[name=chief] option').nth(1).getAttribute('value'), inspection_type: 'direct' });
    await who.page.locator('main [name=instruction]').fill(note);
    return who.press('main form[method=post] button.btn-primary');
  };
  await give(one, 'ຈາກໜ້າຈໍທຳອິດ');
  expect('the first of two did not win', /\/cases\/[^/]+$/.test(one.page.url()));
  const status = await give(other, words);
  expect(`the second of two got ${status}`, status === 409);
  const text = await other.text();
  expect('the second does not read what was typed', text.includes(words));
  expect('the second is not led to the file', (await other.page.locator(`main a[href$="/cases/${story.order}"]`).count()) > 0);
  await other.screen('conflict', { fresh: false });
  await one.go(story.case());
  expect('the order was given twice', (await one.page.locator('#timeline').locator('xpath=../..').locator('li', { hasText: 'ອອກໃບສັ່ງ' }).count()) === 1);
  await other.context.close();
}

// The session ends while a plan is being typed: the login is at hand, leads back to the form, and the text is there.
async function sessionEnds() {
  const who = await world.person('inspector.01a', { apart: true });
  who.expected.add(401).add(403);
  await who.go('/inspection');
  const task = who.page.locator(`main a[href*="/cases/${story.order}/tasks/"]`);
  const address = await task.first().getAttribute('href');
  await who.go(address);
  const words = 'ຈຸດປະສົງ ທີ່ພິມກ່ອນໝົດເວລາ';
  await who.fill({ objective: words });
  const cookies = await who.context.cookies();
  await who.context.clearCookies({ name: cookies.find((c) => c.name.startsWith('__Host-')).name });
  await who.press('main form[method=post] button.btn-primary');
  await who.screen('session-over', { fresh: false });
  await who.page.fill('[name=login]', 'inspector.01a');
  await who.page.fill('[name=password]', 'demo');
  await who.press('main button');
  expect(`after the login one is at ${who.page.url()}`, who.page.url().endsWith(`${address}#typed`));
  expect('the text is lost after the end of the session', (await who.page.inputValue('[name=objective]').catch(() => '')) === words);
  expect('nobody says why the form is filled', await who.page.locator('form:has([name=objective]) [data-restored]').isVisible());
  await who.screen('session-restored', { fresh: false });
  await who.context.close();
}

async function wrongFile() {
  const who = await world.person('head.01');
  who.expected.add(422).add(415);
  const file = world.file('ແຜນ.pdf');
  writeFileSync(file, 'MZ this is no PDF');
  await who.go(story.case('/documents'));
  const form = 'form[action$="/documents"]';
  await who.fill({ kind: 'letter', party: 'ທ້າວ ທົດລອງ', content: 'ຂໍ້ຄວາມ ທີ່ບໍ່ຄວນເສຍ', file }, form);
  await who.press(`${form} button.btn-primary`);
  expect('a program under the name of a PDF was taken', (await who.page.locator('.esum').count()) === 1);
  expect('the refusal of a file lost what was typed', (await who.page.inputValue(`${form} [name=content]`)) === 'ຂໍ້ຄວາມ ທີ່ບໍ່ຄວນເສຍ');
  await who.screen('wrong-file', { fresh: false });
}

// A clerk's network is lost under a register's file: the page says that nothing was stored, keeps the choice, and sends it again.
async function brokenUpload() {
  const who = await world.person('registration');
  const form = 'main form[data-upload]';
  const file = world.file('tax.csv');
  writeFileSync(file, 'ເລກ,ຊື່\n' + Array.from({ length: 80_000 }, (_, i) => `${700_000 + i},ບໍລິສັດ ດອກບົວ ${i}\n`).join(''));
  await who.go('/inspection/imports/new');
  const network = await who.context.newCDPSession(who.page);
  const line = (offline, uploadThroughput) => network.send('Network.emulateNetworkConditions', { offline, latency: 0, downloadThroughput: -1, uploadThroughput });
  await network.send('Network.enable');
  await line(false, 400_000);
  await who.fill({ source: 'tax_employer', as_of: '2026-11-01', file }, form);
  await who.page.locator(`${form} .btn-primary`).click();
  await who.page.waitForFunction(() => document.querySelector('[data-upload-bar]').value > 0);
  const words = who.page.locator('[data-upload-line]').first();
  expect('the page does not tell how much is sent', /MiB \(\d+ %\)/.test(await words.innerText()));
  who.expected.add('ERR_INTERNET_DISCONNECTED');
  await line(true, -1);
  await who.page.waitForSelector('[data-upload-again]:visible');
  expect('the page does not say that nothing was stored', (await words.innerText()).includes('ຍັງບໍ່ໄດ້ບັນທຶກ'));
  await line(false, -1);
  who.expected.add(422);
  await who.fill({ as_of: '2099-01-01' }, form);
  await who.page.locator('[data-upload-again]').first().click();
  await who.page.waitForSelector('[data-error-summary]');
  expect('a refused form lost the chosen file', (await who.page.locator(`${form} input[type=file]`).evaluate((e) => e.files.length)) === 1);
  await who.screen('upload-refused', { fresh: false });
  await who.fill({ as_of: '2026-11-01' }, form);
  await who.page.locator(`${form} .btn-primary`).click();
  await who.page.waitForURL(/imports\/\d+\/mapping$/);
  await who.go('/inspection/imports');
  expect('the file was stored more than once', (await who.page.locator('main tbody tr').count()) === 1);
}

async function endlessText() {
  const who = await world.person('registration');
  who.expected.add(422);
  await who.go('/inspection/requests/new');
  await story.findUnit(who);
  const long = 'ກ'.repeat(20_000);
  const wide = 'ຂ'.repeat(500);
  await who.fill({ kind: 'worker', channel: 'counter', subject: 'other', account: long, informant_name: wide, authority_reference: wide, place: wide, informant_phone: wide });
  who.page.setDefaultTimeout(60000);
  await who.press('main form[method=post] button.btn-primary');
  expect('endless text was taken or made a fault', (await who.page.locator('.esum').count()) === 1);
  const faults = await who.page.locator('.esum li').count();
  expect(`${faults} of five endless texts are named`, faults === 5);
  expect('endless text was lost', (await who.page.inputValue('[name=account]').catch(() => '')).length === long.length);
  expect('the first thing with the focus is not the summary of errors', await who.page.evaluate(() => document.activeElement.matches('[data-error-summary]')));
  await who.fill({ account: '' });
  await who.press('main form[method=post] button.btn-primary');
  expect('a refused form speaks of a session', !(await who.page.locator('[data-restored]').first().isVisible()));
  await who.screen('error-summary', { fresh: false });
  const link = who.page.locator('.esum a').first();
  const target = await link.getAttribute('href');
  await link.click();
  expect('the link of the summary does not lead to its field', await who.page.evaluate((id) => document.activeElement.id === id, target.slice(1)));
}

process.exitCode = await world.run('mishaps at the desks', async () => {
  for (const [name, happen] of Object.entries({ hostileText, twice, twoOnOneTask, sessionEnds, wrongFile, brokenUpload, endlessText })) {
    console.log(`== ${name}`);
    await happen();
  }
});

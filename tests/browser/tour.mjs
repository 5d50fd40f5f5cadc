// The screens that the story of one complaint does not pass: the MIS's own registers and administration, lists of
// labour units, profiles, what stands at an empty desk, and what is refused. Each in Lao and English, on desk and phone,
// by axe and by keyboard.
// Arguments: TOOLS SHOTS BASE.
import { writeFileSync } from 'node:fs';

import { openWorld } from './support/world.mjs';

const [tools, shots, base] = process.argv.slice(2);
const world = await openWorld({ tools, base, shots });

// The first link in the page's content that leads to what the pattern describes.
async function follow(who, pattern) {
  const hrefs = await who.page.locator('main a[href]').evaluateAll((links) => links.map((a) => a.getAttribute('href')));
  const href = hrefs.find((h) => pattern.test(h));
  if (!href) throw new Error(`${who.login}: no link like ${pattern} on ${who.page.url()}`);
  await who.go(href);
}

async function look(login, name, address) {
  const who = await world.person(login);
  if (address) await who.go(address);
  await who.screen(name);
  return who;
}

async function mis() {
  const who = await look('head.01', 'mis-units', '/mis/units?q=%E0%BA%9A%E0%BB%8D');
  await follow(who, /^\/mis\/units\/[^/?]+$/);
  await who.screen('mis-unit');
  await look('head.01', 'mis-workers', '/mis/workers?q=%E0%BA%AA');
  await follow(who, /^\/mis\/workers\/[^/?]+$/);
  await who.screen('mis-worker');
  await look('head.01', 'mis-contributions', '/mis/contributions?q=%E0%BA%9A%E0%BB%8D');
  await follow(who, /^\/mis\/contributions\?unit=/);
  await who.screen('mis-contributions-unit');
}

async function registers() {
  const who = await world.person('head.01');
  await who.go('/inspection/search?q=%E0%BA%9A%E0%BB%8D%E0%BA%A5%E0%BA%B4%E0%BA%AA%E0%BA%B1%E0%BA%94');
  await who.screen('search-many');
  await follow(who, /^\/inspection\/units\/[^/?]+$/);
  const unit = new URL(who.page.url()).pathname;
  await who.screen('unit-sheet');
  await look('head.01', 'unit-workers', `${unit}/workers`);
  await look('head', 'search-workplaces', '/inspection/search?q=%E0%BA%AA%E0%BA%B2%E0%BA%82%E0%BA%B2');
  await look('head', 'member-sheet', '/inspection/members/S0000003?purpose=inspection');
  await look('head.01', 'search-nothing', '/inspection/search?q=zzzqqqxxx');
  await look('director', 'order-new', '/inspection/orders/new');
  await look('head.01', 'paper-import', '/inspection/cases/import');
}

async function lists() {
  await look('head.01', 'lists', '/inspection/lists');
  await look('head', 'list-new', '/inspection/lists/new');
}

async function procedures() {
  await look('legal', 'procedures', '/inspection/bundles');
  await look('legal', 'procedures-propose', '/inspection/bundles/new');
  await look('legal', 'procedures-move', '/inspection/moves/new');
  await look('admin', 'identifiers', '/inspection/identifiers?kind=ss_no&number=3678');
  await holidays();
}

// A notice is previewed, entered, looked at, withdrawn.
async function holidays() {
  const who = await look('legal', 'holidays', '/inspection/holidays');
  await look('legal', 'holiday-new', '/inspection/holidays/new');
  const { page } = who;
  const soon = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10);
  await page.locator('#day').fill(soon);
  await page.locator('#name_lo').fill('ວັນພັກພິເສດ');
  await page.locator('#name_en').fill('Extra holiday');
  await page.locator('#territory').selectOption('LA');
  await page.locator('#notice_no').fill('15/ນຍ');
  await page.locator('#notice_day').fill(new Date().toISOString().slice(0, 10));
  await who.press('button[value="preview"]');
  await page.locator('[data-preview]').waitFor();
  await who.screen('holiday-preview', { fresh: false });
  await who.press('button[value="enter"]');
  await who.screen('holidays-entered', { fresh: false });
  await follow(who, /^\/inspection\/holidays\/\d+$/);
  await who.screen('holiday');
  await page.locator('#reason').fill('ແຈ້ງການຖືກຍົກເລີກ');
  await who.press('form[action$="/withdraw"] button');
  await page.locator('.k-idle').first().waitFor();
  await who.screen('holiday-withdrawn', { fresh: false });
}

// An order is given; the Legal Division makes a period of it longer, lets all stand still and run again.
async function periods() {
  const head = await world.person('head.01');
  await head.go('/inspection/search?q=%E0%BA%9A%E0%BB%8D%E0%BA%A5%E0%BA%B4%E0%BA%AA%E0%BA%B1%E0%BA%94');
  await follow(head, /^\/inspection\/units\/[^/?]+$/);
  await follow(head, /^\/inspection\/orders\/new\?unit=/);
  await head.page.locator('[name=origin]').first().check();
  await head.page.locator('[name=inspection_type]').first().check();
  await head.page.locator('#subject').fill('ກວດກາການຂຶ້ນທະບຽນ');
  await head.press('main form[action="/inspection/orders/new"] .btn-primary');
  const file = new URL(head.page.url()).pathname;
  const who = await look('legal', 'deadlines', `${file}/deadlines`);
  const { page } = who;
  await follow(who, /\/extension$/);
  await who.screen('deadline-extension');
  const paper = world.file('paper.pdf');
  writeFileSync(paper, '%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\n' +
    'trailer\n<</Root 1 0 R>>\nstartxref\n0\n%%EOF\n');
  const signed = async (button) => {
    await page.locator('#reason').fill('ຕາມຄຳສັ່ງຂອງສານປະຊາຊົນ');
    await page.locator('#file').setInputFiles(paper);
    await page.locator('#sender').fill('ສານປະຊາຊົນ ນະຄອນຫຼວງວຽງຈັນ');
    await who.press(button);
  };
  await page.locator('#days').fill('5');
  await page.locator('#article').fill('ມາດຕາ 12');
  await signed('main form[action$="/extension"] .btn-primary');
  await who.screen('deadlines-longer', { fresh: false });
  await who.go(`${file}/deadlines/standstill`);
  await who.screen('deadlines-stand-still-form');
  await signed('main form[action$="/standstill"] .btn-primary');
  await who.screen('deadlines-stand-still', { fresh: false });
  await look('legal', 'file-stands-still', file);
  await look('registration', 'desk-with-a-file-that-stands-still', '/inspection');
  await who.go(`${file}/deadlines/standstill`);
  await who.screen('deadlines-run-again-form');
  await signed('main form[action$="/standstill"] .btn-primary');
  await who.screen('deadlines-run-again', { fresh: false });
}

// The registers are linked; a clerk decides a pair by keyboard, proposes a merge, and the head of the division confirms it.
async function links() {
  const head = await look('head.registration', 'link-runs-empty', '/inspection/linkruns');
  await head.press('main form[action="/inspection/linkruns"] .btn-primary');
  for (const until = Date.now() + 400_000; Date.now() < until; await new Promise((wait) => setTimeout(wait, 2000))) {
    await head.go('/inspection/linkruns');
    if (await head.page.locator('main form[action="/inspection/linkruns"]').count()) break;
  }
  await head.screen('link-runs');
  const clerk = await look('registration', 'links', '/inspection/links');
  await look('registration', 'link-quality', '/inspection/linkquality');
  await look('registration', 'control', '/inspection/control');
  await look('registration', 'links-linked', '/inspection/links?part=labour_unit-tax_employer&state=linked');
  await follow(clerk, /^\/inspection\/links\/\d+/);
  await clerk.screen('link');
  await clerk.page.keyboard.press('3');
  world.expect('the third verdict is chosen by its key', await clerk.page.locator('#verdict_different').isChecked());
  await clerk.go('/inspection/links?part=worker_dup-worker');
  await clerk.screen('links-workers-twice');
  await follow(clerk, /^\/inspection\/links\/\d+/);
  const pair = new URL(clerk.page.url()).pathname;
  await clerk.screen('link-workers-twice');
  await look('registration', 'link-cluster', `${pair}/cluster`);
  await clerk.go(pair);
  await clerk.page.keyboard.press('1');
  await clerk.press('main form[action$="/verdict"] .btn-primary');
  await look('head.registration', 'link-merge', pair);
  await head.press('main form[action$="/confirm"] .btn-primary');
  await look('head.registration', 'link-merged', pair);
  await clerk.go('/inspection/links?part=labour_unit-tax_employer&state=linked');
  const unit = await clerk.page.locator('main table tbody th a[href^="/inspection/links/"]').first().textContent();
  await look('registration', 'unit-with-numbers', `/inspection/units/${unit}`);
}

async function people() {
  await look('inspector.01a', 'absences', '/inspection/absences');
  const who = await look('head.01', 'handover-choose', '/inspection/handover');
  const leaver = await who.page.locator('#person option').evaluateAll((all) => all.map((o) => o.value).find((v) => v.endsWith('inspector.01a')));
  await who.go(`/inspection/handover?person=${leaver}`);
  await who.screen('handover-held');
}

async function desks() {
  await look('registration', 'register-changes', '/inspection/amendments');
  for (const login of ['director', 'head', 'legal', 'registration', 'head.registration', 'head.13', 'inspector.01a', 'inspector.01b', 'inspector.13a']) {
    await look(login, `desk-${login}`, '/inspection');
  }
  for (const state of ['in_course', 'under_review', 'completed', 'closed']) {
    await look('director', `files-${state}`, `/inspection/cases?state=${state}`);
  }
  for (const login of ['helpdesk', 'auditor', 'admin']) await look(login, `home-${login}`, '/mis/');
}

async function administration() {
  const who = await look('admin', 'profiles', '/inspection/profiles');
  await follow(who, /^\/inspection\/profiles\/\d+$/);
  await who.screen('profile');
  await look('admin', 'profile-new', '/inspection/profiles/new');
  await look('admin', 'modules', '/mis/admin/modules');
}

async function refusals() {
  const who = await world.person('helpdesk');
  who.expected.add(403).add(404);
  await who.go('/inspection');
  await who.screen('helpdesk-refused', { fresh: false });
  await who.go('/inspection/nothing-here');
  await who.screen('not-found', { fresh: false });
  await who.go('/portal/verify');
  await who.screen('verify-empty', { fresh: false, keyboard: false });
  await who.go('/portal/verify/XXXXXXXX');
  await who.screen('verify-unknown', { fresh: false });
}

process.exitCode = await world.run('every other screen', async () => {
  for (const [name, part] of Object.entries({ mis, registers, lists, links, procedures, people, periods, desks, administration, refusals })) {
    console.log(`== ${name}`);
    await part();
  }
});

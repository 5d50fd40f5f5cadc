// The workflow editor in a real browser: a draft begun, its drawing changed by mouse, by keyboard and by fields, saved,
// checked, a finding chosen, two people at one file, proposed. In Lao and English.
// Arguments: TOOLS SHOTS BASE.
import { readFileSync, writeFileSync } from 'node:fs';

import { openWorld } from './support/world.mjs';

const [tools, shots, base] = process.argv.slice(2);
const world = await openWorld({ tools, base, shots });
const drawn = '[data-modeller][data-drawn]';

async function begun(legal, label) {
  await legal.go('/inspection/procedures/drafts/new');
  await legal.fill({ label });
  await legal.press('main form[action$="/drafts/new"] .btn-primary');
  return new URL(legal.page.url()).pathname;
}

async function opened(person, address) {
  await person.go(`${address}/file?name=inspection.bpmn`);
  await person.page.waitForSelector(drawn, { state: 'attached' });
}

const stateOf = (person, file) => person.page.locator(`tr:has(th:has-text("${file}")) .st`).first().innerText();

// Chooses an element by the list, as somebody without a mouse does. A pool shows what its process says.
async function choose(person, id, shown = id) {
  await person.page.selectOption('[data-elements]', id);
  world.expect(`${id} was not chosen`, await person.page.inputValue('#p_id') === shown);
}

async function set(person, field, value) {
  await person.page.fill(field, value);
  await person.page.locator(field).press('Enter');
}

// The drawing is sent in the background; then the page comes anew.
async function save(person, act = 'save') {
  const { page } = person;
  await page.evaluate(() => { document.body.dataset.before = '1'; });
  await page.locator(`[data-draft-file] button[value=${act}]`).click();
  await page.waitForSelector(`body:not([data-before]) ${drawn}`, { state: 'attached' });
}

// Saved as it was opened, the file means the same to the engine.
async function roundTrip(legal, address) {
  await opened(legal, address);
  await save(legal);
  await legal.go(address);
  world.expect(`opened and saved, inspection.bpmn "${await stateOf(legal, 'inspection.bpmn')}"`,
    (await stateOf(legal, 'inspection.bpmn')).includes('ຄວາມໝາຍຄືເກົ່າ'));
}

async function change(legal, address) {
  const { page } = legal;
  await opened(legal, address);
  await choose(legal, 'T04_Plan');
  world.expect('the role of a task is not shown', (await page.inputValue('#p_role')).includes('@'));
  world.expect('the form of a task is not shown', await page.inputValue('#p_form') === 'plan');
  await set(legal, '#p_name', 'Draft the plan of the inspection');
  await set(legal, '#p_name_lo', 'ຮ່າງ ແຜນການ ກວດກາ');
  await set(legal, '#p_role', 'chief_inspector@case');
  // By mouse: the shape is drawn a little to the right.
  await page.locator('[data-act=whole]').click();
  const shape = page.locator('[data-element-id="T04_Plan"] .djs-hit').first();
  await choose(legal, 'T04_Plan');
  const place = await shape.boundingBox();
  await page.mouse.move(place.x + place.width / 2, place.y + place.height / 2);
  await page.mouse.down();
  await page.mouse.move(place.x + place.width / 2 + 30, place.y + place.height / 2 + 4, { steps: 6 });
  await page.mouse.up();
  const moved = await shape.boundingBox();
  world.expect(`the shape did not move: ${place.x} to ${moved.x}`, moved.x > place.x + 5);
  // By keyboard, on the drawing: undone and done again.
  await page.locator('.djs-container svg').first().focus();
  await page.keyboard.press('Control+z');
  world.expect('the keyboard did not undo the move', (await shape.boundingBox()).x < place.x + 5);
  await page.keyboard.press('Control+y');
  world.expect('what is not saved is not told', (await page.locator('[data-says]').innerText()).length > 0);
  await choose(legal, 'S09_Notify');
  world.expect('the message of a step is not shown', await page.inputValue('#p_trigger') === 'DecisionNotice');
  await set(legal, '#p_trigger', 'DecisionNoticeByPost');
  await choose(legal, 'Flow_Gw_Breach_T08_Decision');
  world.expect('the condition of a way is not shown', await page.inputValue('#p_condition') === 'infringement = true');
  world.expect('the effect of a way is not shown', await page.inputValue('#p_effect') === 'sanction');
  // Several at once, of a list; what a message waits for; what the procedure says of itself.
  await choose(legal, 'T06_Analyse');
  await set(legal, '#p_collection', 'institutions');
  await set(legal, '#p_element', 'institution');
  await set(legal, '#p_completion', 'numberOfCompletedInstances >= 1');
  await choose(legal, 'C_Receipt');
  world.expect('what keeps a message is not shown', (await page.inputValue('#p_held')).length > 0);
  await set(legal, '#p_held', 'T08_Decision');
  await choose(legal, 'Pool_LSSO', 'inspection');
  world.expect('the version of the procedure is not shown', /^[0-9]+$/.test(await page.inputValue('#p_version')));
  await set(legal, '#p_version', '77');
  await set(legal, '#p_name', 'Inspection by the law of 2027');
  world.expect('the name of the procedure does not stay', await page.inputValue('#p_name') === 'Inspection by the law of 2027');
  await set(legal, '#p_valid', '2027-01-01');
  // Names in Lao are shown and not written.
  const drawnText = () => page.locator('.djs-container svg').first().textContent();
  const lao = /[\u0e80-\u0eff]/;
  await page.locator('[data-act=lao]').click();
  world.expect('no name is shown in Lao', lao.test(await drawnText()) && await page.getAttribute('[data-act=lao]', 'aria-pressed') === 'true');
  await legal.shot('editor-lao-names');
  await choose(legal, 'T03_Order');
  world.expect('a name became Lao', !lao.test(await page.inputValue('#p_name')));
  await page.locator('[data-act=lao]').click();
  await legal.shot('editor-changed');
  await save(legal);
  await choose(legal, 'T06_Analyse');
  world.expect('the list of several was not kept', await page.inputValue('#p_collection') === 'institutions'
    && await page.inputValue('#p_element') === 'institution' && await page.inputValue('#p_completion') === 'numberOfCompletedInstances >= 1');
  for (const field of ['#p_collection', '#p_element', '#p_completion']) await set(legal, field, '');
  await choose(legal, 'C_Receipt');
  world.expect('what keeps a message was not kept', await page.inputValue('#p_held') === 'T08_Decision');
  await choose(legal, 'Pool_LSSO', 'inspection');
  world.expect('the version was not kept', await page.inputValue('#p_version') === '77' && await page.inputValue('#p_valid') === '2027-01-01');
  await save(legal);
  await choose(legal, 'T04_Plan');
  await choose(legal, 'S09_Notify');
  world.expect('the message was not kept', await page.inputValue('#p_trigger') === 'DecisionNoticeByPost');
  await choose(legal, 'T04_Plan');
  world.expect('the name was not kept', await page.inputValue('#p_name') === 'Draft the plan of the inspection');
  world.expect('the Lao name was not kept', await page.inputValue('#p_name_lo') === 'ຮ່າງ ແຜນການ ກວດກາ');
  world.expect('the role was not kept', await page.inputValue('#p_role') === 'chief_inspector@case');
}

async function check(legal, address) {
  const { page } = legal;
  await choose(legal, 'T04_Plan');
  await set(legal, '#p_form', 'nothing');
  await save(legal, 'check');
  const finding = page.locator('[data-findings] [data-element="T04_Plan"]').first();
  world.expect('the finding does not name its element', await finding.count() === 1);
  await choose(legal, 'Gw_Approved');
  await finding.click();
  world.expect('a finding does not choose its element', await page.inputValue('#p_id') === 'T04_Plan');
  world.expect('the element at fault is not marked', await page.locator('.at-fault[data-element-id="T04_Plan"]').count() === 1);
  await legal.screen('editor-findings');
  await legal.go(`${address}/check`);
  world.expect('the list of findings has no Lao sentence', /[\u0e80-\u0eff]/.test(await page.locator('[data-findings] td').nth(1).innerText()));
  await legal.screen('editor-check');
  await page.locator('[data-findings] [data-element="T04_Plan"]').first().click();
  await page.waitForSelector(drawn, { state: 'attached' });
  world.expect('from the list, the element is not chosen', await page.inputValue('#p_id') === 'T04_Plan');
  await set(legal, '#p_form', 'plan');
  await save(legal, 'check');
  world.expect('what was mended is still found', await page.locator('[data-findings]').count() === 0);
}

// The second of two at one drawing is told, keeps what he has, and saves it as another draft.
async function twoAtOne(legal, address) {
  const other = await world.person('admin');
  await opened(other, address);
  await choose(legal, 'T03_Order');
  await set(legal, '#p_name', 'Issue the order');
  await save(legal);
  await choose(other, 'T03_Order');
  await set(other, '#p_name', 'Order, by another');
  other.expected.add(409);
  await other.page.locator('[data-draft-file] button[value=save]').click();
  await other.page.waitForSelector('[data-draft-file] details[open]');
  world.expect('the second is not told who was first', /inspection\.bpmn/.test(await other.page.locator('[data-says]').innerText()));
  await other.shot('editor-conflict');
  await other.page.fill('#label', 'by another');
  await save(other, 'branch');
  world.expect('the other draft is not another one', !other.page.url().includes(address));
  await choose(other, 'T03_Order');
  world.expect('what the second had is lost', await other.page.inputValue('#p_name') === 'Order, by another');
}

// A decision table as fields: a rule more, a period that is longer.
async function table(legal, address) {
  const { page } = legal;
  await legal.go(`${address}/table?name=rounds.dmn`);
  const rules = () => page.locator('section[aria-labelledby=table0] tbody tr').count();
  const before = await rules();
  await legal.press('button[value=add_0]');
  world.expect('there is not one rule more', await rules() === before + 1);
  await legal.press(`button[value=remove_0_${before}]`);
  world.expect('the rule was not taken away', await rules() === before);
  // A form of which a part got lost takes no rule away.
  for (const lost of ['rows_0', 'cell_0_0_0', 'from_0_0']) {
    await legal.go(`${address}/table?name=rounds.dmn`);
    await page.evaluate((name) => document.querySelector(`[name=${name}]`).remove(), lost);
    legal.expected.add(400);
    const status = await legal.press('main .card button[value=save]');
    world.expect(`a form without ${lost} was answered ${status}`, status === 400);
    world.expect(`a form without ${lost} changed the rules on the page`, await rules() === before);
  }
  await legal.go(`${address}/table?name=deadlines.dmn`);
  await legal.screen('editor-table');
  await page.locator('[name=cell_0_0_3]').fill('20 +');
  await legal.press('main .card button[value=check]');
  world.expect('a figure that is none is not found', await page.locator('[data-findings]').count() === 1);
  await page.locator('[name=cell_0_0_3]').fill('20');
  await legal.press('main .card button[value=check]');
  world.expect('what was mended is still found', await page.locator('[data-findings]').count() === 0);
  world.expect('the figure was not kept', await page.inputValue('[name=cell_0_0_3]') === '20');
}

async function simulate(legal, address) {
  const { page } = legal;
  await legal.go(`${address}/simulation?letters=yes&late=yes`);
  const outcomes = await page.locator('[data-samples] tbody tr').count();
  world.expect(`${outcomes} samples instead of 12`, outcomes === 12);
  const failed = await page.locator('[data-samples] .k-bad').count();
  world.expect(`${failed} samples failed`, failed === 0);
  world.expect('the path is not drawn', await page.locator('.bpmn-box .taken').count() > 5);
  await legal.screen('editor-simulation');
  await page.locator('details:has(#a_approval) summary').click();
  await page.selectOption('#a_approval', 'refused');
  await page.selectOption('#message', '');
  await page.fill('#variables', 'origin = authority\nwage_ceiling = 5');
  await legal.press('main form .btn-primary');
  world.expect('a further variable is not told', (await page.locator('[data-samples] tbody tr').first().innerText()).includes('wage_ceiling: 5'));
  await page.fill('#variables', '');
  await page.fill('#samples', '3');
  await legal.press('form[method=get] .btn-primary');
  world.expect('not every sample was refused', (await page.locator('[data-samples] tbody tr').count()) === 3
    && await page.locator('.bpmn-box .done[data-element-id="End_Refused"]').count() === 1);
  await legal.press('[data-samples] tbody tr:nth-child(3) a');
  world.expect('the third sample is not shown', await page.locator('[data-samples] tr.on').getByText('3').count() > 0);
}

// Letters of the procedure's own: uploaded in both languages, checked, downloaded again byte for byte.
async function letters(legal, address) {
  const { page } = legal;
  for (const language of ['lo', 'en']) {
    const answer = await legal.context.request.get(`${base}/inspection/templates/${language}/decision/0`);
    writeFileSync(world.file(`${language}.docx`), await answer.body());
    await legal.go(address);
    await page.locator('details:has(form[action$="/files"]) summary').click();
    await legal.fill({ name: `templates/${language}/decision.docx`, file: world.file(`${language}.docx`) }, 'main form[action$="/files"]');
    await legal.press('main form[action$="/files"] .btn');
    if (language === 'en') continue;
    await legal.go(`${address}/check`);
    world.expect('a letter in one language alone is not found', (await legal.text()).includes('bundle.template_alone'));
  }
  await legal.go(`${address}/check`);
  world.expect('letters in both languages are refused', await page.locator('[data-findings]').count() === 0);
  await legal.go(`${address}/file?name=templates/lo/decision.docx`);
  world.expect('bytes are shown as text', await page.locator('#content').count() === 0);
  await legal.screen('editor-letter');
  const kept = await legal.context.request.get(`${base}${address}/download?name=templates/lo/decision.docx`);
  world.expect('a letter is not what was uploaded', (await kept.body()).equals(readFileSync(world.file('lo.docx'))));
  const all = await legal.context.request.get(`${base}${address}/zip`);
  world.expect('the draft is no ZIP', all.status() === 200 && (await all.body()).subarray(0, 2).toString() === 'PK');
  await legal.go('/inspection/parameters');
  await legal.screen('figures');
  await legal.press('a[href="/inspection/parameters/unconfirmed"]');
  world.expect('no period is to be confirmed', await page.locator('section tbody tr').count() > 30);
  await legal.screen('figures-unconfirmed');
}

async function propose(legal, address) {
  await legal.go(`${address}/proposal`);
  await legal.fill({ legal_reference: 'Law 1/NA', reason: 'The law has changed.' });
  await legal.screen('editor-propose', { fresh: false });
  await legal.press('main form[action$="/proposal"] .btn-primary');
  world.expect('the proposal is not shown', /\/inspection\/bundles\/\d+$/.test(legal.page.url()));
  await legal.go(address);
  world.expect('a proposed draft can still be changed', await legal.page.locator('form[action$="/files"]').count() === 0);
  world.expect('a proposed draft does not lead to its proposal', await legal.page.locator('a[href^="/inspection/bundles/"]').count() > 0);
  await legal.screen('editor-proposed');
  await legal.go(`${address}/file?name=inspection.bpmn`);
  world.expect('a proposed drawing is not shown', await legal.page.locator('[data-bpmn][data-drawn]').count() === 1);
  await legal.screen('editor-proposed-drawing');
}

// Without JavaScript: the drawing is downloaded, changed elsewhere and uploaded; findings are a list; of two the second
// is told and uploads what he has as another draft.
async function withoutScript() {
  const plain = await openWorld({ tools, base, shots, javaScript: false });
  const exit = await plain.run('the editor without JavaScript', async () => {
    const legal = await plain.person('legal');
    const address = await begun(legal, 'Without JavaScript');
    const drawing = `${address}/file?name=inspection.bpmn`;
    const answer = await legal.context.request.get(`${base}${address}/download?name=inspection.bpmn`);
    const xml = await answer.text();
    const upload = async (name, text, act) => {
      writeFileSync(plain.file(name), text);
      await legal.fill({ file: plain.file(name) }, 'main form[data-draft-file]');
      return legal.press(`[data-draft-file] button[value=${act}]`);
    };
    await legal.go(drawing);
    await upload('wrong.bpmn', xml.replace('ssiis:formKey="plan"', 'ssiis:formKey="nothing"'), 'check');
    plain.expect('the finding does not name its element', await legal.page.locator('[data-findings] [data-element="T04_Plan"]').count() === 1);
    legal.expected.add(422);
    await upload('hostile.bpmn', `<!DOCTYPE a [<!ENTITY b "c">]>${xml.replace(/^<\?xml[^>]*>/, '')}`, 'save');
    plain.expect('a DOCTYPE is not refused', (await legal.text()).includes('DOCTYPE'));
    await legal.go(drawing);
    const other = await plain.person('admin');
    await other.go(drawing);
    await upload('right.bpmn', xml.replace('name="Obstruction"', 'name="Hindrance"'), 'check');
    plain.expect('what was mended is still found', await legal.page.locator('[data-findings]').count() === 0);
    writeFileSync(plain.file('theirs.bpmn'), xml.replace('name="Obstruction"', 'name="Other"'));
    other.expected.add(409);
    await other.fill({ file: plain.file('theirs.bpmn') }, 'main form[data-draft-file]');
    const status = await other.press('[data-draft-file] button[value=save]');
    plain.expect(`the second save answered ${status}`, status === 409);
    await other.fill({ file: plain.file('theirs.bpmn'), label: 'Theirs' }, 'main form[data-draft-file]');
    await other.press('[data-draft-file] button[value=branch]');
    plain.expect('there is no other draft', !other.page.url().includes(address) && other.page.url().includes('/file?name=inspection.bpmn'));
    await legal.go(`${address}/simulation`);
    plain.expect('no samples without JavaScript', await legal.page.locator('[data-samples] tbody tr').count() === 12);
    const director = await plain.person('director');
    await director.go(drawing);
    plain.expect('who only reads can save', await director.page.locator('[data-draft-file] button[name=act]').count() === 0);
  });
  world.expect('the editor does not work without JavaScript', exit === 0);
}

async function all() {
  await withoutScript();
  const legal = await world.person('legal');
  await legal.go('/inspection/bundles');
  await legal.press('a[href="/inspection/procedures/drafts"]');
  const address = await begun(legal, 'Law of 2027');
  await legal.screen('editor-draft');
  await roundTrip(legal, address);
  await change(legal, address);
  await legal.screen('editor-drawing');
  await check(legal, address);
  await twoAtOne(legal, address);
  await table(legal, address);
  await simulate(legal, address);
  await legal.go('/inspection/procedures/drafts');
  await legal.screen('editor-drafts');
  await letters(legal, address);
  await propose(legal, address);
}

process.exitCode = await world.run('the workflow editor', all);

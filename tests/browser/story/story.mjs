// One complaint to a closed file, each step by the person whose step it is, in Lao. `look` is called on every screen
// with its name; what a person does on a screen follows after it.
export class Story {
  // `unit`: which of the units found by name; a unit has one open file at a time.
  constructor(world, look, unit = Number(process.env.SSIIS_STORY_UNIT ?? 0)) {
    this.world = world;
    this.look = look;
    this.unit = unit;
  }

  say(text) { console.log(`== ${text}`); }

  case(part = '') { return `/inspection/cases/${this.order}${part}`; }

  // The person comes from their own work: menu, inspection, the list of what waits, the task.
  async openTask(login, name) {
    const who = await this.world.person(login);
    await who.go('/inspection');
    const row = who.page.locator(`main a[href*="/cases/${this.order}/tasks/"]`);
    if (await row.count() === 0) throw new Error(`${login} has no task of ${this.order} on the dashboard`);
    await who.press(row.first());
    if (name) await this.look(who, name);
    return who;
  }

  async task(login, name, values) {
    const who = await this.openTask(login, name);
    await who.fill(values);
    // Who signs, and logged in a while ago, types the password.
    const proof = who.page.locator('main [name=proof]');
    if (await proof.count()) await proof.fill('demo');
    const status = await who.press('main form[method=post] button.btn-primary');
    if (status !== 200) throw new Error(`${login}, ${name}: ${status}: ${await who.text()}`);
    if (/\/tasks\//.test(who.page.url())) throw new Error(`${login}, ${name}: still on the form: ${await who.text()}`);
    return who;
  }

  async recordRequest() {
    const who = await this.world.person('registration');
    await this.look(who, 'home');
    await who.press('header nav a[href^="/inspection"]');
    await this.look(who, 'dashboard-registration');
    await who.press('main a[href="/inspection/requests/new"]');
    await this.look(who, 'request-new');
    await this.findUnit(who);
    await this.look(who, 'request-form');
    await who.fill({ kind: 'worker', channel: 'counter', subject: 'unregistered',
      account: 'ຜູ້ອອກແຮງງານ 3 ຄົນ ບໍ່ໄດ້ຂຶ້ນທະບຽນປະກັນສັງຄົມ ມາແຕ່ເດືອນ 3\nນາຍຈ້າງບອກວ່າ ຈະຂຶ້ນໃຫ້ປີໜ້າ',
      informant_name: 'ນາງ ພອນສະຫວັດ ທົດລອງ', informant_phone: '020 5500 0000' });
    await who.press('main form[method=post] button.btn-primary');
    this.request = who.page.url().split('/').pop();
    await this.look(who, 'request-recorded');
    await who.press('main a[href$="/slip"]');
    await this.look(who, 'request-slip');
    this.world.expect('the slip names the sender', !(await who.text()).includes('ພອນສະຫວັດ'));
    await who.page.goBack();
    this.say(`recorded ${this.request}`);
  }

  // A labour unit of Vientiane Capital, found by a word of its name.
  async findUnit(who) {
    for (const word of ['ບໍລິສັດ', 'ໂຮງງານ', 'ຮ້ານ']) {
      await who.page.fill('main [name=find]', word);
      await who.press('main form[role=search] button');
      const rows = who.page.locator('main li', { hasText: 'ນະຄອນຫຼວງວຽງຈັນ' }).locator('a[href*="unit="]');
      if (await rows.count() > this.unit) {
        await this.look(who, 'unit-found');
        await who.press(rows.nth(this.unit));
        return;
      }
    }
    throw new Error('no labour unit of Vientiane Capital was found by name');
  }

  async acceptRequest() {
    const who = await this.world.person('head.01');
    await who.go('/inspection/requests');
    await this.look(who, 'requests');
    await who.press(`main a[href$="/requests/${this.request}"]`);
    await this.look(who, 'request-screening');
    this.world.expect('the sender stands open on the request', !(await who.text()).includes('ພອນສະຫວັດ'));
    const form = 'main form:has([name=verdict][value=accept])';
    const place = who.page.locator(`${form} select[name=workplace_key]`);
    if (await place.count()) await place.selectOption({ index: 1 });
    await who.fill({ inspection_type: 'direct' }, form);
    await who.press(`${form} button`);
    if (!/\/cases\//.test(who.page.url())) throw new Error(`no file was opened: ${await who.text()}`);
    this.order = decodeURIComponent(who.page.url().split('/').pop());
    await this.look(who, 'case-opened');
    this.say(`opened ${this.order}`);
  }

  async assign() {
    const who = await this.openTask('head.01', 'task-service-order');
    const chief = await who.page.locator('[name=chief] option', { hasText: 'ທອງສຸກ' }).getAttribute('value');
    const second = who.page.locator('fieldset#team .opt', { hasText: 'ວິໄລພອນ' }).locator('input');
    await who.fill({ chief, team: await second.getAttribute('value'), inspection_type: 'direct' });
    await who.press('main form[method=post] button.btn-primary');
    if (/\/tasks\//.test(who.page.url())) throw new Error(`the order was not given: ${await who.text()}`);
  }

  async plan() {
    const day = (offset) => new Date(Date.now() + 7 * 3600e3 + offset * 86400e3).toISOString().slice(0, 10);
    await this.task('inspector.01a', 'task-plan', { objective: 'ກວດກາການຂຶ້ນທະບຽນ ແລະ ເງິນເດືອນທີ່ແຈ້ງ',
      period_from: day(-200), period_to: day(0), visit_day: day(5), prior_notice: 'true',
      documents_to_request: 'ບັນຊີເງິນເດືອນ\nສັນຍາແຮງງານ' });
  }

  async approve() {
    for (const login of ['head', 'director', 'legal']) {
      const who = await this.world.person(login);
      await who.go('/inspection');
      if (await who.page.locator(`main a[href*="/cases/${this.order}/tasks/"]`).count()) {
        await this.look(who, `dashboard-${login}`);
        await this.task(login, 'task-approval', { approval: 'approved' });
        this.say(`approved by ${login}`);
        return;
      }
    }
    throw new Error('nobody can approve');
  }

  // Roll, checklist, statement, evidence, end. `picture` is a file of the test.
  async visit(picture) {
    const who = await this.world.person('inspector.01a');
    const { page } = who;
    await who.go('/inspection');
    await this.look(who, 'dashboard-inspector');
    await who.press(`main a[href$="/cases/${this.order}"]`);
    await this.look(who, 'case-running');
    await who.press('main a[href$="/visits/new"]');
    await this.look(who, 'visit-start');
    await who.fill({ place: 'ບ້ານ ສີສັດຕະນາກ' });
    await who.press('main form button.btn-primary');
    this.visitAddress = new URL(page.url()).pathname;
    await this.look(who, 'visit-roll');
    const roll = 'form[action$="/roll"]';
    const rows = await page.locator(`${roll} [value=registered]`).evaluateAll((list) => list.map((e) => e.name.split('_')[1]));
    for (const [i, row] of rows.entries()) {
      await who.choose(roll, `finding_${row}`, i === 0 ? 'wage_differs' : 'registered');
    }
    if (rows.length) {
      const wage = page.locator(`${roll} [name="wage_${rows[0]}"]`);
      if (!(await wage.isVisible())) await page.locator(`${roll} fieldset:has([name="wage_${rows[0]}"]) summary`).click();
      await wage.fill('5.200.000');
    }
    await this.openNewWorker(who, roll);
    await who.fill({ new_name: 'ທ້າວ ທົດລອງ ພົບໃໝ່', new_identity: '0100000001', new_wage: '2.600.000', new_since: '2026-03',
      new_position: 'ຊ່າງ' }, roll);
    await who.press(`${roll} button.btn-primary`);
    await this.look(who, 'visit-roll-saved');
    await this.checklist(who);
    await who.fill({ person: 'ທ້າວ ທົດລອງ', position: 'ຫົວໜ້າບຸກຄະລາກອນ', content: 'ຈະຂຶ້ນທະບຽນ ພາຍໃນເດືອນໜ້າ' },
      'form[action$="/statement"]');
    await who.press('form[action$="/statement"] button');
    await who.fill({ title: 'ປ້າຍໂຮງງານ', file: picture }, 'form[action$="/evidence"]');
    await who.press('form[action$="/evidence"] button');
    await this.look(who, 'visit-recorded');
    await who.fill({ met_name: 'ທ້າວ ທົດລອງ', met_position: 'ຫົວໜ້າບຸກຄະລາກອນ', signature: 'signed' }, 'form[action$="/end"]');
    await who.press('form[action$="/end"] button');
    this.say(`visit ended, ${rows.length + 1} people on the roll`);
    await who.go(this.visitAddress);
    await this.look(who, 'visit-ended');
  }

  async openNewWorker(who, roll) {
    const summary = who.page.locator(`${roll} details:has([name=new_name]) > summary`);
    if (await summary.count() && !(await who.page.locator(`${roll} [name=new_name]`).isVisible())) await summary.click();
  }

  async checklist(who) {
    const form = 'form[action$="/checklist"]';
    const items = await who.page.locator(`${form} [value=yes]`).evaluateAll((list) => list.map((e) => e.name));
    for (const [i, item] of items.entries()) await who.choose(form, item, i % 4 === 0 ? 'no' : 'yes');
    await who.press(`${form} button.btn-primary`);
  }

  async incoming(login, kind, content, name, institution) {
    const who = await this.world.person(login);
    await who.go(this.case());
    await who.press(`main a[href$="/cases/${this.order}/documents"]`);
    if (name) await this.look(who, name);
    const of = institution ? { institution } : {};
    await who.fill({ kind, party: 'ທ້າວ ທົດລອງ', content, ...of }, 'form[action$="/documents"]');
    await who.press('form[action$="/documents"] button.btn-primary');
  }

  // Not carried out in full: a letter to each of two institutions, an answer of each.
  async referralToTwo() {
    await this.incoming('head.01', 'compliance_report', 'ຂຶ້ນທະບຽນແລ້ວ, ຍັງຄ້າງຈ່າຍ');
    await this.task('inspector.01a', 'task-compliance', { compliance: 'part', balance: '1.200.000',
      compliance_report: 'ຍັງຄ້າງ 1.200.000 ກີບ', compliance_next: 'referral', institutions: ['tax', 'labour_inspectorate'] });
    for (const name of ['task-referral', undefined]) {
      await this.task('head.legal', name, { referral: 'signed', referral_request: 'ຂໍໃຫ້ຊ່ວຍທວງ ຍອດຄ້າງຈ່າຍ' });
    }
    const day = new Date(Date.now() + 7 * 3600e3).toISOString().slice(0, 10);
    for (const [institution, name] of [['labour_inspectorate', 'task-institution-outcome'], ['tax', undefined]]) {
      await this.incoming('head.01', 'institution_answer', 'ຫົວໜ່ວຍ ຈ່າຍແລ້ວ', undefined, institution);
      await this.task('legal', name, { institution_result: 'acted', institution_outcome: 'ຫົວໜ່ວຍ ຈ່າຍແລ້ວ', institution_day: day });
    }
    this.say('two institutions have answered');
  }

  async untilApproved() {
    await this.recordRequest();
    await this.acceptRequest();
    await this.task('registration', 'task-background', { register_data: 'right' });
    await this.assign();
    await this.plan();
    await this.approve();
  }

  async untilClosed() {
    await this.task('inspector.01a', 'task-findings', { visit_summary: 'ພົບຜູ້ອອກແຮງງານ 1 ຄົນ ບໍ່ຂຶ້ນທະບຽນ', enquiry: 'false' });
    await this.task('inspector.01a', 'task-analysis', { analysis: 'ເງິນເດືອນຕ່າງ 1 ຄົນ' });
    await this.task('inspector.01a', 'task-report', { report_text: 'ບົດລາຍງານສະບັບເຕັມ', infringement: 'true',
      infringement_text: 'ບໍ່ຂຶ້ນທະບຽນ 1 ຄົນ', proposed_measure: 'registration', measure_text: 'ໃຫ້ຂຶ້ນທະບຽນ ແລະ ຈ່າຍເງິນສົມທົບ' });
    await this.task('head.01', 'task-review', { review: 'accepted' });
    const director = await this.world.person('director');
    await director.go('/inspection');
    await this.look(director, 'dashboard-director');
    await this.task('director', 'task-decision', { decision: 'measure' });
    await this.incoming('head.01', 'receipt', '', 'documents');
    await this.incoming('head.01', 'allegations', 'ຂໍໃຫ້ພິຈາລະນາໃໝ່ ຍ້ອນຜູ້ກ່ຽວເຂົ້າໃໝ່');
    await this.task('legal', 'task-allegations', { legal_opinion: 'ຄຳຊີ້ແຈງບໍ່ມີຫຼັກຖານ', proposed_outcome: 'confirmed' });
    await this.task('head.legal', 'task-outcome', { outcome: 'confirmed', outcome_text: 'ຢືນຢັນຂໍ້ຕົກລົງ' });
    await this.referralToTwo();
    await this.task('inspector.01a', 'task-carried-out', { compliance: 'full', balance: '0', compliance_report: 'ຈ່າຍຄົບແລ້ວ' });
    await this.task('head.01', 'task-close', { closing_summary: 'ຫົວໜ່ວຍໄດ້ຂຶ້ນທະບຽນແລ້ວ', follow_up_done: 'yes' });
    this.say(`${this.order} is closed`);
  }
}

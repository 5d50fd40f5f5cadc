// People at browsers of their own, against a running host. Nothing here posts: people click and type.
//   const world = await openWorld({ tools, base, shots, javaScript: true });
//   const head = await world.person('head.01');
// world.failures collects what was found; report() prints it and gives the exit code. Chromium is taken from PATH and
// must be there.
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { auditScreen } from './audit.mjs';

const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync'];

const chromiumInPath = () => {
  const found = (process.env.PATH || '').split(':').map((folder) => join(folder, 'chromium')).find((file) => existsSync(file));
  if (!found) throw new Error('no chromium in PATH: packaging/lib/packages-test.txt names what the tests need');
  return found;
};

export async function openWorld({ tools, base, shots, javaScript = true }) {
  const load = createRequire(resolve(tools, 'package.json'));
  const { chromium } = load('playwright-core');
  const home = mkdtempSync(join(tmpdir(), 'ssiis-browser-'));
  const browser = await chromium.launch({ executablePath: chromiumInPath(), args: flags,
    env: { ...process.env, HOME: home } });
  if (shots) mkdirSync(shots, { recursive: true });
  return new World({ load, browser, base, shots, javaScript, home });
}

class World {
  constructor(parts) {
    Object.assign(this, parts);
    this.failures = [];
    this.people = new Map();
    this.shotNumber = 0;
  }

  expect(what, holds) {
    if (!holds) {
      this.failures.push(what);
      console.error(`   NOT SO: ${what}`);
    }
  }

  // A person logged in, in Lao, at a desk. The same person every time, unless `apart` (another browser).
  async person(login, { apart = false } = {}) {
    if (!apart && this.people.has(login)) return this.people.get(login);
    const person = new Person(this, login);
    await person.arrive();
    if (!apart) this.people.set(login, person);
    return person;
  }

  // Does the work; where it breaks off, photographs what everybody sees. The exit code, once the browser is closed.
  async run(what, work) {
    try {
      await work();
    } catch (fault) {
      this.failures.push(String(fault.stack));
      for (const person of this.people.values()) await person.shot(`broken-${person.login}`).catch(() => {});
    } finally {
      await this.close();
    }
    return this.report(what);
  }

  // Where a file to upload can be written; gone with the browser.
  file(name) {
    return join(this.home, name);
  }

  async close() {
    await this.browser.close();
    rmSync(this.home, { recursive: true, force: true });
  }

  report(what) {
    for (const failure of this.failures) console.error(`FAILED: ${failure}`);
    console.log(this.failures.length ? `${this.failures.length} failures` : `${what}: all as it should be`);
    return this.failures.length ? 1 : 0;
  }
}

class Person {
  constructor(world, login) {
    this.world = world;
    this.login = login;
    this.expected = new Set();
  }

  async arrive() {
    this.context = await this.world.browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'lo-LA',
      timezoneId: 'Asia/Vientiane', reducedMotion: 'reduce', javaScriptEnabled: this.world.javaScript });
    this.page = await this.context.newPage();
    this.page.setDefaultTimeout(20000);
    this.page.on('console', (message) => {
      if (message.type() === 'error' && !this.isExpected(message.text())) {
        this.world.expect(`${this.login} at ${this.page.url()}: console: ${message.text()}`, false);
      }
    });
    this.page.on('pageerror', (error) => this.world.expect(`${this.login} at ${this.page.url()}: ${error}`, false));
    await this.page.goto(`${this.world.base}/mis/login`);
    await this.logIn();
  }

  async logIn() {
    await this.page.fill('[name=login]', this.login);
    await this.page.fill('[name=password]', 'demo');
    await this.press('main button');
    await this.page.waitForSelector('.who form');
  }

  // Chromium writes every answer of 400 and above, and every lost connection, to the console; a refusal that the story asks for is none.
  isExpected(text) {
    return [...this.expected].some((what) => text.includes(typeof what === 'number' ? `status of ${what}` : what));
  }

  async go(address) {
    const answer = await this.page.goto(this.world.base + address);
    await this.quiet();
    return answer;
  }

  // Clicks what leads to another page and waits until it is there. Answers with its status.
  async press(selector) {
    const target = typeof selector === 'string' ? this.page.locator(selector).first() : selector;
    const [answer] = await Promise.all([
      this.page.waitForResponse((r) => r.request().isNavigationRequest() && ![301, 302, 303, 307].includes(r.status())),
      target.click(),
    ]);
    await this.page.waitForLoadState('load');
    await this.quiet();
    return answer.status();
  }

  // The drawing of the procedure is there, or has been given up.
  async quiet() {
    if (!this.world.javaScript) return;
    await this.page.evaluate(() => document.fonts.ready.then(() => true));
    if (await this.page.locator('[data-bpmn]').count()) {
      await this.page.waitForSelector('[data-bpmn][data-drawn], [data-bpmn][data-failed]', { state: 'attached' });
    }
  }

  // What people do with a form: text, date, list, radio, tick; by the name of the field.
  async fill(values, form = 'main form[method=post]') {
    for (const [name, value] of Object.entries(values)) {
      const field = this.page.locator(`${form} [name="${name}"]`);
      if (await field.count() === 0) throw new Error(`${this.login}: no field ${name} on ${this.page.url()}`);
      const kind = await field.first().evaluate((e) => (e.tagName === 'SELECT' ? 'select' : e.type));
      if (kind === 'radio') await this.choose(form, name, value);
      else if (kind === 'checkbox') for (const v of [value].flat()) await this.choose(form, name, v);
      else if (kind === 'select') await field.selectOption(value);
      else if (kind === 'file') await field.setInputFiles(value);
      else await field.fill(value);
    }
  }

  async choose(form, name, value) {
    await this.page.locator(`${form} [name="${name}"][value="${value}"]`).check();
  }

  async text() {
    return (await this.page.locator('main').innerText());
  }

  // One screen of the story: looked at in Lao and English, on desk and phone, by axe and by keyboard, with pictures.
  async screen(name, options = {}) {
    await auditScreen(this, name, options);
  }

  async shot(name, extra = {}) {
    const { world } = this;
    if (!world.shots) return;
    await this.page.screenshot({ path: join(world.shots, `${name}.png`), fullPage: true, ...extra });
  }
}

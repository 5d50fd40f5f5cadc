// The shared parts in Chromium: axe finds nothing, no sideways scroll, the scripts do what they promise, and a page
// without scripts is whole. Arguments: TOOLS PROGRAM SOURCE SHARE; chromium is taken from PATH. With SSIIS_SHOTS=<folder> it keeps pictures.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';

const [tools, program, source, share] = process.argv.slice(2);
const load = createRequire(join(tools, 'package.json'));
const { chromium: browsers } = load('playwright-core');
const axe = readFileSync(load.resolve('axe-core/axe.min.js'), 'utf8');
const executablePath = process.env.PATH.split(':').map((folder) => join(folder, 'chromium')).find((file) => existsSync(file));
if (!executablePath) throw new Error('no chromium in PATH: packaging/lib/packages-test.txt names what the tests need');
const policy = "default-src 'self'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'";
const types = { '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.js': 'text/javascript', '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2', '.bpmn': 'application/xml' };
const failures = [];
const expect = (what, holds) => { if (!holds) failures.push(what); };

const site = mkdtempSync(join(tmpdir(), 'ssiis-parts-'));
mkdirSync(join(site, 'pages'));
cpSync(join(share, 'pages/web'), join(site, 'pages/web'), { recursive: true });
cpSync(join(source, 'tests/browser/parts/pages'), join(site, 'pages/parts'), { recursive: true });
execFileSync(program, [share, join(site, 'pages'), site]);

const posts = [];
const server = createServer((request, response) => {
  const path = request.url.split('?')[0];
  if (request.method === 'POST') {
    posts.push({ path, token: request.headers['x-csrf'] });
    request.resume();
    if (path === '/plain') {   // 204: the page stays, and the person presses again
      response.writeHead(204).end();
      return;
    }
    response.writeHead(422, { 'Content-Type': 'text/html' }).end('<p id="answer">refused</p>');
    return;
  }
  const file = path.startsWith('/inspection/assets/') ? join(share, 'assets', path.slice(19))
    : path === '/sample.bpmn' ? join(source, 'tests/browser/parts/sample.bpmn') : join(site, path);
  if (path.includes('..') || !existsSync(file) || !types[extname(file)]) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, { 'Content-Type': types[extname(file)], 'Content-Security-Policy': policy }).end(readFileSync(file));
});
await new Promise((ready) => { server.listen(0, '127.0.0.1', ready); });
const base = `http://127.0.0.1:${server.address().port}`;
const browser = await browsers.launch({ executablePath, args: ['--no-sandbox'] });

const settled = (page) => page.waitForSelector('#drawn[data-drawn], #drawn[data-failed]', { state: 'attached' });

async function looks(language, width, name) {
  const label = `${name} ${language} ${width}`;
  // Without the policy only because axe is put into the page as a script.
  const context = await browser.newContext({ viewport: { width, height: 768 }, bypassCSP: true });
  const page = await context.newPage();
  await page.goto(`${base}/${name}-${language}.html`);
  if (name === 'form') await settled(page);
  const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(`${label}: ${over} px too wide`, over <= 0);
  await page.addScriptTag({ content: axe });
  const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
  const found = await page.evaluate(async (runOnly) => (await window.axe.run(document, { runOnly })).violations
    .map((v) => `${v.id} ${v.nodes[0].html.slice(0, 100)}`), rules);
  expect(`${label}: axe: ${found}`, found.length === 0);
  if (process.env.SSIIS_SHOTS) {
    await page.screenshot({ path: join(process.env.SSIIS_SHOTS, `${label.replaceAll(' ', '-')}.png`), fullPage: true });
  }
  await context.close();
}

async function works(language) {
  const page = await browser.newPage({ viewport: { width: 1366, height: 768 } });
  const complaints = [];
  page.on('console', (message) => { if (message.type() === 'error') complaints.push(message.text()); });
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.goto(`${base}/form-${language}.html`);
  await settled(page);
  expect(`${language}: the summary has the focus`, await page.evaluate(() => document.activeElement.matches('[data-error-summary]')));
  expect(`${language}: the Lao font`, await page.evaluate(() => document.fonts.check('700 14px SSO', 'ລາວ')));
  const said = await page.textContent('[data-date-words]');
  expect(`${language}: the day in words: ${said}`, said === (language === 'lo' ? '23 ພະຈິກ 2026' : '23 November 2026'));
  await page.fill('#day', '2026-01-02');
  expect(`${language}: the changed day in words`, (await page.textContent('[data-date-words]')).startsWith('2 '));

  expect(`${language}: done, taken and current are marked`, (await page.$$('#drawn .done, #drawn .taken, #drawn .current')).length === 3);
  await page.waitForSelector('#missing[data-failed]', { state: 'attached' });
  expect(`${language}: a drawing that is missing stays hidden`, await page.isHidden('#missing'));
  await page.locator('#drawn').scrollIntoViewIfNeeded();
  expect(`${language}: the watermark is visible`, await page.evaluate(() => {
    const mark = document.querySelector('.bjs-powered-by');
    const at = mark.getBoundingClientRect();
    const top = document.elementFromPoint(at.x + at.width / 2, at.y + at.height / 2);
    return at.width > 40 && mark.contains(top) && getComputedStyle(mark).opacity === '1';
  }));

  posts.length = 0;
  await page.click('#partial');
  await page.waitForSelector('#answer');
  expect(`${language}: htmx sends the token and shows a 422`, posts.length === 1 && posts[0].token === 'token-of-the-page');
  page.once('dialog', (dialog) => dialog.dismiss());
  await page.click('#ask');
  expect(`${language}: a question answered with no sends nothing`, posts.length === 1);
  const first = page.waitForResponse(`${base}/plain`);
  await page.click('#send');
  await first;
  await page.click('#send', { force: true });   // the button says it is disabled; a person presses all the same
  await page.evaluate(() => new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(done)); }));
  expect(`${language}: pressed twice, sent ${posts.length - 1} times`, posts.filter((p) => p.path === '/plain').length === 1);
  const unexpected = complaints.filter((c) => !c.includes('422') && !c.includes('404'));
  expect(`${language}: console: ${unexpected}`, unexpected.length === 0);
  await page.close();
}

async function worksWithoutScripts() {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${base}/form-lo.html`);
  expect('without scripts: the summary leads to the field', (await page.getAttribute('.esum a', 'href')) === '#unit');
  expect('without scripts: values are kept', (await page.inputValue('#why')) === 'one\ntwo');
  expect('without scripts: the drawing is hidden', await page.isHidden('#drawn'));
  const sent = page.waitForRequest(`${base}/plain`);
  await page.click('#send');
  expect('without scripts: the form is sent', (await sent).method() === 'POST');
  await context.close();
}

try {
  for (const language of ['lo', 'en']) {
    for (const width of [1366, 390, 320]) for (const name of ['form', 'problem']) await looks(language, width, name);
    await works(language);
  }
  await worksWithoutScripts();
} finally {
  await browser.close();
  server.closeAllConnections();
  server.close();
  rmSync(site, { recursive: true, force: true });
}
console.log(failures.join('\n') || 'all as promised');
process.exitCode = failures.length ? 1 : 0;

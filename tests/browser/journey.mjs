// Registration officer, heads, inspectors, legal officer and Director take one complaint to a closed file in Lao, only
// clicking and typing; every screen on the way is examined and photographed. Then an inspector of another province is
// refused, and the refusal stands in the file's record of access.
// Arguments: TOOLS SHOTS BASE.
import { Story } from './story/story.mjs';
import { openWorld } from './support/world.mjs';

const [tools, shots, base] = process.argv.slice(2);
const world = await openWorld({ tools, base, shots });
const story = new Story(world, (who, name) => who.screen(name));
const picture = world.file('ປ້າຍ.png');

async function files() {
  const head = await world.person('head.01');
  await head.go('/inspection/cases?state=closed');
  world.expect(`${story.order} is not among the closed files`, (await head.text()).includes(story.order));
  await head.screen('files-closed');
  await head.press(`main a[href$="/cases/${story.order}"]`);
  await head.screen('case-closed');
  await head.go('/inspection/search');
  await head.page.fill('main [name=q]', story.order);
  await head.press('main form[role=search] button');
  await head.screen('search');
  world.expect('the search does not find the file by its number', (await head.text()).includes(story.order));
}

// Every letter becomes a PDF; the page reloads itself for nobody, so the person looks again.
async function letters() {
  const head = await world.person('head.01');
  const end = Date.now() + 240_000;
  for (;;) {
    await head.go(`/inspection/cases/${story.order}/documents`);
    const codes = new Set(await head.page.locator('main a[href^="/inspection/documents/"]').evaluateAll((l) => l.map((a) => a.pathname.split('/')[3])));
    const pdfs = await head.page.locator('main a[href$="/pdf"]').count();
    if (pdfs >= 8 && pdfs === codes.size) break;
    if (Date.now() > end) { world.expect(`only ${pdfs} of ${codes.size} letters became PDF`, false); return; }
    await head.page.waitForTimeout(1000);
  }
  await head.screen('documents-ready');
  const address = await head.page.locator('main a[href$="/pdf"]').first().getAttribute('href');
  await head.go(`/portal/verify/${address.split('/')[3]}`);
  await head.shot('verify-lo-desk');
  world.expect('the public page of a letter tells nothing', (await head.text()).length > 40);
}

async function stranger() {
  const other = await world.person('inspector.13a');
  other.expected.add(403);
  const answer = await other.go(`/inspection/cases/${story.order}`);
  world.expect(`an inspector of another province got ${answer.status()}`, answer.status() === 403);
  await other.screen('stranger-refused', { fresh: false });
  world.expect('the refusal tells what the file is about', !(await other.text()).includes(story.order));
  const auditor = await world.person('auditor');
  await auditor.go(`/inspection/cases/${story.order}/access`);
  await auditor.screen('access');
  const refused = await auditor.page.locator('main tr, main li').filter({ hasText: 'ສຸລິຍາ ພັນທະວົງ' }).allInnerTexts();
  world.expect('the refusal is not in the record of who read the file', refused.length > 0);
}

async function mis() {
  const head = await world.person('head.01');
  await head.go(`/inspection/cases/${story.order}`);
  await head.press('main a[href^="/inspection/units/"], main a[href^="/mis/units/"]');
  await head.screen('unit');
}

process.exitCode = await world.run('one complaint to a closed file, in a browser', async () => {
  const clerk = await world.person('registration');
  await clerk.page.screenshot({ path: picture });
  await story.untilApproved();
  await story.visit(picture);
  await story.untilClosed();
  await files();
  await stranger();
  await mis();
  await letters();
});

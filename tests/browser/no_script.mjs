// The same story in a browser without JavaScript, as far as the visit: every form works by itself, conditional fields
// all stand there and say when they apply, the steps are a list, details open.
// Arguments: TOOLS SHOTS BASE.
import { Story } from './story/story.mjs';
import { openWorld } from './support/world.mjs';

const [tools, shots, base] = process.argv.slice(2);
const world = await openWorld({ tools, base, shots, javaScript: false });
const picture = world.file('sign.png');

const checks = {
  'task-approval': async (who) => {
    const shown = await who.page.locator('[data-when-field]').evaluateAll((list) => list.map((e) => e.offsetHeight > 0));
    world.expect('a conditional field is not shown without script', shown.length >= 2 && shown.every(Boolean));
    const hints = await who.page.locator('[data-when-field] .when').allInnerTexts();
    world.expect('conditional fields do not say when they apply', hints.length === shown.length && hints.every((h) => /[\u0e80-\u0eff]/.test(h)));
  },
  'case-running': async (who) => {
    world.expect('an empty drawing stands on the file without script', !(await who.page.locator('.bpmn-box').isVisible()));
    world.expect('tools of a drawing that is not there', !(await who.page.locator('.bpmn-tools').isVisible()));
    world.expect('no present step in the list', (await who.page.locator('ol.stages > li[aria-current=step]').count()) === 1);
  },
};

const story = new Story(world, async (who, name) => {
  world.shotNumber += 1;
  const label = `${String(world.shotNumber).padStart(2, '0')}-${name}`;
  console.log(`   ${label}  (${who.login})`);
  await who.shot(label);
  await checks[name]?.(who);
});

process.exitCode = await world.run('the way to the visit without JavaScript', async () => {
  const clerk = await world.person('registration');
  await clerk.page.screenshot({ path: picture });
  await story.untilApproved();
  await story.visit(picture);
});

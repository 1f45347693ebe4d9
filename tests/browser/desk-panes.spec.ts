// The three panes of a review: what there is to do, what is asked, and what it rests on.

import { casesOf } from './cases.js';
import { type Desk, test } from './desk.js';
import { expect } from './portal.js';

const shown = (desk: Desk) => desk.page.locator('[data-rendered]:visible');

test('a condition that is chosen is shown alone, with its clause and its trace; all come back', async ({
  desk,
  page,
}) => {
  await desk.open();
  await desk.begin('hirono', 'subcontract');
  const all = await shown(desk).count();
  await desk.enter('scope.work', '封入');
  await page.locator('[data-task="4-ro"]').click();
  await expect(desk.field('scope.work')).toBeVisible();
  await expect(desk.field('subcontractor.name')).toBeHidden();
  expect(await shown(desk).count()).toBeLessThan(all);
  // What another condition asks first is asked here too.
  await page.locator('[data-task="s13-2-time"]').click();
  await expect(desk.field('approval.planned_on')).toBeVisible();
  await expect(desk.field('scope.work')).toBeHidden();
  const source = page.locator('#source');
  await expect(source).toHaveAttribute('data-of', 's13-2-time');
  await expect(source).toContainText('別記第13第2項');
  await expect(source.locator('[data-limb="main-work"] [data-part="before"]')).toBeVisible();
  await desk.enter('subcontract.already_started', true);
  await expect(source.locator('[data-limb="not-started"]')).toHaveAttribute(
    'data-state',
    'not_met',
  );
  await expect(page.locator('[data-condition="s13-2-time"]')).toHaveAttribute(
    'data-state',
    'not_met',
  );
  await desk.clean('one condition');
  await page.locator('#undo').click();
  await expect(page.locator('.tasks [aria-current]')).toHaveAttribute('data-task', 's13-2-time');
  await expect(desk.field('scope.work')).toBeHidden();
  await page.locator('[data-task="all"]').click();
  await expect(desk.field('scope.work').locator('textarea')).toHaveValue('封入');
  await expect(shown(desk)).toHaveCount(all);
});

test('what is awaited next opens its condition, and the list is one stop with arrows in it', async ({
  desk,
  page,
}) => {
  await desk.open();
  await desk.begin('sendai', 'offsite');
  const current = page.locator('.tasks [aria-current]');
  await expect(current).toHaveAttribute('data-task', 'all');
  await current.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(page.locator('[data-task="5-1"]')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(current).toHaveAttribute('data-task', '5-1');
  await expect(page.locator('[data-rendered] :focus')).toHaveCount(1);
  await expect(desk.field('sendai.certified')).toBeHidden();
  // It goes on from where one is; after the last comes the first.
  await page.locator('[data-next]').click();
  await expect(current).toHaveAttribute('data-task', '5-1');
  await page.locator('[data-task="5-9"]').click();
  await desk.field('sendai.certified').locator('select').focus();
  await page.locator('[data-next]').click();
  await expect(current).toHaveAttribute('data-task', 'routes');
  await expect(desk.field('sendai.designated_manager').locator(':focus')).toHaveCount(1);
  await expect(desk.field('sendai.survey')).toBeHidden();
});

test('where the list has no room, nothing is left out', async ({ desk, page }) => {
  await desk.open();
  await desk.begin('sendai', 'offsite');
  await page.locator('[data-task="5-9"]').click();
  await expect(desk.field('sendai.survey')).toBeHidden();
  await page.setViewportSize({ width: 390, height: 800 });
  await expect(desk.field('sendai.survey')).toBeVisible();
  await expect(page.locator('#source')).toBeHidden();
  await desk.clean('narrow again');
});

for (const width of [390, 1100]) {
  test(`one press away from every field is what there is to do, and what to do of it (${width} px)`, async ({
    desk,
    page,
  }) => {
    await page.setViewportSize({ width, height: 844 });
    await desk.open();
    await desk.begin('sendai', 'offsite');
    await desk.field('finding.5-3.adequate').locator('input').first().focus();
    const more = page.locator('#more summary');
    await more.click();
    const source = page.locator('#source');
    await expect(source).toHaveAttribute('data-of', '5-3');
    await expect(source).toBeInViewport();
    await expect(source).toContainText('どうするか');
    await expect(page.locator('.tasks')).toHaveCount(1);
    await desk.clean('open');
    if (width === 390) {
      const listed = page.locator('#more [data-task="5-9"]');
      await expect(listed).toBeInViewport();
      await listed.click();
      await expect(source).toBeHidden();
      await expect(page.locator('[data-rendered^="sendai.training"] :focus')).toHaveCount(1);
    } else {
      await more.click();
      await expect(source).toBeHidden();
    }
    // By keyboard, and back.
    await more.focus();
    await page.keyboard.press('Enter');
    await expect(source).toBeVisible();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Escape');
    await expect(source).toBeHidden();
    await expect(more).toBeFocused();
    await expect(desk.verdict()).toBeVisible();
  });
}

test('on a phone the strip of a request that passes is one line', async ({ desk, page }) => {
  await page.setViewportSize({ width: 390, height: 800 });
  const full = casesOf('hirono').find(({ verdict }) => verdict === 'approvable');
  await desk.open();
  await desk.begin('hirono', full?.request.procedure ?? '');
  const work = JSON.parse((await desk.save()).text);
  Object.assign(work.requests[0], { ...full?.request, reference: '七' });
  delete work.requests[0].stage;
  await desk.openFile(JSON.stringify(work));
  await page.getByRole('button', { name: '七', exact: true }).click();
  await expect(desk.verdict()).toHaveAttribute('data-verdict', 'approvable');
  const strip = await page.locator('.strip').boundingBox();
  expect(strip?.height).toBeLessThanOrEqual(48);
  await expect(page.locator('[data-count="met"]')).toBeVisible();
});

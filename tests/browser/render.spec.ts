// Forms drawn from the shipped rulesets: every case filled in as people do it comes to its verdict.

import type { Page } from '@playwright/test';
import type { Answer } from '../../pkg/src/index.js';
import { casesOf, shipped } from './cases.js';
import { answers, draw, open, verdict } from './drawn.js';
import { expect, isClean, sights, test } from './portal.js';

/** Fills in what is open, then what is folded away; the verdict after each. */
async function fillIn(page: Page, wanted: { readonly [field: string]: Answer }) {
  return page.evaluate((wanted) => {
    const { now } = globalThis.drawn;
    if (!now) throw new Error('nothing is drawn');
    const done = new Set<string>();
    const isOpen = (element: HTMLElement) => element.closest('[hidden]') === null;
    const tell = (control: Element) => {
      control.dispatchEvent(new InputEvent('input', { bubbles: true }));
      control.dispatchEvent(new Event('change', { bubbles: true }));
    };
    const enter = (field: HTMLElement, answer: Answer) => {
      const values = (Array.isArray(answer) ? answer : [answer]).map(String);
      const ticks = field.querySelectorAll<HTMLInputElement>('[type="radio"], [type="checkbox"]');
      for (const tick of ticks) {
        const isWanted = values.includes(tick.value) || (values.length === 0 && tick.value === '');
        if (tick.checked !== isWanted && (isWanted || tick.type === 'checkbox')) tick.click();
      }
      const typed = 'select, textarea, input[type="text"]';
      const control = field.querySelector<HTMLInputElement>(typed);
      if (!control) return;
      control.value = values.join('\n');
      tell(control);
    };
    const pass = (): boolean => {
      const fields = [...document.querySelectorAll<HTMLElement>('[data-rendered]')];
      const next = fields.find((field) => {
        const id = field.dataset.rendered ?? '';
        return id in wanted && !done.has(id) && isOpen(field);
      });
      if (!next) return false;
      done.add(next.dataset.rendered ?? '');
      enter(next, wanted[next.dataset.rendered ?? '']);
      return true;
    };
    while (pass());
    const open = now.attached.current?.verdict;
    const rest = document.querySelector<HTMLElement>('.rendered-form__rest');
    if (rest && !rest.hidden) rest.click();
    while (pass());
    return { open, all: now.attached.current?.verdict, filled: [...done] };
  }, wanted);
}

/** How many cases of a ruleset are filled in, spread over all of them; `CASES=all` for every one. */
const MOST = process.env.CASES === 'all' ? Number.POSITIVE_INFINITY : 150;
const spread = <Case>(all: readonly Case[]): Case[] => {
  const step = Math.max(1, Math.ceil(all.length / MOST));
  return all.filter((_, at) => at % step === 0);
};

for (const name of shipped) {
  test(`${name}: its cases, filled in, come to their verdicts`, async ({ page }) => {
    test.setTimeout(300_000);
    await open(page);
    const wrong: string[] = [];
    for (const { name: title, verdict: wanted, request } of spread(casesOf(name))) {
      await draw(page, name, { ...request, answers: {} });
      const { open, all, filled } = await fillIn(page, request.answers);
      const asked = await page.evaluate(() => globalThis.drawn.now?.drawn.fields ?? []);
      const unchecked = await page.getByText('検査していない').allTextContents();
      expect(unchecked, title).toEqual([]);
      const left = asked.filter((id) => id in request.answers && !filled.includes(id));
      if (open !== wanted || all !== wanted || left.length > 0) {
        wrong.push(`${title}: ${open}, ${all}, not ${wanted}; ${left.join(' ')}`);
      }
    }
    expect(wrong).toEqual([]);
  });
}

/** The field and the control that have the focus. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const at = document.activeElement as HTMLInputElement;
    const field = at.closest<HTMLElement>('[data-rendered]')?.dataset.rendered;
    const options = [...(at.closest('select')?.options ?? [])].map(({ value }) => value);
    return { field, type: at.type, value: at.value, checked: at.checked, options };
  });

/** Goes through the form from control to control, as somebody without a mouse does. */
async function goThrough(page: Page, wanted: { readonly [field: string]: Answer }) {
  const done = new Set<string>();
  await page.locator('#fields').evaluate((place) => {
    const first = 'input:checked, input:not([type="radio"]), select, textarea';
    place.querySelector<HTMLElement>(first)?.focus();
  });
  for (let at = await focused(page); at.field !== undefined; at = await focused(page)) {
    const answer = wanted[at.field];
    const isList = Array.isArray(answer);
    const key = at.type === 'checkbox' ? `${at.field} ${at.value}` : at.field;
    if (answer !== undefined && !done.has(key)) {
      done.add(key);
      if (at.type === 'radio') {
        // From the third, which says that nothing is entered, around to the first.
        await page.keyboard.press(answer === true ? 'ArrowRight' : 'ArrowLeft');
      } else if (at.type === 'checkbox') {
        const none = isList && answer.length === 0 && at.value === '';
        if (none || (isList && answer.includes(at.value))) await page.keyboard.press('Space');
      } else if (at.options.length > 0) {
        for (let to = at.options.indexOf(String(answer)); to > 0; to -= 1) {
          await page.keyboard.press('ArrowDown');
        }
      } else {
        await page.keyboard.type(isList ? answer.join('\n') : String(answer));
      }
    }
    await page.keyboard.press('Tab');
  }
}

for (const name of shipped) {
  test(`${name}, by keyboard alone, a case of each procedure`, async ({ page }) => {
    test.setTimeout(300_000);
    await open(page);
    const tried = new Set<string>();
    for (const { name: title, verdict: wanted, request } of casesOf(name)) {
      if (tried.has(request.procedure)) continue;
      tried.add(request.procedure);
      await draw(page, name, { ...request, answers: {} });
      await goThrough(page, request.answers);
      expect(await verdict(page), title).toBe(wanted);
    }
    const { procedure } = await page
      .evaluate((name) => globalThis.drawn.rules(name), name)
      .then(() => page.evaluate(() => globalThis.drawn.loaded?.rules.ruleset ?? { procedure: [] }));
    expect([...tried].sort()).toEqual(procedure.map(({ id }) => id).sort());
  });
}

/** A case that has everything, of the town that asks the most. */
const full = casesOf('hirono').find(({ verdict }) => verdict === 'approvable') as ReturnType<
  typeof casesOf
>[number];
const field = (page: Page, id: string) => page.locator(`[data-rendered="${id}"]`);
const rest = (page: Page) => page.locator('.rendered-form__rest');

test('what was typed stays when the language changes, and nothing is left in the other', async ({
  page,
}) => {
  await open(page);
  await draw(page, 'hirono', full.request);
  const before = await answers(page);
  expect(before).toMatchObject({ 'scope.work': full.request.answers['scope.work'] });
  const japanese = await page.locator('#fields').innerText();
  await page.evaluate(() => globalThis.drawn.now?.drawn.speak('en'));
  await expect(page.locator('#fields > div')).toHaveAttribute('lang', 'en');
  const left = await page
    .locator('legend span:not([lang]), label span, option, .rendered-field__note, button')
    .evaluateAll((all) =>
      all.map((one) => one.textContent ?? '').filter((text) => /[ぁ-んァ-ヶ]/.test(text)),
    );
  expect(left).toEqual([]);
  expect(await page.evaluate(() => globalThis.drawn.now?.attached.review()?.verdict)).toBe(
    'approvable',
  );
  expect(await answers(page)).toEqual(before);
  await page.evaluate(() => globalThis.drawn.now?.drawn.speak('ja'));
  expect(await page.locator('#fields').innerText()).toBe(japanese);
});

test('a list that was left with none of its options stays an answer', async ({ page }) => {
  await open(page);
  const request = { procedure: 'subcontract', asOf: '2026-11-22', answers: {} };
  await draw(page, 'hirono', request);
  const list = field(page, 'subcontract.matters_told');
  const boxes = list.locator('input');
  await boxes.first().check();
  await boxes.last().check();
  await expect(boxes.first()).not.toBeChecked();
  expect(await answers(page)).toEqual({ 'subcontract.matters_told': [] });
  await draw(page, 'hirono', { ...request, answers: await answers(page) });
  await expect(boxes.last()).toBeChecked();
  expect(await answers(page)).toEqual({ 'subcontract.matters_told': [] });
  await boxes.first().check();
  await expect(boxes.last()).not.toBeChecked();
});

test('whose fields are drawn can be chosen, and what nobody can do without is marked', async ({
  page,
}) => {
  await open(page);
  const { request } = full;
  await draw(page, 'hirono', { ...request, answers: {} }, { by: ['applicant'] });
  await expect(field(page, 'scope.work').locator('.rendered-field__required')).toHaveText('必須');
  await expect(field(page, 'scope.justification').locator('.rendered-field__required')).toHaveCount(
    0,
  );
  await expect(page.locator('.rendered-field__supplier, [data-rendered^="finding."]')).toHaveCount(
    0,
  );
  await draw(page, 'hirono', request, { by: ['officer', 'contract'] });
  await expect(field(page, 'scope.work')).toHaveCount(0);
  await expect(field(page, 'finding.necessary')).toContainText('職員');
  await expect(field(page, 'finding.necessary').locator('label')).toHaveText([
    '認める',
    '認めない',
    'まだ',
  ]);
  await expect(field(page, 'contract.data_items')).toContainText('契約');
});

test('fields open and fold as the answers have it, never under the hand', async ({ page }) => {
  await open(page);
  await page.setViewportSize({ width: 1280, height: 700 });
  await draw(page, 'hirono', { ...full.request, answers: {} });
  const work = field(page, 'scope.work');
  await expect(work).toBeVisible();
  const acts = field(page, 'contract.consent_clauses').locator('input');
  await acts.last().check();
  await expect(work).toBeHidden();
  await expect(rest(page)).toHaveText(/^この件では使わない項目 \d+$/);
  await rest(page).click();
  await expect(rest(page)).toHaveAttribute('aria-expanded', 'true');
  await expect(work).toBeVisible();
  await work.locator('textarea').fill('封入');
  await rest(page).click();
  await expect(work).toBeHidden();
  await field(page, 'contract.consent_clauses').getByLabel('再委託').check();
  await expect(work.locator('textarea')).toHaveValue('封入');

  const reason = field(page, 'subcontract.reason').locator('textarea');
  await reason.scrollIntoViewIfNeeded();
  const top = () => reason.evaluate((one) => one.getBoundingClientRect().top);
  await reason.focus();
  const before = await top();
  await page.keyboard.type('封入機を持つため');
  await page.evaluate(() => {
    const { session, attached } = globalThis.drawn.now ?? {};
    session?.set('contract.consent_clauses', []);
    attached?.refresh();
  });
  expect(await top()).toBeCloseTo(before, 0);
  await expect(reason).toBeFocused();
});

test('where another version governs, its form takes the place of the one before', async ({
  page,
}) => {
  await open(page);
  await draw(page, 'hirono', { ...full.request, answers: {} });
  await page.evaluate(async () => {
    const { engine, attach, render, now, rules } = globalThis.drawn;
    const { ruleset } = await rules('hirono');
    const day = '2027-01-01';
    const field = ruleset.field.map((one) =>
      one.id === 'scope.work' ? { ...one, label: { ja: '新しい業務の内容' } } : one,
    );
    const { in_force, ...header } = ruleset.ruleset;
    const period = { ...in_force, until: '2026-12-31' };
    const versions = [
      { ...ruleset, ruleset: { ...header, in_force: period } },
      {
        ...ruleset,
        field,
        ruleset: { ...header, version: day, in_force: { ...in_force, from: day } },
      },
    ];
    now?.attached.detach();
    now?.drawn.remove();
    const regulation = engine.ruleset(versions);
    const session = regulation.open({ procedure: 'subcontract', asOf: '2026-11-22' });
    const drawn = render(document.querySelector('#fields') as Element, session);
    const form = document.querySelector('form') as Element;
    const attached = attach(form, session, { map: drawn.map, onchange: () => drawn.update() });
    globalThis.drawn.now = { session, drawn, attached };
  });
  const work = field(page, 'scope.work');
  await work.locator('textarea').fill('封入');
  await field(page, 'subcontract.matters_told').locator('input').last().check();
  const approval = field(page, 'approval.planned_on').locator('input');
  await approval.focus();
  // On the way through days of both versions.
  await page.keyboard.type('2026-12-011');
  await page.keyboard.press('Backspace');
  for (let left = 6; left > 0; left -= 1) await page.keyboard.press('Backspace');
  await page.keyboard.press('Backspace');
  await page.keyboard.type('7-02-01');
  await expect(approval).toBeFocused();
  await expect(approval).toHaveValue('2027-02-01');
  await expect(work).toContainText('新しい業務の内容');
  await expect(work.locator('textarea')).toHaveValue('封入');
  expect(await answers(page)).toMatchObject({
    'scope.work': '封入',
    'subcontract.matters_told': [],
    'approval.planned_on': '2027-02-01',
  });
  await field(page, 'subcontract.matters_told').locator('input').first().check();
  expect(await answers(page)).toMatchObject({ 'subcontract.matters_told': ['safeguards'] });
});

test('no room is kept for messages, and one that comes stands at its field', async ({ page }) => {
  await open(page);
  await draw(page, 'hirono', { ...full.request, answers: {} });
  const slots = page.locator('.rendered-form .shodaku-slot');
  expect(await slots.count()).toBeGreaterThan(20);
  const heights = await slots.evaluateAll((all) => all.map((one) => one.clientHeight));
  expect(Math.max(...heights)).toBe(0);
  const day = field(page, 'request.filed_on');
  await day.locator('input').fill('あした');
  await page.keyboard.press('Tab');
  await expect(day).toContainText('日付として読み取れません');
});

for (const [width, language] of sights) {
  test(`axe finds nothing, nothing is too wide (${width} px, ${language})`, async ({ page }) => {
    test.setTimeout(120_000);
    await page.setViewportSize({ width, height: 900 });
    await open(page);
    await page.evaluate((lang) => {
      document.documentElement.lang = lang;
    }, language);
    const clean = (state: string) => isClean(page, state);
    await draw(page, 'hirono', { ...full.request, answers: {} }, { lang: language });
    await clean('empty');
    await draw(page, 'hirono', full.request, { lang: language });
    await field(page, 'request.filed_on').locator('input').fill('あした');
    if (await rest(page).isVisible()) await rest(page).click();
    await clean('filled in, everything shown');
    const columns = await page
      .locator('.rendered-form__fields')
      .first()
      .evaluate((one) => getComputedStyle(one).gridTemplateColumns.split(' ').length);
    expect(columns).toBe(width >= 900 ? 2 : 1);
    const row = field(page, 'information.deceased').locator('.rendered-field__choice');
    const tops = await row.evaluateAll((all) => all.map((one) => one.getBoundingClientRect().top));
    expect(new Set(tops).size).toBe(1);
  });
}

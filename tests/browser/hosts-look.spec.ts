// How messages look in pages whose style knows nothing of them, or is against them.

import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { attached, expect, test } from './hosts/host.js';
import { difference, picture } from './hosts/look.js';
import { attach, plain } from './hosts/plain.js';

const resets = {
  'nothing at all': '',
  'everything unset': '* { all: unset; display: revert }',
  'no margins, no borders':
    '*, *::before, *::after { margin: 0; padding: 0; border: 0; font: inherit; vertical-align: baseline }',
  'tiny and pale':
    'body { font-size: 10px; line-height: 1; color: #ccc } div, p, span { color: #ccc; font-size: 10px }',
  'lists and paragraphs undone':
    'ul, ol { list-style: none } p { display: inline } span { position: static; float: left }',
  'everything its own way': `
    * { letter-spacing: 0.3em; text-align: right; text-transform: uppercase; text-indent: 2em;
      word-spacing: 1em; font-style: italic; text-shadow: 1px 1px red; white-space: pre; cursor: wait }
    div, p, span, ul, li, h2, a { box-sizing: content-box; text-decoration: line-through;
      background: #fee; border: 1px dotted red; outline: 1px solid red; min-height: 3em;
      max-width: 20em; float: left; clear: both; position: relative; top: 3px; opacity: 0.4;
      transform: rotate(1deg); filter: blur(1px); columns: 2 }
    h2 { font-size: 40px; color: lime } a { color: yellow; text-decoration: none } li { display: inline }
    p + p, li + li { border-top: 9px solid } span::before, p::after { content: "×" }`,
};

/** Of the host, so that a picture is as wide with a reset as without. */
const frame =
  '#f#f { font-family: sans-serif; font-size: 16px; inline-size: 640px; margin: 0; padding: 0; border: 0; float: none; max-width: none; opacity: 1; transform: none; text-indent: 0; outline: 0; background: #fff }';

const parts = ['.shodaku-message--warning', '.shodaku-message--error', '.shodaku-summary'] as const;

async function speak(page: Page): Promise<void> {
  await attached(page);
  await page.locator('[name="kensu"]').fill('nine');
  await page.locator('[name="saisai"]').selectOption('2');
  await page.evaluate('attachments[0].review()');
  // The ring of the focus is the browser's: its place depends on what is around.
  await page.evaluate('document.activeElement.blur()');
  await expect(page.locator('.shodaku-message')).toHaveCount(2);
}

test('messages look the same in a page with any reset', async ({ page, serve }, info) => {
  const pictures = new Map<string, Buffer>();
  for (const [name, style] of Object.entries(resets)) {
    await serve({ body: plain, attach: attach(), style: `${style} ${frame}` });
    await speak(page);
    for (const part of parts) {
      const shot = await picture(page.locator(part).first());
      const reference = pictures.get(part);
      if (!reference) pictures.set(part, shot);
      else {
        const unlike = await difference(page, reference, shot);
        if (unlike > 0.02) {
          await info.attach(`${name} ${part}`, { body: shot, contentType: 'image/png' });
          await info.attach(`as it should be ${part}`, {
            body: reference,
            contentType: 'image/png',
          });
        }
        expect.soft(unlike, `${part} in a page with ${name}`).toBeLessThanOrEqual(0.02);
      }
    }
  }
  // The comparison can tell: two different messages are not alike.
  const [warning, error] = parts.map((part) => pictures.get(part) ?? Buffer.alloc(0));
  expect(await difference(page, warning as Buffer, error as Buffer)).toBeGreaterThan(0.02);
});

for (const [name, style] of Object.entries(resets)) {
  test(`a warning can be read in a page with ${name}`, async ({ page, serve }) => {
    await serve({ body: plain, attach: attach(), style });
    await attached(page);
    await page.locator('[name="kensu"]').fill('9999');
    await page.locator('[name="kensu"]').blur();
    const message = page.locator('.shodaku-message');
    await expect(message).toBeVisible();
    await expect(message).toContainText('注意');
    const word = message.locator('.shodaku-message__text');
    const { size, colour } = await word.evaluate((one) => ({
      size: Number.parseFloat(getComputedStyle(one).fontSize),
      colour: getComputedStyle(one).color,
    }));
    expect(size).toBeGreaterThanOrEqual(14);
    expect(contrastOnWhite(colour)).toBeGreaterThanOrEqual(4.5);
  });
}

function contrastOnWhite(colour: string): number {
  const [red = 0, green = 0, blue = 0] = (colour.match(/[\d.]+/g) ?? []).map((part) => {
    const value = Number(part) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05);
}

test('in forced colours a message keeps its sign, its text and its edges', async ({
  page,
  serve,
}) => {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ forcedColors: 'active', colorScheme });
    await serve({ body: plain, attach: attach() });
    await speak(page);
    const colours = (part: string, property: string) =>
      page
        .locator(part)
        .first()
        .evaluate((one, name) => getComputedStyle(one).getPropertyValue(name), property);
    const system = (name: string) =>
      page.evaluate((keyword) => {
        const probe = document.createElement('i');
        probe.style.color = keyword;
        document.body.append(probe);
        const { color } = getComputedStyle(probe);
        probe.remove();
        return color;
      }, name);
    const [text, canvas] = [await system('CanvasText'), await system('Canvas')];
    expect(text).not.toBe(canvas);
    expect(await colours('.shodaku-message__text', 'color')).toBe(text);
    expect(await colours('.shodaku-message__icon', 'background-color')).toBe(text);
    expect(await colours('.shodaku-message__icon', 'color')).toBe(canvas);
    expect(await colours('.shodaku-summary', 'border-top-style')).toBe('solid');
    expect(await colours('.shodaku-summary', 'border-top-color')).toBe(text);
    expect(await colours('.shodaku-summary__link', 'color')).toBe(await system('LinkText'));
    // A warning and an error are told apart by word and shape, where colours are not there to do it.
    await expect(page.locator('.shodaku-message--error')).toContainText('エラー');
    await expect(page.locator('.shodaku-message--warning')).toContainText('注意');
    const shapes = await Promise.all(
      ['error', 'warning'].map((kind) =>
        colours(`.shodaku-message--${kind} .shodaku-message__icon`, 'clip-path'),
      ),
    );
    expect(new Set(shapes).size).toBe(2);
  }
});

test('axe finds nothing in a host that is clean, warned, wrong or not checked', async ({
  page,
  serve,
}) => {
  const violations = async () => {
    const analysed = await new AxeBuilder({ page })
      // Of the whole page, which is the host's: its landmarks and headings.
      .disableRules(['region', 'landmark-one-main', 'page-has-heading-one'])
      .analyze();
    return analysed.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
  };
  await serve({ body: plain, attach: attach() });
  await attached(page);
  expect(await violations(), 'clean').toEqual([]);
  await page.locator('[name="kensu"]').fill('9999');
  await page.locator('[name="kensu"]').blur();
  expect(await violations(), 'warned').toEqual([]);
  await speak(page);
  expect(await violations(), 'wrong').toEqual([]);
  await serve({
    body: plain,
    attach:
      "attach(document.getElementById('f'), Promise.reject(new Error('no')), { onerror() {} });",
  });
  await expect(page.locator('.shodaku-status')).toBeVisible();
  expect(await violations(), 'not checked').toEqual([]);
});

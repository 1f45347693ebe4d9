// The classic script of a town that is not shipped, made by the command from its ruleset.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect, type Page, test } from '@playwright/test';

const root = fileURLToPath(new URL('../../', import.meta.url));
const shodaku = join(process.env.CARGO_TARGET_DIR ?? join(root, 'target'), 'debug', 'shodaku');
const mihono = join(root, 'tests/data/rulesets/mihono.toml');

const scriptOf = (ruleset: string) =>
  execFileSync(
    shodaku,
    ['rulesets', 'build', ruleset, '--script', join(root, 'pkg/dist/script.js')],
    { encoding: 'utf8', maxBuffer: 1 << 24 },
  );

const pageWith = (script: string, lang: string) => `<!doctype html>
<html lang="${lang}"><head><meta charset="utf-8"><title>協議書</title></head><body><main>
<form id="kyogi">
<label>情報 <select data-shodaku-field="information.kind"><option value="personal">個人情報</option></select></label>
<label>契約日 <input type="date" data-shodaku-field="contract.concluded_on" value="2026-05-01"></label>
<label>承諾条項 <select multiple data-shodaku-field="contract.consent_clauses"><option value="subcontract" selected>再委託</option></select></label>
<label>着手 <select data-shodaku-field="subcontract.already_started"><option value=""></option><option value="true">済み</option><option value="false">まだ</option></select></label>
</form>
${script}
</main></body></html>`;

const TAG =
  '<script src="mihono.js" charset="utf-8" data-procedure="subcontract" data-for="kyogi">';

let folder: string;
test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'shodaku-'));
});
test.afterAll(() => rmSync(folder, { recursive: true }));

/** The pages of the folder, under a policy as strict as a portal's may be. */
const serve = (page: Page) =>
  page.route('http://portal.test/**', (route) =>
    route.fulfill({
      path: join(folder, new URL(route.request().url()).pathname),
      headers: {
        'Content-Security-Policy': "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'",
      },
    }),
  );

/** The condition that fails once the work has started warns, and goes with what it warns of. */
async function warns(page: Page, clause: string): Promise<void> {
  const started = page.getByLabel('着手');
  await expect(page.locator('shodaku-check .shodaku-verdict')).not.toBeEmpty();
  await started.selectOption('true');
  await expect(page.locator('.shodaku-message')).toContainText(clause);
  await started.selectOption('false');
  await expect(page.locator('.shodaku-message')).toHaveCount(0);
}

test('one line puts it into a portal and into a page from a disk, in both languages', async ({
  page,
}) => {
  writeFileSync(join(folder, 'mihono.js'), scriptOf(mihono));
  await serve(page);
  for (const [lang, verdict] of [
    ['ja', '未確定'],
    ['en', 'Undetermined'],
  ] as const) {
    writeFileSync(join(folder, `${lang}.html`), pageWith(`${TAG}</script>`, lang));
    for (const address of ['http://portal.test/', pathToFileURL(`${folder}/`).href]) {
      await page.goto(new URL(`${lang}.html`, address).href);
      await expect(page.locator('shodaku-check .shodaku-verdict')).toHaveText(verdict);
      await warns(page, '第6条第4項');
    }
  }
});

test('it stands in a page itself, whatever the texts of the ruleset hold', async ({ page }) => {
  const odd = join(folder, 'odd.toml');
  const text = readFileSync(mihono, 'utf8');
  const title = /^(title = \{ ja = ")/m;
  expect(text).toMatch(title);
  writeFileSync(odd, text.replace(title, '$1</script><!--<script>'));
  const inline = `<shodaku-check procedure="subcontract" for="kyogi"></shodaku-check><script>${scriptOf(odd)}</script>`;
  writeFileSync(join(folder, 'inline.html'), pageWith(inline, 'ja'));
  await page.goto(pathToFileURL(join(folder, 'inline.html')).href);
  await warns(page, '第6条第4項');
});

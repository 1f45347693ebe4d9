// Where rulesets are written: in the browser, from a disk, with the kit itself.

import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect } from './portal.js';
import { answers, test, type Workshop } from './workshop.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const file = (path: string) => readFileSync(join(root, path), 'utf8');
const mihono = {
  'mihono.toml': file('tests/data/rulesets/mihono.toml'),
  'mihono.cases.toml': file('tests/data/rulesets/mihono.cases.toml'),
};
/** The same with another clause. */
const OLDER = mihono['mihono.toml'].replaceAll('第6条第4項', '第6条第44項');
const FINE = '誤りも疑わしいところも見つかりません。';

test('a mistake is shown where it stands while one types, and undone', async ({
  workshop,
  page,
}) => {
  await workshop.take(mihono);
  await workshop.outcome(FINE);
  const [start] = mihono['mihono.toml'].split('subcontract.already_started');
  const line = start?.split('\n').length ?? 0;
  const broken = mihono['mihono.toml'].replace(
    'subcontract.already_started',
    'subcontract.allready_started',
  );
  await workshop.paste('ruleset', broken);
  await workshop.outcome(/^誤り[1-9]\d*件/);
  const problem = page.locator('#problems li').filter({ hasText: `${line}行` });
  await expect(problem).toContainText('`subcontract.already_started` の間違いではありませんか。');
  await page.locator('[data-language="en"]').click();
  await expect(page.locator('#problems li').first()).toContainText(
    'did you mean `subcontract.already_started`?',
  );
  await page.locator('[data-language="ja"]').click();
  await expect(problem).toContainText('の間違いではありませんか。');
  // The way to it, from another text.
  await workshop.write('cases');
  await problem.getByRole('button').click();
  await expect(workshop.editor('ruleset')).toBeFocused();
  await expect(page.locator('#ruleset .cm-lintRange-error').first()).toBeVisible();
  await page.keyboard.press('Control+z');
  await workshop.outcome(FINE);
  await expect(page.locator('#ruleset .cm-lintRange-error')).toHaveCount(0);
});

test('keys, operators and shared fields are completed; Tab leads on', async ({
  workshop,
  page,
}) => {
  await workshop.write('ruleset');
  const editor = workshop.editor('ruleset');
  const options = page.locator('#ruleset .cm-tooltip-autocomplete [role="option"]');
  await editor.click();
  await page.keyboard.type('[[condition.limb]]\nsta');
  await page.keyboard.press('Control+Space');
  await expect(options).toHaveText(['stated']);
  await expect(page.locator('#ruleset .cm-completionInfo')).toContainText('書いてあるか');
  // Enter is taken for a new line until the options have been in sight for a moment.
  await options.click();
  await page.keyboard.type('"subcontract.rea');
  // Asked for by the key: what is offered unasked depends on how fast one types.
  await page.keyboard.press('Control+Space');
  await expect(options.first()).toHaveText('subcontract.reason');
  await page.keyboard.press('Escape');
  await page.keyboard.type('son"\n[[condition]]\ntopic = "nec');
  await page.keyboard.press('Control+Space');
  await expect(options).toHaveText(['necessity']);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+f');
  await expect(page.getByPlaceholder('探す')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(editor).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(editor).not.toBeFocused();
});

test('a request is tried while the ruleset changes', async ({ workshop, page }) => {
  await workshop.take(mihono);
  await workshop.see('try');
  const verdict = page.locator('#trial [data-verdict]');
  await page.locator('#procedure').selectOption('subcontract');
  await expect(verdict).toHaveAttribute('data-verdict', 'undetermined');
  const field = (id: string) => page.locator(`[data-rendered="${id}"]`);
  await field('information.kind').locator('select').selectOption('personal');
  await field('contract.concluded_on').locator('input').fill('2026-05-01');
  await field('contract.consent_clauses').getByText('再委託', { exact: true }).click();
  await field('subcontract.already_started').locator('[value="true"]').check();
  await expect(verdict).toHaveAttribute('data-verdict', 'not_approvable');
  const failing = (clause: string) =>
    page.locator('#issues li').filter({ hasText: clause }).filter({ hasText: '満たさない' });
  await expect(failing('第6条第4項')).toHaveCount(1);
  // The clause that is cited is the one that is written; what was filled in stays.
  await workshop.paste('ruleset', mihono['mihono.toml'].replaceAll('第6条第4項', '第6条第44項'));
  await expect(failing('第6条第44項')).toHaveCount(1);
  await expect(verdict).toHaveAttribute('data-verdict', 'not_approvable');
});

test('cases are run, and what none shows is listed', async ({ workshop, page }) => {
  await workshop.take(mihono);
  await workshop.see('test');
  await expect(page.locator('#tested')).toHaveText(/^\d+件の事例のすべてが合う$/);
  await expect(page.locator('#gaps')).toHaveCount(0);
  const [, , second] = mihono['mihono.cases.toml'].split('[[case]]\n');
  await workshop.write('cases');
  await workshop.paste('cases', mihono['mihono.cases.toml'].replace(`[[case]]\n${second}`, ''));
  await expect(page.locator('#gaps li').first()).toHaveText(/が判定を決める|を満た|が未確定|生じ/);
  // Added as the ruleset stands, they hold, and show what lacked.
  await page.locator('#add-cases').click();
  await expect(page.locator('#added')).toHaveText(
    /^[1-9]\d*件の事例を、今の規程のとおりに書き足しました。本文のとおりかどうかは、一つずつ確かめてください。$/,
  );
  await expect(page.locator('#gaps')).toHaveCount(0);
  await expect(page.locator('#tested')).toHaveText(/^\d+件の事例のすべてが合う$/);
  const left = mihono['mihono.cases.toml'].replace(
    '[base.answers]\n',
    '[base.answers]\n"takeout.reason" = "打合せ"\n',
  );
  await workshop.paste('cases', left);
  await expect(page.locator('#leftover li')).toContainText(['takeout.reason']);
  // That all of none hold is not said.
  await workshop.paste('cases', '# まだない');
  await expect(page.locator('#tested')).toHaveText('事例がまだない');
  await workshop.paste('cases', '[[case]');
  await expect(page.locator('#tested')).toHaveText('事例が読めません。');
});

test('what changed since an earlier version', async ({ workshop, page }) => {
  await workshop.take(mihono);
  await workshop.see('diff');
  await page
    .locator('#older')
    .setInputFiles({ name: 'old.toml', mimeType: 'text/plain', buffer: Buffer.from(OLDER) });
  const changed = page.locator('#changes li').first();
  await expect(changed).toContainText('第6条第44項');
  await expect(changed).toContainText('第6条第4項');
});

test('which requests change verdict, of the cases and of an archive', async ({
  workshop,
  page,
}) => {
  // Who has copied already no longer has to wait for consent.
  const was = '[[condition.limb]]\nid = "not-started"\nno = "subcontract.already_started"';
  expect(mihono['mihono.toml']).toContain(was);
  const now = mihono['mihono.toml'].replace(was, was.replace('no = ', 'yes = '));
  await workshop.take({ ...mihono, 'mihono.toml': now });
  await workshop.see('diff');
  const file = (name: string, text: string) => ({
    name,
    mimeType: 'text/plain',
    buffer: Buffer.from(text),
  });
  await page.locator('#older').setInputFiles(file('mihono.toml', mihono['mihono.toml']));
  const moved = page.locator('#moved');
  await expect(moved).toHaveText(/^\d+件の申請のうち、判定が変わるもの: [1-9]\d*件$/);
  await expect(page.locator('#moves')).toContainText('第6条第4項');
  // A case is called by its name.
  await expect(page.locator('#moved-requests li').first()).toContainText(/第|。|、/);
  const ofCases = (await moved.textContent()) ?? '';
  const command = ['rulesets', 'test', '--requests', 'tests/data/rulesets/mihono.toml'];
  const program = join(process.env.CARGO_TARGET_DIR ?? join(root, 'target'), 'debug', 'shodaku');
  const { stdout: told } = spawnSync(program, command, { cwd: root, encoding: 'utf8' });
  const requests = told
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const archive = requests.map((request, at) => ({ ...request, reference: `受付-${at}` }));
  archive.push({ ...requests[0], ruleset: 'hirono' });
  const lines = [...archive.map((request) => JSON.stringify(request)), '{'];
  await page.locator('#archive').setInputFiles(file('2026.jsonl', lines.join('\n')));
  // The same requests, by another name.
  const listed = page.locator('#moved-requests li');
  await expect(listed.first()).toContainText('受付-');
  await expect(moved).toHaveText(ofCases);
  await expect(page.getByText('ほかの規程への申請1件を除く')).toBeVisible();
  const unusable = `使えない申請が1件あります。はじめのものは${lines.length}行目`;
  await expect(page.locator('#unusable')).toContainText(unusable);
  await workshop.clean('requests that change');
});

test('a text that is based on another stands on the earlier version that is opened', async ({
  workshop,
  page,
}) => {
  const overlay = (sha256: string) => `[ruleset]
id = "mihono"
version = "next"
in_force = { from = 2099-04-01, decided_by = ["asOf"] }
based_on = { id = "mihono", version = "${version}", sha256 = "${sha256}" }

[[condition]]
id = "6-4"
clause = "第6条第44項"
`;
  const [, version = ''] = /^version = "(.*)"$/m.exec(mihono['mihono.toml']) ?? [];
  await workshop.write('ruleset');
  await workshop.paste('ruleset', overlay('0'));
  await expect(page.locator('#problems li').first()).toContainText('前の版として開いてください');
  await workshop.see('diff');
  const older = {
    name: 'mihono.toml',
    mimeType: 'text/plain',
    buffer: Buffer.from(mihono['mihono.toml']),
  };
  await page.locator('#older').setInputFiles(older);
  await workshop.see('check');
  const changed = page.locator('#problems li').first();
  await expect(changed).toContainText('書いたときと違います');
  const [, now = ''] = /いまは `?([0-9a-f]{64})/.exec(await changed.innerText()) ?? [];
  await workshop.paste('ruleset', overlay(now));
  await workshop.see('diff');
  await expect(page.locator('#changes')).toContainText('第6条第44項');
});

/** A portal's page of its own, with a form and one tag. */
const PORTAL = `<!doctype html><html lang="ja"><head><meta charset="utf-8"><title>協議</title>
<link rel="icon" href="data:,"></head><body><main><h1>協議</h1><form id="kyogi">
<label>着手済み<input type="checkbox" data-shodaku-field="subcontract.already_started"></label></form>
<script src="mihono.js" charset="utf-8" data-procedure="subcontract" data-for="kyogi"></script>
</main></body></html>`;

test('what is written out is used by a portal, a program and the desk', async ({
  workshop,
  page,
}) => {
  await workshop.take(mihono);
  await workshop.see('export');
  const script = await workshop.saved('[data-export="script"]');
  const module = await workshop.saved('[data-export="module"]');
  const types = await workshop.saved('[data-export="types"]');
  const json = await workshop.saved('[data-export="json"]');
  const english = await workshop.saved('[data-export="translation"]');
  const cases = await workshop.saved('[data-export="cases"]');
  const toml = await workshop.saved('[data-export="toml"]');
  expect(script.name).toBe('mihono.js');
  expect([toml.text, cases.text]).toEqual(Object.values(mihono));

  const folder = mkdtempSync(join(tmpdir(), 'shodaku-'));
  try {
    for (const { name, text } of [script, module, types, json]) {
      writeFileSync(join(folder, name), text);
    }
    // A program that has the package, with types.
    mkdirSync(join(folder, 'node_modules'));
    symlinkSync(join(root, 'pkg'), join(folder, 'node_modules/shodaku'), 'dir');
    const start = `import { load } from 'shodaku';
      import town, { ruleset, translation } from './mihono.mjs';
      const rules = (await load()).ruleset(ruleset, translation);
      const { issues } = rules.check(
        { procedure: 'subcontract', asOf: '2026-11-28', stage: 'draft', answers: {
          'information.kind': 'personal', 'contract.concluded_on': '2026-05-01',
          'contract.consent_clauses': ['subcontract'], 'subcontract.already_started': true } },
        { lang: 'en' });\n`;
    writeFileSync(
      join(folder, 'program.mjs'),
      `${start}const { message } = issues.find(({ truth }) => truth === 'not_met');
      console.log(JSON.stringify([town === ruleset, message]));`,
    );
    writeFileSync(
      join(folder, 'typed.mts'),
      `${start}issues.map(({ message }): string => message);
      type Field = (typeof ruleset.field)[number]['id'];
      const known = 'scope.work' satisfies Field;
      // @ts-expect-error: no field of that id
      const unknown = 'scope.wrok' satisfies Field;
      export { known, town, unknown };`,
    );
    const node = (...args: string[]) =>
      spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' }).stdout;
    const tsc = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2022'];
    tsc.push('--lib', 'es2023,esnext.disposable,dom');
    expect(node(join(root, 'node_modules/.bin/tsc'), ...tsc, 'typed.mts')).toBe('');
    const [same, message] = JSON.parse(node('program.mjs'));
    expect(same).toBe(true);
    expect(english.text).toContain(JSON.stringify(message));

    // A portal's page, from a disk too.
    writeFileSync(join(folder, 'page.html'), PORTAL);
    const portal = await page.context().newPage();
    await portal.goto(pathToFileURL(join(folder, 'page.html')).href);
    await expect(portal.locator('shodaku-check')).toContainText('未確定');
    await portal.locator('input').check();
    await expect(portal.locator('.shodaku-message')).toContainText('第6条第4項');
    await portal.locator('input').uncheck();
    await expect(portal.locator('.shodaku-message')).toHaveCount(0);
    await portal.close();

    // The desk.
    const desk = await page.context().newPage();
    await desk.goto(new URL('../../www/dist/shodaku-checker.html', import.meta.url).href);
    await desk.locator('[data-view="texts"]').click();
    await desk.locator('#own').setInputFiles(join(folder, 'mihono.json'));
    await expect(desk.locator('#own-said')).toHaveText('美穂野町の規程を加えました。');
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('texts of any kind end in a message, and the page goes on', async ({ workshop, page }) => {
  test.setTimeout(90_000);
  const limb = (at: number) =>
    `[[field]]\nid = "mihono.f${at}"\ntype = "boolean"\nsupplier = "applicant"\nnature = "plan"\n` +
    `label = { ja = "項目" }\n`;
  const long = Array.from({ length: 400 }, (_, at) => limb(at)).join('');
  await page.locator('[data-language="en"]').click();
  for (const [what, text, says] of [
    ['NUL', 'id = "a\0b"', /TOML/],
    ['deep', `a = ${'['.repeat(100_000)}`, /recurs/],
    ['dotted', `${'a.'.repeat(50_000)}a = 1`, /recurs|deep/],
    ['large', `a = "${'x'.repeat(4_200_000)}"`, /larger than 4 MiB/],
    ['many', '[[field]]\n'.repeat(210_000), /more than 200000 values/],
    ['long', mihono['mihono.toml'] + long, /nothing looks at|no condition|unused/],
    ['markup', 'a = <img src=x onerror=alert(1)>', /TOML/],
  ] as const) {
    await workshop.take({ 'mihono.toml': text });
    await expect(page.locator('#problems li').first(), what).toContainText(says, {
      timeout: 20_000,
    });
    await expect(page.locator('#outcome'), what).toHaveAttribute('aria-busy', 'false', {
      timeout: 20_000,
    });
  }
  await page.locator('[data-language="ja"]').click();
  await workshop.take(mihono);
  await workshop.outcome(FINE);
});

test('what stops the kit is said, and the next text is checked', async ({ workshop, page }) => {
  await page.evaluate(() => {
    const { postMessage } = Worker.prototype;
    let calls = 0;
    Worker.prototype.postMessage = function (this: Worker, ...given: unknown[]) {
      calls += 1;
      if (calls === 1) queueMicrotask(() => this.dispatchEvent(new ErrorEvent('error')));
      else Reflect.apply(postMessage, this, given);
    };
  });
  await workshop.take(mihono);
  await workshop.outcome(/^調べる途中で止まりました。/);
  await workshop.paste('ruleset', `${mihono['mihono.toml']}\n`);
  await workshop.outcome(FINE);
});

test('what takes the kit too long is stopped', async ({ workshop, page }) => {
  await page.clock.install();
  await page.evaluate(() => {
    const { postMessage } = Worker.prototype;
    let calls = 0;
    Worker.prototype.postMessage = function (this: Worker, ...given: unknown[]) {
      calls += 1;
      // The first is never answered.
      if (calls > 1) Reflect.apply(postMessage, this, given);
    };
  });
  await workshop.take(mihono);
  await expect(page.locator('#outcome')).toHaveText('調べています。');
  await page.clock.runFor(1_000);
  await page.clock.runFor(15_000);
  await workshop.outcome(/^時間がかかりすぎるので/);
  await page.clock.resume();
  await workshop.paste('ruleset', `${mihono['mihono.toml']}\n`);
  await workshop.outcome(FINE);
});

test('nothing is lost: the file, the copy, the question before leaving', async ({
  workshop,
  page,
}) => {
  await workshop.take(mihono);
  await workshop.outcome(FINE);
  await workshop.editor('ruleset').press('Control+End');
  await page.keyboard.type('# 控え');
  await expect(page.locator('#unsaved')).toBeVisible();
  const stored = () => page.evaluate(() => localStorage.length);
  expect(await stored()).toBe(0);
  let asked = false;
  page.on('dialog', (dialog) => {
    asked ||= dialog.type() === 'beforeunload';
    dialog.accept();
  });
  await workshop.see('export');
  await page.locator('#keep').check();
  expect(await stored()).toBe(1);
  const { name, text } = await workshop.saved('#save');
  expect(name).toBe('mihono.workshop.json');
  await expect(page.locator('#unsaved')).toHaveCount(0);
  await workshop.editor('ruleset').press('Control+End');
  await page.keyboard.type('2');
  await page.reload();
  expect(asked).toBe(true);
  await page.locator('[data-copy="take"]').click();
  await expect(workshop.editor('ruleset')).toContainText('# ');
  await workshop.editor('ruleset').press('Control+End');
  await expect(workshop.editor('ruleset')).toContainText('# 控え2');
  await workshop.take({ 'saved.json': text });
  await workshop.editor('ruleset').press('Control+End');
  await expect(workshop.editor('ruleset')).toContainText('# 控え');
  await expect(workshop.editor('ruleset')).not.toContainText('# 控え2');
  await workshop.see('export');
  await page.locator('#keep').uncheck();
  expect(await stored()).toBe(0);
  await workshop.take({ 'other.json': '{}' });
  await expect(page.locator('#notices')).toContainText('other.jsonは');
});

test('the clauses of the text that is pasted, and those that nothing cites yet', async ({
  workshop,
  page,
}) => {
  const text = [
    '第１条　この基準は、個人情報の取扱いの委託について定める。',
    '第２条　町は、次の各号のいずれにも該当するときに限り、再委託を承諾する。',
    '（１）　やむを得ないこと。',
    '（２）　着手の前であること。',
    '２　前項の承諾は、書面による。',
    '<b>第３条</b>',
  ];
  await workshop.see('source');
  await page.locator('#source').fill(text.join('\n'));
  const clauses = page.locator('#passages [data-clause]');
  await expect(clauses).toHaveCount(5);
  await expect(page.locator('#cited')).toHaveText(/^5の条項。/);
  // They are offered where a clause is asked for.
  await page.locator('[data-step="consultations"]').click();
  await expect(page.locator('#clauses option')).toHaveCount(5);
  await answers(workshop);
  const open = clauses.filter({ hasText: 'まだ引いていない' });
  await expect(open).toHaveCount(4);
  await page.locator('[data-step="conditions"]').click();
  await page.locator('#subcontract-necessity-clause').fill('第2条第1項第1号');
  await page.locator('#subcontract-timing-clause').fill('第2条第1項第2号');
  await expect(open).toHaveCount(1);
  await expect(open).toHaveAttribute('data-clause', '第2条第2項');
  await expect(page.locator('[data-clause="第2条第1項第1号"]')).toContainText(
    'subcontract-necessity',
  );
  await page.locator('[data-procedure="subcontract"] [data-add="writing"]').click();
  await page.keyboard.type('第2条第2項');
  await expect(open).toHaveCount(0);
});

test('a text that is another than the ruleset was written from says what changed', async ({
  workshop,
  page,
}) => {
  const text = file('tests/data/rulesets/mihono.txt');
  await workshop.take(mihono);
  await workshop.see('source');
  await page.locator('#source').fill(text);
  await expect(page.locator('#drift')).toHaveText('規程を書いたときの本文と同じです。');
  await page.locator('#source').fill(text.replace('書面', '文書'));
  await expect(page.locator('#drift')).toHaveText('規程を書いたときの本文と違います。');
  await expect(page.locator('#drifted li').first()).toContainText('変更');
});

/** Both sides in every view, two at a time. */
async function walk(workshop: Workshop): Promise<void> {
  const { page } = workshop;
  const step = (step: string) => page.locator(`[data-step="${step}"]`).click();
  await workshop.clean('empty');
  await answers(workshop);
  await workshop.see('try');
  await step('conditions');
  await expect(page.locator('#trial [data-verdict]')).toBeVisible();
  await workshop.clean('conditions, trial');
  await workshop.see('source');
  await page.locator('#source').fill('第１条　目的\n第９条　雑則');
  await expect(page.locator('#passages li').filter({ hasText: '第9条' })).toBeVisible();
  await step('consultations');
  await workshop.clean('consultations, text');
  await workshop.see('test');
  await workshop.see('export');
  await workshop.write('cases');
  await workshop.clean('cases, export');
  await workshop.write('ruleset');
  await workshop.paste('ruleset', `${mihono['mihono.toml']}\nx = 1`);
  await workshop.outcome(/1/);
  await workshop.editor('ruleset').press('Control+f');
  await workshop.clean('ruleset, search, mistake');
  await workshop.take(mihono);
  await workshop.see('diff');
  const older = { name: 'old.toml', mimeType: 'text/plain', buffer: Buffer.from(OLDER) };
  await page.locator('#older').setInputFiles(older);
  await expect(page.locator('#changes li').first()).toBeVisible();
  await workshop.clean('changes');
}

for (const [width, language] of [
  [390, 'ja'],
  [1280, 'en'],
] as const) {
  test(`axe finds nothing, nothing is too wide (${width} px, ${language})`, async ({
    workshop,
    page,
  }) => {
    test.setTimeout(90_000);
    await page.setViewportSize({ width, height: 900 });
    await page.locator(`[data-language="${language}"]`).click();
    page.on('dialog', (dialog) => dialog.accept());
    await walk(workshop);
  });
}

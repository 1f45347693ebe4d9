// Every kind of control: what is read from it, and that nothing else is.

import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { attached, expect, type Host, leavesNoTrace, test } from './hosts/host.js';

const options = (...values: string[]) =>
  values.map((value) => `<option value="${value}">${value}</option>`).join('');
const ticks = (name: string, type: string, ...values: string[]) =>
  values
    .map((value) => `<label><input type="${type}" name="${name}" value="${value}">${value}</label>`)
    .join('');

const every: Host = {
  body: `
    <form id="f" method="post" action="/sent" enctype="multipart/form-data">
      <p><label>名称 <input name="meisho" data-shodaku-field="subcontractor.name"></label></p>
      <p><label>件数 <input type="number" name="kensu" min="1" data-shodaku-field="scope.record_count"></label></p>
      <p><label>着手日 <input type="date" name="chakushu" data-shodaku-field="subcontract.starts_on"></label></p>
      <p><label>申請日 <input name="shinsei" data-shodaku-field="request.filed_on"></label></p>
      <fieldset id="owari"><legend>終了日</legend>
        <select name="gengo">${options('', '平成', '令和')}</select>
        <input name="nen" size="2">年 <input name="tsuki" size="2">月 <input name="hi" size="2">日
      </fieldset>
      <fieldset data-shodaku-field="scope.exceeds_contract"><legend>範囲を超えるか</legend>
        ${ticks('koeru', 'radio', 'はい', 'いいえ')}</fieldset>
      <p><label><input type="checkbox" name="shoko" value="1" data-shodaku-field="subcontract.evidence_filed">証拠</label></p>
      <fieldset data-shodaku-field="subcontract.matters_told"><legend>周知した事項</legend>
        ${ticks('shuchi', 'checkbox', 'safeguards', 'return', 'carriage')}</fieldset>
      <p><label>報告 <select multiple name="hokoku" data-shodaku-field="subcontract.reports_required">
        ${options('designation', 'training')}
        <optgroup label="今はない" disabled><option value="premises" selected>premises</option></optgroup>
      </select></label></p>
      <p><label>再々委託 <select name="saisai" data-shodaku-field="subcontract.further_entrustment">
        ${options('', 'forbidden', 'contractor_consent')}</select></label></p>
      <p>項目 ${'<input name="koumoku[]" data-shodaku-field="scope.data_items">'.repeat(3)}</p>
      <p><label>案文 <input type="file" name="anbun" multiple data-shodaku-field="subcontract.draft_attached"></label></p>
      <p><label>誓約書 <input type="file" name="seiyaku" data-shodaku-field="safety.measures"></label></p>
      <p><input name="nasi" value="x" disabled data-shodaku-field="use.restriction"></p>
      <button>送信</button>
    </form>
    <p><label>理由 <textarea name="riyu" form="f" data-shodaku-field="subcontract.reason"></textarea></label></p>`,
  attach: `open().then((session) => attach(document.getElementById('f'), session, { map: {
    'subcontract.ends_on': {
      control: document.getElementById('owari'),
      read: ([gengo, nen, tsuki, hi]) => (gengo && nen ? gengo + nen + '年' + tsuki + '月' + hi + '日' : null),
    },
  } }).session = session);`,
};

/** What the session has been told, of what the page asks for; blank texts and lists left out. */
const answers = async (page: Page): Promise<Record<string, unknown>> => {
  const all = (await page.evaluate('attachments[0].session.answers')) as Record<string, unknown>;
  const own = /^(contract|approval|information)\./;
  const blank = (field: string) =>
    all[field] === '' || (field === 'scope.data_items' && `${all[field]}` === '');
  return Object.fromEntries(
    Object.entries(all).filter(([field]) => !own.test(field) && !blank(field)),
  );
};

const upload = (name: string) => fileURLToPath(new URL(`../../${name}`, import.meta.url));

async function fillIn(page: Page): Promise<void> {
  const named = (name: string) => page.locator(`[name="${name}"]`);
  await named('meisho').fill('　㈱ﾐﾄﾞﾘ〜①  ');
  await named('kensu').fill('9999');
  await named('chakushu').fill('2026-12-01');
  await named('shinsei').fill('令和８年１１月２０日');
  await named('gengo').selectOption('令和');
  await named('nen').fill('元');
  await named('tsuki').fill('１２');
  await named('hi').fill('２８');
  await page.locator('[value="いいえ"]').check();
  await named('shoko').check();
  await page.locator('[value="return"]').check();
  await page.locator('[value="carriage"]').check();
  await named('hokoku').selectOption(['designation', 'training']);
  await named('saisai').selectOption('contractor_consent');
  await named('koumoku[]').nth(0).fill('氏名');
  await named('koumoku[]').nth(2).fill('既往歴、電話番号');
  await named('anbun').setInputFiles([upload('README.ja.md'), upload('LICENSE-MIT')]);
  await named('seiyaku').setInputFiles({
    name: '誓約書 ①ｶﾅ.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('%PDF-1.7 himitsu'),
  });
  await named('riyu').fill('人手\nのため');
  await named('riyu').blur();
}

test('each kind of control is read as what it means', async ({ page, serve }) => {
  await serve(every);
  await attached(page);
  // Nobody has been there: silence is not an answer.
  expect(await answers(page)).toEqual({});
  await fillIn(page);
  expect(await answers(page)).toEqual({
    'subcontractor.name': '　㈱ﾐﾄﾞﾘ〜①  ',
    'scope.record_count': '9999',
    'subcontract.starts_on': '2026-12-01',
    'request.filed_on': '令和８年１１月２０日',
    'subcontract.ends_on': '令和元年１２月２８日',
    'scope.exceeds_contract': false,
    'subcontract.evidence_filed': true,
    'subcontract.matters_told': ['return', 'carriage'],
    // Not what is chosen but disabled: it would not be sent.
    'subcontract.reports_required': ['designation', 'training'],
    'subcontract.further_entrustment': 'contractor_consent',
    'scope.data_items': ['氏名', '既往歴', '電話番号'],
    'subcontract.draft_attached': true,
    'safety.measures': '誓約書 ①ｶﾅ.pdf',
    'subcontract.reason': '人手\nのため',
  });

  // What was ticked and is no longer is the answer "none"; what was written and is no longer, none.
  await page.locator('[value="return"]').uncheck();
  await page.locator('[value="carriage"]').uncheck();
  await page.locator('[name="hokoku"]').selectOption([]);
  await page.locator('[name="shoko"]').uncheck();
  await page.locator('[name="saisai"]').selectOption('');
  await page.locator('[name="meisho"]').fill('　');
  await page.locator('[name="anbun"]').setInputFiles([]);
  expect(await answers(page)).toMatchObject({
    'subcontract.matters_told': [],
    'subcontract.reports_required': [],
    'subcontract.evidence_filed': false,
  });
  const left = Object.keys(await answers(page));
  expect(left).not.toContain('subcontract.further_entrustment');
  expect(left).not.toContain('subcontractor.name');
  expect(left).not.toContain('subcontract.draft_attached');
});

test('all of it is sent as it is, files and all, and nobody looks into a file', async ({
  page,
  serve,
}) => {
  await leavesNoTrace(
    every,
    { page, serve },
    async (tab, shodaku) => {
      if (shodaku) await attached(tab);
      await fillIn(tab);
      if (shodaku) {
        await expect(tab.locator('.shodaku-message').first()).toBeVisible();
        await tab.evaluate('attachments[0].review()');
      }
      // Counted with and without Shodaku, and compared: in the host itself nobody reads any.
      const reads = Object.keys(await tab.evaluate<object>('meddled'));
      expect(reads.filter((name) => /^(Blob|File)/.test(name))).toEqual([]);
      await tab.evaluate("new File(['x'], 'x').text()");
      expect(await tab.evaluate('meddled')).toHaveProperty(['Blob.text'], 1);
    },
    (tab) => tab.locator('button').click(),
  );
});

test('dates as people write them, in one text, are judged alike', async ({ page, serve }) => {
  await serve({ ...every, body: every.body.replace('type="date" ', '') });
  await attached(page);
  const date = page.locator('[name="chakushu"]');
  const message = page.locator('p:has([name="chakushu"]) + .shodaku-slot .shodaku-message');
  for (const [typed, early] of [
    ['2026-12-01', true],
    ['2026-12-18', false],
    ['２０２６－１２－０１', true],
    ['2026年12月18日', false],
    ['令和8年12月1日', true],
    ['令和８年１２月１８日', false],
    ['R8.12.1', true],
    ['Ｒ８．１２．１８', false],
    ['R08/12/01', true],
    ['　2026/12/18　', false],
  ] as const) {
    await date.fill(typed);
    await date.blur();
    await expect(message, typed).toHaveCount(early ? 1 : 0);
    if (early) await expect(message, typed).toContainText('注意');
    await expect(date).toHaveValue(typed);
  }
  await date.fill('令和８年１３月１日');
  await date.blur();
  await expect(message).toContainText('エラー');
  await expect(date).toHaveAttribute('aria-invalid', 'true');
});

test('what a control itself cannot read is an error, not a blank', async ({ page, serve }) => {
  await serve(every);
  await attached(page);
  const count = page.locator('[name="kensu"]');
  await count.pressSequentially('1e');
  await count.blur();
  expect(await count.evaluate((one: HTMLInputElement) => one.validity.badInput)).toBe(true);
  await expect(page.locator('.shodaku-message--error')).toHaveCount(1);
  await count.fill('12');
  await expect(page.locator('.shodaku-message--error')).toHaveCount(0);

  // Only part of a date.
  await page.locator('[name="chakushu"]').focus();
  await page.keyboard.type('2026');
  await page.locator('[name="chakushu"]').blur();
  await expect(page.locator('.shodaku-message--error')).toHaveCount(1);
});

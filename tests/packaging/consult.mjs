// What a person does in the examples for form libraries, and what has to come of it.

import assert from 'node:assert/strict';

const PATIENCE = { timeout: 5000 };

/** As they are to arrive: full width, white space, characters beyond JIS X 0208 and all. */
const TYPED = {
  saki: '　㈱髙橋①～𠮷 ',
  naiyo: '納税通知書の印刷と封入',
  komoku: '氏名、住所',
  kensu: '４，８００',
  riyu: '封入機を持つ事業者に行わせるため。',
  anzen: '施錠保管、入退室の管理',
  kantoku: '毎週の報告',
};

/** @param {import('playwright-core').Page} page */
export async function consult(page) {
  const at = (name) => page.locator(`#${name}`);
  const notes = (name, kind) => page.locator(`#${name}-notes .shodaku-message--${kind}`);
  const submitted = () => page.locator('html').getAttribute('data-submitted');
  const type = async (name, text) => {
    await at(name).fill('');
    await at(name).pressSequentially(text);
    await at(name).blur();
  };
  const choose = async (name, option) => {
    await at(name).focus();
    await at(name).selectOption(option);
    await at(name).blur();
  };
  await at('saki').waitFor(PATIENCE);
  assert.equal(await page.locator('.shodaku-message').count(), 0, 'nothing is said at first');

  // A warning comes, is at its field, is said once the page is quiet, and goes.
  await choose('saisai', 'contractor_consent');
  const warning = notes('saisai', 'warning');
  await warning.waitFor(PATIENCE);
  assert.match(await warning.innerText(), /注意.*第6条第2項第4号ホ/su);
  assert.equal(await at('saisai').getAttribute('aria-invalid'), null);
  const described = await at('saisai').getAttribute('aria-describedby');
  assert.equal(await page.locator(`#${described} .shodaku-message`).count(), 1);
  await page.locator('[role=status]', { hasText: '再々委託の定め' }).waitFor({
    ...PATIENCE,
    state: 'attached',
  });
  await choose('saisai', 'agency_approval');
  await warning.waitFor({ ...PATIENCE, state: 'detached' });
  await choose('saisai', 'contractor_consent');
  await warning.waitFor(PATIENCE);

  // An error holds the form back: what is blank, and a number that cannot be read.
  for (const [name, text] of Object.entries(TYPED)) if (name !== 'riyu') await type(name, text);
  await page.getByRole('button', { name: '提出' }).click();
  await notes('riyu', 'error').waitFor(PATIENCE);
  assert.match(await notes('riyu', 'error').innerText(), /再委託する理由がありません/u);
  assert.equal(await at('riyu').getAttribute('aria-invalid'), 'true');
  assert.equal(await submitted(), null);
  await type('riyu', TYPED.riyu);
  await notes('riyu', 'error').waitFor({ ...PATIENCE, state: 'detached' });
  await type('kensu', 'たくさん');
  await notes('kensu', 'error').waitFor(PATIENCE);
  await page.getByRole('button', { name: '提出' }).click();
  assert.equal(await submitted(), null);

  // A warning holds nothing back, and what arrives is what was typed.
  await type('kensu', '６０００');
  await notes('kensu', 'error').waitFor({ ...PATIENCE, state: 'detached' });
  await notes('kensu', 'warning').waitFor(PATIENCE);
  await type('kensu', TYPED.kensu);
  await notes('kensu', 'warning').waitFor({ ...PATIENCE, state: 'detached' });
  assert.equal(await warning.count(), 1);
  await page.getByRole('button', { name: '提出' }).click();
  await page.locator('html[data-submitted]').waitFor({ ...PATIENCE, state: 'attached' });
  assert.deepEqual(JSON.parse(await submitted()), { ...TYPED, saisai: 'contractor_consent' });
}

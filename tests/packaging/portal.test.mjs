// The guide "Put it into your portal" is followed to the letter, from the packed tarball: its page,
// its scripts, its policy and its back end.

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { at } from '../../xtask/lib.mjs';
import { closeBrowser } from './browser.mjs';
import { Place } from './place.mjs';
import { prepare } from './prepare.mjs';

await prepare();
after(closeBrowser);

const installed = at('tests/packaging/node_modules/shodaku');
const files = filesOf('PORTAL.ja.md');

/** The portal's own script, as it was: a field that has to be filled in, and a lock. */
const GYOMU = `jQuery(function ($) {
  $('#keiyaku').submit(function () {
    if ($.trim($('[name=saki]').val()) === '') { window.refused = true; return false; }
    setTimeout(function () { $(':submit').attr('disabled', true).val('送信中…'); }, 0);
  });
});`;
/** Says on the page that the form is watched, or that it could not be checked. */
const SEEN = `const look = setInterval(() => {
  const text = (selector) => document.querySelector(selector)?.textContent;
  const said = text('.shodaku-verdict:not(.shodaku-verdict--waiting)') || text('.shodaku-status .shodaku-message__text')
    || ((window.kyogi ?? window.taiou)?.current && 'attached');
  if (!said) return;
  clearInterval(look);
  document.documentElement.dataset.outcome = JSON.stringify(said);
}, 20);`;
const CODES = codes();
const GRANTED = policy();
const REFUSED = GRANTED.replace(" 'wasm-unsafe-eval'", '');
// jQuery 1 tries what a strict policy forbids, and lives without it.
const JQUERY = /Executing inline event handler/;
// The browser says what it has not allowed, and the page's own log why nothing could be checked.
const FORBIDDEN = /Content Security Policy|nothing was checked/;
const charset = 'Shift_JIS';
const NOT_CHECKED = '検査できませんでした。条件を満たすかどうかは確認されていません。';

test('both languages have the same code', () => {
  assert.deepEqual(filesOf('PORTAL.md'), files);
});

test('the tables of fields are as the guide reads them, and have every field it maps', () => {
  const [ja, en] = ['hirono.csv', 'hirono.en.csv'].map(table);
  for (const [name, [head, ...rows]] of [
    ['PORTAL.ja.md', ja],
    ['PORTAL.md', en],
  ]) {
    const text = guide(name);
    const [, explained] = /^\| (?:列|column) .*\n\|-.*\n((?:\|.*\n)+)/m.exec(text);
    const columns = explained
      .split('\n')
      .filter(Boolean)
      .map((line) => line.split(' | '));
    const named = columns.flatMap(([column]) => column.slice(2).split(/、|, /));
    assert.deepEqual(named, head);
    // Who supplies it and whether a form needs it, in the words that the guide explains.
    for (const [column, said] of columns.slice(-2)) {
      const at = head.indexOf(column.slice(2));
      const words = new Set(rows.map((row) => row[at]));
      for (const word of words) assert.match(said, new RegExp(`[「"]${word}[」"]`), word);
    }
    const types = new Set(
      [...text.matchAll(/^\| (`.*?`) \| /gm)].flatMap(([, cell]) => cell.match(/\w+/g)),
    );
    const [type] = ['型', 'Type'].map((column) => head.indexOf(column)).filter((at) => at >= 0);
    for (const row of rows) assert.ok(types.has(row[type]), row[type]);
  }
  const suppliers = new Map(
    ja.filter(([, procedure]) => procedure === 'subcontract').map((row) => [row[2], row[8]]),
  );
  const markup = Object.values(files).join('\n');
  const mapped = [
    ...markup.matchAll(/data-shodaku-field="([^"]+)"|^ {4,6}'([a-z.]+\.[a-z_]+)':/gm),
  ];
  assert.ok(mapped.length > 20);
  for (const [, attribute, key] of mapped) {
    assert.ok(suppliers.has(attribute ?? key), attribute ?? key);
  }
});

/** A table of fields of the package: every cell is in quotes. */
function table(name) {
  const text = readFileSync(join(installed, 'dist/fields', name), 'utf8');
  assert.equal(text[0], '\ufeff', 'Excel is told that it is UTF-8');
  const lines = text.slice(1).split('\n').filter(Boolean);
  return lines.map((line) => line.slice(1, -1).split('","'));
}

test('the element: live warnings in a table in Shift_JIS with jQuery', async () => {
  const { visit } = await host('portal-element', files['keiyaku.html']);
  const look = async (page) => {
    assert.equal(await page.evaluate(() => document.characterSet), 'Shift_JIS');
    await warns(page);
    await sends(page);
  };
  const said = await visit({ script: GRANTED, charset, expects: [JQUERY], look });
  assert.equal(said, '未確定');
});

test('the element: where no WebAssembly is allowed it says that nothing was checked', async () => {
  const { visit } = await host('portal-element-refused', files['keiyaku.html']);
  const said = await visit({ script: REFUSED, charset, expects: [FORBIDDEN] });
  assert.equal(said, NOT_CHECKED);
});

test('one tag alone', async () => {
  const [tag] = guide('PORTAL.ja.md')
    .match(/`(<script src=[^`]*data-for[^`]*)`/)
    .slice(1);
  const { visit } = await host('portal-tag', withoutElement(tag));
  assert.equal(await visit({ script: GRANTED, charset, expects: [JQUERY] }), '未確定');
});

for (const [what, script, name] of [
  ['with WebAssembly', GRANTED, 'global.js'],
  ['without', REFUSED, 'no-eval.global.js'],
]) {
  test(`the map, ${what}: warnings, the portal's own codes, a receipt, and out again`, async () => {
    const { visit } = await host(`portal-map-${name}`, mapped(name));
    const look = async (page) => {
      const [before] = await markup(page);
      await warns(page, ['1', '2']);
      await sends(page, receives);
      await page.evaluate(files['hazusu.js']);
      assert.equal((await markup(page))[1], before, 'nothing is left');
      assert.equal(await page.locator('[name=saki]').inputValue(), '㈱髙橋①印刷 ');
    };
    const said = await visit({ script, charset, expects: [JQUERY], look });
    assert.equal(said, 'attached');
  });
}

test('the map: where no WebAssembly is allowed it says that nothing was checked', async () => {
  const { visit } = await host('portal-map-refused', mapped('global.js'));
  assert.equal(await visit({ script: REFUSED, charset, expects: [FORBIDDEN] }), NOT_CHECKED);
});

test('a kind of control, a line: each is read as it says', async () => {
  const place = await host(
    'portal-kinds',
    `<!doctype html><html lang="ja"><head><meta charset="Shift_JIS"><title>様式</title>
<link rel="icon" href="data:,"></head><body>${files['taiou.html']}
<script src="/hako.js" charset="utf-8"></script>
${files['yomikomi.html'].replace('/kyogi.js', '/taiou.js')}</body></html>`,
  );
  writeFileSync(join(place.out, 'taiou.js'), files['taiou.js']);
  writeFileSync(join(place.out, 'hako.js'), KINDS);
  const said = await place.visit({ script: GRANTED, charset, look: fillsInAll });
  assert.equal(said, 'attached');
});

/** What such pages have of their own: a picker that sets a hidden value, and a custom element. */
const KINDS = `document.getElementById('koyomi').addEventListener('change', ({ target }) => {
  document.querySelector('[name=shinsei]').value = target.value.replace(/年|月/g, '-').replace('日', '');
});
customElements.define('kyogi-riyu', class extends HTMLElement {
  static formAssociated = true;
  #internals = this.attachInternals();
  connectedCallback() {
    const input = document.createElement('input');
    this.attachShadow({ mode: 'open' }).append(input);
    input.addEventListener('input', () => this.#internals.setFormValue(input.value));
  }
});`;

async function fillsInAll(page) {
  const named = (name) => page.locator(`#taiou [name="${name}"]`);
  const texts = {
    saki: 'みどり',
    kensu: '6000',
    nen: '2026',
    tsuki: '12',
    hi: '１',
    wareki: '8',
    getsu: '12',
    nichi: '28',
    ken: '岩手県',
    banchi: '洋野町1',
  };
  for (const [name, text] of Object.entries(texts)) await named(name).fill(text);
  await named('koumoku').selectOption(['氏名', '既往歴']);
  await named('saisai').selectOption('2');
  await named('gengo').selectOption('令和');
  await page.locator('[name=koeru][value="2"]').check();
  await page.locator('[name=shoko][type=checkbox]').check();
  await named('henkan').check();
  await page.locator('#koyomi').fill('2026年11月20日');
  await page.locator('#koyomi').blur();
  await named('anbun').setInputFiles({
    name: '案.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('x'),
  });
  await page.locator('kyogi-riyu input').fill('人手のため');
  await page.locator('kyogi-riyu input').blur();
  const answers = await page.evaluate(() => window.taiou.receipt() && window.taiou.session.answers);
  assert.deepEqual(answers, {
    'subcontractor.name': 'みどり',
    'scope.record_count': '6000',
    'scope.data_items': ['氏名', '既往歴'],
    'subcontract.further_entrustment': 'contractor_consent',
    'scope.exceeds_contract': false,
    'subcontract.evidence_filed': true,
    'subcontract.matters_told': ['return'],
    'subcontract.starts_on': '2026年12月１日',
    'subcontract.ends_on': '令和8年12月28日',
    'request.filed_on': '2026-11-20',
    'subcontract.draft_attached': true,
    'subcontractor.address': '岩手県洋野町1',
    'scope.work': '人手のため',
    'subcontract.reason': '人手のため',
  });
  const report = await page.evaluate(() => window.taiou.report());
  assert.deepEqual([report.notFound, report.notRead, report.problems], [[], [], []]);
  // What is said of the hidden value stands at the control that is seen.
  await page.locator('#koyomi').fill('きのう');
  await page.locator('#koyomi').blur();
  await page.locator('#koyomi[aria-describedby^="shodaku-"]').waitFor();
}

/** The portal with its page, in the character set the page says. */
async function host(name, html) {
  const place = new Place(name);
  const { out, copy } = place;
  await copy(join(installed, 'dist'), 'shodaku');
  await copy(at('node_modules/jquery/dist/jquery.js'), 'jquery.js');
  const page = html.replace('</body>', '<script src="/seen.js" charset="utf-8"></script></body>');
  writeFileSync(join(out, 'index.html'), shiftJis(page));
  writeFileSync(join(out, 'gyomu.js'), GYOMU);
  writeFileSync(join(out, 'kyogi.js'), files['kyogi.js']);
  writeFileSync(join(out, 'seen.js'), SEEN);
  return place;
}

/** The page as it was before, with the portal's own codes, and the tags that the map needs. */
function mapped(name) {
  return withoutElement(files['yomikomi.html'])
    .replaceAll(/ data-shodaku-field="[^"]*"/g, '')
    .replace('value="agency_approval"', 'value="1"')
    .replace('value="contractor_consent"', 'value="2"')
    .replace('/global.js', `/${name}`);
}

function withoutElement(instead) {
  const html = files['keiyaku.html'];
  const from = html.indexOf('<script src="/shodaku');
  return `${html.slice(0, from)}${instead}\n${html.slice(html.indexOf('</body>'))}`;
}

async function warns(page, [agency, contractor] = ['agency_approval', 'contractor_consent']) {
  const warning = page.locator('.shodaku-message--warning');
  await page.locator('[name=kensu]').pressSequentially('６０００');
  await page.locator('[name=kensu]').blur();
  await page
    .locator('td', { has: page.locator('[name=kensu]') })
    .locator(warning)
    .waitFor();
  await page.locator('[name=kensu]').fill('４，８００');
  await warning.waitFor({ state: 'detached' });
  await page.locator('[name=saisai]').selectOption(contractor);
  await warning.waitFor();
  assert.match(await warning.innerText(), /注意.*第6条第2項第4号ホ/su);
  await page.locator('[name=saisai]').selectOption(agency);
  await warning.waitFor({ state: 'detached' });
  await page.locator('[name=saisai]').selectOption(contractor);
  await warning.waitFor();
}

/** Sends the form, for all its warnings, through the portal's own check. */
async function sends(page, receives) {
  // What Shift_JIS has not, the browser sends as a reference; the receipt is of what was typed.
  await page.locator('[name=naiyo]').fill('印刷と封入 9時〜17時 café');
  await page.locator('[type=submit]').click();
  assert.equal(await page.evaluate(() => window.refused), true, "the portal's own check");
  await page.locator('[name=saki]').fill('㈱髙橋①印刷 ');
  // The portal keeps the page; what it would send is what counts.
  await page.evaluate(() => document.querySelector('#keiyaku').setAttribute('target', 'sent'));
  const sent = page.context().waitForEvent('request', (request) => request.method() === 'POST');
  await page.locator('[type=submit]').click();
  await page.waitForFunction(() => document.querySelector('[type=submit]').disabled);
  const posted = decoded((await sent).postData());
  const { kensa, ...values } = posted;
  const kept = {
    saki: '㈱髙橋①印刷 ',
    naiyo: '印刷と封入 9時&#12316;17時 caf&#233;',
    kensu: '４，８００',
  };
  const saisai = await page.locator('[name=saisai]').inputValue();
  assert.deepEqual(values, { ...kept, saisai });
  await receives?.(JSON.parse(kensa ?? 'null'));
}

/** The portal's back end receives what was checked. */
async function receives(posted) {
  const file = at('tests/packaging/node_modules/saikensa.mjs');
  writeFileSync(file, files['saikensa.mjs']);
  const { recheck } = await import(file);
  const facts = {
    'contract.consent_clauses': ['subcontract'],
    'contract.record_ceiling': 5000,
    'information.kind': 'personal',
    'information.deceased': false,
  };
  const { asOf } = posted.receipt;
  const { differs, verdict, officer, receipt } = recheck(posted, facts, asOf);
  assert.deepEqual(differs, []);
  assert.equal(verdict, 'not_approvable');
  assert.ok(officer.includes('finding.necessary'));
  assert.deepEqual(receipt, posted.receipt);

  const other = { ...posted, answers: { ...posted.answers, 'scope.record_count': '12' } };
  assert.notDeepEqual(recheck(other, facts, asOf).differs, []);
  assert.deepEqual(recheck(posted, facts, '2030-01-01').differs.includes('asOf'), true);
  const finding = { ...posted, answers: { ...posted.answers, 'finding.necessary': true } };
  assert.throws(() => recheck(finding, facts, asOf), { code: 'not_yours' });
}

/** The form as the portal's server gave it, and as it is now but for what the portal did to it. */
function markup(page) {
  return page.evaluate(async () => {
    const bytes = await (await fetch('/')).arrayBuffer();
    const html = new TextDecoder('shift_jis').decode(bytes);
    const before = new DOMParser().parseFromString(html, 'text/html').querySelector('#keiyaku');
    const now = document.querySelector('#keiyaku').cloneNode(true);
    const send = now.querySelector('[type=submit]');
    send.removeAttribute('disabled');
    send.setAttribute('value', '申請する');
    now.removeAttribute('target');
    return [before.outerHTML, now.outerHTML];
  });
}

function guide(name) {
  return readFileSync(join(installed, name), 'utf8');
}

/** The named blocks of code of a guide. */
function filesOf(name) {
  const found = guide(name).matchAll(/^```\w+ (\S+)\n([\s\S]*?)^```$/gm);
  return Object.fromEntries([...found].map(([, file, code]) => [file, code]));
}

/** What the guide's policy says of scripts; the rest is as every page here has it. */
function policy() {
  const [script, connect] = files.csp.trim().split('; ');
  assert.equal(connect, "connect-src 'self'");
  return script;
}

function decoded(body) {
  const text = (part) =>
    new TextDecoder('shift_jis').decode(
      Buffer.from(
        part
          .replaceAll('+', ' ')
          .replaceAll(/%(..)/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16))),
        'latin1',
      ),
    );
  return Object.fromEntries(body.split('&').map((pair) => pair.split('=').map(text)));
}

function shiftJis(text) {
  return Buffer.concat([...text].map((character) => CODES.get(character)));
}

/** Every character of the code page, as browsers write it. */
function codes() {
  const table = new Map();
  const decoder = new TextDecoder('shift_jis');
  const learn = (...bytes) => {
    const character = decoder.decode(Buffer.from(bytes));
    if (!character.includes('\ufffd') && !table.has(character)) {
      table.set(character, Buffer.from(bytes));
    }
  };
  for (let byte = 0; byte < 256; byte += 1) learn(byte);
  for (let lead = 0x81; lead <= 0xfc; lead += 1) {
    for (let trail = 0x40; trail <= 0xfc; trail += 1) learn(lead, trail);
  }
  return table;
}

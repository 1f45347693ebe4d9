// The words of the product: the same texts in every language, and in each page those it names.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parse } from 'smol-toml';
import { at } from '../../xtask/lib.mjs';
import { check, inJapanese } from '../../xtask/locale.mjs';

const texts = (entries) => new Map(Object.entries(entries));

test('a text that a language lacks is named, with the language', () => {
  const ja = texts({ 'page.title': '題', 'page.lead': '文' });
  const en = texts({ 'page.title': 'Title' });
  assert.throws(() => check({ ja, en }), { message: 'en lacks page.lead, which ja has' });
  assert.throws(() => check({ ja: en, en: ja }), { message: 'ja lacks page.lead, which en has' });
});

test('a text with other places is named', () => {
  const ja = texts({ count: '{count}件のうち{met}' });
  check({ ja, en: texts({ count: '{met} of {count}, that is {met}' }) });
  assert.throws(() => check({ ja, en: texts({ count: '{count}' }) }), /en: count has the places/);
});

test('a page gets its words, as text', () => {
  const page = '<p><a href="x" data-word="page.consultation.compare"></a></p>';
  const words = '市区町村ごとの条件を比べる';
  assert.equal(inJapanese(page, 'consultation', 'a page'), page.replace('></a>', `>${words}</a>`));
  assert.match(
    inJapanese('<nav data-word-label="report.verdict"></nav>', 'compare', 'a page'),
    /<nav aria-label="判定" data-word-label/,
  );
});

test("a page that names another page's text, or has a second copy of one, is refused", () => {
  const elsewhere = '<h1 data-word="page.compare.title"></h1>';
  assert.throws(() => inJapanese(elsewhere, 'consultation', 'a page'), /page\.compare\.title/);
  const copy = '<h1 data-word="page.compare.title">承諾の条件を比べる</h1>';
  assert.throws(() => inJapanese(copy, 'compare', 'a page'), /must be empty/);
});

test('what everybody says has one key', () => {
  // A word of a page may stand in two places that change apart; one of these may not.
  const shared = ['report', 'verdict', 'decision', 'supplier', 'severity'];
  const [ja, en] = ['ja', 'en'].map((lang) =>
    flat(parse(readFileSync(at(`src/locale/${lang}.toml`), 'utf8'))),
  );
  const isShared = (key) => shared.includes(key.split('.', 1)[0]);
  const both = (key) => JSON.stringify([ja.get(key), en.get(key)]);
  const keys = new Map([...ja.keys()].filter(isShared).map((key) => [both(key), key]));
  assert.ok(keys.size > 30);
  for (const key of ja.keys()) {
    const other = keys.get(both(key)) ?? key;
    assert.equal(other, key, `${key} says the same`);
  }

  function flat(table, path = '') {
    return new Map(
      Object.entries(table).flatMap(([name, value]) =>
        typeof value === 'string' ? [[path + name, value]] : [...flat(value, `${path}${name}.`)],
      ),
    );
  }
});

test('the package carries no words of the pages', () => {
  for (const file of ['index.js', 'form.js', 'element.js', 'global.js']) {
    const script = readFileSync(at('pkg/dist', file), 'utf8');
    assert.ok(!script.includes('まちなみ'), file);
  }
});

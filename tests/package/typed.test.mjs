// What people type for a list, and for yes or no.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { itemsOf, loadSync, yesOrNo } from 'shodaku';
import hirono from 'shodaku/rulesets/hirono.json' with { type: 'json' };

test('the items of a list, however it is written', () => {
  for (const [typed, items] of [
    ['氏名､住所', ['氏名', '住所']],
    ['氏名\t住所', ['氏名', '住所']],
    ['氏名；住所;電話', ['氏名', '住所', '電話']],
    ['氏名、住所。', ['氏名', '住所']],
    ['・氏名\n・住所', ['氏名', '住所']],
    ['1. 氏名\n2．住所', ['氏名', '住所']],
    ['(1)氏名、（２）住所', ['氏名', '住所']],
    ['- 氏名\r\n- 住所', ['氏名', '住所']],
    ['3.5インチの媒体', ['3.5インチの媒体']],
    ['A-1、B・C', ['A-1', 'B・C']],
    ['。、・\n 1. ', []],
    ['', []],
  ]) {
    assert.deepEqual(
      itemsOf(typed).map((item) => item.trim()),
      items,
      typed,
    );
  }
});

test('yes and no, and nothing else', () => {
  for (const word of ['はい', '有', 'あり', '○', '◯', 'Ｙ', 'yes', ' TRUE ', '１', 'on']) {
    assert.equal(yesOrNo(word), true, word);
  }
  for (const word of ['いいえ', '無', 'なし', '×', 'n', 'ＮＯ', 'false', '0']) {
    assert.equal(yesOrNo(word), false, word);
  }
  for (const word of ['△', '不明', '2', 'はいいいえ', '', '〇〇']) {
    assert.equal(yesOrNo(word), word);
  }
});

test('a day, as the engine reads it', () => {
  const rules = loadSync().ruleset(hirono);
  for (const [typed, day] of [
    ['令和8年11月20日', '2026-11-20'],
    ['Ｒ８．１１．２０', '2026-11-20'],
    ['2026/1/2', '2026-01-02'],
    ['令和8年11月', undefined],
    ['2026-02-30', undefined],
    ['', undefined],
  ]) {
    assert.equal(rules.day('request.filed_on', typed), day, typed);
  }
  // What is no field of dates has no days, whatever is typed there.
  assert.equal(rules.day('scope.record_count', '20261120'), undefined);
  assert.throws(() => rules.day('request.filed', '2026-11-20'), { code: 'unknown_field' });
});

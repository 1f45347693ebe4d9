// What people type for a list, and for yes or no.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { itemsOf, yesOrNo } from 'shodaku';

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

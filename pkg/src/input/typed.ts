/** How people and forms write what is neither text nor number: yes and no, and lists. */

/** What stands between the items of a list typed as one text. */
const BETWEEN_ITEMS = /[\n\t;；、､，,]/u;
/** What a line of a list begins with: a bullet, or its number. */
const LED = /^\s*(?:[・･•●■◆*＊]|[-－] |[(（]?[0-9０-９]{1,2}[)）.．](?![0-9０-９]))\s*/u;
const END = /。\s*$/u;
const YES = new Set(['true', 'yes', 'y', '1', 'on', 'はい', '有', 'あり', '○', '◯']);
const NO = new Set(['false', 'no', 'n', '0', 'off', 'いいえ', '無', 'なし', '×', '✕']);

/**
 * Yes or no, as a person or a form says it: `はい`, `有`, `あり`, `○`, `Y`, `true`, `1`, and so on,
 * full width or half. Any other word is passed on as it is: it must not count as anything.
 */
export function yesOrNo(value: string): boolean | string {
  const word = value.normalize('NFKC').trim().toLowerCase();
  if (YES.has(word)) return true;
  return NO.has(word) ? false : value;
}

/**
 * The items of a list that is typed as one text: `氏名､住所`. They are parted by new lines, tabs,
 * commas and semicolons, full width or half width; a bullet or a number before an item and a 。 after
 * it are no part of it; what is blank between two of them is no item.
 */
export function itemsOf(text: string): string[] {
  return text
    .split(BETWEEN_ITEMS)
    .map((item) => item.replace(LED, '').replace(END, ''))
    .filter((item) => item.trim() !== '');
}

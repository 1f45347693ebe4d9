/** How people and forms write what is neither text nor number: yes and no, and lists. */

/** What stands between the items of a list typed as one text. */
const BETWEEN_ITEMS = /[\n、､，,]/u;
const YES = new Set(['true', 'yes', '1', 'on', 'はい', '有', 'あり']);
const NO = new Set(['false', 'no', '0', 'off', 'いいえ', '無', 'なし']);

/** Yes or no; any other word is passed on, to be refused: it must not count as anything. */
export function yesOrNo(value: string): boolean | string {
  const word = value.trim().toLowerCase();
  if (YES.has(word)) return true;
  return NO.has(word) ? false : value;
}

/**
 * The items of a list that is typed as one text: `氏名､住所`. They are parted by new lines and by
 * commas, full width or half width; what is blank between two of them is no item.
 */
export function itemsOf(text: string): string[] {
  return text.split(BETWEEN_ITEMS).filter((item) => item.trim() !== '');
}

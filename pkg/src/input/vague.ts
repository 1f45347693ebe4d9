import words from 'shodaku-words/vague';
import { Remembered } from '../core/remembered.js';

/** No such text is longer. */
const MAX_LENGTH = 60;
const SAYS = words.says.map((expression) => new RegExp(`^${expression}$`, 'iu'));

const known = new Remembered<boolean>();

/**
 * Whether a text states something, and says only that it is still open or stands elsewhere: 未定,
 * 同上, 別紙のとおり. The command tells them in the same way. For use within `guarded` only.
 */
export function isVague(text: string): boolean {
  return text.length <= MAX_LENGTH && known.of(text, says);
}

function says(text: string): boolean {
  if (!words.begins.includes(inner(text).charAt(0) || ' ')) return false;
  const plain = inner(text.normalize('NFKC'));
  const ending = words.endings.find((ending) => plain.endsWith(ending)) ?? '';
  const said = inner(plain.slice(0, plain.length - ending.length)).replaceAll(/[ \t\r\n]+/g, ' ');
  return SAYS.some((expression) => expression.test(said));
}

/** Without the marks at both ends. */
function inner(text: string): string {
  const isMark = (at: number) => words.marks.includes(text.charAt(at));
  let [from, to] = [0, text.length];
  while (from < to && isMark(from)) from += 1;
  while (to > from && isMark(to - 1)) to -= 1;
  return text.slice(from, to);
}

import { itemsOf, yesOrNo } from '../input/typed.js';
import type { Answer } from '../types/request.js';
import type { FieldType } from '../types/ruleset.js';
import {
  type Control,
  isDisabled,
  isFile,
  isTick,
  isTicked,
  type Reader,
  Unreadable,
} from './controls.js';
import type { Bound } from './find.js';

/** Reads the answer in a field's controls. `touched`: the user has changed one of them. */
export function read(
  { controls, read }: Bound,
  type: FieldType | undefined,
  touched: boolean,
  reader: Reader,
): Answer {
  const values = controls.flatMap((control) => reader.values(control));
  if (read) return read(values, controls);
  const live = controls.filter((control) => !isDisabled(control));
  const entered = values.filter((value) => value.trim() !== '');
  const ticked = live.length > 0 && live.every(isTick);
  switch (type) {
    case 'boolean':
    case 'finding':
      return booleanOf(live, entered, touched, reader);
    case 'choices':
      // Nothing ticked is silence, until the user has been there: then it is the answer "none".
      return entered.length > 0 || (ticked && touched) ? entered : null;
    case 'items':
      return ticked ? entered : entered.flatMap(itemsOf);
    case 'text':
      return entered.join('\n');
    case 'date':
      if (values.length === 3 || values.length === 4) return dateOf(values);
      return onlyOf(entered);
    default:
      return onlyOf(entered);
  }
}

/** The one value there is: of several that differ nobody knows which the host goes by. */
function onlyOf(entered: readonly string[]): string | null {
  const [value = null, ...others] = new Set(entered);
  if (others.length > 0)
    throw new Unreadable('several controls of one field hold different values');
  return value;
}

function booleanOf(
  controls: readonly Control[],
  entered: readonly string[],
  touched: boolean,
  reader: Reader,
): Answer {
  const [only] = controls;
  if (controls.length === 1 && only && only.getAttribute('type') !== 'radio') {
    const ticked = isTicked(only);
    if (ticked !== undefined) return ticked || (touched ? false : null);
  }
  if (only && isFile(only)) return entered.length > 0 || null;
  // What a hidden input says in place of a box that is not ticked does not count where it is.
  const ticked = controls.filter(isTicked).flatMap((control) => reader.values(control));
  const value = onlyOf(ticked.length > 0 ? ticked : entered);
  return value === null ? null : yesOrNo(value);
}

/** A date in one control each for year, month and day, with an era before them or not. */
function dateOf(values: readonly string[]): Answer {
  const trimmed = values.map((value) => value.trim());
  // As long as a part is wanting, nobody has said a day.
  if (trimmed.includes('')) return null;
  const units = ['年', '月', '日'];
  const [day, month, year, era = ''] = trimmed.reverse();
  // Before a year, the host's own code of an era would make another year of it.
  if (/\p{N}/u.test(era)) throw new Unreadable('an era is a code of the page');
  const parts = [year, month, day].map((part = '', at) =>
    part.endsWith(units[at] ?? '') ? part : `${part}${units[at]}`,
  );
  return `${era}${parts.join('')}`;
}

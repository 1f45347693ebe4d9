import { itemsOf, yesOrNo } from '../input/typed.js';
import type { Answer } from '../types/request.js';
import type { FieldType } from '../types/ruleset.js';
import { type Control, isDisabled, isFile, isTick, isTicked, type Reader } from './controls.js';
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
      return booleanOf(live, entered, touched);
    case 'choices':
      // Nothing ticked is silence, until the user has been there: then it is the answer "none".
      return entered.length > 0 || (ticked && touched) ? entered : null;
    case 'items':
      return ticked ? entered : entered.flatMap(itemsOf);
    case 'text':
      return entered.join('\n');
    case 'date':
      return dateOf(values, entered);
    default:
      return entered[0] ?? null;
  }
}

function booleanOf(
  controls: readonly Control[],
  entered: readonly string[],
  touched: boolean,
): Answer {
  const [only] = controls;
  const [value] = entered;
  if (controls.length === 1 && only && only.getAttribute('type') !== 'radio') {
    const ticked = isTicked(only);
    if (ticked !== undefined) return ticked || (touched ? false : null);
  }
  if (value === undefined) return null;
  if (only && isFile(only)) return true;
  return yesOrNo(value);
}

/** A date in one control, or in one each for year, month and day, with an era before them or not. */
function dateOf(values: readonly string[], entered: readonly string[]): Answer {
  if (values.length !== 3 && values.length !== 4) return entered[0] ?? null;
  // As long as a part is wanting, nobody has said a day.
  if (entered.length < values.length) return null;
  const units = ['年', '月', '日'];
  const [day, month, year, era = ''] = entered.map((value) => value.trim()).reverse();
  const parts = [year, month, day].map((part = '', at) =>
    part.endsWith(units[at] ?? '') ? part : `${part}${units[at]}`,
  );
  return `${era}${parts.join('')}`;
}

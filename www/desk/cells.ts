/** What a table's cell says, as an answer. */
import { type Field, itemsOf } from 'shodaku';
import { say } from './words.js';

/** An answer, or why there is none and what to write instead. */
export type Read = { readonly answer: string | boolean | string[] } | { readonly write: string };

const YES = ['true', 'yes', '1', 'はい', '有', 'あり', '○', '認める'];
const NO = ['false', 'no', '0', 'いいえ', '無', 'なし', '×', '認めない'];
const plain = (text: string): string => text.normalize('NFKC').trim().toLowerCase();

/** Reads a cell that is not blank. Dates and numbers are the engine's to read. */
export function readCell({ type, options = [] }: Field, cell: string): Read {
  const word = plain(cell);
  const optionOf = (text: string): string | undefined =>
    options.find(({ value, label }) =>
      [value, label.ja, label.en].some((name) => name !== undefined && plain(name) === plain(text)),
    )?.value;
  const choices = options.map(({ label }) => label.ja).join(say('page.shared.comma'));
  switch (type) {
    case 'boolean':
    case 'finding':
      if (YES.includes(word)) return { answer: true };
      if (NO.includes(word)) return { answer: false };
      return {
        write: say(type === 'finding' ? 'page.desk.intake.found' : 'page.desk.intake.yes_no'),
      };
    case 'choice': {
      const value = optionOf(cell);
      return value === undefined ? { write: choices } : { answer: value };
    }
    case 'choices': {
      const values = itemsOf(cell).map(optionOf);
      const known = values.filter((value) => value !== undefined);
      return known.length === values.length ? { answer: known } : { write: choices };
    }
    case 'decision': {
      const known = (['approved', 'rejected', 'pending', 'not_sought'] as const).find(
        (value) => value === word || plain(say(`decision.${value}`)) === word,
      );
      return known ? { answer: known } : { write: say('page.desk.intake.decision') };
    }
    case 'items':
      return { answer: itemsOf(cell) };
    default:
      return { answer: cell };
  }
}

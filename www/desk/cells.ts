/** What a table's cell says as an answer, and how an answer is written into one. */
import { type Answer, type Field, itemsOf, yesOrNo } from 'shodaku';
import { inLanguage } from '../shared/language.js';
import { say } from './words.js';

/** An answer, or why there is none and what to write instead. */
export type Read = { readonly answer: string | boolean | string[] } | { readonly write: string };

const plain = (text: string): string => text.normalize('NFKC').trim().toLowerCase();

const known = new WeakMap<Field, ReadonlyMap<string, string>>();

/** The values of a field's options, by all their names. */
function optionsOf(field: Field): ReadonlyMap<string, string> {
  const made =
    known.get(field) ??
    new Map(
      (field.options ?? []).flatMap(({ value, label }) =>
        [label.en ?? value, label.ja, value].map((name) => [plain(name), value] as const),
      ),
    );
  known.set(field, made);
  return made;
}

/** Reads a cell that is not blank. Dates and numbers are the engine's to read. */
export function readCell(field: Field, cell: string): Read {
  const { type, options = [] } = field;
  const word = plain(cell);
  const optionOf = (text: string): string | undefined => optionsOf(field).get(plain(text));
  const choices = options.map(({ label }) => label.ja).join(say('page.shared.comma'));
  switch (type) {
    case 'boolean':
    case 'finding':
      return yes(type, cell);
    case 'choice': {
      const value = optionOf(cell);
      return value === undefined ? { write: choices } : { answer: value };
    }
    case 'choices': {
      const values = listIn(cell).map(optionOf);
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
      return { answer: listIn(cell) };
    case 'text':
      return { answer: cell };
    default:
      return { answer: cell.trim() };
  }
}

/** Yes or no, or as officials say it. */
function yes(type: 'boolean' | 'finding', cell: string): Read {
  const word = plain(cell);
  const found = (name: 'found' | 'not_found') => word === plain(say(`page.shared.finding.${name}`));
  if (type === 'finding' && found('found')) return { answer: true };
  if (type === 'finding' && found('not_found')) return { answer: false };
  const answer = yesOrNo(cell);
  if (typeof answer === 'boolean') return { answer };
  return { write: say(type === 'finding' ? 'page.desk.intake.found' : 'page.desk.intake.yes_no') };
}

/** A list: as JSON, where its entries hold what parts them, else as a person types it. */
function listIn(cell: string): string[] {
  if (/^\s*\[/.test(cell)) {
    try {
      const list: unknown = JSON.parse(cell);
      if (Array.isArray(list) && list.every((one) => typeof one === 'string')) return list;
    } catch {
      // It only looks like it.
    }
  }
  return itemsOf(cell);
}

/** An answer as a cell: in words, where they are read back as the same answer. */
export function cellOf(field: Field, answer: Answer): string {
  const isSame = (cell: string): boolean => {
    const read = readCell(field, cell);
    return 'answer' in read && JSON.stringify(read.answer) === JSON.stringify(answer);
  };
  if (typeof answer === 'boolean') return say(answer ? 'page.shared.yes' : 'page.shared.no');
  if (answer === null || answer === undefined) return '';
  if (typeof answer === 'number') return String(answer);
  const word = (value: string): string => {
    const option = field.options?.find((one) => one.value === value);
    return option ? inLanguage(option.label) : value;
  };
  if (typeof answer === 'string') return [word(answer)].find(isSame) ?? answer;
  const comma = say('page.shared.comma');
  const ways = [answer.map(word).join(comma), answer.join(comma), answer.join('\n')];
  // A blank cell is no answer; an empty list may be one.
  return ways.find((cell) => cell !== '' && isSame(cell)) ?? JSON.stringify(answer);
}

/** What a request carries that decides nothing: which case it is, and what goes with it. */
import { ShodakuError } from '../types/error.js';
import type { Context, Particulars } from '../types/request.js';
import { clip } from './unknown.js';
import { isRecord, isUnicode, stringAt, wrongType } from './value.js';

/** The longest reference, in UTF-16 code units. */
const MAX_REFERENCE = 1000;
/** The most entries of a context, and of a list in it. */
const MAX_ENTRIES = 1000;
/** The longest context, labels and texts together, in UTF-16 code units. */
const MAX_CONTEXT = 100_000;

const NONE: Context = Object.freeze({});

/** Reads what was given; a blank is as good as absent. */
export function particularsOf(reference: unknown, context: unknown): Particulars {
  const text = stringAt('reference', reference) || null;
  if (text !== null && text.length > MAX_REFERENCE) {
    throw tooLarge('reference', MAX_REFERENCE, 'characters');
  }
  if (text !== null) refuseHalves('reference', text);
  return { reference: text, context: contextOf(context) };
}

function contextOf(context: unknown): Context {
  if (context === undefined || context === null) return NONE;
  if (!isRecord(context)) throw wrongType('context', 'needs an object of labels and texts');
  const given = Object.entries(context);
  if (given.length > MAX_ENTRIES) throw tooLarge('context', MAX_ENTRIES, 'entries');
  const entries: [label: string, detail: Context[string]][] = [];
  let length = 0;
  for (const [label, value] of given) {
    const detail = detailOf(label, value);
    if (detail === undefined) continue;
    for (const text of [label, ...(typeof detail === 'string' ? [detail] : detail)]) {
      length += text.length;
      if (length > MAX_CONTEXT) throw tooLarge('context', MAX_CONTEXT, 'characters');
      refuseHalves(`context.${clip(label)}`, text);
    }
    entries.push([label, detail]);
  }
  return Object.freeze(Object.fromEntries(entries));
}

/** What stands under a label; a copy, so that the caller's list can change. */
function detailOf(label: string, value: unknown): Context[string] | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value === 'string') return value;
  const bad = () => wrongType(`context.${clip(label)}`, 'needs a text or a list of texts');
  if (!Array.isArray(value)) throw bad();
  // Read once: a list may say another length the next time.
  const count = value.length;
  if (count > MAX_ENTRIES) throw tooLarge('context', MAX_ENTRIES, 'entries');
  const list: string[] = [];
  for (let at = 0; at < count; at++) {
    const entry: unknown = value[at];
    if (typeof entry !== 'string') throw bad();
    list.push(entry);
  }
  return Object.freeze(list);
}

function refuseHalves(path: string, text: string): void {
  if (isUnicode(text)) return;
  const message = `\`${path}\` holds half a surrogate pair`;
  throw new ShodakuError({ code: 'bad_text', path, message });
}

function tooLarge(path: string, limit: number, of: string): ShodakuError {
  const message = `\`${path}\` is too large: at most ${limit} ${of}`;
  return new ShodakuError({ code: 'too_large', path, message });
}

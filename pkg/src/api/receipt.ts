import { coreVersion } from '../core/wasm.js';
import { optionsOf } from '../input/options.js';
import { clip } from '../input/unknown.js';
import { isRecord, isUnicode, stringAt, wrongType } from '../input/value.js';
import { ShodakuError } from '../types/error.js';
import type { Receipt, ReceiptOptions, Verification } from '../types/receipt.js';
import type { RulesetIdentity } from '../types/version.js';

/** The parts of a receipt that are compared, in its order. */
const PARTS = [
  'schema',
  'engine',
  'ruleset.id',
  'ruleset.version',
  'ruleset.sha256',
  'procedure',
  'stage',
  'asOf',
  'reference',
  'verdict',
  'answersSha256',
  'reportSha256',
];

/** The longest salt, in UTF-16 code units. */
const MAX_SALT = 1000;

/** The salt that options give; '' where they give none. */
export function saltOf(options: ReceiptOptions | undefined): string {
  if (options === undefined) return '';
  const salt = stringAt('salt', optionsOf(options, ['salt']).salt);
  if (salt === undefined) return '';
  // Whoever gives an empty one believes that the receipt is salted.
  if (salt === '' || salt.length > MAX_SALT || !isUnicode(salt)) {
    throw wrongType('salt', `needs from 1 to ${MAX_SALT} characters`);
  }
  return salt;
}

/** Two hashes as the core gives them. */
const HASHES = /^([0-9a-f]{64}) ([0-9a-f]{64})$/u;

/** A receipt: what was judged, and the core's hashes. Throws where they can be none. */
export function receiptOf(
  said: Pick<Receipt, 'procedure' | 'stage' | 'asOf' | 'reference' | 'verdict'>,
  { id, version, sha256 }: RulesetIdentity,
  hashes: string,
): Receipt {
  const [, answersSha256, reportSha256] = HASHES.exec(hashes) ?? [];
  if (answersSha256 === undefined || reportSha256 === undefined) throw new Error('not hashes');
  const ruleset = { id, version, sha256 };
  return { schema: 1, engine: coreVersion(), ruleset, ...said, answersSha256, reportSha256 };
}

/** Compares the receipt somebody brings with the one made anew. */
export function compared(brought: unknown, anew: Receipt): Verification {
  const [theirs, ours] = [partsOf(brought), partsOf(anew)];
  const differs = PARTS.filter((part) => theirs.get(part) !== ours.get(part));
  return { matches: differs.length === 0, differs };
}

/** The parts of a receipt by name; refuses what is not made of just these. */
function partsOf(receipt: unknown): Map<string, unknown> {
  if (!isRecord(receipt)) throw bad('it is no object');
  const { ruleset, ...rest } = receipt;
  if (!isRecord(ruleset)) throw bad('`ruleset` is no object');
  const own = Object.entries(rest);
  const stamp = Object.entries(ruleset).map(([key, value]) => [`ruleset.${key}`, value] as const);
  const parts = new Map([...own, ...stamp]);
  // A key of the identity stands within it and nowhere else.
  const stray = own.find(([key]) => key.includes('.'))?.[0];
  for (const [part, value] of parts) {
    if (part === stray || !PARTS.includes(part)) throw bad(`\`${clip(part)}\` is no part of one`);
    const type = part === 'schema' ? 'number' : 'string';
    if (part === 'reference' && value === null) continue;
    if (typeof value !== type) throw bad(`\`${part}\` needs a ${type}`);
  }
  const lacking = PARTS.find((part) => !parts.has(part));
  if (lacking !== undefined) throw bad(`it lacks \`${lacking}\``);
  return parts;
}

function bad(why: string): ShodakuError {
  return new ShodakuError({
    code: 'bad_receipt',
    path: 'receipt',
    message: `not a receipt: ${why}`,
  });
}

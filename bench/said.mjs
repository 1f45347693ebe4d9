// What a run says of its numbers.

import { BREAKS } from './requests.mjs';
import { bytes, compared, duration, rate, table } from './table.mjs';

const SPEED = {
  shodaku: 'Shodaku',
  'no-eval': 'Shodaku without WebAssembly',
  'by-hand': 'written by hand',
  ajv: 'ajv',
  zod: 'zod',
  valibot: 'valibot',
  'json-rules-engine': 'json-rules-engine',
  cedar: 'Cedar',
  zen: 'ZEN',
};
const LOAD = { ...SPEED, 'ajv-compiled': 'ajv, compiled beforehand' };

const digits = (count) => String(Math.round(count));

const commandLine = ({ bytes, one, two }) => [
  digits(bytes.in),
  digits(bytes.out),
  rate(one),
  two ? rate(two) : '',
];

/** All that was found, for people. */
export function said(found, judged) {
  const { machine, check, lines, load, chromium, batch, size } = found;
  const limbs = Object.keys(BREAKS);
  const conditions = new Set(limbs.map((limb) => limb.split('/')[0]));
  const parts = [
    `
洋野町, subcontract (再委託): ${conditions.size} conditions of ${limbs.length} limbs, the same for all
  On all ${found.agreed} requests asked they name the same limbs: the one that passes, one for each
  limb broken, every two of these together, a form half filled in (officials have recorded nothing).
  The peers check types and these conditions. They do not say \`unknown\` or why (a blank, a finding
  still to come, an open point of the text: to them all is false), whether the text governs at all,
  clauses, remedies, who has to supply what is lacking, duties or readings; they do not read
  ４，８００ or 令和8年12月1日. zod's answer has a message for each limb, ajv's its own words.
  ${machine.processors}, load ${machine.load.toFixed(1)} before; Node ${machine.node}, Chromium ${chromium.version}.
  Whatever else this machine does is in these times: what counts is the ratio within a column.`,
    `
A key that changes no verdict, in Chromium: Shodaku sets an answer, the others judge all again
${compared({ 'form complete': chromium.keystroke.complete, 'half filled in': chromium.keystroke.half }, SPEED, duration)}`,
    `
A whole check in Node, objects in and out
${compared({ passing: check.passing, 'a limb broken': check.broken }, SPEED, duration)}`,
    `
From the code to the first verdict: a fresh page, a fresh process
${compared({ Chromium: chromium.load, Node: load }, LOAD, duration)}`,
    `
Size with the conditions (Shodaku: with all that the town's text says, in Japanese)
${compared({ gzip: size.bundles }, LOAD, bytes)}`,
    `
Lines of JSON in and out${batch.pinned ? '' : ', the command not held to one processor'}
${table([
  ['', 'bytes in', 'out', 'one processor', 'two'],
  ['shodaku check --jsonl, complete requests', ...commandLine(batch.full)],
  ...Object.entries(lines).map(([name, { out, rate: one }]) => [
    `${LOAD[name]} in Node, the same`,
    digits(batch.full.bytes.in),
    digits(out),
    rate(one),
    '',
  ]),
  ['shodaku check --jsonl, small requests', ...commandLine(batch.small)],
])}
  Shodaku writes whole reports, zod and ajv the names of the limbs that are not met.`,
    `
Budgets: ${judged.filter(({ holds }) => holds).length} of ${judged.length} hold
${table(
  judged.map(({ what, bound, found, holds }) => [
    `${holds ? 'holds        ' : 'does not hold'}  ${what}`,
    bound,
    found,
  ]),
)}`,
  ];
  return parts.join('\n');
}

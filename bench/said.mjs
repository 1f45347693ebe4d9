// What a run says of its numbers: the page BENCHMARKS.md, and the terminal alike.

import { ABOUT, LABELS, LOADED } from './names.mjs';
import { BREAKS } from './requests.mjs';
import { best } from './rounds.mjs';
import { bytes, compared, duration, rate, table, whole } from './table.mjs';

/** All that was found, for people. */
export function said(found, judged) {
  const parts = Object.entries(OF).flatMap(([part, of]) => (found[part] ? [of(found[part])] : []));
  return [head(found), ...parts, promised(judged), WHY].join('\n\n');
}

const WHY = `## Where the rest goes

What was tried once, on the machine of the tables above at a quieter hour, for the budgets that do not hold.

- **A whole check.** The same limbs judged natively take 2.0 µs, their answers being numbers already: about what zod takes for everything. Shodaku asks of each part for three values and why, and of routes, duties and readings besides. In WebAssembly it is 5.5 µs, for the core is made small. Made for speed it is a quarter to a third less, with 49.5 KB (\`s\`) or 53.8 KB (\`2\`) in place of 43.5, and the whole check hardly moves. What goes in and comes out lies in memory that both sides see, which took a fifth off the check; reading without making objects a quarter more. More than half of what is left is reading 38 answers as strangers’ values: names, types, lengths, halves of letters. To be below zod it would take judging fewer things.
- **A key that changes the verdict.** The core takes about 2 µs, for the limbs that look at the field and for the verdict of all; as much goes into the report, in which every list is made anew so that the one before stays as it was. Handing the judgement over, 2 µs of 6.8 before both sides saw one memory, is down to a copy of some hundred words. ajv's whole validation takes 2.1. To be below it would take handing out only what changed, or a report that changes under its reader.
- **Load.** Without the hash of the ruleset the core loads it 2 ms sooner, and in code that the browser has optimised it loads in 1.4 ms; but optimising all of it first takes 105 ms. The rest is code that runs for its first time: our JavaScript 4 ms, the core 3 to 5.
- **Lines of JSON.** Reading the line takes 2.0 µs, its answers 0.5, judging 2.0. That alone is 219,000 a second, without writing anything: 300,000 would take a form of request that is not JSON.`;

function head({ agreed, machine }) {
  const limbs = Object.keys(BREAKS);
  const conditions = new Set(limbs.map((limb) => limb.split('/')[0]));
  const { processors, load, node, chromium, day } = machine;
  return `# Benchmarks

Written by \`npm run bench -- --write\`; \`npm run bench -- --help\` lists the parts.

Measured on ${day}: ${processors}, Node ${node}${chromium ? `, Chromium ${chromium}` : ''}. Load ${load.before.toFixed(2)} before and ${load.after.toFixed(2)} after, of which the measuring itself is about 1. Whatever else the machine did is in these times, so no time is a promise: what counts is how those in one column compare. A time is the best of all rounds. A ratio is taken round by round: the one in the middle, and from the least to the most.

All judge 洋野町's subcontract (再委託): ${conditions.size} conditions of ${limbs.length} limbs. Before anything is measured it is proved that they name the same limbs on ${agreed} requests: one that passes, one for each limb broken, every two of these together, and a form half filled in, where officials have recorded nothing.

${ABOUT.join('\n')}

What only Shodaku says: \`unknown\` and why (a blank, a finding still to come, an open point of the text; to the others all is false), whether the text governs at all, clauses, remedies, who has to supply what is lacking, duties, readings. Only Shodaku reads ４，８００ or 令和8年12月1日.`;
}

const OF = {
  size: ({ bundles }) => `## Size

Bytes sent, minified and compressed, with the conditions; for Shodaku with all that the town's text says, in Japanese. WebAssembly is within the file, as base64.

${compared({ gzip: each(bundles) }, LOADED, bytes)}`,

  key: ({ node, chromium }) => `## A key pressed

Shodaku sets one answer in an open session; the others judge all again.

A letter typed into a name, which changes no verdict, in a form that is complete and in one half filled in:

${compared({ 'Node, complete': node.complete, 'Node, half': node.half }, LABELS, duration)}

${compared({ 'Chromium, complete': chromium.complete, 'Chromium, half': chromium.half }, LABELS, duration)}

The name deleted or typed again, which changes the verdict; Shodaku writes the whole report each time:

${compared({ Node: node.turning, Chromium: chromium.turning }, LABELS, duration)}`,

  check: ({ passing, broken }) => `## A whole check

Objects in and objects out, in Node: the request that passes, and in turn those with one limb broken. Shodaku writes the whole report, zod and valibot name the limbs, ajv says it in its own words.

${compared({ passing, 'a limb broken': broken }, LABELS, duration)}`,

  floor: (rounds) => `What the check that passes is made of:

${table([
  ['', 'takes'],
  ...Object.entries(FLOOR).map(([part, title]) => [title, duration(best(rounds[part]))]),
])}

The rest is reading the request: its types, its lengths, its names, and the numbers it becomes.`,

  load: ({ node, chromium }) => `## From the code to the first verdict

The code is there and nothing of it has run: a fresh page, a fresh process.

${compared({ Chromium: chromium.total, Node: node.total }, LOADED, duration)}

What it is made of in Chromium. A function is compiled when it is first called, so that some of the browser's compiling is in the ruleset and in the first check, and all of it runs before anything has been optimised.

${table([
  ['', 'takes'],
  ...Object.entries(PARTS).map(([part, title]) => [title, duration(best(chromium.parts[part]))]),
])}`,

  batch: ({ pinned, kinds, inNode }) => `## Lines of JSON in and out

The command \`shodaku\`, and the same lines by JavaScript in Node. Complete requests have all answers, one in ${Object.keys(BREAKS).length + 1} of them passes; a small one has a single answer. Shodaku writes whole reports${kinds.brief ? ', and with `--brief` verdict and failing limbs' : ''}; the others write the names of the limbs that are not met.${pinned ? '' : ' The command was not held to one processor.'}

${table([
  ['', 'bytes in', 'out', 'one processor', 'two'],
  ...Object.entries(kinds).map(([kind, { bytes, one, two }]) => [
    COMMANDS[kind],
    whole(bytes.in),
    whole(bytes.out),
    rate(Math.max(...one)),
    two.length > 0 ? rate(Math.max(...two)) : '',
  ]),
  ...Object.entries(inNode).map(([name, { out, rates }]) => [
    `${LABELS[name]} in Node, the complete ones`,
    whole(kinds.full.bytes.in),
    whole(out),
    rate(Math.max(...rates)),
    '',
  ]),
])}`,

  growth: ({ fields, limbs, rows, session, towns }) => `## Growth

Rulesets made from one template and loaded as any stranger's. One letter typed touches one field; where it changes the verdict, the report is asked for.

A form with more fields, and 100 limbs that ask for them:

${grown('fields', fields, JUDGED)}

A text with more limbs, over 100 fields:

${grown('limbs', limbs, JUDGED)}

A form with more rows, each a request of 50 fields and 100 limbs; all are judged, or one answer is set that all share. A session holds ${bytes(session)}:

${grown('rows', rows, { check: ['all checked', duration], steady: ['a letter', duration] })}

An application that knows more towns and uses one. Their list is the application's own:

${grown('towns known', towns, { list: ['the list read', duration], took: ['then to the first verdict', duration], held: ['memory', bytes] })}`,
};

const FLOOR = {
  call: 'a call into the core that does next to nothing',
  core: 'the core by itself: numbers in, all limbs judged, the judgement out',
  report: 'the report by itself',
  check: 'the whole check',
};

const PARTS = {
  compile: 'the core compiled, by the browser',
  start: 'the core started',
  ruleset: 'the ruleset read, checked, hashed and frozen',
  check: 'the first check',
  again: 'the check after it',
};

const COMMANDS = {
  full: '`shodaku check --jsonl`, complete requests',
  brief: '`shodaku check --jsonl --brief`, the same',
  small: '`shodaku check --jsonl`, small requests',
};

const JUDGED = {
  load: ['loaded', duration],
  check: ['checked', duration],
  steady: ['a letter', duration],
  turning: ['one that changes the verdict', duration],
};

/** One round for each name. */
const each = (values) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, [value]]));

function grown(what, sizes, columns) {
  const shown = Object.entries(columns);
  return table([
    [what, ...shown.map(([, [title]]) => title)],
    ...Object.entries(sizes).map(([size, found]) => [
      whole(size),
      ...shown.map(([name, [, show]]) => show(best(found[name]))),
    ]),
  ]);
}

const promised = (judged) => `## Budgets

${judged.filter(({ holds }) => holds).length} of ${judged.length} hold. \`npm run bench -- --check\` fails when one that is asserted does not; sizes are asserted by \`npm test\`; the others depend on the machine.

${table([
  ['', 'bound', 'found', 'holds', 'asserted'],
  ...judged.map(({ what, bound, found, holds, asserted }) => [
    what,
    bound,
    found,
    holds ? 'yes' : 'NO',
    asserted ? 'yes' : '',
  ]),
])}`;

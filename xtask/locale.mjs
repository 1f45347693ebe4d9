// The words of the product for JavaScript: checked, and for each bundle a module of those it says.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { parse } from 'smol-toml';
import { at, Problem } from './lib.mjs';

/** Where the modules go. */
export const FOLDER = 'target/locale';
/** Texts that say only that something is open, as expressions. */
const VAGUE = 'src/locale/vague.toml';
/** The fields that rulesets share. */
export const VOCABULARY = 'src/rulesets/fields.toml';
const LANGUAGES = ['ja', 'en'];

// What each module carries: tables of the locale, or single texts, by key. What looks words up by a
// name it has been given gets them as tables, what says them by key gets them by key.
const MODULES = {
  report: {
    as: tables,
    of: [
      ...['joiner', 'sentence_joiner', 'topic', 'open', 'remedy'],
      ...['unusable', 'unusable_remedy'],
    ],
  },
  refused: { as: tables, of: ['could_not_check', 'joiner', 'meant', 'refused'] },
  form: {
    as: tables,
    of: ['could_not_check', 'joiner', 'meant', 'severity', 'form', 'unchecked', 'day'],
  },
  element: { as: tables, of: ['could_not_check', 'verdict', 'caution', 'unchecked'] },
  render: { as: tables, of: ['render', 'supplier', 'decision'] },
  shared: {
    as: keys,
    of: [
      ...['verdict', 'supplier', 'decision', 'sentence_joiner', 'page.shared'],
      ...['verdict', 'still_needed', 'results', 'readings', 'advisory'].map(
        (key) => `report.${key}`,
      ),
    ],
  },
  consultation: { as: keys, of: ['page.consultation'] },
  compare: { as: keys, of: ['page.compare'] },
  desk: {
    as: keys,
    of: [
      ...['page.desk', 'cli.name', 'cli.between_names', 'cli.because', 'cli.predicate'],
      ...['only_if', 'otherwise_open', 'if_recorded', 'supports'].map(
        (key) => `cli.explain.${key}`,
      ),
    ],
  },
  workshop: {
    as: keys,
    of: [
      ...['page.workshop', 'cli.test', 'cli.diff', 'truth', 'topic'],
      ...['cli.cases.unreached', 'cli.checked.order'],
      ...['same', 'differs', 'between_clauses', 'moved', 'nothing_cites'].map(
        (key) => `cli.drift.${key}`,
      ),
    ],
  },
  server: {
    as: keys,
    of: [
      ...['verdict', 'decision', 'report.verdict', 'page.server', 'page.shared.finding'],
      ...[
        'portal',
        'contract_number',
        'comma',
        'labelled',
        'yes',
        'no',
        'not_yet',
        'date_example',
      ].map((key) => `page.shared.${key}`),
      ...['name', 'telephone', 'mail', 'documents'].map((key) => `page.consultation.form.${key}`),
      ...['receipt.title', 'sheet.kind'].map((key) => `page.consultation.${key}`),
    ],
  },
};

/** The files this writes: the words, what is vague, and the ids of the fields that rulesets share. */
export const MODULE_FILES = [...Object.keys(MODULES), 'vague', 'vocabulary'].flatMap((name) =>
  ['js', 'd.ts'].map((end) => `${FOLDER}/${name}.${end}`),
);

/** The words of a module, by key, in each language. */
export function words(name) {
  const [ja, en] = LANGUAGES.map((lang) => {
    const all = texts(read(lang));
    return new Map([...all].filter(([key]) => MODULES[name].of.some((one) => within(key, one))));
  });
  return { ja, en };
}

/** Checks the words, and writes the modules with their types. */
export function writeModules() {
  check(Object.fromEntries(LANGUAGES.map((lang) => [file(lang), texts(read(lang))])));
  mkdirSync(at(FOLDER), { recursive: true });
  for (const [name, { as, of }] of Object.entries(MODULES)) {
    const chosen = words(name);
    for (const one of of) {
      if (![...chosen.ja.keys()].some((key) => within(key, one))) {
        throw new Problem(`${file('ja')} lacks ${one}, which the module ${name} is to carry`);
      }
    }
    const { data, types } = as(chosen);
    writeFileSync(at(FOLDER, `${name}.js`), `export default ${JSON.stringify(data, null, 2)};\n`);
    writeFileSync(at(FOLDER, `${name}.d.ts`), types);
  }
  writeVague();
  writeVocabulary();
}

function writeVague() {
  const data = parse(readFileSync(at(VAGUE), 'utf8'));
  writeFileSync(at(FOLDER, 'vague.js'), `export default ${JSON.stringify(data)};\n`);
  const types = `declare const vague: {
  readonly marks: string;
  readonly endings: readonly string[];
  readonly begins: string;
  readonly says: readonly string[];
};
export default vague;
`;
  writeFileSync(at(FOLDER, 'vague.d.ts'), types);
}

/** The ids of the fields that rulesets share: one that a ruleset does not ask for is no mistake. */
function writeVocabulary() {
  const { field } = parse(readFileSync(at(VOCABULARY), 'utf8'));
  const ids = field.map(({ id }) => id).sort();
  writeFileSync(at(FOLDER, 'vocabulary.js'), `export default ${JSON.stringify(ids)};\n`);
  const types = 'declare const ids: readonly string[];\nexport default ids;\n';
  writeFileSync(at(FOLDER, 'vocabulary.d.ts'), types);
}

/**
 * The HTML of a page of that folder with the Japanese in it: an element that is empty names its text
 * in `data-word`, its accessible name in `data-word-label`.
 */
export function inJapanese(html, folder, place) {
  const known = new Map([...words('shared').ja, ...words(folder).ja]);
  const say = (key) => {
    const text = known.get(key);
    if (text === undefined) throw new Problem(`${place} says ${key}, which the page has not`);
    return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
  };
  const copy = COPY.exec(html);
  if (copy) throw new Problem(`${place}: what has a data-word must be empty: ${copy[0]}`);
  return html
    .replace(NAMED, (named, key) => `aria-label="${say(key)}" ${named}`)
    .replace(SAID, (_, open, _name, key, close) => `${open}${say(key)}${close}`);
}

const NAMED = /data-word-label="([^"]*)"/g;
const SAID = /(<([a-z0-9]+)\b[^>]* data-word="([^"]*)"[^>]*>)(<\/\2>)/g;
const COPY = /<([a-z0-9]+)\b[^>]* data-word="[^"]*"[^>]*>(?!<\/\1>)/;

/**
 * Throws where a text is missing in one of the languages, by file, or has other `{places}` than in
 * the first.
 */
export function check(languages) {
  const [[first, texts], ...others] = Object.entries(languages);
  for (const [file, theirs] of others) {
    for (const [key, text] of texts) {
      const other = theirs.get(key);
      if (other === undefined) throw new Problem(`${file} lacks ${key}, which ${first} has`);
      const [wanted, found] = [text, other].map((one) => placesOf(one).sort().join(', '));
      if (wanted !== found) {
        throw new Problem(`${file}: ${key} has the places [${found}], in ${first} [${wanted}]`);
      }
    }
    for (const key of theirs.keys()) {
      if (!texts.has(key)) throw new Problem(`${first} lacks ${key}, which ${file} has`);
    }
  }
}

const file = (lang) => `src/locale/${lang}.toml`;

function read(lang) {
  try {
    return parse(readFileSync(at(file(lang)), 'utf8'));
  } catch (error) {
    throw new Problem(`${file(lang)}: ${error.message}`);
  }
}

/** Every text, by key: its path through the tables. */
function texts(table, path = '') {
  return new Map(
    Object.entries(table).flatMap(([name, value]) => {
      const key = `${path}${name}`;
      return typeof value === 'string' ? [[key, value]] : [...texts(value, `${key}.`)];
    }),
  );
}

const within = (key, table) => key === table || key.startsWith(`${table}.`);

const placesOf = (text) => [
  ...new Set([...text.matchAll(/\{([^}]*)\}/g)].map(([, place]) => place)),
];

/** As tables within tables. */
function tables({ ja, en }) {
  const nested = (texts) => {
    const root = {};
    for (const [key, text] of texts) {
      const path = key.split('.');
      const last = path.pop();
      let table = root;
      for (const name of path) {
        table[name] ??= {};
        table = table[name];
      }
      table[last] = text;
    }
    return root;
  };
  const type = (one) => {
    if (typeof one === 'string') return 'string';
    const members = Object.entries(one).map(([name, part]) => `readonly ${name}: ${type(part)};`);
    return `{ ${members.join(' ')} }`;
  };
  return {
    data: { ja: { lang: 'ja', ...nested(ja) }, en: { lang: 'en', ...nested(en) } },
    types: `/** The words, as tables. */
export type Words = { readonly lang: 'ja' | 'en' } & ${type(nested(ja))};
declare const words: { readonly ja: Words; readonly en: Words };
export default words;
`,
  };
}

/** By key, with what its places take. */
function keys({ ja, en }) {
  const takes = (text) => {
    const places = placesOf(text).map((place) => `readonly ${place}: string | number`);
    return places.length === 0 ? '[]' : `[places: { ${places.join('; ')} }]`;
  };
  return {
    data: { ja: Object.fromEntries(ja), en: Object.fromEntries(en) },
    types: `/** The keys, each with what its places take. */
export type Words = {
${[...ja].map(([key, text]) => `  '${key}': ${takes(text)};\n`).join('')}};
type Texts = { readonly [key in keyof Words]: string };
declare const words: { readonly ja: Texts; readonly en: Texts };
export default words;
`,
  };
}

// Types for the rulesets, so that an editor completes the ids of procedures and fields.

/**
 * The declarations for one ruleset and for its translation, by file: for `import`, whose default
 * is the document, and for `require`, which gives the document itself.
 */
export function typed(name, json) {
  const { ruleset, procedure, field } = JSON.parse(json);
  const { title, municipality, version } = ruleset;
  const ids = (list) => list.map(({ id }) => `\n  | '${id}'`).join('');
  const document = {
    words: `${title.ja} (${municipality.ja}), ${version}.`,
    type: 'Ruleset',
    is: `Ruleset<${ids(procedure)},${ids(field)}\n>`,
  };
  const translation = {
    words: `${title.ja} (${municipality.ja}), ${version}: its texts in English.`,
    type: 'Translation',
    is: 'Translation',
  };
  return Object.fromEntries(
    [
      [name, document],
      [`${name}.en`, translation],
    ].flatMap(([file, what]) => [
      [`${file}.d.ts`, declaration(what, '../index.js', 'export default document;')],
      [`${file}.d.cts`, declaration(what, '../index.cjs', 'export = document;')],
    ]),
  );
}

function declaration({ words, type, is }, from, exported) {
  return `import type { ${type} } from '${from}';

/** ${words} */
declare const document: ${is};
${exported}
`;
}

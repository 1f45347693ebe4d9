import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** A page without modules, opened from a disk. */
export default async ({ at, copy, out, visit }) => {
  const read = (path) => readFile(at(path), 'utf8');
  // Within a script element, JSON must not end it.
  const data = async (path) => (await read(path)).replaceAll('<', '\\u003c');
  const ruleset = await data('../node_modules/shodaku/dist/rulesets/hirono.json');
  const request = await data('../request.json');
  const page = (await read('page.html'))
    .replace('"RULESET"', () => ruleset)
    .replace('"REQUEST"', () => request);
  await copy(at('kyogi.js'), 'kyogi.js');
  await copy(at('../node_modules/shodaku/dist'), 'shodaku');
  await writeFile(join(out, 'index.html'), page);
  return visit({ address: pathToFileURL(join(out, 'index.html')).href });
};

// The notices that others' licences ask for, of what is in the files that ship: crates in the core,
// npm packages in a bundle.

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { at, cached, exec } from './lib.mjs';

/** The notices of the core. */
export const CORE_NOTICES = 'target/notices/core.txt';

const HEAD =
  'Third-party notices\n\nThis file holds code of others, each under its own licence. Of two licences to ' +
  'choose from the first\nfound is taken, MIT before any other. The Rust standard library is under MIT or ' +
  'Apache-2.0,\n© The Rust Project contributors.\n';
const LICENCE = [/^licen[cs]e[-.]mit/i, /^licen[cs]e(\.\w+)?$/i, /^(licen[cs]e|copying)/i];

/** One work: what it is called, and the text of its licence as it stands in its folder. */
function notice(name, version, licence, folder) {
  const files = readdirSync(folder).sort();
  const file = LICENCE.map((pattern) => files.find((name) => pattern.test(name))).find(Boolean);
  const text = file
    ? readFileSync(join(folder, file), 'utf8').trim()
    : 'Its package holds no text of it.';
  return `\n${'-'.repeat(80)}\n${name} ${version}  (${licence})\n\n${text}\n`;
}

/** Writes those of every crate that is compiled into the WebAssembly with that feature. */
export async function notices(of, feature, to) {
  await cached(`notices of the ${of}`, {
    inputs: ['Cargo.toml', 'Cargo.lock', 'xtask/notices.mjs'],
    outputs: [to],
    work: async () => {
      const args = ['metadata', '--format-version', '1', '--locked', '--no-default-features'];
      args.push('--features', feature, '--filter-platform', 'wasm32-unknown-unknown');
      const { packages, resolve } = JSON.parse((await exec('cargo', args, { quiet: true })).stdout);
      const known = new Map(packages.map((one) => [one.id, one]));
      const nodes = new Map(resolve.nodes.map((node) => [node.id, node]));
      const isMacro = ({ targets }) => targets.some(({ kind }) => kind.includes('proc-macro'));
      const compiled = new Set();
      const visit = (id) => {
        if (compiled.has(id) || isMacro(known.get(id))) return;
        compiled.add(id);
        for (const { pkg, dep_kinds } of nodes.get(id).deps) {
          if (dep_kinds.some(({ kind }) => kind === null)) visit(pkg);
        }
      };
      const { id: own } = packages.find(({ name }) => name === 'shodaku');
      visit(own);
      compiled.delete(own);
      const crates = [...compiled].map((id) => known.get(id));
      crates.sort((a, b) => (a.name < b.name ? -1 : 1));
      const all = crates.map(({ name, version, license, manifest_path: manifest }) =>
        notice(name, version, license, dirname(manifest)),
      );
      mkdirSync(dirname(at(to)), { recursive: true });
      writeFileSync(at(to), HEAD + all.join(''));
    },
  });
}

/** The notices of a WebAssembly, and of every npm package of which a bundle took something. */
export function noticesOf(inputs, wasm = CORE_NOTICES) {
  const packages = new Set();
  for (const path of Object.keys(inputs)) {
    const found = /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path);
    if (found) packages.add(found[1]);
  }
  const all = [...packages].sort().map((name) => {
    const folder = at('node_modules', name);
    const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    return notice(name, version, license, folder);
  });
  return readFileSync(at(wasm), 'utf8') + all.join('');
}

// Installs what the consumers need, packs the package once, and installs the tarball.

import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { at, cached, exec, run, step } from '../../xtask/lib.mjs';
import { npmPackages } from '../../xtask/setup.mjs';

const HERE = 'tests/packaging';
const TARBALL = 'target/packaging/tarball';
const GUIDES = ['pkg/README.md', 'pkg/PORTAL.ja.md', 'pkg/PORTAL.md'];
const QUIET = ['--no-audit', '--no-fund', '--ignore-scripts'];

export async function prepare() {
  await step('npm packages of the consumers', () => npmPackages({ folder: HERE, tolerant: true }));
  await cached('tarball, installed', {
    inputs: ['pkg/package.json', ...GUIDES, 'pkg/dist', `${HERE}/prepare.mjs`],
    outputs: [`${HERE}/node_modules/shodaku/package.json`],
    work: async () => {
      rmSync(at(TARBALL), { recursive: true, force: true });
      mkdirSync(at(TARBALL), { recursive: true });
      const options = { quiet: true };
      await exec('npm', ['pack', './pkg', '--pack-destination', TARBALL], options);
      const [name] = readdirSync(at(TARBALL));
      const install = ['install', '--prefix', at(HERE), '--no-save', '--offline', ...QUIET];
      await exec('npm', [...install, join(at(TARBALL), name)], options);
    },
  });
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await run(prepare);

// `node xtask/reproduce.mjs`: builds what is committed once more in another folder, from its own
// clone and its own packages, and holds that every byte of it is the same.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, hashes } from './build.mjs';
import { at, exec, Problem, run } from './lib.mjs';
import { setup } from './setup.mjs';

await run(async () => {
  const { stdout } = await exec('git', ['status', '--porcelain'], { quiet: true });
  if (stdout !== '') throw new Problem('commit first: the other folder has only what is committed');
  await setup();
  await build();
  const folder = mkdtempSync(join(tmpdir(), 'shodaku-'));
  try {
    await exec('git', ['clone', '--quiet', at('.'), folder]);
    // What the build imports is there only once its packages are.
    const there = (name) => JSON.stringify(pathToFileURL(join(folder, 'xtask', name)));
    const code =
      `await (await import(${there('setup.mjs')})).setup();` +
      `await (await import(${there('build.mjs')})).build();`;
    const { all } = await exec(process.execPath, ['--input-type=module', '--eval', code]);
    for (const [what, hash] of Object.entries(hashes())) {
      if (!all.includes(hash)) throw new Problem(`${what} came out otherwise in ${folder}`);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  console.log('Every byte is the same.');
});

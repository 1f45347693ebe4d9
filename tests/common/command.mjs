// The command line, as the tests of the package and of the pages ask it.

import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository, and a path in it. */
export const root = fileURLToPath(new URL('../../', import.meta.url));
export const below = (...parts) => join(root, ...parts);

export const program = join(process.env.CARGO_TARGET_DIR ?? below('target'), 'debug', 'shodaku');

/** An environment in which it speaks Japanese, whatever the tester reads. */
export const env = { ...process.env, LC_ALL: 'ja_JP.UTF-8' };

/** What `shodaku` prints, and how it ends. */
export function run(args, input = '') {
  const options = { cwd: root, env, input, encoding: 'utf8', maxBuffer: 1 << 30 };
  const done = spawnSync(program, args, options);
  if (done.error) throw done.error;
  return done;
}

/** What `shodaku` prints, however it ends: a verdict has a status of its own. */
export const shodaku = (args, input) => run(args, input).stdout;

/** The lines of a text that ends in one. */
export const lines = (text) => text.split('\n').slice(0, -1);

/** Requests as JSON Lines. */
export const jsonLines = (requests) =>
  requests.map((request) => `${JSON.stringify(request)}\n`).join('');

// The server as a process of its own, as `npm start` runs it.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const SERVE = fileURLToPath(new URL('../../xtask/serve.mjs', import.meta.url));

/**
 * Starts it, and resolves once it listens. `log` is what it has said so far.
 *
 * @param {...string} options
 */
export async function start(...options) {
  const child = spawn(process.execPath, [SERVE, '--port', '0', ...options]);
  // A test that fails leaves nothing behind.
  process.on('exit', () => child.kill('SIGKILL'));
  const running = { child, address: '', log: '' };
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      running.log += text;
    });
  }
  const exit = once(child, 'exit');
  while (running.address === '') {
    await Promise.race([once(child.stdout, 'data'), exit]);
    if (child.exitCode !== null) throw new Error(running.log);
    running.address = /^http:\S+$/m.exec(running.log)?.[0] ?? '';
  }
  /** Ends it, at once unless another signal is named, and resolves once it is gone. */
  running.end = async (signal = 'SIGKILL') => {
    child.kill(signal);
    await exit;
  };
  return running;
}

// What a consumer is given to work with.

import { spawn } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { at } from '../../xtask/lib.mjs';
import { visit } from './browser.mjs';

export class Place {
  /** Where it builds to: empty, and not under version control. */
  out;
  #folder;

  constructor(name) {
    this.#folder = at('tests/packaging', name);
    this.out = at('target/packaging', name);
    rmSync(this.out, { recursive: true, force: true });
    mkdirSync(this.out, { recursive: true });
  }

  /** A path within its folder. */
  at = (path) => join(this.#folder, path);

  /** Copies a file or a folder to where it builds to. */
  copy = async (from, to) => {
    await mkdir(this.out, { recursive: true });
    await cp(from, join(this.out, to), { recursive: true });
  };

  /** Puts the page there that loads `main.js`. */
  page = () => this.copy(at('tests/packaging/page.html'), 'index.html');

  /** Opens what was built, under a strict policy; resolves to the outcome the page shows. */
  visit = (options) => visit({ root: this.out, ...options });

  /** Runs a program of its folder to the end; resolves to what it printed last, as JSON. */
  node = async (script, args = [], { env, quiet = false } = {}) => {
    const { process: child, output } = this.start(script, args, { env });
    const code = await new Promise((resolve) => child.on('close', resolve));
    if (code !== 0) throw new Error(`${script} ended with code ${code}\n${output()}`);
    return quiet ? undefined : JSON.parse(output().trim().split('\n').at(-1));
  };

  /** Starts a program of its folder. `says` waits for it to print something. */
  start = (script, args, { env } = {}) => {
    const options = { cwd: this.at('.'), env: { ...process.env, ...env } };
    const child = spawn(process.execPath, [script, ...args], options);
    let all = '';
    const hear = (data) => {
      all += data;
    };
    child.stdout.setEncoding('utf8').on('data', hear);
    child.stderr.setEncoding('utf8').on('data', hear);
    const says = (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const [found] = all.match(pattern) ?? [];
          if (found) resolve(found);
        };
        child.stdout.on('data', look);
        child.on('close', () => reject(new Error(`${script} ended\n${all}`)));
        look();
      });
    return { process: child, output: () => all, says };
  };
}

// Serves www/dist as a strict portal would, with the example's back end.

import { existsSync, readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { at, Problem, run } from './lib.mjs';

/**
 * Serves and resolves to the address. A taken port is replaced by a free one unless `strict`.
 * `host` is who may reach it: with `0.0.0.0` everybody in the network.
 * `official` names one who is given a new password.
 * `data` is the file in which submissions are kept; without it they are gone with the process.
 */
export async function serve({
  host = 'localhost',
  port = 3000,
  strict = false,
  data = ':memory:',
  official,
} = {}) {
  const dir = at('www/dist');
  if (!existsSync(dir)) throw new Problem(`${dir} is not built yet: npm run build`);
  const server = await example(dir, data, official);
  const listen = (number) =>
    new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(number, host, () => resolve(server.address().port));
    });
  const actual = await listen(port).catch((error) => {
    if (error.code !== 'EADDRINUSE') throw error;
    if (strict) throw new Problem(`port ${port} is taken`);
    return listen(0);
  });
  return `http://${host}:${actual}/`;
}

/**
 * The page and the example's back end on its database, with the contracts that the page shows. Who is
 * to log in as an official is given a password, which is said once; the first one always.
 */
async function example(files, data, official) {
  // What these need is built by then.
  const { load } = await import('shodaku');
  const from = (file) => import(`../www/server/${file}`);
  const { Accounts } = await from('accounts.js');
  const { portal } = await from('app.js');
  const { Cases } = await from('cases.js');
  const { Database } = await from('database.js');
  const { site } = await from('site.js');
  const { Store } = await from('store.js');
  const json = (file) => JSON.parse(readFileSync(at(file), 'utf8'));
  const rulesets = 'pkg/dist/rulesets';
  const engine = await load();
  const rules = engine.ruleset(json(`${rulesets}/hirono.json`), json(`${rulesets}/hirono.en.json`));
  const [database, store] = opened(() => {
    const database = new Database(data);
    const store = new Store(database);
    for (const contract of Object.values(json('www/shared/contracts.json'))) store.record(contract);
    return [database, store];
  }, data);
  const accounts = new Accounts(database);
  const { SHODAKU_PASSWORD } = process.env;
  const name = official ?? 'official';
  const password = await accounts.admit(name, {
    ...(SHODAKU_PASSWORD && { password: SHODAKU_PASSWORD }),
    first: official === undefined,
  });
  if (password && !SHODAKU_PASSWORD) {
    console.log(`The official "${name}" logs in at /officials with the password ${password}`);
  }
  const cases = new Cases(database);
  return site({ files, backEnd: portal({ rules, store, cases, accounts, log: console.error }) });
}

/** What is opened; where it cannot be, the reason in one line. */
function opened(open, data) {
  try {
    return open();
  } catch (error) {
    throw new Problem(`the database ${data} cannot be used: ${error.message}`);
  }
}

/** Reads `--port N` or `--port=N`. */
export function portOption(args) {
  const text = option(args, 'port');
  if (text === undefined) return undefined;
  const port = Number(text);
  if (!/^\d+$/.test(text ?? '') || port > 65535) {
    throw new Problem(`--port needs a number from 0 to 65535, not ${text ?? 'nothing'}`);
  }
  return port;
}

/** Reads `--name VALUE` or `--name=VALUE`. */
export function option(args, name) {
  const { values } = parseArgs({
    args,
    options: { [name]: { type: 'string' } },
    strict: false,
  });
  return values[name];
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await run(async () => {
    const args = process.argv.slice(2);
    const [host, data, official] = ['host', 'data', 'official'].map((name) => option(args, name));
    console.log(
      await serve({
        port: portOption(args),
        strict: args.includes('--strict'),
        host,
        data,
        official,
      }),
    );
  });
}

// The JavaScript in the READMEs runs against the packed tarball, and its comments are true.

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { runInNewContext } from 'node:vm';
import { build } from 'esbuild';
import { at } from '../../xtask/lib.mjs';
import { closeBrowser } from './browser.mjs';
import { Place } from './place.mjs';
import { prepare } from './prepare.mjs';

/** What a README leaves to its reader, by name. */
const GIVEN = {
  others: `
    import sendai from 'shodaku/rulesets/sendai.json' with { type: 'json' };
    const others = engine.ruleset(sendai);`,
  town2020: `
    const version = (version, in_force) => {
      const header = { ...hirono.ruleset, version };
      header.in_force = { ...header.in_force, ...in_force };
      return { ...hirono, ruleset: header };
    };
    const town2020 = version('2020', { from: '2020-04-01', until: '2023-03-31' });
    const town2023 = version('2023', { from: '2023-04-01' });`,
};

await prepare();
after(closeBrowser);

for (const [place, path] of [
  ['readme-en', 'README.md'],
  ['readme-ja', 'README.ja.md'],
  ['readme-package', 'pkg/README.md'],
]) {
  const text = readFileSync(at(path), 'utf8');
  const blocks = fences(text);
  const of = (kind) => blocks.filter((block) => block.kind === kind).map(({ code }) => code);
  const scripts = blocks.map(({ code }) => code).filter((code) => code.startsWith('// kyogi.js'));
  const modules = of('js').filter((code) => !scripts.includes(code));
  const markup = of('html').filter((code) => !code.includes('<script'));
  const classic = of('html').filter((code) => code.includes('/kyogi.js'));

  test(`${path}: what a bundler takes`, async () => {
    const expected = [];
    const code = modules.map((block) => asserting(block, expected)).join('\n');
    assert.ok(expected.length >= 3, 'the comments say what comes out');
    const { out, visit } = new Place(place);
    const show = 'document.documentElement.dataset.outcome = JSON.stringify(said);';
    await build({
      stdin: {
        contents: `const said = [];\n${code}\n${show}\n`,
        resolveDir: at('tests/packaging'),
        sourcefile: path,
      },
      bundle: true,
      format: 'esm',
      outfile: join(out, 'main.js'),
      logLevel: 'warning',
    });
    writePage(out, [...markup, '<script type="module" src="/main.js"></script>']);
    const said = await visit();
    expected.forEach(({ line, value, open }, number) => {
      const found = open ? said[number].slice(0, value.length) : said[number];
      assert.deepEqual(found, value, line);
    });
  });

  test(`${path}: what markup alone takes`, async () => {
    const element = of('html').filter((code) => code.includes('<shodaku-check'));
    const [tag] = text.match(/<script src=[^`\n]*data-for[^`\n]*/);
    const expected = { element: '未確定', tag: '未確定' };
    const said = {};
    for (const [way, code] of Object.entries({ element: element.join(''), tag })) {
      const { out, copy, visit } = new Place(`${place}-${way}`);
      await copy(at('tests/packaging/node_modules/shodaku/dist'), 'shodaku');
      writeFileSync(join(out, 'seen.js'), SEEN);
      writePage(out, markup, [code, '<script src="/seen.js"></script>']);
      await visit({
        look: async (page) => {
          said[way] = await page.locator('.shodaku-verdict').innerText();
        },
      });
    }
    assert.deepEqual(said, expected);
  });

  test(`${path}: what a page without modules takes`, async () => {
    assert.equal(scripts.length, 1);
    const { out, copy, visit } = new Place(`${place}-classic`);
    await copy(at('tests/packaging/node_modules/shodaku/dist'), 'shodaku');
    writeFileSync(join(out, 'kyogi.js'), scripts[0]);
    writeFileSync(join(out, 'seen.js'), SEEN);
    writePage(out, [...markup, ...classic, '<script src="/seen.js"></script>']);
    assert.equal(await visit(), true);
  });
}

/** Says on the page that the form is attached. */
const SEEN = `
  const look = setInterval(() => {
    if (!document.querySelector('.shodaku-announcer')) return;
    clearInterval(look);
    document.documentElement.dataset.outcome = 'true';
  }, 20);
`;

function fences(text) {
  const found = text.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm);
  return [...found].map(([, kind, code]) => ({ kind, code }));
}

/** A block of code that keeps what its expressions come to, where a comment says what that is. */
function asserting(block, expected) {
  const missing = Object.keys(GIVEN).filter((name) => new RegExp(`\\b${name}\\b`).test(block));
  const given = missing.map((name) => GIVEN[name]).join('\n');
  const code = block.replace(/^([a-z].*?); +\/\/ (.+)$/gm, (line, expression, comment) => {
    const literal = /^const |^import /.test(expression) ? undefined : literalOf(comment);
    // What depends on what the reader brings cannot be compared.
    if (literal === undefined || given) return line;
    expected.push({ line, ...literal });
    return `said.push(${expression});`;
  });
  return `${given}\n${code}`;
}

/** The value that a comment begins with; `…` leaves the rest of a list open. */
function literalOf(comment) {
  for (let end = comment.length; end > 0; end--) {
    const text = comment.slice(0, end);
    if (!/^['[{\d]/.test(text)) return undefined;
    try {
      const value = runInNewContext(`JSON.stringify(${text.replace(/, …\]$/, ']')})`);
      return { value: JSON.parse(value), open: text.endsWith('…]') };
    } catch {
      // Words follow: take less.
    }
  }
  return undefined;
}

function writePage(out, lines, after = []) {
  const page = `<!doctype html>
<html lang="ja">
<meta charset="utf-8">
<title>再委託の協議</title>
<link rel="icon" href="data:,">
<form id="form-id"><input name="kensu">${lines.join('\n')}</form>
${after.join('\n')}
</html>
`;
  writeFileSync(join(out, 'index.html'), page);
}

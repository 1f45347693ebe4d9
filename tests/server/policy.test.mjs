// Every page there is, as it is served: which policy it is under.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { after, test } from 'node:test';
import { below } from '../common/command.mjs';
import { start } from './running.mjs';

const built = readdirSync(below('www/dist'))
  .filter((name) => name.endsWith('.html'))
  .map((name) => `/${name}`);
const answered = ['/', '/officials', '/officials/login', '/consultations/1', '/nothing/there'];

const server = await start();
after(() => server.end());

/** The policies of a page: the one it comes with, and the one it carries. */
async function policiesOf(path) {
  const answer = await fetch(new URL(path, server.address));
  const html = await answer.text();
  const carried = /<meta http-equiv="Content-Security-Policy" content="([^"]+)">/.exec(html)?.[1];
  const policies = [answer.headers.get('content-security-policy'), carried].filter(Boolean);
  return { html, policies: policies.map((policy) => policy.split('; ')) };
}

test('the pages are those that are known', () => {
  const pages = ['compare', 'index', 'shodaku-checker', 'shodaku-workshop'];
  assert.deepEqual(
    built.toSorted(),
    pages.map((name) => `/${name}.html`),
  );
});

for (const path of [...built, ...answered]) {
  test(`${path} is under a strict policy and makes markup of no text`, async () => {
    const { html, policies } = await policiesOf(path);
    const all = policies.flat();
    for (const asked of ["default-src 'none'", "base-uri 'none'", "frame-ancestors 'self'"]) {
      assert.ok(all.includes(asked), `${asked}: ${all.join('; ')}`);
    }
    assert.ok(all.includes("require-trusted-types-for 'script'"), all.join('; '));
    // The kit's script is the one other thing that a page makes of a text of its own.
    const types = path === '/shodaku-workshop.html' ? 'lit-html shodaku-kit' : 'lit-html';
    assert.ok(all.includes(`trusted-types ${types}`), all.join('; '));
    assert.doesNotMatch(all.join(' '), /'unsafe-inline'|'unsafe-eval'|\*|https?:/);
    // No script or style stands in a page but by its hash, and no handler in an attribute.
    for (const [, kind, code] of html.matchAll(
      /<(script|style)(?![^>]*\bsrc=)[^>]*>([\s\S]*?)<\/\1>/g,
    )) {
      const hash = `'sha256-${createHash('sha256').update(code).digest('base64')}'`;
      for (const policy of policies) {
        const directive = policy.find((one) => one.startsWith(`${kind}-src `));
        if (directive) assert.ok(directive.includes(hash), `${kind} in ${path}: ${directive}`);
      }
    }
    const markup = html.replace(/<(script|style)\b[\s\S]*?<\/\1>/g, '');
    assert.doesNotMatch(markup, /<[^>]+\s(on\w+|style)=/, 'no inline handler, no inline style');
  });
}

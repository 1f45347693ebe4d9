import assert from 'node:assert/strict';
import { once } from 'node:events';

/** Next.js: the request is judged where the page is rendered, and again in the browser. */
export default async ({ at, node, start, visit }) => {
  const next = at('../node_modules/next/dist/bin/next');
  const env = { NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' };
  await node(next, ['build', at('.')], { env, quiet: true });
  const server = start(next, ['start', at('.'), '--port', '0', '--hostname', 'localhost'], { env });
  try {
    const address = await server.says(/http:\/\/localhost:\d+/);
    const html = await (await fetch(address)).text();
    const [, text] = html.match(/data-server="([^"]*)"/);
    const onServer = JSON.parse(text.replaceAll('&quot;', '"'));
    const inBrowser = await visit({ address });
    assert.deepEqual(inBrowser, onServer);
    return onServer;
  } finally {
    server.process.kill();
    await once(server.process, 'exit');
  }
};

import { randomUUID } from 'node:crypto';
import { createServer } from 'node:net';
import { defineConfig } from '@playwright/test';
import { findChromium, findFirefox, findPrototype } from '../../xtask/setup.mjs';

// One free port for this run; the workers read this file too and find it in the environment.
process.env.SHODAKU_PORT ??= String(await freePort());
// The officials' password, alike: for this run only.
process.env.SHODAKU_PASSWORD ??= randomUUID();
// What no registry of npm has: without it, its tests are skipped.
process.env.SHODAKU_FIREFOX = findFirefox() ?? '';
process.env.SHODAKU_PROTOTYPE = findPrototype() ?? '';
const address = `http://localhost:${process.env.SHODAKU_PORT}/`;

export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results',
  reporter: 'list',
  forbidOnly: Boolean(process.env.CI),
  fullyParallel: true,
  workers: 2,
  timeout: 30_000,
  use: {
    baseURL: address,
    browserName: 'chromium',
    locale: 'ja-JP',
    timezoneId: 'Asia/Tokyo',
    // `npm test` runs what failed once more with one: it doubles the time.
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: findChromium(),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  webServer: {
    command: `node xtask/serve.mjs --strict --port ${process.env.SHODAKU_PORT}`,
    cwd: '../..',
    url: address,
    reuseExistingServer: false,
  },
});

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, 'localhost', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

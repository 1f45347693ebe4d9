// When the engine cannot run, or stops, the page says so; it never shows what it does not know.

import type { Page } from '@playwright/test';
import { test as base, expect } from '@playwright/test';
import { Portal } from './portal.js';

// These tests break the page on purpose: its complaints are expected.
const test = base;

async function saysUnchecked(page: Page): Promise<void> {
  const portal = new Portal(page);
  await portal.verdict('unchecked');
  await expect(page.locator('#verdict')).toContainText('この環境では検査できません');
  await expect(page.locator('#verdict')).toContainText('確認されていません');
  await expect(page.locator('body')).not.toContainText('承諾できる');
}

test('without WebAssembly the page says that it cannot check', async ({ page }) => {
  await page.addInitScript(() => {
    Reflect.deleteProperty(globalThis, 'WebAssembly');
  });
  await page.goto('/');
  await saysUnchecked(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await expect(page.locator('#bar')).toContainText('この環境では検査できません');
});

test('without wasm-unsafe-eval the page says that it cannot check, and the form still works', async ({
  page,
}) => {
  await page.route('**/*', async (route) => {
    const response = await route.fetch();
    const headers = { ...response.headers() };
    const name = 'content-security-policy';
    headers[name] = (headers[name] ?? '').replace(" 'wasm-unsafe-eval'", '');
    await route.fulfill({ response, headers });
  });
  const response = await page.goto('/');
  expect(response?.headers()['content-security-policy']).toContain("script-src 'self';");
  await saysUnchecked(page);

  const portal = new Portal(page);
  await portal.choose('takeout');
  await expect(await portal.at('takeout.reason')).toBeVisible();
  await expect(portal.control('subcontractor.name')).toBeHidden();
  await (await portal.at('takeout.reason')).fill('職員との打合せ');
  await portal.submit();
  await expect(page.locator('#confirm')).toContainText('職員との打合せ');
  await page.locator('[data-language="en"]').click();
  await expect(page.locator('#verdict')).toContainText('This cannot be checked here');
});

test('without a script the form is complete, and nothing is claimed', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto('/');
  await expect(page.locator('#verdict')).toContainText('この環境では検査できません');
  await expect(page.locator('body')).not.toContainText('承諾できる');
  await expect(page.locator('[data-shodaku-field="subcontractor.name"]')).toBeVisible();
  await expect(page.locator('[data-shodaku-field="copy.already"]').first()).toBeVisible();
  await expect(page.locator('.step[hidden], .field[hidden]')).toHaveCount(0);
  await expect(page.locator('#form [type="submit"]')).toHaveText('確認画面へ進む');
  expect(await page.locator('#form').getAttribute('method')).toBe('post');
  await context.close();
});

/** Keeps every memory that a module exports, to be spoilt later. */
async function keepMemories(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const kept: WebAssembly.Memory[] = [];
    Object.assign(globalThis, { kept });
    const keep = (instance: WebAssembly.Instance) => {
      const { memory } = instance.exports;
      if (memory) kept.push(memory as WebAssembly.Memory);
      return instance;
    };
    const { instantiate, Instance } = WebAssembly;
    WebAssembly.instantiate = (async (...args: Parameters<typeof instantiate>) => {
      const result = (await instantiate(...args)) as
        | WebAssembly.Instance
        | WebAssembly.WebAssemblyInstantiatedSource;
      keep('instance' in result ? result.instance : result);
      return result;
    }) as typeof instantiate;
    WebAssembly.Instance = new Proxy(Instance, {
      construct: (target, args) => keep(Reflect.construct(target, args)),
    });
  });
}

const spoil = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const { kept } = globalThis as unknown as { kept: WebAssembly.Memory[] };
    for (const { buffer } of kept) new Uint8Array(buffer).fill(0xff);
    return kept.length;
  });

test('after a trap the page recovers or says that it cannot check', async ({ page }) => {
  await keepMemories(page);
  const portal = new Portal(page);
  await portal.open();
  await portal.load('subcontract-passes');
  await portal.verdict('approvable');
  expect(await spoil(page)).toBeGreaterThan(0);

  await (await portal.at('subcontract.further_entrustment')).selectOption('contractor_consent');
  await expect(page.locator('#verdict [data-verdict]')).toHaveAttribute(
    'data-verdict',
    /^(not_approvable|unchecked)$/,
  );

  await (await portal.at('subcontract.further_entrustment')).selectOption('agency_approval');
  await portal.settle();
  await expect(page.locator('#verdict [data-verdict]')).toHaveAttribute(
    'data-verdict',
    /^(approvable|unchecked)$/,
  );
});

test('a request that fails never passes after a trap', async ({ page }) => {
  await keepMemories(page);
  const portal = new Portal(page);
  await portal.open();
  await portal.load('subcontract-many');
  await portal.verdict('not_approvable');
  for (const value of ['silent', 'forbidden', 'contractor_consent', 'agency_approval']) {
    await spoil(page);
    await (await portal.at('subcontract.further_entrustment')).selectOption(value);
    await portal.settle();
    await expect(page.locator('#verdict [data-verdict]')).toHaveAttribute(
      'data-verdict',
      /^(not_approvable|unchecked)$/,
    );
  }
});

test('an engine that judges otherwise than it should is never asked', async ({ page }) => {
  await page.addInitScript(() => {
    const { Instance } = WebAssembly;
    WebAssembly.Instance = new Proxy(Instance, {
      construct: (target, args) => {
        const { exports } = Reflect.construct(target, args) as WebAssembly.Instance;
        const judge = exports.opensession_judge as (session: number) => [number, number];
        const opensession_judge = (session: number) => {
          const [at, length] = judge(session);
          // The verdict, which is the first word: it is approvable, whatever was asked.
          new Uint16Array((exports.memory as WebAssembly.Memory).buffer, at, 1)[0] = 5;
          return [at, length];
        };
        return { exports: { ...exports, opensession_judge } };
      },
    });
  });
  await page.goto('/');
  await saysUnchecked(page);
});

test('an engine that stops for good is said to have stopped, at the form too', async ({ page }) => {
  await page.addInitScript(() => {
    const { Instance, instantiate } = WebAssembly;
    let broken = false;
    Object.assign(globalThis, {
      breakEngine: () => {
        broken = true;
      },
    });
    const guard = (instance: WebAssembly.Instance): WebAssembly.Instance => {
      const exports = Object.fromEntries(
        Object.entries(instance.exports).map(([name, value]) => [
          name,
          typeof value === 'function' && name !== '__wbindgen_malloc'
            ? (...args: unknown[]) => {
                if (broken) throw new WebAssembly.RuntimeError('unreachable');
                return value(...args);
              }
            : value,
        ]),
      );
      return Object.create(WebAssembly.Instance.prototype, { exports: { value: exports } });
    };
    WebAssembly.Instance = new Proxy(Instance, {
      construct: (target, args) => guard(Reflect.construct(target, args)),
    });
    WebAssembly.instantiate = (async (...args: Parameters<typeof instantiate>) => {
      const result = (await instantiate(...args)) as
        | WebAssembly.Instance
        | WebAssembly.WebAssemblyInstantiatedSource;
      return 'instance' in result
        ? { module: result.module, instance: guard(result.instance) }
        : guard(result);
    }) as typeof instantiate;
  });
  const portal = new Portal(page);
  await portal.open();
  await portal.load('subcontract-passes');
  await portal.verdict('approvable');
  await page.evaluate(() => (globalThis as unknown as { breakEngine(): void }).breakEngine());
  await (await portal.at('subcontract.further_entrustment')).selectOption('silent');
  await saysUnchecked(page);
  await expect(page.locator('.shodaku-status')).toContainText('検査できませんでした');
});

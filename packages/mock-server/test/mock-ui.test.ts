import { madeKey } from '@dlubal-kit/testing/made-keys';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startMockServer } from '../src/index.js';
import { startMockUi } from '../src/ui.js';
import { clientFor } from './call.js';
import { launchChromium, noChromium } from './chromium.js';

const inChromium = test.skipIf(noChromium !== undefined);
const because = noChromium === undefined ? '' : ` (skipped: ${noChromium})`;
let browser: Browser | undefined;

beforeAll(async () => {
  if (noChromium === undefined) browser = await launchChromium();
});
afterAll(() => browser?.close());

interface Opened {
  readonly page: Page;
  readonly server: Awaited<ReturnType<typeof startMockServer<{ a: { limit: number }; b: object }>>>;
  /** What the browser complained about, and every address that it asked. */
  readonly complaints: string[];
  readonly asked: Set<string>;
}

async function onPage(work: (opened: Opened) => Promise<void>, width = 1200): Promise<void> {
  await using server = await startMockServer({ keys: { a: { limit: 4 }, b: {} }, monthlyLimit: 10 });
  await using ui = await startMockUi(server);
  const page = (await browser?.newPage({ viewport: { width, height: 900 } })) as Page;
  const complaints: string[] = [];
  const asked = new Set<string>();
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('request', (request) => asked.add(new URL(request.url()).host));
  await page.goto(ui.url);
  await page.getByText('live', { exact: true }).waitFor();
  await work({ page, server, complaints, asked });
  expect(complaints).toEqual([]);
  expect([...asked]).toEqual([`127.0.0.1:${ui.port}`]);
  await page.close();
}

inChromium(`Chromium shows calls and counters as they come${because}`, () =>
  onPage(async ({ page, server }) => {
    using app = clientFor(server.address, { key: server.keys.a.reveal() });
    for (let at = 0; at < 3; at += 1) await app.call('getModelList');
    await page.locator('#calls tr').nth(2).waitFor();
    const row = await page.locator('#calls tr').first().locator('td').allInnerTexts();
    expect(row).toEqual(['3', 'get_model_list', 'a', 'OK', expect.stringMatching(/^[\d.]+$/), 'yes']);
    const meters = page.getByRole('meter');
    await expect.poll(() => meters.nth(0).getAttribute('aria-valuetext')).toBe('3 of 10');
    expect(await meters.nth(1).getAttribute('aria-valuetext')).toBe('3 of 4');
    expect(await meters.nth(2).getAttribute('aria-valuetext')).toBe('0, no limit');
    await page.getByLabel('Filter').fill('nothing like it');
    expect(await page.locator('#calls tr:visible').count()).toBe(0);
  }),
);

inChromium(`Chromium begins and ends a story by keyboard, and the focus stays${because}`, () =>
  onPage(async ({ page, server }) => {
    const button = page.getByRole('button', { name: 'no-permission' });
    await button.focus();
    await page.keyboard.press('Enter');
    await page.locator('button[aria-pressed=true]').waitFor();
    using app = clientFor(server.address, { key: server.keys.a.reveal() });
    await expect(app.call('getModelList')).rejects.toMatchObject({ code: 16 });
    await page.getByText('Now: permission is missing').waitFor();
    expect(await page.evaluate('document.activeElement.textContent')).toBe('no-permission');
    await page.keyboard.press('Enter');
    await page.locator('button[aria-pressed=true]').waitFor({ state: 'detached' });
    await app.call('getModelList');
  }),
);

inChromium(`Chromium changes a key's state, the outage, and resets all${because}`, () =>
  onPage(async ({ page, server }) => {
    await page.getByLabel('State of b').selectOption('revoked');
    await expect.poll(() => server.keys.b.state).toBe('revoked');
    await page.getByRole('button', { name: 'blackhole' }).click();
    await page.locator('#outages button[aria-pressed=true]').waitFor();
    const asked: string[] = [];
    page.once('dialog', (dialog) => void dialog.dismiss());
    await page.getByRole('button', { name: 'Reset all' }).click();
    expect(await page.locator('#outages button[aria-pressed=true]').count()).toBe(1);
    page.once('dialog', (dialog) => {
      asked.push(dialog.message());
      void dialog.accept();
    });
    await page.getByRole('button', { name: 'Reset all' }).click();
    await page.locator('#outages button[aria-pressed=true]').waitFor({ state: 'detached' });
    expect(asked).toEqual([expect.stringContaining('Reset all?')]);
    using app = clientFor(server.address, { key: server.keys.a.reveal() });
    await app.call('getModelList');
  }),
);

inChromium(`Chromium shows markup in a call as text, and no key${because}`, () =>
  onPage(async ({ page, server }) => {
    const markup = '<img src=x onerror="document.title=\'taken over\'">';
    const key = server.keys.a.reveal();
    const stranger = madeKey();
    using app = clientFor(server.address, { key, headers: { 'api-client-info': markup } });
    await app.call('createModel', { name: `${markup} ${stranger}` });
    await app.raw(`/x/${encodeURIComponent(markup)}`).catch(() => {});
    await app.raw('/x/<img/onerror=1>').catch(() => {});
    await page.locator('#calls tr').nth(1).waitFor();
    for (const details of await page.locator('#calls summary').all()) await details.click();
    expect(await page.locator('#log').textContent()).toContain('<img src=x onerror=');
    expect(await page.locator('img').count()).toBe(0);
    expect(await page.title()).toBe('Dlubal API mock server');
    const html = await page.content();
    expect([html.includes(key), html.includes(stranger)]).toEqual([false, false]);
  }),
);

inChromium(`Chromium fits the page into 400 pixels, and breaks no name of a method${because}`, () =>
  onPage(async ({ page, server }) => {
    using app = clientFor(server.address, { key: server.keys.a.reveal() });
    await app.call('getModelMainParameters', {}).catch(() => {});
    await page.locator('#calls tr').first().waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(400);
    const height = (selector: string): Promise<number> =>
      page.evaluate(`document.querySelector('${selector}').getBoundingClientRect().height`);
    expect(await height('#calls summary')).toBeLessThan(30);
  }, 400),
);

inChromium(`Chromium counts more calls than it shows, and scrolls many keys${because}`, () =>
  onPage(async ({ page, server }) => {
    for (let at = 0; at < 40; at += 1) server.mintKey();
    server.monthlyLimit = Number.POSITIVE_INFINITY;
    using app = clientFor(server.address, { key: server.keys.b.reveal() });
    for (let at = 0; at < 1_010; at += 1) await app.call('getModelList');
    await expect
      .poll(() => page.locator('#count').textContent())
      .toBe('(1010, 1010 billed; the last 500 are shown)');
    expect(await page.locator('#calls tr').count()).toBe(500);
    const [inner, outer] = (await page.evaluate(
      "[at('keys').scrollHeight, at('keys').clientHeight]",
    )) as number[];
    expect(inner).toBeGreaterThan(outer ?? 0);
    expect(outer).toBeLessThan(400);
  }),
);

inChromium(`Chromium draws no bar without a limit, and copies address, key and export line${because}`, () =>
  onPage(async ({ page, server }) => {
    expect(await page.locator('.bar:visible').count()).toBe(2);
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const copied = async (name: string): Promise<string> => {
      await page.getByRole('button', { name }).click();
      await page.getByText('copied', { exact: true }).waitFor();
      await page.getByText('copied', { exact: true }).waitFor({ state: 'detached' });
      return page.evaluate('navigator.clipboard.readText()');
    };
    const key = server.keys.a.reveal();
    expect(await copied('Copy the address')).toBe(server.address);
    expect(await copied('Copy the key a')).toBe(key);
    expect(await copied('Copy the export line of a')).toBe(
      `export DLUBAL_API_KEY=${key} DLUBAL_API_URL=${server.address} DLUBAL_API_TLS=0`,
    );
    expect((await page.content()).includes(key)).toBe(false);
  }),
);

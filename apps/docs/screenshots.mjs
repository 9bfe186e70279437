// Makes the pictures of the mock server's page: "npm run screenshots -w @dlubal-kit/docs", after a build; needs Chromium.
import { fileURLToPath } from 'node:url';
import { startMockServer } from '@dlubal-kit/mock-server';
import { startMockUi } from '@dlubal-kit/mock-server/ui';
import { connect } from '@dlubal-kit/node-client';
import { chromium } from 'playwright-core';

const KEYS = { bridge: { limit: 12 }, tower: { limit: 8 }, old: { state: 'revoked' } };
const server = await startMockServer({ keys: KEYS, monthlyLimit: 30 });
const ui = await startMockUi(server);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--hide-scrollbars'],
});

async function call(label, work) {
  const apiKeyValue = server.key(label).reveal();
  const app = await connect({ port: server.port, apiKeyValue, checkVersion: false });
  await work(app).catch(() => {});
  await app.close();
}

for (let at = 0; at < 7; at += 1) await call('bridge', (app) => app.getModelList());
await call('tower', (app) => app.createModel({ name: 'tower' }));
await call('old', (app) => app.getModelList());
server.fault('latency', { delayMs: 40, times: 1 });
await call('tower', (app) => app.getApplicationInfo());
await fetch(`http://127.0.0.1:${ui.port}/api/play`, {
  method: 'POST',
  headers: { authorization: `Bearer ${ui.token}` },
  body: '{"name":"limit-reached"}',
});
for (let at = 0; at < 3; at += 1) await call('bridge', (app) => app.getModelList());

for (const colorScheme of ['light', 'dark']) {
  const page = await browser.newPage({ colorScheme, viewport: { width: 1180, height: 860 } });
  await page.goto(ui.url);
  await page.locator('#calls tr').nth(12).waitFor();
  await page.waitForTimeout(400);
  const path = fileURLToPath(new URL(`images/mock-ui-${colorScheme}.png`, import.meta.url));
  await page.screenshot({ path });
  await page.close();
}
await browser.close();
await ui.stop();
await server.stop();

import { expect, test } from 'vitest';
import { clientFor } from '../../test/call.js';
import { type MockServer, rpc, startMockServer } from '../index.js';
import { parseScenario, type Scenario, type StagedScenario, stageScenario } from '../scenario.js';

function scenarioOf(text: string): Scenario {
  const parsed = parseScenario(`version: 1\n${text}`);
  if (parsed.kind === 'problems') throw new Error(JSON.stringify(parsed.problems));
  return parsed.scenario;
}

async function started(text: string): Promise<{ server: MockServer; staged: StagedScenario }> {
  const scenario = scenarioOf(text);
  const server = await startMockServer(scenario.options);
  return { server, staged: stageScenario(server, scenario) };
}

async function statuses(server: MockServer, label: string, calls: number): Promise<number[]> {
  using app = clientFor(server.address, { key: server.key(label).reveal() });
  const seen: number[] = [];
  for (let i = 0; i < calls; i += 1) {
    seen.push(
      await app.call('getModelList').then(
        () => 0,
        ({ code }) => code,
      ),
    );
  }
  return seen;
}

test('faults and stories begin with the scenario, and end with it', async () => {
  const { server, staged } = await started(
    'keys: { a: {}, b: {} }\n' +
      'faults: [{ name: http-page, httpStatus: 503, times: 1, when: { key: a } }]\n' +
      'play: [{ name: key-revoked, key: b }]',
  );
  await using _server = server;
  expect(await statuses(server, 'a', 2)).toEqual([14, 0]);
  expect(await statuses(server, 'b', 2)).toEqual([0, 16]);
  staged.change(scenarioOf('keys: { a: {}, b: {} }'));
  expect(await statuses(server, 'b', 2)).toEqual([0, 0]);
});

test('a change takes everything that the file says, and keeps models, counts and the texts of keys', async () => {
  const { server, staged } = await started('keys: { a: { limit: 9 }, b: {} }\nmonthlyLimit: 50');
  await using _server = server;
  const text = server.key('a').reveal();
  using app = clientFor(server.address, { key: text });
  await app.call('createModel', { name: 'tower' });
  expect(
    staged.change(
      scenarioOf(
        'keys: { a: { limit: 3 }, c: { state: no-subscription } }\nplan: Free\nclock: 2026-03-31T00:00:00Z\n' +
          'applicationInfo: { version: "7.1" }\nonUnmatchedCall: default\nhandlers: [{ method: calculate_all, error: { status: 14 } }]',
      ),
    ),
  ).toEqual(['c']);
  expect(server.key('a').reveal()).toBe(text);
  expect(server.key('a').limit).toBe(3);
  expect(server.key('b').state).toBe('unknown');
  expect(server.key('c').state).toBe('no-subscription');
  expect(server.usage).toMatchObject({ limit: 1_000, month: '2026-03' });
  expect((await app.call('getModelList')).modelInfo).toHaveLength(1);
  expect(await app.call('getApplicationInfo')).toMatchObject({ version: '7.1' });
  server.use(rpc.calculateAll({ succeeded: true }));
  expect(await app.call('calculateAll')).toMatchObject({ succeeded: true });
  server.reset();
  expect(server.usage.month).toBe('2026-03');
  expect(await app.call('calculateAll').catch(({ code }) => code)).toBe(14);
  staged.change(scenarioOf('keys: { b: {} }'));
  expect(server.key('b').state).toBe('active');
  expect(server.key('a').state).toBe('unknown');
  expect(server.usage.limit).toBe(Number.POSITIVE_INFINITY);
  expect(server.listHandlers()).toEqual([]);
});

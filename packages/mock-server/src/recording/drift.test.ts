import { expect, test } from 'vitest';
import { clientFor, type TestClient } from '../../test/call.js';
import { type MockServerOptions, rpc, startMockServer } from '../index.js';
import { type Drift, driftOf, parseScenario, startRecorder } from '../scenario.js';

/** The drift of what a client does at a real server; our own server, with deviations, stands for one. */
async function driftFrom(
  work: (app: TestClient) => Promise<unknown>,
  options: MockServerOptions = {},
): Promise<Drift> {
  await using real = await startMockServer({ onUnmatchedCall: 'default', ...options });
  await using recorder = await startRecorder({ to: { host: '127.0.0.1', port: real.port } });
  using app = clientFor(recorder.address, { key: real.key('project_1').reveal() });
  await work(app);
  const parsed = parseScenario(recorder.scenario());
  if (parsed.kind === 'problems') throw new Error(JSON.stringify(parsed.problems));
  return driftOf(parsed.scenario);
}

const value = Buffer.from([0x10, 7]);

async function session(app: TestClient): Promise<void> {
  await app.call('getApplicationInfo');
  const first = await app.call('createModel', { name: 'a' });
  await app.call('createModel', { name: 'b' });
  await app.call('setActiveModel', first);
  await app.call('createObjectImpl', { object: { typeUrl: 'Node', value }, modelId: first });
  await app.call('getObjectIdList', { modelId: first });
  await app.call('closeModel', { modelId: first });
  await app.call('getModelList');
  await app.call('openModel', { path: '' }).catch(() => undefined);
}

test('a server that answers as the models do shows no drift, in the order of the recording', async () => {
  expect(await driftFrom(session)).toEqual({ compared: 9, skipped: 0, findings: [] });
});

test('ids that the server makes up are compared by form, and found again in later requests', async () => {
  const made = ['{1f}', '{2e}'];
  const drift = await driftFrom(session, {
    handlers: [
      rpc.createModel(() => ({ guid: made.shift() ?? '' })),
      rpc.setActiveModel({}),
      rpc.createObjectImpl({ no: 17 }),
      rpc.getObjectIdList({ objectId: [{ no: 17 }] }),
      rpc.closeModel({}),
      rpc.getModelList({ modelInfo: [{ name: 'b', guid: '{2e}' }] }),
    ],
  });
  expect(drift).toEqual({ compared: 9, skipped: 0, findings: [] });
});

test('values, lists, statuses and words that differ are told with their place', async () => {
  const { findings } = await driftFrom(session, {
    applicationInfo: { version: '6.11.0001' },
    handlers: [
      rpc.getModelList({
        modelInfo: [
          { name: 'b', guid: 'x' },
          { name: 'c', guid: '' },
        ],
      }),
      rpc.closeModel({}),
      rpc.openModel({ guid: 'y' }),
    ],
  });
  expect(findings).toEqual([
    { call: 1, method: 'get_application_info', path: 'version', recorded: '6.11.0001', ours: '6.10.0001' },
    {
      call: 8,
      method: 'get_model_list',
      path: 'modelInfo[1]',
      recorded: { name: 'c', guid: '' },
      ours: undefined,
    },
    { call: 9, method: 'open_model', path: 'status', recorded: 'OK', ours: 'INVALID_ARGUMENT' },
  ]);
});

test('what hangs on the account is not compared', async () => {
  const drift = await driftFrom(
    async (app) => {
      for (let i = 0; i < 3; i += 1) await app.call('getModelList').catch(() => undefined);
    },
    { monthlyLimit: 1 },
  );
  expect(drift).toEqual({ compared: 1, skipped: 2, findings: [] });
});

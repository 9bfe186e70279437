import { isDlubalError, REFUSALS } from '@dlubal-kit/auth-core';
import {
  FAULTS,
  type FaultName,
  fault,
  type MockServer,
  rpc,
  STORIES,
  type StoryName,
  startMockServer,
} from '@dlubal-kit/mock-server';
import { expect, test } from 'vitest';
import { connect } from '../src/index.js';

type KeyState = MockServer['keys'][string]['state'];

/** What the client says of a call that failed; `yes` of one that was answered. */
async function saidByClient(server: MockServer): Promise<string> {
  await using app = await connect({
    port: server.port,
    apiKeyValue: server.key('project_1').reveal(),
    checkVersion: false,
    deadlineMs: 400,
  });
  return await app.getModelList().then(
    () => 'yes',
    (error: unknown) => (isDlubalError(error) ? error.failure.billed : String(error)),
  );
}

/** The client never contradicts the bill: where it is sure, the mock server agrees. */
async function expectOneTruth(server: MockServer): Promise<void> {
  const before = server.spent;
  const said = await saidByClient(server);
  const billed = server.spent - before;
  expect(['yes', 'no', 'maybe']).toContain(said);
  if (said === 'no') expect(billed).toBe(0);
  if (said === 'yes') expect(billed).toBe(1);
}

const faults = Object.keys(FAULTS) as FaultName[];

test.for(faults)('client and server agree about the bill of %s', async (name) => {
  await using server = await startMockServer();
  server.fault(name);
  await expectOneTruth(server);
});

test.for(faults)('a handler that answers with %s is billed alike', async (name) => {
  await using server = await startMockServer();
  server.use(rpc.getModelList(fault(name)));
  await expectOneTruth(server);
});

test.for([403, 407, 429, 502, 503, 504])('a page with status %i costs nothing', async (httpStatus) => {
  await using server = await startMockServer();
  server.fault('http-page', { httpStatus });
  await saidByClient(server);
  expect(server.spent).toBe(0);
});

test('a server that did nothing bills nothing', async () => {
  await using server = await startMockServer();
  server.fault('refused-stream');
  await saidByClient(server);
  expect(server.requests.map(({ billed }) => billed)).not.toContain(true);
});

test.for(Object.keys(STORIES) as StoryName[])('client and server agree in the story %s', async (name) => {
  await using server = await startMockServer({ monthlyLimit: 3 });
  server.play(name);
  for (let at = 0; at < 5; at += 1) await expectOneTruth(server);
});

const states = Object.values(REFUSALS).flatMap(({ mock }) => Object.keys(mock.states)) as KeyState[];

test.for(states)('they agree about a key that is %s', async (state) => {
  await using server = await startMockServer();
  server.key('project_1').state = state;
  await expectOneTruth(server);
});

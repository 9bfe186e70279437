import { REFUSALS } from '@dlubal-kit/auth-core';
import { expect, test } from 'vitest';
import { clientFor } from '../../test/call.js';
import { STORIES, type StoryName, startMockServer } from '../index.js';

const bad = REFUSALS['key-refused'].details;
const restricted = REFUSALS['access-restricted'].details;

/** What each of the first calls of a story meets: `ok`, a status, or the words of a refusal. */
const stories: [name: StoryName, calls: (string | number)[]][] = [
  ['key-revoked', ['ok', bad, bad]],
  ['key-expired', ['ok', bad]],
  ['limit-reached', ['ok', 'ok', restricted, restricted]],
  ['month-turns', ['ok', restricted, 'ok', 'ok']],
  ['no-permission', [restricted]],
  ['no-subscription', [REFUSALS['no-subscription'].details]],
  ['server-restart', ['ok', 14]],
  ['flaky-network', [14, 'ok', 'ok', 14, 'ok']],
  ['slow', ['ok']],
  ['proxy-in-the-way', [2, 14, 'ok']],
  ['licence-missing', [9, 9]],
  ['application-busy', [14, 14, 'ok']],
];

test('every story has a row in this test', () => {
  expect(stories.map(([name]) => name)).toEqual(Object.keys(STORIES));
});

for (const scope of ['server', 'session'] as const) {
  test.for(stories)(`the story %s of a ${scope} goes as it is told`, async ([name, calls]) => {
    await using server = await startMockServer();
    const key = server.keys.project_1;
    const story = (scope === 'server' ? server : server.session(key)).play(name);
    for (const expected of calls) {
      using app = clientFor(server.address, { key: key.reveal() });
      const failure = await app.call('getModelList').then(
        () => undefined,
        (thrown) => thrown,
      );
      if (expected === 'ok') expect(failure).toBeUndefined();
      else if (typeof expected === 'number') expect(failure?.code).toBe(expected);
      else expect(failure?.details).toBe(expected);
    }
    expect(story.now).toBeTypeOf('string');
    story.end();
    await new Promise((resolve) => setTimeout(resolve, name === 'server-restart' ? 300 : 0));
    using after = clientFor(server.address, { key: key.reveal() });
    await expect(after.call('getModelList')).resolves.toBeDefined();
    expect(key.state).toBe('active');
    expect(server.usage.limit).toBe(Number.POSITIVE_INFINITY);
  });
}

test('a story of one key leaves the others alone', async () => {
  await using server = await startMockServer({ keys: { a: {}, b: {} } });
  server.session('a').play('limit-reached');
  using first = clientFor(server.address, { key: server.keys.a.reveal() });
  using second = clientFor(server.address, { key: server.keys.b.reveal() });
  for (let i = 0; i < 2; i += 1) await first.call('getModelList');
  await expect(first.call('getModelList')).rejects.toMatchObject({ code: 16 });
  for (let i = 0; i < 4; i += 1) await second.call('getModelList');
});

test('reset ends the stories', async () => {
  await using server = await startMockServer();
  server.play('no-permission');
  using app = clientFor(server.address, { key: server.keys.project_1.reveal() });
  await expect(app.call('getModelList')).rejects.toMatchObject({ code: 16 });
  server.reset();
  await expect(app.call('getModelList')).resolves.toBeDefined();
});

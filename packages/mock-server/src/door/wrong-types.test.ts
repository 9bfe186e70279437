import { isDlubalError } from '@dlubal-kit/auth-core';
import { afterAll, describe, expect, test } from 'vitest';
import { fault, loadDescriptorSet, loadProto, rehearseKeyFaults, startMockServer } from '../index.js';
import { driftOf, parseScenario, stageScenario, startRecorder } from '../scenario.js';

const server = await startMockServer({ keys: { a: {} } });
afterAll(() => server.stop());

const WRONG: readonly unknown[] = [5, {}, [], true, Symbol('x'), () => 1, null, 10n, { zzz: 1 }];

/** What is called with a wrong thing, and what of it is right there. */
const doors: readonly (readonly [
  name: string,
  call: (wrong: never) => unknown,
  right?: readonly unknown[],
])[] = [
  ['startMockServer', (wrong) => startMockServer(wrong), [WRONG[1]]],
  ['the text of a key', (value) => startMockServer({ keys: { a: { value } } })],
  ['the option tls', (tls) => startMockServer({ tls }), [true, WRONG[1]]],
  ['a certificate', (certificate) => startMockServer({ tls: { certificate } })],
  ['the option clock', (clock) => startMockServer({ clock }), [5]],
  ['mintKey', (wrong) => server.mintKey(wrong), [WRONG[1]]],
  ['key', (wrong) => server.key(wrong)],
  ['usageOf', (wrong) => server.usageOf(wrong)],
  ['session', (wrong) => server.session(wrong)],
  ['env', (wrong) => server.env(wrong)],
  ['fault', (wrong) => server.fault('latency', wrong), [WRONG[1]]],
  ['fault of a handler', (wrong) => fault('latency', wrong), [WRONG[1]]],
  ['when of a fault', (when) => server.fault('latency', { when }), [WRONG[1], WRONG[5]]],
  ['outage', (wrong) => server.outage('refuse', wrong), [WRONG[1]]],
  ['presentCertificate', (wrong) => server.presentCertificate(wrong)],
  ['onRequest', (wrong) => server.onRequest(wrong), [WRONG[5]]],
  ['onReset', (wrong) => server.onReset(wrong), [WRONG[5]]],
  ['onFailedHandshake', (wrong) => server.onFailedHandshake(wrong), [WRONG[5]]],
  ['use', (wrong) => server.use(wrong)],
  ['clock.set', (wrong) => server.clock.set(wrong), [5]],
  ['loadProto', (wrong) => loadProto(wrong)],
  ["loadProto's options", (wrong) => loadProto('/nowhere.proto', wrong)],
  ['loadDescriptorSet', (wrong) => loadDescriptorSet(wrong)],
  ['rehearseKeyFaults', (wrong) => rehearseKeyFaults(() => {}, wrong), [WRONG[1]]],
  ['a row to rehearse', (wrong) => rehearseKeyFaults(() => {}, { rows: [wrong] })],
  ['stageScenario', (wrong) => stageScenario(server, wrong)],
  ['driftOf', (wrong) => driftOf(wrong)],
  ['startRecorder', (wrong) => startRecorder(wrong)],
  ['where a recorder sends to', (to) => startRecorder({ to })],
];

describe('a wrong type is refused as what it is by', () => {
  test.for(doors)('%s', async ([, call, right = []]) => {
    for (const wrong of WRONG.filter((thing) => !right.includes(thing))) {
      const said = await Promise.resolve()
        .then(() => call(wrong as never))
        .catch((thing: unknown) => thing);
      expect(isDlubalError(said) && said.kind, String(said)).toBe('client-misuse');
    }
  });

  test('parseScenario, which never throws', () => {
    for (const wrong of WRONG) expect(parseScenario(wrong as never)).toMatchObject({ kind: 'problems' });
  });

  test('nothing that was refused has an effect', () => {
    expect(server.listHandlers()).toEqual([]);
    expect(Object.keys(server.keys)).toContain('a');
  });
});

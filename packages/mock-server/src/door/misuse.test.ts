import { describe, expect, test } from 'vitest';
import { error, fault, isDlubalError, MisuseError, reply, rpc, sequence, startMockServer } from '../index.js';

const no = (thing: unknown): never => thing as never;

async function thrownBy(work: () => unknown): Promise<unknown> {
  try {
    await work();
  } catch (thing) {
    return thing;
  }
  return expect.unreachable();
}

/** Ways to misuse what the package exports. */
const WAYS: readonly [title: string, work: () => unknown][] = [
  ['an unknown plan', () => startMockServer({ plan: no('Gold') })],
  ['a plan and a limit', () => startMockServer({ plan: 'Free', monthlyLimit: 1 })],
  ['a negative limit', () => startMockServer({ monthlyLimit: -1 })],
  ['a port beyond the last', () => startMockServer({ port: 70_000 })],
  ['an unknown value of tls', () => startMockServer({ tls: no(5) })],
  ['a certificate that it does not make', () => startMockServer({ tls: { certificate: no('nice') } })],
  ['a key of a wrong type', () => startMockServer({ keys: no({ a: 5 }) })],
  ['an unknown state of a key', () => startMockServer({ keys: { a: { state: no('tired') } } })],
  ['an unknown fault', () => fault(no('flood'))],
  ['an unknown error', () => error(no('odd'))],
  ['metadata that cannot be sent', () => reply({}, { headers: { 'Bad Name': 'x' } })],
  ['a sequence without answers', () => sequence()],
  ['a handler that answers with a number', () => rpc.getModelList(no(5))],
];

describe('misuse is an error of the kit that says what to do', () => {
  test.for(WAYS)('%s', async ([, work]) => {
    const thing = await thrownBy(work);
    if (!isDlubalError(thing)) expect.unreachable(String(thing));
    expect(thing).toBeInstanceOf(MisuseError);
    expect(thing.message).toMatch(/^\[client-misuse\] \S.*\. \S.*\.$/);
  });
});

import { AsyncLocalStorage } from 'node:async_hooks';
import { test as base, expect, type TestAPI } from 'vitest';
import type { MockKey } from './keys/mock-key.js';
import { type DlubalMatchers, matchers } from './matchers/matcher-table.js';
import { EgressGuard } from './runners/egress-guard.js';
import { type DenyEgress, GuardedTest } from './runners/guarded-test.js';
import type { MockServer } from './door/mock-server.js';
import type { MockServerOptions } from './door/mock-server-options.js';
import type { MockSession } from './door/mock-session.js';
import { refuseIgnoredOptions } from './runners/refuse-ignored-options.js';
import { refuseRealKey } from './runners/refuse-real-key.js';
import { startMockServer } from './door/start-mock-server.js';

declare module 'vitest' {
  // Without type parameters: with them, Vitest 4 and 5 each refuse the other's.
  interface Matchers extends DlubalMatchers {}
}

expect.extend(matchers);

/** What a test asks for by name. */
export interface MockFixtures {
  /** Options of the file's server, to be set with `test.extend`. @default {} */
  readonly mockServerOptions: MockServerOptions;
  /**
   * Fails a test whose code dials anything but the mock servers of this process: `true`, or a list of hosts (`host` or
   * `host:port`) that are free. Child processes, worker threads, UDP and native addons are not seen. @default false
   */
  readonly denyEgress: DenyEgress;
  /** One server for the file, started when the first test asks for it. */
  readonly mockServer: MockServer;
  /** A key for this test alone. */
  readonly apiKey: MockKey;
  /** The server as that key sees it: handlers, calls, faults, models of this test alone. Safe in `test.concurrent`. */
  readonly session: MockSession;
}

/** The test whose code runs. Before Vitest 4.1 a fixture does not share its context with its test. */
const running = new AsyncLocalStorage<GuardedTest>();
const knowsTests = 'override' in base;
const egress = new EgressGuard(() => running.getStore());

const extended: TestAPI<MockFixtures> = base.extend<MockFixtures & { egressGuard: undefined }>({
  mockServerOptions: [{}, { scope: 'file' }],
  denyEgress: [false, { scope: 'file' }],
  mockServer: [
    async ({ mockServerOptions }, use) => {
      await using server = await startMockServer(mockServerOptions);
      refuseRealKey(process.env, server.keys);
      await use(server);
    },
    { scope: 'file' },
  ],
  apiKey: async ({ mockServer }, use) => {
    await use(mockServer.mintKey());
  },
  session: async ({ mockServer, apiKey }, use) => {
    const session = mockServer.session(apiKey);
    await use(session);
    session.reset();
  },
  egressGuard: [
    async ({ denyEgress, task }, use) => {
      const guarded = new GuardedTest(`The test "${task.name}"`, denyEgress);
      egress.begin(guarded);
      if (knowsTests) running.enterWith(guarded);
      await use(undefined);
      egress.end(guarded);
    },
    { auto: true },
  ],
});

/**
 * Vitest's `test` with a mock server, a key and a session for the test. What a test does to its session is forgotten
 * after it; what it does to the server as a whole stays until `mockServer.reset()`.
 *
 * @example
 * import { expect, test } from '@dlubal-kit/mock-server/vitest';
 *
 * test('the app asks who answers', async ({ mockServer, apiKey, session }) => {
 *   await using app = await connect({ port: mockServer.port, apiKeyValue: apiKey.reveal() });
 *   expect(session).toHaveReceivedCall('get_application_info', { times: 1 });
 * });
 * @example
 * // From Vitest 4.1; before, it throws.
 * const small = test.extend({ mockServerOptions: [{ monthlyLimit: 10 }, { scope: 'file' }] });
 */
export const test: TestAPI<MockFixtures> = knowsTests ? extended : refuseIgnoredOptions(extended);

/**
 * For `vi.useFakeTimers(fakeTimers)`: calls of grpc-js go on, since what it waits for is not faked. With Vitest's
 * default it waits for a faked `setImmediate` when it connects.
 */
export const fakeTimers: { readonly toFake: ('Date' | 'setTimeout' | 'setInterval')[] } = {
  toFake: ['Date', 'setTimeout', 'setInterval'],
};

export { expect };
export type { DenyEgress, DlubalMatchers };
export type { WantedBill } from './matchers/billed.js';
export type { WantedCall } from './matchers/received-call.js';

export type { AnyDlubalError } from '@dlubal-kit/auth-core';
export { DlubalError, isDlubalError, MisuseError } from '@dlubal-kit/auth-core';

import { test as base, expect, type TestAPI } from 'vitest';
import type { MockKey } from './keys/mock-key.js';
import { type DlubalMatchers, matchers } from './matchers/matcher-table.js';
import type { MockServer } from './server/mock-server.js';
import type { MockSession } from './server/mock-session.js';
import { refuseRealKey } from './server/refuse-real-key.js';
import { startMockServer } from './server/start-mock-server.js';

declare module 'vitest' {
  // Without type parameters: with them, Vitest 4 and 5 each refuse the other's.
  interface Matchers extends DlubalMatchers {}
}

expect.extend(matchers);

/** What a test asks for by name. */
export interface MockFixtures {
  /** One server for the file, started when the first test asks for it. */
  readonly mockServer: MockServer;
  /** A key for this test alone. */
  readonly apiKey: MockKey;
  /** The server as that key sees it: handlers, calls, faults, models of this test alone. Safe in `test.concurrent`. */
  readonly session: MockSession;
}

/**
 * Vitest's `test` with a mock server, a key and a session for the test.
 *
 * @example
 * import { expect, test } from '@dlubal-kit/mock-server/vitest';
 *
 * test('the app asks who answers', async ({ mockServer, apiKey, session }) => {
 *   await using app = await connect({ port: mockServer.port, apiKeyValue: apiKey.reveal() });
 *   expect(session).toHaveReceivedCall('get_application_info', { times: 1 });
 * });
 */
export const test: TestAPI<MockFixtures> = base.extend<MockFixtures>({
  mockServer: [
    // biome-ignore lint/correctness/noEmptyPattern: Vitest reads from this pattern that the fixture needs no other.
    async ({}, use) => {
      await using server = await startMockServer();
      refuseRealKey(process.env, server.keys);
      await use(server);
      console.info(spendLine(server));
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
});

function spendLine({ usage }: MockServer): string {
  return `mock server: this file would have spent ${usage.used} request${usage.used === 1 ? '' : 's'}`;
}

/** For `vi.useFakeTimers(fakeTimers)`: calls of grpc-js go on, since what it waits for is not faked. */
export const fakeTimers: { readonly toFake: ('Date' | 'setTimeout' | 'setInterval')[] } = {
  toFake: ['Date', 'setTimeout', 'setInterval'],
};

export { expect };
export type { DlubalMatchers };

import type { KeysOption } from './keys/key-ring.js';
import { type DlubalMatchers, matchers } from './matchers/matcher-table.js';
import type { MockServer } from './server/mock-server.js';
import type { LabelsOf, MockServerOptions } from './server/mock-server-options.js';
import { refuseRealKey } from './server/refuse-real-key.js';
import { startMockServer } from './server/start-mock-server.js';

declare global {
  namespace jest {
    // Jest wants the very form of its own declaration.
    // biome-ignore lint/complexity/noBannedTypes: see above.
    interface Matchers<R, T = {}> extends DlubalMatchers<R> {}
  }
}

/** What Jest puts into each test file; read when it is needed, since `@jest/globals` would tie this package to a version. */
interface JestGlobals {
  readonly beforeAll?: (hook: () => Promise<void>) => void;
  readonly afterEach?: (hook: () => void) => void;
  readonly afterAll?: (hook: () => Promise<void>) => void;
  readonly expect?: { extend(table: object): void };
}

/**
 * A mock server for the test file that calls this: started before its tests, reset after each, stopped after the last.
 * Also adds the matchers to Jest's `expect`.
 *
 * @throws {Error} when Jest's globals are not there, as with `injectGlobals: false`.
 * @example
 * const { setupMockServer } = require('@dlubal-kit/mock-server/jest');
 * const mock = setupMockServer({ keys: { ci: {} } });
 * test('the app asks who answers', async () => {
 *   const app = await connect({ port: mock.server.port, apiKeyValue: mock.server.keys.ci.reveal() });
 *   await app.close();
 *   expect(mock.server).toHaveReceivedCall('get_application_info', { times: 1 });
 * });
 */
export function setupMockServer<const Keys extends KeysOption>(
  options: MockServerOptions<Keys> = {},
): { readonly server: MockServer<LabelsOf<Keys>> } {
  const { beforeAll, afterEach, afterAll, expect } = globalThis as JestGlobals;
  if (!beforeAll || !afterEach || !afterAll || !expect) {
    throw new Error(
      'setupMockServer needs the globals of Jest: beforeAll, afterEach, afterAll or expect is missing. Call it in a test file, with injectGlobals left on.',
    );
  }
  expect.extend(matchers);
  let running: MockServer<LabelsOf<Keys>> | undefined;
  beforeAll(async () => {
    running = await startMockServer(options);
    refuseRealKey(process.env, running.keys);
  });
  afterEach(() => running?.reset());
  afterAll(async () => running?.stop());
  return {
    get server() {
      if (running !== undefined) return running;
      throw new Error(
        'The mock server does not run yet: it starts before the first test. Use it in a test or a hook.',
      );
    },
  };
}

/** For `jest.useFakeTimers(fakeTimers)`: calls of grpc-js go on, since what it waits for is not faked. */
export const fakeTimers: { readonly doNotFake: ('nextTick' | 'setImmediate')[] } = {
  doNotFake: ['nextTick', 'setImmediate'],
};

export { matchers };
export type { DlubalMatchers };

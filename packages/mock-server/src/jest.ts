import { CHECKED_LATER, checkFields, type FieldChecks, FUNCTION, MisuseError } from '@dlubal-kit/auth-core';
import type {} from 'expect';
import type { KeysOption } from './keys/key-ring.js';
import type { MockKey } from './keys/mock-key.js';
import { type DlubalMatchers, matchers } from './matchers/matcher-table.js';
import type { DenyEgress } from './runners/guarded-test.js';
import { JestEgress, type JestState } from './runners/jest-egress.js';
import type { MockServer } from './door/mock-server.js';
import type { LabelsOf, MockServerOptions } from './door/mock-server-options.js';
import type { MockSession } from './door/mock-session.js';
import { refuseRealKey } from './runners/refuse-real-key.js';
import { SERVER_FIELDS } from './door/option-fields.js';
import { startMockServer } from './door/start-mock-server.js';

declare global {
  namespace jest {
    // Jest requires the exact form of its own declarations: this one for the globals, the other for @jest/globals.
    // biome-ignore lint/complexity/noBannedTypes: see above.
    interface Matchers<R, T = {}> extends DlubalMatchers<R> {}
  }
}

declare module 'expect' {
  interface Matchers<R extends void | Promise<void>, T = unknown> extends DlubalMatchers<R> {}
}

/** Jest's hooks and `expect`, as globals or from `@jest/globals`. */
export interface JestHooks {
  readonly beforeAll?: (hook: () => Promise<void>) => void;
  readonly beforeEach?: (hook: () => void) => void;
  readonly afterEach?: (hook: () => void) => void;
  readonly afterAll?: (hook: () => Promise<void>) => void;
  readonly expect?: { extend(table: typeof matchers): void; getState?(): JestState };
}

/** What `setupMockServer` takes in addition to the server's options. */
export interface MockServerSetup extends JestHooks {
  /**
   * Fails a test whose code dials anything but the mock servers of this process: `true`, or a list of hosts (`host` or
   * `host:port`) that are free. Child processes, worker threads, UDP and native addons are not seen. @default false
   */
  readonly denyEgress?: DenyEgress;
}

/** The server of a test file, with a key and a session for the test that runs. */
export interface MockSetup<Label extends string = string> {
  /** One server for the file, started before its first test. */
  readonly server: MockServer<Label>;
  /** A key for this test alone. */
  readonly apiKey: MockKey;
  /** The server as that key sees it. Tests of `test.concurrent` take `server.session(server.mintKey())` instead. */
  readonly session: MockSession;
}

/**
 * A mock server for the test file that calls this: started before its tests, stopped after the last. What a test does
 * to its session is forgotten after it; what it does to the server as a whole stays until `server.reset()`, since
 * tests that run at the same time share it. Also adds the matchers to Jest's `expect`.
 *
 * @param setup the hooks where they are not global: with `injectGlobals: false`, the whole of `@jest/globals`.
 * @throws {Error} when a hook is neither given nor global.
 * @example
 * const { setupMockServer } = require('@dlubal-kit/mock-server/jest');
 * const mock = setupMockServer();
 * test('the app asks who answers', async () => {
 *   const app = await connect({ port: mock.server.port, apiKeyValue: mock.apiKey.reveal() });
 *   await app.close();
 *   expect(mock.session).toHaveReceivedCall('get_application_info', { times: 1 });
 * });
 * @example
 * import * as jestGlobals from '@jest/globals';
 * const mock = setupMockServer({}, { ...jestGlobals, denyEgress: true });
 */
export function setupMockServer<const Keys extends KeysOption>(
  options: MockServerOptions<Keys> = {},
  setup: MockServerSetup = {},
): MockSetup<LabelsOf<Keys>> {
  checkFields(options, SERVER_FIELDS, "the mock server's options");
  checkFields(setup, SETUP_FIELDS, "setupMockServer's second argument");
  const hooks = hooksOf(setup);
  hooks.expect.extend(matchers);
  const egress = new JestEgress(setup.denyEgress ?? false, () => hooks.expect.getState?.() ?? {});
  let server: MockServer<LabelsOf<Keys>> | undefined;
  let session: MockSession | undefined;
  hooks.beforeAll(async () => {
    server = await startMockServer(options);
    refuseRealKey(process.env, server.keys);
    egress.beginFile();
  });
  hooks.afterEach(() => {
    session?.reset();
    session = undefined;
    egress.endTest();
  });
  hooks.afterAll(async () => {
    await server?.stop();
    egress.endFile();
  });
  return {
    get server() {
      if (server !== undefined) return server;
      throw new MisuseError(
        'The mock server does not run yet: it starts before the first test.',
        'Use it in a test or a hook.',
      );
    },
    get apiKey() {
      return this.session.key;
    },
    get session() {
      session ??= this.server.session(this.server.mintKey());
      return session;
    },
  };
}

/** `@jest/globals` has more than the hooks, and is given whole. */
const OTHER_GLOBALS = 'default describe fdescribe fit it jest test xdescribe xit xtest module.exports'.split(
  ' ',
);
const SETUP_FIELDS: FieldChecks<MockServerSetup> = {
  ...Object.fromEntries(OTHER_GLOBALS.map((name) => [name, CHECKED_LATER])),
  beforeAll: FUNCTION,
  beforeEach: FUNCTION,
  afterEach: FUNCTION,
  afterAll: FUNCTION,
  expect: FUNCTION,
  denyEgress: CHECKED_LATER,
};

function hooksOf(given: JestHooks): Required<JestHooks> {
  const global = globalThis as JestHooks;
  const {
    beforeAll = global.beforeAll,
    beforeEach = global.beforeEach,
    afterEach = global.afterEach,
    afterAll = global.afterAll,
    expect = global.expect,
  } = given;
  if (beforeAll && beforeEach && afterEach && afterAll && expect)
    return { beforeAll, beforeEach, afterEach, afterAll, expect };
  throw new MisuseError(
    "setupMockServer needs Jest's hooks, and they are not global.",
    'Call it in a test file; with injectGlobals: false give it those of @jest/globals: setupMockServer({}, jestGlobals).',
  );
}

/**
 * For `jest.useFakeTimers(fakeTimers)`: calls of grpc-js go on, since what it waits for is not faked. With Jest's
 * default it waits for a faked `nextTick` in every call, and for a faked `setImmediate` when it connects.
 */
export const fakeTimers: { readonly doNotFake: ('nextTick' | 'setImmediate')[] } = {
  doNotFake: ['nextTick', 'setImmediate'],
};

export { matchers };
export type { DenyEgress, DlubalMatchers, JestState };
export type { WantedBill } from './matchers/billed.js';
export type { MatcherResult, Observed } from './matchers/matcher-result.js';
export type { WantedCall } from './matchers/received-call.js';

export type { AnyDlubalError } from '@dlubal-kit/auth-core';
export { DlubalError, isDlubalError, MisuseError } from '@dlubal-kit/auth-core';

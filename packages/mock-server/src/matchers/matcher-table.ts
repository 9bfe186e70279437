import type { FailureKind } from '@dlubal-kit/auth-core';
import { toHaveBilled, type WantedBill } from './billed.js';
import { toBeDlubalFailure } from './dlubal-failure.js';
import type { MatcherResult } from './matcher-result.js';
import { toContainNoApiKey } from './no-api-key.js';
import {
  toHaveNoUnhandledCalls,
  toHaveReceivedCall,
  toHaveUsedKey,
  type WantedCall,
} from './received-call.js';

/** The matchers as an assertion offers them. */
export interface DlubalMatchers<Result = void> {
  /** On a server or a session: calls of a method came in. `{ times: 1 }`, `{ key: 'project_1' }`, `{ request: … }` say more. */
  toHaveReceivedCall(method: string, wanted?: WantedCall): Result;
  /** On a server or a session: the key of this label was used. */
  toHaveUsedKey(label: string): Result;
  /** On a server or a session: so many requests were billed this month; a number, or `{ atMost, atLeast }`. */
  toHaveBilled(wanted: WantedBill): Result;
  /** On a server or a session: every call found a handler or a model. */
  toHaveNoUnhandledCalls(): Result;
  /** On an error or a text: it is a failure of this kind. */
  toBeDlubalFailure(kind: FailureKind): Result;
  /** On anything: it contains no API key. */
  toContainNoApiKey(): Result;
}

/** The matchers without a runner, for `expect.extend(matchers)`. One table for Vitest and Jest. */
export const matchers: {
  readonly [Name in keyof DlubalMatchers]: (
    received: unknown,
    ...wanted: Parameters<DlubalMatchers[Name]>
  ) => MatcherResult;
} = {
  toHaveReceivedCall,
  toHaveUsedKey,
  toHaveBilled,
  toHaveNoUnhandledCalls,
  toBeDlubalFailure,
  toContainNoApiKey,
};

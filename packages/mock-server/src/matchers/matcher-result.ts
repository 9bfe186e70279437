import { MisuseError } from '@dlubal-kit/auth-core';
import type { KnownNames } from '../journal/call-filter.js';
import type { CallRecord } from '../journal/call-record.js';
import type { DroppedCalls } from '../journal/dropped-calls.js';
import type { Usage } from '../metering/meters.js';

/** What Vitest and Jest take from a matcher. */
export interface MatcherResult {
  readonly pass: boolean;
  /** Shown when the assertion fails: what was wanted and what there was. */
  readonly message: () => string;
}

/** What the matchers need of a server or a session. */
export interface Observed {
  readonly requests: readonly CallRecord[];
  /** Calls that are counted, and of which nothing more is known. */
  readonly dropped: readonly DroppedCalls[];
  readonly usage: Usage;
  readonly known: KnownNames;
}

/**
 * Takes what was given to `expect` for a server or a session. By its shape: two copies of this package may be loaded.
 *
 * @throws {MisuseError} when it is neither.
 */
export function observed(received: unknown, matcher: string): Observed {
  const thing = received as Partial<Observed> | null | undefined;
  if (
    typeof thing === 'object' &&
    thing !== null &&
    Array.isArray(thing.requests) &&
    Array.isArray(thing.dropped) &&
    thing.usage !== undefined &&
    thing.known !== undefined
  ) {
    return thing as Observed;
  }
  throw new MisuseError(
    `${matcher} needs a mock server or a session of one, got ${received === null ? 'null' : typeof received}.`,
    `Write expect(server).${matcher}(…).`,
  );
}

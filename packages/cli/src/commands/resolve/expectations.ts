import type { ResolvedKey } from '@dlubal-kit/auth-core';
import { UsageError } from '../../failure/usage-error.js';
import { fingerprint } from '../../key/fingerprint.js';

/** What a job says of the key that it should use, and whether that holds. */
export interface Expectation {
  readonly what: 'name' | 'fingerprint';
  readonly wanted: string;
  /** What the key has instead; null where it has none. */
  readonly found: string | null;
  readonly met: boolean;
}

const FOUND: Readonly<Record<Expectation['what'], (resolved: ResolvedKey) => string | null>> = {
  name: ({ name }) => name?.toLowerCase() ?? null,
  fingerprint: ({ key }) => fingerprint(key.reveal()),
};

/** @throws {UsageError} for an expectation that cannot be read */
export function checkExpectations(
  given: readonly string[],
  resolved: ResolvedKey | undefined,
): readonly Expectation[] {
  return given.map(readExpectation).map(({ what, wanted }) => {
    const found = resolved === undefined ? null : FOUND[what](resolved);
    return { what, wanted, found, met: found === wanted };
  });
}

function readExpectation(text: string): Pick<Expectation, 'what' | 'wanted'> {
  const [, what = '', given = ''] = /^([^=]*)=(.*)$/s.exec(text) ?? [];
  const wanted = given.toLowerCase();
  if (what === 'name' && wanted !== '') return { what, wanted };
  if (what === 'fingerprint' && /^[0-9a-f]{8}$/.test(wanted)) return { what, wanted };
  throw new UsageError(
    '--expect wants name=NAME or fingerprint=F, where F is 8 hexadecimal digits, as "dlubal-auth keys list" shows them.',
  );
}

import { fingerprint, type ResolvedKey } from '@dlubal-kit/auth-core';
import { UsageError } from '../../failure/usage-error.js';

/** What a job expects of the key that it uses. */
type Asked = Pick<Expectation, 'what' | 'wanted'>;

/** The same, and whether it is so. */
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

export function checkExpectations(
  asked: readonly Asked[],
  resolved: ResolvedKey | undefined,
): readonly Expectation[] {
  return asked.map(({ what, wanted }) => {
    const found = resolved === undefined ? null : FOUND[what](resolved);
    return { what, wanted, found, met: found === wanted };
  });
}

/** @throws {UsageError} for an expectation that cannot be read */
export function readExpectation(text: string): Asked {
  const [, what = '', given = ''] = /^([^=]*)=(.*)$/s.exec(text) ?? [];
  const wanted = given.toLowerCase();
  if (what === 'name' && wanted !== '') return { what, wanted };
  if (what === 'fingerprint' && /^[0-9a-f]{8}$/.test(wanted)) return { what, wanted };
  throw new UsageError(
    '--expect must be name=NAME or fingerprint=F.',
    'F is the 8 hexadecimal digits that "dlubal-auth keys list" shows.',
  );
}

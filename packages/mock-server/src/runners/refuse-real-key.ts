import { MisuseError, mask } from '@dlubal-kit/auth-core';
import type { MockKey } from '../keys/mock-key.js';

/**
 * Keeps tests from running with a key that this server did not make: it may be a real one, and a test that misses the
 * mock would spend real requests.
 *
 * @throws {Error} when `DLUBAL_API_KEY` holds another key; the message shows it masked.
 */
export function refuseRealKey(
  env: Readonly<Record<string, string | undefined>>,
  keys: Readonly<Record<string, MockKey>>,
): void {
  const value = env.DLUBAL_API_KEY;
  if (value === undefined || value === '' || Object.values(keys).some((key) => key.reveal() === value))
    return;
  throw new MisuseError(
    `DLUBAL_API_KEY holds ${mask(value)}, which the mock server did not make: it may be a real key.`,
    'Unset it for tests, or give it to the mock server as one of its keys.',
  );
}

import type { ApiKey } from '@dlubal-kit/auth-core';
import manifest from '../../../package.json' with { type: 'json' };

/** The version of this package, taken from package.json when it is built. */
export const CLIENT_VERSION: string = manifest.version;

/**
 * The headers of every call (docs/facts/wire.md, Transport): `authorization: Bearer <key>` and
 * `api-client-info: <Language> | <client version>`. Holds the secret.
 */
export function requestHeaders(key: ApiKey): Record<'authorization' | 'api-client-info', string> {
  return {
    authorization: `Bearer ${key.reveal()}`,
    'api-client-info': `Node | ${CLIENT_VERSION}`,
  };
}

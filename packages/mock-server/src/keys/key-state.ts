import type { RefusalKind } from '@dlubal-kit/auth-core';

/** What the server makes of a key. Change it between two calls: `server.key('project_1').state = 'revoked'`. */
export type KeyState = 'active' | 'unknown' | 'revoked' | 'expired' | 'no-permission' | 'no-subscription';

interface KeyStateRow {
  /** The refusal that a call with such a key gets; none for a key that works. */
  readonly refusal?: RefusalKind;
  /** Where that is known from. `[?]`: not confirmed. */
  readonly source: string;
}

export const KEY_STATES: Readonly<Record<KeyState, KeyStateRow>> = {
  active: { source: 'docs/facts/wire.md, Keys' },
  unknown: { refusal: 'key-refused', source: 'docs/facts/errors.md, row 1' },
  revoked: { refusal: 'key-refused', source: '[?] no other sentence of the server is known' },
  expired: { refusal: 'key-refused', source: '[?] no other sentence of the server is known' },
  'no-permission': { refusal: 'access-restricted', source: 'docs/facts/errors.md, row 2' },
  'no-subscription': { refusal: 'no-subscription', source: 'docs/facts/errors.md, row 3' },
};

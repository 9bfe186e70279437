import { REFUSALS, type RefusalKind, type RefusalTable } from '@dlubal-kit/auth-core';

/** What the server makes of a key. Change it between two calls: `server.key('project_1').state = 'revoked'`. */
export type KeyState =
  | 'active'
  | { [K in RefusalKind]: keyof (typeof REFUSALS)[K]['mock']['states'] }[RefusalKind];

interface KeyStateRow<Table> {
  /** The refusal that a call with such a key gets; none for a key that works. */
  readonly refusal?: keyof Table;
  /** Where that is known from. `[?]`: not confirmed. */
  readonly source: string;
}

/** The states that a table of refusals gives to keys, and the one that works. */
export function keyStates<Table extends RefusalTable>(table: Table): Record<string, KeyStateRow<Table>> {
  const refused = Object.entries(table).flatMap(([refusal, { mock }]) =>
    Object.entries(mock.states).map(([state, source]) => [state, { refusal, source }]),
  );
  return { active: { source: 'docs/facts/wire.md, Keys' }, ...Object.fromEntries(refused) };
}

export const KEY_STATES = keyStates(REFUSALS) as Readonly<Record<KeyState, KeyStateRow<typeof REFUSALS>>>;

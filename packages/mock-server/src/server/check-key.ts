import type { RefusalKind } from '@dlubal-kit/auth-core';
import { KEY_STATES } from '../keys/key-state.js';
import type { MockKey } from '../keys/mock-key.js';

/** What was wrong with the `authorization` header, in the journal's words. */
export type HeaderFlaw = 'missing' | 'malformed' | 'duplicated' | 'unknown';

/** What the server makes of the `authorization` header of one call. */
export type KeyVerdict =
  | { readonly kind: 'accepted'; readonly key: MockKey }
  | {
      readonly kind: 'refused';
      readonly refusal: RefusalKind;
      readonly flaw?: HeaderFlaw;
      readonly key?: MockKey;
      /** What stood in the header, where it has the form of a key. Never printed as it is. */
      readonly presented?: string;
    };

/** `Bearer`, one space, the key: as the official client sends it. Whether the server takes more is not known [?]. */
const BEARER = /^Bearer ([\x21-\x7e]+)$/;

/**
 * Decides whether a call may pass.
 *
 * @param authorization every value of the header, in order; two are refused, since a client that sends two keys
 * has a fault that no test should hide.
 */
export function checkKey(
  authorization: readonly string[],
  find: (secret: string) => MockKey | undefined,
): KeyVerdict {
  const [header, second] = authorization;
  if (header === undefined || header === '') return refuse('missing');
  if (second !== undefined) return refuse('duplicated');
  const presented = BEARER.exec(header)?.[1];
  if (presented === undefined) return refuse('malformed');
  const key = find(presented);
  if (key === undefined) return { kind: 'refused', refusal: 'key-refused', flaw: 'unknown', presented };
  const { refusal } = KEY_STATES[key.state];
  return refusal === undefined ? { kind: 'accepted', key } : { kind: 'refused', refusal, key };
}

function refuse(flaw: HeaderFlaw): KeyVerdict {
  return { kind: 'refused', refusal: 'key-refused', flaw };
}

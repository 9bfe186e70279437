import type { MockKey } from './mock-key.js';

/** What was wrong with the `authorization` header, in the journal's words. */
export type HeaderFlaw = 'missing' | 'malformed' | 'duplicated' | 'unknown';

/** Whose call it is, by the `authorization` header. */
export type KeyVerdict =
  | { readonly kind: 'known'; readonly key: MockKey }
  | {
      readonly kind: 'refused';
      readonly flaw: HeaderFlaw;
      /** What stood in the header, where it has the form of a key. Never printed as it is. */
      readonly presented?: string;
    };

/** `Bearer`, one space, the key: as the official client sends it. Whether the server takes more is not known [?]. */
const BEARER = /^Bearer ([\x21-\x7e]+)$/;

/**
 * Finds the key of a call.
 *
 * @param keys by their texts.
 * @param authorization every value of the header, in order; two are refused, since a client that sends two keys
 * has a fault that no test should hide.
 */
export function checkKey(authorization: readonly string[], keys: ReadonlyMap<string, MockKey>): KeyVerdict {
  const [header, second] = authorization;
  if (header === undefined || header === '') return { kind: 'refused', flaw: 'missing' };
  if (second !== undefined) return { kind: 'refused', flaw: 'duplicated' };
  const presented = BEARER.exec(header)?.[1];
  if (presented === undefined) return { kind: 'refused', flaw: 'malformed' };
  const key = keys.get(presented);
  return key === undefined ? { kind: 'refused', flaw: 'unknown', presented } : { kind: 'known', key };
}

import { mask, redact } from '@dlubal-kit/auth-core';
import { isBytes } from '../wire/bytes.js';

/** A key of the usual form inside bytes read as Latin-1. */
const KEY_IN_BYTES = /ak-[0-9a-f]{48}/gi;

/** The same data with no key in it: texts masked; in bytes, overwritten in place, so that lengths inside stay right. */
export function scrub(data: unknown, secrets: readonly string[]): unknown {
  if (typeof data === 'string') return scrubText(data, secrets);
  if (isBytes(data)) return scrubBytes(data, secrets);
  if (Array.isArray(data)) return data.map((item) => scrub(item, secrets));
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, scrub(value, secrets)]));
}

/** Keys of a form of their own are known only from the calls that carried them; a very short one is not a secret. */
const worthHiding = (secrets: readonly string[]): string[] => secrets.filter((secret) => secret.length >= 8);

function scrubText(text: string, secrets: readonly string[]): string {
  return redact(worthHiding(secrets).reduce((rest, secret) => rest.replaceAll(secret, mask(secret)), text));
}

function scrubBytes(bytes: Uint8Array, secrets: readonly string[]): Uint8Array {
  const cover = (found: string): string => 'x'.repeat(found.length);
  const text = Buffer.from(bytes).toString('latin1').replace(KEY_IN_BYTES, cover);
  const clean = worthHiding(secrets).reduce((rest, secret) => rest.replaceAll(secret, cover), text);
  return new Uint8Array(Buffer.from(clean, 'latin1'));
}

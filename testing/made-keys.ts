import { randomBytes } from 'node:crypto';

/** A well-formed key that no server knows, new on each call. */
export function madeKey(): string {
  return `ak-${randomBytes(24).toString('hex')}`;
}

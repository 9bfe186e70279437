import type { Address } from './address.js';

// Where @dlubal-kit/mock-server keeps the ports of this process on which it listens, and on which it forwards.
const OWN = Symbol.for('@dlubal-kit/mock-server.ports');
const BILLED = Symbol.for('@dlubal-kit/mock-server.billed-ports');

const isIn = (name: symbol, port: number): boolean =>
  (globalThis as unknown as Record<symbol, ReadonlySet<number> | undefined>)[name]?.has(port) === true;

/**
 * Whether a mock server answers at the address: one of this process, or the one to which the environment leads. A test
 * must not use up the month of its user, nor close their pool by playing a refusal.
 */
export function costsNothing(
  { text, port, loopback }: Address,
  env: Readonly<Record<string, string | undefined>>,
): boolean {
  if (!loopback) return false;
  return isIn(OWN, port) ? !isIn(BILLED, port) : env.DLUBAL_MOCK_ADDRESS === text;
}

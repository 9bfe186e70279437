import type { FaultName, FaultSettings } from './fault.js';
import { FAULTS } from './fault-table.js';

/** Marks replies. A symbol of the global registry: two copies of this package in one process know each other's replies. */
export const REPLY: unique symbol = Symbol.for('@dlubal-kit/mock-server.reply') as never;

/** An answer that goes wrong on the way. Made by `fault`. */
export interface FaultReply {
  readonly [REPLY]: true;
  readonly kind: 'fault';
  readonly name: FaultName;
  readonly settings: FaultSettings;
}

/**
 * Lets the answer go wrong on the way, on the real transport.
 *
 * @throws {TypeError} when there is no such fault.
 * @example server.use(rpc.calculateAll(fault('connection-reset'), { once: true }));
 */
export function fault(name: FaultName, settings: FaultSettings = {}): FaultReply {
  if (!Object.hasOwn(FAULTS, name)) {
    throw new TypeError(
      `There is no fault ${JSON.stringify(name)}. The faults are ${Object.keys(FAULTS).join(', ')}.`,
    );
  }
  return { [REPLY]: true, kind: 'fault', name, settings };
}

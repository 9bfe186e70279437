import { checkFields, checkName } from '@dlubal-kit/auth-core';
import { FAULT_SETTINGS, type FaultName, type FaultSettings } from './fault.js';
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
 * @throws {MisuseError} when there is no such fault or setting.
 * @example server.use(rpc.calculateAll(fault('connection-reset'), { once: true }));
 */
export function fault(name: FaultName, settings: FaultSettings = {}): FaultReply {
  checkName(name, Object.keys(FAULTS), 'fault');
  checkFields(settings, FAULT_SETTINGS, `the settings of the fault ${name}`);
  return { [REPLY]: true, kind: 'fault', name, settings };
}

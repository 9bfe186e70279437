import { checkFields, checkName, MisuseError, PLANS } from '@dlubal-kit/auth-core';
import type { ListenerOptions, MockServerTls } from '../engine/listener-options.js';
import { checkHandlers } from '../handlers/handler-list.js';
import { APPLICATION_NAMES } from '../services/applications.js';
import { checkDefinition } from '../services/services.js';
import type { MockServerOptions } from './mock-server-options.js';
import { BILLING_FIELDS, JOURNAL_FIELDS, SERVER_FIELDS } from './option-fields.js';

/** @throws {MisuseError} for a field that does not exist, or has a wrong type. */
export function checkServerOptions(options: MockServerOptions): void {
  checkFields(options, SERVER_FIELDS, "the mock server's options");
  checkFields(options.journal, JOURNAL_FIELDS, 'the journal options');
  checkFields(options.billing, BILLING_FIELDS, 'the billing rules');
  checkHandlers(options.handlers ?? []);
  for (const name of options.applications ?? []) checkName(name, APPLICATION_NAMES, 'application');
  for (const definition of options.services ?? []) checkDefinition(definition);
}

/**
 * The limit of the month that the options ask for.
 *
 * @throws {MisuseError} when it is not a number of requests, or given twice.
 */
export function limitOf({ monthlyLimit, plan }: MockServerOptions): number {
  if (monthlyLimit !== undefined && plan !== undefined) {
    throw new MisuseError(
      'The mock server got monthlyLimit and plan, which exclude each other.',
      'Give one of them.',
    );
  }
  if (plan !== undefined) {
    if (Object.hasOwn(PLANS, plan)) return PLANS[plan].requestsPerMonth;
    throw new MisuseError(
      `There is no plan ${JSON.stringify(plan)}.`,
      `The plans are ${Object.keys(PLANS).join(', ')}.`,
    );
  }
  return checkedLimit(monthlyLimit ?? Number.POSITIVE_INFINITY);
}

/** @throws {MisuseError} when it is not a number of requests. */
export function checkedLimit(limit: number): number {
  if (typeof limit === 'number' && limit >= 0) return limit;
  throw new MisuseError(
    `The monthly limit must be a number of requests, got ${String(limit)}.`,
    'Give a number from 0, or Infinity.',
  );
}

/** @throws {MisuseError} when the port is none. */
export function listenerOptionsOf(
  options: MockServerOptions,
  tls: MockServerTls | undefined,
): ListenerOptions {
  const port = options.port ?? 0;
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new MisuseError(
      `The mock server cannot listen on port ${String(port)}.`,
      'Give 1 to 65535, or 0 for a free one.',
    );
  }
  return {
    // Brackets belong to an address with a port, and are easily left around it.
    host: (options.host ?? '127.0.0.1').replace(/^\[(.*)\]$/, '$1'),
    port,
    ref: options.ref ?? false,
    maxMessageBytes: options.maxMessageBytes ?? 64 * 1024 * 1024,
    handshakeTimeoutMs: options.handshakeTimeoutMs ?? 10_000,
    idleBodyMs: options.idleBodyMs ?? 30_000,
    gzip: options.gzip ?? false,
    minPingIntervalMs: options.minPingIntervalMs ?? 300_000,
    ...(tls === undefined ? {} : { tls }),
  };
}

import { MisuseError } from '@dlubal-kit/auth-core';
import type { CallPattern } from '../journal/call-filter.js';
import type { TestMaker } from '../patterns/field-patterns.js';
import type { HandlerTarget } from './handler-target.js';
import type { Scenario } from './scenario.js';
import type { FileFault } from './scenario-types.js';

/**
 * A fault of a file as `server.fault` takes it.
 *
 * @param target the method that it strikes; undefined for all methods.
 * @throws {MisuseError} when a pattern is not one, or nothing is known of the fields of the request.
 */
export function scenarioFault(
  { name, when, ...settings }: FileFault,
  target: HandlerTarget | undefined,
  testOf: TestMaker,
): Scenario['faults'][number] {
  return {
    name,
    options: { ...settings, ...(when === undefined ? {} : { when: callsOf(when, target, testOf) }) },
  };
}

function callsOf(
  { method, service, key, request }: NonNullable<FileFault['when']>,
  target: HandlerTarget | undefined,
  testOf: TestMaker,
): CallPattern {
  return {
    ...(key === undefined ? {} : { key }),
    ...(method === undefined ? {} : { method: service === undefined ? method : `/${service}/${method}` }),
    ...(request === undefined ? {} : { request: wantedRequest(request, target, testOf) }),
  };
}

/** @throws {MisuseError} when nothing is known of the fields of the request, or a pattern is not one. */
export function wantedRequest(request: object, target: HandlerTarget | undefined, testOf: TestMaker): object {
  if (target?.request !== undefined) return target.request(request, testOf);
  throw new MisuseError(
    'when.request asks for fields, and nothing is known of the fields of this request.',
    target === undefined
      ? 'Give the method too.'
      : 'Give the service with --proto FILE (from TypeScript: the option services), or leave request out.',
  );
}

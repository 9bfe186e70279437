import { MisuseError, nearestNames } from '@dlubal-kit/auth-core';
import { messageFields, rpcList } from '@dlubal-kit/protos';
import { camelCase } from '../handlers/echo.js';
import type { TestMaker } from '../patterns/field-patterns.js';
import { APPLICATIONS, applicationOf } from '../services/applications.js';
import type { ServiceDefinition } from '../services/services.js';
import { messageFromFile, requestFromFile } from './file-message.js';
import type { FileFault, FileHandler, FileMessage } from './scenario-types.js';

/** The method that a handler of a file answers. */
export interface HandlerTarget {
  /** Path of the handler. */
  readonly path: string;
  /** The service whose calls it answers, where several share a path. */
  readonly service?: string;
  /**
   * Fields of the request, in the form of decoded requests; undefined where its messages are bytes.
   *
   * @param testOf makes the test of each pattern; left out, only the names of the fields are asked for.
   */
  readonly request?: (fields: object, testOf?: TestMaker) => object;
  /** A message of the response. Throws when its fields are not right. */
  readonly response?: (fields: FileMessage) => object;
}

/** Services that a file can name, by their full names. */
export type KnownServices = Readonly<Record<string, ServiceDefinition>>;

/** @throws {MisuseError} when the method, or its service, is not known, and the handler does not answer with bytes. */
export function targetOf(handler: FileHandler, services: KnownServices): HandlerTarget {
  const { method, service = APPLICATIONS.rfem } = handler;
  const known = Object.hasOwn(services, service) ? services[service] : undefined;
  if (known !== undefined) return describedTarget(method, service, known);
  const row = applicationOf(service) === undefined ? undefined : rpcList.find(({ name }) => name === method);
  if (row !== undefined) {
    return {
      path: row.path,
      ...(handler.service === undefined ? {} : { service }),
      request: (fields, testOf) => rfemRequest(row.requestType, fields as FileMessage, testOf),
      response: (fields) => messageFromFile(row.responseType, fields),
    };
  }
  if (onlyBytes(handler)) return { path: `/${service}/${method}` };
  throw unknownTarget(method, service, services);
}

/**
 * The method that a fault of a file strikes; undefined for all methods.
 *
 * @param answered methods that handlers of the file answer, those too of which nothing is known.
 * @throws {MisuseError} when the method, or its service, is not known.
 */
export function faultTarget(
  { when: { method, service = APPLICATIONS.rfem } = {} }: FileFault,
  services: KnownServices,
  answered: readonly HandlerTarget[],
): HandlerTarget | undefined {
  if (method === undefined) return undefined;
  const answer = answered.find(({ path }) => path === `/${service}/${method}`);
  return answer ?? targetOf({ method, service, reply: {} }, services);
}

const onlyBytes = ({ sequence, ...handler }: FileHandler): boolean =>
  (sequence ?? [handler]).every(({ reply }) => reply === undefined);

function unknownTarget(method: string, service: string, services: KnownServices): MisuseError {
  if (applicationOf(service) !== undefined) {
    return new MisuseError(
      `There is no method ${method} in the table of RFEM's service.`,
      'Check its spelling, or answer it with bytes.',
    );
  }
  const near = nearestNames(service, [...Object.keys(services), ...Object.values(APPLICATIONS)])[0];
  const hint = near === undefined ? '' : `Did you mean ${near}? `;
  return new MisuseError(
    `Nothing is known of the service ${service}.`,
    `${hint}Give its file with --proto FILE or --descriptor-set FILE (from TypeScript: the option services), or answer with bytes.`,
  );
}

function describedTarget(method: string, service: string, definition: ServiceDefinition): HandlerTarget {
  const methods = Object.values(definition);
  const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
  const found = methods.find(({ path }) => nameOf(path) === method);
  if (found === undefined) {
    throw new MisuseError(
      `The service ${service} has no method ${method}.`,
      `Its methods are ${methods.map(({ path }) => nameOf(path)).join(', ')}.`,
    );
  }
  return {
    path: found.path,
    request: (fields, testOf) => found.requestInFile?.(fields, testOf) ?? fields,
    response: (fields) => {
      found.responseSerialize(fields as never);
      return fields;
    },
  };
}

/** @throws {MisuseError} for a field that the request does not have: those of an echo, which no schema sees. */
function rfemRequest(type: string, fields: FileMessage, testOf: TestMaker | undefined): object {
  if (testOf !== undefined) return requestFromFile(type, fields, testOf);
  checkNames(type, fields);
  return fields;
}

function checkNames(type: string, fields: FileMessage): void {
  const known = messageFields[type] ?? {};
  for (const [name, value] of Object.entries(fields)) {
    const kind = [name, camelCase(name)].map((each) => known[each]).find((each) => each !== undefined);
    if (kind === undefined) {
      throw new MisuseError(
        `${type} has no field "${name}".`,
        `Its fields are ${Object.keys(known).join(', ') || 'none'}.`,
      );
    }
    if (typeof kind === 'string' && Object.hasOwn(messageFields, kind) && value !== null)
      checkNames(kind, value as FileMessage);
  }
}

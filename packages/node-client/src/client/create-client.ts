import { checkFields, MisuseError } from '@dlubal-kit/auth-core';
import type { UnaryRpc } from '../call/unary-call.js';
import { closable } from './closable.js';
import { CLIENT_FIELDS, type ClientOptions } from './connect-options.js';
import { methodOf } from './make-call.js';
import { type OpenTransport, openTransport } from './open-transport.js';
import { type MethodLike, methodName, type PromiseClient } from './promise-client.js';

/** A generated client class, of which only the service definition is used. */
export interface ServiceConstructor<Service> {
  new (...given: never[]): object;
  readonly service: Service;
}

interface Codecs extends MethodLike {
  readonly requestSerialize: (request: unknown) => Buffer;
  readonly responseDeserialize: (bytes: Buffer) => unknown;
}

/**
 * Gives any generated grpc-js service the same behaviour as `connect`: key resolved, both headers on every call, deadlines, one
 * class of error. Methods are named in camelCase whatever the generator made of them. A service that streams is refused.
 *
 * @param service The client class that a generator made, or its service definition.
 * @throws {AddressError} {TlsRootsError} {KeyResolutionError} {KeyFormatError} before anything is sent.
 * @throws {MisuseError} when it is not a service, or one of its methods streams.
 *
 * @example
 * import { RstabApplicationClient } from './generated/rstab.js';
 * await using rstab = await createClient(RstabApplicationClient, { apiKeyName: 'project_1' });
 * const models = await rstab.getModelList({});
 */
export function createClient<Service extends object>(
  service: ServiceConstructor<Service>,
  options?: ClientOptions,
): Promise<PromiseClient<Service>>;
export function createClient<Service extends object>(
  service: Service,
  options?: ClientOptions,
): Promise<PromiseClient<Service>>;
export async function createClient(service: object, options: ClientOptions = {}): Promise<unknown> {
  const rows = Object.entries(definitionOf(service));
  checkFields(options, CLIENT_FIELDS, "createClient's options");
  const transport = await openTransport(options);
  const methods = rows.map(([key, method]) => [methodName(key), toMethod(transport, method)]);
  return { ...Object.fromEntries(methods), ...closable(transport) };
}

/** An answer without a codec would be billed and lost. */
const CODECS = ['requestSerialize', 'responseDeserialize'] as const;

function definitionOf(service: object): Readonly<Record<string, Codecs>> {
  const definition: unknown =
    typeof service === 'function' && 'service' in service ? service.service : service;
  const rows = typeof definition === 'object' && definition !== null ? Object.values(definition) : [];
  const isService =
    rows.length > 0 &&
    rows.every(
      (row) => typeof row?.path === 'string' && CODECS.every((codec) => typeof row[codec] === 'function'),
    );
  if (isService) return unaryOnly(definition as Readonly<Record<string, Codecs>>);
  throw new MisuseError(
    'The service given is not a gRPC service.',
    'Give a client class that was generated for grpc-js, or its service definition.',
  );
}

/** A method that streams is refused before the key is looked for, rather than when it is called for the first time. */
function unaryOnly(definition: Readonly<Record<string, Codecs>>): Readonly<Record<string, Codecs>> {
  const streams = Object.entries(definition).filter(([, row]) => row.requestStream || row.responseStream);
  if (streams.length === 0) return definition;
  const names = streams.map(([name]) => name).join(', ');
  throw new MisuseError(
    `${streams.map(([, { path }]) => path).join(', ')} streams, and createClient makes unary calls only.`,
    `Leave it out: const { ${names}, ...unary } = the service definition; createClient(unary). Call it with the generated client and authInterceptor.`,
  );
}

function toMethod(transport: OpenTransport, method: Codecs): unknown {
  const name = method.path.slice(method.path.lastIndexOf('/') + 1);
  const rpc: UnaryRpc<unknown, unknown> = {
    path: method.path,
    encode: method.requestSerialize,
    decode: method.responseDeserialize,
    deadlineMs: transport.deadlineFor(name),
  };
  return methodOf(transport, rpc);
}

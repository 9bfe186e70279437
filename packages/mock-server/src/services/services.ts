import { MisuseError } from '@dlubal-kit/auth-core';
import { declaredAt } from '../handlers/declared-at.js';
import { HandlerList } from '../handlers/handler-list.js';
import { makeHandler } from '../handlers/rpc.js';
import type { Responder, StreamResponder } from '../handlers/rpc-handler.js';
import { type AnyRpc, RPCS_BY_PATH } from '../handlers/rpcs-by-path.js';
import type { TestMaker } from '../patterns/field-patterns.js';
import { type ApplicationName, applicationRows } from './applications.js';

/** One method of a service, as grpc-js's definitions and the stubs made for it have it. */
export interface ServiceMethod<Request, Response> {
  readonly path: string;
  readonly requestStream: boolean;
  readonly responseStream: boolean;
  requestDeserialize(bytes: Buffer): Request;
  responseSerialize(message: Response): Buffer;
  /** The .proto files that it comes from, as `@grpc/proto-loader` gives them; reflection tells of them. */
  readonly requestType?: { readonly fileDescriptorProtos?: readonly Uint8Array[] };
  /**
   * Some fields of a request as a scenario file or a filter has them, in the form that decoded requests have. Methods of
   * `loadProto` and `loadDescriptorSet` know.
   */
  readonly requestInFile?: (fields: object, testOf?: TestMaker) => object;
}

/** A service by the names of its methods: the `service` of a grpc-js client constructor, or what ts-proto makes. */
export type ServiceDefinition = Readonly<Record<string, ServiceMethod<unknown, never>>>;

/** One method's handler, by what is a stream in it. */
export type HandlerOf<Method extends ServiceMethod<unknown, never>> =
  Method extends ServiceMethod<infer Request, infer Response>
    ? Method['requestStream'] extends true
      ? Method['responseStream'] extends true
        ? StreamResponder<AsyncIterable<Request>, Response>
        : Responder<AsyncIterable<Request>, Response>
      : Method['responseStream'] extends true
        ? StreamResponder<Request, Response>
        : Responder<Request, Response>
    : never;

/** Answers, or functions that give them, for the methods of a service. */
export type ServiceHandlers<Definition> = {
  readonly [Name in keyof Definition]?: Definition[Name] extends ServiceMethod<unknown, never>
    ? HandlerOf<Definition[Name]>
    : never;
};

/** The services that a server knows from its start. */
export interface ServedServices {
  /**
   * Dlubal's applications that the server is. RSTAB and RSECTION are copies of RFEM's service, under the names that are
   * expected of them [?]; handlers of `rpc` answer all of them.
   *
   * @default ['rfem']
   */
  readonly applications?: readonly ApplicationName[];
  /**
   * Other services, from `loadProto`, `loadDescriptorSet` or a stub; their handlers are those of a scenario, or come with
   * `addService`. @default none
   */
  readonly services?: readonly ServiceDefinition[];
}

/** What reflection needs to know of the services. */
export interface Reflected {
  /** Full names of the services. */
  readonly names: readonly string[];
  /** A google.protobuf.FileDescriptorProto each, of services that were added with their descriptors. */
  readonly files: readonly Uint8Array[];
}

/** The services that a server knows, RFEM's own and added ones. */
export class Services {
  readonly handlers: HandlerList = new HandlerList();
  /** The methods by path, RFEM's and added ones. */
  readonly rows: ReadonlyMap<string, AnyRpc>;
  readonly #rows: Map<string, AnyRpc> = new Map();
  readonly #files: Set<Uint8Array> = new Set();
  readonly #added: ServiceDefinition[] = [];

  constructor(served: ServedServices = {}) {
    this.rows = this.#rows;
    this.begin(served);
  }

  /** Begins anew with other services; those that were added stay. */
  begin({ applications = ['rfem'], services = [] }: ServedServices): void {
    this.#rows.clear();
    this.#files.clear();
    for (const row of applications.flatMap(applicationRows)) this.#rows.set(row.path, row);
    for (const definition of [...services, ...this.#added]) this.#declare(definition);
  }

  #declare(definition: ServiceDefinition): void {
    for (const row of rowsOf(definition)) if (!RPCS_BY_PATH.has(row.path)) this.#rows.set(row.path, row);
    for (const { requestType } of Object.values(definition)) {
      for (const file of requestType?.fileDescriptorProtos ?? []) this.#files.add(file);
    }
  }

  /** True when the server has a service of this full name. */
  has(service: string): boolean {
    return this.#names().includes(service);
  }

  /** What reflection tells of the services. */
  reflected(): Reflected {
    return { names: this.#names(), files: [...this.#files] };
  }

  /** Full names of the services, as `dlubal.api.rfem.Application`. */
  #names(): string[] {
    const paths = [...this.#rows.keys()];
    return [...new Set(paths.map((path) => path.slice(1, path.lastIndexOf('/'))))];
  }

  /**
   * Adds a service; added again, the new handlers come first.
   *
   * @throws {MisuseError} when a handler has no method, or cannot answer it.
   */
  add(
    definition: ServiceDefinition,
    handlers: Readonly<Record<string, unknown>>,
    caller: (...args: never[]) => unknown,
  ): void {
    const place = declaredAt(caller);
    checkDefinition(definition);
    const rows = rowsOf(definition);
    for (const name of Object.keys(handlers)) {
      if (Object.hasOwn(definition, name)) continue;
      throw new MisuseError(
        `The service has no method ${JSON.stringify(name)}.`,
        `Its methods are ${Object.keys(definition).join(', ')}.`,
      );
    }
    const made = rows.flatMap(({ method, path, responseStream }) => {
      const answer = handlers[method];
      if (answer === undefined) return [];
      // What can be told one by one is told anew to each call.
      const streamed = responseStream === true && Array.isArray(answer) ? () => answer : answer;
      return [makeHandler(path, streamed, {}, place)];
    });
    this.#added.push(definition);
    this.#declare(definition);
    this.handlers.use(made);
  }
}

/** @throws {MisuseError} for something else, such as the promise of a `loadProto` that was not awaited. */
export function checkDefinition(definition: unknown): asserts definition is ServiceDefinition {
  const methods = typeof definition === 'object' && definition !== null ? Object.values(definition) : [];
  if (methods.length > 0 && methods.every((method) => typeof method?.path === 'string')) return;
  throw new MisuseError(
    'This is not a service definition: it has no methods with a path.',
    "Give one service of what loadProto returns, as in (await loadProto(file))['greet.Greeter'], or a stub's definition.",
  );
}

const rowsOf = (definition: ServiceDefinition): AnyRpc[] =>
  Object.entries(definition).map(([name, method]) => rowOf(name, method));

function rowOf(method: string, definition: ServiceMethod<unknown, never>): AnyRpc {
  const { path, requestStream, responseStream, requestInFile } = definition;
  const encode = (message: unknown): Buffer => definition.responseSerialize(message as never);
  return {
    name: path.slice(path.lastIndexOf('/') + 1),
    method,
    path,
    requestStream,
    responseStream,
    decodeRequest: (bytes) => definition.requestDeserialize(Buffer.from(bytes)),
    encodeResponse: encode,
    ...(requestInFile === undefined || requestStream
      ? {}
      : { requestForm: (fields: object) => requestInFile(fields) }),
  };
}

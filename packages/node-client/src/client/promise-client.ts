import type { UnaryMethod } from '../call/call-options.js';
import type { Closable } from './closable.js';

/** What is read of a method of a generated service definition: ts-proto, protoc-gen-grpc and proto-loader all have it. */
export interface MethodLike {
  readonly path: string;
  readonly requestStream: boolean;
  readonly responseStream: boolean;
}

/** `get_application_info` and `GetApplicationInfo` → `getApplicationInfo`. */
export type CamelCase<Name extends string> = Uncapitalize<JoinedWords<Name>>;
/** Words with a capital each but for the first, in one. */
export type JoinedWords<Name extends string> = Name extends `${infer Head}_${infer Tail}`
  ? `${Head}${Capitalize<JoinedWords<Tail>>}`
  : Name;

/** Names that the client itself needs; `then` would make it look like a promise. Such a method ends in `Rpc`. */
export const RESERVED = ['address', 'close', 'then'] as const;
/** The name that a method has on the client. */
export type MethodName<Name extends string> =
  CamelCase<Name> extends (typeof RESERVED)[number] ? `${CamelCase<Name>}Rpc` : CamelCase<Name>;

/** Keys that are written out, without those of an index signature. */
export type NamedMethod<Service> = keyof {
  [K in keyof Service as string extends K ? never : number extends K ? never : K]: 0;
} &
  string;

/** A method of a definition as a function that promises its answer; `never` for a stream. */
export type PromiseMethod<Rpc> = Rpc extends
  | { readonly requestStream: true }
  | { readonly responseStream: true }
  ? never
  : Rpc extends {
        requestSerialize: (request: infer Request) => unknown;
        responseDeserialize: (bytes: never) => infer Response;
      }
    ? UnaryMethod<Request, Response>
    : never;

/** The unary methods of a service as functions that promise their answers. */
export type PromiseMethods<Service> = [NamedMethod<Service>] extends [never]
  ? { readonly [method: string]: UnaryMethod<unknown, unknown> }
  : { readonly [Name in NamedMethod<Service> as MethodName<Name>]: PromiseMethod<Service[Name]> };

/** A generated service as an object of promises. */
export type PromiseClient<Service> = PromiseMethods<Service> & Closable;

/** The name that a method has on the client. */
export function methodName(key: string): string {
  const [first = '', ...words] = key.split('_');
  const joined = first + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
  const name = joined.charAt(0).toLowerCase() + joined.slice(1);
  return (RESERVED as readonly string[]).includes(name) ? `${name}Rpc` : name;
}

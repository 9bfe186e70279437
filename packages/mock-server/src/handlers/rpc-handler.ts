import type { MockKey } from '../keys/mock-key.js';
import type { Reply } from './reply.js';

/** What a handler knows of the call in addition to the request. */
export interface CallInfo {
  /** Name of the method on the wire, for example `get_application_info`. */
  readonly method: string;
  /** Full name of the service, for example `dlubal.api.rfem.Application`. */
  readonly service: string;
  /** The key that was used. */
  readonly key: MockKey;
  /** Headers that the client set itself, the key left out; the values of a repeated one joined by a comma. */
  readonly headers: Readonly<Record<string, string>>;
  /** The same, with repeated headers apart, in the order in which they came. */
  readonly headerList: readonly (readonly [name: string, value: string])[];
  /** 1 for the first try; more when the client says that it tries again. */
  readonly attempt: number;
  /** Aborts when the client goes away, its deadline passes or the server stops. */
  readonly signal: AbortSignal;
}

/** What a handler gives: fields of the message, a `reply` or an `error`; nothing passes the call to the next handler. */
export type Answered<Response> = Response | Reply<Response> | undefined;

/** A function that answers a call, or what it would always give. */
export type Responder<Request, Response> =
  | ((request: Request, call: CallInfo) => Answered<Response> | Promise<Answered<Response>>)
  | Exclude<Answered<Response>, undefined>;

/** What a handler of a stream gives: messages one after the other, with an `error` at the end where it fails. */
export type Messages<Response> =
  | Iterable<Response | Reply<Response>>
  | AsyncIterable<Response | Reply<Response>>;

/** A function that answers a call with messages one after the other, or the messages it would always give. */
export type StreamResponder<Request, Response> =
  | ((
      request: Request,
      call: CallInfo,
    ) =>
      | Messages<Response>
      | Reply<Response>
      | undefined
      | Promise<Messages<Response> | Reply<Response> | undefined>)
  | readonly (Response | Reply<Response>)[];

/** How long and how often a handler answers. */
export interface HandlerOptions {
  /** Answers one call, then no more. */
  readonly once?: boolean;
  /** Answers this many calls, then no more. */
  readonly times?: number;
  /** Waits before it answers, in milliseconds; a pair means a random time between the two. */
  readonly delay?: number | readonly [min: number, max: number];
}

/** One answer to one method, made by `rpc`. */
export interface RpcHandler {
  /** Path of the calls that it answers, for example `/dlubal.api.rfem.Application/get_application_info`. */
  readonly path: string;
  /** Calls that it answers at most. */
  readonly times: number;
  readonly delay: number | readonly [min: number, max: number];
  /** @param nth how many calls of the same key it has answered before, since it was registered or restored. */
  readonly respond: (request: unknown, call: CallInfo, nth: number) => unknown;
  /** Why it does not answer a call, where it knows: "request.name differs". Undefined when it answers. */
  readonly misfit?: ((request: unknown, call: CallInfo) => string | undefined) | undefined;
  /** Where it was declared, as `file:line`. */
  readonly declaredAt: string;
}

/** A handler as `listHandlers` shows it. */
export interface HandlerInfo {
  readonly method: string;
  readonly path: string;
  /** Where it was declared, as `file:line`. */
  readonly declaredAt: string;
  /** Calls that it answered. */
  readonly used: number;
  /** Calls that it will still answer; `Infinity` for a handler without a bound. */
  readonly remaining: number;
  /** Label of the key whose calls it answers; undefined for all keys. */
  readonly key?: string;
}

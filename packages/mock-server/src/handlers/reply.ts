import { GRPC_STATUSES, MisuseError, REFUSALS, type RefusalKind } from '@dlubal-kit/auth-core';
import { type FaultReply, REPLY } from '../faults/fault-reply.js';
import { STATUS_CODES, type StatusName } from '../wire/status-code.js';
import { type Metadata, NO_METADATA, toWireMetadata, type WireHeaders } from '../wire/wire-metadata.js';

/** An answer that is a message. Made by `reply`. */
export interface MessageReply<Message> {
  readonly [REPLY]: true;
  readonly kind: 'message';
  readonly message: Message;
  readonly headers: WireHeaders;
  readonly trailers: WireHeaders;
}

/** An answer that is a status without a message. Made by `error`. */
export interface StatusReply {
  readonly [REPLY]: true;
  readonly kind: 'status';
  readonly status: number;
  readonly details: string;
  readonly trailers: WireHeaders;
}

/** What a call is answered with, ready for the wire. */
export type Reply<Message = unknown> = MessageReply<Message> | StatusReply | FaultReply;

/** Headers and trailers that go with a reply. */
export interface ReplyMetadata {
  readonly headers?: Metadata;
  readonly trailers?: Metadata;
}

export function isReply(thing: unknown): thing is Reply {
  return typeof thing === 'object' && thing !== null && REPLY in thing;
}

/** What a handler gave, as a reply: a message without metadata where it is none. */
export function toReply(said: unknown): Reply {
  return isReply(said)
    ? said
    : { [REPLY]: true, kind: 'message', message: said, headers: NO_METADATA, trailers: NO_METADATA };
}

/**
 * Answers with a message and metadata.
 *
 * @throws {MisuseError} when a header or trailer cannot be sent.
 * @example server.use(rpc.getModelList(() => reply({ modelInfo: [] }, { trailers: { 'x-note': 'empty' } })));
 */
export function reply<Message>(message: Message, metadata: ReplyMetadata = {}): MessageReply<Message> {
  return {
    [REPLY]: true,
    kind: 'message',
    message,
    headers: toWireMetadata(metadata.headers),
    trailers: toWireMetadata(metadata.trailers),
  };
}

/** The statuses that are errors. */
export type ErrorStatus = Exclude<(typeof GRPC_STATUSES)[number], { name: 'OK' }>;

/** A kind of failure that a server can answer with. */
export type AnswerableKind = ErrorStatus['kind'] | RefusalKind;

/** The status of each kind that is a status and nothing more; refusals have their own sentences. */
const STATUS_OF_KIND = new Map<string, number>(
  GRPC_STATUSES.filter(({ name }) => name !== 'OK').map(({ kind, code }) => [kind, code]),
);

/**
 * Answers with an error: by the kind of failure that the client reports, by status name, or by number.
 *
 * @param details the server's words. The three refusals have their own, word for word, when none are given.
 * @throws {MisuseError} when there is no such kind or status, or a trailer cannot be sent.
 * @example server.use(rpc.calculateAll(error('access-restricted')));
 * @example server.use(rpc.openModel(error('NOT_FOUND', 'There is no such file.')));
 */
export function error(
  what: AnswerableKind | StatusName | number,
  details?: string,
  metadata: Pick<ReplyMetadata, 'trailers'> = {},
): StatusReply {
  return {
    [REPLY]: true,
    kind: 'status',
    status: statusOf(what),
    details: String(details ?? (isRefusal(what) ? REFUSALS[what].details : '')),
    trailers: toWireMetadata(metadata.trailers),
  };
}

/** Every kind of failure that a server can answer with. */
export const ANSWERABLE_KINDS: readonly AnswerableKind[] = [
  ...(Object.keys(REFUSALS) as RefusalKind[]),
  ...([...STATUS_OF_KIND.keys()] as ErrorStatus['kind'][]),
];

function isRefusal(what: unknown): what is RefusalKind {
  return typeof what === 'string' && Object.hasOwn(REFUSALS, what);
}

function statusOf(what: string | number): number {
  if (typeof what === 'number' && Number.isInteger(what) && what >= 0) return what;
  if (isRefusal(what)) return REFUSALS[what].status;
  const code = STATUS_OF_KIND.get(String(what));
  if (code !== undefined) return code;
  if (Object.hasOwn(STATUS_CODES, what)) return STATUS_CODES[what as StatusName];
  throw new MisuseError(
    `${JSON.stringify(what)} is not an error that a server can answer with.`,
    `Give a kind (${ANSWERABLE_KINDS.join(', ')}), a status name such as NOT_FOUND, or a number.`,
  );
}

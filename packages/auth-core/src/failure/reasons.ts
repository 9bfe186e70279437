import { CONNECTION_REASONS } from './tables/connection-reasons.js';
import type { ReasonRow } from './tables/kind-row.js';
import type { FailureKind } from './kinds.js';

/** Finer causes of failures of this side and of answers. */
const OTHER_REASONS = {
  'key-malformed': {
    'illegal-characters': {
      remedy:
        'The key holds a character that no header can carry, most often a line end from a file: copy it again, alone.',
    },
  },
  'address-invalid': {
    scheme: {
      remedy:
        'Give host and port alone, such as 127.0.0.1:9000, without https:// or http://; TLS is an option of its own.',
    },
    port: { remedy: 'Give a port from 1 to 65535; the server listens on 9000 by default.' },
  },
  'budget-exhausted': {
    closed: {
      happened: 'The server restricted access earlier this month, so the call was not made.',
      remedy:
        'Once the server permits access again, run: dlubal-auth budget clear. Or use --force for a single call.',
    },
  },
  'client-misuse': {
    'client-closed': {
      remedy: 'The client was closed: finish the calls before close(), or open a new client.',
    },
    'insecure-credentials': {
      remedy: 'Call credentials need TLS: turn TLS on, or send the key as a header.',
    },
  },
  'unauthenticated-other': {
    'no-text': {
      remedy: 'The server gave no words: check the key first, then the subscription in your Dlubal account.',
    },
  },
  'resource-exhausted': {
    'enhance-your-calm': {
      origin: 'transport',
      billed: 'maybe',
      remedy: 'The server asks for fewer calls or keepalive pings at a time: slow down, then try again.',
    },
  },
  'message-too-large': {
    received: {
      origin: 'transport',
      remedy:
        'Raise the limit for received messages (this client sets none by default), or ask for less at a time.',
    },
    'received-by-server': {
      remedy: 'The request is larger than the server takes: send less at a time, or raise its limit.',
    },
    decompressed: {
      origin: 'transport',
      remedy:
        'The answer is larger than the limit once unpacked: raise the limit, or ask for less at a time.',
    },
    'sent-by-client': {
      origin: 'local',
      billed: 'no',
      remedy: 'Raise the limit for sent messages (this client sets none by default), or send less at a time.',
    },
    'sent-by-server': { remedy: 'The answer is larger than the server may send: ask for less at a time.' },
  },
  'protocol-error': {
    'stream-reset': {
      origin: 'transport',
      billed: 'maybe',
      remedy:
        'The other side broke the call off: see the log of the server and of the proxies on the way. It may have been carried out and billed.',
    },
    'ended-without-status': {
      origin: 'transport',
      billed: 'maybe',
      remedy:
        'The answer ended without a gRPC status: most likely a web page, or a proxy that drops trailers; check host, port and proxies.',
    },
    'no-response-message': {
      origin: 'transport',
      remedy:
        'The server said OK and sent no message: report it to the maker of the server, or look for a proxy.',
    },
    'unknown-status-code': {
      remedy: 'The status is none that gRPC defines: look for a proxy, then at the server.',
    },
    'undefined-status': {
      origin: 'transport',
      remedy:
        'The answer is packed in a way that the client cannot unpack: compare their versions and compression.',
    },
    compression: {
      origin: 'transport',
      remedy: 'The answer could not be unpacked: look for a proxy that changes messages.',
    },
    'response-codec': {
      origin: 'transport',
      remedy: 'The answer does not fit the protos of this client: compare the versions of client and server.',
    },
    'request-codec': {
      origin: 'local',
      billed: 'no',
      remedy:
        'The request does not fit the protos: correct the value that the message names. Nothing was sent.',
    },
  },
} as const;

type Table = typeof CONNECTION_REASONS & typeof OTHER_REASONS;

/** The reasons that have a row of their own in a kind. */
export type ReasonOf<K extends FailureKind> = K extends keyof Table ? keyof Table[K] : never;

/** Finer causes inside a kind, where their cures differ. What a row leaves out is as in the kind's row. */
export const REASONS: Readonly<Record<string, Readonly<Record<string, ReasonRow>>>> = {
  ...CONNECTION_REASONS,
  ...OTHER_REASONS,
};

/** What a reason changes about its kind; undefined when the kind's own row says it all. */
export function reasonRow(kind: FailureKind, reason: string | undefined): ReasonRow | undefined {
  const ofKind = Object.hasOwn(REASONS, kind) ? REASONS[kind] : undefined;
  if (ofKind === undefined || reason === undefined) return undefined;
  if (Object.hasOwn(ofKind, reason)) return ofKind[reason];
  return /^http-5\d\d$/.test(reason) ? ofKind['http-5xx'] : undefined;
}

import type { Sign } from '../sign.js';

/** grpc-js and grpcio; the group is the length in bytes. */
export const RECEIVED_LENGTH: RegExp = /Received message larger than max \((\d{1,10}) vs/i;

/** A message beyond a limit. */
export const SIZE_SIGNS: readonly Sign[] = [
  {
    pattern: RECEIVED_LENGTH,
    kind: 'message-too-large',
    reason: 'received',
    status: [8, 11],
    evenFromGrpc: true,
  },
  {
    pattern: /message that decompresses to a size larger than/i,
    kind: 'message-too-large',
    reason: 'decompressed',
    status: [8],
  },
  {
    pattern: /Sent message larger than max/i,
    kind: 'message-too-large',
    reason: 'sent-by-server',
    status: [8],
    evenFromGrpc: true,
  },
];

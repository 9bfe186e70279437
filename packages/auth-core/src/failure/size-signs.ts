import type { Sign } from './sign.js';

/** A message beyond a limit. The first group is its length in bytes, where the text gives it. */
export const SIZE_SIGNS: readonly Sign[] = [
  {
    pattern: /Received message larger than max \((\d{1,10}) vs/i,
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

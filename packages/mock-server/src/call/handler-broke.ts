import { error, type StatusReply } from '../handlers/reply.js';

/** Answer when a handler throws. Fixed words: what it threw may hold anything; the journal keeps it. */
export const HANDLER_BROKE: StatusReply = error(
  'INTERNAL',
  'A handler of the mock server failed. What it threw stands in server.requests, field error.',
);

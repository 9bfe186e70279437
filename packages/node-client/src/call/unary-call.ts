import { messageOf } from '@dlubal-kit/auth-core';
import type { OpenChannel } from '../channel/open-channel.js';
import type { CallReport } from '../wire/call-report.js';
import { gzippedFrame, plainFrame } from '../wire/request-frame.js';
import type { CallLimit } from './call-limit.js';
import { type Answer, exchange } from './stream-exchange.js';

/** One method of a service: its path on the wire, its codecs, and its default time limit. */
export interface UnaryRpc<Request, Response> {
  /** Full gRPC path, `/dlubal.api.rfem.Application/get_application_info`. */
  readonly path: string;
  readonly encode: (request: Request) => Buffer;
  readonly decode: (bytes: Buffer) => Response;
  /** Milliseconds. */
  readonly deadlineMs: number;
}

/** How long a call is sent again that the server turns away unread, in milliseconds. */
const PERSISTENCE_MS = 30_000;

/**
 * Makes one call: one request that the server sees. It is sent again only where the server provably never saw it, as it happens to
 * calls on their way when a connection is given up in good order (nginx does after 1,000 requests).
 *
 * @throws {CallReport} (rejects) for every other end.
 */
export async function unaryCall<Request, Response>(
  { channel, headers, compression }: OpenChannel,
  rpc: UnaryRpc<Request, Response>,
  request: Request,
  limit: CallLimit,
): Promise<Response> {
  const bytes = coded(() => rpc.encode(request), 'Request message serialization failure', 'unsent');
  const frame = compression.isWanted(bytes.length) ? await gzippedFrame(bytes) : plainFrame(bytes);
  const encoding = frame.gzipped ? { 'grpc-encoding': 'gzip' } : undefined;
  const question = { headers: { ...headers, ':path': rpc.path, ...encoding }, frame };
  const answer = await untilSeen(() => exchange(channel, question, limit), limit);
  compression.learn(answer.accepts);
  return coded(() => rpc.decode(answer.bytes), 'Response message parsing error', 'message');
}

async function untilSeen(send: () => Promise<Answer>, limit: CallLimit): Promise<Answer> {
  let firstRefusal: number | undefined;
  for (let again = 0; ; again += 1) {
    try {
      return await send();
    } catch (report) {
      const now = performance.now();
      firstRefusal ??= now;
      if ((report as CallReport).unseen !== true || now - firstRefusal > PERSISTENCE_MS) throw report;
      // At once the first time; then a server that is stopping, or has no room, gets a moment.
      const pause = again === 0 ? 0 : Math.random() * Math.min(200, 5 * 2 ** again);
      if (limit.leftMs <= pause) throw report;
      if (pause > 0) await limit.pause(pause, 'Waiting for LB pick');
    }
  }
}

/** Runs a codec; its failure is reported in the words of grpc-js. */
function coded<T>(codec: () => T, what: string, evidence: CallReport['evidence'] & string): T {
  try {
    return codec();
  } catch (error) {
    throw { code: 13, details: `${what}: ${messageOf(error)}`, evidence } satisfies CallReport;
  }
}

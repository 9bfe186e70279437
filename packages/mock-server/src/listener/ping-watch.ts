import { constants, type Http2Session } from 'node:http2';
import { monotonicMs } from '../engine/real-timers.js';

/** Pings too early that are forgiven, as in gRPC's own servers (`http2.max_ping_strikes`). */
const FORGIVEN = 2;

/** What a call knows of its last answer. */
interface WatchedCall {
  readonly stream: { readonly session: Http2Session | undefined; readonly writableLength: number };
  readonly sentAt: number;
}

/**
 * Sends a client away whose keepalive is too eager, as gRPC's servers do: a ping counts as too early when the one before
 * came less than the interval ago and nothing was answered since. Source: grpc/grpc, doc/keepalive.md.
 */
export class PingWatch {
  readonly #minIntervalMs: number;
  readonly #calls: Iterable<WatchedCall>;
  /** When a session was last answered. */
  readonly #answered: WeakMap<Http2Session, number> = new WeakMap();

  constructor(minIntervalMs: number, calls: Iterable<WatchedCall>) {
    this.#minIntervalMs = minIntervalMs;
    this.#calls = calls;
  }

  /** A call is over: the last of its answer has just left. */
  callEnded(session: Http2Session | undefined): void {
    if (session !== undefined) this.#answered.set(session, monotonicMs());
  }

  watch(session: Http2Session): void {
    if (this.#minIntervalMs === 0) return;
    let last = Number.NEGATIVE_INFINITY;
    let strikes = 0;
    session.on('ping', () => {
      const now = monotonicMs();
      if (this.#lastAnswerOf(session) > last) strikes = 0;
      else if (now - last < this.#minIntervalMs) strikes += 1;
      last = now;
      if (strikes <= FORGIVEN) return;
      session.goaway(constants.NGHTTP2_ENHANCE_YOUR_CALM, 0, Buffer.from('too_many_pings'));
      session.destroy();
    });
  }

  /** While an answer is on its way, clients ping to measure their bandwidth (gRPC's BDP estimate): such pings are welcome. */
  #lastAnswerOf(session: Http2Session): number {
    let last = this.#answered.get(session) ?? Number.NEGATIVE_INFINITY;
    for (const { stream, sentAt } of this.#calls) {
      if (stream.session !== session) continue;
      last = Math.max(last, stream.writableLength > 0 ? Number.POSITIVE_INFINITY : sentAt);
    }
    return last;
  }
}

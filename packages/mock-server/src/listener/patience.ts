import { constants, type ServerHttp2Session } from 'node:http2';
import type { Socket } from 'node:net';
import type { IncomingCall } from '../engine/incoming-call.js';
import type { ListenerOptions } from '../engine/listener-options.js';
import { monotonicMs, realClearInterval, realSetInterval } from '../engine/real-timers.js';
import { STATUS_CODES } from '../wire/status-code.js';

/** How long after its deadline a call may still hang, waiting for a client that does not read. */
const AFTER_DEADLINE_MS = 1_000;

interface Pulse {
  /** Tick of the last sign of life. */
  seen: number;
  /** True while a PING is under way. */
  asked: boolean;
}

/**
 * Ends what takes too long, by one timer for all: a connection that does not say that it speaks HTTP/2, one that
 * gives no sign of life, a body that pauses, an answer that nobody reads. Time is counted in ticks of that timer, so
 * a process that was stopped in a debugger does not find everything too old when it goes on.
 */
export class Patience {
  readonly #greeting: Map<Socket, number> = new Map();
  readonly #sessions: Map<ServerHttp2Session, Pulse> = new Map();
  readonly #calls: ReadonlySet<IncomingCall>;
  readonly #options: ListenerOptions;
  readonly #tickMs: number;
  #timer: NodeJS.Timeout | undefined;
  /** Ticks since the start. */
  tick = 0;

  constructor(options: ListenerOptions, calls: ReadonlySet<IncomingCall>) {
    this.#options = options;
    this.#calls = calls;
    const { handshakeTimeoutMs, idleBodyMs } = options;
    this.#tickMs = Math.max(10, Math.min(1_000, handshakeTimeoutMs / 2, idleBodyMs / 2));
  }

  start(): void {
    this.#timer = realSetInterval(() => this.#look(), this.#tickMs);
    this.#timer.unref();
  }

  stop(): void {
    realClearInterval(this.#timer);
  }

  /** A connection was made, and has yet to say what it is. */
  connected(socket: Socket): void {
    this.#greeting.set(socket, this.tick);
    socket.once('close', () => this.#greeting.delete(socket));
  }

  /** A connection speaks HTTP/2. Over TLS the session's socket is another object than the one that connected. */
  greeted(session: ServerHttp2Session): void {
    const { remotePort } = session.socket;
    for (const socket of this.#greeting.keys()) {
      if (socket.remotePort === remotePort) this.#greeting.delete(socket);
    }
    this.#sessions.set(session, { seen: this.tick, asked: false });
    session.once('close', () => this.#sessions.delete(session));
  }

  #tooOld(tick: number, limitMs: number): boolean {
    return (this.tick - tick) * this.#tickMs > limitMs;
  }

  #look(): void {
    this.tick += 1;
    for (const [socket, tick] of this.#greeting) {
      if (this.#tooOld(tick, this.#options.handshakeTimeoutMs)) socket.destroy();
    }
    for (const [session, pulse] of this.#sessions) this.#feelPulse(session, pulse);
    const now = monotonicMs();
    for (const call of this.#calls) this.#hurry(call, now);
  }

  // After a fatal error of the peer, nghttp2 sends GOAWAY and stops reading without a word to JavaScript: the socket would
  // stay for ever, even when the peer has gone. Only a PING that is not answered tells.
  #feelPulse(session: ServerHttp2Session, pulse: Pulse): void {
    if (session.destroyed) return;
    if (!pulse.asked) {
      if (!this.#tooOld(pulse.seen, this.#options.handshakeTimeoutMs)) return;
      pulse.asked = true;
      pulse.seen = this.tick;
      session.ping(() => {
        pulse.asked = false;
        pulse.seen = this.tick;
      });
    } else if (this.#tooOld(pulse.seen, this.#options.handshakeTimeoutMs)) {
      session.destroy();
    }
  }

  #hurry(call: IncomingCall, now: number): void {
    const { deadlineAt, stream, lastTick } = call;
    if (deadlineAt !== undefined && now > deadlineAt + AFTER_DEADLINE_MS) {
      stream.close(constants.NGHTTP2_CANCEL);
    } else if (!call.listens && !stream.readableEnded && this.#tooOld(lastTick, this.#options.idleBodyMs)) {
      call.breakOff(STATUS_CODES.DEADLINE_EXCEEDED, 'The body of the call paused for too long.');
    }
  }
}

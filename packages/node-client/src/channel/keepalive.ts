import type { ClientHttp2Session } from 'node:http2';

/** After this silence, with a call waiting, the peer is asked whether it still lives. In milliseconds. */
const SILENCE_MS = 10_000;
/** How long it has for the answer. */
const PATIENCE_MS = 8_000;
/**
 * A second question in the same silence comes no sooner: servers of gRPC C++ and Go allow one ping in five minutes to a client
 * that they sent nothing since, and end the connection of one that asks more (docs/adr/0004).
 */
const AGAIN_MS = 310_000;

/** What a watch needs to know of its connection. */
export interface Watched {
  readonly session: ClientHttp2Session;
  /** Called when the peer does not answer. */
  readonly dead: () => void;
}

/** Finds out whether a connection still carries anything, while calls wait on it. Without calls it asks nothing. */
export class Keepalive {
  readonly #watched: Watched;
  #timer: NodeJS.Timeout | undefined;
  #heardAt = 0;
  /** When the first call began since the peer was heard; one that gave up without an answer counts on. */
  #askedAt: number | undefined;
  /** When the last ping went out in this silence; undefined when the peer has spoken since. */
  #pingedAt: number | undefined;
  #active = false;

  constructor(watched: Watched) {
    this.#watched = watched;
  }

  /** The first of the calls began. */
  start(): void {
    const now = performance.now();
    this.#active = true;
    this.#askedAt ??= now;
    this.#timer ??= this.#in(this.#due() - now);
  }

  /** The last of the calls ended. The timer runs on, since most silences are short. */
  rest(): void {
    this.#active = false;
  }

  /** The peer answered something. */
  heard(): void {
    this.#heardAt = performance.now();
    this.#askedAt = undefined;
    this.#pingedAt = undefined;
  }

  end(): void {
    this.#active = false;
    clearTimeout(this.#timer);
  }

  /** Never longer than a silence, since the peer can speak meanwhile. */
  #in(ms: number): NodeJS.Timeout {
    return setTimeout(() => this.#look(), Math.min(ms, SILENCE_MS)).unref();
  }

  /** When the next ping is due. */
  #due(): number {
    const silent = Math.max(this.#heardAt, this.#askedAt ?? 0) + SILENCE_MS;
    return this.#pingedAt === undefined ? silent : Math.max(silent, this.#pingedAt + AGAIN_MS);
  }

  #look(): void {
    this.#timer = undefined;
    if (!this.#active) return;
    const now = performance.now();
    const due = this.#due();
    if (now >= due) this.#ping(now);
    else this.#timer = this.#in(due - now);
  }

  #ping(now: number): void {
    this.#pingedAt = now;
    const { session, dead } = this.#watched;
    // Node ends a session after a TLS alert without an event; pinging one that has ended throws.
    if (session.destroyed) {
      dead();
      return;
    }
    const late = setTimeout(dead, PATIENCE_MS).unref();
    const sent = session.ping((error) => {
      clearTimeout(late);
      if (error === null) this.#heardAt = performance.now();
    });
    if (!sent) clearTimeout(late);
    this.#timer = this.#in(SILENCE_MS);
  }
}

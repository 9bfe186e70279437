import { setMaxListeners } from 'node:events';
import { dial } from '../dial/dial.js';
import type { Route } from '../dial/route.js';
import { startTimer } from '../dial/start-timer.js';
import type { CallReport } from '../wire/call-report.js';
import { Connection } from './server-connection.js';

/** A call that waits for a connection. Exactly one of the two is called, unless it was taken back. */
export interface Waiter {
  readonly go: (connection: Connection) => void;
  readonly fail: (report: CallReport) => void;
}

/** Longest pause before a connection is tried again after one that failed, in milliseconds; the first is a 64th of it. */
const LONGEST_PAUSE_MS = 1_000;

const CLOSED: CallReport = { code: 14, details: 'Channel has been shut down' };

/** Why a call ends that was still under way when the client closed and waited no longer. */
export const CLIENT_CLOSED: unique symbol = Symbol('closed');

/**
 * The connections to one server: at most one that takes calls, made when a call needs it, and made anew after it ended. Older ones
 * live until their last call is over.
 */
export class Channel {
  readonly #route: Route;
  readonly #ending = new AbortController();
  readonly #connections = new Set<Connection>();
  readonly #waiting = new Set<Waiter>();
  #current: Connection | undefined;
  #isDialling = false;
  #failures = 0;
  #pause: NodeJS.Timeout | undefined;
  #calls = 0;
  #isClosing = false;
  #drained: (() => void) | undefined;

  constructor(route: Route) {
    this.#route = route;
    // Every call under way listens, so their number says nothing.
    setMaxListeners(0, this.#ending.signal);
  }

  /** Connections that have not ended; for tests. */
  get size(): number {
    return this.#connections.size;
  }

  /** Aborts when calls under way are given up on closing. */
  get ending(): AbortSignal {
    return this.#ending.signal;
  }

  /**
   * Makes a call, for whose end `close` waits.
   *
   * @throws {CallReport} (rejects) when the channel was closed.
   */
  async during<T>(call: () => Promise<T>): Promise<T> {
    if (this.#isClosing) throw CLOSED;
    this.#calls += 1;
    try {
      return await call();
    } finally {
      this.#calls -= 1;
      if (this.#calls === 0) this.#drained?.();
    }
  }

  /** Gives a waiter the connection as soon as one has room. Where one has, that is before this returns. */
  wait(waiter: Waiter): void {
    this.#waiting.add(waiter);
    this.#serve();
  }

  takeBack(waiter: Waiter): void {
    this.#waiting.delete(waiter);
  }

  /**
   * Connects without a call, which costs nothing.
   *
   * @throws {CallReport} (rejects) when that fails.
   */
  probe(): Promise<void> {
    return new Promise((go, fail) => this.wait({ go: () => go(), fail }));
  }

  /**
   * Ends all connections, once the calls under way are over.
   *
   * @param timeoutMs After this time, calls that are still under way are given up.
   */
  async close(timeoutMs: number): Promise<void> {
    if (!this.#isClosing) {
      this.#isClosing = true;
      if (this.#calls > 0) await this.#drain(timeoutMs);
      this.#ending.abort(CLIENT_CLOSED);
      clearTimeout(this.#pause);
      for (const connection of this.#connections) connection.destroy();
    }
  }

  #drain(timeoutMs: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = startTimer(resolve, timeoutMs);
      this.#drained = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  #serve(): void {
    for (const waiter of this.#waiting) {
      if (this.#current?.hasRoom !== true) break;
      this.#waiting.delete(waiter);
      waiter.go(this.#current);
    }
    if (this.#waiting.size > 0 && this.#current?.isOpen !== true) this.#dialSoon();
  }

  /** At once, unless the last attempt failed: whoever tries in a loop does not knock a thousand times a second. */
  #dialSoon(): void {
    if (this.#isDialling || this.#ending.signal.aborted) return;
    this.#isDialling = true;
    if (this.#failures === 0) void this.#dial();
    else {
      const pause = (LONGEST_PAUSE_MS / 64) * 2 ** Math.min(6, this.#failures - 1);
      this.#pause = setTimeout(() => void this.#dial(), pause);
    }
  }

  async #dial(): Promise<void> {
    try {
      const dialled = await dial(this.#route, this.#ending.signal);
      this.#isDialling = false;
      this.#failures = 0;
      const connection = new Connection(dialled, () => this.#changed(connection));
      this.#connections.add(connection);
      this.#current = connection;
      this.#serve();
    } catch (error) {
      this.#isDialling = false;
      this.#failures += 1;
      this.#failAll(error);
    }
  }

  #changed(connection: Connection): void {
    if (!connection.isOpen) {
      if (this.#current === connection) this.#current = undefined;
      if (connection.isOver) this.#connections.delete(connection);
    }
    this.#serve();
  }

  #failAll(error: unknown): void {
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    const details = `No connection established. Last error: ${String(error)}`;
    for (const waiter of waiting) waiter.fail({ code: 14, details });
  }
}

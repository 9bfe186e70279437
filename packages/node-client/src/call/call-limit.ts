import { CLIENT_CLOSED } from '../channel/channel.js';
import { startTimer } from '../dial/start-timer.js';
import type { CallReport } from '../wire/call-report.js';

/** What a call waits for that has no connection yet, in the words of grpc-js. */
export const CONNECTING = 'Waiting for LB pick';

/** How long a call can go on, over all its attempts, and who can end it before. */
export class CallLimit {
  readonly #startedAt = performance.now();
  readonly #endsAt: number;
  readonly #signals: readonly AbortSignal[];

  /**
   * @param deadlineMs From now.
   * @param signals Each ends the call: the caller's own, that of a client that closes.
   */
  constructor(deadlineMs: number, signals: readonly (AbortSignal | undefined)[]) {
    this.#endsAt = this.#startedAt + deadlineMs;
    this.#signals = signals.filter((signal) => signal !== undefined);
  }

  /** Milliseconds that are left; Infinity where there is no deadline. */
  get leftMs(): number {
    return this.#endsAt - performance.now();
  }

  /**
   * Calls `ended` once, when the time is over or a signal aborts.
   *
   * @param where What the call was waiting for, in the words of grpc-js.
   * @returns what takes the wish back.
   */
  onEnd(ended: (report: CallReport) => void, where: () => string): () => void {
    const giveUp = (event: { readonly target: unknown }): void =>
      end(abortReport(event.target as AbortSignal));
    const timer = startTimer(() => end(this.#late(where())), this.leftMs);
    const forget = (): void => {
      clearTimeout(timer);
      for (const signal of this.#signals) signal.removeEventListener('abort', giveUp);
    };
    const end = (report: CallReport): void => {
      forget();
      ended(report);
    };
    for (const signal of this.#signals) signal.addEventListener('abort', giveUp);
    return forget;
  }

  /** @throws {CallReport} when a signal has aborted already, or the time is over. */
  check(where: string): void {
    const aborted = this.#signals.find((signal) => signal.aborted);
    if (aborted !== undefined) throw beforeSending(abortReport(aborted));
    if (this.leftMs <= 0) throw this.#late(where);
  }

  /** A wait that the end of the call cuts short. @throws {CallReport} (rejects) then. */
  pause(ms: number, where: string): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const pause = new Promise<void>((resolve) => {
      timer = startTimer(resolve, Math.min(ms, this.leftMs + 1));
    });
    // A call that was given up must not keep the process alive until the pause is over.
    return this.race(pause, where).finally(() => clearTimeout(timer));
  }

  /** Waits for something that is not sent anywhere. @throws {CallReport} (rejects) when the call's time is over first. */
  race<T>(work: Promise<T>, where: string): Promise<T> {
    return new Promise((resolve, reject) => {
      const forget = this.onEnd(
        (report) => reject({ ...beforeSending(report), evidence: 'unsent' }),
        () => where,
      );
      work.then(resolve, reject).finally(forget);
    });
  }

  #late(where: string): CallReport {
    const seconds = ((performance.now() - this.#startedAt) / 1000).toFixed(3);
    return { code: 4, details: `Deadline exceeded after ${seconds}s,${where}` };
  }
}

const GIVEN_UP = 'Cancelled on client';

/** A call that was given up in time costs nothing. */
export const beforeSending = (report: CallReport): CallReport =>
  report.code === 1
    ? {
        ...report,
        details: report.details.replace(GIVEN_UP, `${GIVEN_UP} before the request was sent`),
        evidence: 'unsent',
      }
    : report;

/** Worded as grpc-js words it, so that one row of the classifier reads both. */
const abortReport = ({ reason }: AbortSignal): CallReport => ({
  code: 1,
  details: `${GIVEN_UP}${reason === CLIENT_CLOSED ? ': close() waited no longer' : ''}`,
});

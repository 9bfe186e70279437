import type { EventEmitter } from 'node:events';

/** What a wait ends with. */
export interface Waited {
  /** Resolves with the event's first argument. */
  readonly event: string;
  /** What to say when the emitter closes first. */
  readonly closed: string;
}

/**
 * Waits for an event of a socket, a request or a session. Its error, its end and the signal end the wait.
 *
 * @throws the emitter's error, an error that says `closed`, or the signal's reason.
 */
export function waitFor<T = unknown>(
  emitter: EventEmitter,
  { event, closed }: Waited,
  signal: AbortSignal,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const onEvent = (value: T): void => end(() => resolve(value));
    const onError = (error: Error): void => end(() => reject(error));
    const onClose = (): void => end(() => reject(new Error(closed)));
    const onAbort = (): void => end(() => reject(signal.reason));
    const end = (settle: () => void): void => {
      emitter.off(event, onEvent).off('error', onError).off('close', onClose);
      signal.removeEventListener('abort', onAbort);
      settle();
    };
    if (signal.aborted) {
      reject(signal.reason);
      return;
    }
    emitter.on(event, onEvent).on('error', onError).on('close', onClose);
    signal.addEventListener('abort', onAbort);
  });
}

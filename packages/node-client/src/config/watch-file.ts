import { dispose } from '@dlubal-kit/auth-core';
import { same, stampAt } from '../file/file-stamp.js';

/** Options of watching a file. */
export interface WatchOptions<T> {
  /** Called with what the file holds, after each change. */
  readonly onChange: (snapshot: T) => void;
  /** Called when the changed file cannot be read. Watching goes on. */
  readonly onError?: (error: unknown) => void;
  /**
   * How often the file is looked at, in milliseconds.
   *
   * @default 500
   */
  readonly intervalMs?: number;
}

/**
 * Looks at a file's stamp at an interval and reads the file when it changed. Polling, since the file is replaced
 * at each write, can be a link, can be missing, and can lie on a network drive that reports nothing.
 */
export function watchFile<T>(
  path: string,
  read: () => Promise<T>,
  { onChange, onError, intervalMs = 500 }: WatchOptions<T>,
): Disposable & { close(): void } {
  let seen = stampAt(path);
  let closed = false;
  let reading = false;

  const look = async (): Promise<void> => {
    const now = stampAt(path);
    if (reading || same(seen, now)) return;
    reading = true;
    seen = now;
    const outcome = await read().then(
      (snapshot) => () => onChange(snapshot),
      (error: unknown) => () => onError?.(error),
    );
    reading = false;
    if (!closed) outcome();
  };

  const timer = setInterval(look, intervalMs);
  timer.unref();
  const close = (): void => {
    closed = true;
    clearInterval(timer);
  };
  return { close, [dispose]: close };
}

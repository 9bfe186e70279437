import {
  asyncDispose,
  CHECKED_LATER,
  checkFields,
  type FieldChecks,
  MisuseError,
} from '@dlubal-kit/auth-core';
import type { OpenTransport } from './open-transport.js';

/** How a client closes. */
export interface CloseOptions {
  /**
   * How long calls under way are waited for, in milliseconds. Later they are given up, with kind `cancelled`; the server may go on
   * and bill them. 0 waits for none, `Infinity` for all.
   *
   * @default 30_000
   */
  readonly timeoutMs?: number | undefined;
}

/** What every client has in addition to the methods of its service. */
export interface Closable {
  /** Where the calls go, for example `127.0.0.1:9000`. */
  readonly address: string;
  /**
   * Ends the connection. Waits for the calls that were made before, up to a limit; later ones are refused. Calling it again waits
   * for the same end. Afterwards nothing of the client keeps the process alive.
   *
   * @throws {MisuseError} (rejects) when the time is not a number of milliseconds from 0; nothing is closed then.
   */
  close(options?: CloseOptions): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

const CLOSE_TIMEOUT_MS = 30_000;

const CLOSE_FIELDS: FieldChecks<CloseOptions> = { timeoutMs: CHECKED_LATER };

function checkTimeout({ timeoutMs = CLOSE_TIMEOUT_MS }: CloseOptions): number {
  if (typeof timeoutMs === 'number' && timeoutMs >= 0) return timeoutMs;
  throw new MisuseError(
    `timeoutMs of close() must be a number of milliseconds from 0, got ${String(timeoutMs).slice(0, 40)}.`,
    'Give for example 5_000, or Infinity to wait for all calls.',
  );
}

/** The end of a transport; `before` is run first, once. */
export function closable(transport: OpenTransport, before?: () => Promise<void>): Closable {
  let closing: Promise<void> | undefined;
  const end = async (timeoutMs: number): Promise<void> => {
    try {
      await before?.();
    } finally {
      await transport.channel.close(timeoutMs);
      await transport.key.end();
    }
  };
  const close = async (options: CloseOptions = {}): Promise<void> => {
    checkFields(options, CLOSE_FIELDS, 'the options of close()');
    closing ??= end(checkTimeout(options));
    return closing;
  };
  return { address: transport.address, close, [asyncDispose]: () => close() };
}

import { asyncDispose } from '@dlubal-kit/auth-core';
import type { OpenTransport } from './open-transport.js';

/** How a client closes. */
export interface CloseOptions {
  /**
   * How long calls under way are waited for, in milliseconds. Later they are given up, with kind `cancelled`; the server may go on
   * and bill them.
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
   */
  close(options?: CloseOptions): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

const CLOSE_TIMEOUT_MS = 30_000;

/** The end of a transport; `before` is run first, once. */
export function closable(transport: OpenTransport, before?: () => Promise<void>): Closable {
  let closing: Promise<void> | undefined;
  const end = async ({ timeoutMs = CLOSE_TIMEOUT_MS }: CloseOptions): Promise<void> => {
    try {
      await before?.();
    } finally {
      await transport.channel.close(timeoutMs);
      await transport.key.end();
    }
  };
  const close = (options: CloseOptions = {}): Promise<void> => {
    closing ??= end(options);
    return closing;
  };
  return { address: transport.address, close, [asyncDispose]: () => close() };
}

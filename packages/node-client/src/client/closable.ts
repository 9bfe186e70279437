import { asyncDispose } from '@dlubal-kit/auth-core';
import type { OpenTransport } from './open-transport.js';

/** What every client has in addition to the methods of its service. */
export interface Closable {
  /** Where the calls go, for example `127.0.0.1:9000`. */
  readonly address: string;
  /** Ends the connection; calls under way end first, later ones are refused. Calling it again does nothing. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** The end of a transport; `before` is run first, once. */
export function closable(transport: OpenTransport, before?: () => Promise<void>): Closable {
  let closing: Promise<void> | undefined;
  const end = async (): Promise<void> => {
    try {
      await before?.();
    } finally {
      transport.channel.close();
      await transport.budget?.end();
    }
  };
  const close = (): Promise<void> => {
    closing ??= end();
    return closing;
  };
  return { address: transport.address, close, [asyncDispose]: close };
}

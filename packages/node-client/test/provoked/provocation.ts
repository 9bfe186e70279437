import type { TestContext } from 'vitest';
import type { ConnectOptions } from '../../src/client/connect-options.js';
import type { Peer } from '../peers.js';

/** A failure that a peer on this machine provokes. */
export interface Provocation {
  readonly title: string;
  /** What it is: kind, reason (or nothing), billed. */
  readonly is: readonly [kind: string, reason: string, billed: 'no' | 'maybe' | 'yes'];
  readonly peer: () => Peer | Promise<Peer>;
  /** How it is reached. @default by its port */
  readonly by?: (port: number) => ConnectOptions;
  /** Skips it where the system has nothing of the kind. */
  readonly skip?: (context: TestContext) => void;
  /** The same for a client of grpc-js; false where that cannot be compared. @default plaintext, by its port */
  readonly grpc?: false | { readonly ca: string };
}

/** A peer of which only a port is known. */
export const atPort = (port: number): Peer => ({ port, [Symbol.asyncDispose]: async () => {} });

import type { SecureContext } from 'node:tls';
import type { Address } from '../address/address.js';
import type { HttpProxy } from '../address/proxy.js';

/** How TLS is spoken with the server. */
export interface Security {
  readonly secureContext: SecureContext;
  /** The name that the certificate has to be for: the address's own, unless another was asked for. */
  readonly serverName: string;
}

/** The way to a server. */
export interface Route {
  readonly address: Address;
  readonly proxy: HttpProxy | undefined;
  /** undefined for plaintext. */
  readonly security: Security | undefined;
  /** Longest time for a connection, from the look-up of the name to the first words of HTTP/2, in milliseconds. */
  readonly connectTimeoutMs: number;
}

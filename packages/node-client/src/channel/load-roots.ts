import * as tls from 'node:tls';
import { readCarefully, whyUnreadable } from '../file/read-carefully.js';
import type { TlsOption } from '../gather/gather-options.js';
import { readRoots } from './credentials.js';
import { TlsRootsError } from './tls-roots-error.js';

/** Node 22.15 and later read the system's own store; @types/node 20 does not know it yet. */
interface NewerTls {
  readonly getCACertificates?: (from: 'default' | 'system') => readonly string[];
}

/**
 * The root certificates that a TLS option means, as PEM; undefined for the roots that Node trusts by itself.
 *
 * `true` means `GRPC_DEFAULT_SSL_ROOTS_FILE_PATH` where that is set, else the system's roots: with Node 22.15 or later those of the system's store and Node's own, with older
 * ones Node's own and `NODE_EXTRA_CA_CERTS`, since these cannot read the store.
 *
 * @throws {TlsRootsError} when the file cannot be read or holds no certificate.
 */
export async function loadRoots(option: Exclude<TlsOption, false>): Promise<string | undefined> {
  const { ca, caFile } = option === true ? {} : option;
  if (ca !== undefined) return readRoots(Buffer.from(ca).toString('latin1'), 'The option tls.ca');
  // As every gRPC library reads it.
  const file = caFile ?? (process.env.GRPC_DEFAULT_SSL_ROOTS_FILE_PATH || undefined);
  if (file === undefined) return systemRoots();
  return readRoots(readPem(file, 'The root certificates'), `The file ${file}`);
}

function systemRoots(): string | undefined {
  const { getCACertificates } = tls as NewerTls;
  if (getCACertificates === undefined) return undefined;
  return [...new Set([...getCACertificates('default'), ...getCACertificates('system')])].join('\n');
}

/** All roots of all systems together take less than one. */
const MAX_BYTES = 16 * 1024 * 1024;

/** @param what What the file holds, for messages. */
export function readPem(file: string, what: string): string {
  try {
    return readCarefully(file, MAX_BYTES).toString('latin1');
  } catch (error) {
    throw new TlsRootsError(
      'roots-unreadable',
      `${what} in ${file} cannot be read: ${whyUnreadable(error)}.`,
      'Give the path of a .crt or .pem file that this user may read.',
    );
  }
}

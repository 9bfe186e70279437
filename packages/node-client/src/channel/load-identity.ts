import { createSecureContext, type SecureContextOptions } from 'node:tls';
import type { TlsOption } from '../gather/gather-options.js';
import { readPem } from './load-roots.js';
import { TlsRootsError } from './tls-roots-error.js';

/**
 * The certificate that this side shows, for servers that ask for one (mutual TLS); nothing where none is given.
 *
 * @throws {TlsRootsError} when one part is missing, cannot be read, or does not belong to the other.
 */
export function loadIdentity(tls: TlsOption): SecureContextOptions {
  if (typeof tls !== 'object') return {};
  const { cert = fileText(tls.certFile), key = fileText(tls.keyFile) } = tls;
  if (cert === undefined && key === undefined) return {};
  if (cert === undefined || key === undefined) {
    throw new TlsRootsError(
      'identity-incomplete',
      `tls has a client ${cert === undefined ? 'key and no certificate' : 'certificate and no key'}.`,
      'Give both: certFile and keyFile, or cert and key.',
    );
  }
  const identity = { cert: Buffer.from(cert), key: Buffer.from(key) };
  checkIdentity(identity);
  return identity;
}

/** OpenSSL's own errors say neither what they are about nor what to do. */
function checkIdentity(identity: SecureContextOptions): void {
  try {
    createSecureContext(identity);
  } catch (error) {
    const { reason = 'not PEM' } = error as { readonly reason?: string };
    throw new TlsRootsError(
      'identity-unusable',
      reason === 'key values mismatch'
        ? 'The client certificate and its key in tls do not belong together.'
        : `The client certificate or its key in tls cannot be used: ${reason}.`,
      'Give a certificate and its private key as PEM, without a passphrase.',
    );
  }
}

const fileText = (file: string | undefined): string | undefined =>
  file === undefined ? undefined : readPem(file, 'The client certificate or key');

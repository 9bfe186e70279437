import { X509Certificate } from 'node:crypto';
import { TlsRootsError } from './tls-roots-error.js';

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/**
 * Checks root certificates before a connection is tried, because grpc-js throws OpenSSL's code for some faults
 * and takes others, such as an empty file, for "trust nobody".
 *
 * @param pem Text of a `.crt` or `.pem` file.
 * @param origin What to call it in the message: a path, or the option.
 * @returns the certificates, as PEM.
 * @throws {TlsRootsError} when it holds no certificate, or one that cannot be read.
 */
export function readRoots(pem: string, origin: string): string {
  const blocks = pem.match(CERTIFICATE) ?? [];
  if (blocks.length === 0) {
    const looksLike = /PRIVATE KEY-----/.test(pem) ? 'a private key' : 'no certificate in PEM form';
    throw new TlsRootsError(
      'roots-invalid',
      `${origin} holds ${looksLike}.`,
      'Give a .crt or .pem file whose text has a line "-----BEGIN CERTIFICATE-----"; a binary (DER) file is turned into one by openssl x509 -inform der.',
    );
  }
  for (const [index, block] of blocks.entries()) checkCertificate(block, index + 1, origin);
  return blocks.join('\n');
}

function checkCertificate(block: string, ordinal: number, origin: string): void {
  try {
    new X509Certificate(block);
  } catch {
    throw new TlsRootsError(
      'roots-invalid',
      `Certificate ${ordinal} of ${origin} cannot be read.`,
      'Export the root certificate again, in PEM form.',
    );
  }
}

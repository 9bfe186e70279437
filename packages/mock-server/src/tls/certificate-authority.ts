import { generateKeyPairSync } from 'node:crypto';
import { RealDate } from '../engine/real-timers.js';
import { type Issuer, signCertificate } from './sign-certificate.js';

/** A certificate and its private key, both as PEM. */
export interface CertifiedKey {
  readonly certificate: string;
  readonly privateKey: string;
}

export interface CertificateOptions {
  /** Names and IP addresses that the certificate is good for. @default localhost, 127.0.0.1, ::1 */
  readonly hosts?: readonly string[];
  /** Days from now to the first moment at which it is valid. @default -1 */
  readonly validFrom?: number;
  /** Days from now to the last moment at which it is valid. @default 365 */
  readonly validTo?: number;
}

/** A root certificate, as PEM, and a function that signs certificates which those who trust it trust. */
export interface CertificateAuthority {
  readonly root: string;
  readonly issue: (options?: CertificateOptions) => CertifiedKey;
}

const DAY = 86_400_000;
const LOOPBACK = ['localhost', '127.0.0.1', '::1'];

/** Makes a certificate authority. Nothing is written to disk. */
export function certificateAuthority(): CertificateAuthority {
  const issuer = newPair('Test Root');
  const root = signCertificate({ ...issuer, hosts: [], ...lifetime({}), authority: true }, issuer);
  return { root, issue: (options) => certify(newPair('Test Server'), options, issuer) };
}

/** Makes a certificate that nobody but itself vouches for. Nothing is written to disk. */
export function selfSigned(options?: CertificateOptions): CertifiedKey {
  const pair = newPair('Test Server');
  return certify(pair, options, pair);
}

function certify(pair: Issuer, options: CertificateOptions = {}, issuer: Issuer): CertifiedKey {
  const { hosts = LOOPBACK } = options;
  const content = { ...pair, hosts, ...lifetime(options), authority: false };
  return {
    certificate: signCertificate(content, issuer),
    privateKey: String(pair.privateKey.export({ type: 'pkcs8', format: 'pem' })),
  };
}

function newPair(name: string): Issuer {
  return { name, ...generateKeyPairSync('ec', { namedCurve: 'P-256' }) };
}

function lifetime({ validFrom = -1, validTo = 365 }: CertificateOptions): {
  notBefore: Date;
  notAfter: Date;
} {
  const inDays = (days: number): Date => new Date(RealDate.now() + days * DAY);
  return { notBefore: inDays(validFrom), notAfter: inDays(validTo) };
}

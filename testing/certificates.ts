import { generate } from 'selfsigned';

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
  /** Days from now to the last moment at which it is valid. @default 1 */
  readonly validTo?: number;
}

const DAY = 86_400_000;
const EC = { keyType: 'ec', algorithm: 'sha256' } as const;

/** Makes a server's certificate that nobody but itself vouches for. Nothing is written to disk. */
export function selfSigned(options: CertificateOptions = {}): Promise<CertifiedKey> {
  return make(options);
}

/** Makes a certificate authority: a root, and a function that signs servers' certificates with it. */
export async function certificateAuthority(): Promise<{
  readonly root: string;
  readonly issue: (options?: CertificateOptions) => Promise<CertifiedKey>;
}> {
  const { cert, private: key } = await generate([{ name: 'commonName', value: 'Test Root' }], {
    ...EC,
    ...lifetime({}),
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, critical: true },
    ],
  });
  return { root: cert, issue: (options = {}) => make(options, { cert, key }) };
}

async function make(options: CertificateOptions, ca?: { cert: string; key: string }): Promise<CertifiedKey> {
  const { hosts = ['localhost', '127.0.0.1', '::1'] } = options;
  const altNames = hosts.map((host) =>
    /^[\d.]+$|:/.test(host) ? { type: 7 as const, ip: host } : { type: 2 as const, value: host },
  );
  const made = await generate([{ name: 'commonName', value: 'Test Server' }], {
    ...EC,
    ...lifetime(options),
    extensions: [{ name: 'subjectAltName', altNames }],
    ...(ca === undefined ? {} : { ca }),
  });
  return { certificate: made.cert, privateKey: made.private };
}

function lifetime(options: CertificateOptions): { notBeforeDate: Date; notAfterDate: Date } {
  const { validFrom = -1, validTo = 1 } = options;
  const inDays = (days: number): Date => new Date(Date.now() + days * DAY);
  return { notBeforeDate: inDays(validFrom), notAfterDate: inDays(validTo) };
}

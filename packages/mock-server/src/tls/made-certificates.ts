import { MisuseError } from '@dlubal-kit/auth-core';
import type { MockServerTls } from '../engine/listener-options.js';
import { type CertificateAuthority, certificateAuthority, selfSigned } from './certificate-authority.js';
import type { CertificateState } from './certificate-state.js';

/** Certificates that are made for one server, by what is wrong with them. */
export interface MadeCertificates {
  /** The root that clients trust, as PEM. */
  readonly ca: string;
  /** @throws {MisuseError} when there is no such state; the message names those there are. */
  readonly of: (state: CertificateState) => MockServerTls;
}

const MAKERS: Readonly<
  Record<CertificateState, (ca: CertificateAuthority) => ReturnType<typeof selfSigned>>
> = {
  valid: ({ issue }) => issue(),
  expired: ({ issue }) => issue({ validFrom: -30, validTo: -1 }),
  'not-yet-valid': ({ issue }) => issue({ validFrom: 1, validTo: 30 }),
  'wrong-host': ({ issue }) => issue({ hosts: ['other.example.test'] }),
  untrusted: () => certificateAuthority().issue(),
  'self-signed': () => selfSigned(),
};

export function madeCertificates(): MadeCertificates {
  const authority = certificateAuthority();
  return {
    ca: authority.root,
    of(state) {
      if (!Object.hasOwn(MAKERS, state)) {
        throw new MisuseError(
          `${JSON.stringify(String(state))} is not a certificate that the server can make.`,
          `The certificates are ${Object.keys(MAKERS).join(', ')}.`,
        );
      }
      const { certificate: cert, privateKey: key } = MAKERS[state](authority);
      return { cert, key };
    },
  };
}

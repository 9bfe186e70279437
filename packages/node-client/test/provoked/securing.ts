import { createSecureServer, createServer } from 'node:http2';
import { createServer as createTlsServer } from 'node:tls';
import {
  type CertificateOptions,
  type CertifiedKey,
  certificateAuthority,
  selfSigned,
} from '@dlubal-kit/testing/certificates';
import { listening, type Peer } from '../peers.js';
import { reticentPeer } from '../silent-peers.js';
import type { Provocation } from './provocation.js';

const authority = certificateAuthority();

function securePeer({ certificate, privateKey }: CertifiedKey, more: object = {}): Promise<Peer> {
  const server = createSecureServer({ cert: certificate, key: privateKey, ...more });
  server.on('tlsClientError', () => {}).on('sessionError', () => {});
  return listening(server);
}

function withoutHttp2(): Promise<Peer> {
  const { certificate: cert, privateKey: key } = authority.issue();
  const server = createTlsServer({ cert, key, ALPNProtocols: ['http/1.1'] });
  return listening(server.on('tlsClientError', () => {}));
}

const withCertificate = (options: CertificateOptions) => () => securePeer(authority.issue(options));

const ROWS: readonly [title: string, reason: string, peer: () => Promise<Peer>][] = [
  ['a plaintext server, spoken to in TLS', 'server-is-plaintext', () => listening(createServer())],
  ['a certificate that vouches for itself', 'self-signed', () => securePeer(selfSigned())],
  [
    'a certificate of an unknown authority',
    'untrusted-certificate',
    () => securePeer(certificateAuthority().issue()),
  ],
  ['a certificate for another host', 'host-name-mismatch', withCertificate({ hosts: ['other.example'] })],
  ['a certificate for another IP address', 'host-name-mismatch', withCertificate({ hosts: ['10.0.0.5'] })],
  [
    'a certificate that has expired',
    'certificate-expired',
    withCertificate({ validFrom: -20, validTo: -10 }),
  ],
  ['a certificate that is not valid yet', 'certificate-not-yet-valid', withCertificate({ validFrom: 10 })],
  [
    'a peer that hangs up in the handshake',
    'handshake-dropped',
    () => reticentPeer((socket) => socket.once('data', () => socket.destroy())),
  ],
  ['a TLS server without HTTP/2', 'protocol-not-agreed', withoutHttp2],
  [
    'a server that asks for a certificate of the client',
    'client-certificate',
    () => securePeer(authority.issue(), { requestCert: true, rejectUnauthorized: true, ca: authority.root }),
  ],
];

const trusting = (port: number) => ({ port, tls: { ca: authority.root } });

/** TLS is not agreed on, so nothing was billed. */
export const SECURING: readonly Provocation[] = [
  ...ROWS.map(([title, reason, peer]) => ({
    title,
    is: ['tls', reason, 'no'] as const,
    peer,
    by: trusting,
    grpc: { ca: authority.root },
  })),
  {
    title: 'a handshake without an answer',
    is: ['server-unreachable', 'silent', 'no'],
    peer: reticentPeer,
    by: trusting,
    grpc: { ca: authority.root },
  },
];

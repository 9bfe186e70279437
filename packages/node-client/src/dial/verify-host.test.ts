import { X509Certificate } from 'node:crypto';
import type { PeerCertificate } from 'node:tls';
import { certificateAuthority } from '@dlubal-kit/testing/certificates';
import { expect, test } from 'vitest';
import { verifyHost } from './verify-host.js';

const authority = certificateAuthority();

test.for<[host: string, hosts: string[], verified: boolean]>([
  ['::1', ['::1'], true],
  ['0:0:0:0:0:0:0:1', ['::1'], true],
  ['2001:DB8::5', ['localhost', '127.0.0.1', '2001:db8::5'], true],
  ['2001:db8::6', ['localhost', '127.0.0.1', '2001:db8::5'], false],
  ['::1', ['localhost', '127.0.0.1'], false],
  ['::ffff:127.0.0.1', ['127.0.0.1'], false],
  ['127.0.0.1', ['127.0.0.1'], true],
  ['127.0.0.2', ['127.0.0.1'], false],
  ['localhost', ['localhost'], true],
  ['localhost', ['::1'], false],
  ['rfem.office.example', ['*.office.example'], true],
])('%s, with a certificate for %j: %s', ([host, hosts, verified]) => {
  const { certificate } = authority.issue({ hosts });
  // The form in which a handshake gives it; @types/node calls it a PeerCertificate there alone.
  const shown = new X509Certificate(certificate).toLegacyObject() as unknown as PeerCertificate;
  expect(verifyHost(host, shown)).toEqual(verified ? undefined : expect.any(Error));
});

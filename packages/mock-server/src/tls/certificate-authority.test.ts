import { spawnSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { createSecureContext } from 'node:tls';
import { tempHome } from '@dlubal-kit/testing/temp-home';
import { expect, it } from 'vitest';
import { certificateAuthority, selfSigned } from './certificate-authority.js';

it('an issued certificate is vouched for by its authority', () => {
  const authority = certificateAuthority();
  const root = new X509Certificate(authority.root);
  const { certificate, privateKey } = authority.issue();
  const issued = new X509Certificate(certificate);
  expect(root.ca).toBe(true);
  expect(issued.ca).toBe(false);
  expect(issued.checkIssued(root)).toBe(true);
  expect(issued.verify(root.publicKey)).toBe(true);
  expect(issued.verify(new X509Certificate(certificateAuthority().root).publicKey)).toBe(false);
  expect(() => createSecureContext({ cert: certificate, key: privateKey })).not.toThrow();
});

it.for([
  [['rfem.example', '10.0.0.5'], 'DNS:rfem.example, IP Address:10.0.0.5'],
  [['::1', '2001:db8::ff00:42:8329'], 'IP Address:0:0:0:0:0:0:0:1, IP Address:2001:DB8:0:0:0:FF00:42:8329'],
  [['1:2:3:4:5:6:7:8', '::ffff:192.0.2.1'], 'IP Address:1:2:3:4:5:6:7:8, IP Address:0:0:0:0:0:FFFF:C000:201'],
] as const)('the certificate names the hosts %j', ([hosts, text]) => {
  expect(new X509Certificate(selfSigned({ hosts }).certificate).subjectAltName).toBe(text);
});

it('many hosts make lengths of several bytes', () => {
  const hosts = Array.from({ length: 100 }, (_, index) => `host-${index}.example.test`);
  expect(new X509Certificate(selfSigned({ hosts }).certificate).subjectAltName?.split(', ')).toHaveLength(
    100,
  );
});

it.for<[number, number]>([
  [-10, -5],
  [2, 9],
  [-1, 40 * 365],
])('a lifetime from day %i to day %i lies where it was asked for', ([validFrom, validTo]) => {
  const from = Date.now();
  const { certificate } = selfSigned({ validFrom, validTo });
  const made = new X509Certificate(certificate);
  const days = (text: string): number => (Date.parse(text) - from) / 86_400_000;
  expect(days(made.validFrom)).toBeCloseTo(validFrom, 3);
  expect(days(made.validTo)).toBeCloseTo(validTo, 3);
});

const openssl = spawnSync('openssl', ['version']).status === 0;

it.skipIf(!openssl)('OpenSSL finds nothing wrong with a chain by its strict rules', () => {
  using home = tempHome();
  const { root, issue } = certificateAuthority();
  const verified = (certificate: string): string =>
    spawnSync(
      'openssl',
      [
        'verify',
        '-x509_strict',
        '-purpose',
        'sslserver',
        '-verify_ip',
        '127.0.0.1',
        '-CAfile',
        home.write('ca.pem', root),
        home.write('server.pem', certificate),
      ],
      { encoding: 'utf8' },
    ).stdout;
  expect(verified(issue().certificate)).toMatch(/server\.pem: OK/);
  expect(verified(issue({ hosts: ['other.example.test'] }).certificate)).not.toContain('OK');
});

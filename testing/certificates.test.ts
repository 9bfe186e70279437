import { X509Certificate } from 'node:crypto';
import { createSecureContext } from 'node:tls';
import { expect, it } from 'vitest';
import { certificateAuthority, selfSigned } from './certificates.js';

it('an issued certificate is vouched for by its authority', async () => {
  const authority = await certificateAuthority();
  const server = await authority.issue({ hosts: ['rfem.example', '10.0.0.5'] });
  const certificate = new X509Certificate(server.certificate);
  expect(certificate.verify(new X509Certificate(authority.root).publicKey)).toBe(true);
  expect(certificate.subjectAltName).toBe('DNS:rfem.example, IP Address:10.0.0.5');
  expect(() => createSecureContext({ cert: server.certificate, key: server.privateKey })).not.toThrow();
});

it('a lifetime lies where it was asked for', async () => {
  const { certificate } = await selfSigned({ validFrom: -10, validTo: -5 });
  expect(Date.parse(new X509Certificate(certificate).validTo)).toBeLessThan(Date.now());
});

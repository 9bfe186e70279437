import { createHash, type KeyObject, randomBytes, sign } from 'node:crypto';
import { isIP } from 'node:net';
import { bits, der, integer, ipBytes, octets, oid, sequence, set, TRUE, time, utf8 } from './der.js';

/** Who vouches for a certificate: a name, and the key pair that signs. */
export interface Issuer {
  readonly name: string;
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

/** What a certificate says. */
export interface CertificateContent {
  readonly name: string;
  /** The key that it is about. */
  readonly publicKey: KeyObject;
  /** Names and IP addresses that it is good for; none for an authority. */
  readonly hosts: readonly string[];
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** Whether it may sign others. */
  readonly authority: boolean;
}

const ECDSA_WITH_SHA256 = sequence(oid('1.2.840.10045.4.3.2'));

/**
 * Signs an X.509 certificate, version 3 (RFC 5280), with an elliptic curve key.
 *
 * @returns the certificate as PEM.
 */
export function signCertificate(content: CertificateContent, issuer: Issuer): string {
  const said = sequence(
    der(0xa0, integer(2)),
    serialNumber(),
    ECDSA_WITH_SHA256,
    distinguishedName(issuer.name),
    sequence(time(content.notBefore), time(content.notAfter)),
    distinguishedName(content.name),
    spki(content.publicKey),
    der(0xa3, sequence(...extensions(content, issuer))),
  );
  const signature = sign('sha256', said, issuer.privateKey);
  return pem(sequence(said, ECDSA_WITH_SHA256, bits(signature)));
}

function extensions(content: CertificateContent, issuer: Issuer): Buffer[] {
  const own = extension('2.5.29.14', octets(keyId(content.publicKey)));
  // Strict checkers (Python 3.13) ask for both ids, and for a critical mark on what an authority may do.
  if (content.authority) {
    return [
      extension('2.5.29.19', sequence(TRUE), true),
      extension('2.5.29.15', bits(Buffer.from([0x04]), 2), true),
      own,
    ];
  }
  const names = content.hosts.map((host) =>
    isIP(host) === 0 ? der(0x82, Buffer.from(host)) : der(0x87, ipBytes(host)),
  );
  return [
    extension('2.5.29.17', sequence(...names)),
    extension('2.5.29.37', sequence(oid('1.3.6.1.5.5.7.3.1'), oid('1.3.6.1.5.5.7.3.2'))),
    own,
    extension('2.5.29.35', sequence(der(0x80, keyId(issuer.publicKey)))),
  ];
}

function extension(id: string, value: Buffer, critical = false): Buffer {
  return sequence(oid(id), ...(critical ? [TRUE] : []), octets(value));
}

function distinguishedName(commonName: string): Buffer {
  return sequence(set(sequence(oid('2.5.4.3'), utf8(commonName))));
}

function serialNumber(): Buffer {
  // The first byte keeps the number positive and its form the shortest.
  return integer(0x40, ...randomBytes(15));
}

function spki(key: KeyObject): Buffer {
  return key.export({ type: 'spki', format: 'der' });
}

function keyId(key: KeyObject): Buffer {
  return createHash('sha256').update(spki(key)).digest().subarray(0, 20);
}

function pem(content: Buffer): string {
  const lines = content.toString('base64').replace(/(.{64})(?=.)/g, '$1\n');
  return `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`;
}

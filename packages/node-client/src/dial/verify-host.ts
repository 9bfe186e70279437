import { X509Certificate } from 'node:crypto';
import { isIPv6 } from 'node:net';
import { checkServerIdentity, type PeerCertificate } from 'node:tls';

/**
 * Checks that a certificate is for a host: an error if it is not, as Node's own check, which decides all but one case. The one of
 * Node 22.23 looks for an IPv6 address among the names of hosts, and refuses every certificate.
 */
export function verifyHost(host: string, certificate: PeerCertificate): Error | undefined {
  if (isIPv6(host) && new X509Certificate(certificate.raw).checkIP(host) !== undefined) return undefined;
  return checkServerIdentity(host, certificate);
}

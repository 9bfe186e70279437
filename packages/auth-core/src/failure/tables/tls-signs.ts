import type { Sign } from '../sign.js';

/**
 * Failures of TLS, by OpenSSL's reason words or alert numbers: routine names, thread numbers, source lines and advice
 * behind the words change with Node. Alerts come first, since "alert certificate expired" is the server's judgement of
 * the client's certificate.
 */
export const TLS_SIGNS: readonly Sign[] = [
  {
    pattern:
      /alert[ _](?:certificate[ _](?:required|expired|revoked|unknown)|(?:bad|unsupported)[ _]certificate|unknown[ _]ca|access[ _]denied)|alert number (?:4[2-689]|116)\b|peer did not return a certificate/i,
    kind: 'tls',
    reason: 'client-certificate',
  },
  {
    pattern:
      /ALTNAME_INVALID|does not match certificate's altnames|host ?name mismatch|not in peer certificate|RemoteCertificateNameMismatch|unrecognized[ _]name|alert number 112\b/i,
    kind: 'tls',
    reason: 'host-name-mismatch',
  },
  { pattern: /ServerName to an IP address is not permitted/i, kind: 'tls', reason: 'name-required' },
  { pattern: /certificate has expired|CERT_HAS_EXPIRED/i, kind: 'tls', reason: 'certificate-expired' },
  {
    pattern: /certificate is not yet valid|CERT_NOT_YET_VALID/i,
    kind: 'tls',
    reason: 'certificate-not-yet-valid',
  },
  { pattern: /certificate revoked|CERT_REVOKED/i, kind: 'tls', reason: 'certificate-revoked' },
  {
    pattern: /(?:unsuitable|unsupported|invalid)[ _](?:certificate[ _])?purpose/i,
    kind: 'tls',
    reason: 'certificate-purpose',
  },
  {
    pattern:
      /unable to verify the first certificate|UNABLE_TO_(?:VERIFY|GET_ISSUER)|unable to get (?:local )?issuer certificate|self[- ]signed certificate in certificate chain|SELF_SIGNED_CERT_IN_CHAIN|signed by unknown authority|RemoteCertificateChainErrors|UntrustedRoot|PartialChain|certificate not trusted|CERT_UNTRUSTED/i,
    kind: 'tls',
    reason: 'untrusted-certificate',
  },
  { pattern: /self[- ]signed certificate|DEPTH_ZERO_SELF_SIGNED/i, kind: 'tls', reason: 'self-signed' },
  // grpcio says no more, whether the certificate is untrusted, expired or not valid yet.
  { pattern: /certificate[ _]verify[ _]failed/i, kind: 'tls', reason: 'certificate-not-accepted' },
  {
    pattern:
      /wrong[ _]version[ _]number|packet length too long|does not look like a TLS handshake|Cannot determine the frame size|record layer failure/i,
    kind: 'tls',
    reason: 'server-is-plaintext',
  },
  {
    pattern: /no[ _]application[ _]protocol|missing selected ALPN|alert number 120\b/i,
    kind: 'tls',
    reason: 'protocol-not-agreed',
  },
  {
    pattern: /alert[ _]protocol[ _]version|alert number 70\b|unsupported[ _]protocol|no protocols available/i,
    kind: 'tls',
    reason: 'tls-version',
  },
  {
    pattern:
      /Protocol not secure enough|insufficient[ _]security|INADEQUATE_SECURITY|alert number 71\b|(?:md|ee key|ca key|dh key|ca md) too (?:weak|small)/i,
    kind: 'tls',
    reason: 'inadequate-security',
    status: [1, 2, 7, 13, 14],
  },
  {
    pattern: /before secure TLS connection was established|SSL_ERROR_SYSCALL|unexpected eof while reading/i,
    kind: 'tls',
    reason: 'handshake-dropped',
  },
  {
    pattern:
      /handshake[ _]failure|no[ _]shared[ _]cipher|SSL alert number|SSL routines|Ssl handshake failed|SSL connection could not be established|\bEPROTO\b|ERR_SSL_/i,
    kind: 'tls',
    reason: 'handshake-refused',
  },
];

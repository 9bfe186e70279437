import { topic } from './topic.js';

/**
 * Failures of TLS. Signs: OpenSSL's reason words or alert numbers, since routine names, thread numbers, source lines and
 * advice behind the words change with Node. Alerts come first: "alert certificate expired" is the server's judgement of
 * the client's certificate.
 */
export const TLS = /* @__PURE__ */ topic({
  kinds: {
    tls: {
      exitCode: 7,
      happened: 'A secure connection could not be agreed on.',
      remedy:
        'Check whether the server speaks TLS at all, which certificate it shows, and which roots are trusted.',
    },
  },
  reasons: {
    tls: {
      'untrusted-certificate': {
        happened: "The server's certificate is not signed by a trusted root.",
        remedy: 'Give the root that signed it as CA file (a company proxy that opens TLS has its own).',
      },
      'self-signed': {
        happened: "The server's certificate is its own root.",
        remedy: 'Give that certificate as CA file, if it is the right server.',
      },
      'certificate-not-accepted': {
        happened: "The server's certificate is untrusted or out of date.",
        remedy: "Give its root as CA file, then check its dates and this machine's clock.",
      },
      'certificate-expired': {
        happened: "The server's certificate has expired.",
        remedy: "Renew it on the server, and check this machine's clock.",
      },
      'certificate-not-yet-valid': {
        happened: "The server's certificate is not valid yet.",
        remedy: "Check this machine's clock, then the certificate.",
      },
      'certificate-revoked': {
        happened: "The server's certificate was revoked.",
        remedy: 'Get a new one for the server.',
      },
      'certificate-purpose': {
        happened: 'The certificate was not issued for servers.',
        remedy: 'Use one with the purpose "server authentication".',
      },
      'host-name-mismatch': {
        happened: 'The certificate is for another host name.',
        remedy: 'Connect by a name that it lists, or issue it for the name in use.',
      },
      'name-required': {
        happened: 'This Node release does not accept an IP address as the name for TLS.',
        remedy: 'Connect by host name, such as localhost.',
      },
      'server-is-plaintext': {
        happened: 'The port does not speak TLS.',
        remedy: 'Turn TLS off (the server has it off by default), or use the TLS port.',
      },
      'protocol-not-agreed': {
        happened: 'The other side speaks TLS but not HTTP/2, so it is a web server or a proxy.',
        remedy: 'Check host and port.',
      },
      'tls-version': {
        happened: 'Client and server have no TLS version in common.',
        remedy: 'Turn on TLS 1.2 or 1.3 on the server.',
      },
      'inadequate-security': {
        happened: 'Key, signature or cipher are too weak for this machine.',
        remedy: 'Renew the certificate with a stronger key.',
      },
      'client-certificate': {
        happened: 'The server requires a client certificate, or does not accept the one it got.',
        remedy: 'Give one that it trusts.',
      },
      'handshake-dropped': {
        retryable: true,
        happened: 'The connection was cut during the TLS handshake.',
        remedy:
          'Try again, then check firewalls that inspect TLS, and whether the server requires a client certificate.',
      },
      'handshake-refused': {
        happened: 'The other side broke off the TLS handshake.',
        remedy: 'Check whether it requires a client certificate, and which ciphers it allows.',
      },
    },
  },
  signs: [
    {
      pattern:
        /alert[ _](?:certificate[ _](?:required|expired|revoked|unknown)|(?:bad|unsupported)[ _]certificate|unknown[ _]ca|access[ _]denied)|alert number (?:4[2-689]|116)\b|peer did not return a certificate|remote error: tls: (?:certificate required|bad certificate|(?:unknown|expired|revoked|unsupported) certificate)|fatal alert: (?:Certificate_?(?:Required|Expired|Revoked|Unknown)|(?:Bad|Unsupported)_?Certificate|Unknown_?CA|Access_?Denied)/i,
      kind: 'tls',
      reason: 'client-certificate',
    },
    {
      pattern:
        /ALTNAME_INVALID|Verification Check failed|certificate is valid for [^\n]{1,300}, not |contain any IP SANs|is not valid for any names|relies on legacy Common Name|No (?:name|subject alternative (?:DNS )?names?)[^\n]{0,60} (?:matching|present|found)|not valid for (?:name\b|')|NotValidForName|does not match certificate's altnames|host ?name mismatch|not in peer certificate|RemoteCertificateNameMismatch|certificate name does not match|SSLPeerUnverifiedException|SEC_E_WRONG_PRINCIPAL|CERT_E_CN_NO_MATCH|0x80090322|0x800B010F|unrecognized[ _]name|alert number 112\b/i,
      kind: 'tls',
      reason: 'host-name-mismatch',
    },
    { pattern: /ServerName to an IP address is not permitted/i, kind: 'tls', reason: 'name-required' },
    {
      // Go says "has expired or is not yet valid" of both.
      pattern:
        /certificate is not yet valid|CERT_NOT_YET_VALID|current time [^\n]{1,60} is before|CertificateNotYetValid|NotBefore: |NotValidYet/i,
      kind: 'tls',
      reason: 'certificate-not-yet-valid',
    },
    {
      pattern:
        /certificate (?:has|is) expired|CERT_HAS_EXPIRED|InvalidCertificate\(Expired|SEC_E_CERT_EXPIRED|CERT_E_EXPIRED|0x80090328|0x800B0101|CertificateExpired|NotAfter: |peer certificate: Expired|NotTimeValid/i,
      kind: 'tls',
      reason: 'certificate-expired',
    },
    { pattern: /certificate revoked|CERT_REVOKED/i, kind: 'tls', reason: 'certificate-revoked' },
    {
      pattern: /(?:unsuitable|unsupported|invalid)[ _](?:certificate[ _])?purpose/i,
      kind: 'tls',
      reason: 'certificate-purpose',
    },
    {
      pattern:
        /unable to verify the first certificate|UNABLE_TO_(?:VERIFY|GET_ISSUER)|unable to get (?:local )?issuer certificate|self[- ]signed certificate in certificate chain|SELF_SIGNED_CERT_IN_CHAIN|signed by unknown authority|RemoteCertificateChainErrors|UntrustedRoot|PartialChain|certificate (?:is )?not trusted|PKIX path building failed|Trust anchor for certification path|in a root certificate which is not trusted|SEC_E_UNTRUSTED_ROOT|CERT_E_UNTRUSTEDROOT|0x80090325|0x800B0109|valid certification path|UnknownIssuer|CERT_UNTRUSTED/i,
      kind: 'tls',
      reason: 'untrusted-certificate',
    },
    { pattern: /self[- ]signed certificate|DEPTH_ZERO_SELF_SIGNED/i, kind: 'tls', reason: 'self-signed' },
    // grpcio says no more, whether the certificate is untrusted, expired or not valid yet.
    {
      pattern:
        /certificate[ _]verify[ _]failed|remote certificate (?:is invalid|was rejected)|certificate verification failed|SSL certificate problem|CRYPT_E_(?:NO_REVOCATION_CHECK|REVOCATION_OFFLINE)|0x8009201[23]/i,
      kind: 'tls',
      reason: 'certificate-not-accepted',
    },
    {
      pattern:
        /wrong[ _]version[ _]number|packet length too long|does not look like a TLS handshake|Cannot determine the frame size|record layer failure|not an SSL\/TLS record|InvalidContentType|HTTP response to HTTPS client|unexpected packet format|Unrecognized SSL message/i,
      kind: 'tls',
      reason: 'server-is-plaintext',
    },
    {
      pattern:
        /no[ _]application[ _]protocol|missing selected ALPN|alert number 120\b|NoApplicationProtocol|ALPN negotiation/i,
      kind: 'tls',
      reason: 'protocol-not-agreed',
    },
    {
      pattern:
        /alert[ _]protocol[ _]version|alert number 70\b|unsupported[ _]protocol|no protocols available|protocol version not supported|alert: Protocol_?Version|SEC_E_ALGORITHM_MISMATCH|common TLS version/i,
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
      pattern:
        /before secure TLS connection was established|SSL_ERROR_SYSCALL|(?:handshake|No connection established)[^\n]{0,300}unexpected eof while reading|handshake failed: (?:EOF|read |context)|tls handshake eof|TLS handshake timeout|handshake timed out|terminated during handshake|terminated the handshake|shut ?down incorrectly|0 bytes from the transport stream|closed connection during handshake/i,
      kind: 'tls',
      reason: 'handshake-dropped',
    },
    {
      pattern:
        /handshake[ _]failure|no[ _]shared[ _]cipher|SSL alert number|\[SSL: [A-Z0-9_]{1,60}_ALERT_|SSL routines|Ssl handshake failed|SSL connection could not be established|\bEPROTO\b|ERR_SSL_|authentication handshake failed|SSL(?:Handshake)?Exception|\bAuthenticationException\b|received fatal alert|SSL_ERROR_SSL|invalid peer certificate|InvalidCertificate\(|\bSEC_E_[A-Z_]{1,40}|winhttpexception: error 12175\b|failed to verify certificate/i,
      kind: 'tls',
      reason: 'handshake-refused',
    },
  ],
});

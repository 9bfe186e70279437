/**
 * Finer causes of failures on the way. Pages of web servers and proxies have reasons of the form `http-404`; those with
 * a cure of their own stand here, and the row `http-5xx` is for the rest from 500.
 */
export const CONNECTION_REASONS = {
  'server-unreachable': {
    refused: {
      remedy:
        'Nothing listens there: start RFEM, or its server with --start-grpc-server=9000, and check host and port.',
    },
    'socket-file-missing': { remedy: 'The socket file is not there: start the server, or correct the path.' },
    'closed-during-connect': {
      remedy:
        'Something took the connection and closed it before HTTP/2 began: see whether the port wants TLS or a client certificate, then the proxies on the way.',
    },
    reset: {
      remedy:
        'Something took the connection and cut it off: see whether the port wants TLS, whether the server is just starting, then the firewalls on the way.',
    },
    'connect-timeout': {
      remedy:
        'No connection came about in time: see whether the server runs, and whether a firewall drops packets to this port.',
    },
    'no-route': {
      remedy: 'This machine has no way to that address: check the address, the network and the VPN.',
    },
    'not-permitted': {
      remedy: 'The system forbids this connection: check firewall rules and who may use the socket.',
    },
    'gateway-no-upstream': {
      origin: 'gateway',
      remedy: 'A gateway answered that no server stands behind it: start the server, or mend its routing.',
    },
  },
  'not-a-grpc-server': {
    'not-http2': {
      remedy:
        'What listens there does not speak HTTP/2, so it is not the gRPC server: check the port (the SOAP port is another one) and the proxies on the way.',
    },
    'body-is-text': {
      remedy:
        'A web page came back in place of an answer, from a web server, a proxy or a log-in portal: check host, port and proxies. The key was not judged.',
    },
    'other-content-type': {
      remedy:
        'The answer is not of gRPC: check host, port and the proxies on the way. The key was not judged.',
    },
    'http-401': {
      remedy:
        'A proxy or web server in between wants a log-in of its own (HTTP 401). The API key was not judged: check host, port and proxies.',
    },
    'http-403': {
      remedy:
        'A proxy or web server forbids the call (HTTP 403). The API key was not judged: check the proxy rules.',
    },
    'http-404': {
      remedy: 'A web server answered that it has no such page (HTTP 404): this is not the gRPC port.',
    },
    'http-407': {
      remedy:
        'A proxy wants a log-in of its own (HTTP 407): add the host to no_proxy, or log in at the proxy.',
    },
    'http-429': {
      retryable: true,
      remedy: 'A gateway limits the calls (HTTP 429): wait, then send fewer at a time.',
    },
    'http-5xx': {
      billed: 'maybe',
      remedy: 'A gateway or web server broke down: see its log. The call may have reached the server.',
    },
    'http-502': {
      billed: 'maybe',
      remedy:
        'A gateway got no proper answer from the server (HTTP 502): see whether the server runs and speaks HTTP/2 to the gateway.',
    },
    'http-503': {
      retryable: true,
      remedy: 'A gateway says that the server is not available (HTTP 503): start the server, or wait.',
    },
    'http-504': {
      billed: 'maybe',
      remedy:
        'A gateway waited too long for the server (HTTP 504): give its route more time. The call may have been carried out and billed.',
    },
  },
  'connection-lost': {
    'refused-stream': {
      billed: 'no',
      retryable: true,
      remedy: 'The server turned the call away unread, as it does when it stops or restarts: try again.',
    },
    'cancelled-by-peer': {
      remedy:
        'The other side ended the call, as a server does that shuts down: look whether it took effect before you repeat it.',
    },
    'gateway-upstream': {
      origin: 'gateway',
      remedy:
        'A gateway lost its connection to the server: see whether the server runs, and whether the call took effect before you repeat it.',
    },
  },
  deadline: {
    resolving: {
      billed: 'no',
      retryable: true,
      remedy:
        'The time was over before the name of the server was resolved: check DNS, and that the deadline does not lie in the past. Nothing was sent.',
    },
    connecting: {
      billed: 'no',
      retryable: true,
      remedy:
        'The time was over before a connection stood: see whether the server runs and a firewall or proxy is in the way. Nothing was sent.',
    },
    'waiting-for-answer': {
      remedy:
        'The server was reached and did not answer in time: give the call more time, or see what keeps the server busy. It may have been carried out and billed.',
    },
    'by-server': {
      origin: 'server',
      billed: 'yes',
      remedy:
        'The server itself reports that time ran out: give the call more time, or ask for less at once.',
    },
  },
  cancelled: {
    'by-client': {
      remedy: 'The caller gave the call up; it may have been carried out and billed all the same.',
    },
    'by-server': {
      origin: 'server',
      billed: 'yes',
      remedy: 'The server cancelled the call: see its log, and whether it is shutting down.',
    },
  },
  tls: {
    'untrusted-certificate': {
      remedy:
        "No trusted root signed the server's certificate: give the root that did as CA file (a company proxy that opens TLS has its own).",
    },
    'self-signed': {
      remedy:
        "The server's certificate is its own root: give that certificate as CA file, if it is the right server.",
    },
    'certificate-not-accepted': {
      remedy:
        "The server's certificate is untrusted or out of date: give its root as CA file, then check its dates and this machine's clock.",
    },
    'certificate-expired': {
      remedy: "The server's certificate has expired: renew it on the server, and check this machine's clock.",
    },
    'certificate-not-yet-valid': {
      remedy: "The server's certificate is not valid yet: check this machine's clock, then the certificate.",
    },
    'certificate-revoked': { remedy: "The server's certificate was revoked: get a new one for the server." },
    'certificate-purpose': {
      remedy: 'The certificate was not issued for servers: use one with the purpose "server authentication".',
    },
    'host-name-mismatch': {
      remedy:
        'The certificate is for another host name: connect by a name that it lists, or issue it for the name in use.',
    },
    'name-required': {
      remedy:
        'This Node release takes no IP address as the name for TLS: connect by host name, such as localhost.',
    },
    'server-is-plaintext': {
      remedy:
        'The port does not speak TLS: turn TLS off (the server has it off by default), or use the TLS port.',
    },
    'protocol-not-agreed': {
      remedy:
        'The other side speaks TLS but not HTTP/2, so it is a web server or a proxy: check host and port.',
    },
    'tls-version': {
      remedy: 'Both sides have no TLS version in common: turn on TLS 1.2 or 1.3 on the server.',
    },
    'inadequate-security': {
      remedy:
        'Key, signature or cipher are too weak for this machine: renew the certificate with a stronger key.',
    },
    'client-certificate': {
      remedy:
        'The server wants a client certificate, or does not accept the one it got: give one that it trusts.',
    },
    'handshake-dropped': {
      retryable: true,
      remedy:
        'The connection was cut during the TLS handshake: try again, then look at firewalls that inspect TLS, and whether the server wants a client certificate.',
    },
    'handshake-refused': {
      remedy:
        'The other side broke off the TLS handshake: see whether it wants a client certificate, and which ciphers it allows.',
    },
  },
} as const;

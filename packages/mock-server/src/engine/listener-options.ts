/** Certificate and key of a TLS server, in PEM. */
export interface MockServerTls {
  /** The server's certificate, with its chain. */
  readonly cert: string | Buffer;
  /** The certificate's private key. */
  readonly key: string | Buffer;
  /** Certificate authorities of clients. Given, a client must show a certificate that one of them signed. */
  readonly ca?: string | Buffer;
}

/** How the server listens, and where its patience ends. */
export interface ListenerOptions {
  readonly host: string;
  readonly port: number;
  readonly tls?: MockServerTls;
  /** True keeps the process alive while the server listens. */
  readonly ref: boolean;
  readonly maxMessageBytes: number;
  /** How long a connection may take to say that it speaks HTTP/2, in milliseconds. */
  readonly handshakeTimeoutMs: number;
  /** How long a call's body may pause, in milliseconds. */
  readonly idleBodyMs: number;
  /** Pings that come more often are too many; 0 allows any. In milliseconds. */
  readonly minPingIntervalMs: number;
  /** Whether answers are compressed where the client takes gzip. */
  readonly gzip: boolean;
}

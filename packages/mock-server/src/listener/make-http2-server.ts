import * as http2 from 'node:http2';
import type { ListenerOptions } from '../engine/listener-options.js';
import { MAX_HEADER_BYTES } from '../engine/open-stream.js';

/** Node's own server, with the limits that gRPC's servers have. */
export function makeHttp2Server(options: ListenerOptions): http2.Http2Server | http2.Http2SecureServer {
  const limits = {
    settings: { maxConcurrentStreams: 0xffffffff, maxHeaderListSize: MAX_HEADER_BYTES },
    // Node's default of 10 MB counts an answer that is under way: it would refuse the connection's other calls, and then end it.
    maxSessionMemory: Number.MAX_SAFE_INTEGER,
  };
  if (options.tls === undefined) return http2.createServer(limits);
  const { cert, key, ca } = options.tls;
  return http2.createSecureServer({
    ...limits,
    cert,
    key,
    ...(ca === undefined ? {} : { ca, requestCert: true, rejectUnauthorized: true }),
    handshakeTimeout: options.handshakeTimeoutMs,
    allowHTTP1: false,
  });
}

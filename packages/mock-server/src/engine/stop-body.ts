import { constants, type ServerHttp2Stream } from 'node:http2';
import { realSetImmediate } from './real-timers.js';

/**
 * Tells a caller that still sends to stop, after its answer: RST_STREAM with NO_ERROR (RFC 9113, 8.1). A turn later, since
 * Node 26 drops an answer that has not left when the stream is closed.
 */
export function stopBody(stream: ServerHttp2Stream): void {
  if (stream.readableEnded) return;
  realSetImmediate(() => {
    if (!stream.destroyed) stream.close(constants.NGHTTP2_NO_ERROR);
  });
}

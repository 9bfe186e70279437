/** A stream of HTTP/2. */
interface Sending {
  readonly writable: boolean;
  write(piece: Uint8Array, sent: (error?: Error | null) => void): unknown;
  end(piece: Uint8Array): unknown;
}

/** Most bytes of a message that are handed to a stream at a time: how long another call can wait. */
export const PIECE = 65_536;

/**
 * Ends a stream with a message, a large one piece by piece. HTTP/2 of Node 22 and later sends what waits of one stream before
 * it turns to the next (RFC 9218, section 4.2): a small call would wait for the last byte of a model.
 */
export function endInPieces(stream: Sending, message: Uint8Array, from = 0): void {
  const to = from + PIECE;
  if (to >= message.length) {
    stream.end(from === 0 ? message : message.subarray(from));
    return;
  }
  stream.write(message.subarray(from, to), (error) => {
    if (!error && stream.writable) endInPieces(stream, message, to);
  });
}

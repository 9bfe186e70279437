import { expect, test } from 'vitest';
import { endInPieces, PIECE } from './end-in-pieces.js';

/** Sends a message to a stream that takes all of it, or breaks with a piece. */
function send(length: number, brokenAt?: number) {
  const message = Uint8Array.from({ length }, (_, at) => at % 251);
  const pieces: Uint8Array[] = [];
  let ended = false;
  const stream = {
    writable: true,
    write: (piece: Uint8Array, sent: (error?: Error) => void) => {
      pieces.push(piece);
      sent(pieces.length === brokenAt ? new Error('reset') : undefined);
    },
    end: (piece: Uint8Array) => {
      pieces.push(piece);
      ended = true;
    },
  };
  endInPieces(stream, message);
  return { message, sizes: pieces.map((piece) => piece.length), sent: Buffer.concat(pieces), ended };
}

test.for<[length: number, sizes: number[]]>([
  [0, [0]],
  [5, [5]],
  [PIECE, [PIECE]],
  [PIECE + 1, [PIECE, 1]],
  [2 * PIECE, [PIECE, PIECE]],
  [3 * PIECE + 7, [PIECE, PIECE, PIECE, 7]],
])('%i bytes go out as %j', ([length, sizes]) => {
  const { message, sent, ...rest } = send(length);
  expect(rest).toEqual({ sizes, ended: true });
  expect(sent.equals(message)).toBe(true);
});

test('nothing follows a piece that could not be sent', () => {
  expect(send(5 * PIECE, 2)).toMatchObject({ sizes: [PIECE, PIECE], ended: false });
});

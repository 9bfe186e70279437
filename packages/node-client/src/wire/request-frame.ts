import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

const zip = promisify(gzip);

/** The whole, or the head and the message. */
type Parts = readonly [first: Buffer, message?: Buffer];

/** A request as it goes onto the wire: a flag, four bytes of length, the message. */
export interface RequestFrame {
  readonly parts: Parts;
  readonly gzipped: boolean;
}

/** Up to here, one buffer is sent rather than two: copying costs less than a second write. */
const SMALL = 16_384;

/** @param bytes The encoded message. */
export function plainFrame(bytes: Buffer): RequestFrame {
  return { parts: framed(bytes, 0), gzipped: false };
}

export async function gzippedFrame(bytes: Buffer): Promise<RequestFrame> {
  return { parts: framed(await zip(bytes), 1), gzipped: true };
}

function framed(bytes: Buffer, flag: 0 | 1): Parts {
  const head = Buffer.allocUnsafe(5);
  head.writeUInt8(flag, 0);
  head.writeUInt32BE(bytes.length, 1);
  return bytes.length <= SMALL ? [Buffer.concat([head, bytes])] : [head, bytes];
}

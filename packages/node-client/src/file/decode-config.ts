import { isUtf8 } from 'node:buffer';
import { universalNewlines } from '@dlubal-kit/auth-core';
import type { ConfigReadReason } from './config-file-error.js';

/** The text of a file, or why its bytes are none. */
export type Decoded =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly reason: ConfigReadReason; readonly where?: string };

interface Sign {
  readonly reason: ConfigReadReason;
  readonly applies: (bytes: Buffer) => boolean;
  readonly where?: (bytes: Buffer) => string;
}

const startsWith =
  (...head: readonly number[]) =>
  (bytes: Buffer): boolean =>
    head.every((byte, at) => bytes[at] === byte);

/** In order; the first that applies names the fault. */
const SIGNS: readonly Sign[] = [
  { reason: 'byte-order-mark', applies: startsWith(0xef, 0xbb, 0xbf) },
  { reason: 'utf-16', applies: startsWith(0xff, 0xfe) },
  { reason: 'utf-16', applies: startsWith(0xfe, 0xff) },
  // Without a mark, Latin text in UTF-16 shows by a NUL as every second byte.
  {
    reason: 'utf-16',
    applies: (b) =>
      b.length >= 4 &&
      (b[0] === 0) !== (b[1] === 0) &&
      (b[2] === 0) === (b[0] === 0) &&
      (b[3] === 0) === (b[1] === 0),
  },
  { reason: 'nul', applies: (b) => b.includes(0), where: (b) => `line ${lineAt(b, b.indexOf(0))}` },
  { reason: 'not-utf-8', applies: (b) => !isUtf8(b), where: (b) => `line ${firstBadLine(b)}` },
];

/** Bytes of a config.ini → its text, or the reason why they are none. */
export function decodeConfig(bytes: Buffer): Decoded {
  for (const { reason, applies, where } of SIGNS) {
    if (applies(bytes)) return { ok: false, reason, ...(where && { where: where(bytes) }) };
  }
  return { ok: true, text: bytes.toString('utf8') };
}

function lineAt(bytes: Buffer, offset: number): number {
  return universalNewlines(bytes.subarray(0, offset).toString('latin1')).split('\n').length;
}

/** A line feed is never part of a longer UTF-8 sequence, so each line can be judged alone. */
function firstBadLine(bytes: Buffer): number {
  let line = 1;
  for (let from = 0; ; line += 1) {
    const feed = bytes.indexOf(0x0a, from);
    if (feed < 0 || !isUtf8(bytes.subarray(from, feed))) return line;
    from = feed + 1;
  }
}

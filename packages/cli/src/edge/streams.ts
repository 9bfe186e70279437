import { fstatSync, writeSync } from 'node:fs';

/** Numbers of the three streams that every process has. */
export type Stream = 0 | 1 | 2;

/** Streams that were handed over to Node's own, which keeps the order of what follows. */
const handedOver = new Set<Stream>();

/**
 * Writes a text to standard output or error. Files and pipes are written to directly: Node's own streams load its
 * sockets first, which takes longer than most commands do.
 */
export function writeTo(stream: 1 | 2, text: string): void {
  if (isTerminal(stream)) handedOver.add(stream);
  let bytes = Buffer.from(text);
  while (bytes.length > 0 && !handedOver.has(stream)) {
    try {
      bytes = bytes.subarray(writeSync(stream, bytes));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      // Whoever read this has gone, as "head" does: nobody misses the rest.
      if (code === 'EPIPE') return;
      // Another process made the pipe one that does not wait; Windows has streams that are no files.
      handedOver.add(stream);
    }
  }
  if (bytes.length > 0) (stream === 1 ? process.stdout : process.stderr).write(bytes);
}

const known = new Map<Stream, boolean>();

/** Whether a stream is a terminal. What is no device cannot be one, and is told without loading Node's terminals. */
export function isTerminal(stream: Stream): boolean {
  const before = known.get(stream);
  if (before !== undefined) return before;
  const is = mayBeTerminal(stream) && process.getBuiltinModule('node:tty').isatty(stream);
  known.set(stream, is);
  return is;
}

function mayBeTerminal(stream: Stream): boolean {
  try {
    return fstatSync(stream).isCharacterDevice();
  } catch {
    return true;
  }
}

import { fstatSync, writeSync } from 'node:fs';

/** Numbers of the three streams that every process has. */
type Stream = 0 | 1 | 2;

/** What was printed did not arrive: a full disk, a closed pipe. */
export class OutputError extends Error {
  override readonly name = 'OutputError';

  constructor(stream: Stream, code: string) {
    super(`${stream === 1 ? 'stdout' : 'stderr'} could not be written: ${WRITE_FAULTS[code] ?? code}.`);
  }
}

const WRITE_FAULTS: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the quota of this user is used up',
  EPIPE: 'the program that read it has ended',
  EBADF: 'it is closed',
  EFBIG: 'the file is too large',
};

/** Streams that were handed over to Node's own, which keeps the order of what follows. */
const handedOver = new Set<Stream>();

/**
 * Writes a text to stdout or stderr. Files and pipes are written to directly: Node's own streams load its sockets
 * first, which takes longer than most commands do.
 *
 * @throws {OutputError} when stdout cannot be written. A lost stderr loses nothing that a program reads.
 */
export function writeTo(stream: 1 | 2, text: string): void {
  if (isTerminal(stream)) handOver(stream);
  let bytes = Buffer.from(text);
  while (bytes.length > 0 && !handedOver.has(stream)) {
    try {
      bytes = bytes.subarray(writeSync(stream, bytes));
    } catch (error) {
      const { code = '' } = error as NodeJS.ErrnoException;
      // Another process made the pipe non-blocking; Windows has streams that are not files.
      if (code === 'EAGAIN' || code === 'EISDIR' || code === 'EINVAL') handOver(stream);
      else if (stream === 1) throw new OutputError(1, code);
      else return;
    }
  }
  if (bytes.length > 0) (stream === 1 ? process.stdout : process.stderr).write(bytes);
}

/** Errors of Node's own streams come later; nobody is left to catch them. */
function handOver(stream: 1 | 2): void {
  if (handedOver.has(stream)) return;
  handedOver.add(stream);
  (stream === 1 ? process.stdout : process.stderr).on('error', ({ code = '' }: NodeJS.ErrnoException) => {
    if (stream === 2) return;
    writeTo(2, `dlubal-auth: ${new OutputError(1, code).message}\n`);
    process.exitCode = 1;
  });
}

/** Resolves once everything that was written has left this process, or cannot any more. */
export async function flushed(): Promise<void> {
  for (const stream of handedOver) {
    const { stdout, stderr } = process;
    const out = stream === 1 ? stdout : stderr;
    if (out.writableLength === 0) continue;
    await new Promise<void>((resolve) => {
      out.once('error', () => resolve()).once('close', resolve);
      out.write('', () => resolve());
    });
  }
}

const known = new Map<Stream, boolean>();

/** Whether a stream is a terminal. What is not a device cannot be one, and is judged without loading Node's terminals. */
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

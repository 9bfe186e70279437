import { UsageFault } from '../../failure/usage-fault.js';
import { decodeInput } from './decode-text.js';

/**
 * All of stdin as text.
 *
 * @param mostMiB Whoever pipes in more is told so, before this process has kept it.
 * @throws {UsageFault} when there is more, or stdin cannot be read
 */
export async function readInput(
  mostMiB: number,
  input: AsyncIterable<Buffer> = process.stdin,
): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of readable(input)) {
    length += chunk.length;
    if (length > mostMiB * MIB) {
      throw new UsageFault(`stdin has more than ${mostMiB} MiB.`, 'Pipe in only what this command needs.');
    }
    chunks.push(chunk);
  }
  return decodeInput(Buffer.concat(chunks));
}

const MIB = 1024 * 1024;

async function* readable(input: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
  try {
    yield* input;
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    throw new UsageFault(
      `stdin cannot be read: ${READ_FAULTS[code] ?? `the system reports ${code}`}.`,
      'Pipe a text or a file into this command.',
    );
  }
}

const READ_FAULTS: Readonly<Record<string, string>> = {
  EISDIR: 'it is a folder',
  EBADF: 'it is closed',
  EACCES: 'this user is not allowed to read it',
};

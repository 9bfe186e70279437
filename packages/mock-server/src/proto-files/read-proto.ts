import { constants } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';

/** Larger ones are not written by hand, and take the parser's time. */
const MAX_BYTES = 16 * 1024 * 1024;

/** The text of a .proto file. @throws as `readRegular` does */
export async function readProto(path: string): Promise<string> {
  return (await readRegular(path)).toString('utf8');
}

/**
 * The bytes of a file that a test or an import names: read without waiting for the writer of a pipe, and only a
 * regular file of a sane size.
 *
 * @throws the system's error, or one with code `EISDIR`, `ENOTFILE` or `EFBIG`
 */
export async function readRegular(path: string): Promise<Buffer> {
  const { open } = await import('node:fs/promises');
  // Windows does not have the flag, nor pipes at such a place.
  const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    await checkKind(file);
    return await file.readFile();
  } finally {
    await file.close();
  }
}

async function checkKind(file: FileHandle): Promise<void> {
  const stats = await file.stat();
  if (stats.isDirectory()) throw refusal('EISDIR', 'it is a folder');
  if (!stats.isFile()) throw refusal('ENOTFILE', 'it is a pipe, a socket or a device');
  if (stats.size > MAX_BYTES) throw refusal('EFBIG', 'it is larger than 16 MiB');
}

const refusal = (code: string, message: string): Error => Object.assign(new Error(message), { code });

import { promisify } from 'node:util';
import { gunzip, inflate } from 'node:zlib';
import type { AnswerFrame } from './answer-frames.js';
import type { CallReport } from './call-report.js';

const UNZIP: Readonly<Record<string, (bytes: Buffer) => Promise<Buffer>>> = {
  gzip: promisify(gunzip),
  deflate: promisify(inflate),
};

/** What this client can unpack, for the header `grpc-accept-encoding`. */
export const ACCEPTED = ['identity', ...Object.keys(UNZIP)].join(',');

/**
 * The bytes of a message, unpacked.
 *
 * @param encoding The answer's `grpc-encoding`.
 * @throws {CallReport} (rejects) when that cannot be done: the server has done its work all the same.
 */
export async function unzip({ compressed, bytes }: AnswerFrame, encoding: string): Promise<Buffer> {
  if (!compressed) return bytes;
  const known = Object.hasOwn(UNZIP, encoding) ? UNZIP[encoding] : undefined;
  try {
    if (known !== undefined) return await known(bytes);
  } catch (error) {
    throw unreadable(`it is not ${encoding} (${String((error as NodeJS.ErrnoException).code)})`);
  }
  throw unreadable(
    encoding === 'identity'
      ? 'it is marked as compressed, and grpc-encoding says it is not'
      : `this client does not know the encoding "${encoding.slice(0, 40)}"`,
  );
}

const unreadable = (why: string): CallReport => ({
  code: 13,
  details: `Failed to decompress the answer: ${why}`,
  evidence: 'message',
});

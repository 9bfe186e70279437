import { gunzipSync, gzipSync, inflateSync } from 'node:zlib';

/** Why a message could not be read, as the gRPC status that answers it. */
export interface MessageFlaw {
  readonly status: 'INTERNAL' | 'RESOURCE_EXHAUSTED' | 'UNIMPLEMENTED';
  readonly details: string;
}

/** Compressions that a request may use. `zstd`, `snappy` and the like are not served. */
export const ACCEPTED_ENCODINGS = 'identity,deflate,gzip';

const HEAD_BYTES = 5;

/**
 * Cuts the body of a call into messages: a flag byte, four bytes of length, the message.
 * Source: grpc/grpc, doc/PROTOCOL-HTTP2.md, Length-Prefixed-Message.
 */
export class MessageReader {
  readonly #limit: number;
  readonly #encoding: string | undefined;
  #chunks: Buffer[] = [];
  #have = 0;
  #need = HEAD_BYTES;
  #headRead = false;

  /**
   * @param limit most bytes that a message may have, before and after it is decompressed.
   * @param encoding the call's `grpc-encoding`.
   */
  constructor(limit: number, encoding: string | undefined) {
    this.#limit = limit;
    this.#encoding = encoding;
  }

  /** Takes a chunk of the body and gives each message that is complete, or the first flaw. */
  push(chunk: Buffer, onMessage: (message: Buffer) => void): MessageFlaw | undefined {
    this.#chunks.push(chunk);
    this.#have += chunk.length;
    while (this.#have >= this.#need) {
      const bytes = this.#joined();
      if (!this.#headRead) {
        const length = bytes.readUInt32BE(1);
        if (length > this.#limit) return tooLarge(length, this.#limit);
        this.#need = HEAD_BYTES + length;
        this.#headRead = true;
        continue;
      }
      const message = unpack(
        bytes[0] ?? 0,
        bytes.subarray(HEAD_BYTES, this.#need),
        this.#encoding,
        this.#limit,
      );
      if (!Buffer.isBuffer(message)) return message;
      this.#keep(bytes.subarray(this.#need));
      onMessage(message);
    }
    return undefined;
  }

  /** The flaw of a body that ends here, if any: the bytes left are not a whole message. */
  end(): MessageFlaw | undefined {
    if (this.#have === 0) return undefined;
    const details = this.#headRead
      ? `Truncated message: its length says ${this.#need - HEAD_BYTES} bytes, ${this.#have - HEAD_BYTES} came.`
      : `Truncated message: ${this.#have} of the ${HEAD_BYTES} bytes before a message came.`;
    return { status: 'INTERNAL', details };
  }

  #joined(): Buffer {
    const [first] = this.#chunks;
    if (first !== undefined && this.#chunks.length === 1) return first;
    const bytes = Buffer.concat(this.#chunks);
    this.#chunks = [bytes];
    return bytes;
  }

  #keep(rest: Buffer): void {
    this.#chunks = rest.length === 0 ? [] : [rest];
    this.#have = rest.length;
    this.#need = HEAD_BYTES;
    this.#headRead = false;
  }
}

function tooLarge(length: number, limit: number): MessageFlaw {
  return {
    status: 'RESOURCE_EXHAUSTED',
    details: `Received message larger than max (${length} vs. ${limit}).`,
  };
}

function unpack(
  flag: number,
  body: Buffer,
  encoding: string | undefined,
  limit: number,
): Buffer | MessageFlaw {
  if (flag === 0) return body;
  if (flag !== 1) return { status: 'INTERNAL', details: `Bad compression flag ${flag}: it is 0 or 1.` };
  if (encoding === undefined || encoding === 'identity') {
    return { status: 'INTERNAL', details: 'A compressed message came without a grpc-encoding.' };
  }
  if (encoding !== 'gzip' && encoding !== 'deflate') {
    return {
      status: 'UNIMPLEMENTED',
      details: 'This grpc-encoding is not served; see grpc-accept-encoding.',
    };
  }
  return body.length === 0 ? body : decompress(encoding, body, limit);
}

function decompress(encoding: 'gzip' | 'deflate', body: Buffer, limit: number): Buffer | MessageFlaw {
  try {
    const options = { maxOutputLength: Math.max(limit, 1) };
    const message = encoding === 'gzip' ? gunzipSync(body, options) : inflateSync(body, options);
    return message;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ERR_BUFFER_TOO_LARGE') {
      return {
        status: 'RESOURCE_EXHAUSTED',
        details: `Received message larger than max (more than ${limit} bytes after decompression).`,
      };
    }
    return { status: 'INTERNAL', details: `A message could not be decompressed as ${encoding}.` };
  }
}

/** A message as it goes onto the wire. */
export function frameMessage(message: Uint8Array, gzip = false): Buffer {
  const body = gzip ? gzipSync(message) : message;
  const framed = Buffer.allocUnsafe(HEAD_BYTES + body.length);
  framed[0] = gzip ? 1 : 0;
  framed.writeUInt32BE(body.length, 1);
  framed.set(body, HEAD_BYTES);
  return framed;
}

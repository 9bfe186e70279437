import { messageToFile } from '../scenario/file-message.js';
import type { FileMessage } from '../scenario/scenario-types.js';
import { isBytes } from '../wire/bytes.js';
import { changedIn, scrub } from './scrub.js';

/**
 * The fields of a request that held a key, for a handler that answers it again: a pattern with what is around the key takes
 * the place of the field, since the next key is another one. A field that was nothing but a key is left out.
 */
export function requestWithoutKeys(
  type: string,
  request: FileMessage,
  secrets: readonly string[],
): FileMessage {
  return messageToFile(type, withPatterns(request, scrub(request, secrets)) as FileMessage);
}

function withPatterns(data: unknown, clean: unknown): unknown {
  if (typeof data === 'string') return data === clean ? data : around(data, String(clean));
  if (isBytes(data) && isBytes(clean)) return bytesAround(data, clean);
  if (Array.isArray(data) && Array.isArray(clean))
    return data.map((item, index) => withPatterns(item, clean[index]));
  if (typeof data !== 'object' || data === null) return data;
  const fields = Object.entries(data).map(([name, value]) => [
    name,
    withPatterns(value, (clean as FileMessage)[name]),
  ]);
  return Object.fromEntries(fields) as FileMessage;
}

function around(text: string, clean: string): unknown {
  const [from, end] = changedIn(text, clean);
  const part = longer(text.slice(0, from), text.slice(end));
  return part === '' ? undefined : { contains: part };
}

function bytesAround(bytes: Uint8Array, clean: Uint8Array): unknown {
  const [text, covered] = [bytes, clean].map((one) => Buffer.from(one).toString('latin1')) as [
    string,
    string,
  ];
  if (text === covered) return bytes;
  const [from, end] = changedIn(text, covered);
  const part = longer(text.slice(0, from), text.slice(end));
  return part === '' ? undefined : { contains: Buffer.from(part, 'latin1') };
}

/** Of the key's end, a masked form shows this much: it is not a part of what stays the same. */
const SHOWN = 4;
/** Characters of base64 before a key that its first bits are a part of. */
const SHARED = 2;

const longer = (before: string, after: string): string => {
  const [head, rest] = [before.slice(0, -SHARED), after.slice(SHOWN)];
  return head.length >= rest.length ? head : rest;
};

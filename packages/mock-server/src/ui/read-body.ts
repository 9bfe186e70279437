import type { IncomingMessage } from 'node:http';
import type { Refused } from './check-request.js';
import type { Body } from './ui-actions.js';

/** Far more than any action needs. */
const MOST_BYTES = 16 * 1024;

type Read = { readonly body: Body } | { readonly refused: Refused };

/** The JSON object in a request's body, or the refusal: too large (413), or no object (400). */
export async function readBody(request: IncomingMessage): Promise<Read> {
  const tooLarge = { refused: { status: 413, error: `The body has more than ${MOST_BYTES} bytes.` } };
  if (Number(request.headers['content-length'] ?? 0) > MOST_BYTES) return tooLarge;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).length;
    if (size > MOST_BYTES) return tooLarge;
    chunks.push(chunk as Buffer);
  }
  return parsed(Buffer.concat(chunks).toString('utf8'));
}

function parsed(text: string): Read {
  try {
    const value: unknown = JSON.parse(text === '' ? '{}' : text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { body: value as Body };
  } catch {
    // Said below.
  }
  return { refused: { status: 400, error: 'The body is not a JSON object.' } };
}

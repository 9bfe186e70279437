import type { Reply } from '../handlers/reply.js';
import type { AnyRpc } from '../handlers/rpcs-by-path.js';
import { isBytes } from '../wire/bytes.js';
import type { Exchange } from './exchange.js';
import { HANDLER_BROKE, type Verdict } from './fixed-answers.js';
import { nothingAnswers } from './nothing-answers.js';

/** An answer as bytes; words of the mock server where it cannot be encoded. */
export function encodeAnswer(exchange: Exchange, row: AnyRpc, answer: Reply | undefined): Verdict {
  if (answer === undefined) return nothingAnswers(exchange);
  if (answer.kind === 'status') return { answer, outcome: 'answered' };
  if (answer.kind === 'fault') return { answer, outcome: 'faulted' };
  const { message, headers, trailers } = answer;
  try {
    // Bytes are the message as it goes onto the wire: of a method whose messages nobody described.
    const bytes = isBytes(message) ? message : encodeOnce(row, message as object);
    exchange.record.response = message;
    return { answer: { bytes, headers, trailers }, outcome: 'answered' };
  } catch (cause) {
    exchange.record.error = cause;
    return { answer: HANDLER_BROKE, outcome: 'answered' };
  }
}

/** Bytes of answers that cannot change, such as who the server is: most clients ask for that first. */
const encoded: WeakMap<object, Uint8Array> = new WeakMap();

function encodeOnce(row: AnyRpc, message: object): Uint8Array {
  const known = encoded.get(message);
  if (known !== undefined) return known;
  const bytes = row.encodeResponse(message);
  if (Object.isFrozen(message) && row.handshake === true) encoded.set(message, bytes);
  return bytes;
}

import { type Rpc, rpcList } from '@dlubal-kit/protos';
import { messageToFile } from '../scenario/file-message.js';
import type { FileAnswer, FileMessage, FileMetadata } from '../scenario/scenario-types.js';
import { STATUS_CODES, statusName } from '../wire/status-code.js';
import type { WireHeaders } from '../wire/wire-metadata.js';
import type { ForwardedCall, RealAnswer } from './real-answer.js';
import { requestWithoutKeys } from './request-without-keys.js';
import { scrub } from './scrub.js';

type Answered = Extract<RealAnswer, { kind: 'answer' }>;

/** A call as a scenario can hold it, or why it cannot. */
export type RecordedCall =
  | {
      readonly kind: 'kept';
      readonly method: string;
      readonly key: string;
      readonly request: FileMessage;
      readonly answer: FileAnswer;
      /** What of it is not in the scenario. */
      readonly note?: string;
    }
  | { readonly kind: 'left-out'; readonly why: string };

/** Reads a call by the table of RPCs. @param secrets keys that calls bore, in no answer from here on */
export function recordedCall(call: ForwardedCall, secrets: readonly string[]): RecordedCall {
  const row = rpcList.find(({ path }) => path === call.path);
  const why = leftOutBecause(call, row);
  if (why !== undefined || row === undefined || call.answer.kind === 'broken' || call.key === undefined) {
    return { kind: 'left-out', why: why ?? '' };
  }
  try {
    const request = row.decodeRequest(call.request) as FileMessage;
    const { answer, note } = answerOf(row, call.answer, secrets);
    const plain = requestWithoutKeys(row.requestType, request, secrets);
    return { kind: 'kept', method: row.name, key: call.key, request: plain, answer, ...(note && { note }) };
  } catch {
    return { kind: 'left-out', why: `${row.name} could not be decoded` };
  }
}

function leftOutBecause({ path, key, answer }: ForwardedCall, row: unknown): string | undefined {
  if (row === undefined)
    return `${JSON.stringify(path.slice(0, 100))} is a method whose messages are not known here`;
  if (answer.kind === 'broken') return `no answer came: ${answer.why}`;
  return key === undefined ? 'it bore no key; the mock server refuses such calls by itself' : undefined;
}

function answerOf(
  row: Rpc<unknown, unknown>,
  { status, details, message, headers, trailers }: Answered,
  secrets: readonly string[],
): { answer: FileAnswer; note?: string } {
  const clean = <T>(data: T): T => scrub(data, secrets) as T;
  const metadataFields = { ...metadata('headers', clean(headers)), ...metadata('trailers', clean(trailers)) };
  if (status !== STATUS_CODES.OK || message === undefined) {
    const { headers: _headers, ...rest } = metadataFields;
    const name = statusName(status);
    const error = {
      status: name.startsWith('status ') ? status : name,
      ...(details && { details: clean(details) }),
    };
    return { answer: { error, ...rest } };
  }
  const decoded = row.decodeResponse(message) as FileMessage;
  const known = row.encodeResponse(decoded).length;
  const answer = { reply: messageToFile(row.responseType, clean(decoded)), ...metadataFields };
  return known < message.length
    ? { answer, note: 'its answer holds fields that the messages here do not have; they are left out' }
    : { answer };
}

const SENDABLE = /^[\x20-\x7e]*$/;

function metadata(name: 'headers' | 'trailers', wire: WireHeaders): Record<string, FileMetadata> {
  const kept = Object.entries(wire).filter(([, value]) =>
    [value].flat().every((text) => SENDABLE.test(text)),
  );
  return kept.length === 0 ? {} : { [name]: Object.fromEntries(kept) };
}

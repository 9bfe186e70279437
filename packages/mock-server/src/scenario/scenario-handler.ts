import { fault } from '../faults/fault-reply.js';
import { checkEchoes, echoed, echoesIn, withoutEchoes } from '../handlers/echo.js';
import { error, type Reply, reply } from '../handlers/reply.js';
import { delay, sequence } from '../handlers/responders.js';
import { makeHandler } from '../handlers/rpc.js';
import type { CallInfo, RpcHandler } from '../handlers/rpc-handler.js';
import { differenceIn, holds } from '../journal/call-filter.js';
import type { FieldTest, TestMaker } from '../patterns/field-patterns.js';
import type { StatusName } from '../wire/status-code.js';
import { metadataFromFile } from './file-message.js';
import type { HandlerTarget } from './handler-target.js';
import { wantedRequest } from './scenario-fault.js';
import type { FileAnswer, FileHandler } from './scenario-types.js';

/**
 * A handler of a file as one of ours.
 *
 * @param place where the file declares it, as `file:line`.
 * @param testOf makes the tests of the file's patterns.
 * @throws {MisuseError} when metadata or a message cannot be sent, or a pattern is not one.
 */
export function scenarioHandler(
  handler: FileHandler,
  target: HandlerTarget,
  { place, testOf }: { readonly place: string; readonly testOf: TestMaker },
): RpcHandler {
  const misfit = misfitOf(handler, target, testOf);
  const answers = (handler.sequence ?? [handler]).map((answer) => answerOf(answer, target));
  const answer = sequence<unknown, unknown>(...answers);
  const respond = (request: unknown, call: CallInfo, nth: number): unknown => {
    if (misfit(request, call) !== undefined) return undefined;
    // Here and not in the handler's own delay: a call that does not match must not wait for it.
    const wait = waitOf(handler.delay);
    return wait === 0
      ? answer(request, call, nth)
      : delay(wait, call.signal).then(() => answer(request, call, nth));
  };
  const { once, times } = handler;
  const options = { ...(once === undefined ? {} : { once }), ...(times === undefined ? {} : { times }) };
  return { ...makeHandler(target.path, respond, options, place), misfit };
}

/** Why the handler does not answer a call; undefined when it does. */
function misfitOf(
  { key, when = {} }: FileHandler,
  target: HandlerTarget,
  testOf: TestMaker,
): (request: unknown, call: CallInfo) => string | undefined {
  const { service } = target;
  const wanted = when.request === undefined ? {} : wantedRequest(when.request, target, testOf);
  const headers = Object.entries(when.headers ?? {}).map(
    ([name, value]) =>
      [
        name.toLowerCase(),
        typeof value === 'string' ? value : testOf(value, { name, kind: 'text' }),
      ] as const,
  );
  return (asked, call) => {
    if (key !== undefined && call.key.label !== key) return `it answers the key ${key} only`;
    if (service !== undefined && call.service !== service) return `it answers the service ${service} only`;
    const header = headers.find(([name, value]) => !hasHeader(call, name, value));
    if (header !== undefined) return `the header ${header[0]} differs`;
    return holds(asked, wanted)
      ? undefined
      : `${differenceIn(asked, wanted, 'request') ?? 'the request'} differs`;
  };
}

/** A repeated header fits by one of its values, or by all of them joined. */
function hasHeader({ headers, headerList }: CallInfo, name: string, wanted: string | FieldTest): boolean {
  const fits = (value: string | undefined): boolean =>
    typeof wanted === 'string' ? value === wanted : wanted.asymmetricMatch(value);
  return fits(headers[name]) || headerList.some(([each, given]) => each === name && fits(given));
}

/** @throws {MisuseError} when metadata or a message cannot be sent. */
function answerOf(answer: FileAnswer, target: HandlerTarget): Reply | ((request: unknown) => Reply) {
  const trailers = metadataFromFile(answer.trailers);
  if (answer.fault !== undefined) {
    const { name, ...settings } = answer.fault;
    return fault(name, settings);
  }
  if (answer.error !== undefined) {
    const { kind, status, details } = answer.error;
    return error(kind ?? (status as StatusName | number), details, { trailers });
  }
  const metadata = { headers: metadataFromFile(answer.headers), trailers };
  if (answer.bytes !== undefined) return reply(new Uint8Array(Buffer.from(answer.bytes, 'base64')), metadata);
  return messageAnswer(answer.reply ?? {}, target, metadata);
}

function messageAnswer(
  message: NonNullable<FileAnswer['reply']>,
  { request, response = (fields) => fields }: HandlerTarget,
  metadata: Parameters<typeof reply>[1],
): Reply | ((request: unknown) => Reply) {
  if (echoesIn(message).length === 0) return reply(response(message), metadata);
  checkEchoes(message, request);
  response(withoutEchoes(message));
  return (asked) => reply(response(echoed(message, asked)), metadata);
}

function waitOf(ms: FileHandler['delay'] = 0): number {
  if (typeof ms === 'number') return ms;
  const [min, max] = ms;
  return min + Math.random() * (max - min);
}

import { MisuseError } from '@dlubal-kit/auth-core';
import { rpcList } from '@dlubal-kit/protos';
import { fault } from '../faults/fault-reply.js';
import { error, type Reply, reply } from '../handlers/reply.js';
import { delay, sequence } from '../handlers/responders.js';
import { makeHandler } from '../handlers/rpc.js';
import type { CallInfo, RpcHandler } from '../handlers/rpc-handler.js';
import { holds } from '../journal/call-filter.js';
import type { StatusName } from '../wire/status-code.js';
import { messageFromFile, metadataFromFile } from './file-message.js';
import type { FileAnswer, FileHandler } from './scenario-types.js';

/**
 * A handler of a file as one of ours.
 *
 * @param place where the file declares it, as `file:line`.
 * @throws {MisuseError} when metadata cannot be sent.
 */
export function scenarioHandler(handler: FileHandler, place: string): RpcHandler {
  const row = rpcList.find(({ name }) => name === handler.method);
  if (row === undefined)
    throw new MisuseError(`There is no method ${handler.method}.`, 'Check its spelling.');
  const fits = fitting(handler, row.requestType);
  const answers = (handler.sequence ?? [handler]).map((answer) => replyOf(answer, row.responseType));
  const answer = sequence<unknown, unknown>(...answers);
  const respond = (request: unknown, call: CallInfo, nth: number): unknown => {
    if (!fits(request, call)) return undefined;
    // Here and not in the handler's own delay: a call that does not match must not wait for it.
    const wait = waitOf(handler.delay);
    return wait === 0
      ? answer(request, call, nth)
      : delay(wait, call.signal).then(() => answer(request, call, nth));
  };
  const { once, times } = handler;
  const options = { ...(once === undefined ? {} : { once }), ...(times === undefined ? {} : { times }) };
  return makeHandler(row.path, respond, options, place);
}

function fitting(
  { key, when = {} }: FileHandler,
  requestType: string,
): (request: unknown, call: CallInfo) => boolean {
  const request = messageFromFile(requestType, when.request ?? {});
  const headers = Object.entries(when.headers ?? {}).map(
    ([name, value]) => [name.toLowerCase(), value] as const,
  );
  return (asked, call) =>
    (key === undefined || call.key.label === key) &&
    headers.every(([name, value]) => call.headers[name] === value) &&
    holds(asked, request);
}

/** @throws {MisuseError} when metadata cannot be sent. */
function replyOf(answer: FileAnswer, responseType: string): Reply {
  const trailers = metadataFromFile(answer.trailers);
  if (answer.fault !== undefined) {
    const { name, ...settings } = answer.fault;
    return fault(name, settings);
  }
  if (answer.error !== undefined) {
    const { kind, status, details } = answer.error;
    return error(kind ?? (status as StatusName | number), details, { trailers });
  }
  const message = messageFromFile(responseType, answer.reply ?? {});
  return reply(message, { headers: metadataFromFile(answer.headers), trailers });
}

function waitOf(ms: FileHandler['delay'] = 0): number {
  if (typeof ms === 'number') return ms;
  const [min, max] = ms;
  return min + Math.random() * (max - min);
}

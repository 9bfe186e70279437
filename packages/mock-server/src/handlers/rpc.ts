import {
  CHECKED_LATER,
  checkFields,
  type FieldChecks,
  FLAG,
  MILLISECONDS,
  MisuseError,
} from '@dlubal-kit/auth-core';
import { applicationRpcs, type DeepPartial, type RpcMethod, type RpcTable } from '@dlubal-kit/protos';
import { declaredAt } from './declared-at.js';
import type { HandlerOptions, Responder, RpcHandler } from './rpc-handler.js';

/** Makes a handler for one method of RFEM's service. */
export type RpcHandlerMaker<M extends RpcMethod> = (
  answer: Responder<RpcTable[M]['request'], DeepPartial<RpcTable[M]['response']>>,
  options?: HandlerOptions,
) => RpcHandler;

/** One handler factory per method. */
export type RpcHandlers = { readonly [M in RpcMethod]: RpcHandlerMaker<M> };

/**
 * Handlers for the methods of RFEM's service, typed from its messages. Fields that are left out have their defaults.
 *
 * @throws {MisuseError} when the answer or an option is not valid.
 * @example
 * server.use(rpc.getApplicationInfo({ name: 'RFEM', version: '6.11.0001' }));
 * server.use(rpc.createModel(({ name }) => ({ guid: `id of ${name}` }), { once: true }));
 * server.use(rpc.calculateAll(error('UNAVAILABLE', 'busy'), { times: 2, delay: 50 }));
 */
export const rpc: RpcHandlers = Object.fromEntries(
  Object.values(applicationRpcs).map(({ method, path }) => {
    const make = (answer: unknown, options: HandlerOptions = {}): RpcHandler =>
      makeHandler(path, answer, options, declaredAt(make));
    return [method, make];
  }),
) as unknown as RpcHandlers;

const HANDLER_FIELDS: FieldChecks<HandlerOptions> = {
  once: FLAG,
  times: CHECKED_LATER,
  delay: CHECKED_LATER,
};

/** Makes a handler for a path. */
export function makeHandler(
  path: string,
  answer: unknown,
  options: HandlerOptions,
  place: string,
): RpcHandler {
  checkFields(options, HANDLER_FIELDS, `the options of the handler for ${path}`);
  return {
    path,
    times: timesOf(options, path),
    delay: delayOf(options, path),
    respond: responderOf(answer, path),
    declaredAt: place,
  };
}

function responderOf(answer: unknown, path: string): RpcHandler['respond'] {
  if (typeof answer === 'function') return answer as RpcHandler['respond'];
  if (typeof answer === 'object' && answer !== null && !Array.isArray(answer)) return () => answer;
  throw new MisuseError(
    `A handler for ${path} cannot answer with ${answer === null ? 'null' : typeof answer}.`,
    'Give the fields of its message, a function, reply(…) or error(…).',
  );
}

function timesOf({ once, times }: HandlerOptions, path: string): number {
  if (times !== undefined && !(Number.isInteger(times) && times > 0)) {
    throw new MisuseError(
      `A handler for ${path} cannot answer ${times} times.`,
      'Give a whole number from 1.',
    );
  }
  return once === true ? 1 : (times ?? Number.POSITIVE_INFINITY);
}

function delayOf({ delay = 0 }: HandlerOptions, path: string): RpcHandler['delay'] {
  const [min, max] = typeof delay === 'number' ? [delay, delay] : delay;
  if (min >= 0 && max >= min && MILLISECONDS.holds(max)) return delay;
  throw new MisuseError(
    `A handler for ${path} cannot wait that long.`,
    'Give milliseconds from 0, or two, the smaller first.',
  );
}

import { findBudget } from '../budget/find-budget.js';
import { onBudget } from '../budget/on-budget.js';
import type { OpenBudget } from '../budget/open-budget.js';
import type { CallOptions } from '../call/call-options.js';
import { checkDeadline } from '../call/deadline.js';
import { defaultDeadlineMs } from '../call/default-deadline.js';
import { type Transport, type UnaryRpc, unaryCall } from '../call/unary-call.js';
import { wrapCallError } from '../call/wrap-call-error.js';
import { isWorthGzip } from '../channel/compression.js';
import { openChannel } from '../channel/open-channel.js';
import { checkPlaintext } from '../gather/check-plaintext.js';
import { gatherChecked } from '../gather/gather.js';
import { originOf } from '../gather/server-target.js';
import { type Observe, observersOf, observing } from '../observe/observed.js';
import type { ClientOptions } from './connect-options.js';
import { findKey } from './find-key.js';
import { requestHeaders } from './request-headers.js';
import { warn } from './warn.js';

/** A transport that knows where it leads. */
export interface OpenTransport extends Transport {
  readonly address: string;
  /** Time limit of a method that is not given one, in milliseconds, by its name on the wire. */
  readonly deadlineFor: (method: string) => number;
  /** Gives the client's methods to hooks and OpenTelemetry. */
  readonly observe: Observe;
  /** What calls are counted against; undefined where nothing limits them. */
  readonly budget: OpenBudget | undefined;
}

/** Options → all that calls share. What is wrong with them is said here, before anything is sent. */
export async function openTransport(options: ClientOptions): Promise<OpenTransport> {
  if (options.deadlineMs !== undefined) checkDeadline(options.deadlineMs);
  const gathered = gatherChecked(options);
  const server = gathered.server();
  warn(options, 'DLUBAL_PLAINTEXT', checkPlaintext(server));
  const { key, name: keyName } = await findKey(options, gathered);
  const { address, url, deadlineMs } = server;
  const open = await openChannel(address, server.security, requestHeaders(key));
  const sayBudget = (message: string): void => warn(options, 'DLUBAL_BUDGET', message);
  const budget = await findBudget({ budget: options.budget, gathered, key, warn: sayBudget });
  const where = { address: address.text, addressFrom: originOf(url.source), key };
  return {
    ...open,
    address: address.text,
    budget,
    observe: observing({
      address: address.text,
      key,
      keyName,
      observers: await observersOf(options),
      warn: (message) => warn(options, 'DLUBAL_HOOK', message),
    }),
    deadlineFor: (method) => deadlineMs?.value ?? defaultDeadlineMs(method),
    isWorthGzip: (bytes) => isWorthGzip(bytes, address.loopback),
    toError: (report, path) => wrapCallError(report, { path, ...where }),
  };
}

/**
 * A client's method for one RPC: counted by the budget, seen by whoever observes.
 *
 * @param absent The request of a call that gives none.
 */
export function methodOf(
  transport: OpenTransport,
  rpc: UnaryRpc<unknown, unknown>,
  absent?: unknown,
): (request?: unknown, options?: CallOptions) => Promise<unknown> {
  const { budget, observe } = transport;
  return observe(rpc.path, (request: unknown = absent, options?: CallOptions) =>
    onBudget(budget, () => unaryCall(transport, rpc, request, options)),
  );
}

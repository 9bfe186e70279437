import { proxyFor } from '../address/proxy.js';
import { findBudget } from '../budget/find-budget.js';
import type { OpenBudget } from '../budget/open-budget.js';
import { checkDeadline } from '../call/deadline.js';
import { defaultDeadlineMs } from '../call/default-deadline.js';
import { checkRetry, type RetryPolicy } from '../call/retry-policy.js';
import type { Transport } from '../call/unary-call.js';
import { wrapCallError } from '../call/wrap-call-error.js';
import { openChannel } from '../channel/open-channel.js';
import { checkPlaintext } from '../gather/check-plaintext.js';
import { gatherChecked } from '../gather/gather.js';
import { originOf } from '../gather/server-target.js';
import { type Observe, observersOf, observing } from '../observe/observed.js';
import type { ClientOptions } from './connect-options.js';
import { findKey } from './key/find-key.js';
import { requestHeaders } from './key/request-headers.js';
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
  /** undefined where calls are made once. */
  readonly retry: RetryPolicy | undefined;
}

/** Options → all that calls share. What is wrong with them is said here, before anything is sent. */
export async function openTransport(options: ClientOptions): Promise<OpenTransport> {
  const { connectTimeoutMs, compression } = options;
  if (options.deadlineMs !== undefined) checkDeadline(options.deadlineMs);
  if (connectTimeoutMs !== undefined) checkDeadline(connectTimeoutMs, 'connectTimeoutMs');
  const retry = options.retry === undefined ? undefined : checkRetry(options.retry);
  const gathered = gatherChecked(options);
  const server = gathered.server();
  const { address, url, deadlineMs } = server;
  const proxy = proxyFor(address, { proxy: options.proxy, env: gathered.env });
  warn(options, 'DLUBAL_PLAINTEXT', checkPlaintext(server, proxy));
  const observers = await observersOf(options);
  const { key, name: keyName } = await findKey(options, gathered);
  const settings = { address, tls: server.security, proxy, connectTimeoutMs, compression };
  const open = await openChannel(settings, requestHeaders(key));
  const sayBudget = (message: string): void => warn(options, 'DLUBAL_BUDGET', message);
  const budget = await findBudget({ budget: options.budget, gathered, key, warn: sayBudget });
  const where = { address: address.text, addressFrom: originOf(url.source), proxy, key };
  return {
    ...open,
    address: address.text,
    budget,
    observe: observing({
      address: address.text,
      key,
      keyName,
      observers,
      warn: (message) => warn(options, 'DLUBAL_HOOK', message),
    }),
    retry,
    deadlineFor: (method) => deadlineMs?.value ?? defaultDeadlineMs(method),
    toError: (report, path) => wrapCallError(report, { path, ...where }),
  };
}

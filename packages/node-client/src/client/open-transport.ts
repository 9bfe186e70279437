import { type ApiKey, fingerprint } from '@dlubal-kit/auth-core';
import { proxyFor } from '../address/proxy.js';
import { findBudget } from '../budget/find-budget.js';
import { checkDeadline } from '../call/deadline.js';
import { defaultDeadlineMs } from '../call/default-deadline.js';
import { checkRetry, type RetryPolicy } from '../call/retry-policy.js';
import { wrapCallError } from '../call/wrap-call-error.js';
import type { Channel } from '../channel/channel.js';
import { openChannel } from '../channel/open-channel.js';
import { checkPlaintext } from '../gather/check-plaintext.js';
import { type Gathered, gatherChecked } from '../gather/gather.js';
import { originOf } from '../gather/server-target.js';
import { type Observe, observersOf, observing } from '../observe/observed.js';
import type { ClientOptions, ClientWarning } from './connect-options.js';
import { type ClientKey, clientKey } from './key/client-key.js';
import { type FoundKey, findKey } from './key/find-key.js';
import { requestHeaders } from './key/request-headers.js';
import { warn } from './warn.js';

/** A transport that knows where it leads. */
export interface OpenTransport {
  readonly channel: Channel;
  readonly address: string;
  /** Time limit of a method that is not given one, in milliseconds, by its name on the wire. */
  readonly deadlineFor: (method: string) => number;
  /** Shows calls to hooks and OpenTelemetry; undefined where there are none. */
  readonly observe: Observe | undefined;
  readonly key: ClientKey;
  /** undefined where calls are made once. */
  readonly retry: RetryPolicy | undefined;
  /** Turns how a call with a key ended into the error that it rejects with. */
  readonly toError: (report: unknown, path: string, key: ApiKey) => Error;
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
  const find = keyFinder(options);
  const first = await find(gathered);
  const open = await openChannel({ address, tls: server.security, proxy, connectTimeoutMs, compression });
  const sayBudget = (message: string): void => warn(options, 'DLUBAL_BUDGET', message);
  const key = await clientKey(
    first,
    options.reloadKey === true ? () => find(gatherChecked(options)) : undefined,
    async (found) => ({
      ...found,
      shown: { keyName: found.name, keyFingerprint: fingerprint(found.key.reveal()) },
      way: { ...open, headers: { ...open.headers, ...requestHeaders(found.key) } },
      budget: await findBudget({ budget: options.budget, gathered, key: found.key, warn: sayBudget }),
    }),
  );
  const where = { address: address.text, addressFrom: originOf(url.source), proxy };
  return {
    channel: open.channel,
    address: address.text,
    key,
    observe: observing({
      address: address.text,
      key: () => key.current().shown,
      observers,
      warn: (message) => warn(options, 'DLUBAL_HOOK', message),
    }),
    retry,
    deadlineFor: (method) => deadlineMs?.value ?? defaultDeadlineMs(method),
    toError: (report, path, used) => wrapCallError(report, { path, key: used, ...where }),
  };
}

/** Finds the key, and says each warning about it once, however often it is looked for. */
function keyFinder(options: ClientOptions): (gathered: Gathered) => Promise<FoundKey> {
  const said = new Set<string>();
  const onWarning = ({ code, message }: ClientWarning): void => {
    if (said.has(message)) return;
    said.add(message);
    warn(options, code, message);
  };
  return (gathered) => findKey({ ...options, onWarning }, gathered);
}

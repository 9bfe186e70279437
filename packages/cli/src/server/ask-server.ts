import type { ApiKey, Failure } from '@dlubal-kit/auth-core';
import { attempt } from '../failure/attempt.js';
import type { Context } from '../terminal/context.js';
import type { ServerTarget } from './server-target.js';

/** What the server said to a key. Holds no key. */
export interface ServerAnswer {
  readonly ok: boolean;
  readonly failure?: Failure;
  readonly server?: { readonly address: string; readonly name?: string; readonly version?: string };
  readonly warnings: readonly string[];
  /** API requests that were made, as far as is known. */
  readonly requests: 0 | 1;
}

/** Asks the server whether it accepts a key: one API request, which is said before it is made. */
export async function askServer(key: ApiKey, target: ServerTarget, context: Context): Promise<ServerAnswer> {
  const { connect, parseAddress } = await import('@dlubal-kit/node-client');
  const warnings: string[] = [];
  const address = await attempt(async () => parseAddress(target.url, target.port).text);
  if ('failed' in address) return { ok: false, warnings, requests: 0, ...address.failed };
  context.print.note('a check is one API request, which your plan counts.');
  const ask = async () => {
    const onWarning = ({ message }: { message: string }) => void warnings.push(message);
    await using app = await connect({ ...target, apiKeyValue: key, env: {}, onWarning });
    return app.serverInfo;
  };
  const answer = await context.print.progress(`asking ${address.done} …`, () => attempt(ask));
  const server = { address: address.done };
  if ('failed' in answer) {
    const requests = answer.failed.failure.billed === 'yes' ? 1 : 0;
    return { ok: false, warnings, server, requests, ...answer.failed };
  }
  const { name, version } = answer.done ?? {};
  const told = { ...server, ...(name ? { name } : {}), ...(version ? { version } : {}) };
  return { ok: true, warnings, server: told, requests: 1 };
}

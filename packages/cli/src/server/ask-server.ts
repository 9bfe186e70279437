import { type ApiKey, type Failure, keyFormatOf } from '@dlubal-kit/auth-core';
import { checkPlaintext, type Gathered, proxyFor } from '@dlubal-kit/node-client/config';
import { attempt } from '../failure/attempt.js';
import type { Context } from '../terminal/context.js';
import { type ServerWords, serverWords } from './server-words.js';

/** What the server said to a key. Holds no key. */
export interface ServerAnswer {
  readonly ok: boolean;
  readonly failure?: Failure;
  readonly server?: ServerWords & { readonly name?: string; readonly version?: string };
  readonly warnings: readonly string[];
  /** API requests that were made, as far as is known. */
  readonly requests: 0 | 1;
}

/** Longest wait for a connection, in milliseconds. */
export const CONNECT_MS = 5_000;

/** Longest wait for the answer, in milliseconds: a person waits, or the start of a job. */
const DEADLINE_MS = 10_000;

/**
 * Asks the server whether it accepts a key: one API request, which is said before it is made.
 *
 * @param options.force Asks also when the user's budget is used up or its pool is closed.
 */
export async function askServer(
  key: ApiKey,
  gathered: Gathered,
  context: Context,
  { force = false }: { readonly force?: boolean } = {},
): Promise<ServerAnswer> {
  const target = gathered.server();
  const server = serverWords(target);
  const warnings: string[] = [];
  const allowed = await attempt(async () => checkPlaintext(target, proxyFor(target.address, gathered)));
  if ('failed' in allowed) return { ok: false, warnings, server, requests: 0, ...allowed.failed };
  if (allowed.done !== undefined) context.print.warn(allowed.done);
  const { connect } = await import('@dlubal-kit/node-client');
  context.print.note('a check is one API request, which your plan counts.');
  const ask = async () => {
    const onWarning = ({ message }: { message: string }) => void warnings.push(message);
    const { security: tls, deadlineMs } = target;
    const where = {
      url: server.address,
      tls,
      deadlineMs: deadlineMs?.value ?? DEADLINE_MS,
      connectTimeoutMs: CONNECT_MS,
      keyFormat: keyFormatOf(undefined, context.env),
    };
    const budget = budgetOf(gathered, force);
    await using app = await connect({ ...where, ...budget, apiKeyValue: key, env: gathered.env, onWarning });
    return app.serverInfo;
  };
  const answer = await context.print.progress(`asking ${server.address} …`, () => attempt(ask));
  if ('failed' in answer) {
    const requests = answer.failed.failure.billed === 'yes' ? 1 : 0;
    return { ok: false, warnings, server, requests, ...answer.failed };
  }
  const { name, version } = answer.done ?? {};
  const told = { ...server, ...(name ? { name } : {}), ...(version ? { version } : {}) };
  return { ok: true, warnings, server: told, requests: 1 };
}

/** A check counts against the budget of `~/.dlubalrc`, as every program's calls do. */
function budgetOf({ env, home, homeFolder, configPath }: Gathered, force: boolean) {
  const { budgetPerMonth: perMonth, budgetPool: pool } = home()?.settings ?? {};
  const place = { home: homeFolder() };
  // The path of config.ini is not asked for without need: a user without a home folder has none.
  if (perMonth === undefined) return { ...place, budget: false } as const;
  const budget = { perMonth, pool, redis: env.DLUBAL_BUDGET_REDIS_URL || undefined, force };
  return { ...place, config: configPath(), budget };
}

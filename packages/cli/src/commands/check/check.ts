import {
  assertSendable,
  type Failure,
  type ResolvedKey,
  type ResolveInput,
  redact,
  resolveKey,
} from '@dlubal-kit/auth-core';
import type { Call, Run } from '../../command.js';
import type { Context } from '../../context.js';
import { type GatheredPlaces, gatherPlaces } from '../../gather-places.js';
import { paintFor } from '../../output/colours.js';
import { failureIn } from '../../output/report-failure.js';
import { UsageError } from '../../usage-error.js';
import { checkJson, checkView } from './check-view.js';

/** What a check found. Holds no key that is not masked. */
export interface CheckResult {
  readonly ok: boolean;
  readonly failure?: Failure;
  /** The sentence of what was thrown, where it says more than the failure. */
  readonly sentence?: string;
  readonly resolved?: ResolvedKey;
  readonly server?: { readonly address: string; readonly name?: string; readonly version?: string };
  readonly warnings: readonly string[];
  /** API requests that the check made, as far as is known. */
  readonly requests: 0 | 1;
  readonly offline: boolean;
}

/** Longest wait for the answer, in milliseconds: a check is made by a person, or at the start of a job. */
const DEADLINE_MS = 10_000;

/** Asks the server whether it accepts the key that would be used: one API request. */
export const check: Run = async (call, context) => {
  const result = await runCheck(call, context);
  if (call.flags.json) context.out(`${redact(JSON.stringify(checkJson(result), null, 2))}\n`);
  else checkView(result, call, context);
  return result.failure?.exitCode ?? 0;
};

async function runCheck(call: Call, context: Context): Promise<CheckResult> {
  const offline = call.flags.offline === true;
  const none = { warnings: [], requests: 0, offline } as const;
  const places = await attempt(() => gatherPlaces(call, context));
  if ('failed' in places) return { ...none, ok: false, ...places.failed };
  const target = targetOf(call, places.done);
  const found = await attempt(async () => sendableKey(places.done.input));
  if ('failed' in found) return { ...none, ok: false, ...found.failed };
  const resolved = found.done;
  const { warnings } = resolved;
  if (offline) return { ...none, ok: true, resolved, warnings };
  return { resolved, ...(await ask(resolved, target, context)) };
}

/** A key that cannot work is refused before it costs a request. */
function sendableKey(input: ResolveInput): ResolvedKey {
  const resolved = resolveKey(input);
  assertSendable(resolved.key);
  return resolved;
}

interface Target {
  readonly url: string | undefined;
  readonly port: string | number | undefined;
  readonly tls: boolean | { readonly caFile: string };
  readonly deadlineMs: number;
}

/** Where to ask: the command line, then `.dlubalrc`, then the defaults of the client. */
function targetOf({ values, flags }: Call, { settings }: GatheredPlaces): Target {
  const caFile = values['ca-file'] ?? settings.caFile;
  return {
    url: values.url ?? settings.url,
    port: values.port ?? (values.url === undefined ? settings.port : undefined),
    tls: caFile === undefined ? (flags.tls ?? settings.tls ?? false) : { caFile },
    deadlineMs: readDeadline(values.deadline) ?? settings.deadlineMs ?? DEADLINE_MS,
  };
}

function readDeadline(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d{1,9}$/.test(text) && Number(text) > 0) return Number(text);
  throw new UsageError('--deadline wants a whole number of milliseconds, such as --deadline 5000.');
}

async function ask(
  resolved: ResolvedKey,
  target: Target,
  context: Context,
): Promise<Omit<CheckResult, 'resolved'>> {
  const { connect, parseAddress } = await import('@dlubal-kit/node-client');
  const warnings = [...resolved.warnings];
  const address = await attempt(async () => parseAddress(target.url, target.port).text);
  const shared = { warnings, offline: false };
  if ('failed' in address) return { ...shared, ok: false, requests: 0, ...address.failed };
  const paint = paintFor(context.errIsTerminal, context.env, undefined);
  context.err(
    `${paint.note('note:')} a check is one API request, which your plan counts; --offline sends nothing.\n`,
  );
  const answer = await attempt(async () => {
    const onWarning = ({ message }: { message: string }) => void warnings.push(message);
    await using app = await connect({ ...target, apiKeyValue: resolved.key, env: {}, onWarning });
    return app.serverInfo;
  });
  const server = { address: address.done };
  if ('failed' in answer) {
    const requests = answer.failed.failure.billed ? 1 : 0;
    return { ...shared, ok: false, server, requests, ...answer.failed };
  }
  const { name, version } = answer.done ?? {};
  const told = { ...server, ...(name ? { name } : {}), ...(version ? { version } : {}) };
  return { ...shared, ok: true, server: told, requests: 1 };
}

interface Failed {
  readonly failed: { readonly failure: Failure; readonly sentence: string };
}

/** What was done, or the failure that stopped it; anything that is no failure of ours goes on up. */
async function attempt<T>(work: () => Promise<T>): Promise<{ done: T } | Failed> {
  try {
    return { done: await work() };
  } catch (thing) {
    const failure = failureIn(thing);
    if (failure === undefined) throw thing;
    return { failed: { failure, sentence: (thing as Error).message } };
  }
}

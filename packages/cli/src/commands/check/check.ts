import { type ResolvedKey, redact } from '@dlubal-kit/auth-core';
import type { Call, Run } from '../../command-line/command.js';
import type { Context } from '../../edge/context.js';
import { attempt } from '../../failure/attempt.js';
import { gatherPlaces } from '../../key/gather-places.js';
import { sendableKey } from '../../key/sendable-key.js';
import { askServer, type ServerAnswer } from '../../server/ask-server.js';
import { serverTarget } from '../../server/server-target.js';
import { checkJson, checkView } from './check-view.js';

/** What a check found. Holds no key that is not masked. */
export interface CheckResult extends ServerAnswer {
  readonly resolved?: ResolvedKey;
  readonly offline: boolean;
  /** Where config.ini is looked for, and whether it is there; unknown where it cannot be read. */
  readonly file?: { readonly path: string; readonly exists: boolean };
}

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
  const { configPath: path, config } = places.done;
  const file = { path, exists: config !== undefined };
  const target = serverTarget(call, places.done.settings);
  // A key that cannot work is refused before it costs a request.
  const found = await attempt(async () => sendableKey(places.done.input));
  if ('failed' in found) return { ...none, file, ok: false, ...found.failed };
  const resolved = found.done;
  if (offline) return { ...none, file, ok: true, resolved, warnings: resolved.warnings };
  const answer = await askServer(resolved.key, target, context);
  return { ...answer, file, resolved, offline, warnings: [...resolved.warnings, ...answer.warnings] };
}

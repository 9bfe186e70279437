import { placeWords, type ResolvedKey } from '@dlubal-kit/auth-core';
import type { OptionsOf, Run } from '../../command-line/definition.js';
import { attempt } from '../../failure/attempt.js';
import { EXIT } from '../../failure/exit.js';
import { gatherFor } from '../../key/gather-for.js';
import { keyJson } from '../../key/key-json.js';
import { configPathOf } from '../../key/locate-store.js';
import { sendableKey } from '../../key/sendable-key.js';
import { askServer, type ServerAnswer } from '../../server/ask-server.js';
import type { Context } from '../../terminal/context.js';
import { failureView } from '../../terminal/failure-view.js';
import { paint } from '../../terminal/paint.js';
import type { CHECK } from './check-definition.js';

/** What a check found. Has no key that is not masked. */
interface CheckResult extends ServerAnswer {
  readonly resolved?: ResolvedKey;
  readonly offline: boolean;
  /** Where config.ini is looked for, and whether it exists; unknown where it cannot be read. */
  readonly file?: { readonly path: string; readonly exists: boolean } | undefined;
}

/** Asks the server whether it accepts the key that would be used: one API request. */
export const check: Run<typeof CHECK> = async (options, context) => {
  const { print } = context;
  const result = await runCheck(options, context);
  print.json(checkJson(result));
  print.view(checkView(result));
  if (!print.asJson) for (const warning of result.warnings) print.warn(warning);
  if (result.failure !== undefined) print.view(failureView(result.failure));
  return result.failure?.exitCode ?? EXIT.ok;
};

async function runCheck(options: OptionsOf<typeof CHECK>, context: Context): Promise<CheckResult> {
  const { offline } = options;
  const none = { warnings: [], requests: 0, offline } as const;
  const gathered = gatherFor(options, context);
  const input = await attempt(gathered.input);
  if ('failed' in input) return { ...none, ok: false, ...input.failed };
  const path = configPathOf(gathered);
  const exists = input.done.config !== undefined;
  const file = path === undefined ? undefined : { path, exists };
  // A key that cannot work is refused before it costs a request.
  const found = await attempt(async () => sendableKey(input.done));
  if ('failed' in found) return { ...none, file, ok: false, ...found.failed };
  const resolved = found.done;
  const warnings = [...gathered.warnings(), ...resolved.warnings];
  const target = await attempt(async () => gathered.server());
  if ('failed' in target) return { ...none, file, resolved, ok: false, warnings, ...target.failed };
  if (offline) return { ...none, file, ok: true, resolved, warnings };
  const answer = await askServer(resolved.key, gathered, context, options);
  return { ...answer, file, resolved, offline, warnings: [...warnings, ...answer.warnings] };
}

function checkJson({
  ok,
  failure,
  resolved,
  server,
  warnings,
  requests,
  offline,
  file,
}: CheckResult): object {
  return {
    ok,
    ...(failure === undefined ? {} : { failure }),
    ...(resolved === undefined ? {} : { key: keyJson(resolved) }),
    ...(server === undefined ? {} : { server }),
    ...(file === undefined ? {} : { config: file.path }),
    offline,
    requests,
    warnings,
  };
}

const checkView = (result: CheckResult): string =>
  [...keyLine(result), ...fileLine(result), ...serverLine(result), ''].join('\n');

function keyLine({ resolved }: CheckResult): string[] {
  if (resolved === undefined) return [];
  const name = resolved.name ?? 'a key without a name';
  return [
    `${paint.good('✓')} Key     ${paint.strong(name)} (${resolved.key.masked}), from ${placeWords(resolved.source, 'flag')}`,
  ];
}

function serverLine({ ok, server, offline }: CheckResult): string[] {
  if (!ok) return server === undefined ? [] : [`  Server  ${server.address} (${server.from})`];
  if (server === undefined) return offline ? [paint.faint('  Server  not asked (--offline)')] : [];
  const who = [server.name, server.version].filter(Boolean).join(' ');
  return [`${paint.good('✓')} Server  ${server.address} (${server.from}) accepts the key: ${who}`];
}

/** The file matters to a person when no key came of it. */
function fileLine({ resolved, file }: CheckResult): string[] {
  if (resolved !== undefined || file === undefined) return [];
  return [`  File    ${file.path}${file.exists ? '' : ' (does not exist)'}`];
}

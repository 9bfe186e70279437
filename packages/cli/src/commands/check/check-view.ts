import { redact } from '@dlubal-kit/auth-core';
import type { Call } from '../../command-line/command.js';
import type { Context } from '../../edge/context.js';
import { keyJson } from '../../key/key-json.js';
import { SOURCE_WORDS } from '../../key/source-words.js';
import { type Paint, paintFor } from '../../terminal/colours.js';
import { failureJson } from '../../terminal/failure-json.js';
import { failureView } from '../../terminal/failure-view.js';
import type { CheckResult } from './check.js';

/** The answer of `check --json`. */
export function checkJson({
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
    ...(failure === undefined ? {} : { failure: failureJson(failure) }),
    ...(resolved === undefined ? {} : { key: keyJson(resolved) }),
    ...(server === undefined ? {} : { server }),
    ...(file === undefined ? {} : { config: file.path }),
    offline,
    requests,
    warnings,
  };
}

function keyLine({ resolved }: CheckResult, paint: Paint): string[] {
  if (resolved === undefined) return [];
  const name = resolved.name ?? 'a key without a name';
  return [
    `${paint.good('✓')} Key     ${paint.strong(name)} (${resolved.key.masked}), from ${SOURCE_WORDS[resolved.source]}`,
  ];
}

function serverLine({ ok, server, offline }: CheckResult, paint: Paint): string[] {
  if (!ok) return server === undefined ? [] : [`  Server  ${server.address}`];
  if (server === undefined) return offline ? [paint.faint('  Server  not asked (--offline)')] : [];
  const who = [server.name, server.version].filter(Boolean).join(' ');
  return [`${paint.good('✓')} Server  ${server.address} accepts the key: ${who}`];
}

/** The file matters to a person when no key came of it. */
function fileLine({ resolved, file }: CheckResult): string[] {
  if (resolved !== undefined || file === undefined) return [];
  return [`  File    ${file.path}${file.exists ? '' : ' (not there)'}`];
}

/** The check for a person: the key, the server, and what to do when one of them fails. */
export function checkView(result: CheckResult, call: Call, context: Context): void {
  const paint = paintFor(context.outIsTerminal, context.env, call.flags['no-color']);
  const lines = [...keyLine(result, paint), ...fileLine(result), ...serverLine(result, paint), ''];
  context.out(redact(lines.join('\n')));
  for (const warning of result.warnings) context.err(`${paint.note('warning:')} ${redact(warning)}\n`);
  if (result.failure !== undefined) context.out(failureView(result.failure, paint, result.sentence));
}

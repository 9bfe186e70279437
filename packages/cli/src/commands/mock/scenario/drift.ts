import { redact } from '@dlubal-kit/auth-core';
import { type DriftFinding, driftOf, type Scenario } from '@dlubal-kit/mock-server/scenario';
import type { Call } from '../../../command-line/command.js';
import type { Context } from '../../../edge/context.js';
import { UsageError } from '../../../failure/usage-error.js';
import { printJson } from '../../../terminal/print-json.js';

/** Compares a recording with the in-memory models. Nothing is sent anywhere. */
export function drift(file: string, scenario: Scenario, { flags }: Call, context: Context): number {
  const { compared, skipped, findings } = driftOf(scenario);
  if (compared + skipped === 0) {
    throw new UsageError(`${redact(file)} holds no recorded calls. Give a file that --record wrote.`);
  }
  if (flags.json) printJson(context, { ok: findings.length === 0, file, compared, skipped, findings });
  else {
    const differing = new Set(findings.map(({ call }) => call)).size;
    for (const finding of findings) context.out(findingLine(finding));
    const left = skipped === 0 ? '' : `; not compared, since they hang on the account: ${skipped}`;
    context.out(`${redact(file)}: ${compared} calls compared, ${differing} differ${left}\n`);
  }
  return findings.length === 0 ? 0 : 11;
}

function findingLine({ call, method, path, recorded, ours }: DriftFinding): string {
  return redact(`call ${call} ${method}: ${path}: recorded ${say(recorded)}, ours ${say(ours)}\n`);
}

function say(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value);
  return text.length > 100 ? `${text.slice(0, 99)}…` : text;
}

import { type Drift, type DriftFinding, driftOf } from '@dlubal-kit/mock-server/scenario';
import type { Run } from '../../command-line/definition.js';
import { EXIT } from '../../failure/exit.js';
import { UsageError } from '../../failure/usage-error.js';
import type { MOCK_DRIFT } from './mock-definitions.js';
import { checkedScenario } from './scenario/scenario-file.js';

/** Compares a recording with the in-memory models. Nothing is sent anywhere. */
export const mockDrift: Run<typeof MOCK_DRIFT> = async ({ file }, context) => {
  const { print } = context;
  const scenario = checkedScenario(file, context);
  if (scenario === undefined) return EXIT.usage;
  const { compared, skipped, findings } = driftOf(scenario);
  if (compared + skipped === 0) {
    throw new UsageError(`${file} has no recorded calls.`, 'Give a file that "mock record" wrote.');
  }
  print.json({ ok: findings.length === 0, file, compared, skipped, findings });
  print.view(driftView(file, { compared, skipped, findings }));
  return findings.length === 0 ? EXIT.ok : EXIT.failedTest;
};

function driftView(file: string, { compared, skipped, findings }: Drift): string {
  const differing = new Set(findings.map(({ call }) => call)).size;
  const left = skipped === 0 ? '' : `; not compared, because they depend on the account: ${skipped}`;
  return [
    ...findings.map(findingLine),
    `${file}: ${compared} calls compared, ${differing} differ${left}`,
  ].join('\n');
}

function findingLine({ call, method, path, recorded, ours }: DriftFinding): string {
  return `call ${call} ${method}: ${path}: recorded ${say(recorded)}, ours ${say(ours)}`;
}

function say(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value);
  return text.length > 100 ? `${text.slice(0, 99)}…` : text;
}

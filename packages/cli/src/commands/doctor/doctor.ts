import { chmodSync, realpathSync } from 'node:fs';
import { dirname } from 'node:path';
import { fixConfig } from '@dlubal-kit/auth-core';
import type { OptionsOf, Run } from '../../command-line/definition.js';
import { EXIT } from '../../failure/exit.js';
import { locateStore } from '../../key/locate-store.js';
import type { Context } from '../../terminal/context.js';
import { paint } from '../../terminal/paint.js';
import type { CheckedRow, CheckState, FixName } from './check-outcome.js';
import { DOCTOR_CHECKS, permissions } from './doctor-checks.js';
import type { DOCTOR } from './doctor-definition.js';
import type { DoctorValues } from './doctor-values.js';
import { gatherValues } from './gather-values.js';
import { judgePolicy, type Policy } from './policy/judge-policy.js';
import { policyFacts } from './policy/policy-facts.js';

type Options = OptionsOf<typeof DOCTOR>;

/** Checks everything; with `--fix` fixes what is safe, and checks again. */
export const doctor: Run<typeof DOCTOR> = async (options, context) => {
  const policy = options.policy === undefined ? NO_POLICY : await policyIn(options.policy, context);
  if (policy === undefined) return EXIT.usage;
  const values = await gatherValues(options, context);
  const first = runChecks(values, policy);
  const fixes = options.fix ? [...new Set(first.flatMap(({ fix }) => fix ?? []))] : [];
  const fixed: string[] = [];
  for (const fix of fixes) fixed.push(await FIXES[fix](options, context, values));
  // The key was asked about once; a second time would be billed again.
  const again = fixes.length === 0 ? values : await gatherValues({ ...options, checkKey: false }, context);
  const rows =
    fixes.length === 0
      ? first
      : runChecks({ ...again, ...(values.answer && { answer: values.answer }) }, policy);
  const exitCode = rows.find(({ state }) => state === 'failed')?.exitCode ?? EXIT.ok;
  context.print.json({ ok: exitCode === EXIT.ok, exitCode, checks: rows, fixed });
  context.print.view(doctorView(rows, fixed));
  return exitCode;
};

const NO_POLICY: Policy = { version: 1 };

/** Loaded late: few calls have a policy, and reading one takes a parser. */
async function policyIn(file: string, context: Context): Promise<Policy | undefined> {
  const { readPolicy } = await import('./policy/read-policy.js');
  return readPolicy(file, context);
}

/** The pure part: values → what every check says, and every rule of the policy after them. */
function runChecks(values: DoctorValues, policy: Policy): CheckedRow[] {
  const rows = DOCTOR_CHECKS.map(({ id, title, run }) => ({ id, title, ...run(values) }));
  return [...rows, ...judgePolicy(policy, policyFacts(values, permissions(values)))];
}

const FIXES: Readonly<
  Record<FixName, (options: Options, context: Context, values: DoctorValues) => Promise<string>>
> = {
  modes: async (_options, _context, { path, file }) => {
    const real = realpathSync(path);
    chmodSync(real, 0o600);
    if (file.kind !== 'read' || !file.ownFolder) return 'config.ini has mode 0600 now.';
    chmodSync(dirname(real), 0o700);
    return 'config.ini has mode 0600 now, its folder 0700.';
  },
  lines: async (options, context) => {
    await locateStore(options, context).edit(fixConfig);
    return 'Rewrote the lines of config.ini so that every INI parser agrees on them. Their meaning is unchanged.';
  },
};

const MARKS: Readonly<Record<CheckState, string>> = {
  ok: paint.good('✓'),
  warning: paint.note('!'),
  failed: paint.bad('✗'),
  skipped: paint.faint('–'),
};

function doctorView(rows: readonly CheckedRow[], fixed: readonly string[]): string {
  const width = Math.max(...rows.map(({ title }) => title.length));
  const lines = rows.flatMap(({ state, title, message, more = [] }) => [
    `${MARKS[state]} ${title.padEnd(width)}  ${message}`,
    ...more.map((line) => `${' '.repeat(width + 4)}${line}`),
  ]);
  const fixable = rows.some(({ fix }) => fix !== undefined);
  return [
    ...lines,
    ...fixed.map((line) => `${paint.good('fixed:')} ${line}`),
    ...(fixable ? ['"dlubal-auth doctor --fix" fixes what is safe to fix.'] : []),
    '',
  ].join('\n');
}

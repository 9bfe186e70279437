import { chmodSync, realpathSync } from 'node:fs';
import { dirname } from 'node:path';
import { mendConfig, redact } from '@dlubal-kit/auth-core';
import type { Call, Run } from '../../command-line/command.js';
import type { Context } from '../../edge/context.js';
import { locateStore } from '../../key/locate-store.js';
import { paintFor } from '../../terminal/colours.js';
import { printJson } from '../../terminal/print-json.js';
import {
  type CheckOutcome,
  type CheckState,
  DOCTOR_CHECKS,
  type DoctorCheck,
  type FixName,
} from './doctor-checks.js';
import type { DoctorValues } from './doctor-values.js';
import { gatherValues } from './gather-values.js';

/** A check with what it said. */
export interface CheckedRow extends CheckOutcome, Pick<DoctorCheck, 'id' | 'title'> {}

/** Looks everything over; with `--fix` mends what is safe, and looks again. */
export const doctor: Run = async (call, context) => {
  const values = await gatherValues(call, context);
  const first = runChecks(values);
  const fixes = call.flags.fix ? [...new Set(first.flatMap(({ fix }) => fix ?? []))] : [];
  const fixed: string[] = [];
  for (const fix of fixes) fixed.push(await FIXES[fix](call, context, values));
  const again = fixes.length === 0 ? values : await gatherValues(withoutCheck(call), context);
  const rows =
    fixes.length === 0 ? first : runChecks({ ...again, ...(values.answer && { answer: values.answer }) });
  const exitCode = rows.find(({ state }) => state === 'failed')?.exitCode ?? 0;
  if (call.flags.json) printJson(context, { ok: exitCode === 0, exitCode, checks: rows, fixed });
  else doctorView(rows, fixed, call, context);
  return exitCode;
};

/** The pure part: values → what every check says. */
export function runChecks(values: DoctorValues): CheckedRow[] {
  return DOCTOR_CHECKS.map(({ id, title, run }) => ({ id, title, ...run(values) }));
}

/** The key was asked about once; a second time would be billed again. */
const withoutCheck = (call: Call): Call => ({ ...call, flags: { ...call.flags, 'check-key': false } });

const FIXES: Readonly<
  Record<FixName, (call: Call, context: Context, values: DoctorValues) => Promise<string>>
> = {
  modes: async (_call, _context, { path, file }) => {
    const real = realpathSync(path);
    chmodSync(real, 0o600);
    if (file.kind !== 'read' || !file.ownFolder) return 'config.ini has mode 0600 now.';
    chmodSync(dirname(real), 0o700);
    return 'config.ini has mode 0600 now, its folder 0700.';
  },
  lines: async (call, context) => {
    await locateStore(call, context).edit(mendConfig);
    return 'Lines of config.ini were rewritten such that all readers read them alike; their meaning is unchanged.';
  },
};

const MARKS: Readonly<Record<CheckState, string>> = { ok: '✓', warning: '!', failed: '✗', skipped: '-' };

function doctorView(
  rows: readonly CheckedRow[],
  fixed: readonly string[],
  call: Call,
  context: Context,
): void {
  const paint = paintFor(context.outIsTerminal, context.env, call.flags['no-color']);
  const paints = { ok: paint.good, warning: paint.note, failed: paint.bad, skipped: paint.faint };
  const width = Math.max(...rows.map(({ title }) => title.length));
  const lines = rows.flatMap(({ state, title, message, more = [] }) => [
    `${paints[state](MARKS[state])} ${title.padEnd(width)}  ${message}`,
    ...more.map((line) => `${' '.repeat(width + 4)}${line}`),
  ]);
  const fixable = rows.some(({ fix }) => fix !== undefined);
  const end = [
    ...fixed.map((line) => `${paint.good('fixed:')} ${line}`),
    ...(fixable ? ['"dlubal-auth doctor --fix" mends what is safe to mend.'] : []),
  ];
  context.out(redact([...lines, ...end, ''].join('\n')));
}

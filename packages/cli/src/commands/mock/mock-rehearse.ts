import type {
  KeyFaultFinding,
  KeyFaultName,
  KeyFaultReport,
  KeyFaultStage,
  MockServerOptions,
} from '@dlubal-kit/mock-server';
import type { Call, Run } from '../../command-line/command.js';
import { readPort } from '../../command-line/read-port.js';
import { readWhole } from '../../command-line/read-whole.js';
import type { Context } from '../../edge/context.js';
import { UsageError } from '../../failure/usage-error.js';
import { paintFor } from '../../terminal/colours.js';
import { printJson } from '../../terminal/print-json.js';
import { sayNotStarted } from '../exec/program-end.js';
import { programEnv } from './program/program-env.js';
import { programHome } from './program/program-home.js';
import { FINDING_WORDS, rehearseView } from './program/rehearse-view.js';

/** Of `EXIT_CODES`: the program failed a rehearsal. */
const FAILED = 11;
/** What always fails the command; the others when asked for. */
const ALWAYS: readonly KeyFaultFinding[] = ['control-failed', 'key-leaked'];

/** A program that ended with another code than 0. */
class ProgramFailed extends Error {
  override readonly name = 'ProgramFailed';
}

/** Runs a program once for each fault of keys and connections, and reports what it did. */
export const mockRehearse: Run = async (call, context) => {
  const { rehearseKeyFaults, KEY_FAULTS } = await import('@dlubal-kit/mock-server');
  const rows = readNames('row', call, Object.keys(KEY_FAULTS));
  const failOn = [...ALWAYS, ...(readNames('fail-on', call, Object.keys(FINDING_WORDS)) ?? [])];
  const timeoutMs = (readWhole('timeout', call.values.timeout, 'seconds') ?? 20) * 1000;
  const server: MockServerOptions = {
    port: readPort(call.values.port),
    host: call.values.host ?? '127.0.0.1',
  };
  const ended = new Map<KeyFaultName, number>();
  const missing: string[] = [];
  const report = await rehearseKeyFaults(
    async (stage) => {
      const end = await runRow(stage, call, context);
      if ('notStarted' in end) {
        missing.push(end.notStarted);
        return '';
      }
      ended.set(stage.row, end.code);
      if (call.flags.json !== true) context.err('.');
      if (end.code !== 0) throw new ProgramFailed(end.output);
      return end.output;
    },
    { ...(rows === undefined ? {} : { rows: rows as KeyFaultName[] }), timeoutMs, server },
  );
  const [notStarted] = missing;
  if (notStarted !== undefined) return sayNotStarted(notStarted, call.after[0] ?? '', context);
  tell(report, ended, call, context);
  return failOn.some((finding) => Object.hasOwn(report.findings, finding)) ? FAILED : 0;
};

async function runRow(stage: KeyFaultStage, call: Call, context: Context) {
  using home = programHome(stage.config, context);
  const { env } = programEnv(context.env, { ...stage.env, ...home.env }, context.platform);
  return await context.captureProgram(call.after, env, stage.signal);
}

function readNames(option: string, { lists }: Call, known: readonly string[]): string[] | undefined {
  const given = lists[option]?.flatMap((text) => text.split(','));
  const strange = given?.find((name) => !known.includes(name));
  if (strange === undefined) return given;
  throw new UsageError(`--${option} has "${strange}", which it does not know. It knows ${known.join(', ')}.`);
}

function tell(
  report: KeyFaultReport,
  ended: ReadonlyMap<string, number>,
  call: Call,
  context: Context,
): void {
  const rows = report.rows.map((row) => ({ ...row, exitCode: ended.get(row.row) }));
  if (call.flags.json === true) printJson(context, { ok: true, ...report, rows });
  else {
    context.err('\n');
    context.out(
      rehearseView({ ...report, rows }, paintFor(context.outIsTerminal, context.env, call.flags['no-color'])),
    );
  }
}

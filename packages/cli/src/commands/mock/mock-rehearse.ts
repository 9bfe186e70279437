import type {
  KeyFaultFinding,
  KeyFaultName,
  KeyFaultStage,
  MockServerOptions,
} from '@dlubal-kit/mock-server';
import type { OptionsOf, Run } from '../../command-line/definition.js';
import { EXIT } from '../../failure/exit.js';
import type { Context } from '../../terminal/context.js';
import { sayNotStarted } from '../exec/program-end.js';
import type { MOCK_REHEARSE } from './mock-definitions.js';
import { checkRow } from './program/known-row.js';
import { programEnv } from './program/program-env.js';
import { programHome } from './program/program-home.js';
import { rehearseView } from './program/rehearse-view.js';
import { rowTimeouts } from './program/row-timeouts.js';

type Options = OptionsOf<typeof MOCK_REHEARSE>;

/** What always fails the command; other findings when asked for. */
const ALWAYS: readonly KeyFaultFinding[] = ['control-failed', 'key-leaked'];

/** A program that ended with an exit code other than 0. */
class ProgramFailed extends Error {
  override readonly name = 'ProgramFailed';
}

/** Runs a program once for each fault of keys and connections, and reports what it did. */
export const mockRehearse: Run<typeof MOCK_REHEARSE> = async (options, context) => {
  const { print } = context;
  const { rehearseKeyFaults, KEY_FAULTS } = await import('@dlubal-kit/mock-server');
  const known = Object.keys(KEY_FAULTS);
  const rows = readRows(options.row, known);
  const failOn = [...ALWAYS, ...options.failOn];
  const server: MockServerOptions = { port: options.port ?? 0, host: options.host ?? '127.0.0.1' };
  const ended = new Map<KeyFaultName, number>();
  const missing: string[] = [];
  const report = await rehearseKeyFaults(
    async (stage) => {
      const end = await runRow(stage, options, context);
      if ('notStarted' in end) {
        missing.push(end.notStarted);
        return '';
      }
      ended.set(stage.row, end.code);
      if (end.code !== 0) throw new ProgramFailed(end.output);
      return end.output;
    },
    {
      ...(rows.length === 0 ? {} : { rows: rows as KeyFaultName[] }),
      timeoutMs: rowTimeouts(options.timeout, rows, known),
      server,
    },
  );
  const [notStarted] = missing;
  if (notStarted !== undefined) return sayNotStarted(notStarted, options.program[0], context);
  const told = report.rows.map((row) => ({ ...row, exitCode: ended.get(row.row) }));
  print.json({ ok: true, ...report, rows: told });
  print.view(rehearseView({ ...report, rows: told }));
  return failOn.some((finding) => Object.hasOwn(report.findings, finding)) ? EXIT.failedTest : EXIT.ok;
};

/** Shows on a terminal which row runs. */
async function runRow(stage: KeyFaultStage, { program }: Options, context: Context) {
  using home = programHome(stage.config, context);
  const { env } = programEnv(context.env, { ...stage.env, ...home.env }, context.platform);
  const run = () => context.captureProgram(program, env, stage.signal);
  return await context.print.progress(`running ${stage.row} …`, run);
}

/** Rows can be given one by one, or several with commas. */
function readRows(given: readonly string[], known: readonly string[]): string[] {
  const rows = given.flatMap((text) => text.split(','));
  for (const row of rows) checkRow(row, known, '--row must be');
  return rows;
}

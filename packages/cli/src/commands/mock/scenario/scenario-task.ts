import { scenarioSchema } from '@dlubal-kit/mock-server/scenario';
import type { Call } from '../../../command-line/command.js';
import type { Context } from '../../../edge/context.js';
import { UsageError } from '../../../failure/usage-error.js';
import { printJson } from '../../../terminal/print-json.js';
import { record } from '../record.js';
import { drift } from './drift.js';
import { readScenarioFile } from './scenario-file.js';
import { ScenarioRun } from './scenario-run.js';
import { problemLines, scenarioLine } from './scenario-view.js';

/**
 * Does what the options of scenarios ask for.
 *
 * @returns an exit code when that was all, else the scenario that the server shall run.
 * @throws {UsageError} when options exclude each other, or the file cannot be opened.
 */
export async function scenarioTask(call: Call, context: Context): Promise<number | ScenarioRun> {
  const { flags, values } = call;
  if (flags['print-schema']) {
    context.out(`${JSON.stringify(scenarioSchema(), null, 2)}\n`);
    return 0;
  }
  refuseMixed(call);
  if (values.record !== undefined) return record(values.record, call, context);
  const file = values.scenario ?? values.drift;
  if (file === undefined) throw new UsageError(wantsMore(call));
  const parsed = readScenarioFile(file, context);
  if (parsed.kind === 'problems') {
    context.err(problemLines(file, parsed.problems));
    if (flags.json) printJson(context, { ok: false, file, problems: parsed.problems });
    return 2;
  }
  if (values.drift !== undefined) return drift(file, parsed.scenario, call, context);
  if (!flags.check) return new ScenarioRun(file, parsed.scenario, call, context);
  if (flags.json) printJson(context, { ok: true, file, problems: [] });
  else context.out(scenarioLine(file, parsed.scenario));
  return 0;
}

/** What each of these options says leaves no room for the others. */
const WAYS = ['scenario', 'record', 'drift'] as const;

function refuseMixed({ values, lists }: Call): void {
  const ways = WAYS.filter((name) => values[name] !== undefined);
  const [way, second] = ways;
  if (second !== undefined) {
    throw new UsageError(`--${way} and --${second} exclude each other. Take one of them out.`);
  }
  for (const name of ['key', 'limit']) {
    if (way === undefined || (values[name] ?? lists[name]) === undefined) continue;
    throw new UsageError(`--${name} and --${way} exclude each other. Take one of them out.`);
  }
}

function wantsMore({ flags, values }: Call): string {
  const alone = ['watch', 'check'].find((name) => flags[name]);
  if (alone !== undefined) return `--${alone} wants a scenario: --scenario FILE.`;
  const name = values.to !== undefined ? 'to' : flags['to-tls'] ? 'to-tls' : 'to-ca-file';
  return `--${name} wants a recording: --record FILE --to HOST:PORT.`;
}

import { scenarioSchema } from '@dlubal-kit/mock-server/scenario';
import type { Call } from '../../command.js';
import type { Context } from '../../context.js';
import { printJson } from '../../output/print-json.js';
import { UsageError } from '../../usage-error.js';
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
  const file = values.scenario;
  if (file === undefined) {
    throw new UsageError(`--${flags.watch ? 'watch' : 'check'} wants a scenario: --scenario FILE.`);
  }
  refuseTwice(call);
  const parsed = readScenarioFile(file, context);
  if (parsed.kind === 'problems') {
    context.err(problemLines(file, parsed.problems));
    if (flags.json) printJson(context, { ok: false, file, problems: parsed.problems });
    return 2;
  }
  if (!flags.check) return new ScenarioRun(file, parsed.scenario, call, context);
  if (flags.json) printJson(context, { ok: true, file, problems: [] });
  else context.out(scenarioLine(file, parsed.scenario));
  return 0;
}

function refuseTwice({ values, lists }: Call): void {
  for (const name of ['key', 'limit']) {
    if (values[name] === undefined && lists[name] === undefined) continue;
    throw new UsageError(
      `--${name} and --scenario exclude each other: the file says it. Take one of them out.`,
    );
  }
}

import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { MockServer } from '@dlubal-kit/mock-server';
import type { Call, Run } from '../../command-line/command.js';
import { readWhole } from '../../command-line/read-whole.js';
import type { Context, ProgramEnd } from '../../edge/context.js';
import { UsageError } from '../../failure/usage-error.js';
import { reportFailure } from '../../terminal/report-failure.js';
import { shownName } from '../../terminal/shown-name.js';
import { endLike, OURS_FAILED } from '../exec/program-end.js';
import { programEnv } from './program/program-env.js';
import { programHome } from './program/program-home.js';
import { countSpend, type Spend, spendLine } from './program/spend.js';
import type { ScenarioRun } from './scenario/scenario-run.js';
import { logCalls } from './server/log-calls.js';
import { mockOptions, startMock } from './server/start-mock.js';

/** Of `EXIT_CODES`: the program itself was fine. */
const OVER_BUDGET = 11;

interface Ran {
  readonly end: ProgramEnd;
  readonly spend: Spend;
  readonly address: string;
}

/** Runs a program beside a mock server that is there for it alone. */
export const mockExec: Run = async (call, context) => {
  const budget = readWhole('budget', call.values.budget, 'requests');
  const options = mockOptions(call);
  let ran: Ran;
  try {
    const scenario = await loadScenario(call, context);
    const server = await startMock({ ...options, ...scenario?.options });
    ran = await runBeside(server, scenario, call, context);
    report(ran, budget, call, context);
  } catch (thing) {
    reportFailure(thing, context, false);
    return OURS_FAILED;
  }
  const code = endLike(ran.end, call.after[0] ?? '', context);
  return code === 0 && isOver(ran.spend, budget) ? OVER_BUDGET : code;
};

/** @throws {UsageError} when options exclude each other, or the file is not a scenario. */
async function loadScenario(call: Call, context: Context): Promise<ScenarioRun | undefined> {
  if (call.values.scenario === undefined) return undefined;
  const scenario = await (await import('./scenario/scenario-task.js')).scenarioTask(call, context);
  if (typeof scenario !== 'number') return scenario;
  throw new UsageError('the scenario has the mistakes above. Nothing was run.');
}

async function runBeside(
  server: MockServer,
  scenario: ScenarioRun | undefined,
  call: Call,
  context: Context,
): Promise<Ran> {
  try {
    scenario?.begin(server);
    using home = programHome(server.config(), context, server.ca);
    const { env, kept } = programEnv(context.env, { ...server.env(), ...home.env }, context.platform);
    for (const name of kept)
      context.err(`dlubal-auth: ${shownName(name)} held a key, which is kept from the program\n`);
    if (call.flags.log === true) await logCalls(server, call, context);
    const spend = countSpend(server);
    const end = await context.runProgram(call.after, env);
    return { end, spend: spend(), address: server.address };
  } finally {
    await server.stop();
  }
}

const isOver = ({ spent }: Spend, budget: number | undefined): boolean =>
  budget !== undefined && spent > budget;

/** Standard output is the program's own: what is said about it goes to standard error, or to a file. */
function report(
  { end, spend, address }: Ran,
  budget: number | undefined,
  call: Call,
  context: Context,
): void {
  if ('notStarted' in end) return;
  const overBudget = isOver(spend, budget);
  const answer = {
    ...spend,
    ...(budget === undefined ? {} : { budget, overBudget }),
    exitCode: end.code,
    address,
  };
  if (call.values.report !== undefined) {
    writeFileSync(resolve(context.cwd, call.values.report), `${JSON.stringify(answer, null, 2)}\n`);
  }
  if (call.flags.json === true) context.err(`${JSON.stringify(answer)}\n`);
  else {
    context.err(`dlubal-auth: ${spendLine(spend)}\n`);
    if (overBudget) context.err(`dlubal-auth: that is more than the budget of ${budget}\n`);
  }
}

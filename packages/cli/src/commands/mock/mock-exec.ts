import type { MockServer } from '@dlubal-kit/mock-server';
import type { OptionsOf, Run } from '../../command-line/definition.js';
import type { ProgramEnd } from '../../edge/system.js';
import { EXIT } from '../../failure/exit.js';
import { UsageError } from '../../failure/usage-error.js';
import type { Context } from '../../terminal/context.js';
import { reportFailure } from '../../terminal/report-failure.js';
import { shownLine } from '../../terminal/safe-text.js';
import { shownName } from '../../terminal/shown-key-name.js';
import { endLike } from '../exec/program-end.js';
import type { MOCK_EXEC } from './mock-definitions.js';
import { programEnv } from './program/program-env.js';
import { programHome } from './program/program-home.js';
import { countSpend, type Spend, spendLine } from './program/spend.js';
import type { ScenarioRun } from './scenario/scenario-run.js';
import { type LoadedServices, loadServices } from './server/load-services.js';
import { logCalls } from './server/log-calls.js';
import { mockOptions, startMock, withScenario } from './server/start-mock.js';
import { unusedHandlers } from './server/unused-handlers.js';
import { writeWholeFile } from './server/write-whole-file.js';

type Options = OptionsOf<typeof MOCK_EXEC>;

interface Ran {
  readonly end: ProgramEnd;
  readonly spend: Spend;
  readonly address: string;
  /** Handlers of the scenario that answered no call. */
  readonly unused: readonly string[];
  /** TLS handshakes that failed. */
  readonly handshakes: readonly string[];
}

/** Runs a program with a mock server that exists for it alone. */
export const mockExec: Run<typeof MOCK_EXEC> = async (options, context) => {
  const { budget, program } = options;
  const services = await loadServices(options, context);
  const asked = mockOptions(options, services);
  let ran: Ran;
  try {
    const scenario = await loadScenario(options.scenario, context, services);
    const server = await startMock(withScenario(asked, scenario?.options));
    ran = await runWith(server, scenario, options, context);
    await report(ran, options, context);
  } catch (thing) {
    // Stdout is the program's own.
    reportFailure(thing, { ...context.print, json: () => {} });
    return EXIT.notStarted;
  }
  const code = endLike(ran.end, program[0], context);
  return code === 0 && isOver(ran.spend, budget) ? EXIT.failedTest : code;
};

/** @throws {UsageError} when the file is not a scenario. */
async function loadScenario(
  file: string | undefined,
  context: Context,
  services: LoadedServices,
): Promise<ScenarioRun | undefined> {
  if (file === undefined) return undefined;
  const { openScenario } = await import('./scenario/open-scenario.js');
  const scenario = openScenario(file, context, services);
  if (scenario !== undefined) return scenario;
  throw new UsageError(
    'the scenario has the mistakes above. Nothing was run.',
    'Fix it, and run this again.',
  );
}

async function runWith(
  server: MockServer,
  scenario: ScenarioRun | undefined,
  { log, program }: Options,
  context: Context,
): Promise<Ran> {
  const { print } = context;
  try {
    scenario?.begin(server);
    const config = server.config();
    using home = programHome(config, context);
    const more = { ...server.env(), ...home.env };
    const { env, kept, accepted } = programEnv(context.env, more, context.platform, config);
    for (const name of kept) print.problem(`${shownName(name)} has a key, which is kept from the program`);
    for (const name of accepted) {
      print.problem(
        `${shownName(name)} has a key that the mock server was told to accept, so the program gets it`,
      );
    }
    if (log) await logCalls(server, print);
    const spend = countSpend(server);
    const end = await context.runProgram(program, env);
    // A handshake that failed is noticed a moment after the program, which may end with it.
    if (spend().calls === 0) await new Promise((resolve) => setTimeout(resolve, 100));
    return {
      end,
      spend: spend(),
      address: server.address,
      unused: scenario === undefined ? [] : unusedHandlers(server),
      handshakes: server.failedHandshakes.map((why) => shownLine(why)),
    };
  } finally {
    await server.stop();
  }
}

const isOver = ({ spent }: Spend, budget: number | undefined): boolean =>
  budget !== undefined && spent > budget;

/** Stdout is the program's own: the report goes to stderr, or to a file. */
async function report(
  { end, spend, address, unused, handshakes }: Ran,
  { budget, report: file }: Options,
  context: Context,
): Promise<void> {
  if ('notStarted' in end) return;
  const { print } = context;
  const overBudget = isOver(spend, budget);
  const answer = {
    ...spend,
    ...(budget === undefined ? {} : { budget, overBudget }),
    ...(unused.length === 0 ? {} : { unusedHandlers: unused }),
    ...(handshakes.length === 0 ? {} : { failedHandshakes: handshakes }),
    exitCode: end.code,
    address,
  };
  if (file !== undefined) {
    await writeWholeFile(file, `${JSON.stringify(answer, null, 2)}\n`, '--report', context);
  }
  if (print.asJson) print.log(JSON.stringify(answer));
  else {
    print.problem(spendLine(spend, handshakes.length));
    for (const line of [...handshakes, ...unused]) print.problem(line);
    if (overBudget) print.problem(`that is more than the budget of ${budget}`);
  }
}

import type { MockServer } from '@dlubal-kit/mock-server';
import type { MockUi } from '@dlubal-kit/mock-server/ui';
import type { Run } from '../../command-line/definition.js';
import { EXIT } from '../../failure/exit.js';
import type { Context } from '../../terminal/context.js';
import type { MOCK } from './mock-definitions.js';
import type { ScenarioRun } from './scenario/scenario-run.js';
import { type LoadedServices, loadServices } from './server/load-services.js';
import { logCalls } from './server/log-calls.js';
import { readKeys } from './server/read-keys.js';
import { announce, untilStopped } from './server/serving.js';
import { mockOptions, startMock, withScenario } from './server/start-mock.js';
import { unusedHandlers } from './server/unused-handlers.js';
import { WrittenFiles } from './server/written-files.js';

/** Runs the mock server until a signal comes, or stdin ends. */
export const mock: Run<typeof MOCK> = async (options, context) => {
  const { print } = context;
  const services = await loadServices(options, context);
  const scenario =
    options.scenario === undefined ? undefined : await openScenario(options.scenario, context, services);
  if (options.scenario !== undefined && scenario === undefined) return EXIT.usage;
  const server = await startMock(withScenario(mockOptions(options, services), scenario?.options));
  const files = new WrittenFiles();
  let ui: MockUi | undefined;
  let why: string;
  // The server keeps the process alive: whatever fails from here on, it is stopped.
  try {
    scenario?.begin(server, options.watch);
    // Before the server is announced, so that a signal right after is not missed.
    const signal = context.untilSignal();
    if (!options.quiet) await logCalls(server, print);
    ui = options.ui ? await startUi(server, options.uiPort) : undefined;
    const made = madeKeys(server, scenario, options.key);
    const page = ui === undefined ? {} : { ui: ui.url };
    await announce(
      server,
      options,
      {
        fields: { keys: Object.fromEntries(made), ...page },
        lines: [
          ...made.map(([label, key]) => `key ${label}: ${key}`),
          ...Object.values(page).map((url) => `page ${url}`),
        ],
      },
      { context, files },
    );
    why = await untilStopped(signal, options, context);
  } finally {
    await files.remove();
    scenario?.end();
    await ui?.stop();
    await server.stop();
  }
  if (!print.asJson) {
    print.log(`stopped by ${why}; requests this month: ${server.usage.used}`);
    if (scenario !== undefined) for (const line of unusedHandlers(server)) print.log(line);
  }
  return EXIT.ok;
};

/** A scenario's parser is loaded for those who have one. */
async function openScenario(
  file: string,
  context: Context,
  services: LoadedServices,
): Promise<ScenarioRun | undefined> {
  return (await import('./scenario/open-scenario.js')).openScenario(file, context, services);
}

/** Keys that were created for this run: worth nothing elsewhere, and needed to call the server. */
function madeKeys(
  server: MockServer,
  scenario: ScenarioRun | undefined,
  given: readonly string[],
): readonly [label: string, key: string][] {
  return (
    scenario?.madeKeys(server) ?? readKeys(given).made.map((label) => [label, server.key(label).reveal()])
  );
}

async function startUi(server: MockServer, port = 0): Promise<MockUi> {
  const { startMockUi } = await import('@dlubal-kit/mock-server/ui');
  return startMockUi(server, { port });
}

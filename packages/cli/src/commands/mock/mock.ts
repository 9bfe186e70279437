import type { MockServer } from '@dlubal-kit/mock-server';
import type { MockUi } from '@dlubal-kit/mock-server/ui';
import type { Call, Run } from '../../command-line/command.js';
import { readPort } from '../../command-line/read-port.js';
import type { Context } from '../../edge/context.js';
import type { ScenarioRun } from './scenario/scenario-run.js';
import { usesScenario } from './scenario/uses-scenario.js';
import { logCalls } from './server/log-calls.js';
import { readKeys } from './server/read-keys.js';
import { mockOptions, startMock } from './server/start-mock.js';
import { writeWholeFile } from './server/write-whole-file.js';

/** Runs the mock server until a signal comes, or its input ends. */
export const mock: Run = async (call, context) => {
  const scenario = usesScenario(call)
    ? await (await import('./scenario/scenario-task.js')).scenarioTask(call, context)
    : undefined;
  if (typeof scenario === 'number') return scenario;
  const server = await startMock({ ...mockOptions(call), ...scenario?.options });
  let ui: MockUi | undefined;
  let why: string;
  // The server keeps the process alive: whatever fails from here on, it is stopped.
  try {
    scenario?.begin(server);
    // Before anyone is told that the server is there, and may end it at once.
    const signal = context.untilSignal();
    if (call.flags.quiet !== true) await logCalls(server, call, context);
    ui = call.flags.ui === true ? await startUi(server, call) : undefined;
    await announce(server, madeKeys(server, scenario, call), ui, call, context);
    why = await untilEnd(signal, call, context);
  } finally {
    scenario?.end();
    await ui?.stop();
    await server.stop();
  }
  if (call.flags.json !== true) context.err(`stopped by ${why}; requests this month: ${server.usage.used}\n`);
  return 0;
};

/** Keys that were made for this run: worth nothing elsewhere, and needed to call the server. */
function madeKeys(
  server: MockServer,
  scenario: ScenarioRun | undefined,
  call: Call,
): readonly [label: string, key: string][] {
  return (
    scenario?.madeKeys(server) ?? readKeys(call).made.map((label) => [label, server.key(label).reveal()])
  );
}

async function startUi(server: MockServer, { values }: Call): Promise<MockUi> {
  const port = readPort(values['ui-port'], 'ui-port');
  const { startMockUi } = await import('@dlubal-kit/mock-server/ui');
  return startMockUi(server, { port });
}

function untilEnd(signal: Promise<string>, { flags }: Call, context: Context): Promise<string> {
  if (flags['until-stdin-ends'] !== true) return signal;
  return Promise.race([signal, context.untilInputEnds().then(() => 'the end of its input')]);
}

/** Says where the server is, and which keys were made for it. */
async function announce(
  server: MockServer,
  made: readonly [label: string, key: string][],
  ui: MockUi | undefined,
  call: Call,
  context: Context,
): Promise<void> {
  const keys = Object.fromEntries(made);
  const { ca } = server;
  if (ca !== undefined && call.values['ca-out'] !== undefined)
    writeWholeFile(call.values['ca-out'], ca, context.cwd);
  if (call.flags.json) {
    context.out(
      `${JSON.stringify({ ready: true, address: server.address, port: server.port, keys, ...(ca === undefined ? {} : { ca }), ...(ui === undefined ? {} : { ui: ui.url }) })}\n`,
    );
  } else {
    context.out(`listening on ${server.address}\n`);
    for (const [label, key] of Object.entries(keys)) context.out(`key ${label}: ${key}\n`);
    if (ca !== undefined && call.values['ca-out'] === undefined) context.out(ca);
    if (ui !== undefined) context.out(`page ${ui.url}\n`);
  }
  if (call.values['port-file'] !== undefined)
    writeWholeFile(call.values['port-file'], `${server.port}\n`, context.cwd);
}

import type { MockServer } from '@dlubal-kit/mock-server';
import type { MockUi } from '@dlubal-kit/mock-server/ui';
import type { Call, Run } from '../../command.js';
import type { Context } from '../../context.js';
import { readPort } from '../../read-port.js';
import { logCalls } from './log-calls.js';
import { type AskedKeys, readKeys } from './read-keys.js';
import { mockOptions, startMock } from './start-mock.js';
import { writePortFile } from './write-port-file.js';

/** Runs the mock server until a signal comes, or its input ends. */
export const mock: Run = async (call, context) => {
  const keys = readKeys(call);
  const server = await startMock(mockOptions(call));
  const end = untilEnd(call, context);
  if (call.flags.quiet !== true) await logCalls(server, call, context);
  const ui = call.flags.ui === true ? await startUi(server, call) : undefined;
  await announce(server, keys, ui, call, context);
  const why = await end;
  const { used } = server.usage;
  await ui?.stop();
  await server.stop();
  if (call.flags.json !== true) context.err(`stopped by ${why}; requests this month: ${used}\n`);
  return 0;
};

async function startUi(server: MockServer, { values }: Call): Promise<MockUi> {
  const port = readPort(values['ui-port'], 'ui-port');
  const { startMockUi } = await import('@dlubal-kit/mock-server/ui');
  return startMockUi(server, { port });
}

function untilEnd({ flags }: Call, context: Context): Promise<string> {
  const signal = context.untilSignal();
  if (flags['until-stdin-ends'] !== true) return signal;
  return Promise.race([signal, context.untilInputEnds().then(() => 'the end of its input')]);
}

/** Says where the server is. Keys that were made for this run are worth nothing elsewhere, and needed to call it. */
async function announce(
  server: MockServer,
  { made }: AskedKeys,
  ui: MockUi | undefined,
  call: Call,
  context: Context,
): Promise<void> {
  const keys = Object.fromEntries(made.map((label) => [label, server.key(label).reveal()]));
  if (call.flags.json) {
    context.out(
      `${JSON.stringify({ ready: true, address: server.address, port: server.port, keys, ...(ui === undefined ? {} : { ui: ui.url }) })}\n`,
    );
  } else {
    context.out(`listening on ${server.address}\n`);
    for (const [label, key] of Object.entries(keys)) context.out(`key ${label}: ${key}\n`);
    if (ui !== undefined) context.out(`page ${ui.url}\n`);
  }
  if (call.values['port-file'] !== undefined)
    writePortFile(call.values['port-file'], server.port, context.cwd);
}

import type { Call, Run } from '../../command.js';
import { readPort } from '../../read-port.js';
import { UsageError } from '../../usage-error.js';
import { usesScenario } from './uses-scenario.js';

function readLimit(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new UsageError('--limit wants a whole number of requests, such as --limit 1000.');
}

/** `KEY` or `LABEL=KEY`, as labels with keys; keys without a label are numbered. */
function readKeys({ lists }: Call): Record<string, string> | undefined {
  const given = lists.key;
  if (given === undefined) return undefined;
  const pairs = given.map((text, index) => {
    const equals = text.indexOf('=');
    return equals < 0 ? [`project_${index + 1}`, text] : [text.slice(0, equals), text.slice(equals + 1)];
  });
  return Object.fromEntries(pairs);
}

/** Runs the mock server until a signal comes. */
export const mock: Run = async (call, context) => {
  const scenario = usesScenario(call)
    ? await (await import('./scenario-task.js')).scenarioTask(call, context)
    : undefined;
  if (typeof scenario === 'number') return scenario;
  const port = readPort(call.values.port);
  const keys = readKeys(call);
  const limit = readLimit(call.values.limit);
  const { startMockServer } = await import('@dlubal-kit/mock-server');
  const server = await startMockServer({
    ...scenario?.options,
    port,
    host: call.values.host ?? '127.0.0.1',
    ref: true,
    ...(keys === undefined ? {} : { keys }),
    ...(limit === undefined ? {} : { monthlyLimit: limit }),
  });
  scenario?.begin(server);
  const signal = context.untilSignal();
  // Made for this run and worth nothing elsewhere: without it nobody could call the server.
  const all = Object.entries(server.keys).map(([label, key]) => [label, key.reveal()]);
  const made = scenario?.madeKeys(server) ?? (keys === undefined ? all : []);
  if (call.flags.json) {
    const ready = { ready: true, address: server.address, port: server.port, keys: Object.fromEntries(made) };
    context.out(`${JSON.stringify(ready)}\n`);
  } else {
    context.out(`listening on ${server.address}\n`);
    for (const [label, key] of made) context.out(`key ${label}: ${key}\n`);
  }
  const name = await signal;
  scenario?.end();
  const { used } = server.usage;
  await server.stop();
  if (!call.flags.json) context.err(`stopped by ${name}; requests this month: ${used}\n`);
  return 0;
};

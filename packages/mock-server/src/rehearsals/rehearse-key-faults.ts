import {
  ConfigEditError,
  checkFields,
  checkName,
  editConfig,
  either,
  type FieldChecks,
  findKeys,
  LIST,
  MILLISECONDS,
  messageOf,
  OBJECT,
  redact,
} from '@dlubal-kit/auth-core';
import type { MockServer } from '../door/mock-server.js';
import type { MockServerOptions } from '../door/mock-server-options.js';
import { startMockServer } from '../door/start-mock-server.js';
import { monotonicMs, realClearTimeout, realSetTimeout } from '../engine/real-timers.js';
import { KEY_FAULTS, type KeyFaultName, type KeyFaultRow } from './key-fault-matrix.js';
import {
  countBlindRetries,
  type KeyFaultReport,
  type KeyFaultResult,
  longestDeadline,
  reportOf,
} from './key-fault-report.js';

/** What a client gets for one row. */
export interface KeyFaultStage {
  readonly row: KeyFaultName;
  readonly address: string;
  readonly host: string;
  readonly port: number;
  /** The text that is used as the key; undefined for none. */
  readonly apiKey: string | undefined;
  /** The same as variables, as `server.env()` gives them. */
  readonly env: Readonly<Record<string, string>>;
  /** The text of a config.ini with that key, where one can contain it. */
  readonly config: string;
  /** Aborts when the row's time is up. */
  readonly signal: AbortSignal;
}

/** Options of `rehearseKeyFaults`. */
export interface RehearseOptions {
  /** @default every row of `KEY_FAULTS` */
  readonly rows?: readonly KeyFaultName[];
  /** How long a row can take, in milliseconds: for all rows, or for some by name. @default 20_000 */
  readonly timeoutMs?: number | Readonly<Partial<Record<KeyFaultName, number>>>;
  /** What else holds for the server of each row. */
  readonly server?: Omit<MockServerOptions, 'keys' | 'monthlyLimit' | 'plan'>;
}

const REHEARSE_FIELDS: FieldChecks<RehearseOptions> = {
  rows: LIST,
  timeoutMs: either(MILLISECONDS, OBJECT),
  server: OBJECT,
};

/** Milliseconds that a row can take, where nothing else is said. */
export const ROW_TIMEOUT_MS = 20_000;

/**
 * Runs a client once for each way in which a key or a connection is at fault, each time on a new server, and reports
 * what it did. What the client throws, or gives back, is searched for keys. A client that fails with a key that works is run
 * no further: what it did in other rows would say nothing.
 *
 * @throws {MisuseError} for an unknown row.
 * @example
 * const { findings } = await rehearseKeyFaults(async ({ port, apiKey = '' }) => {
 *   await using app = await connect({ port, apiKeyValue: apiKey });
 *   await app.getModelList();
 * });
 * expect(findings).toEqual({});
 */
export async function rehearseKeyFaults(
  client: (stage: KeyFaultStage) => unknown,
  options: RehearseOptions = {},
): Promise<KeyFaultReport> {
  checkFields(options, REHEARSE_FIELDS, "rehearseKeyFaults' options");
  const names = options.rows ?? (Object.keys(KEY_FAULTS) as KeyFaultName[]);
  for (const name of [...names, ...Object.keys(timeoutsIn(options))])
    checkName(name, Object.keys(KEY_FAULTS), 'row to rehearse');
  checkFields(timeoutsIn(options), TIMEOUT_FIELDS, 'timeoutMs');
  const outputs = new Map<KeyFaultName, string>();
  const rows: KeyFaultResult[] = [];
  for (const name of names) {
    const { result, output } = await rehearseRow(name, client, options);
    rows.push(result);
    outputs.set(name, output);
    if (name === 'control' && result.failed) break;
  }
  return reportOf(rows, outputs);
}

type Timeouts = Partial<Record<KeyFaultName, number>>;

const timeoutsIn = ({ timeoutMs }: RehearseOptions): Timeouts =>
  typeof timeoutMs === 'object' ? timeoutMs : {};

const TIMEOUT_FIELDS = Object.fromEntries(
  Object.keys(KEY_FAULTS).map((name) => [name, MILLISECONDS]),
) as unknown as FieldChecks<Timeouts>;

async function rehearseRow(
  row: KeyFaultName,
  client: (stage: KeyFaultStage) => unknown,
  options: RehearseOptions,
): Promise<{ result: KeyFaultResult; output: string }> {
  await using server = await startMockServer({ ...options.server, keys: { project_1: {} } });
  const { tells, gives = (key) => key, sets }: KeyFaultRow = KEY_FAULTS[row];
  const key = server.keys.project_1.reveal();
  const given = gives(key);
  sets?.(server);
  const timeoutMs =
    timeoutsIn(options)[row] ?? (typeof options.timeoutMs === 'number' ? options.timeoutMs : ROW_TIMEOUT_MS);
  const from = monotonicMs();
  const { failed, timedOut, shown, said } = await attempt(client, stageOf(row, server, given), timeoutMs);
  const durationMs = Math.round(monotonicMs() - from);
  const calls = [...server.requests];
  const leaked = showsKey(shown, [key, given ?? '']);
  const result = {
    row,
    tells,
    failed,
    timedOut,
    timeoutMs,
    deadlineMs: longestDeadline(calls),
    durationMs,
    calls: calls.length,
    refused: calls.filter(({ outcome }) => outcome === 'refused').length,
    billed: calls.filter(({ billed }) => billed).length,
    blindRetries: countBlindRetries(calls),
    header: calls[0] === undefined ? ('not sent' as const) : (calls[0].keyFlaw ?? ('fine' as const)),
    leaked,
    lastLines: leaked ? [] : lastLines(said),
  };
  return { result, output: shown };
}

type Stage = Omit<KeyFaultStage, 'signal'>;

function stageOf(row: KeyFaultName, server: MockServer<'project_1'>, apiKey: string | undefined): Stage {
  const { DLUBAL_API_KEY, ...rest } = server.env();
  const env = apiKey === undefined ? rest : { ...rest, DLUBAL_API_KEY: apiKey };
  return {
    row,
    address: server.address,
    host: server.host,
    port: server.port,
    apiKey,
    env,
    config: configWith(apiKey),
  };
}

function configWith(apiKey: string | undefined): string {
  if (apiKey === undefined) return '[api_keys]\n';
  try {
    return editConfig('', { set: { project_1: apiKey }, setDefault: apiKey });
  } catch (thing) {
    // Not every text can be stored in that file: then only the variable has it.
    if (thing instanceof ConfigEditError) return '[api_keys]\n';
    throw thing;
  }
}

interface Attempt {
  readonly failed: boolean;
  readonly timedOut: boolean;
  readonly shown: string;
  readonly said: string;
}

async function attempt(
  client: (stage: KeyFaultStage) => unknown,
  stage: Stage,
  timeoutMs: number,
): Promise<Attempt> {
  const controller = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<never>((_resolve, reject) => {
    timer = realSetTimeout(() => {
      controller.abort();
      reject(new Error(`not ended after ${timeoutMs} ms`));
    }, timeoutMs);
  });
  try {
    const run = Promise.resolve().then(() => client({ ...stage, signal: controller.signal }));
    return { failed: false, timedOut: false, ...(await textsOf(await Promise.race([run, tooLate]))) };
  } catch (thing) {
    return { failed: true, timedOut: controller.signal.aborted, ...(await textsOf(thing)) };
  } finally {
    realClearTimeout(timer);
  }
}

/** What a client gave out: all of it, and the words without what is around them. */
async function textsOf(thing: unknown): Promise<{ shown: string; said: string }> {
  if (typeof thing === 'string') return { shown: thing, said: thing };
  const { inspect } = await import('node:util');
  return {
    shown: inspect(thing, { depth: 8, maxStringLength: null }),
    said: thing === undefined ? '' : messageOf(thing),
  };
}

/** As many as say what went wrong; one that is longer is cut. */
function lastLines(text: string): string[] {
  const lines = redact(text)
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '');
  return lines.slice(-10).map((line) => line.slice(0, 500));
}

/** Whether a text shows one of the keys, in any form that is known, or half of one. */
function showsKey(text: string, keys: readonly string[]): boolean {
  const plain = text.toLowerCase();
  const halves = keys.flatMap((key) => /[0-9a-f]{24}/i.exec(key)?.[0].toLowerCase() ?? []);
  return halves.some((half) => plain.includes(half)) || findKeys(text).some(({ key }) => keys.includes(key));
}

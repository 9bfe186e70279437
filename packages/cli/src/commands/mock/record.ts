import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { redact } from '@dlubal-kit/auth-core';
import { type RealServerAddress, type Recorder, startRecorder } from '@dlubal-kit/mock-server/scenario';
import type { Call } from '../../command-line/command.js';
import { readPort } from '../../command-line/read-port.js';
import type { Context } from '../../edge/context.js';
import { RecordFile } from '../../edge/record-file.js';
import { UsageError } from '../../failure/usage-error.js';

/** How long calls are collected before the file is written again, in milliseconds. */
const COLLECT_MS = 300;
/** A long recording takes its time to write: this share of a core at most. */
const SHARE = 0.1;

/**
 * Passes calls on to a real server and writes what came back as a scenario, until a signal comes.
 *
 * @throws {UsageError} when the file is there already, or the server's address is none.
 */
export async function record(file: string, call: Call, context: Context): Promise<number> {
  const to = realServer(call, context);
  const port = readPort(call.values.port);
  const shown = redact(file);
  let keeper: Keeper | undefined;
  const recorder = await startRecorder({
    to,
    port,
    host: call.values.host ?? '127.0.0.1',
    ref: true,
    onCall: () => keeper?.soon(),
  });
  try {
    keeper = new Keeper(
      new RecordFile(resolve(context.cwd, file), shown, recorder.scenario()),
      recorder,
      context,
    );
  } catch (cause) {
    await recorder.stop();
    throw cause;
  }
  tellStart(recorder, shown, call, context);
  const signal = await context.untilSignal();
  await recorder.stop();
  const written = keeper.now();
  if (!call.flags.json) {
    context.err(
      `stopped by ${signal}; calls passed on, each billed by the real server: ${recorder.forwarded}\n`,
    );
  }
  return written ? 0 : 1;
}

function tellStart(
  { address, port }: Recorder,
  file: string,
  { flags, values }: Call,
  { out, err }: Context,
): void {
  if (flags.json) out(`${JSON.stringify({ ready: true, address, port, recording: file, to: values.to })}\n`);
  else out(`listening on ${address}\n`);
  err(
    `every call goes on to ${values.to}, once, and is billed there; what comes back is written to ${file}\n`,
  );
}

/** Writes the file as calls come in, so that a crash loses little. */
class Keeper {
  readonly #file: RecordFile;
  readonly #recorder: Recorder;
  readonly #context: Context;
  #timer: NodeJS.Timeout | undefined;
  #tookMs = 0;

  constructor(file: RecordFile, recorder: Recorder, context: Context) {
    this.#file = file;
    this.#recorder = recorder;
    this.#context = context;
  }

  soon(): void {
    this.#timer ??= setTimeout(() => this.now(), Math.max(COLLECT_MS, this.#tookMs / SHARE));
  }

  /** @returns whether it could be written; the reason is told where not. */
  now(): boolean {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const begun = performance.now();
    try {
      this.#file.write(this.#recorder.scenario());
      this.#tookMs = performance.now() - begun;
      return true;
    } catch (cause) {
      this.#context.err(`the recording could not be written: ${redact((cause as Error).message)}\n`);
      return false;
    }
  }
}

function realServer({ values, flags }: Call, { cwd }: Context): RealServerAddress {
  const { to = '' } = values;
  const [, bracketed, plain, digits = ''] =
    /^(?:\[([0-9a-f:.]+)\]|([^\s:/@[\]]+)):(\d{1,5})$/i.exec(to) ?? [];
  const host = bracketed ?? plain;
  const port = Number(digits);
  if (host === undefined || port < 1 || port > 65_535) {
    throw new UsageError('--record wants the real server: --to HOST:PORT, such as --to 127.0.0.1:9000.');
  }
  const caFile = values['to-ca-file'];
  if (caFile === undefined) return flags['to-tls'] ? { host, port, tls: {} } : { host, port };
  try {
    return { host, port, tls: { ca: readFileSync(resolve(cwd, caFile)) } };
  } catch (cause) {
    throw new UsageError(`the roots of --to-ca-file cannot be read: ${(cause as Error).message}.`);
  }
}

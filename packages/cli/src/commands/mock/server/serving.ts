import type { Context } from '../../../terminal/context.js';
import type { WrittenFiles } from './written-files.js';

/** The options of the commands that run until they are stopped. */
export interface ServingOptions {
  readonly caOut: string | undefined;
  readonly portFile: string | undefined;
  readonly untilStdinEnds: boolean;
}

/** What clients have to know of a server that runs. */
export interface Serving {
  readonly address: string;
  readonly port: number;
  readonly ca: string | undefined;
}

/**
 * Announces a server: the root certificate first, then what is printed, and last the port, which says that all is ready.
 *
 * @param more what else to print: fields of the line of JSON, and lines
 * @param files takes the files, to remove them when the server ends
 */
export async function announce(
  { address, port, ca }: Serving,
  { caOut, portFile }: ServingOptions,
  more: { readonly fields: object; readonly lines: readonly string[] },
  { context, files }: { readonly context: Context; readonly files: WrittenFiles },
): Promise<void> {
  const { print } = context;
  if (ca !== undefined && caOut !== undefined) await files.write(caOut, ca, '--ca-out', context);
  const answer = { ready: true, address, port, ...more.fields, ...(ca === undefined ? {} : { ca }) };
  const root = ca !== undefined && caOut === undefined ? ca : '';
  const lines = [`listening on ${address}`, ...more.lines].map((line) => `${line}\n`).join('');
  // Keys that were created for this run are printed on purpose.
  print.reveal(print.asJson ? `${JSON.stringify(answer)}\n` : `${lines}${root}`);
  if (portFile !== undefined) await files.write(portFile, `${port}\n`, '--port-file', context);
}

/** What ended the server: the name of a signal, or the end of its input. */
export function untilStopped(
  signal: Promise<string>,
  { untilStdinEnds }: ServingOptions,
  context: Context,
): Promise<string> {
  if (!untilStdinEnds) return signal;
  return Promise.race([signal, context.untilInputEnds().then(() => 'the end of stdin')]);
}

import { type RealServerAddress, startRecorder } from '@dlubal-kit/mock-server/scenario';
import { checkPlaintext, readCarefully, whyUnreadable } from '@dlubal-kit/node-client/config';
import type { OptionsOf, Run } from '../../command-line/definition.js';
import { EXIT } from '../../failure/exit.js';
import { UsageError } from '../../failure/usage-error.js';
import { gatherFor } from '../../key/gather-for.js';
import { pathOf } from '../../key/path-of.js';
import type { Context } from '../../terminal/context.js';
import { shownLine } from '../../terminal/safe-text.js';
import type { MOCK_RECORD } from './mock-definitions.js';
import { RecordingKeeper } from './scenario/recording-keeper.js';
import { announce, untilStopped } from './server/serving.js';
import { listenOptions } from './server/start-mock.js';
import { WrittenFiles } from './server/written-files.js';

type Options = OptionsOf<typeof MOCK_RECORD>;

/** Largest file of root certificates, in bytes. */
const MAX_ROOTS = 16 * 1024 * 1024;

/** Forwards each call to a real server and writes what came back as a scenario, until a signal comes. */
export const mockRecord: Run<typeof MOCK_RECORD> = async (options, context) => {
  const { print } = context;
  const { file } = options;
  const to = realServer(options, context);
  let keeper: RecordingKeeper | undefined;
  const recorder = await startRecorder({ ...listenOptions(options), to, onCall: () => keeper?.soon() });
  const files = new WrittenFiles();
  let why: string;
  // The recorder keeps the process alive: whatever fails from here on, it is stopped.
  try {
    const path = pathOf(file, 'FILE', context);
    keeper = new RecordingKeeper(path, shownLine(file), recorder, print);
    const signal = context.untilSignal();
    const more = { fields: { recording: file, to: options.to }, lines: [] };
    await announce(recorder, options, more, { context, files });
    print.note(
      `each call is forwarded to ${options.to}, once, and billed there; the answers are written to ${file}`,
    );
    why = await untilStopped(signal, options, context);
  } finally {
    await files.remove();
    await recorder.stop();
  }
  const written = await keeper.finish();
  if (!print.asJson) {
    print.log(`stopped by ${why}; calls forwarded, each billed by the real server: ${recorder.forwarded}`);
  }
  return written ? EXIT.ok : EXIT.unexpected;
};

/** Where calls are forwarded to, with the key of whoever calls: so plaintext to another machine has to be asked for. */
function realServer({ to, toTls, toCaFile }: Options, context: Context): RealServerAddress {
  const [, bracketed, plain, digits = ''] =
    /^(?:\[([0-9a-f:.]+)\]|([^\s:/@[\]]+)):(\d{1,5})$/i.exec(to) ?? [];
  const host = bracketed ?? plain;
  const port = Number(digits);
  if (host === undefined || port < 1 || port > 65_535) {
    throw new UsageError(
      `--to must be HOST:PORT of the real server, got "${to}".`,
      'Write --to 127.0.0.1:9000, for example.',
    );
  }
  const server = gatherFor({ config: undefined, url: to, tls: toTls, caFile: toCaFile }, context).server();
  const warning = checkPlaintext({
    ...server,
    url: { value: to, source: { kind: 'option', option: '--to' } },
  });
  if (warning !== undefined) context.print.warn(warning);
  if (!server.tls.value) return { host, port };
  const caFile = server.caFile?.value;
  if (caFile === undefined) return { host, port, tls: {} };
  try {
    return { host, port, tls: { ca: readCarefully(caFile, MAX_ROOTS) } };
  } catch (cause) {
    throw new UsageError(
      `the roots in ${caFile} cannot be read: ${whyUnreadable(cause)}.`,
      'Give a readable PEM file.',
    );
  }
}

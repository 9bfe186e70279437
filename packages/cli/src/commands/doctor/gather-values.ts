import { lstatSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { diagnoseConfig, mendConfig, sentencesOf } from '@dlubal-kit/auth-core';
import {
  type ConfigSnapshot,
  ConfigStore,
  checkPlaintext,
  type Gathered,
  type SettingsFile,
} from '@dlubal-kit/node-client/config';
import type { OptionsOf } from '../../command-line/definition.js';
import { VERSION } from '../../edge/version.js';
import { attempt } from '../../failure/attempt.js';
import { gatherFor } from '../../key/gather-for.js';
import { sendableKey } from '../../key/sendable-key.js';
import { askServer, type ServerAnswer } from '../../server/ask-server.js';
import { serverWords } from '../../server/server-words.js';
import type { Context } from '../../terminal/context.js';
import { findInText } from '../scan/find-in-text.js';
import { type FoundKey, told } from '../scan/found-key.js';
import { gitOutput } from '../scan/run-git.js';
import { scanFiles } from '../scan/scan-files.js';
import type { DOCTOR } from './doctor-definition.js';
import type { ConfigFacts, DoctorValues, ServerFacts } from './doctor-values.js';
import { probeServer } from './probe-server.js';

/** Gathers everything that the checks decide by. Sends an API request only with `--check-key`. */
export async function gatherValues(
  options: OptionsOf<typeof DOCTOR>,
  context: Context,
): Promise<DoctorValues> {
  const { env, platform } = context;
  const gathered = gatherFor(options, context);
  const store = new ConfigStore({ path: gathered.configPath() });
  const read = await attempt(() => store.read());
  const snapshot = 'done' in read ? read.done : undefined;
  const text = snapshot?.text;
  const found = await attempt(async () => [gathered.project(), gathered.home()]);
  const input = await attempt(gathered.everything);
  return {
    platform,
    env,
    path: store.path,
    file:
      'failed' in read
        ? { kind: 'unreadable', message: sentencesOf(read.failed.failure) }
        : configFacts(store.path, read.done),
    findings: text === undefined ? [] : diagnoseConfig(text),
    mendable: text !== undefined && mendConfig(text) !== text,
    ...('done' in input ? { input: input.done } : {}),
    settings: settingsFacts(found),
    ...(await leaksIn(context, store.path, snapshot)),
    strays: strayNames(store.path),
    server: await serverFacts(gathered),
    ...(options.checkKey ? await answerOf(gathered, context) : {}),
    clientVersion: VERSION,
  };
}

function settingsFacts(
  found: Awaited<ReturnType<typeof attempt<readonly (SettingsFile | undefined)[]>>>,
): DoctorValues['settings'] {
  if ('failed' in found) return { failed: sentencesOf(found.failed.failure) };
  const paths = found.done.flatMap((file) => file?.path ?? []);
  return paths.length === 0 ? {} : { path: paths.join(' and ') };
}

function configFacts(path: string, { text, config }: ConfigSnapshot): ConfigFacts {
  if (text === undefined) return { kind: 'absent' };
  const real = realpathSync(path);
  const { mode, uid } = statSync(real);
  const names = config?.ok ? [...(config.apiKeys?.keys() ?? [])].filter((name) => name !== 'default') : [];
  return {
    kind: 'read',
    keys: names.length,
    ...(lstatSync(path).isSymbolicLink() ? { target: real } : {}),
    mode,
    folderMode: statSync(dirname(real)).mode,
    owner: uid,
    me: process.getuid?.(),
    ownFolder: /[/\\]Dlubal[/\\]api$/.test(dirname(real)),
  };
}

function strayNames(path: string): string[] {
  const prefix = `.${basename(path)}.`;
  try {
    return readdirSync(dirname(path)).filter((name) => name.startsWith(prefix) && /\.(tmp|lock)$/.test(name));
  } catch {
    return [];
  }
}

const MAX_BYTES = 16 * 1024 * 1024;

async function leaksIn(
  context: Context,
  configPath: string,
  snapshot: ConfigSnapshot | undefined,
): Promise<Pick<DoctorValues, 'leaks' | 'tracked'>> {
  const entries = snapshot?.config?.ok ? [...(snapshot.config.apiKeys?.values() ?? [])] : [];
  const names = new Map(
    entries.flatMap(({ name, value }) => (name === 'default' || value === undefined ? [] : [[value, name]])),
  );
  const listed = await trackedFiles(context);
  const files = 'because' in listed ? [] : listed.files;
  const { found } = scanFiles(files, { cwd: context.cwd, maxBytes: MAX_BYTES, configPath });
  const near = ['.dlubalrc', '.env']
    .filter((name) => !files.includes(name))
    .flatMap((name) => inFile(context.cwd, name));
  return {
    leaks: [...near, ...found].map((key) => told(key, names)),
    tracked: 'because' in listed ? listed : { files: files.length },
  };
}

function inFile(cwd: string, name: string): FoundKey[] {
  try {
    return findInText(name, readFileSync(join(cwd, name), 'utf8'));
  } catch {
    return [];
  }
}

async function trackedFiles(context: Context): Promise<{ files: string[] } | { because: string }> {
  try {
    const names = (await gitOutput(['ls-files', '-z'], context)).toString('utf8').split('\0');
    return {
      files: names.filter(
        (name) => name !== '' && statSync(join(context.cwd, name), { throwIfNoEntry: false })?.isFile(),
      ),
    };
  } catch {
    return { because: 'this is not a git repository' };
  }
}

/** Plaintext is refused as for a call: whoever answers could be anyone. */
async function serverFacts(gathered: Gathered): Promise<ServerFacts> {
  const settings = await attempt(async () => [gathered.project(), gathered.home()]);
  if ('failed' in settings) return { ...UNKNOWN, failure: settings.failed.failure };
  const target = gathered.server();
  const known = { ...serverWords(target), loopback: target.address.loopback };
  const allowed = await attempt(async () => checkPlaintext(target));
  const failure = 'failed' in allowed ? allowed.failed.failure : await probeServer(target);
  return { ...known, ...(failure === undefined ? {} : { failure }) };
}

const UNKNOWN = { address: 'no address', from: '.dlubalrc cannot be used', loopback: true };

async function answerOf(gathered: Gathered, context: Context): Promise<{ readonly answer: ServerAnswer }> {
  const key = await attempt(async () => sendableKey(await gathered.input()));
  if ('failed' in key) return { answer: { ok: false, warnings: [], requests: 0, ...key.failed } };
  return { answer: await askServer(key.done.key, gathered.server(), context) };
}

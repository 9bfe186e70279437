import { lstatSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { diagnoseConfig, fixConfig, sentencesOf } from '@dlubal-kit/auth-core';
import {
  type ConfigSnapshot,
  ConfigStore,
  checkPlaintext,
  type Gathered,
  proxyFor,
  type SettingsFile,
  sourceWords,
} from '@dlubal-kit/node-client/config';
import type { OptionsOf } from '../../command-line/definition.js';
import { VERSION } from '../../edge/version.js';
import { attempt } from '../../failure/attempt.js';
import { gatherFor } from '../../key/gather-for.js';
import { configPathOf, isNamed } from '../../key/locate-store.js';
import { sendableKey } from '../../key/sendable-key.js';
import { DEFAULT } from '../../key-store/stored-keys.js';
import { askServer, type ServerAnswer } from '../../server/ask-server.js';
import { serverWords } from '../../server/server-words.js';
import type { Context } from '../../terminal/context.js';
import { knownKeys } from '../scan/report/known-keys.js';
import { readAccess } from './access/read-access.js';
import type { DOCTOR } from './doctor-definition.js';
import type { ConfigFacts, DoctorValues, ServerFacts } from './doctor-values.js';
import { findAssistants } from './find-assistants.js';
import { findLeaks } from './find-leaks.js';
import { probeServer } from './probe-server.js';

/** Gathers everything that the checks decide by. Sends an API request only with `--check-key`. */
export async function gatherValues(
  options: OptionsOf<typeof DOCTOR>,
  context: Context,
): Promise<DoctorValues> {
  const { env, platform } = context;
  const gathered = gatherFor(options, context);
  const path = configPathOf(gathered) ?? 'config.ini';
  const read = await attempt(async () => new ConfigStore({ path: gathered.configPath() }).read());
  const snapshot = 'done' in read ? read.done : undefined;
  const text = snapshot?.text;
  const found = await attempt(async () => [gathered.project(), gathered.home()]);
  const warnings = gathered.warnings();
  const input = await attempt(gathered.everything);
  return {
    platform,
    env,
    path,
    named: isNamed(options, context),
    file:
      'failed' in read
        ? { kind: 'unreadable', message: sentencesOf(read.failed.failure) }
        : configFacts(path, read.done, context),
    findings: text === undefined ? [] : diagnoseConfig(text),
    mendable: text !== undefined && fixConfig(text) !== text,
    ...('done' in input ? { input: input.done } : {}),
    settings: settingsFacts(found, warnings),
    leaks: await findLeaks(context, knownKeys(snapshot)),
    assistants: await findAssistants(context, knownKeys(snapshot)),
    strays: strayNames(path),
    server: await serverFacts(gathered, options.offline),
    ...(options.checkKey ? await answerOf(gathered, context) : {}),
    clientVersion: VERSION,
  };
}

function settingsFacts(
  found: Awaited<ReturnType<typeof attempt<readonly (SettingsFile | undefined)[]>>>,
  warnings: readonly string[],
): DoctorValues['settings'] {
  if ('failed' in found) return { failed: sentencesOf(found.failed.failure) };
  const paths = found.done.flatMap((file) => file?.path ?? []);
  return { warnings, ...(paths.length === 0 ? {} : { path: paths.join(' and ') }) };
}

function configFacts(
  path: string,
  { text, config }: ConfigSnapshot,
  { platform, env }: Context,
): ConfigFacts {
  if (text === undefined) return { kind: 'absent' };
  const real = realpathSync(path);
  const { mode, uid } = statSync(real);
  const all = config?.ok ? [...(config.apiKeys?.keys() ?? [])] : [];
  const names = all.filter((name) => name !== DEFAULT);
  return {
    kind: 'read',
    keys: names.length,
    hasDefault: names.length < all.length,
    ...(lstatSync(path).isSymbolicLink() ? { target: real } : {}),
    mode,
    folderMode: statSync(dirname(real)).mode,
    owner: uid,
    me: process.getuid?.(),
    access: platform === 'win32' ? readAccess(real, env) : undefined,
    ownFolder: /[/\\]Dlubal[/\\]api$/.test(dirname(real)),
  };
}

function strayNames(path: string): string[] | undefined {
  const prefix = `.${basename(path)}.`;
  try {
    return readdirSync(dirname(path)).filter((name) => name.startsWith(prefix) && /\.(tmp|lock)$/.test(name));
  } catch {
    return undefined;
  }
}

/** Plaintext is refused as for a call: whoever answers could be anyone. */
async function serverFacts(gathered: Gathered, offline: boolean): Promise<ServerFacts> {
  const settings = await attempt(async () => [gathered.project(), gathered.home()]);
  if ('failed' in settings) return { ...UNKNOWN, failure: settings.failed.failure };
  const target = gathered.server();
  const { address, tls } = target;
  const encryption = { on: tls.value, from: sourceWords(tls.source) };
  const known = { ...serverWords(target), loopback: address.loopback, encryption, asked: !offline };
  const way = await attempt(async () => {
    const proxy = proxyFor(address, gathered);
    checkPlaintext(target, proxy);
    return proxy;
  });
  if ('failed' in way) return { ...known, failure: way.failed.failure };
  const proxy = way.done && { proxy: { address: way.done.address, variable: way.done.variable } };
  const failure = offline ? undefined : await probeServer(gathered);
  return { ...known, ...proxy, ...(failure === undefined ? {} : { failure }) };
}

const UNKNOWN = { address: 'no address', from: '.dlubalrc cannot be used', loopback: true, asked: false };

async function answerOf(gathered: Gathered, context: Context): Promise<{ readonly answer: ServerAnswer }> {
  const key = await attempt(async () => sendableKey(await gathered.input()));
  if ('failed' in key) return { answer: { ok: false, warnings: [], requests: 0, ...key.failed } };
  return { answer: await askServer(key.done.key, gathered, context) };
}

import { type Gathered, gather } from '@dlubal-kit/node-client/config';
import { UsageError } from '../failure/usage-error.js';
import type { Context } from '../terminal/context.js';
import type { StoreOptions } from './locate-store.js';
import { homeOf, pathOf } from './path-of.js';

/** The options of a command that looks for a key. */
export interface KeyOptions extends StoreOptions {
  readonly keyName?: string | undefined;
}

/** The options that `SERVER_OPTIONS` gives a command. */
export interface ServerOptions {
  readonly url?: string | undefined;
  readonly port?: string | undefined;
  readonly tls?: boolean | undefined;
  readonly noTls?: boolean | undefined;
  readonly caFile?: string | undefined;
  readonly deadline?: number | undefined;
}

/** Key, settings and server as the command line, the environment and the files say: by the function that `connect` uses. */
export function gatherFor(options: KeyOptions & ServerOptions, context: Context): Gathered {
  const { env, platform } = context;
  return gather({
    apiKeyName: options.keyName,
    url: options.url,
    port: options.port,
    tls: tlsOf(options, context),
    deadlineMs: options.deadline,
    config: options.config === undefined ? undefined : pathOf(options.config, '--config', context),
    env,
    platform,
    cwd: context.cwd,
    home: homeOf(context),
    keyring: { get: async (name) => (await context.keyring()).get(name) },
    optionNames: 'flag',
  });
}

function tlsOf({ tls, noTls, caFile }: ServerOptions, context: Context) {
  if (noTls && (tls || caFile !== undefined)) {
    throw new UsageError('--no-tls excludes --tls and --ca-file.', 'Give one of them.');
  }
  if (noTls) return false;
  return caFile === undefined ? tls || undefined : { caFile: pathOf(caFile, '--ca-file', context) };
}

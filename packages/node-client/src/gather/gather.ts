import {
  checkFields,
  type Material,
  type ParsedConfig,
  type PlaceDocument,
  parseConfig,
  universalNewlines,
} from '@dlubal-kit/auth-core';
import type { Environment } from '../config/config-path.js';
import { type Look, lookAtPath, textOf } from '../file/look-at-file.js';
import { lookUntilSettled } from '../file/second-look.js';
import { configPathOf, homeOf } from './config-path-of.js';
import { GATHER_FIELDS } from './gather-fields.js';
import { gatherInput, type InputReader } from './gather-input.js';
import type { GatherOptions } from './gather-options.js';
import { type ServerTarget, serverTarget } from './server-target.js';
import {
  type FoundSettings,
  readHomeSettings,
  readProjectSettings,
  type SettingsFile,
} from './settings-files.js';

/**
 * Which key, which settings and which server are meant, for one question. Files are read when something here needs
 * them, and at most once.
 */
export interface Gathered {
  readonly options: GatherOptions;
  readonly env: Environment;
  /** The documents in which a key is looked for; undefined for all. */
  readonly from: readonly PlaceDocument[] | undefined;
  /** The home folder; undefined where the system knows none. */
  readonly homeFolder: () => string | undefined;
  /** Path of config.ini. @throws {ConfigFileError} reason `no-home` */
  readonly configPath: () => string;
  /** config.ini as it was seen. @throws {ConfigFileError} when it cannot be read */
  readonly configLook: () => Promise<Look>;
  /** The project's `.dlubalrc`. @throws {SettingsError} {ConfigFileError} when it cannot be used */
  readonly project: () => SettingsFile | undefined;
  /** The `.dlubalrc` of the home folder. @throws {SettingsError} {ConfigFileError} when it cannot be used */
  readonly home: () => SettingsFile | undefined;
  /**
   * Where the server is, each value with its source.
   *
   * @throws {AddressError} {SettingsError} {ConfigFileError} when what says so cannot be used
   */
  readonly server: () => ServerTarget;
  /**
   * What `resolveKey` decides by, read as far as the answer needs it. With a key at hand, a config.ini that cannot be
   * read is a warning.
   *
   * @throws {SettingsError} {ConfigFileError} when a file is needed and cannot be used
   */
  readonly input: () => Promise<Material>;
  /** The same with every place read, for `explainResolution`. What the answer does not need may fail with a warning. */
  readonly everything: () => Promise<Material>;
  /** What was passed over until now, and why. */
  readonly warnings: () => readonly string[];
}

/**
 * Finds out which key, which settings and which server are meant: by option, environment, the project's `.dlubalrc`,
 * that of the home folder, config.ini, keyring. `connect`, `loadKey`, the providers and the command line all decide by
 * what this returns.
 *
 * @param from The documents in which a key is looked for; all of them by default.
 * @example
 * const gathered = gather({ apiKeyName: 'project_2' });
 * const { address, url } = gathered.server();
 * console.log(address.text, sourceWords(url.source));
 * const { considered } = explainResolution(await gathered.everything());
 * @throws {MisuseError} for an unknown field or a wrong type.
 */
export function gather(options: GatherOptions = {}, from?: readonly PlaceDocument[]): Gathered {
  checkFields(options, GATHER_FIELDS, "gather's options");
  return gatherChecked(options, from);
}

/** The same with options that were checked, which can have other fields too. */
export function gatherChecked(options: GatherOptions, from?: readonly PlaceDocument[]): Gathered {
  const { env = process.env } = options;
  const warnings = new Set<string>();
  const noted = ({ file, warnings: said }: FoundSettings): SettingsFile | undefined => {
    for (const warning of said) warnings.add(warning);
    return file;
  };
  const home = once(() => homeOf(options));
  const configPath = once(() => configPathOf(options, home));
  const configLook = once(() => lookUntilSettled(configPath(), () => lookAtPath(configPath()), 'read'));
  const files = {
    project: once(() => noted(readProjectSettings(projectPlace(options, home())))),
    home: once(() => noted(home() === undefined ? NOTHING : readHomeSettings(home() ?? ''))),
  };
  const config = once(async () => configOf(configPath(), await configLook()));
  const warn = (message: string): void => void warnings.add(message);
  const reader: InputReader = { options, env, ...files, configPath, config, from, warn };
  return {
    options,
    env,
    from,
    homeFolder: home,
    configPath,
    configLook,
    ...files,
    server: once(() => serverTarget(options, env, files)),
    input: once(() => gatherInput(reader, 'needed')),
    everything: once(() => gatherInput(reader, 'everything')),
    warnings: () => [...warnings],
  };
}

const NOTHING: FoundSettings = { file: undefined, warnings: [] };

const projectPlace = ({ cwd, platform }: GatherOptions, home: string | undefined) => ({
  cwd: cwd ?? process.cwd(),
  platform: platform ?? process.platform,
  home,
});

function configOf(path: string, look: Look): ParsedConfig | undefined {
  return look.kind === 'absent' ? undefined : parseConfig(universalNewlines(textOf(path, look)));
}

/** Runs the work when it is first asked for, and gives the same answer, or the same error, from then on. */
function once<T>(work: () => T): () => T {
  let outcome: { readonly value: T } | { readonly error: unknown } | undefined;
  return () => {
    outcome ??= attempt(work);
    if ('error' in outcome) throw outcome.error;
    return outcome.value;
  };
}

function attempt<T>(work: () => T): { readonly value: T } | { readonly error: unknown } {
  try {
    return { value: work() };
  } catch (error) {
    return { error };
  }
}

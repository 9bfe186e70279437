import { checkFields, type Settings, SettingsError } from '@dlubal-kit/auth-core';
import { type Address, DEFAULT_HOST, DEFAULT_PORT, parseAddress, splitPort } from '../address/address.js';
import type { Environment } from '../config/config-path.js';
import { givenPath } from '../config/given-path.js';
import { pathPlace } from '../config/locate-config.js';
import { TLS_FIELDS } from './gather-fields.js';
import type { GatherOptions, TlsOption } from './gather-options.js';
import type { SettingsFile } from './settings-files.js';
import { type Sourced, sourceWords, type ValueSource } from './value-source.js';

/** Where the calls go, and how; each value with where it came from. */
export interface ServerTarget {
  readonly url: Sourced<string>;
  readonly port: Sourced<number | string>;
  /** Whether the connection is encrypted. */
  readonly tls: Sourced<boolean>;
  /** File with the roots to trust; undefined where those of the system are, or those that the `tls` option holds. */
  readonly caFile: Sourced<string> | undefined;
  /** Longest time a call can take, in milliseconds; undefined where each method has its default. */
  readonly deadlineMs: Sourced<number> | undefined;
  /** `url` and `port`, read. */
  readonly address: Address;
  /** `tls` and `caFile` in one, as a channel needs them. */
  readonly security: TlsOption;
}

/** The two files, read when they are asked for. */
export interface SettingsReader {
  readonly project: () => SettingsFile | undefined;
  readonly home: () => SettingsFile | undefined;
}

/** What one level says: an option, a variable, a file. */
interface Level {
  readonly url?: Sourced<string>;
  readonly port?: Sourced<number | string>;
  readonly tls?: Sourced<TlsOption>;
  readonly caFile?: Sourced<string>;
}

/**
 * Option, environment, `~/.dlubalrc`, default: for each value the first that says it. A project's `.dlubalrc` has a say in
 * the time limit alone. A `port` belongs to the `url` of its level or of one below: it is not put to a `url` from above.
 *
 * @throws {SettingsError} {ConfigFileError} when a variable or a `.dlubalrc` cannot be used
 * @throws {AddressError} when the address cannot be used
 */
export function serverTarget(options: GatherOptions, env: Environment, files: SettingsReader): ServerTarget {
  const levels = levelsOf(options, env, files);
  const url = first(levels, 'url') ?? byDefault(DEFAULT_HOST);
  const above = levels.slice(0, 1 + levels.findIndex((level) => level.url !== undefined) || undefined);
  const port = first(above, 'port');
  const address = parseAddress(urlFor(url, port), port?.value, originOf(url.source));
  const { tls, caFile, security } = securityOf(levels);
  const deadlineMs = deadlineOf(options, files);
  return { url, port: port ?? byDefault(DEFAULT_PORT), tls, caFile, deadlineMs, address, security };
}

/** The home file is read only if the levels above leave something open. */
function levelsOf(options: GatherOptions, env: Environment, files: SettingsReader): Level[] {
  const given = [fromOptions(options), fromEnvironment(env, options)];
  const open = !given.some(({ url }) => url) || !given.some(({ tls, caFile }) => tls ?? caFile);
  const needsRoots =
    given.some(({ tls }) => tls !== undefined && wantsRoots(tls.value)) &&
    !given.some(({ caFile }) => caFile);
  return open || needsRoots ? [...given, fromHome(files.home())] : given;
}

const wantsRoots = (tls: TlsOption): boolean =>
  tls === true || (typeof tls === 'object' && tls.ca === undefined);

function fromOptions(options: GatherOptions): Level {
  const { url, port, tls, optionNames } = options;
  const named = <T>(value: T, option: string): Sourced<T> => ({
    value,
    source: { kind: 'option', option: optionNames === 'flag' ? `--${option}` : option },
  });
  if (typeof tls === 'object') checkFields(tls, TLS_FIELDS, 'the option tls');
  const caFile = typeof tls === 'object' ? tls.caFile : undefined;
  const caOption = optionNames === 'flag' ? 'ca-file' : 'tls.caFile';
  return {
    ...(url !== undefined && { url: named(url, 'url') }),
    ...(port !== undefined && { port: named(port, 'port') }),
    ...(tls !== undefined && { tls: named(tls, tls === false && optionNames === 'flag' ? 'no-tls' : 'tls') }),
    ...(caFile !== undefined && { caFile: named(givenPath(caFile, caOption, pathPlace(options)), caOption) }),
  };
}

function fromEnvironment(
  { DLUBAL_API_URL, DLUBAL_API_TLS, DLUBAL_API_CA_FILE }: Environment,
  options: GatherOptions,
): Level {
  const roots = (path: string): string => givenPath(path, 'DLUBAL_API_CA_FILE', pathPlace(options));
  const named = <T>(value: T, variable: string): Sourced<T> => ({
    value,
    source: { kind: 'variable', variable },
  });
  return {
    ...(DLUBAL_API_URL && { url: named(DLUBAL_API_URL, 'DLUBAL_API_URL') }),
    ...(DLUBAL_API_TLS && { tls: named(readFlag(DLUBAL_API_TLS, 'DLUBAL_API_TLS'), 'DLUBAL_API_TLS') }),
    ...(DLUBAL_API_CA_FILE && { caFile: named(roots(DLUBAL_API_CA_FILE), 'DLUBAL_API_CA_FILE') }),
  };
}

function fromHome(file: SettingsFile | undefined): Level {
  if (file === undefined) return {};
  const { url, port, tls, caFile } = file.settings;
  const named = <T>(value: T, field: string, key: keyof Settings): Sourced<T> => ({
    value,
    source: { kind: 'file', path: file.path, field, line: file.lines[key] },
  });
  return {
    ...(url !== undefined && { url: named(url, 'url', 'url') }),
    ...(port !== undefined && { port: named(port, 'port', 'port') }),
    ...(tls !== undefined && { tls: named(tls, 'tls', 'tls') }),
    ...(caFile !== undefined && { caFile: named(caFile, 'ca_file', 'caFile') }),
  };
}

const FLAGS: Readonly<Record<string, boolean>> = { '1': true, true: true, '0': false, false: false };

function readFlag(text: string, variable: string): boolean {
  const flag = FLAGS[text.trim().toLowerCase()];
  if (flag !== undefined) return flag;
  throw new SettingsError({
    file: variable,
    problem: 'the value cannot be used.',
    remedy: 'Set it to 1 (or true) or to 0 (or false).',
  });
}

const first = <K extends keyof Level>(levels: readonly Level[], key: K): Level[K] | undefined =>
  levels.find((level) => level[key] !== undefined)?.[key];

const byDefault = <T>(value: T): Sourced<T> => ({ value, source: { kind: 'default' } });

/** A port that was given above wins over the one that is part of the url. */
function urlFor(url: Sourced<string>, port: Sourced<number | string> | undefined): string {
  const sameLevel = url.source.kind === port?.source.kind;
  return port === undefined || sameLevel ? url.value : splitPort(url.value).host;
}

/** A variable or a file, in words: who gave an option knows it. */
export const originOf = (source: ValueSource): string | undefined =>
  source.kind === 'variable' || source.kind === 'file' ? sourceWords(source) : undefined;

/** Roots mean TLS, unless their own level, or one above, says otherwise. */
function securityOf(levels: readonly Level[]): Pick<ServerTarget, 'tls' | 'caFile' | 'security'> {
  const level = levels.find(({ tls, caFile }) => tls !== undefined || caFile !== undefined);
  const said = level?.tls ?? level?.caFile;
  if (said === undefined) return { tls: byDefault(false), caFile: undefined, security: false };
  const tls = { value: said.value !== false, source: said.source };
  if (!tls.value) return { tls, caFile: undefined, security: false };
  const settings = typeof said.value === 'object' ? said.value : {};
  if (settings.ca !== undefined) return { tls, caFile: undefined, security: settings };
  const caFile = first(levels, 'caFile');
  if (caFile !== undefined) return { tls, caFile, security: { ...settings, caFile: caFile.value } };
  return { tls, caFile, security: typeof said.value === 'object' ? settings : true };
}

function deadlineOf(
  { deadlineMs, optionNames }: GatherOptions,
  files: SettingsReader,
): ServerTarget['deadlineMs'] {
  if (deadlineMs !== undefined) {
    const option = optionNames === 'flag' ? '--deadline' : 'deadlineMs';
    return { value: deadlineMs, source: { kind: 'option', option } };
  }
  const file = [files.project, files.home].map((read) => read()).find((one) => one?.settings.deadlineMs);
  if (file?.settings.deadlineMs === undefined) return undefined;
  const { path, settings, lines } = file;
  return {
    value: settings.deadlineMs as number,
    source: { kind: 'file', path, field: 'deadline_ms', line: lines.deadlineMs },
  };
}

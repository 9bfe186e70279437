import { shownName } from '../config/shown-name.js';
import { nearestNames } from '../key/nearest-names.js';
import { MAX_PER_MONTH } from '../metering/pool-usage.js';
import { redact } from '../redaction/redact.js';
import { parse } from '../text/ini.js';
import { SettingsError, type SettingsErrorKind } from './settings-error.js';

/**
 * What a `.dlubalrc` can say. Every field may be left out. It never holds a key. A project's file can say
 * `key_name` and `deadline_ms`; where a key is sent is said by `~/.dlubalrc` alone.
 */
export interface Settings {
  /** `key_name`: name of a stored key. */
  readonly keyName?: string;
  /** `url`: host of the server, without scheme. */
  readonly url?: string;
  /** `port`: 1 to 65535. */
  readonly port?: number;
  /** `tls`: `true` or `false`. */
  readonly tls?: boolean;
  /** `ca_file`: path of a file with root certificates (PEM). */
  readonly caFile?: string;
  /** `deadline_ms`: longest time a call may take, in milliseconds. */
  readonly deadlineMs?: number;
  /** `budget_per_month`: requests that a month may cost. */
  readonly budgetPerMonth?: number;
  /** `budget_pool`: what shares that budget, for example a company's name. */
  readonly budgetPool?: string;
}

/** Whose file it is: one that comes with a project chooses a key and a time limit, and no server. */
export type SettingsOwner = 'project' | 'home';

/** Whose file the text is of, and how messages call it. */
export interface ParseSettingsOptions {
  /** @default 'home' */
  readonly owner?: SettingsOwner;
  /** How messages name the file. @default '.dlubalrc' */
  readonly file?: string;
}

/** The settings of a file, or what is wrong with it. */
export type ParsedSettings =
  | {
      readonly ok: true;
      readonly settings: Settings;
      /** The line of each field that is set, counted from 1. */
      readonly lines: { readonly [Field in keyof Settings]?: number | undefined };
    }
  | { readonly ok: false; readonly error: SettingsError };

interface Field {
  readonly to: keyof Settings;
  /** The value, or undefined when the text is not one. */
  readonly read: (text: string) => string | number | boolean | undefined;
  readonly expected: string;
  /** Whether a project's file can say it. */
  readonly inProject?: true;
}

const text = (value: string): string | undefined => (value === '' ? undefined : value);
const between =
  (least: number, most: number) =>
  (value: string): number | undefined => {
    const number = /^\d{1,10}$/.test(value) ? Number(value) : Number.NaN;
    return number >= least && number <= most ? number : undefined;
  };
const flag = (value: string): boolean | undefined => ({ true: true, false: false })[value];

/** Largest delay that a timer takes, in milliseconds. */
const LONGEST = 2 ** 31 - 1;

const FIELDS: Readonly<Record<string, Field>> = {
  key_name: { to: 'keyName', read: text, expected: 'the name of a stored key', inProject: true },
  url: { to: 'url', read: text, expected: 'the host of the server, such as 127.0.0.1' },
  port: { to: 'port', read: between(1, 65_535), expected: 'a port from 1 to 65535' },
  tls: { to: 'tls', read: flag, expected: 'true or false' },
  ca_file: { to: 'caFile', read: text, expected: 'the path of a PEM file' },
  deadline_ms: {
    to: 'deadlineMs',
    read: between(1, LONGEST),
    expected: 'a whole number of milliseconds, at least 1',
    inProject: true,
  },
  budget_per_month: {
    to: 'budgetPerMonth',
    read: between(0, MAX_PER_MONTH),
    expected: `a whole number of requests up to ${MAX_PER_MONTH}`,
  },
  budget_pool: { to: 'budgetPool', read: text, expected: 'the name of a pool' },
};

/** What can be written, by its name in the file. A function, since the command line loads this file late. */
export function settingsFields(): Readonly<Record<string, Field>> {
  return FIELDS;
}

/** A `.dlubalrc` that is being read. */
interface Source {
  readonly content: string;
  readonly entries: Readonly<Record<string, unknown>>;
  readonly file: string | undefined;
}

/**
 * Reads a `.dlubalrc`, with npm's own `ini`, as npm reads .npmrc.
 *
 * @returns the settings, or an error that names the field and the line: an unknown field (a misspelt
 * `key_name` would use another key), a value out of range, a section, a key, which does not belong there, or a
 * server in the file of a project.
 * @example parseSettings('key_name = project_2\nport = 9001\n')
 */
export function parseSettings(
  content: string,
  { owner = 'home', file }: ParseSettingsOptions = {},
): ParsedSettings {
  const source: Source = { content, entries: parse(content.replace(/^\ufeff/, '')), file };
  const settings: Record<string, string | number | boolean> = {};
  const lines: Record<string, number | undefined> = {};
  try {
    for (const [name, value] of Object.entries(source.entries)) {
      refuseKeys(source, name, value);
      const field = fieldOf(source, name);
      if (owner === 'project' && field.inProject !== true) throw untrusted(source, name);
      const read = field.read(String(value).trim());
      if (read === undefined || typeof value === 'object') {
        throw settingsError(source, name, 'the value cannot be used.', `Write ${field.expected}.`);
      }
      settings[field.to] = read;
      lines[field.to] = lineOf(content, name);
    }
    return { ok: true, settings, lines };
  } catch (error) {
    if (error instanceof SettingsError) return { ok: false, error };
    throw error;
  }
}

function fieldOf(source: Source, name: string): Field {
  if (Object.hasOwn(FIELDS, name)) return FIELDS[name] as Field;
  const near = nearestNames(name, Object.keys(FIELDS))[0];
  const hint =
    near === undefined ? `The fields are ${Object.keys(FIELDS).join(', ')}.` : `Did you mean ${near}?`;
  throw settingsError(source, name, 'this setting does not exist.', hint);
}

/** A key in a file that gets committed is a leak: it is refused wherever it is, comments apart. */
function refuseKeys(source: Source, name: string, value: unknown): void {
  const held = `${name} ${JSON.stringify(value)}`;
  if (redact(held) === held && !/^(api_?)?key(_?value)?$/i.test(name)) return;
  throw settingsError(
    source,
    name,
    'a key does not belong in this file, which is shared and committed.',
    'Put the key into config.ini under a name and write key_name = that name.',
  );
}

/** Whoever writes a project's file would otherwise choose where the user's key is sent. */
function untrusted(source: Source, name: string): SettingsError {
  const { url } = source.entries;
  const host = typeof url === 'string' ? ` (host ${shownName(url)})` : '';
  return settingsError(
    source,
    name,
    `the file of a project is not allowed to choose the server${host}. Nothing was sent.`,
    'If you trust it, put this line into ~/.dlubalrc, give it as an option, or set DLUBAL_API_URL, DLUBAL_API_TLS or DLUBAL_API_CA_FILE. Then remove it here.',
    'settings-untrusted',
  );
}

const settingsError = (
  { content, file }: Source,
  name: string,
  problem: string,
  remedy: string,
  kind?: SettingsErrorKind,
): SettingsError =>
  new SettingsError({
    ...(kind && { kind }),
    file,
    field: Object.hasOwn(FIELDS, name) ? name : shownName(name),
    line: lineOf(content, name),
    problem,
    remedy,
  });

function lineOf(content: string, name: string): number | undefined {
  const lines = content.split('\n');
  const at = lines.findIndex(
    (line) =>
      line
        .split('=')[0]
        ?.trim()
        .replace(/^\[|\]$/g, '') === name,
  );
  return at < 0 ? undefined : at + 1;
}

import { parse } from 'ini';
import { shownName } from '../config/shown-name.js';
import { redact } from '../key/redact.js';
import { nearestNames } from '../resolve/nearest-names.js';
import { SettingsError } from './settings-error.js';

/** What a `.dlubalrc` may say. Every field may be left out. It never holds a key. */
export interface Settings {
  /** `key_name`: name of a key in config.ini. */
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
}

export type ParsedSettings =
  | { readonly ok: true; readonly settings: Settings }
  | { readonly ok: false; readonly error: SettingsError };

interface Field {
  readonly to: keyof Settings;
  /** The value, or undefined when the text is none. */
  readonly read: (text: string) => string | number | boolean | undefined;
  readonly wants: string;
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
  key_name: { to: 'keyName', read: text, wants: 'the name of a key in config.ini' },
  url: { to: 'url', read: text, wants: 'the host of the server, such as 127.0.0.1' },
  port: { to: 'port', read: between(1, 65_535), wants: 'a port from 1 to 65535' },
  tls: { to: 'tls', read: flag, wants: 'true or false' },
  ca_file: { to: 'caFile', read: text, wants: 'the path of a PEM file' },
  deadline_ms: {
    to: 'deadlineMs',
    read: between(1, LONGEST),
    wants: 'a whole number of milliseconds, at least 1',
  },
};

/**
 * Reads a `.dlubalrc`, with npm's own `ini`, as npm reads .npmrc.
 *
 * @returns the settings, or an error that names the field and the line: an unknown field (a misspelt
 * `key_name` would use another key), a value out of range, a section, or a key, which does not belong there.
 * @example parseSettings('key_name = project_2\nport = 9001\n')
 */
export function parseSettings(content: string): ParsedSettings {
  const settings: Record<string, string | number | boolean> = {};
  try {
    for (const [name, value] of Object.entries(parse(content.replace(/^\ufeff/, '')))) {
      refuseKeys(content, name, value);
      const field = fieldOf(content, name);
      const read = field.read(String(value).trim());
      if (read === undefined || typeof value === 'object') {
        throw settingsError(content, name, 'the value cannot be used.', `Write ${field.wants}.`);
      }
      settings[field.to] = read;
    }
    return { ok: true, settings };
  } catch (error) {
    if (error instanceof SettingsError) return { ok: false, error };
    throw error;
  }
}

function fieldOf(content: string, name: string): Field {
  if (Object.hasOwn(FIELDS, name)) return FIELDS[name] as Field;
  const near = nearestNames(name, Object.keys(FIELDS))[0];
  const hint =
    near === undefined ? `The fields are ${Object.keys(FIELDS).join(', ')}.` : `Did you mean ${near}?`;
  throw settingsError(content, name, 'this setting does not exist.', hint);
}

/** A key in a file that gets committed is a leak: it is refused wherever it stands, comments apart. */
function refuseKeys(content: string, name: string, value: unknown): void {
  const held = `${name} ${JSON.stringify(value)}`;
  if (redact(held) === held && !/^(api_?)?key(_?value)?$/i.test(name)) return;
  throw settingsError(
    content,
    name,
    'a key does not belong in this file, which is shared and committed.',
    'Put the key into config.ini under a name and write key_name = that name.',
  );
}

const settingsError = (content: string, name: string, problem: string, remedy: string): SettingsError =>
  new SettingsError({
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

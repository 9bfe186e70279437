import {
  isDlubalError,
  type KeyringAnswer,
  keyFormatOf,
  type Material,
  messageOf,
  type ParsedConfig,
  PLACES,
  type Place,
  type PlaceDocument,
  redact,
} from '@dlubal-kit/auth-core';
import type { Environment } from '../config/config-path.js';
import type { GatherOptions } from './gather-options.js';
import type { SettingsFile } from './settings-files.js';

/** The readers of each document, and what bounds them. */
export interface InputReader {
  readonly options: GatherOptions;
  readonly env: Environment;
  readonly project: () => SettingsFile | undefined;
  readonly home: () => SettingsFile | undefined;
  readonly configPath: () => string;
  readonly config: () => Promise<ParsedConfig | undefined>;
  /** The documents that places are looked for in; undefined for all. */
  readonly from: readonly PlaceDocument[] | undefined;
  readonly warn: (message: string) => void;
}

type Known = { -readonly [K in keyof Material]: Material[K] };

/**
 * Goes through the places in their order and reads for each what it needs, until one holds something, or to the end for
 * `everything`. Then config.ini is read for the key of a name, or for the name of a key; the keyring is asked for a
 * name that config.ini does not hold.
 */
export async function gatherInput(reader: InputReader, extent: 'needed' | 'everything'): Promise<Material> {
  const known: Known = { ...atHand(reader), where: {}, unread: {} };
  const winner = await goThrough(reader, known, extent);
  if (winner?.gives === 'value') await passingOver(reader, known, 'config');
  if (winner?.gives !== 'name') return known;
  await READ.config(reader, known);
  const name = winner.read(known) ?? '';
  const stored = known.config?.ok === false || known.config?.apiKeys?.has(name.toLowerCase());
  return stored ? known : { ...known, keyring: await askKeyring(name, reader.options) };
}

/** What needs no file: the options and the environment, as far as keys are looked for there. */
export function atHand({ options, env, from }: Pick<InputReader, 'options' | 'env' | 'from'>): Material {
  const inOptions = from?.includes('options') ?? true;
  return {
    value: inOptions ? options.apiKeyValue : undefined,
    name: inOptions ? options.apiKeyName : undefined,
    env: (from?.includes('environment') ?? true) ? env : {},
    optionNames: options.optionNames,
    keyFormat: keyFormatOf(options.keyFormat, env),
    settings: undefined,
    homeSettings: undefined,
    config: undefined,
  };
}

const looksIn = ({ from }: InputReader, document: PlaceDocument): boolean => from?.includes(document) ?? true;

/** @returns the first place that holds something */
async function goThrough(
  reader: InputReader,
  known: Known,
  extent: 'needed' | 'everything',
): Promise<Place | undefined> {
  let winner: Place | undefined;
  for (const place of PLACES) {
    if (place.gives === 'named' || !looksIn(reader, place.from)) continue;
    if (winner === undefined) {
      await READ[place.from](reader, known);
      if (place.read(known)) winner = place;
    } else if (extent === 'everything') await passingOver(reader, known, place.from);
    else break;
  }
  return winner;
}

/** Reads what the answer does not need: that it cannot be read is a warning. */
async function passingOver(reader: InputReader, known: Known, document: PlaceDocument): Promise<void> {
  try {
    await READ[document](reader, known);
  } catch (error) {
    if (!isDlubalError(error)) throw error;
    known.unread = { ...known.unread, [document]: error.failure.happened };
    // A user without a home folder, as in containers, has no such file: that is nothing to warn about.
    if (error.reason !== 'no-home') reader.warn(error.message);
  }
}

type Read = (reader: InputReader, known: Known) => void | Promise<void>;

const nothing: Read = () => {};

/** How each document is read. */
const READ: Readonly<Record<PlaceDocument, Read>> = {
  options: nothing,
  environment: nothing,
  project: ({ project }, known) => {
    known.settings = project()?.settings;
    known.where = { ...known.where, project: whereKeyName(project()) };
  },
  home: ({ home }, known) => {
    known.homeSettings = home()?.settings;
    known.where = { ...known.where, home: whereKeyName(home()) };
  },
  config: async ({ config, configPath }, known) => {
    known.config = await config();
    known.where = { ...known.where, config: configPath() };
  },
  keyring: nothing,
};

function whereKeyName(file: SettingsFile | undefined): string | undefined {
  const line = file?.lines.keyName;
  return line === undefined ? file?.path : `${file?.path}, line ${line}`;
}

/** Undefined where there is no keyring to ask. */
async function askKeyring(name: string, { keyring }: GatherOptions): Promise<KeyringAnswer | undefined> {
  if (keyring === false) return undefined;
  try {
    const reader = keyring ?? new (await import('../keyring/keyring.js')).Keyring();
    return { value: (await reader.get(name)) ?? (await reader.get(name.toLowerCase())) };
  } catch (error) {
    if (!isDlubalError(error)) return { problem: redact(messageOf(error)) };
    return error.reason === 'not-installed' ? undefined : { problem: error.failure.happened };
  }
}

import {
  type ApiKey,
  KeyResolutionError,
  type ParsedConfig,
  parseConfig,
  type ResolvedKey,
  type ResolveInput,
  resolveKey,
} from '@dlubal-kit/auth-core';
import { ConfigFileError } from '../file/config-file-error.js';
import { textOf } from '../file/edit-file.js';
import { type Look, lookAtPath } from '../file/look-at-file.js';
import { lookUntilSettled } from '../file/second-look.js';
import type { FoundSettings } from '../gather/find-settings.js';
import {
  configPathIn,
  type KeyPlaces,
  nearestSettingsPath,
  remembersIn,
  settingsIn,
} from '../gather/key-places.js';
import { rememberKey } from './remember-key.js';
import { keepWarm, warmKey } from './warm-keys.js';

/** The key to send, and where it came from. */
export type LoadedKey = Omit<ResolvedKey, 'edit'>;

/** What may give the key. Empty texts count as not given. */
export interface Asked {
  readonly value?: string | ApiKey | null | undefined;
  readonly name?: string | null | undefined;
  readonly env?: Readonly<Record<'DLUBAL_API_KEY' | 'DLUBAL_API_KEY_NAME', string | undefined>>;
  /** Whether a `.dlubalrc` may name the key. */
  readonly settings: boolean;
}

/** Reads what the answer needs, lets the core decide, and stores what it says should be stored. */
export async function resolveFrom(asked: Asked, places: KeyPlaces): Promise<LoadedKey> {
  if (asked.value || (!asked.name && asked.env?.DLUBAL_API_KEY)) return resolveValue(asked, places);
  const path = configPathIn(places);
  return warmKey(asked, path, places) ?? resolveStored(asked, path, places);
}

async function resolveStored(asked: Asked, path: string, places: KeyPlaces): Promise<LoadedKey> {
  const searched = asked.settings && !asked.name && !asked.env?.DLUBAL_API_KEY_NAME;
  const found = searched ? settingsIn(places) : undefined;
  const look = await settledLook(path);
  const input = { ...inputFor(asked, found), config: configOf(path, look) };
  const { edit, ...resolved } = decide(input, path);
  const remembers = edit !== undefined && remembersIn(places);
  const unstored = remembers ? await rememberKey(path, input) : undefined;
  if (!remembers || unstored !== undefined) {
    const watched = { path: found?.path ?? nearestSettingsPath(places), found: found !== undefined };
    const settings = searched ? watched : undefined;
    const from = { look, settings, unremembered: edit !== undefined && !remembers };
    keepWarm(asked, path, places, from, resolved);
  }
  return unstored === undefined ? resolved : { ...resolved, warnings: [...resolved.warnings, unstored] };
}

/** With a value at hand, config.ini only tells its name or stores it: that it cannot be read is a warning. */
async function resolveValue(asked: Asked, places: KeyPlaces): Promise<LoadedKey> {
  const warnings: string[] = [];
  let path: string | undefined;
  let config: ParsedConfig | null = null;
  try {
    path = configPathIn(places);
    config = configOf(path, await settledLook(path));
  } catch (error) {
    if (!(error instanceof ConfigFileError)) throw error;
    warnings.push(error.message);
  }
  const input = { ...inputFor(asked, undefined), config };
  const { edit, ...resolved } = resolveKey(input);
  if (edit && path !== undefined && warnings.length === 0 && remembersIn(places)) {
    const unstored = await rememberKey(path, input);
    if (unstored !== undefined) warnings.push(unstored);
  }
  return { ...resolved, warnings: [...resolved.warnings, ...warnings] };
}

const inputFor = ({ value, name, env }: Asked, found: FoundSettings | undefined): ResolveInput => ({
  value,
  name,
  env,
  settings: found?.settings,
});

async function settledLook(path: string): Promise<Look> {
  return lookUntilSettled(path, () => lookAtPath(path), 'read');
}

function configOf(path: string, look: Look): ParsedConfig | null {
  return look.kind === 'absent' ? null : parseConfig(textOf(path, look));
}

/** The core knows no paths; people need them. */
function decide(input: ResolveInput, path: string): ResolvedKey {
  try {
    return resolveKey(input);
  } catch (error) {
    if (!(error instanceof KeyResolutionError)) throw error;
    const where = input.config === null ? `There is no file at ${path}.` : `config.ini is ${path}.`;
    const { happened, remedy } = error.failure;
    throw new KeyResolutionError(error.kind, { ...error, happened: `${happened} ${where}`, remedy });
  }
}

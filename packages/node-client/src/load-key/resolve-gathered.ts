import { type PlaceDocument, type ResolvedKey, resolveKey } from '@dlubal-kit/auth-core';
import { type Gathered, gatherChecked } from '../gather/gather.js';
import type { GatherOptions } from '../gather/gather-options.js';
import { rememberKey, remembers } from './remember-key.js';
import { keepWarm, type LoadedKey, warmKey } from './warm-keys.js';

export type { LoadedKey };

/** The key that options lead to: as it was found before, where nothing changed since. */
export async function resolveOptions(
  options: GatherOptions,
  from?: readonly PlaceDocument[],
): Promise<LoadedKey> {
  return warmKey(options, from) ?? resolveGathered(gatherChecked(options, from));
}

/** Lets the core decide by what was gathered, and stores what it says should be stored. */
export async function resolveGathered(gathered: Gathered): Promise<LoadedKey> {
  const kept = warmKey(gathered.options, gathered.from);
  if (kept !== undefined) return kept;
  const input = await gathered.input();
  const { edit, ...resolved } = resolveKey(input);
  const loaded = withWarnings(resolved, gathered.warnings());
  const isUnread = input.unread?.config !== undefined;
  if (edit === undefined || isUnread || !remembers(gathered)) {
    await keepWarm(gathered, loaded, edit !== undefined);
    return loaded;
  }
  const unstored = await rememberKey(gathered.configPath(), input, gathered.env);
  return unstored === undefined ? loaded : withWarnings(loaded, [unstored]);
}

const withWarnings = <T extends Pick<ResolvedKey, 'warnings'>>(resolved: T, more: readonly string[]): T =>
  more.length === 0 ? resolved : { ...resolved, warnings: [...resolved.warnings, ...more] };

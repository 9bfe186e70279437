import { type FileStamp, same, stampAt } from '../file/file-stamp.js';
import type { Look } from '../file/look-at-file.js';
import { type KeyPlaces, remembersIn } from '../gather/key-places.js';
import type { Asked, LoadedKey } from './resolve-from.js';

interface Kept {
  readonly config: FileStamp;
  readonly settings: { readonly path: string; readonly stamp: FileStamp | undefined } | undefined;
  readonly searchedAt: number;
  readonly unremembered: boolean;
  readonly loaded: LoadedKey;
}

/** Answers for names and defaults: values given are never kept. */
const KEPT = new Map<string, Kept>();
const MOST_KEPT = 64;
/** How long a `.dlubalrc` is not searched for again, in milliseconds. */
const SEARCH_AGAIN_MS = 1000;
/** A file changed less than this before it was read may change again within one tick of its clock, in milliseconds. */
const TICK_MS = 50;

/** The answer to the same question, if the files are as they were. */
export function warmKey(asked: Asked, path: string, places: KeyPlaces): LoadedKey | undefined {
  const kept = KEPT.get(slotOf(asked, path, places));
  if (kept === undefined || !same(kept.config, stampAt(path))) return undefined;
  if (kept.unremembered && remembersIn(places)) return undefined;
  if (kept.settings === undefined) return kept.loaded;
  if (performance.now() - kept.searchedAt > SEARCH_AGAIN_MS) return undefined;
  return same(kept.settings.stamp, stampAt(kept.settings.path)) ? kept.loaded : undefined;
}

/** What an answer was made from. */
export interface WarmSource {
  readonly look: Look;
  /** The `.dlubalrc` in use, or the place of the nearest that may appear; undefined where none matters. */
  readonly settings: { readonly path: string; readonly found: boolean } | undefined;
  /** True where config.ini should be told that the key was used, and was not asked to remember. */
  readonly unremembered: boolean;
}

/** Keeps an answer for `warmKey`. */
export function keepWarm(
  asked: Asked,
  path: string,
  places: KeyPlaces,
  from: WarmSource,
  loaded: LoadedKey,
): void {
  const { look, unremembered } = from;
  if (look.kind === 'absent' || Date.now() - look.stamp.ctimeMs < TICK_MS) return;
  if (KEPT.size >= MOST_KEPT) KEPT.clear();
  const settings = from.settings && {
    path: from.settings.path,
    stamp: from.settings.found ? stampAt(from.settings.path) : undefined,
  };
  KEPT.set(slotOf(asked, path, places), {
    config: look.stamp,
    settings,
    searchedAt: performance.now(),
    unremembered,
    loaded,
  });
}

/** No part of it is a key: a value given is never kept. */
function slotOf({ name, env, settings }: Asked, path: string, { cwd, home }: KeyPlaces): string {
  const where = settings ? `${cwd ?? process.cwd()}\n${home ?? ''}` : '';
  return `${path}\n${name ?? ''}\n${env?.DLUBAL_API_KEY_NAME ?? ''}\n${where}`;
}

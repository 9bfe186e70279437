import { join } from 'node:path';
import { PLACES, type PlaceDocument, type ResolvedKey } from '@dlubal-kit/auth-core';
import { type FileStamp, same, stampAt } from '../file/file-stamp.js';
import { configPathOf, homeOf } from '../gather/config-path-of.js';
import type { Gathered } from '../gather/gather.js';
import { atHand } from '../gather/gather-input.js';
import type { GatherOptions } from '../gather/gather-options.js';
import { SETTINGS_FILE } from '../gather/settings-files.js';
import { remembers } from './remember-key.js';

/** The key to send, and where it came from. */
export type LoadedKey = Omit<ResolvedKey, 'edit'>;

interface Kept {
  /** The files that the answer depends on, as they were: config.ini, and the two `.dlubalrc` where they were looked for. */
  readonly stamps: ReadonlyMap<string, FileStamp | undefined>;
  readonly searchedAt: number;
  /** True where config.ini should store that the key was used, and remembering is off. */
  readonly unremembered: boolean;
  readonly loaded: LoadedKey;
}

/** Answers for names and defaults: values given are never kept, nor what a keyring gave. */
const KEPT = new Map<string, Kept>();
const MOST_KEPT = 64;
/** How long a `.dlubalrc` is not searched for again, in milliseconds. */
const SEARCH_AGAIN_MS = 1000;
/** A file changed less than this before it was read may change again within one tick of its clock, in milliseconds. */
const TICK_MS = 50;

/** The answer to the same question, if the files are as they were. At most three files are looked at. */
export function warmKey(options: GatherOptions, from?: readonly PlaceDocument[]): LoadedKey | undefined {
  const question = questionOf(options, from);
  const kept = question && KEPT.get(question.slot);
  if (kept === undefined) return undefined;
  if (kept.unremembered && remembers({ options, env: options.env ?? process.env })) return undefined;
  if (question?.named !== true && performance.now() - kept.searchedAt > SEARCH_AGAIN_MS) return undefined;
  for (const [path, stamp] of kept.stamps) if (!same(stamp, stampAt(path))) return undefined;
  return kept.loaded;
}

/** Keeps an answer for `warmKey`, where it can be kept. */
export async function keepWarm(gathered: Gathered, loaded: LoadedKey, unremembered: boolean): Promise<void> {
  const question = questionOf(gathered.options, gathered.from);
  if (question === undefined || loaded.source === 'keyring') return;
  const look = await gathered.configLook();
  if (look.kind === 'absent') return;
  const settings = question.named ? [] : settingsStamps(gathered);
  const stamps = new Map([[gathered.configPath(), look.stamp], ...settings]);
  if ([...stamps.values()].some((stamp) => stamp && Date.now() - stamp.ctimeMs < TICK_MS)) return;
  if (KEPT.size >= MOST_KEPT) KEPT.clear();
  KEPT.set(question.slot, { stamps, searchedAt: performance.now(), unremembered, loaded });
}

/** The `.dlubalrc` in use, or the place of the nearest that can appear; that of the home folder if it has a say. */
function settingsStamps({ project, home, options, homeFolder }: Gathered): [string, FileStamp | undefined][] {
  const file = project();
  const near = file?.path ?? join(options.cwd ?? process.cwd(), SETTINGS_FILE);
  const folder = homeFolder();
  const far = folder === undefined || file?.settings.keyName ? [] : [join(folder, SETTINGS_FILE)];
  return [[near, file?.stamp], ...far.map((path): [string, FileStamp | undefined] => [path, home()?.stamp])];
}

interface Question {
  /** No part of it is a key. */
  readonly slot: string;
  /** Whether an option or a variable names the key, so that no `.dlubalrc` matters. */
  readonly named: boolean;
}

/** The places that need no file. */
const AT_HAND = PLACES.filter(({ from }) => from === 'options' || from === 'environment');

/** What was asked; undefined where a key was given. */
function questionOf(
  options: GatherOptions,
  from: readonly PlaceDocument[] | undefined,
): Question | undefined {
  const given = atHand({ options, env: options.env ?? process.env, from });
  const place = AT_HAND.find(({ read }) => read(given));
  if (place?.gives === 'value') return undefined;
  const home = homeOf(options);
  const where = place === undefined ? `${options.cwd ?? process.cwd()}\n${home}` : place.read(given);
  return {
    slot: `${configPathOf(options, () => home)}\n${from}\n${place?.source}\n${given.keyFormat}\n${where}`,
    named: place !== undefined,
  };
}

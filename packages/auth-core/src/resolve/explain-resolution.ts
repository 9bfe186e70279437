import { plainName } from '../config/shown-name.js';
import { sentencesOf } from '../failure/sentences-of.js';
import { KeyResolutionError } from './key-resolution-error.js';
import { heldBy, type KeySource, PLACES, type Place, placeWords, shownIn } from './places.js';
import { type Material, type ResolveInput, toMaterial } from './resolve-input.js';
import { type ResolvedKey, resolveKey } from './resolve-key.js';

/** One place that was looked at, with what was there and why it won or lost. Holds no key. */
export interface ConsideredPlace {
  readonly place: KeySource;
  /** The place in words. */
  readonly label: string;
  readonly outcome: 'chosen' | 'refused' | 'used-as-name' | 'shadowed' | 'absent';
  /** What is there: a name as it is, a key masked. */
  readonly held?: string;
  /** The file that was read for it, with the line where that is known. */
  readonly where?: string;
  /** The outcome as a sentence. */
  readonly why: string;
}

/** Every place in order, and either the key that is used or the reason why there is none. */
export interface Explanation {
  readonly considered: readonly ConsideredPlace[];
  readonly resolved?: ResolvedKey;
  readonly error?: KeyResolutionError;
}

/**
 * Explains which key `resolveKey` would use for the same input, and why that one: every place in order.
 *
 * @throws {SettingsError} when settings are a text that cannot be used.
 */
export function explainResolution(input: ResolveInput): Explanation {
  const material = toMaterial(input);
  const outcome = attempt(material);
  const first = PLACES.find((place) => heldBy(place, material) !== undefined);
  const chosen = PLACES.find(({ source }) => source === outcome.resolved?.source) ?? first;
  const considered = PLACES.map((place) => consider(place, { first, chosen, material, ...outcome }));
  return { considered, ...outcome };
}

type Outcome = Pick<Explanation, 'resolved' | 'error'>;

interface Decision extends Outcome {
  /** The first place that holds something. */
  readonly first: Place<KeySource> | undefined;
  /** The place of the key: another than the first where that only names it. */
  readonly chosen: Place<KeySource> | undefined;
  readonly material: Material;
}

function attempt(material: Material): Outcome {
  try {
    return { resolved: resolveKey(material) };
  } catch (error) {
    if (error instanceof KeyResolutionError) return { error };
    throw error;
  }
}

function consider(place: Place<KeySource>, decision: Decision): ConsideredPlace {
  const { material, error } = decision;
  const held = heldBy(place, material);
  const where = held === undefined ? undefined : material.where?.[place.from];
  const row = {
    place: place.source,
    label: placeWords(place.source, material.optionNames),
    ...(held === undefined ? {} : { held: shownIn(place, held) }),
    ...(where === undefined ? {} : { where }),
  };
  if (held === undefined) return { ...row, outcome: 'absent', why: absence(place, decision) };
  if (place === decision.chosen) {
    return error === undefined
      ? { ...row, outcome: 'chosen', why: whyChosen(place) }
      : { ...row, outcome: 'refused', why: sentencesOf(error.failure) };
  }
  const winner = decision.first === undefined ? '' : placeWords(decision.first.source, material.optionNames);
  if (place === decision.first) return { ...row, outcome: 'used-as-name', why: 'names the key' };
  if (place.source === 'option-name' && decision.chosen?.source === 'option-value') {
    return { ...row, outcome: 'used-as-name', why: 'names the key given as a value' };
  }
  return { ...row, outcome: 'shadowed', why: `${winner} comes first` };
}

const whyChosen = ({ gives }: Place): string =>
  gives === 'named' ? 'config.ini does not hold this name' : 'the first place that holds something';

function absence({ from, gives, variable }: Place, { first, material }: Decision): string {
  const { config, env, keyring, unread } = material;
  const problem = unread?.[from];
  if (problem !== undefined) return problem;
  if (variable !== undefined) return env?.[variable] === '' ? 'set, but empty' : 'not set';
  if (gives === 'named')
    return keyring === undefined ? notAsked(first, material) : (keyring.problem ?? 'does not hold this name');
  if (gives !== 'default') return 'not given';
  if (config === undefined) return 'there is no config.ini';
  return config.ok
    ? 'config.ini has no default'
    : `config.ini cannot be read: ${config.error.failure.happened}`;
}

/** The keyring is asked for a name that config.ini does not hold, and for nothing else. */
function notAsked(first: Place | undefined, material: Material): string {
  if (first?.gives !== 'name') return 'not asked: no name was given';
  const name = heldBy(first, material) ?? '';
  const stored = material.config?.ok && material.config.apiKeys?.has(name.toLowerCase());
  return stored ? `not asked: config.ini holds ${plainName(name)}` : 'not installed';
}

import { sentencesOf } from '../failure/sentences-of.js';
import { KeyResolutionError } from './key-resolution-error.js';
import { type KeySource, PLACES, type Place, shownIn } from './places.js';
import { type Material, type ResolveInput, toMaterial } from './resolve-input.js';
import { type ResolvedKey, resolveKey } from './resolve-key.js';

/** One place that was looked at, with what was there and why it won or lost. Holds no key. */
export interface ConsideredPlace {
  readonly place: KeySource;
  /** The place in words. */
  readonly label: string;
  readonly outcome: 'chosen' | 'refused' | 'used-as-name' | 'shadowed' | 'absent';
  /** What stands there: a name as it is, a key masked. */
  readonly held?: string;
  /** The outcome as a sentence. */
  readonly why: string;
}

/** Every place in order, and either the key that is used or the reason why none is. */
export interface Explanation {
  readonly considered: readonly ConsideredPlace[];
  readonly resolved?: ResolvedKey;
  readonly error?: KeyResolutionError;
}

/**
 * Tells which key `resolveKey` would use for the same input, and why that one: every place in order.
 *
 * @throws {SettingsError} when `settings` is a text that cannot be used.
 */
export function explainResolution(input: ResolveInput): Explanation {
  const material = toMaterial(input);
  const outcome = attempt(material);
  const winner = PLACES.find((place) => holds(place, material));
  const considered = PLACES.map((place) => consider(place, winner, material, outcome.error));
  return { considered, ...outcome };
}

function attempt(material: Material): Pick<Explanation, 'resolved' | 'error'> {
  try {
    return { resolved: resolveKey(material) };
  } catch (error) {
    if (error instanceof KeyResolutionError) return { error };
    throw error;
  }
}

const holds = (place: Place, material: Material): boolean => (place.read(material) ?? '') !== '';

function consider(
  place: Place,
  winner: Place | undefined,
  material: Material,
  error: KeyResolutionError | undefined,
): ConsideredPlace {
  const { source, label } = place;
  if (!holds(place, material))
    return { place: source, label, outcome: 'absent', why: absence(place, material) };
  const held = shownIn(place, place.read(material) ?? '');
  if (place === winner) {
    return error === undefined
      ? { place: source, label, outcome: 'chosen', held, why: 'the first place that holds something' }
      : { place: source, label, outcome: 'refused', held, why: sentencesOf(error.failure) };
  }
  if (source === 'option-name' && winner?.source === 'option-value') {
    return { place: source, label, outcome: 'used-as-name', held, why: 'names the key given as a value' };
  }
  return { place: source, label, outcome: 'shadowed', held, why: `${winner?.label} comes first` };
}

function absence(place: Place, { config }: Material): string {
  if (place.source !== 'default') return 'not given';
  if (config === undefined) return 'there is no config.ini';
  return config.ok ? 'config.ini holds no default' : config.error.failure.happened;
}

import { explainResolution, fingerprint, placeWords } from '@dlubal-kit/auth-core';
import { attempt } from '../failure/attempt.js';
import type { Context } from '../terminal/context.js';
import { gatherFor } from './gather-for.js';
import type { StoreOptions } from './locate-store.js';

/** Somebody who sets the default expects it to be used: says what comes first here and gives another key. */
export async function overridingPlace(
  /** Of the default. */
  print: string,
  options: StoreOptions,
  context: Context,
): Promise<string[]> {
  const gathered = await attempt(gatherFor(options, context).everything);
  if ('failed' in gathered) return [];
  const { considered, resolved } = explainResolution(gathered.done);
  const first = considered.find(({ held }) => held !== undefined);
  if (first === undefined || first.place === 'default') return [];
  if (resolved !== undefined && fingerprint(resolved.key.reveal()) === print) return [];
  const place = placeWords(first.place, 'flag');
  const where = first.where === undefined ? '' : ` (${first.where})`;
  return [
    `${place}${where} comes before the default, so another key is used here. ${first.where === undefined ? `Unset ${place}` : 'Remove that line'} to use the default.`,
  ];
}

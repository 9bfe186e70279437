import type { Failure } from './failure.js';

/** What happened and what to do, as one text: the message of an error without its kind. */
export function sentencesOf({ happened, remedy }: Pick<Failure, 'happened' | 'remedy'>): string {
  return remedy === '' ? happened : `${happened} ${remedy}`;
}

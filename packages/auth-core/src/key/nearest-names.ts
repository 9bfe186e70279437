import { distance } from 'fastest-levenshtein';

const MOST = 3;

/**
 * The names that a misspelt one was probably meant to be, the nearest first, at most three. Two slips are
 * forgiven in a short name, a third of the letters in a long one.
 *
 * @example nearestNames('project_3', ['project_2', 'bridge']) // ['project_2']
 */
export function nearestNames(wanted: string, names: Iterable<string>): string[] {
  const target = wanted.toLowerCase();
  const allowed = Math.max(2, Math.floor(target.length / 3));
  const near: { name: string; slips: number }[] = [];
  for (const name of names) {
    if (Math.abs(name.length - target.length) > allowed) continue;
    const slips = distance(target, name.toLowerCase());
    if (slips <= allowed && slips < Math.max(target.length, name.length)) near.push({ name, slips });
  }
  return near
    .sort((a, b) => a.slips - b.slips || (a.name < b.name ? -1 : 1))
    .slice(0, MOST)
    .map(({ name }) => name);
}

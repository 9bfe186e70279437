/** One place where two messages differ. */
export interface Difference {
  readonly path: string;
  readonly recorded: unknown;
  readonly ours: unknown;
}

/** Fields that a server fills by itself: their form is compared, not their value. */
const SERVER_MADE: ReadonlySet<string> = new Set(['guid', 'modelId', 'no']);

/**
 * Where two messages differ, field by field.
 *
 * @param ids is told which recorded id has which of ours in its place.
 */
export function differences(
  recorded: unknown,
  ours: unknown,
  ids: Map<string, string>,
  path = '',
): Difference[] {
  if (isHolder(recorded) && isHolder(ours) && Array.isArray(recorded) === Array.isArray(ours)) {
    const names = [...new Set([...Object.keys(recorded), ...Object.keys(ours)])];
    return names.flatMap((name) =>
      differences(recorded[name], ours[name], ids, step(path, name, Array.isArray(recorded))),
    );
  }
  if (Object.is(recorded, ours)) return [];
  if (isServerMade(path) && formOf(recorded) === formOf(ours)) {
    if (typeof recorded === 'string' && typeof ours === 'string') ids.set(recorded, ours);
    return [];
  }
  return [{ path, recorded, ours }];
}

const isHolder = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

const step = (path: string, name: string, inList: boolean): string =>
  inList ? `${path}[${name}]` : path === '' ? name : `${path}.${name}`;

const isServerMade = (path: string): boolean => SERVER_MADE.has(path.split('.').at(-1) ?? '');

/** Kind of value, and whether there is one. */
const formOf = (value: unknown): string => `${typeof value} ${Boolean(value)}`;

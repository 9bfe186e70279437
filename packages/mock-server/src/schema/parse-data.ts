import type { ScenarioProblem } from '../yaml/source-text.js';
import { type DataRules, listedProblems, openData } from './open-data.js';

/** What a file contains, or all that is wrong with it. */
export type ParsedData =
  | { readonly kind: 'data'; readonly data: unknown }
  | { readonly kind: 'problems'; readonly problems: readonly [ScenarioProblem, ...ScenarioProblem[]] };

/**
 * Reads a file as strictly as a scenario, YAML or JSON, against a schema of its own: unknown fields are problems, with the
 * nearest name, and so are keys. Never throws.
 *
 * @param source the file's bytes or text, at most 4 MiB.
 * @example
 * const parsed = parseData(readFileSync('policy.yaml'), { schema, insteadOfKey: 'Write its fingerprint.' });
 */
export function parseData(source: string | Uint8Array, rules: DataRules): ParsedData {
  const opened = openData(source, rules);
  const [first, ...more] = listedProblems(opened.problems);
  if (first !== undefined) return { kind: 'problems', problems: [first, ...more] };
  return { kind: 'data', data: 'data' in opened ? opened.data : undefined };
}

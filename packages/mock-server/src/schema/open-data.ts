import type { Schema } from '@cfworker/json-schema';
import { findKeys, redact, replaceObeyed } from '@dlubal-kit/auth-core';
import { type DataPath, readYaml } from '../yaml/read-yaml.js';
import { MAX_PROBLEMS, problemsIn, type ScenarioProblem, sourceText } from '../yaml/source-text.js';
import { schemaProblems } from './schema-problems.js';

/** What a kind of file that people write can contain. */
export interface DataRules {
  /** JSON Schema, draft 7. The `$comment` of a pattern is the sentence for a text that does not match. */
  readonly schema: Schema;
  /** What to write instead of a key, as a sentence. */
  readonly insteadOfKey: string;
}

/** Data that fits its schema, with what is wrong all the same: keys in it. */
export interface OpenedData {
  readonly data: unknown;
  readonly problems: readonly ScenarioProblem[];
  /** A problem at its line and column. */
  readonly place: (path: DataPath, message: string, at?: 'value' | 'name') => ScenarioProblem;
}

/** Reads YAML or JSON and checks it against its schema. */
export function openData(
  source: string | Uint8Array,
  { schema, insteadOfKey }: DataRules,
): OpenedData | { readonly problems: readonly ScenarioProblem[] } {
  const read = sourceText(source);
  if ('problem' in read) return { problems: [read.problem] };
  const tell = problemsIn(read.text);
  const keys = findKeys(read.text)
    .slice(0, MAX_PROBLEMS + 1)
    .map(({ start }) => tell(start, `this is an API key, in a file that is committed. ${insteadOfKey}`));
  const yaml = readYaml(read.text, tell);
  if ('problems' in yaml) return { problems: [...keys, ...yaml.problems] };
  const { data, offsetOf } = yaml;
  const place: OpenedData['place'] = (path, message, at = 'value') =>
    tell(offsetOf(path, at), message, pathText(path));
  const unfit = schemaProblems(data, schema).map(({ path, message, at }) => place(path, message, at));
  return unfit.length > 0 ? { problems: [...keys, ...unfit] } : { data, place, problems: keys };
}

/** Problems in the order of their lines, as many as anybody reads. Nothing in them is a key or moves a cursor. */
export function listedProblems(problems: readonly ScenarioProblem[]): ScenarioProblem[] {
  const sorted = [...problems].sort((a, b) => a.line - b.line || a.column - b.column);
  return capped(sorted).map((one) => ({ ...one, path: safe(one.path), message: safe(one.message) }));
}

/** Messages quote names from the file: no key, and nothing that a terminal would obey. */
const safe = (text: string): string => replaceObeyed(redact(text), '?');

function capped(problems: readonly ScenarioProblem[]): readonly ScenarioProblem[] {
  const next = problems[MAX_PROBLEMS];
  if (next === undefined) return problems;
  const message = `more than these ${MAX_PROBLEMS} problems were found. Fix them first.`;
  return [...problems.slice(0, MAX_PROBLEMS), { ...next, path: '', message }];
}

/** `handlers[0].reply`. */
function pathText(path: DataPath): string {
  return path
    .map((step) => (/^\d+$/.test(String(step)) ? `[${step}]` : `.${step}`))
    .join('')
    .replace(/^\./, '');
}

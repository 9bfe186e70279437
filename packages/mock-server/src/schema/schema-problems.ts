import { type OutputUnit, type Schema, Validator } from '@cfworker/json-schema';
import { isRangeError, nearestNames } from '@dlubal-kit/auth-core';
import type { DataPath } from '../yaml/read-yaml.js';
import { MAX_PROBLEMS } from '../yaml/source-text.js';

/** What the schema finds wrong, and whether the name or the value of a field is meant. */
export interface SchemaProblem {
  readonly path: DataPath;
  readonly at: 'value' | 'name';
  readonly message: string;
}

const VALIDATORS = new WeakMap<Schema, Validator>();

function validatorOf(schema: Schema): Validator {
  const validator = VALIDATORS.get(schema) ?? new Validator(schema, '7', false);
  VALIDATORS.set(schema, validator);
  return validator;
}

/** Checks data against a schema and says in our words what is wrong; every problem once. */
export function schemaProblems(data: unknown, schema: Schema): SchemaProblem[] {
  const tooLong = longLists(data, schema);
  if (tooLong.length > 0) return tooLong;
  const problems = new Map<string, SchemaProblem>();
  for (const problem of tell(unitsOf(validatorOf(schema), data), schema, data)) {
    const id = `${JSON.stringify(problem.path)} ${problem.message}`;
    if (!problems.has(id)) problems.set(id, problem);
    if (problems.size > MAX_PROBLEMS) break;
  }
  return [...problems.values()];
}

/** Reported before anything else is looked at: each item of a list can be compared with many rules. */
function longLists(data: unknown, { properties = {} }: Schema): SchemaProblem[] {
  return Object.entries(properties).flatMap(([name, rule]) => {
    const list = valueAt(data, [name]);
    if (typeof rule === 'boolean' || !Array.isArray(list)) return [];
    if (list.length <= (rule.maxItems ?? Number.POSITIVE_INFINITY)) return [];
    return [{ path: [name], at: 'value', message: SENTENCES.maxItems?.(rule, list) ?? '' }];
  });
}

/** The validator puts the errors of a list into one call, which a list of a hundred thousand is too much for. */
function unitsOf(of: Validator, data: unknown): readonly OutputUnit[] {
  try {
    return of.validate(data).errors;
  } catch (cause) {
    if (!isRangeError(cause)) throw cause;
    return [{ keyword: 'too-much', keywordLocation: '#/too-much', instanceLocation: '#', error: '' }];
  }
}

function* tell(units: readonly OutputUnit[], root: Schema, data: unknown): Iterable<SchemaProblem> {
  // What the branches of a choice found is not reported: the choice gets one sentence.
  const choices = new Set(
    units.filter(({ keyword }) => CHOICES.has(keyword)).map(({ keywordLocation }) => `${keywordLocation}/`),
  );
  const inChoice = ({ keywordLocation }: OutputUnit): boolean =>
    [...choices].some((choice) => keywordLocation.startsWith(choice));
  for (const [index, unit] of units.entries()) {
    if (unit.keyword !== 'false' && !inChoice(unit)) yield* toldOf(unit, units[index + 1], root, data);
  }
}

function toldOf(
  { keyword, keywordLocation, instanceLocation }: OutputUnit,
  next: OutputUnit | undefined,
  root: Schema,
  data: unknown,
): SchemaProblem[] {
  const path = pathOf(instanceLocation);
  const rule = schemaAt(root, keywordLocation);
  if (keyword === 'additionalProperties') {
    return next?.keyword === 'false' ? [unknownField(pathOf(next.instanceLocation), rule)] : [];
  }
  const message = SENTENCES[keyword]?.(rule, valueAt(data, path));
  return message === undefined ? [] : [{ path, at: 'value', message }];
}

function unknownField(path: DataPath, { properties = {} }: Schema): SchemaProblem {
  const name = String(path.at(-1));
  return {
    path,
    at: 'name',
    message: `unknown field \`${shown(name)}\`: ${hint(name, Object.keys(properties))}`,
  };
}

function hint(wanted: string, names: readonly string[]): string {
  const camel = wanted.replace(/_([a-z])/g, (_all, letter: string) => letter.toUpperCase());
  const near =
    [camel, SYNONYMS[wanted]].find((name) => names.includes(name ?? '')) ?? nearestNames(wanted, names)[0];
  if (near !== undefined) return `did you mean \`${near}\`?`;
  return names.length === 0 ? 'there are no fields here.' : `there are ${names.join(', ')}.`;
}

/** Other words for a field, which its letters do not lead to. */
const SYNONYMS: Readonly<Record<string, string>> = { rehearse: 'play', stories: 'play', story: 'play' };

const CHOICES: ReadonlySet<string> = new Set(['oneOf', 'anyOf']);

/** One sentence per keyword of JSON Schema; what has none only wraps others. */
const SENTENCES: Readonly<Record<string, (rule: Schema, value: unknown) => string | undefined>> = {
  'too-much': () => 'too much is wrong in this file to be listed. Begin with a part of it.',
  type: ({ type }, value) => `this is ${say(value)}. Give ${wantedType(type)}.`,
  const: ({ const: only }, value) => `this is ${say(value)}. Give ${JSON.stringify(only)}.`,
  enum: ({ enum: values = [] }, value) => notOneOf(values.map(String), value),
  required: ({ required = [] }, value) => {
    const missing = required.filter((name) => !Object.hasOwn(value as object, name));
    return `${missing.map((name) => `\`${name}\``).join(', ')} is missing here.`;
  },
  pattern: ({ contentEncoding, $comment }) =>
    $comment !== undefined
      ? $comment
      : contentEncoding === 'base64'
        ? 'this is not base64. Write bytes in base64.'
        : `a key's text does not belong into a file that is committed. Name the variable that holds it, as \${NAME}.`,
  minimum: ({ minimum }) => `this is too small. Give ${minimum} or more.`,
  maximum: ({ maximum }) => `this is too large. Give at most ${maximum}.`,
  uniqueItems: () => 'the same value is twice in this list. Keep one.',
  minItems: ({ minItems }) => `this list is too short. Give ${minItems} or more.`,
  maxItems: ({ maxItems }) => `this list is too long. Give at most ${maxItems}.`,
  oneOf: ({ oneOf = [] }, value) => {
    const names = oneOf.flatMap(({ required = [] }) => required);
    const there = names.filter((name) => isObject(value) && Object.hasOwn(value, name));
    if (!isObject(value)) return undefined;
    return there.length === 0
      ? `one of ${names.join(', ')} is missing here.`
      : `${there.join(' and ')} exclude each other. Keep one of them.`;
  },
  anyOf: ({ anyOf = [] }, value) => {
    const names = anyOf.flatMap((branch) => branch.enum ?? []);
    if (typeof value === 'string' && names.length > 0) return notOneOf(names.map(String), value);
    const choices = anyOf.map((branch) =>
      branch.enum === undefined ? wantedType(branch.type) : listed(branch.enum),
    );
    return `this is ${say(value)}. Give ${choices.join(', or ')}.`;
  },
};

function notOneOf(values: readonly string[], value: unknown): string {
  if (typeof value !== 'string') return `this is ${say(value)}. Give ${listed(values)}.`;
  const camel = value.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  const near = values.includes(camel) ? camel : nearestNames(value, values)[0];
  const which = near === undefined ? `give ${listed(values)}.` : `did you mean \`${near}\`?`;
  return `\`${shown(value)}\` is not known: ${which}`;
}

const listed = (values: readonly unknown[]): string => `one of ${values.join(', ')}`;

const TYPE_WORDS: Readonly<Record<string, string>> = {
  string: 'a text, in quotes where it looks like a number',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  null: 'nothing',
};

const wantedType = (type: Schema['type']): string =>
  [type ?? []]
    .flat()
    .map((name) => TYPE_WORDS[name] ?? name)
    .join(' or ');

function say(value: unknown): string {
  if (value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'number') return Number.isInteger(value) ? 'a whole number' : 'a number';
  return (
    { string: 'a text', boolean: 'true or false', object: 'an object' }[typeof value as string] ??
    typeof value
  );
}

/** A name out of the file, cut; a key at the cut stays long enough to be seen as one. */
const shown = (name: string): string => name.slice(0, 60);

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const decoded = (pointer: string): string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((part) => decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~'));

const pathOf = (pointer: string): DataPath => decoded(pointer);

/** The schema that holds a keyword. */
function schemaAt(root: Schema, pointer: string): Schema {
  let here: unknown = root;
  for (const step of decoded(pointer).slice(0, -1)) {
    here = (here as Record<string, unknown>)?.[step];
    if (step === '$ref') here = valueAt(root, decoded(String(here)));
  }
  return (here ?? {}) as Schema;
}

const valueAt = (value: unknown, path: DataPath): unknown =>
  path.reduce<unknown>((here, step) => (here as Record<string, unknown> | undefined)?.[step], value);

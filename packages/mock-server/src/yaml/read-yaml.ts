import { isRangeError } from '@dlubal-kit/auth-core';
import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  parseAllDocuments,
  visit,
  type YAMLMap,
} from 'yaml';
import { isMergeKey, walkAliases } from './alias-walk.js';
import { MAX_PROBLEMS, problemsIn, type ScenarioProblem, type TellProblem } from './source-text.js';

/** Where in the data: names of fields and positions in lists. */
export type DataPath = readonly (string | number)[];

/** A YAML or JSON text as data, with the place of each part. */
export interface YamlData {
  readonly data: unknown;
  /** Offset of a value; of the field's name where `at` says so. What is not there has the place of what holds it. */
  readonly offsetOf: (path: DataPath, at?: 'value' | 'name') => number;
}

const MAX_DEPTH = 100;

/** Reads YAML 1.2 (JSON is a part of it), with merge keys: one document, plain data, no tags, no field twice. */
export function readYaml(
  text: string,
  tell: TellProblem = problemsIn(text),
): YamlData | { readonly problems: readonly ScenarioProblem[] } {
  try {
    return readDocument(text, tell);
  } catch (cause) {
    // The composer goes as deep as the text does.
    if (!isRangeError(cause)) throw cause;
    return { problems: [tell(0, 'lists and objects are nested too deeply.')] };
  }
}

/** Fields that appear twice are found here: the parser compares each name with all before it. */
const PARSING = {
  prettyErrors: false,
  stringKeys: true,
  schema: 'core',
  merge: true,
  uniqueKeys: false,
} as const;

/** The parser throws nothing and makes an error for each of a million mistakes: where in the parser is of no interest. */
function withoutStacks<T>(parse: () => T): T {
  const before = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  try {
    return parse();
  } finally {
    Error.stackTraceLimit = before;
  }
}

function readDocument(
  text: string,
  tell: TellProblem,
): YamlData | { readonly problems: readonly ScenarioProblem[] } {
  const documents = withoutStacks(() => parseAllDocuments(text, PARSING));
  const [document, second] = Array.isArray(documents) ? documents : [];
  if (document === undefined || (document.contents === null && document.errors.length === 0)) {
    return { problems: [tell(0, 'the file is empty. Begin with "version: 1".')] };
  }
  if (second !== undefined && document.errors.length === 0) {
    const message = 'a second document begins here. Write one document: take out the "---".';
    return { problems: [tell(second.range?.[0] ?? 0, message)] };
  }
  const problems = [
    ...syntaxProblems(tell, document as Document),
    ...foreignNodes(tell, document as Document),
  ];
  if (problems.length > 0) return { problems };
  const { targets, problems: bad } = walkAliases(tell, document as Document);
  if (bad.length > 0) return { problems: bad.slice(0, MAX_PROBLEMS + 1) };
  // The aliases were counted with what they stand for.
  const data: unknown = document.toJS({ maxAliasCount: -1 });
  return {
    data,
    offsetOf: (path, at = 'value') => offsetIn({ document: document as Document, targets }, path, at),
  };
}

function syntaxProblems(tell: TellProblem, { errors, warnings }: Document): ScenarioProblem[] {
  // A tag is found at its node, known to the parser or not.
  const told = [...errors, ...warnings].filter(({ code }) => code !== 'TAG_RESOLVE_FAILED');
  return told
    .slice(0, MAX_PROBLEMS + 1)
    .map(({ code, message, pos }) =>
      tell(pos[0], SYNTAX[code] ?? `${lowerFirst(message).replace(/\.$/, '')}.`),
    );
}

/** Sentences of our own, where the parser's do not say what to do. */
const SYNTAX: Readonly<Record<string, string>> = {
  TAB_AS_INDENT: 'the indentation has a tab. Indent with spaces.',
  NON_STRING_KEY: 'a name of a field must be a plain text.',
};

/** `String.prototype.isWellFormed`: every Node.js that we support has it, the types of ES2023 do not. */
const isWellFormed = (text: string & { isWellFormed?(): boolean }): boolean => text.isWellFormed?.() ?? true;

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

function foreignNodes(tell: TellProblem, document: Document): ScenarioProblem[] {
  const problems: ScenarioProblem[] = [];
  visit(document, {
    Node(_key, node, parents) {
      if (parents.length > MAX_DEPTH * 2) throw new RangeError('nested too deeply');
      if (problems.length > MAX_PROBLEMS) return visit.BREAK;
      const say = (message: string): void => {
        problems.push(tell(node.range?.[0] ?? 0, message));
      };
      if (!isAlias(node) && node.tag !== undefined) say('tags ("!…") are not supported. Write plain data.');
      if (isScalar(node) && typeof node.value === 'string' && !isWellFormed(node.value))
        say('this text holds half of a surrogate pair. Write whole characters.');
      if (isMap(node)) problems.push(...repeatedFields(tell, node));
      return undefined;
    },
    Pair(_key, { key }) {
      if (!isScalar(key) || key.value !== '__proto__') return;
      problems.push(tell(key.range?.[0] ?? 0, 'a field cannot be named "__proto__".'));
    },
  });
  return problems;
}

function repeatedFields(tell: TellProblem, { items }: YAMLMap): ScenarioProblem[] {
  const seen = new Set<unknown>();
  const repeated = items.filter(({ key }) => {
    const name = isScalar(key) ? key.value : key;
    const before = seen.has(name);
    seen.add(name);
    return before;
  });
  return repeated
    .slice(0, MAX_PROBLEMS + 1)
    .map(({ key }) => tell(startOf(key) ?? 0, 'this field appears a second time. Keep one of them.'));
}

interface Placed {
  readonly document: Document;
  /** What each alias stands for. */
  readonly targets: ReadonlyMap<Alias, Node>;
}

function offsetIn({ document, targets }: Placed, path: DataPath, at: 'value' | 'name'): number {
  let node: unknown = document.contents;
  let offset = 0;
  for (const [depth, step] of path.entries()) {
    const here = isAlias(node) ? targets.get(node) : node;
    let next: unknown;
    if (isMap(here)) {
      const pair = pairIn(here, String(step), targets);
      if (pair === undefined) return startOf(node) ?? offset;
      if (at === 'name' && depth === path.length - 1) return startOf(pair.key) ?? offset;
      next = pair.value ?? pair.key;
    } else if (isSeq(here)) next = here.items[Number(step)];
    if (next === undefined) return offset;
    node = next;
    offset = startOf(node) ?? offset;
  }
  return startOf(node) ?? offset;
}

/** A field of a map; else one that is merged into it. */
function pairIn(map: YAMLMap, name: string, targets: Placed['targets']): Pair | undefined {
  const own = map.items.find(({ key }) => isScalar(key) && String(key.value) === name);
  if (own !== undefined) return own;
  const merged = map.items.find(({ key }) => isMergeKey(key))?.value;
  const resolved = (node: unknown): unknown => (isAlias(node) ? targets.get(node) : node);
  const source = resolved(merged);
  for (const item of isSeq(source) ? source.items : [source]) {
    const inner = resolved(item);
    const pair = isMap(inner) ? pairIn(inner, name, targets) : undefined;
    if (pair !== undefined) return pair;
  }
  return undefined;
}

const startOf = (node: unknown): number | undefined => (isNode(node) ? node.range?.[0] : undefined);

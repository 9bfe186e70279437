import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  type Node,
  type Pair,
} from 'yaml';
import type { ScenarioProblem, TellProblem } from './source-text.js';

/** Most aliases: each is looked up among all of them. */
const MAX_ALIASES = 20_000;
/** Most parts that aliases stand for, together: a file may repeat itself, but not by powers. */
const MAX_REPEATED = 100_000;

/** Whether a name is the merge key, `<<` without quotes: the fields of its value belong to the map that it is in. */
export const isMergeKey = (key: unknown): boolean =>
  isScalar(key) && key.value === '<<' && key.type === 'PLAIN';

/** What each alias of a document stands for, and what is wrong with aliases and merge keys. */
export interface AliasWalk {
  readonly targets: ReadonlyMap<Alias, Node>;
  readonly problems: readonly ScenarioProblem[];
}

/** Goes through a document once, in its order: an alias stands for the last anchor of its name before it. */
export function walkAliases(tell: TellProblem, { contents }: Document): AliasWalk {
  const walker = new Walker(tell);
  if (contents !== null) walker.sizeOf(contents);
  return walker;
}

class Walker implements AliasWalk {
  readonly targets: Map<Alias, Node> = new Map();
  readonly problems: ScenarioProblem[] = [];
  readonly #tell: TellProblem;
  readonly #anchors: Map<string, Node> = new Map();
  /** Parts of each node that has an anchor, with what its own aliases stand for; undefined while it is open. */
  readonly #sizes: Map<Node, number | undefined> = new Map();
  #repeated = 0;

  constructor(tell: TellProblem) {
    this.#tell = tell;
  }

  sizeOf(node: unknown): number {
    if (isAlias(node)) return this.#sizeOfAlias(node);
    if (isPair(node)) return this.#sizeOfPair(node);
    if (!isMap(node) && !isSeq(node)) {
      if (isNode(node)) this.#name(node, 1);
      return 1;
    }
    this.#name(node, undefined);
    const size = (node.items as unknown[]).reduce((sum: number, item) => sum + this.sizeOf(item), 1);
    this.#name(node, size);
    return size;
  }

  #name(node: Node, size: number | undefined): void {
    if (!('anchor' in node) || typeof node.anchor !== 'string') return;
    this.#anchors.set(node.anchor, node);
    this.#sizes.set(node, size);
  }

  #sizeOfPair({ key, value }: Pair): number {
    const size = this.sizeOf(key) + this.sizeOf(value);
    if (isMergeKey(key) && !this.#isMergeable(value)) this.#say(value ?? key, MERGE);
    return size;
  }

  #isMergeable(value: unknown): boolean {
    const target = isAlias(value) ? this.targets.get(value) : value;
    return (
      isMap(target) ||
      (isSeq(target) && target.items.every((item) => isMap(isAlias(item) ? this.targets.get(item) : item)))
    );
  }

  #sizeOfAlias(alias: Alias): number {
    const target = this.#anchors.get(alias.source);
    if (target === undefined)
      return this.#say(alias, `there is no &${alias.source.slice(0, 60)} before this alias. Check its name.`);
    const size = this.#sizes.get(target);
    if (size === undefined) return this.#say(alias, 'this alias is inside what it refers to. Take it out.');
    this.targets.set(alias, target);
    this.#repeated += size;
    if (this.targets.size > MAX_ALIASES || this.#repeated > MAX_REPEATED) return this.#say(alias, TOO_MUCH);
    return size;
  }

  #say(node: unknown, message: string): number {
    const first = this.problems[0];
    if (first?.message !== TOO_MUCH)
      this.problems.push(this.#tell(isNode(node) ? (node.range?.[0] ?? 0) : 0, message));
    return 1;
  }
}

const TOO_MUCH = 'aliases repeat too much of the file. Write out what they refer to, or leave it out.';
const MERGE = 'this cannot be merged. Give "<<" an alias of an object, or a list of them.';

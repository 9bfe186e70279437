import { RPCS_BY_PATH } from './rpcs-by-path.js';

/** What to do with a call that no handler answers. */
export type UnmatchedPolicy = 'error' | 'warn' | 'default';

/** The handlers that could concern a call, those that are used up too. */
export interface DeclaredHandlers {
  readonly empty: boolean;
  has(path: string): boolean;
}

/**
 * What holds for a call that no handler answered. A test that declared handlers has said what it expects, so a method
 * that it did not name is an error; where nothing was declared, or the method's handlers passed the call on, the models answer.
 *
 * @param chosen the option, where it was given.
 */
export function policyFor(
  path: string,
  chosen: UnmatchedPolicy | undefined,
  declared: readonly DeclaredHandlers[],
): UnmatchedPolicy {
  if (RPCS_BY_PATH.get(path)?.handshake === true) return 'default';
  if (chosen !== undefined) return chosen;
  const silent = declared.every((list) => list.empty) || declared.some((list) => list.has(path));
  return silent ? 'default' : 'error';
}

/** What is known of a call that nothing matched. */
interface UnmatchedCall {
  /** Methods that would be answered. */
  readonly known: readonly string[];
  /** The method's handlers, and why each did not answer. */
  readonly asked?: readonly string[];
  /** The path of the method that it was taken for, where it is another. */
  readonly wanted?: string;
}

/** The sentence that answers a call which nothing matched: what came, who was asked, and what to write. */
export function unmatchedSentence(path: string, { known, asked = [], wanted = path }: UnmatchedCall): string {
  const shown = path.slice(0, 200);
  if (asked.length > 0) {
    const shownHandlers = asked.slice(0, 10).join('; ');
    return `The mock server has handlers for ${shown}, and none answered: ${shownHandlers}. ${wayOut(wanted)}`;
  }
  const method = path.slice(path.lastIndexOf('/') + 1).slice(0, 100);
  const near = nearest(
    method,
    known.filter((other) => other !== method),
  );
  const hint = near.length === 0 ? '' : ` The nearest that has one: ${near.join(', ')}.`;
  return `The mock server has no handler for ${shown}.${hint} ${wayOut(wanted)}`;
}

function wayOut(path: string): string {
  const row = RPCS_BY_PATH.get(path);
  if (row !== undefined) {
    return `Declare one with server.use(rpc.${row.method}(…)), or let the in-memory models answer with onUnmatchedCall: 'default'.`;
  }
  if (/^\/dlubal\.api\.(rstab|rsection)\./.test(path)) {
    return "The server is RFEM only: start it with applications: ['rfem', 'rstab', 'rsection'], or mock --application NAME.";
  }
  return 'Give one in a scenario, with service, method and reply or bytes; mock --proto FILE tells of the service. In TypeScript: server.addService(definition, handlers).';
}

/** Up to three names that share most of their words with the one asked for. */
function nearest(name: string, known: readonly string[]): string[] {
  const words = new Set(name.split('_'));
  const score = (other: string): number => {
    const theirs = other.split('_');
    return theirs.filter((word) => words.has(word)).length / Math.max(theirs.length, words.size);
  };
  return [...new Set(known)]
    .map((other) => ({ other, score: score(other) }))
    .filter((entry) => entry.score > 0.3)
    .sort((a, b) => b.score - a.score)
    .slice(0, 3)
    .map((entry) => entry.other);
}

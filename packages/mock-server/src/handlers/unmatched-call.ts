/** What to do with a call that no handler answers. */
export type UnmatchedPolicy = 'error' | 'warn' | 'default';

/** The sentence that answers a call which nothing matched: what came, and what to write. */
export function unmatchedSentence(path: string, known: readonly string[]): string {
  const method = path.slice(path.lastIndexOf('/') + 1).slice(0, 100);
  const near = nearest(method, known);
  const hint = near.length === 0 ? '' : ` The nearest that has one: ${near.join(', ')}.`;
  const write = `server.use(rpc.${camel(method)}(…))`;
  return `The mock server has no handler for ${path.slice(0, 200)}.${hint} Declare one with ${write}, or let the in-memory models answer with onUnmatchedCall: 'default'.`;
}

function camel(name: string): string {
  return /^[a-z][a-z0-9_]*$/.test(name)
    ? name.replace(/_([a-z0-9])/g, (_all, c: string) => c.toUpperCase())
    : 'theMethod';
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

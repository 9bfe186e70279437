import type { KeySpec } from '@dlubal-kit/mock-server';
import { UsageError } from '../../../failure/usage-error.js';

/** What `--key` says: which keys there are, and which of them were created for this run. */
interface AskedKeys {
  readonly specs: Readonly<Record<string, KeySpec>>;
  /** Labels whose keys were created: they are worth nothing elsewhere, so they can be printed. */
  readonly made: readonly string[];
}

/**
 * Keys by label, from `LABEL` (a key is created), `LABEL=KEY` or `KEY` (numbered). One is created when none is given.
 *
 * @throws {UsageError} when a label is given twice.
 */
export function readKeys(given: readonly string[]): AskedKeys {
  const asked = (given.length === 0 ? ['project_1'] : given).map(readKey);
  const labels = asked.map(([label]) => label);
  const twice = labels.find((label, at) => labels.indexOf(label) !== at);
  if (twice !== undefined) {
    throw new UsageError(`--key has the label "${twice}" twice.`, 'Give each key a label of its own.');
  }
  return {
    specs: Object.fromEntries(asked.map(([label, value]) => [label, value === undefined ? {} : { value }])),
    made: asked.filter(([, value]) => value === undefined).map(([label]) => label),
  };
}

function readKey(text: string, index: number): readonly [label: string, value: string | undefined] {
  const equals = text.indexOf('=');
  if (equals >= 0) return [text.slice(0, equals), text.slice(equals + 1)];
  // The official client distinguishes keys from names in the same way.
  return /^ak/i.test(text) ? [`project_${index + 1}`, text] : [text, undefined];
}

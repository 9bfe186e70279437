import type { KeySpec } from '@dlubal-kit/mock-server';
import type { Call } from '../../../command-line/command.js';
import { UsageError } from '../../../failure/usage-error.js';

/** What the options say about keys: which there are, and which of them were made for this run. */
export interface AskedKeys {
  readonly specs: Readonly<Record<string, KeySpec>>;
  /** Labels whose keys are made: worth nothing elsewhere, so that they may be printed. */
  readonly made: readonly string[];
}

/**
 * Keys by label, from `LABEL` (a key is made), `LABEL=KEY` or `KEY` (numbered). One is made when none is asked for.
 *
 * @throws {UsageError} when a label stands twice.
 */
export function readKeys({ lists }: Pick<Call, 'lists'>): AskedKeys {
  const asked = (lists.key ?? ['project_1']).map(readKey);
  const labels = asked.map(([label]) => label);
  const twice = labels.find((label, at) => labels.indexOf(label) !== at);
  if (twice !== undefined) {
    throw new UsageError(`--key has the label "${twice}" twice. Give each key a label of its own.`);
  }
  return {
    specs: Object.fromEntries(asked.map(([label, value]) => [label, value === undefined ? {} : { value }])),
    made: asked.filter(([, value]) => value === undefined).map(([label]) => label),
  };
}

function readKey(text: string, index: number): readonly [label: string, value: string | undefined] {
  const equals = text.indexOf('=');
  if (equals >= 0) return [text.slice(0, equals), text.slice(equals + 1)];
  // As the official client tells a key from a name.
  return /^ak/i.test(text) ? [`project_${index + 1}`, text] : [text, undefined];
}

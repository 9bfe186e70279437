import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseConfig } from './parse-config.js';

interface Row {
  /** What the text has (as it is where it is short: ⏎ is a line feed, ␍ a carriage return, ⇥ a tab), and Python's answer. */
  readonly title: string;
  readonly text: string;
  readonly read: {
    readonly error?: string;
    readonly sections?: readonly string[];
    readonly api_keys?: Readonly<Record<string, string | { readonly error: string }>> | null;
  };
}

const vectors: readonly Row[] = JSON.parse(
  readFileSync(new URL('../../vectors/config-ini.json', import.meta.url), 'utf8'),
);

/** A parse in the words of the vectors. */
function told(text: string): unknown {
  const config = parseConfig(text);
  if (!config.ok) return { error: config.error.rule };
  const keys =
    config.apiKeys &&
    new Map(
      [...config.apiKeys].map(([name, entry]) => [
        name,
        entry.error ? { error: entry.error.rule } : entry.value,
      ]),
    );
  return { sections: config.sections, api_keys: keys ?? null };
}

function wanted(read: Row['read']): unknown {
  if (read.error !== undefined) return { error: read.error };
  return { sections: read.sections, api_keys: read.api_keys ? new Map(Object.entries(read.api_keys)) : null };
}

describe('config.ini is read as Python configparser reads it', () => {
  for (const { title, text, read } of vectors)
    test(title, () => {
      expect(told(text)).toEqual(wanted(read));
    });

  test('each row has a title of its own', () => {
    expect(new Set(vectors.map(({ title }) => title)).size).toBe(vectors.length);
  });
});

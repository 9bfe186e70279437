import { expect, test } from 'vitest';
import { filesBelow, textOf } from './project-files.js';

const sources = filesBelow('packages').filter((path) =>
  /^packages\/[\w-]+\/src\/.*(?<!\.test)\.ts$/.test(path),
);

/** Classes that know their errors in every realm and copy, and a browser's, in the text of a page. */
const known = new Set(['HTMLSelectElement']);
for (const path of sources)
  for (const [, name = '', mark] of textOf(path).matchAll(/\bbrand\((\w+), '(\w+)'\)/g))
    if (name === mark) known.add(name);

interface Slip {
  readonly title: string;
  /** What it looks for; its first group is looked up among the exceptions. */
  readonly pattern: RegExp;
  readonly except: (name: string, path: string) => boolean;
}

const slips: Slip[] = [
  {
    title: 'instanceof only on classes that have a brand',
    pattern: /\binstanceof ([\w.]+)/g,
    except: (name) => known.has(name),
  },
  {
    title: 'no comparison with a constructor or prototype of this realm',
    pattern: /(\.constructor ===?|getPrototypeOf\([^)]*\) ===? \w+\.prototype|\bisPrototypeOf\()/g,
    except: () => false,
  },
  {
    title: 'symbols of disposal that are there in every realm',
    pattern: /\bSymbol\.((?:asyncD|d)ispose)\b(?!\]\(\): [\w<>]+;)/g,
    except: (_, path) => path.startsWith('packages/cli/') || path.endsWith('/realm/dispose-symbols.ts'),
  },
];

test.for(slips)('the sources have $title', ({ pattern, except }) => {
  const found = sources.flatMap((path) =>
    [...textOf(path).matchAll(pattern)]
      .filter(([, name = '']) => !except(name, path))
      .map(([text]) => `${path}: ${text}`),
  );
  expect(found).toEqual([]);
});

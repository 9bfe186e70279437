import { existsSync } from 'node:fs';
import { type Block, blocksOf, userPages } from '@dlubal-kit/testing/pages';
import { describe, expect, test } from 'vitest';
import { runnerOf } from './snippets/runners.js';

// Of the built packages: `npm run build` makes them. One page: `npx vitest run apps/docs/test/snippets -t start/call.md`.
const isBuilt = existsSync(new URL('../../../packages/cli/dist/main.cjs', import.meta.url));

const made = (info: string, code = ''): Block[] =>
  blocksOf('page.md', `text\n\`\`\`${info}\n${code}\n\`\`\`\n`);

function define(block: Block): void {
  const runner = runnerOf(block);
  const place = `${block.page}:${block.line} ${block.language} ${block.name}`.trim();
  if (runner === undefined) {
    test(place, () => {
      throw new Error(
        `No runner takes this block. Give it a language and a name: ${import.meta.dirname}/snippets`,
      );
    });
    return;
  }
  const because = runner.missing?.(block);
  test.skipIf(because !== undefined)(
    because === undefined ? `${place}, by ${runner.runs}` : `${place}, not run: ${because}`,
    { timeout: 120_000 },
    () => runner.run(block),
  );
}

describe.skipIf(!isBuilt)('every block of every page', () => {
  for (const block of userPages().flatMap((page) => blocksOf(page))) define(block);
});

describe('blocks of a page', () => {
  test.each([
    ['js', { language: 'js', name: '', line: 2 }],
    ['js [app.test.cjs]', { language: 'js', name: 'app.test.cjs' }],
    ['ts{1,3-5} [a.ts]', { language: 'ts', name: 'a.ts' }],
    ['', { language: '', name: '' }],
  ])('```%s', (info, block) => expect(made(info)).toMatchObject([block]));

  test('one in a list loses the indent', () => {
    const [block] = blocksOf('page.md', '- text\n  ```sh\n  one\n    two\n  ```\n');
    expect(block?.code).toBe('one\n  two\n');
  });
});

describe('no runner takes', () => {
  test.each(['', 'text', 'ruby', 'xml', 'mermaid', 'console [a situation that is not in the table]'])(
    '```%s',
    (info) => {
      expect(made(info).map(runnerOf)).toEqual([undefined]);
    },
  );
});

describe('a runner fails for', () => {
  test.skipIf(!isBuilt).each([
    ['js', 'process.exitCode = 1;'],
    ['js', 'console.error("a warning");'],
    ['ts', 'throw new Error("no");'],
    [
      'js [a.test.mjs]',
      "import { expect, test } from '@dlubal-kit/mock-server/vitest';\ntest('x', () => expect(1).toBe(2));",
    ],
    ['js [a.test.cjs]', "test('x', () => expect(1).toBe(2));"],
    ['sh', 'dlubal-auth resolve --key-name nobody'],
    ['sh', 'if true; then'],
    ['console', '$ dlubal-auth resolve\nanother answer'],
    ['text [echo hello]', 'goodbye'],
    ['yaml', 'version: 1\nkeyz: {}'],
    ['yaml', 'jobs:\n  a: { steps: [{ run: x }] }'],
    ['yaml', 'jobs:\n  a: { runs-on: x, steps: [{ run: x, uses: y }] }'],
    ['yaml', '- { name: a step that does nothing }'],
    ['yaml', "- run: if [ -z '$A' ]; then"],
    ['yaml', '- run: a > keys.sarif\n- { uses: b, with: { sarif_file: other.sarif } }'],
    ['yaml', 'pool: { vmImage: x }\nsteps: [{ displayName: nothing }]'],
    ['yaml', 'job: { script: [a], scripts: [b] }'],
    ['yaml', 'job: { script: [a], artifacts: { paths: [never-written.json] } }'],
    ['yaml', 'repos: [{ repo: local, hooks: [{ id: a, entry: b }] }]'],
    ['yaml', 'nobody: knows what this is'],
    ['dockerfile', 'FROM a\nCOPPY b c'],
    ['dockerfile', 'FROM a\nCMD [node, a.mjs]'],
    ['dockerfile', 'FROM a\nRUN if true; then'],
    ['dockerfile', 'RUN npm ci'],
    ['go', 'package a\nfunc'],
    ['json', '{ "a": }'],
    ['ini', '[api_keys]\nno equals sign'],
    ['ini', 'colour = red'],
  ])('```%s: %j', { timeout: 60_000 }, async (info, code) => {
    const [block] = made(info, code);
    if (block === undefined) throw new Error('no block');
    await expect((async () => runnerOf(block)?.run(block))()).rejects.toThrow();
  });
});

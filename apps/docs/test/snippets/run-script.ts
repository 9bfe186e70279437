import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { transform } from 'esbuild';
import { expect } from 'vitest';
import type { Runner } from './runner.js';
import { onMachine, runOn } from './snippet-machine.js';

/** As this Node runs it when it is saved: TypeScript without its types, everything else unchanged. */
async function saved(language: string, code: string): Promise<string> {
  if (language !== 'ts') return code;
  return (await transform(code, { loader: 'ts', target: 'node20' })).code;
}

/** Programs in JavaScript and TypeScript: they end by themselves, without a word on stderr. */
export const scripts: Runner = {
  runs: 'this Node',
  takes: ({ language, code }) => ['js', 'ts'].includes(language) && !/\bdocument\./.test(code),
  run: (block) =>
    onMachine(block, async (machine) => {
      const file = join(machine.folder, /\brequire\(/.test(block.code) ? 'snippet.cjs' : 'snippet.mjs');
      writeFileSync(file, await saved(block.language, block.code));
      expect(await runOn(machine, [process.execPath, file])).toMatchObject({ code: 0, stderr: '' });
    }),
};

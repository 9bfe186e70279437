import { existsSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { transform } from 'esbuild';
import { expect } from 'vitest';
import type { Runner } from './runner.js';
import { onMachine, runOn } from './snippet-machine.js';

const { resolve } = createRequire(import.meta.url);
const isTest = /\.test\.[cm]?[jt]s$/;
const usesVitest = /mock-server\/vitest|from 'vitest/;

/** Tests of Vitest, found by the name on the block as its own runner finds them. */
export const vitestFiles: Runner = {
  runs: 'Vitest',
  takes: ({ name, code }) => isTest.test(name) && usesVitest.test(code),
  run: (block) =>
    onMachine(block, async (machine) => {
      // Without one of the page's own, Vitest would find this tree's.
      const config = join(machine.folder, 'vitest.config.mjs');
      if (!existsSync(config)) writeFileSync(config, 'export default {};');
      const vitest = join(resolve('vitest/package.json'), '../vitest.mjs');
      const ended = await runOn(machine, [process.execPath, vitest, 'run', '--root', '.', block.name]);
      expect(ended.said).toMatch(/Tests {2}\d+ passed/);
      expect(ended.code, ended.said).toBe(0);
    }),
};

/** Tests of Jest. */
export const jestFiles: Runner = {
  runs: 'Jest',
  takes: ({ name, code }) => isTest.test(name) && !usesVitest.test(code),
  run: (block) =>
    onMachine(block, async (machine) => {
      writeFileSync(join(machine.folder, 'package.json'), '{ "private": true }');
      const jest = join(resolve('jest/package.json'), '../bin/jest.js');
      const ended = await runOn(machine, [process.execPath, jest, '--rootDir', '.', block.name]);
      expect(ended.said).toMatch(/Tests: +\d+ passed/);
      expect(ended.code, ended.said).toBe(0);
    }),
};

/** Settings of a runner, which the tests of the same page are run with: read here for their form. */
export const settingsFiles: Runner = {
  runs: 'the tests of its page',
  takes: ({ name }) => /(?:\.config|setup)\.[cm]?[jt]s$/.test(name),
  run: async ({ code }) => {
    await transform(code, { loader: 'ts' });
  },
};

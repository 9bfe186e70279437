import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { provoke } from './provoke-failure.js';
import type { Runner } from './runner.js';
import { onMachine, runOn } from './snippet-machine.js';

const PAGE = /^apps\/docs\/failures\/([a-z-]+)\.md$/;

/** `Use another key … { reason: undefined, billed: 'yes' }` */
const PRINTED = /^\S.*\{ reason: (?:undefined|'(.*)'), billed: '(\w+)' \}$/s;

/** The program knows the kind, and the page has what it prints: the finer cause, and what it cost. */
export const catchBlocks: Runner = {
  runs: 'this Node, where the failure happens',
  takes: ({ page, language }) => PAGE.test(page) && language === 'js',
  run: (block) =>
    onMachine(block, async (machine) => {
      const file = join(machine.folder, 'snippet.mjs');
      writeFileSync(file, block.code);
      const kind = PAGE.exec(block.page)?.[1] ?? '';
      const env = { ...machine.env, ...provoke(kind, machine) };
      const { code, stdout, said } = await runOn({ ...machine, env }, [process.execPath, file]);
      expect(code, said).toBe(0);
      const [, reason, billed = ''] = PRINTED.exec(stdout.trim()) ?? [];
      expect(WORDS[billed], said).toBeDefined();
      expect(block.text).toMatch(WORDS[billed] ?? '');
      if (block.text.includes('## Finer causes') && reason !== undefined)
        expect(block.text).toContain(`### ${reason}`);
    }),
};

/** As pages say what a call cost: in the table of the kind, or in that of a reason. */
const WORDS: Readonly<Record<string, RegExp>> = {
  yes: /One request: the server answered|billed: yes/,
  maybe: /Perhaps one request|billed: maybe/,
  no: /\| Nothing: |billed: no/,
};

import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { expect } from 'vitest';
import type { Runner } from './runner.js';
import { onMachine, runOn } from './snippet-machine.js';

const CHROMIUM = '/usr/bin/chromium';
const MODULE = /<script type="module">(.*?)<\/script>/s;

async function bundled(folder: string, code: string): Promise<string> {
  const stdin = { contents: code, resolveDir: folder };
  const { outputFiles } = await build({
    stdin,
    bundle: true,
    platform: 'browser',
    format: 'esm',
    write: false,
  });
  return outputFiles[0]?.text ?? '';
}

/** A whole page. Its module is bundled as a development server does it, and what it writes into `<output>` must be there. */
export const browserPages: Runner = {
  runs: 'Chromium',
  takes: ({ language, code }) => language === 'html' && MODULE.test(code),
  missing: () => (existsSync(CHROMIUM) ? undefined : 'Chromium is not installed'),
  run: (block) =>
    onMachine(block, async (machine) => {
      const [, code = ''] = MODULE.exec(block.code) ?? [];
      const script = await bundled(machine.folder, code);
      const page = join(machine.folder, 'index.html');
      writeFileSync(
        page,
        block.code.replace(MODULE, () => `<script type="module">${script}</script>`),
      );
      const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--dump-dom'];
      const { stdout } = await runOn(machine, [CHROMIUM, ...flags, `file://${page}`]);
      expect(stdout).toMatch(/<output>[^<]+<\/output>/);
    }),
};

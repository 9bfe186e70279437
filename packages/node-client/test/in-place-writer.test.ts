import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { type ParsedConfig, parseConfig } from '@dlubal-kit/auth-core';
import { whyNoLinuxProgram } from '@dlubal-kit/testing/skip-on-windows';
import { expect, onTestFinished, test, vi } from 'vitest';
import { ConfigStore } from '../src/config.js';
import { tempFolder } from './temp-folder.js';

const PYTHON = '/usr/bin/python3';
const SCRIPT = join(dirname(fileURLToPath(import.meta.url)), 'in-place-writer.py');
const missing = whyNoLinuxProgram(PYTHON);
const titled = (title: string): string => (missing === undefined ? title : `${title} (skipped: ${missing})`);

const namesOf = (config: ParsedConfig | undefined): string[] =>
  config?.ok ? [...(config.apiKeys?.keys() ?? [])] : [];

const ROUNDS = 3;

/** Short enough for one piece, and so long that Python passes it on in several. */
test.skipIf(missing !== undefined).for([3, 2000])(
  titled('with %i keys, reads and edits while Python rewrites in place see and keep all of them'),
  { timeout: 20_000 },
  async (count) => {
    const path = join(tempFolder(), 'config.ini');
    const kept = Array.from({ length: count }, (_, n) => `kept_${n}`);
    writeFileSync(path, `[api_keys]\n${kept.map((name) => `${name} = ak-kept\n`).join('')}\n`);
    const writer = spawn(PYTHON, [SCRIPT, path, '150'], { stdio: ['pipe', 'pipe', 'inherit'] });
    onTestFinished(() => {
      writer.kill('SIGKILL');
    });
    const said = createInterface({ input: writer.stdout })[Symbol.asyncIterator]();
    const store = new ConfigStore({ path, keyFormat: 'any' });

    for (let round = 0; round < ROUNDS; round += 1) {
      writer.stdin.write(`python_${round}\n`);
      expect((await said.next()).value).toBe('emptied');
      // At this moment a plain reader finds nothing; the store looks again, and so does an edit.
      expect(readFileSync(path, 'utf8')).toBe('');
      const [seen] = await Promise.all([
        store.read(),
        store.edit(() => ({ set: { [`ours_${round}`]: 'ak-ours' } })),
      ]);
      expect(namesOf(seen.config)).toEqual(expect.arrayContaining([...kept, `python_${round}`]));
      expect((await said.next()).value).toBe('written');
    }

    const names = namesOf(parseConfig(readFileSync(path, 'utf8')));
    const added = Array.from({ length: ROUNDS }, (_, n) => [`ours_${n}`, `python_${n}`]).flat();
    expect(names).toEqual(expect.arrayContaining([...kept, ...added]));
  },
);

test.skipIf(missing !== undefined)(
  titled('a rewrite that begins between our look and our rename is kept'),
  async () => {
    const path = join(tempFolder(), 'config.ini');
    writeFileSync(path, '[api_keys]\nkept = ak-kept\n');
    const writer = spawn(PYTHON, [SCRIPT, path, '300'], { stdio: ['pipe', 'pipe', 'inherit'] });
    onTestFinished(() => {
      writer.kill('SIGKILL');
    });
    const said = createInterface({ input: writer.stdout })[Symbol.asyncIterator]();
    const owner = (): number => process.geteuid?.() ?? 0;
    const open = vi.spyOn(process, 'getuid').mockImplementationOnce(owner);
    open.mockImplementationOnce(() => {
      // The first call is the lock's. Called while the new text is prepared, after the look: the writer empties the file before the rename.
      writer.stdin.write('python_0\n');
      for (const until = Date.now() + 5000; readFileSync(path).length > 0 && Date.now() < until; );
      return 0;
    });
    onTestFinished(() => open.mockRestore());
    await new ConfigStore({ path, keyFormat: 'any' }).edit(() => ({ set: { ours: 'ak-ours' } }));
    expect((await said.next()).value).toBe('emptied');
    expect(namesOf(parseConfig(readFileSync(path, 'utf8')))).toEqual(['kept', 'python_0', 'ours']);
  },
);

import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { scenarioSchema } from '@dlubal-kit/mock-server/scenario';
import { blocksOf } from '@dlubal-kit/testing/pages';
import { findPython } from '@dlubal-kit/testing/python-peer';
import { tempHome } from '@dlubal-kit/testing/temp-home';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const page = readFileSync(join(root, 'apps/docs/testing/scenarios.md'), 'utf8');
const bin = join(root, 'packages/cli/bin/dlubal-auth.js');
const run = promisify(execFile);

function snippet(language: string): string {
  const block = blocksOf('', page).find((block) => block.language === language);
  if (block === undefined) throw new Error(`The page has no ${language}.`);
  return block.code;
}

const python = findPython(['grpc']);

/** The built command with the page's scenario, until the work is done. */
async function withScenario(
  work: (ready: { address: string; keys: Record<string, string> }) => Promise<void>,
) {
  using home = tempHome();
  const file = home.write('scenario.yaml', snippet('yaml'));
  const child: ChildProcess = spawn(process.execPath, [bin, 'mock', '--scenario', file, '--json']);
  try {
    const [line] = await once(createInterface({ input: child.stdout as NodeJS.ReadableStream }), 'line');
    await work(JSON.parse(line));
  } finally {
    child.kill('SIGTERM');
  }
  expect((await once(child, 'exit'))[0]).toBe(0);
}

test.skipIf(!python.found)(
  'the built command runs the page’s scenario, and Python is answered as the page says',
  () =>
    withScenario(async ({ address, keys }) => {
      if (!python.found) return;
      const env = {
        ...process.env,
        DLUBAL_MOCK_ADDRESS: address,
        DLUBAL_API_KEY: keys.ci,
        no_proxy: '127.0.0.1',
      };
      const { stdout } = await run(python.path, ['-c', snippet('py')], { env });
      expect(page).toContain(`It prints \`${stdout.trim()}\``);
    }),
);

test('the built command finds nothing wrong in the page’s scenario', async () => {
  using home = tempHome();
  const file = home.write('scenario.yaml', snippet('yaml'));
  const { stdout } = await run(process.execPath, [bin, 'mock', 'check', file]);
  expect(stdout).toBe(`${file}: fine: 2 keys, 2 handlers\n`);
});

test('the schema is found under the path that the page gives', async () => {
  const path = /\$schema=node_modules\/(\S+)/.exec(page)?.[1] ?? '';
  const published = JSON.parse(readFileSync(fileURLToPath(import.meta.resolve(path)), 'utf8'));
  expect(published).toEqual(JSON.parse(JSON.stringify(scenarioSchema())));
});

test('the page names every field of the schema', () => {
  const fields = Object.keys(scenarioSchema().properties ?? {}).filter((name) => name !== '$schema');
  expect(fields.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
});

import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { parseScenario, scenarioSchema } from '@dlubal-kit/mock-server/scenario';
import { findPython } from '@dlubal-kit/testing/python-peer';
import { tempHome } from '@dlubal-kit/testing/temp-home';
import { transform } from 'esbuild';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const page = readFileSync(join(root, 'apps/docs/scenarios.md'), 'utf8');
const bin = join(root, 'packages/cli/bin/dlubal-auth.js');
const run = promisify(execFile);

function snippet(language: string): string {
  const code = new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, 's').exec(page)?.[1];
  if (code === undefined) throw new Error(`The page has no ${language}.`);
  return code;
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

test('every scenario of the page that needs no other file is one', () => {
  const blocks = [...page.matchAll(/```yaml\n(.*?)```/gs)].map(([, text = '']) => text);
  const alone = blocks.filter((text) => !text.includes('service: shop.Shop'));
  expect(alone).toHaveLength(3);
  for (const text of alone) expect(parseScenario(text)).toMatchObject({ kind: 'scenario' });
});

test('the page’s program runs', async () => {
  // Below the examples, which depend on the packages.
  const folder = mkdtempSync(join(root, 'apps/examples/scenario-'));
  try {
    const { code } = await transform(snippet('ts'), { loader: 'ts', target: 'node20' });
    writeFileSync(join(folder, 'program.mjs'), code);
    writeFileSync(join(folder, 'scenario.yaml'), snippet('yaml'));
    const { stdout } = await run(process.execPath, ['program.mjs'], { cwd: folder });
    expect(stdout).toBe('ci, old\n');
  } finally {
    rmSync(folder, { recursive: true });
  }
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

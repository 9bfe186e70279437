import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const folder = fileURLToPath(new URL('jest-built', import.meta.url));
const built = existsSync(fileURLToPath(new URL('../dist/jest.cjs', import.meta.url)));

// Of the built package: `npm run build` makes it.
test.skipIf(!built)('Jest in CommonJS runs the built package and finds no open handle', async () => {
  const jest = createRequire(import.meta.url).resolve('jest/bin/jest');
  const args = [jest, '--config', `${folder}/jest.config.cjs`, '--detectOpenHandles', '--ci'];
  const env = { ...process.env, DLUBAL_API_KEY: '' };
  const { stderr } = await promisify(execFile)(process.execPath, args, { cwd: folder, env, timeout: 25_000 });
  expect(stderr).toContain('Tests:       3 passed, 3 total');
  expect(stderr).not.toContain('open handle');
  expect(stderr).not.toContain('did not exit');
});

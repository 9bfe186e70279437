import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { findPython } from '@dlubal-kit/testing/python-peer';
import { expect, test } from 'vitest';

const folder = fileURLToPath(new URL('../python', import.meta.url));
const cli = fileURLToPath(new URL('../../../packages/cli', import.meta.url));
const python = findPython(['grpc']);
const skipped = python.found
  ? existsSync(`${cli}/dist/main.cjs`)
    ? ''
    : ': not built'
  : `: ${python.because}`;

test.skipIf(skipped !== '')(`the tests in Python pass with the mock server${skipped}`, async () => {
  const path = python.found ? python.path : '';
  const argv = ['mock', 'exec', '--limit', '3', '--', path, '-m', 'unittest', '-v'];
  const { DLUBAL_API_KEY: _none, ...env } = process.env;
  const run = promisify(execFile)(process.execPath, [`${cli}/bin/dlubal-auth.js`, ...argv], {
    cwd: folder,
    env,
  });
  const { stderr } = await run;
  expect(stderr).toContain('Ran 2 tests');
  expect(stderr).toMatch(/would have spent 4 requests/);
});

import { expectNoKey } from '@dlubal-kit/testing/canary';
import { madeKey } from '@dlubal-kit/testing/made-keys';
import { expect, test } from 'vitest';
import { runCli } from '../../../test/run-cli.js';

const PYTHON = `gRPC Connection error:
UNAUTHENTICATED - API access has been restricted. Your company does not have permission to use the Dlubal API Service, or the limits defined in your subscription plan have been exceeded.
https://apidocs.dlubal.com/access_control.html`;

test('says what a traceback means and what to do', async () => {
  const { code, out } = await runCli(['classify'], { input: PYTHON });
  expect(out).toContain('access-restricted');
  expect(out).toMatch(/To do {3}\S/);
  expect(out).toContain('Billed  yes');
  expect(code).toBe(0);
});

test('prints the failure as JSON', async () => {
  const { out } = await runCli(['classify', '--json'], { input: PYTHON });
  expect(JSON.parse(out)).toMatchObject({
    failure: { kind: 'access-restricted', billed: 'yes', exitCode: 5 },
  });
});

test('a text without a failure in it ends with 1', async () => {
  const { code, out } = await runCli(['classify', '--json'], { input: 'all is well\n' });
  expect([code, JSON.parse(out).failure.kind]).toEqual([1, 'unrecognised']);
});

test('no input, or a terminal, is wrong usage', async () => {
  expect((await runCli(['classify'], { input: '  ' })).code).toBe(2);
  expect((await runCli(['classify'], { terminal: true })).err).toContain('reads stdin');
});

test('a key in the text is not shown', async () => {
  const key = madeKey();
  for (const json of [[], ['--json']]) {
    const input = `Error: 16 UNAUTHENTICATED: API key ${key} is unknown; authorization: Bearer ${key}`;
    const { out, err } = await runCli(['classify', ...json], { input });
    expectNoKey(key, out, err);
  }
});

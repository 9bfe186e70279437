import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fingerprint } from '@dlubal-kit/auth-core';
import { startMockServer } from '@dlubal-kit/mock-server';
import { expectNoKey } from '@dlubal-kit/testing/canary';
import { madeKey } from '@dlubal-kit/testing/made-keys';
import { skipOnWindows } from '@dlubal-kit/testing/skip-on-windows';
import { tempHome } from '@dlubal-kit/testing/temp-home';
import { describe, expect, test } from 'vitest';
import { runCli } from '../../../../test/run-cli.js';

const KEY = madeKey();
const FILE = `[api_keys]\nproject_1 = ${KEY}\ndefault = ${KEY}\n`;

interface Row {
  readonly id: string;
  readonly state: string;
  readonly message: string;
}

async function judged(policy: string, args: readonly string[] = ['--offline'], name = 'policy.yaml') {
  using home = tempHome();
  home.writeConfig(FILE);
  writeFileSync(join(home.path, name), policy);
  const doctor = async (more: readonly string[]) => {
    const env = { PATH: '/usr/bin:/bin' };
    const run = await runCli(['doctor', '--json', ...args, ...more], { home: home.path, env });
    expectNoKey(KEY, run.out, run.err);
    return { ...run, answer: JSON.parse(run.out) };
  };
  const [plain, run] = [await doctor([]), await doctor(['--policy', name])];
  const rows = (run.answer.checks ?? []) as Row[];
  return { ...run, plain, rows, row: (rule: string) => rows.find(({ id }) => id === `policy-${rule}`) };
}

describe('doctor --policy', () => {
  test('a broken rule is a failed check with its own exit code', async () => {
    const { code, row, answer } = await judged('version: 1\ndefault: forbidden\nplaintext: forbidden\n');
    expect([code, answer.ok, answer.exitCode]).toEqual([13, false, 13]);
    expect(row('default')).toMatchObject({ state: 'failed', message: expect.stringMatching(/keys remove/) });
    expect(row('plaintext')).toMatchObject({ state: 'ok' });
  });

  test('JSON is read too, and rules that are kept change nothing', async () => {
    const policy = { $schema: './x.json', version: 1, fingerprints: [fingerprint(KEY)], places: ['default'] };
    const { code, rows, plain } = await judged(JSON.stringify(policy), ['--offline'], 'policy.json');
    expect(rows.slice(0, plain.answer.checks.length)).toEqual(plain.answer.checks);
    expect(rows.slice(plain.answer.checks.length).map(({ state }) => state)).toEqual(['ok', 'ok']);
    expect(code).toBe(plain.code);
  });

  test('what doctor finds without a policy it finds with one', async () => {
    const bad = await judged('version: 1\nplaintext: forbidden\n', ['--offline', '--url', 'rfem.example']);
    expect(bad.code).toBe(bad.plain.code);
    expect(bad.rows).toEqual(expect.arrayContaining(bad.plain.answer.checks));
    expect(bad.row('plaintext')?.state).toBe('failed');
  });

  test('the key of a name is judged where one is given', async () => {
    const policy = 'version: 1\nplaces: [option-name]\n';
    expect((await judged(policy)).row('places')?.state).toBe('failed');
    const args = ['--offline', '--key-name', 'project_1'];
    expect((await judged(policy, args)).row('places')?.state).toBe('ok');
  });

  test('no request is made', async () => {
    const server = await startMockServer({ keys: { project_1: KEY } });
    try {
      const args = ['--port', String(server.port)];
      const { row } = await judged('version: 1\ntls: required\n', args);
      expect(row('tls')?.state).toBe('failed');
      expect(server.requests).toEqual([]);
    } finally {
      await server.stop();
    }
  });

  test('a file that others can read breaks its rule until --fix', async (context) => {
    skipOnWindows(context, 'no file modes');
    using home = tempHome();
    home.writeConfig(FILE);
    chmodSync(home.configPath, 0o644);
    writeFileSync(join(home.path, 'policy.yaml'), 'version: 1\npermissions: owner-only\n');
    const argv = ['doctor', '--json', '--offline', '--policy', 'policy.yaml'];
    const before = await runCli(argv, { home: home.path });
    const after = await runCli([...argv, '--fix'], { home: home.path });
    expect([before.code, after.code]).toEqual([13, 0]);
  });

  test.each<[string, string, RegExp]>([
    ['an unknown field', 'version: 1\nplaintxt: forbidden\n', /"line": 2.*did you mean `plaintext`/s],
    ['a value that would weaken it', 'version: 1\ntls: optional\n', /"line": 2.*Give \\"required\\"/s],
    ['a place that does not exist', 'version: 1\nplaces: [keyrin]\n', /did you mean `keyring`/],
    ['a number as a fingerprint', 'version: 1\nfingerprints: [12345678]\n', /a text, in quotes/],
    ['a short fingerprint', 'version: 1\nfingerprints: ["1c9f"]\n', /8 hexadecimal digits/],
    ['a list with nothing in it', 'version: 1\nplaces: []\n', /too short/],
    ['a key', `version: 1\nfingerprints: ["${KEY}"]\n`, /this is an API key.*fingerprint/],
    ['no version', 'tls: required\n', /`version` is missing/],
    ['no rule', 'version: 1\n', /has no rule/],
    ['nothing', '', /the file is empty/],
    ['a list', '- tls\n', /this is a list/],
  ])('%s is refused before anything is looked at', async (_, policy, says) => {
    const { code, out, rows } = await judged(policy);
    expect(out).toMatch(says);
    expect([code, rows]).toEqual([2, []]);
  });

  test.each<[string, string, RegExp]>([
    ['a file that does not exist', 'other.yaml', /other.yaml cannot be read: there is no such file/],
    ['a folder', '.', /cannot be read: it is a folder/],
  ])('%s is reported', async (_, name, says) => {
    using home = tempHome();
    const { code, err } = await runCli(['doctor', '--offline', '--policy', name], { home: home.path });
    expect([code, err]).toEqual([2, expect.stringMatching(says)]);
  });
});

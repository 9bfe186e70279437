import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expectNoKey } from '@dlubal-kit/testing/canary';
import { tempHome } from '@dlubal-kit/testing/temp-home';
import { expect, test } from 'vitest';
import { runCli } from '../../../test/run-cli.js';
import { GIT_ENV, git, KEY, MARK } from '../../../test/scan-run.js';

test('SARIF names rule, file, line and fingerprint, and no key', async () => {
  using home = tempHome();
  home.write('w/a b.py', `\n${KEY}`);
  home.write('w/demo.ipynb', JSON.stringify({ cells: [{ source: [KEY] }] }));
  const { code, out } = await runCli(['scan', '--sarif', 'w'], { home: home.path });
  expectNoKey(KEY, out);
  const log = JSON.parse(out);
  expect([code, log.version, log.runs.length]).toEqual([10, '2.1.0', 1]);
  const [run] = log.runs;
  expect(run.tool.driver).toMatchObject({ name: 'dlubal-auth', rules: [{ id: 'dlubal-api-key' }] });
  expect(run.results).toHaveLength(2);
  expect(run.results[0]).toMatchObject({
    ruleId: 'dlubal-api-key',
    level: 'error',
    message: { text: `Dlubal API key ${MARK} in w/a b.py:2.` },
    locations: [{ physicalLocation: { artifactLocation: { uri: 'w/a%20b.py' }, region: { startLine: 2 } } }],
    partialFingerprints: { 'dlubalKey/v1': MARK },
  });
  // Lines of a cell are not lines of the file.
  expect(run.results[1].locations[0].physicalLocation.region).toBeUndefined();
});

const uris = (out: string): string[] =>
  JSON.parse(out).runs[0].results.map(
    (row: { locations: { physicalLocation: { artifactLocation: { uri: string } } }[] }) =>
      row.locations[0]?.physicalLocation.artifactLocation.uri,
  );

test.each([
  ['.', ['.'], ['a%20b.py', 'sub/more/c.py']],
  ['sub', ['.'], ['sub/more/c.py']],
  ['sub/more', ['../../a b.py', 'c.py'], ['a%20b.py', 'sub/more/c.py']],
  ['sub', ['--history'], ['a%20b.py', 'sub/more/c.py']],
  ['sub', ['--staged'], ['sub/d.py']],
])('in %s SARIF has paths from the top of the repository: %j', async (cwd, args, expected) => {
  using home = tempHome();
  git(home, 'init', '-q');
  home.write('a b.py', KEY);
  home.write('sub/more/c.py', KEY);
  git(home, 'add', '.');
  git(home, 'commit', '-qm', 'x');
  if (args[0] === '--staged') {
    home.write('sub/d.py', KEY);
    git(home, 'add', '.');
  }
  const place = { home: home.path, cwd: join(home.path, cwd), env: GIT_ENV };
  const { code, out } = await runCli(['scan', '--sarif', ...args], place);
  expect([code, uris(out)]).toEqual([10, expected]);
  expect((await runCli(['scan', '--sarif', '--exit-zero', ...args], place)).code).toBe(0);
});

test('a file outside of the repository has an address of its own', async () => {
  using home = tempHome();
  home.write('a.py', KEY);
  mkdirSync(join(home.path, 'w/.git'), { recursive: true });
  const { out } = await runCli(['scan', '--sarif', '../a.py'], {
    home: home.path,
    cwd: join(home.path, 'w'),
  });
  expect(uris(out)).toEqual([`${pathToFileURL(home.path)}/a.py`]);
});

test('SARIF says what was not scanned', async () => {
  using home = tempHome();
  home.write('big', 'x'.repeat(1024 * 1024 + 1));
  const { code, out } = await runCli(['scan', '--sarif', '--max-size', '1', 'big', '.'], { home: home.path });
  const [invocation] = JSON.parse(out).runs[0].invocations;
  expect([code, invocation.executionSuccessful]).toEqual([12, false]);
  expect(invocation.toolExecutionNotifications).toMatchObject([
    { message: { text: expect.stringContaining('big') } },
  ]);
});

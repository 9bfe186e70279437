import { existsSync } from 'node:fs';
import { expectNoKey } from '@dlubal-kit/testing/canary';
import { madeKey } from '@dlubal-kit/testing/made-keys';
import { type TempHome, tempHome } from '@dlubal-kit/testing/temp-home';
import { expect, test } from 'vitest';
import { type CliRun, type RunCliOptions, runCli } from '../../../../test/run-cli.js';

const [A, B, C, D] = [madeKey(), madeKey(), madeKey(), madeKey()];
const THEIRS = `[api_keys]\nnew = ${A}\nsame = ${B}\nother = ${C}\nhurt = ${D}0\ndefault = ${A}\n`;
const OURS = `; ours\n[api_keys]\nsame = ${B}\nother = ${D}\ndefault = ${D}\n`;

async function importInto(home: TempHome, more: string[] = [], options: RunCliOptions = {}): Promise<CliRun> {
  home.write('old/config.ini', THEIRS);
  const run = await runCli(['keys', 'import', 'old/config.ini', ...more], { home: home.path, ...options });
  for (const key of [A, B, C, D]) expectNoKey(key, run);
  return run;
}

test('conflicts are shown first and stop the import', async () => {
  using home = tempHome();
  home.writeConfig(OURS);
  const run = await importInto(home);
  expect(run.code).toBe(2);
  const [titles, first, second, third, fourth] = run.out.split('\n');
  expect(titles).toMatch(/^NAME +FINGERPRINT +KEY +LINE +IMPORT$/);
  expect(first).toMatch(new RegExp(`^other .*conflict: here it is ak-…${D.slice(-4)} \\([0-9a-f]{8}\\)$`));
  expect(second).toMatch(/^hurt .*not imported: it has 49 hexadecimal digits/);
  expect(third).toMatch(/^new .* new$/);
  expect(fourth).toMatch(/^same .*stored already$/);
  expect(run.err).toContain('Use --keep to keep the stored keys');
  expect(home.readConfig()).toBe(OURS);
});

test('--keep imports what is new, and keeps our default', async () => {
  using home = tempHome();
  home.writeConfig(OURS);
  const run = await importInto(home, ['--keep', '--json']);
  expect(JSON.parse(run.out)).toMatchObject({ ok: true, changed: true, written: ['new'] });
  expect(home.readConfig()).toBe(`${OURS}new = ${A}\n`);
});

test('--replace takes theirs, and the default of a replaced key moves with it', async () => {
  using home = tempHome();
  home.writeConfig(OURS);
  expect((await importInto(home, ['--replace', '--yes'])).out).toContain('Imported other, new into');
  expect(home.readConfig()).toBe(`${OURS.replaceAll(D, C)}new = ${A}\n`);
});

test('a first import takes their default too', async () => {
  using home = tempHome();
  const run = await importInto(home);
  expect(run).toMatchObject({ code: 0, err: expect.stringContaining('still has its keys in plain text') });
  expect(home.readConfig()).toBe(`[api_keys]\nnew = ${A}\nsame = ${B}\nother = ${C}\ndefault = ${A}\n`);
});

test('--dry-run shows the plan and writes nothing', async () => {
  using home = tempHome();
  const run = await importInto(home, ['--dry-run', '--json']);
  expect(JSON.parse(run.out)).toMatchObject({
    ok: true,
    dryRun: true,
    changed: false,
    keys: [
      { name: 'hurt', fate: 'malformed' },
      { name: 'new', fate: 'new' },
      { name: 'same' },
      { name: 'other' },
    ],
  });
  expect(existsSync(home.configPath)).toBe(false);
});

test('on a terminal a person may keep the stored keys', async () => {
  using home = tempHome();
  home.writeConfig(OURS);
  const no = await importInto(home, [], { answers: [''] });
  expect([no.code, home.readConfig()]).toEqual([2, OURS]);
  const yes = await importInto(home, [], { answers: ['yes'] });
  expect(yes.err).toContain('the key will be stored in plain text in');
  expect([yes.code, home.readConfig()]).toEqual([0, `${OURS}new = ${A}\n`]);
});

test('a second import finds nothing to do', async () => {
  using home = tempHome();
  await importInto(home);
  const before = home.readConfig();
  expect((await importInto(home)).out).toContain('Nothing to import');
  expect(home.readConfig()).toBe(before);
});

test('a file that is not there, a folder, and a broken file are told apart', async () => {
  using home = tempHome();
  const from = (path: string) => runCli(['keys', 'import', path], { home: home.path });
  expect(await from('gone.ini')).toMatchObject({
    code: 2,
    err: expect.stringContaining('there is no file at'),
  });
  expect(await from('.')).toMatchObject({ code: 8, err: expect.stringContaining('it is a folder') });
  home.write('broken.ini', '[api_keys]\na\n');
  expect(await from('broken.ini')).toMatchObject({
    code: 8,
    err: expect.stringMatching(/broken\.ini, line 2/),
  });
  const both = await runCli(['keys', 'import', 'x', '--keep', '--replace'], { home: home.path });
  expect(both).toMatchObject({ code: 2, err: expect.stringContaining('exclude each other') });
});

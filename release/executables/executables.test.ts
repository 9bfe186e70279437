import { execFileSync, spawnSync } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expectNoKey } from '@dlubal-kit/testing/canary';
import { madeKey } from '@dlubal-kit/testing/made-keys';
import { type TempHome, tempHome } from '@dlubal-kit/testing/temp-home';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasWine, WINE, windowsIn, windowsPath } from '../../testing/windows/wine.mjs';
import { scoopManifest, wingetManifests } from './manifests.mjs';
import { HERE } from './targets.mjs';

const artifacts = fileURLToPath(new URL('../artifacts', import.meta.url));
const { version } = JSON.parse(
  readFileSync(new URL('../../packages/cli/package.json', import.meta.url), 'utf8'),
);

/** The archive of a system, where it was built. */
function archiveOf(system: string): string | undefined {
  if (!existsSync(artifacts)) return undefined;
  const name = readdirSync(artifacts).find((file) => file.startsWith(`dlubal-auth-${version}-${system}.`));
  return name && join(artifacts, name);
}

const windows = archiveOf('win-x64');
const KEY = madeKey();
const own = archiveOf(HERE);

// PATH has only the program's own folder and the system's.
describe.skipIf(own === undefined)(`the executable for ${HERE} (npm run build:executables makes it)`, () => {
  let home: TempHome;
  let program: string;
  beforeAll(() => {
    home = tempHome();
    mkdirSync(join(home.path, 'bin'));
    execFileSync('tar', ['-xzf', own ?? '', '-C', join(home.path, 'bin')]);
    program = join(home.path, 'bin', 'dlubal-auth');
  });
  afterAll(() => home[Symbol.dispose]());

  const run = (...args: string[]) => {
    const env = { HOME: home.path, PATH: `${join(home.path, 'bin')}:/usr/bin:/bin`, NO_COLOR: '1' };
    return spawnSync(program, args, { cwd: home.path, env, encoding: 'utf8', input: KEY });
  };

  test('says its version, without a warning', () => {
    expect(run('--version')).toMatchObject({ status: 0, stdout: `${version}\n`, stderr: '' });
  });

  test('stores a key from stdin and lists its name', () => {
    const added = run('keys', 'add', 'project_1', '--stdin');
    const listed = run('keys', 'list', '--json');
    expect([added.status, listed.status]).toEqual([0, 0]);
    expect(listed.stdout).toContain('project_1');
    expectNoKey(KEY, added.stdout, added.stderr, listed.stdout, listed.stderr);
  });

  test('runs a program of another language against its mock server', () => {
    const script = 'import os, sys; sys.exit(0 if os.environ["DLUBAL_API_KEY"].startswith("ak-") else 1)';
    expect(run('mock', 'exec', '--', 'python3', '-c', script).status).toBe(0);
  });

  test('calls a server: its own mock, with check', () => {
    expect(run('mock', 'exec', '--', program, 'check')).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('accepts the key'),
    });
  });

  test('is named by its path in completion and in the hook', () => {
    execFileSync('git', ['init', '-q'], { cwd: home.path });
    expect(run('completion', 'bash').stdout).toContain(`'${program}' __complete`);
    expect(run('scan', '--install-hook').status).toBe(0);
    const hook = readFileSync(join(home.path, '.git', 'hooks', 'pre-commit'), 'utf8');
    expect(hook).toContain(`exec '${program}' scan --staged`);
    writeFileSync(join(home.path, 'model.py'), `key = "${KEY}"\n`);
    execFileSync('git', ['add', 'model.py'], { cwd: home.path });
    expect(spawnSync('sh', ['.git/hooks/pre-commit'], { cwd: home.path }).status).toBe(10);
  });

  test('says that it has no keyring', () => {
    const { status, stderr } = run('keys', 'list', '--keyring');
    expect([status, stderr]).toEqual([3, expect.stringContaining('cannot be loaded')]);
  });

  test('comes with the licences of what is in it', () => {
    const notices = readFileSync(join(home.path, 'bin', 'THIRD-PARTY-NOTICES.md'), 'utf8');
    for (const name of ['@bufbuild/protobuf', 'ini', 'yaml', 'Node.js'])
      expect(notices).toContain(`## ${name}`);
    expect(existsSync(join(home.path, 'bin', 'LICENSE'))).toBe(true);
  });
});

describe.skipIf(windows === undefined || !hasWine())('the executable for Windows, under Wine', () => {
  test('runs: version, mock server, check', { timeout: 240_000 }, () => {
    using home = tempHome();
    const files = unzipSync(readFileSync(windows ?? ''));
    const program = home.write('bin/dlubal-auth.exe', files['dlubal-auth.exe'] ?? '');
    const env = windowsIn(join(home.path, 'prefix'), '');
    // On a pipe of Linux, Node for Windows fails with EBADF.
    const run = (...args: string[]): string => {
      const out = openSync(join(home.path, 'out.txt'), 'w');
      spawnSync(WINE, [program, ...args], { cwd: home.path, env, stdio: ['ignore', out, out] });
      closeSync(out);
      return readFileSync(join(home.path, 'out.txt'), 'utf8');
    };
    expect(run('--version').trim()).toBe(version);
    expect(run('mock', 'exec', '--', windowsPath(program), 'check')).toContain('accepts the key');
    expect(run('completion', 'powershell')).toContain("dlubal-auth.exe' __complete");
  });
});

// The rows above are skipped where nothing was built; this one says why.
test('the checksums are those of the files', ({ skip }) => {
  skip(own === undefined, 'no executable was built: npm run build:executables makes them');
  execFileSync('sha256sum', ['--check', '--quiet', 'SHA256SUMS'], { cwd: artifacts });
});

const facts = { version: '1.2.3', file: 'dlubal-auth-1.2.3-win-x64.zip', sha256: 'ab'.repeat(32) };

test('Scoop gets the file, its hash, and where the next version is', () => {
  const [[path, text] = []] = Object.entries(scoopManifest(facts));
  expect(path).toBe('scoop/dlubal-auth.json');
  expect(JSON.parse(text ?? '')).toMatchObject({
    version: '1.2.3',
    bin: 'dlubal-auth.exe',
    architecture: {
      '64bit': {
        url: 'https://github.com/dlubal-kit/dlubal-kit/releases/download/v1.2.3/dlubal-auth-1.2.3-win-x64.zip',
        hash: facts.sha256,
      },
    },
    autoupdate: {
      architecture: {
        '64bit': {
          url: 'https://github.com/dlubal-kit/dlubal-kit/releases/download/v$version/dlubal-auth-$version-win-x64.zip',
        },
      },
    },
  });
});

test('winget gets three files about one package', () => {
  const manifests = wingetManifests(facts);
  expect(Object.keys(manifests)).toEqual([
    'winget/DlubalKit.DlubalAuth.yaml',
    'winget/DlubalKit.DlubalAuth.installer.yaml',
    'winget/DlubalKit.DlubalAuth.locale.en-US.yaml',
  ]);
  for (const text of Object.values(manifests)) {
    expect(text).toContain('PackageIdentifier: DlubalKit.DlubalAuth\nPackageVersion: 1.2.3\n');
    expect(text).toContain('ManifestVersion: 1.6.0');
  }
  expect(manifests['winget/DlubalKit.DlubalAuth.installer.yaml']).toContain(facts.sha256.toUpperCase());
});

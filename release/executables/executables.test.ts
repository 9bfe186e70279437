import { execFileSync, spawnSync } from 'node:child_process';
import { closeSync, cpSync, mkdirSync, openSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expectNoKey } from '@dlubal-kit/testing/canary';
import { madeKey } from '@dlubal-kit/testing/made-keys';
import { findPython } from '@dlubal-kit/testing/python-peer';
import { type TempHome, tempHome } from '@dlubal-kit/testing/temp-home';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasWine, WINE, windowsIn, windowsPath } from '../../testing/windows/wine.mjs';
import { sha256Of } from '../checksums.mjs';
import { ARTIFACTS, builtArchive, unpack, VERSION } from './built-archive.js';
import { scoopManifest, wingetManifests } from './manifests.mjs';
import { HERE, TARGETS } from './targets.mjs';

const windows = builtArchive('win-x64');
const KEY = madeKey();
const own = builtArchive(HERE);
const python = findPython(['grpc', 'pytest']);
const PYTEST_EXAMPLE = fileURLToPath(new URL('../../apps/examples/python', import.meta.url));

const firstLine = (program: string, ...args: string[]): string =>
  execFileSync(program, args, { encoding: 'utf8' }).split('\n')[0] ?? '';

/** A folder for PATH with these programs and no other: where a system has Node, it is next to them. */
function onlyTools(folder: string): string {
  mkdirSync(folder);
  for (const tool of ['sh', 'git']) {
    symlinkSync(firstLine('sh', '-c', `command -v ${tool}`), join(folder, tool));
  }
  if (python.found) {
    const path = firstLine(python.path, '-c', 'import sys; print(sys.executable)');
    writeFileSync(join(folder, 'pytest'), `#!/bin/sh\nexec '${path}' -m pytest "$@"\n`, { mode: 0o755 });
  }
  return folder;
}

// What a terminal, a signal and a broken output do is in packages/cli/test/built-*.test.ts, for package and executable.
describe.skipIf(own === undefined)(`the executable for ${HERE} (npm run build:executables makes it)`, () => {
  let home: TempHome;
  let program: string;
  let env: Record<string, string>;
  beforeAll(() => {
    home = tempHome();
    mkdirSync(join(home.path, 'bin'));
    program = unpack(own ?? '', join(home.path, 'bin'));
    env = { HOME: home.path, PATH: onlyTools(join(home.path, 'tools')), NO_COLOR: '1' };
  });
  afterAll(() => home[Symbol.dispose]());

  const run = (...args: string[]) =>
    spawnSync(program, args, { cwd: home.path, env, encoding: 'utf8', input: KEY });

  test('is tested without Node on PATH', () => {
    expect(spawnSync('node', ['--version'], { env }).error).toMatchObject({ code: 'ENOENT' });
  });

  test('says its version, without a warning', () => {
    expect(run('--version')).toMatchObject({ status: 0, stdout: `${VERSION}\n`, stderr: '' });
  });

  test('stores a key from stdin and lists its name', () => {
    const added = run('keys', 'add', 'project_1', '--stdin');
    const listed = run('keys', 'list', '--json');
    expect([added.status, listed.status]).toEqual([0, 0]);
    expect(listed.stdout).toContain('project_1');
    expectNoKey(KEY, added.stdout, added.stderr, listed.stdout, listed.stderr);
  });

  const because = python.found ? 'found' : python.because;
  test.skipIf(!python.found)(`runs pytest against its mock server (${because})`, () => {
    cpSync(PYTEST_EXAMPLE, join(home.path, 'tests'), { recursive: true });
    const pytest = ['pytest', '-q', '-p', 'no:cacheprovider', 'tests'];
    const { status, stdout, stderr } = run('mock', 'exec', '--limit', '3', '--', ...pytest);
    expect([status, stdout, stderr]).toEqual([
      0,
      expect.stringContaining('2 passed'),
      expect.stringContaining('would have spent'),
    ]);
  });

  test('calls a server: its own mock, with check', () => {
    expect(run('mock', 'exec', '--', program, 'check')).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('accepts the key'),
    });
  });

  test('is named by its path in completion and in the hook', () => {
    const git = (...args: string[]) => execFileSync('git', args, { cwd: home.path });
    git('init', '-q');
    expect(run('completion', 'bash').stdout).toContain(`'${program}' __complete`);
    expect(run('scan', '--install-hook').status).toBe(0);
    const hook = readFileSync(join(home.path, '.git', 'hooks', 'pre-commit'), 'utf8');
    expect(hook).toContain(`exec '${program}' scan --staged`);
    writeFileSync(join(home.path, 'model.py'), `key = "${KEY}"\n`);
    git('add', 'model.py');
    expect(spawnSync('sh', ['.git/hooks/pre-commit'], { cwd: home.path, env }).status).toBe(10);
  });

  test('says that it has no keyring', () => {
    const { status, stderr } = run('keys', 'list', '--keyring');
    expect([status, stderr]).toEqual([3, expect.stringContaining('cannot be loaded')]);
  });
});

describe.skipIf(windows === undefined || !hasWine())('the executable for Windows, under Wine', () => {
  // Without modules, no Node for Windows is on its PATH.
  test('runs: version, keys, mock server, check', { timeout: 240_000 }, () => {
    using home = tempHome();
    const files = unzipSync(readFileSync(windows ?? ''));
    const program = home.write('bin/dlubal-auth.exe', files['dlubal-auth.exe'] ?? '');
    const input = home.write('key.txt', KEY);
    const env = windowsIn(join(home.path, 'prefix'), '');
    // On a pipe of Linux, Node for Windows fails with EBADF.
    const run = (...args: string[]): string => {
      const [from, out] = [openSync(input, 'r'), openSync(join(home.path, 'out.txt'), 'w')];
      spawnSync(WINE, [program, ...args], { cwd: home.path, env, stdio: [from, out, out] });
      for (const file of [from, out]) closeSync(file);
      return readFileSync(join(home.path, 'out.txt'), 'utf8');
    };
    expect(run('--version').trim()).toBe(VERSION);
    const shown = [run('keys', 'add', 'project_1', '--stdin'), run('keys', 'list', '--json')];
    expect(JSON.parse(shown[1] ?? '')).toMatchObject({ keys: [{ name: 'project_1' }] });
    expectNoKey(KEY, ...shown);
    expect(run('mock', 'exec', '--', windowsPath(program), 'check')).toContain('accepts the key');
    expect(run('completion', 'powershell')).toContain("dlubal-auth.exe' __complete");
  });
});

// The rows above are skipped where nothing was built; this one says why.
test('the checksums are those of the files', ({ skip }) => {
  skip(own === undefined, 'no executable was built: npm run build:executables makes them');
  const [tool = '', ...options] = process.platform === 'darwin' ? ['shasum', '-a', '256'] : ['sha256sum'];
  execFileSync(tool, [...options, '--check', 'SHA256SUMS'], { cwd: ARTIFACTS, stdio: 'ignore' });
  expect(readFileSync(join(ARTIFACTS, 'SHA256SUMS'), 'utf8')).toContain(`  ${basename(own ?? '')}\n`);
});

test.skipIf(windows === undefined)('both manifests name the archive and its hash', () => {
  const hash = sha256Of(windows ?? '');
  const textOf = (path: string) => readFileSync(join(ARTIFACTS, path), 'utf8');
  for (const text of [
    textOf('scoop/dlubal-auth.json').replace(hash, hash.toUpperCase()),
    textOf('winget/DlubalKit.DlubalAuth.installer.yaml'),
  ]) {
    expect(text).toContain(`/v${VERSION}/${basename(windows ?? '')}`);
    expect(text).toContain(hash.toUpperCase());
  }
});

/** What the header of a program says it is, and for which processor, in hexadecimal. */
const HEADERS = { 'linux-x64': '7f454c46 3e00', 'linux-arm64': '7f454c46 b700', 'win-x64': '50450000 6486' };

function headerOf(program: Buffer): string {
  const isWindows = program.toString('latin1', 0, 2) === 'MZ';
  const start = isWindows ? program.readUInt32LE(0x3c) : 0;
  const machine = isWindows ? start + 4 : 18;
  return `${program.toString('hex', start, start + 4)} ${program.toString('hex', machine, machine + 2)}`;
}

function fileIn(archive: string, name: string): Buffer {
  if (archive.endsWith('.zip')) return Buffer.from(unzipSync(readFileSync(archive))[name] ?? []);
  return execFileSync('tar', ['-xzOf', archive, name], { maxBuffer: 2 ** 28 });
}

describe.each(Object.entries(HEADERS))('the archive for %s', (system, header) => {
  const archive = builtArchive(system);
  const { file = '' } = TARGETS.find(({ name }) => name === system) ?? {};

  test.skipIf(archive === undefined)(
    'has a program for that system, and the licences of what is in it',
    () => {
      expect(headerOf(fileIn(archive ?? '', file))).toBe(header);
      expect(fileIn(archive ?? '', 'LICENSE').toString()).toContain('MIT License');
      const notices = fileIn(archive ?? '', 'THIRD-PARTY-NOTICES.md').toString();
      for (const name of ['@bufbuild/protobuf', 'ini', 'yaml', 'Node.js'])
        expect(notices).toContain(`## ${name}`);
    },
  );
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

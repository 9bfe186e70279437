import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { checkPackage, createPackageFromTarballData, type Problem } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { describe, expect, test } from 'vitest';
import { root, textOf } from './project-files.js';

const PACKAGES = ['auth-core', 'node-client', 'mock-server', 'cli', 'dlubal-auth'];

/**
 * Profile of attw: node16. TypeScript's resolution of before 2022 (`node10`) knows no `exports` and so no subpaths.
 * Vitest is ESM only, and so is our entry for it.
 */
const isInProfile = (problem: Problem): boolean =>
  !('resolutionKind' in problem) ||
  (problem.resolutionKind !== 'node10' &&
    !(problem.resolutionKind === 'node16-cjs' && problem.entrypoint === './vitest'));

interface Tarball {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly files: readonly string[];
}

/** The package as `npm publish` would send it; `prepack` runs. */
function packed(name: string): Tarball {
  const folder = mkdtempSync(join(tmpdir(), 'dlubal-kit-pack-'));
  try {
    const args = ['pack', '--json', '--pack-destination', folder];
    const [{ filename, files }] = JSON.parse(
      execFileSync('npm', args, { cwd: join(root, 'packages', name), encoding: 'utf8' }),
    ) as [{ filename: string; files: { path: string }[] }];
    const bytes = new Uint8Array(readFileSync(join(folder, filename)));
    return { bytes, files: files.map(({ path }) => path) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe.each(PACKAGES)('the tarball of %s', (name) => {
  const { bytes, files } = packed(name);
  const manifest = JSON.parse(textOf(`packages/${name}/package.json`));

  test('has the licence, the notices of what is bundled, and nothing of the build', () => {
    expect(files).toEqual(expect.arrayContaining(['LICENSE', 'README.md', 'package.json']));
    expect(files.includes('THIRD-PARTY-NOTICES.md')).toBe(files.some((path) => path.startsWith('dist/')));
    // A release writes it; npm packs it for no other reason.
    expect(manifest.files).toContain('CHANGELOG.md');
    expect(files.filter((path) => /metafile|\.test\.|^src\/|tsconfig/.test(path))).toEqual([]);
  });

  test('names no path of this machine, and no map of sources that is not there', () => {
    const text = gunzipSync(bytes).toString('latin1');
    expect(text.includes(root)).toBe(false);
    expect(text).not.toMatch(/sourceMappingURL=(?!data:)/);
  });

  test('has a package.json that npm does not correct', () => {
    const folder = mkdtempSync(join(tmpdir(), 'dlubal-kit-pkg-'));
    try {
      writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
      execFileSync('npm', ['pkg', 'fix'], { cwd: folder, stdio: 'ignore' });
      expect(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))).toEqual(manifest);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('says where it comes from', () => {
    expect(manifest.repository).toEqual({
      type: 'git',
      url: 'git+https://github.com/dlubal-kit/dlubal-kit.git',
      directory: `packages/${name}`,
    });
    expect(manifest.publishConfig).toEqual({ access: 'public', provenance: true });
    expect(manifest).toMatchObject({
      bugs: expect.any(String),
      homepage: expect.any(String),
      keywords: expect.any(Array),
    });
  });

  test('has nothing that publint remarks on', async () => {
    const { messages, pkg } = await publint({ pack: { tarball: bytes.buffer }, level: 'suggestion' });
    expect(messages.map((message) => formatMessage(message, pkg))).toEqual([]);
  });

  test.skipIf(['cli', 'dlubal-auth'].includes(name))('has types that fit its modules', async () => {
    const result = await checkPackage(createPackageFromTarballData(bytes));
    const problems = result.types ? result.problems.filter(isInProfile) : ['no types'];
    expect(problems).toEqual([]);
  });
});

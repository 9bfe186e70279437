import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Block } from '@dlubal-kit/testing/pages';
import { findPython } from '@dlubal-kit/testing/python-peer';
import { expect } from 'vitest';
import type { Runner } from './runner.js';
import { type Ended, onMachine, runOn } from './snippet-machine.js';

const isPython = ({ language }: Block): boolean => ['python', 'py'].includes(language);
/** Dlubal's own package, which is not on the machines that run this. */
const usesDlubal = ({ code }: Block): boolean => /^\s*(?:import|from) dlubal\b/m.test(code);
const isPytest = ({ name }: Block): boolean => /(?:^|\/)(?:test_\w+|conftest)\.py$/.test(name);

const peer = (...modules: string[]): (() => string | undefined) => {
  const found = findPython(modules);
  return () => (found.found ? undefined : found.because);
};
const pathOf = (...modules: string[]): string => {
  const found = findPython(modules);
  return found.found ? found.path : 'python3';
};

/** As the pages say that programs in Python are run. */
const inMock = (block: Block, args: readonly string[], verify: (ended: Ended) => void): Promise<void> =>
  onMachine(block, async (machine) => {
    writeFileSync(join(machine.folder, 'snippet.py'), block.code);
    verify(await runOn(machine, ['dlubal-auth', 'mock', 'exec', '--', pathOf('grpc'), ...args]));
  });

export const pythonForDlubal: Runner = {
  runs: 'the compiler of Python, since Dlubal’s own client is not here',
  takes: (block) => isPython(block) && usesDlubal(block),
  missing: peer('ast'),
  run: ({ code }) => {
    const { stderr } = spawnSync(pathOf('ast'), ['-c', 'import ast, sys; ast.parse(sys.stdin.read())'], {
      input: code,
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
  },
};

export const pytestFiles: Runner = {
  runs: 'pytest in mock exec',
  takes: (block) => isPython(block) && isPytest(block),
  missing: peer('grpc', 'pytest'),
  run: (block) =>
    inMock(block, ['-m', 'pytest', '-q', '-p', 'no:cacheprovider'], ({ code, said }) => {
      expect(said).toMatch(/\d+ passed/);
      expect(code, said).toBe(0);
    }),
};

export const pythonPrograms: Runner = {
  runs: 'Python in mock exec',
  takes: isPython,
  missing: peer('grpc'),
  run: (block) => inMock(block, ['snippet.py'], ({ code, said }) => expect(code, said).toBe(0)),
};

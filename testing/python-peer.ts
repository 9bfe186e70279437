import { spawnSync } from 'node:child_process';
import { whyNoLinuxProgram } from './skip-on-windows.js';

/** A Python with the requested modules, or the reason why a test is skipped. */
export type PythonPeer =
  | { readonly found: true; readonly path: string }
  | { readonly found: false; readonly because: string };

/** Debian's own interpreter first: other interpreters on the path do not see its packages (python3-grpcio). */
const CANDIDATES = [
  ...['/usr/bin/python3'].filter((path) => whyNoLinuxProgram(path) === undefined),
  'python3',
  'python',
];

/**
 * Finds a Python 3 that can import the modules.
 *
 * @example
 * const python = findPython(['grpc']);
 * test.skipIf(!python.found)(`Python's grpcio (${python.found ? 'found' : python.because})`, …);
 */
export function findPython(modules: readonly string[]): PythonPeer {
  for (const path of CANDIDATES) {
    const code = `import sys; assert sys.version_info >= (3, 9); import ${modules.join(', ')}`;
    if (spawnSync(path, ['-c', code], { stdio: 'ignore' }).status === 0) return { found: true, path };
  }
  return { found: false, because: `no Python 3 with ${modules.join(', ')} on this machine` };
}

/** Runs a Python program that reads JSON from stdin and prints JSON. */
export function askPython(path: string, program: string, input: unknown): unknown {
  const done = spawnSync(path, ['-c', program], {
    input: JSON.stringify(input),
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
    env: { ...process.env, PYTHONIOENCODING: 'utf-8', PYTHONUTF8: '1' },
  });
  if (done.status !== 0) throw new Error(`Python failed: ${done.stderr.slice(-2000)}`);
  return JSON.parse(done.stdout);
}

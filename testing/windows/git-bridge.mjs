import { execFileSync, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { windowsPath } from './wine.mjs';

const CLIENT = fileURLToPath(new URL('git-client.go', import.meta.url));
/** Debian's. A program made of Node starts in one to three seconds under Wine, one made of Go in a tenth of that. */
const GO = '/usr/bin/go';

export const hasGo = () => existsSync(GO);

/**
 * Gives Windows programs under Wine a `git.exe`: Git for Windows is not a package of npm or Debian, and a program of
 * Linux that Wine starts has no pipes. Git itself runs here, outside of Wine, and answers with paths as on Windows.
 *
 * @param {string} folder of its own, gets `git.exe`
 * @param {string} prefix Wine's folder
 * @returns {Promise<{ env: Record<string, string>, close: () => void }>} env: for the tests
 */
export async function bridgeGit(folder, prefix) {
  mkdirSync(folder, { recursive: true });
  makeGitExe(folder);
  const token = randomUUID();
  const paths = pathsOf(prefix);
  const server = createServer({ allowHalfOpen: true }, (socket) => answer(socket, token, paths));
  await new Promise((listening) => server.listen(0, '127.0.0.1', () => listening(undefined)));
  const address = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    env: { TEST_GIT_FOLDER: windowsPath(folder), TEST_GIT_BRIDGE: `${address.port}/${token}` },
    close: () => server.close().unref(),
  };
}

/** @param {string} folder */
function makeGitExe(folder) {
  const [exe, made] = ['git.exe', 'made-from.go'].map((name) => join(folder, name));
  const source = readFileSync(CLIENT, 'utf8');
  if (existsSync(made) && readFileSync(made, 'utf8') === source) return;
  const env = { ...process.env, GOOS: 'windows', GOARCH: 'amd64', CGO_ENABLED: '0', GO111MODULE: 'off' };
  execFileSync(GO, ['build', '-ldflags=-s', '-o', exe, CLIENT], { env, stdio: 'inherit' });
  writeFileSync(made, source);
}

/** @param {string} prefix */
function pathsOf(prefix) {
  const drive = join(prefix, 'drive_c');
  return {
    toLinux: (/** @type {string} */ path) =>
      /^[a-z]:[\\/]/i.test(path)
        ? (path[0]?.toLowerCase() === 'c' ? drive : '') + path.slice(2).replaceAll('\\', '/')
        : path,
    /** As Git for Windows prints them. */
    toWindows: (/** @type {string} */ path) =>
      path.startsWith(`${drive}/`) ? `C:${path.slice(drive.length)}` : path.replace(/^\//, 'Z:/'),
  };
}

/**
 * @param {import('node:net').Socket} socket
 * @param {string} token
 * @param {ReturnType<typeof pathsOf>} paths
 */
function answer(socket, token, { toLinux, toWindows }) {
  let head = Buffer.alloc(0);
  const frame = (/** @type {number} */ kind, /** @type {Buffer} */ content) => {
    const prefix = Buffer.alloc(5);
    prefix[0] = kind;
    prefix.writeUInt32BE(content.length, 1);
    if (!socket.destroyed) socket.write(Buffer.concat([prefix, content]));
  };
  const start = (/** @type {string} */ line, /** @type {Buffer} */ rest) => {
    const asked = JSON.parse(line);
    if (asked.token !== token) return socket.destroy();
    const git = spawn('/usr/bin/git', asked.args.map(toLinux), {
      cwd: toLinux(asked.cwd),
      env: {
        ...Object.fromEntries(
          Object.entries(asked.env).map(([name, value]) => [name, toLinux(String(value))]),
        ),
        PATH: process.env.PATH,
      },
    });
    git.stdout.on('data', (chunk) =>
      frame(1, asked.args.includes('rev-parse') ? Buffer.from(toWindows(chunk.toString())) : chunk),
    );
    git.stderr.on('data', (chunk) => frame(2, chunk));
    git.on('error', () => socket.destroy());
    git.on('close', (code) => frame(3, Buffer.from(String(code ?? 1))));
    git.stdin.on('error', () => {});
    git.stdin.write(rest);
    socket.pipe(git.stdin);
    socket.once('close', () => git.kill());
  };
  const read = (/** @type {Buffer} */ chunk) => {
    head = Buffer.concat([head, chunk]);
    const end = head.indexOf('\n');
    if (end < 0) return;
    socket.off('data', read);
    start(head.toString('utf8', 0, end), head.subarray(end + 1));
  };
  socket.on('data', read);
  socket.on('error', () => {});
}

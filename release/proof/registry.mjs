import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { NODE_PACKAGE, nodeOf } from './node-package.mjs';
import { run } from './run.mjs';

/** Verdaccio asks for a newer Node than the kit, which npm has as a package. It names node-fetch by a tag: fixed here. */
const TOOLS = {
  private: true,
  dependencies: { [NODE_PACKAGE]: '22', verdaccio: '6' },
  overrides: { 'node-fetch': '2.7.0' },
};

const settings = (storage, uplink) => `
storage: ${storage}
uplinks:
  npm:
    url: ${uplink}
packages:
  '@dlubal-kit/*': { access: $all, publish: $all }
  'dlubal-auth': { access: $all, publish: $all }
  '**': { access: $all, proxy: npm }
log: { type: stdout, level: error }
max_body_size: 100mb
`;

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  return port;
}

async function answers(url) {
  for (let tries = 0; tries < 150; tries += 1) {
    const response = await fetch(`${url}/-/ping`).catch(() => undefined);
    if (response?.ok) return;
    await pause(200);
  }
  throw new Error(`The local registry at ${url} did not answer within 30 s.`);
}

/**
 * Starts a real registry in `folder` that has none of our packages and passes on what it does not have. Gives the
 * variables that make npm, pnpm and yarn use it, and `stop`.
 */
export async function startRegistry(folder) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify(TOOLS));
  run('npm', ['install', '--no-audit', '--no-fund', '--silent'], { cwd: folder });
  const uplink = run('npm', ['config', 'get', 'registry'], { cwd: folder }).trim();
  writeFileSync(join(folder, 'config.yaml'), settings(join(folder, 'storage'), uplink));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const bin = join(folder, 'node_modules', '.bin');
  const server = spawn(
    nodeOf(folder),
    [join(bin, 'verdaccio'), '--config', join(folder, 'config.yaml'), '--listen', url],
    {
      stdio: ['ignore', 'inherit', 'inherit'],
    },
  );
  const npmrc = join(folder, 'npmrc');
  // Anybody may publish here; npm refuses to without any token.
  writeFileSync(npmrc, `registry=${url}/\n//127.0.0.1:${port}/:_authToken=anybody\n`);
  await answers(url);
  return {
    url,
    env: {
      npm_config_userconfig: npmrc,
      npm_config_registry: `${url}/`,
      YARN_NPM_REGISTRY_SERVER: url,
      YARN_UNSAFE_HTTP_WHITELIST: '127.0.0.1',
    },
    stop: () => server.kill(),
  };
}

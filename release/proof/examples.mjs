import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { npmInstall } from './install.mjs';
import { run } from './run.mjs';

const examples = fileURLToPath(new URL('../../apps/examples', import.meta.url));

/**
 * What each example is tried with after `npm install`, and a part of what it says. What they do is tested in
 * apps/examples/test, from tarballs; this proves that a stranger can install them.
 */
const TRIED = {
  'list-models': { script: 'try', says: '0 open models' },
  vitest: { script: 'test', says: '3 passed' },
  jest: { script: 'test', says: '2 passed' },
  // There is no key, and it says so.
  service: { script: 'start', says: 'watcher' },
  'ci-job': { script: 'test', says: 'passed' },
  python: { script: 'test', says: '2 passed', missing: () => missingModules('grpc', 'pytest') },
  csharp: { script: 'test', says: '', missing: () => '.NET' },
  team: { script: 'doctor', says: 'policy' },
};

// Debian's Python has the packages that Debian installs.
const PATH = `/usr/bin:${process.env.PATH}`;

function missingModules(...names) {
  const { status } = spawnSync('python3', ['-c', `import ${names.join(', ')}`], {
    env: { ...process.env, PATH },
  });
  return status === 0 ? undefined : names.join(', ');
}

/** Those that promise to end badly without a key are asked for their words alone. */
function saidBy(folder, script) {
  try {
    return run('sh', ['-c', `npm run --silent ${script} 2>&1`], {
      cwd: folder,
      env: { PATH, HOME: folder, CI: '1', NO_COLOR: '1', NODE_OPTIONS: '', DLUBAL_API_KEY: undefined },
    });
  } catch (error) {
    return error.message;
  }
}

const example = (name) => ({
  name: `example ${name}, by npm install`,
  run(context) {
    const { folder } = context;
    cpSync(join(examples, name), folder, { recursive: true });
    npmInstall(context);
    const tried = TRIED[name];
    if (tried === undefined) throw new Error('It is not in the table of what examples are tried with.');
    if (tried.missing?.() !== undefined) return;
    const said = saidBy(folder, tried.script);
    if (!said.includes(tried.says)) throw new Error(`npm run ${tried.script} said:\n${said}`);
  },
});

/** Every folder with a package.json of its own. */
export const EXAMPLE_ROWS = readdirSync(examples)
  .filter((name) => existsSync(join(examples, name, 'package.json')))
  .map(example);

import { fileURLToPath } from 'node:url';
import vm from 'node:vm';
import { madeKey } from '@dlubal-kit/testing/made-keys';
import { build } from 'esbuild';
import { expect, test } from 'vitest';

const entry = fileURLToPath(new URL('../src/index.js', import.meta.url));

test('bundled for a browser, the core runs in a context that has nothing but the language', async () => {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    platform: 'browser',
    format: 'iife',
    globalName: 'core',
    write: false,
    logLevel: 'silent',
  });
  const code = outputFiles[0]?.text ?? '';
  const context = vm.createContext(Object.create(null));
  // V8 itself puts a console into every context; a browser has one too.
  for (const absent of ['process', 'Buffer', 'require', 'setTimeout', 'TextDecoder', 'URL', 'atob']) {
    expect(vm.runInContext(`typeof ${absent}`, context)).toBe('undefined');
  }
  vm.runInContext(code, context);

  const key = madeKey();
  const run = (expression: string): unknown =>
    JSON.parse(vm.runInContext(`JSON.stringify(${expression})`, context));
  const config = JSON.stringify(`[api_keys]\nproject_1 = ${key}\ndefault = %(project_1)s\n`);
  expect(run(`core.resolveKey({ config: ${config} }).name`)).toBe('project_1');
  expect(run(`core.resolveKey({ config: ${config} })`)).toMatchObject({ key: `ak-…${key.slice(-4)}` });
  expect(run(`core.explainResolution({ name: 'project_2', config: ${config} }).error.kind`)).toBe(
    'key-unknown-name',
  );
  expect(run(`core.editConfig(${config}, { set: { b: 'ak-2' } }).includes('b = ak-2')`)).toBe(true);
  expect(run(`core.diagnoseConfig(${config}).length`)).toBe(1);
  expect(run(`core.parseSettings('port = 1')`)).toMatchObject({ ok: true, settings: { port: 1 } });
  expect(run(`core.redact('x ${key}')`)).toBe(`x ak-…${key.slice(-4)}`);
  expect(
    run(
      `core.classifyError(Object.assign(new Error('x'), { code: 14, details: 'connect ECONNREFUSED' })).kind`,
    ),
  ).toBe('server-unreachable');
});

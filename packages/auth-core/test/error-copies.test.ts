import { fileURLToPath } from 'node:url';
import vm from 'node:vm';
import { expectNoKey } from '@dlubal-kit/testing/canary';
import { madeKey } from '@dlubal-kit/testing/made-keys';
import { build } from 'esbuild';
import { describe, expect, test } from 'vitest';
import * as own from '../src/index.js';

const { outputFiles } = await build({
  entryPoints: [fileURLToPath(new URL('../src/index.js', import.meta.url))],
  bundle: true,
  format: 'iife',
  globalName: 'core',
  write: false,
  logLevel: 'silent',
});
const code = `${outputFiles[0]?.text ?? ''}; core`;

/** Indexed by class name, which a namespace must not be. */
const core: typeof own = { ...own };

const KEY = madeKey();

/** One way to each class, written against any copy of the package. */
const WAYS = {
  KeyFormatError: (copy) => copy.ApiKey.parse(`${KEY}\n`, 'DLUBAL_API_KEY'),
  KeyResolutionError: (copy) => copy.resolveKey({ env: { DLUBAL_API_KEY: `${KEY} ` } }),
  ConfigEditError: (copy) => copy.editConfig('', { set: { 'a=b': KEY } }),
  ConfigSyntaxError: (copy) => copy.editConfig(KEY, {}),
  SettingsError: (copy) => copy.resolveKey({ settings: `key = ${KEY}` }),
  MisuseError: (copy) => {
    throw new copy.MisuseError(`deadlineMs is ${KEY}.`, 'Give a number.');
  },
} as const satisfies Record<string, (copy: typeof own) => unknown>;

type ClassName = keyof typeof WAYS;

function thrownBy(way: () => unknown): Error {
  try {
    way();
  } catch (error) {
    return error as Error;
  }
  return expect.unreachable();
}

const PLACES = {
  'the same copy': core,
  'another copy': vm.runInThisContext(code) as typeof own,
  'another realm': vm.runInContext(code, vm.createContext(Object.create(null))) as typeof own,
};

describe.for(Object.entries(PLACES))('an error of %s', ([, copy]) => {
  test.for(Object.keys(WAYS) as ClassName[])('%s is known by its class, its parent and the guard', (name) => {
    const error = thrownBy(() => WAYS[name](copy));
    expect(error instanceof core[name]).toBe(true);
    expect(error instanceof core.DlubalError).toBe(true);
    expect(core.isDlubalError(error)).toBe(true);
    const others = (Object.keys(WAYS) as ClassName[]).filter((other) => other !== name);
    for (const other of others) expect(error instanceof core[other]).toBe(false);
  });

  test.for(Object.keys(WAYS) as ClassName[])('%s has a kind in front, both sentences and no key', (name) => {
    const error = thrownBy(() => WAYS[name](copy));
    if (!core.isDlubalError(error)) expect.unreachable();
    const { kind, failure } = error;
    expect(error.message).toBe(`[${kind}] ${failure.happened} ${failure.remedy}`);
    expect(error).toMatchObject({
      name,
      failure: { kind, billed: 'no', exitCode: core.KINDS[kind].exitCode },
    });
    expect(core.classifyError(error)).toEqual(failure);
    expect(core.classifyError(new Error('start failed', { cause: error }))).toEqual(failure);
    expectNoKey(KEY, error);
  });
});

test('a class of the user below one of ours holds its own errors alone', () => {
  class OwnError extends core.MisuseError {}
  const [own, plain] = [new OwnError('a.', 'b.'), new core.MisuseError('a.', 'b.')];
  expect([own instanceof OwnError, plain instanceof OwnError]).toEqual([true, false]);
  expect([own, plain].every((error) => error instanceof core.MisuseError)).toBe(true);
});

test('nothing else is an error of the kit, and the guard never throws', () => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  for (const thing of [
    undefined,
    null,
    'text',
    new Error('x'),
    { failure: { kind: 'tls' } },
    () => {},
    proxy,
  ]) {
    expect(core.isDlubalError(thing)).toBe(false);
    expect(thing instanceof core.DlubalError).toBe(false);
  }
});

test('the stack begins with the name of the class', () => {
  expect(new core.MisuseError('a.', 'b.').stack).toMatch(/^MisuseError: \[client-misuse\] a\. b\.\n/);
});

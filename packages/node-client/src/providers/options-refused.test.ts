import { isDlubalError } from '@dlubal-kit/auth-core';
import { madeKey } from '@dlubal-kit/testing/made-keys';
import { expect, test } from 'vitest';
import { ConfigStore } from '../config/config-store.js';
import { gather } from '../gather/gather.js';
import { Keyring } from '../keyring/keyring.js';
import { loadKey } from '../load-key/load-key.js';
import { cached } from './cached.js';
import { chain, keyFrom } from './chain.js';
import { fromCommand } from './from-command.js';
import { fromConfigFile } from './from-config-file.js';
import { fromEnvironment } from './from-environment.js';
import { fromKeyring } from './from-keyring.js';
import { fromOptions } from './from-options.js';
import { fromSettings } from './from-settings.js';

// What JavaScript can get wrong where no compiler looks. Before, a TypeError, or another key, was the answer.

type Take = (given: never) => unknown;

const store = () => new ConfigStore({ path: '/nowhere/config.ini' });

const TAKERS: readonly [string, Take, readonly unknown[]][] = [
  [
    'loadKey',
    loadKey as Take,
    [
      null,
      5,
      { apiKeyNme: 'ci' },
      { apiKeyValue: 5 },
      { apiKeyName: ['ci'] },
      { config: true },
      { env: null },
      { keyring: {} },
      { keyFormat: 'all' },
    ],
  ],
  [
    'gather',
    gather as Take,
    [{ apiKeyNme: 'ci' }, { cwd: 5 }, { platform: {} }, { tls: 'yes' }, { optionNames: 'long' }],
  ],
  ['fromOptions', fromOptions as Take, [null, { apiKeyNme: 'ci' }, { apiKeyName: 5 }]],
  ['fromEnvironment', fromEnvironment as Take, [{ enw: {} }, { env: 5 }]],
  ['fromConfigFile', fromConfigFile as Take, [{ path: 'config.ini' }, { config: 5 }]],
  ['fromSettings', fromSettings as Take, [{ cwdd: '.' }]],
  ['fromCommand', fromCommand as Take, [undefined, 'vault-key dlubal', [], [5], ['vault-key', Symbol('x')]]],
  [
    'fromCommand, its options',
    ((options: object) => fromCommand(['x'], options)) as Take,
    [{ timeout: 5 }, { timeoutMs: -1 }, { timeoutMs: 2 ** 31 }, { env: 5 }],
  ],
  [
    'fromKeyring',
    ((options: object) => fromKeyring('ci', options)) as Take,
    [{ servic: 'x' }, { timeoutMs: '5' }],
  ],
  ['Keyring', ((options: object) => new Keyring(options)) as Take, [{ load: 5 }]],
  ['chain', chain as Take, [undefined, ['vault-key'], {}, null]],
  ['keyFrom', keyFrom as Take, [undefined, ['vault-key'], madeKey()]],
  ['cached', cached as Take, [undefined, ['vault-key'], madeKey()]],
  [
    'cached, its options',
    ((options: object) => cached(fromSettings(), options)) as Take,
    [{ lifetime: 5 }, { lifetimeMs: -1 }],
  ],
  [
    'ConfigStore',
    ((options: object) => new ConfigStore(options)) as Take,
    ['config.ini', { file: 'x' }, { path: 5 }, { lockWaitMs: 'x' }],
  ],
  ['edit', ((edit: never) => store().edit(edit)) as Take, [undefined, { set: {} }, 'text']],
  ['tryEdit', ((edit: never) => store().tryEdit(edit)) as Take, [undefined, { set: {} }]],
  [
    'what an edit returns',
    ((answer: never) => store().tryEdit(() => answer)) as Take,
    [
      undefined,
      5,
      { sett: {} },
      { set: [] },
      { set: { ci: 5 } },
      { remove: 'ci' },
      { rename: { ci: 5 } },
      { setDefault: 5 },
    ],
  ],
  [
    'watch',
    ((options: never) => store().watch(options)) as Take,
    [undefined, {}, { onChange: 5 }, { onChange() {}, interval: 5 }],
  ],
];

const CASES = TAKERS.flatMap(([name, take, values]) =>
  values.map((value, at) => [name, at, value, take] as const),
);

test.each(CASES)('%s refuses slip %i', async (_name, _at, value, take) => {
  const error: unknown = await Promise.resolve()
    .then(() => take(value as never))
    .then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
  expect(isDlubalError(error) ? error.kind : error).toBe('client-misuse');
  expect(String(error)).not.toMatch(/ak-[0-9a-f]{48}/);
});

import { chownSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiKey } from '@dlubal-kit/auth-core';
import { madeKey } from '@dlubal-kit/testing/made-keys';
import { notOnWindows } from '@dlubal-kit/testing/skip-on-windows';
import { expect, test } from 'vitest';
import { tempFolder } from '../../../test/temp-folder.js';
import { gatherChecked } from '../../gather/gather.js';
import type { ClientOptions } from '../connect-options.js';
import { findKey } from './find-key.js';

const KEY = madeKey();
const OTHER = 65534;

const title = notOnWindows("somebody else's .dlubalrc in the project is one warning", 'no owners by number');

test.skipIf(process.getuid?.() !== 0).each<[string, ClientOptions]>([
  ['a provider', { keyProvider: () => KEY }],
  ['an ApiKey', { apiKeyValue: ApiKey.parse(KEY) }],
  ['a text', { apiKeyValue: KEY }],
])(`${title}, also with %s`, async (_, given) => {
  const project = tempFolder();
  const file = join(project, '.dlubalrc');
  writeFileSync(file, 'deadline_ms = 5\n');
  chownSync(file, OTHER, OTHER);
  const said: string[] = [];
  const options: ClientOptions = {
    ...{ ...given, cwd: project, home: tempFolder(), env: {} },
    onWarning: ({ code, message }) => said.push(`${code}: ${message}`),
  };
  const gathered = gatherChecked(options);
  gathered.server();
  await findKey(options, gathered);
  expect(said).toEqual([expect.stringContaining(`DLUBAL_KEY: ${file} was not read`)]);
});

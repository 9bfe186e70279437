import { readFileSync } from 'node:fs';
import { ApiKey } from '@dlubal-kit/auth-core';
import { madeKey } from '@dlubal-kit/testing/made-keys';
import { expect, it } from 'vitest';
import { CLIENT_VERSION, requestHeaders } from './request-headers.js';

it('both headers have the form that the server reads', () => {
  const key = madeKey();
  expect(requestHeaders(ApiKey.parse(key))).toEqual({
    authorization: `Bearer ${key}`,
    'api-client-info': `Node | ${CLIENT_VERSION}`,
  });
});

it('the version is that of the package', () => {
  const manifest = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'));
  expect(CLIENT_VERSION).toBe(manifest.version);
});

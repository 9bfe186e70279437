import { ApiKey } from '@dlubal-kit/auth-core';
import { expectNoKey } from '@dlubal-kit/testing/canary';
import { madeKey } from '@dlubal-kit/testing/made-keys';
import { Metadata } from '@grpc/grpc-js';
import { expect, it } from 'vitest';
import { wrapCallError } from './wrap-call-error.js';

const text = madeKey();
const where = {
  path: '/dlubal.api.rfem.Application/calculate_all',
  address: '10.0.0.5:9000',
  addressFrom: 'DLUBAL_API_URL',
  key: ApiKey.parse(text),
};

/** Trailers that a gRPC server sent, and no library made up. */
function trailers(more: Record<string, string> = {}): Metadata {
  const metadata = new Metadata();
  metadata.set('content-type', 'application/grpc');
  for (const [name, value] of Object.entries(more)) metadata.set(name, value);
  return metadata;
}

it('the words of the server are in the message, between method and remedy', () => {
  const error = wrapCallError({ code: 9, details: 'no model is open', metadata: trailers() }, where);
  expect(error.message).toBe(
    `[${error.failure.kind}] The server at 10.0.0.5:9000 answered calculate_all with "no model is open". ${error.failure.remedy}`,
  );
});

it('the cause is text alone', () => {
  const { cause } = wrapCallError({ code: 9, details: 'no model is open', metadata: trailers() }, where);
  expect(Reflect.ownKeys(cause as Error).sort()).toEqual(['message', 'stack']);
  expect(String(cause)).toBe('Error: gRPC status 9: no model is open');
});

it('a key that was sent back is masked in every case of letters', () => {
  for (const echoed of [text, text.toUpperCase(), `Bearer ${text}`]) {
    const metadata = trailers({ 'x-request-id': echoed });
    const error = wrapCallError({ code: 16, details: `no such key: ${echoed}`, metadata }, where);
    expectNoKey(text, error);
    expectNoKey(text.toUpperCase(), error);
  }
});

it('of a request id at most 200 characters are kept', () => {
  const error = wrapCallError(
    { code: 13, details: 'x', metadata: trailers({ 'request-id': 'r'.repeat(9_000) }) },
    where,
  );
  expect(error.requestId).toHaveLength(200);
});

it.for([
  undefined,
  null,
  'text',
  17,
  new Error('boom'),
  {},
  { code: 'ENOENT' },
  { code: Number.NaN, details: '' },
])('whatever was thrown becomes the one class: %j', (thing) => {
  const error = wrapCallError(thing, where);
  expect(error.name).toBe('DlubalCallError');
  expect(error.failure.kind).toMatch(/^[a-z-]+$/);
});

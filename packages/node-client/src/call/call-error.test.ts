import { failureOf } from '@dlubal-kit/auth-core';
import { expect, it, vi } from 'vitest';
import { DlubalCallError } from './call-error.js';

const parts = {
  failure: failureOf('server-unreachable'),
  method: '/dlubal.api.rfem.Application/get_application_info',
  address: '127.0.0.1:9000',
};

it('the message gives the kind first, then what happened, then what to do', () => {
  expect(new DlubalCallError(parts).message).toBe(
    `[server-unreachable] A connection to the server could not be made. ${parts.failure.remedy}`,
  );
});

it('its kind and four pieces hang on it and nothing else', () => {
  const cause = new Error('gRPC status 14: connect ECONNREFUSED');
  const error = new DlubalCallError({ ...parts, cause });
  expect(Reflect.ownKeys(error).sort()).toEqual([
    'address',
    'cause',
    'failure',
    'kind',
    'message',
    'method',
    'stack',
  ]);
  expect(error.cause).toBe(cause);
});

it('an error of another copy of this package is one too', async () => {
  vi.resetModules();
  const copy = await import('./call-error.js');
  expect(copy.DlubalCallError).not.toBe(DlubalCallError);
  expect(new copy.DlubalCallError(parts)).toBeInstanceOf(DlubalCallError);
});

it.for([new Error('x'), {}, null, undefined, 'DlubalCallError', { name: 'DlubalCallError' }])(
  '%j is none',
  (thing) => {
    expect(thing).not.toBeInstanceOf(DlubalCallError);
  },
);

import { expect, it } from 'vitest';
import { versionWarning } from './version-handshake.js';

it('the version that the messages were written for passes', () => {
  expect(versionWarning('6.10.0001')).toBeUndefined();
});

it.for([
  ['6.10.0002', 'API 2.10.2'],
  ['6.11.0001', 'API 2.11.1'],
  ['6.09.0001', 'API 2.9.1'],
] as const)('%s is told as another', ([version, told]) => {
  expect(versionWarning(version)).toContain(told);
});

it.for(['', '6', 'six.ten.one', '6.10', '\u001b[31m6.10.0001', `6.${'1'.repeat(400)}.1`])(
  '%j cannot be compared, and is not repeated',
  (version) => {
    expect(versionWarning(version)).toContain('cannot be compared');
    expect(versionWarning(version)).not.toContain('\u001b');
  },
);

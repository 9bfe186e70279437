import { classifyError, failureOf } from '@dlubal-kit/auth-core';
import { expect, test } from 'vitest';
import { failureView } from './failure-view.js';

const details = 'API access has been restricted.';
const refused = classifyError({ code: 16, details });

test('the words of the server are shown once', () => {
  expect(failureView(refused)).toContain(`Words   ${details}`);
  const quoted = failureView({ ...refused, happened: `The server answered "${details}"` });
  expect(quoted.split(details)).toHaveLength(2);
  expect(quoted).not.toContain('Words');
});

test.each([
  ['key-missing', 'no, nothing reached the server'],
  ['server-unreachable', 'no, nothing reached the server'],
  ['connection-lost', 'perhaps: it was sent, and no answer came'],
] as const)('%s cost: %s', (kind, cost) => {
  expect(failureView(failureOf(kind))).toContain(`Billed  ${cost}\n`);
});

import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { JestEgress, type JestState } from './jest-egress.js';

const dial = (): Promise<Error> =>
  new Promise((resolve) => connect({ port: 9, host: '127.0.0.1' }).on('error', resolve));

test('each test is told of its own connections, and the file of those that no hook follows', async () => {
  let state: JestState = {};
  const egress = new JestEgress(true, () => state);
  egress.beginFile();
  state = { currentTestName: 'one' };
  await dial();
  state = { currentTestName: 'one', currentConcurrentTestName: () => 'meanwhile' };
  await dial();
  state = { currentTestName: 'one' };
  expect(() => egress.endTest()).toThrow('The test "one" dialled 127.0.0.1:9');
  state = { currentTestName: 'two' };
  expect(() => egress.endTest()).not.toThrow();
  expect(() => egress.endFile()).toThrow('The test "meanwhile" dialled 127.0.0.1:9');
  expect((await dial()).message).toContain('ECONNREFUSED');
});

test('code outside of a test is told at the end of the file', async () => {
  const egress = new JestEgress(['dlubal.invalid'], () => ({}));
  egress.beginFile();
  await dial();
  expect(() => egress.endFile()).toThrow('Code outside of a test dialled 127.0.0.1:9');
});

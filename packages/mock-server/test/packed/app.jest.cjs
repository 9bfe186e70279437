const { rpc } = require('@dlubal-kit/mock-server');
const { fakeTimers, setupMockServer } = require('@dlubal-kit/mock-server/jest');
const { call } = require('./call.cjs');

const mock = setupMockServer({ keys: { ci: { limit: 1 } } });

test('matchers and server are there', async () => {
  await call(mock.server, mock.server.keys.ci, 'get_application_info');
  expect(mock.server).toHaveReceivedCall('get_application_info', { times: 1, key: 'ci' });
  expect(mock.server).toHaveBilled(1);
  expect(mock.server.requests).toContainNoApiKey();
  await expect(call(mock.server, mock.server.keys.ci, 'get_model_list')).rejects.toBeDlubalFailure(
    'access-restricted',
  );
});

test('a session answers in its own way', async () => {
  mock.session.use(rpc.getApplicationInfo({ name: 'mine' }));
  expect((await call(mock.server, mock.apiKey, 'get_application_info')).toString()).toContain('mine');
});

test('the next test has another session', async () => {
  expect(mock.session).not.toHaveReceivedCall('get_application_info');
  expect((await call(mock.server, mock.apiKey, 'get_application_info')).toString()).toContain('RFEM');
});

test('calls go on under fake timers', async () => {
  jest.useFakeTimers(fakeTimers);
  await call(mock.server, mock.apiKey, 'get_model_list');
  jest.useRealTimers();
});

test('a server of the global setup is on the bill', async () => {
  const { GLOBAL_ADDRESS: address, GLOBAL_KEY: key } = process.env;
  await call({ address }, { reveal: () => key }, 'get_model_list');
});

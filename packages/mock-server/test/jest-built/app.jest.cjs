const grpc = require('@grpc/grpc-js');
const { rpc } = require('../../dist/index.cjs');
const { fakeTimers, setupMockServer } = require('../../dist/jest.cjs');

const mock = setupMockServer({ keys: { ci: { limit: 2 } } });

function call(method, key = mock.server.keys.ci.reveal()) {
  const client = new grpc.Client(mock.server.address, grpc.credentials.createInsecure());
  const metadata = new grpc.Metadata();
  metadata.set('authorization', `Bearer ${key}`);
  const same = (bytes) => bytes;
  return new Promise((resolve, reject) => {
    const path = `/dlubal.api.rfem.Application/${method}`;
    client.makeUnaryRequest(path, same, same, Buffer.alloc(0), metadata, (error, answer) => {
      client.close();
      if (error === null) resolve(answer);
      else reject(error);
    });
  });
}

test('matchers and server are there', async () => {
  await call('get_application_info');
  expect(mock.server).toHaveReceivedCall('get_application_info', { times: 1, key: 'ci' });
  expect(mock.server).toHaveBilled(1);
  expect(mock.server.requests).toContainNoApiKey();
});

test('each test begins afresh', async () => {
  expect(mock.server).not.toHaveReceivedCall('get_application_info');
  mock.server.use(rpc.getApplicationInfo({ name: 'mine' }));
  expect((await call('get_application_info')).toString()).toContain('mine');
  await call('get_model_list');
  await expect(call('get_model_list')).rejects.toBeDlubalFailure('access-restricted');
});

test('calls go on under fake timers', async () => {
  jest.useFakeTimers(fakeTimers);
  await call('get_model_list');
  jest.useRealTimers();
});

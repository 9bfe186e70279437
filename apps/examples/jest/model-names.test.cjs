const { rpc } = require('@dlubal-kit/mock-server');
const { setupMockServer } = require('@dlubal-kit/mock-server/jest');
const { modelNames } = require('./model-names.cjs');

const mock = setupMockServer({}, { denyEgress: true });
const before = { ...process.env };
beforeEach(() => Object.assign(process.env, mock.session.env()));
afterEach(() => {
  process.env = { ...before };
});

test('lists the names', async () => {
  mock.session.use(rpc.getModelList({ modelInfo: [{ name: 'bridge' }, { name: 'tower' }] }));
  expect(await modelNames()).toEqual(['bridge', 'tower']);
  expect(mock.session).toHaveBilled(1);
});

test('passes on that the month is used up', async () => {
  mock.session.play('no-permission');
  await expect(modelNames()).rejects.toBeDlubalFailure('access-restricted');
});

module.exports = {
  testEnvironment: 'node',
  testMatch: [`**/*.${process.env.KIND}`],
  transform: {},
  globalSetup: './global-setup.cjs',
  injectGlobals: ['jest.cjs', 'test.js'].includes(process.env.KIND),
  reporters: ['default', ['@dlubal-kit/mock-server/reporter', { budget: Number(process.env.BUDGET) }]],
};

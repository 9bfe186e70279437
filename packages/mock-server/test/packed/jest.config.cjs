module.exports = {
  testEnvironment: 'node',
  testMatch: [`**/*.${process.env.KIND}`],
  transform: {},
  injectGlobals: process.env.KIND === 'jest.cjs',
  reporters: ['default', ['@dlubal-kit/mock-server/reporter', { budget: Number(process.env.BUDGET) }]],
};

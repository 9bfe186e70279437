export default {
  test: {
    globalSetup: './global-setup.cjs',
    include: ['*.vitest.mts'],
    reporters: ['default', ['@dlubal-kit/mock-server/reporter', { budget: Number(process.env.BUDGET) }]],
  },
};

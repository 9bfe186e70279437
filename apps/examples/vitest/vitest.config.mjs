export default {
  test: {
    unstubEnvs: true,
    // A run that would cost more fails.
    reporters: ['default', ['@dlubal-kit/mock-server/reporter', { budget: 10 }]],
  },
};

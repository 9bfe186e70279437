module.exports = {
  // A run that would cost more fails.
  reporters: ['default', ['@dlubal-kit/mock-server/reporter', { budget: 10 }]],
};

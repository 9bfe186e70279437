const { startMockServer } = require('@dlubal-kit/mock-server');

// A server for the whole run, in the runner's own process: it must be on the bill too.
module.exports = async () => {
  const server = await startMockServer();
  process.env.GLOBAL_ADDRESS = server.address;
  process.env.GLOBAL_KEY = server.keys.project_1.reveal();
  return () => server.stop();
};

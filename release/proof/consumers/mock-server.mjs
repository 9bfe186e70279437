import { startMockServer } from '@dlubal-kit/mock-server';

const main = async () => {
  const server = await startMockServer();
  const works = server.port > 0 && String(server.keys.project_1).startsWith('ak-…');
  await server.stop();
  console.log(works ? 'it works' : server.port);
};
main();

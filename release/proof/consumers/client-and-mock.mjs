import { startMockServer } from '@dlubal-kit/mock-server';
import { connect } from '@dlubal-kit/node-client';

const main = async () => {
  const server = await startMockServer({ monthlyLimit: 3 });
  const app = await connect({ port: server.port, apiKeyValue: server.keys.project_1.reveal() });
  let kind;
  for (let calls = 0; calls < 4 && kind === undefined; calls += 1) {
    await app.getModelList().catch((error) => {
      kind = error.kind;
    });
  }
  await app.close();
  await server.stop();
  console.log(kind === 'access-restricted' ? 'it works' : kind);
};
main();

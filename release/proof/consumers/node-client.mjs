import { connect, isDlubalError } from '@dlubal-kit/node-client';
import { ConfigStore } from '@dlubal-kit/node-client/config';

const main = async () => {
  const apiKeyValue = `ak-${'0123456789abcdef'.repeat(3)}`;
  const app = await connect({ apiKeyValue, port: 9, deadlineMs: 5_000 });
  // Port 9 of this machine: nobody listens.
  const failure = await app.getModelList().catch((error) => isDlubalError(error) && error.failure);
  await app.close();
  const { kind, billed } = failure;
  const works = kind === 'server-unreachable' && billed === 'no' && typeof ConfigStore === 'function';
  console.log(works ? 'it works' : { kind, billed });
};
main();

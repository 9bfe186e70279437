import { connect, isDlubalError } from '@dlubal-kit/node-client';
import { ConfigStore } from '@dlubal-kit/node-client/config';

const main = async () => {
  const apiKeyValue = `ak-${'0123456789abcdef'.repeat(3)}`;
  // Port 9 of this machine: nobody listens.
  const { kind, billed } = await connect({ apiKeyValue, port: 9, deadlineMs: 5_000 }).then(
    (app) => ({ kind: `connected to ${app.address}` }),
    (error) => (isDlubalError(error) ? error.failure : { kind: String(error) }),
  );
  const works = kind === 'server-unreachable' && billed === 'no' && typeof ConfigStore === 'function';
  console.log(works ? 'it works' : { kind, billed });
};
main();

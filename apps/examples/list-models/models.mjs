// Lists the open models of the RFEM on this machine: npm start. Without RFEM: npm run try
import { connect, isDlubalError } from '@dlubal-kit/node-client';

try {
  const app = await connect();
  const { modelInfo } = await app.getModelList().finally(() => app.close());
  for (const { name, path = 'not saved yet' } of modelInfo) console.log(`${name} (${path})`);
  console.log(`${modelInfo.length} open models`);
} catch (error) {
  if (!isDlubalError(error)) throw error;
  const { happened, remedy, billed, exitCode } = error.failure;
  console.error(`${happened}\n${remedy}\nbilled: ${billed}`);
  process.exitCode = exitCode;
}

// What the job does with the models: here it only counts them. The exit code says what kind of failure it was.
import { connect, isDlubalError } from '@dlubal-kit/node-client';

try {
  const app = await connect({ checkVersion: false, budget: { pool: 'ci', perMonth: 300 } });
  const { modelInfo } = await app.getModelList().finally(() => app.close());
  console.log(`${modelInfo.length} open models`);
} catch (error) {
  if (!isDlubalError(error)) throw error;
  console.error(`::error::${error.failure.kind}: ${error.failure.remedy}`);
  process.exitCode = error.failure.exitCode;
}

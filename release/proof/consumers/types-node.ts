import { startMockServer } from '@dlubal-kit/mock-server';
import { type AnyDlubalError, connect, isDlubalError } from '@dlubal-kit/node-client';

export async function models(): Promise<number> {
  const server = await startMockServer({ monthlyLimit: 10 });
  const app = await connect({ port: server.port, apiKeyValue: server.keys.project_1.reveal() });
  try {
    const { modelInfo } = await app.getModelList();
    return modelInfo.length;
  } catch (error) {
    if (!isDlubalError(error)) throw error;
    const known: AnyDlubalError = error;
    return known.failure.exitCode;
  } finally {
    await app.close();
    await server.stop();
  }
}
// @ts-expect-error: a misspelt option is a fault of types, too.
export const misspelt = connect({ apiKeyNme: 'a' });

import { startMockServer } from '@dlubal-kit/mock-server';
import { setupMockServer } from '@dlubal-kit/mock-server/jest';
import SpendReporter from '@dlubal-kit/mock-server/reporter';
import { parseScenario } from '@dlubal-kit/mock-server/scenario';
import { startMockUi } from '@dlubal-kit/mock-server/ui';
import { type AnyDlubalError, connect, isDlubalError } from '@dlubal-kit/node-client';
import { ConfigStore } from '@dlubal-kit/node-client/config';

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
// The other entries, whose types are read for this.
export const entries = [setupMockServer, SpendReporter, parseScenario, startMockUi, ConfigStore];

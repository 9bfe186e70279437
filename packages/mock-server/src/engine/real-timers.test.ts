import { afterEach, expect, test, vi } from 'vitest';
import { clientFor } from '../../test/call.js';

afterEach(() => void vi.useRealTimers());

test('a server that is loaded under fake timers starts, waits, is waited for and stops', async () => {
  vi.useFakeTimers();
  vi.resetModules();
  const { rpc, startMockServer } = await import('../index.js');
  const server = await startMockServer();
  server.use(rpc.getModelList({ modelInfo: [] }, { delay: 20 }));
  server.fault('latency', { delayMs: 20, times: 1 });
  await expect(server.waitForRequest('get_model_list', { timeoutMs: 20 })).rejects.toThrow('Waited 20 ms');
  vi.useRealTimers();
  using app = clientFor(server.address, { key: server.keys.project_1.reveal() });
  vi.useFakeTimers({ toFake: ['setTimeout', 'setInterval', 'Date'] });
  await app.call('getModelList');
  expect(server.requests[0]?.durationMs).toBeGreaterThan(15);
  expect(server.usage.month).not.toBe('1970-01');
  await server.stop();
});

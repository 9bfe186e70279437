import { REFUSALS } from '@dlubal-kit/auth-core';
import { applicationRpcs } from '@dlubal-kit/protos';
import { madeKey } from '@dlubal-kit/testing/made-keys';
import { describe, expect, test } from 'vitest';
import { error, rpc, startMockServer } from '../src/index.js';
import { STACKS } from './peers/stacks.js';

const info = applicationRpcs.getApplicationInfo;
const list = applicationRpcs.getModelList;
const quick = { timeoutMs: 10_000 };

for (const { name, missing, start } of STACKS) {
  const why = missing();
  const title = why === undefined ? `a client on ${name}` : `a client on ${name} (skipped: ${why})`;
  describe.skipIf(why !== undefined)(title, { timeout: 120_000 }, () => {
    test('is answered, and counted by its key', async () => {
      await using server = await startMockServer();
      await using peer = await start(server.address, server.keys.project_1.reveal());
      const { status, body } = await peer.ask({ path: info.path, ...quick });
      expect(status).toBe('OK');
      expect(info.decodeResponse(Buffer.from(body ?? '', 'hex')).name).toBe('RFEM');
      expect(server.usage.used).toBe(1);
    });

    test('gets the refusals word for word', async () => {
      await using server = await startMockServer({ monthlyLimit: 1 });
      await using stranger = await start(server.address, madeKey());
      expect(await stranger.ask({ path: list.path, ...quick })).toMatchObject({
        status: 'UNAUTHENTICATED',
        details: REFUSALS['key-refused'].details,
      });
      server.monthlyLimit = 0;
      await using spent = await start(server.address, server.keys.project_1.reveal());
      expect(await spent.ask({ path: list.path, ...quick })).toMatchObject({
        status: 'UNAUTHENTICATED',
        details: REFUSALS['access-restricted'].details,
      });
    });

    test('reads words as they were given', async () => {
      await using server = await startMockServer();
      await using peer = await start(server.address, server.keys.project_1.reveal());
      for (const words of ['plain', ' spaces at both ends ', 'Schlüssel 🔑 100 %', 'two\nlines']) {
        server.resetHandlers(rpc.getModelList(error('NOT_FOUND', words)));
        expect(await peer.ask({ path: list.path, ...quick })).toMatchObject({
          status: 'NOT_FOUND',
          details: words,
        });
      }
    });

    test('reads an answer that is compressed', async () => {
      await using server = await startMockServer({ gzip: true });
      await using peer = await start(server.address, server.keys.project_1.reveal());
      const modelInfo = [{ name: 'ü'.repeat(1_000_000), guid: 'g' }];
      server.use(rpc.getModelList({ modelInfo }));
      const { status, body } = await peer.ask({ path: list.path, ...quick });
      expect(status).toBe('OK');
      expect(list.decodeResponse(Buffer.from(body ?? '', 'hex')).modelInfo[0]?.name).toHaveLength(1_000_000);
    });

    test('finds its way back after each outage', async () => {
      await using server = await startMockServer();
      await using peer = await start(server.address, server.keys.project_1.reveal());
      for (const kind of ['refuse', 'goaway', 'proxy-page', 'blackhole'] as const) {
        const outage = server.outage(kind);
        expect((await peer.ask({ path: list.path, timeoutMs: 1_000 })).status).not.toBe('OK');
        outage.end();
        await expect
          .poll(async () => (await peer.ask({ path: list.path, timeoutMs: 5_000 })).status, {
            timeout: 30_000,
          })
          .toBe('OK');
      }
    });
  });
}

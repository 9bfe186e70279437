import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http2';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { notOnWindows, onWindows } from '@dlubal-kit/testing/skip-on-windows';
import { expect, it } from 'vitest';
import { parseAddress } from '../address/address.js';
import { channelOptions, openChannel } from './open-channel.js';

it('a proxy is left to the environment for another machine, and out of the way for this one', () => {
  expect(channelOptions(parseAddress('10.0.0.5'))['grpc.enable_http_proxy']).toBe(1);
  expect(channelOptions(parseAddress('[::1]'))['grpc.enable_http_proxy']).toBe(0);
});

it('headers are made into metadata once', async () => {
  const { channel, metadata } = await openChannel(parseAddress(), false, { 'x-one': 'a', 'x-two': 'b' });
  expect(metadata.getMap()).toEqual({ 'x-one': 'a', 'x-two': 'b' });
  channel.close();
});

it.skipIf(onWindows)(notOnWindows('a unix socket is dialled', 'grpc-js dials none there'), async () => {
  const folder = await mkdtemp(join(tmpdir(), 'socket-'));
  const path = join(folder, 'rfem.sock');
  const server = createServer();
  const dialled = new Promise<string>((done) => {
    server.on('stream', (stream, headers) => {
      stream.close();
      done(String(headers[':path']));
    });
  });
  await new Promise<void>((done) => server.listen(path, done));
  const { channel, metadata } = await openChannel(parseAddress(`unix:${path}`), false, {});
  const call = channel.createCall('/a.B/c', Date.now() + 5_000, null, null, null);
  call.start(metadata, { onReceiveMetadata() {}, onReceiveMessage() {}, onReceiveStatus() {} });
  call.halfClose();
  expect(await dialled).toBe('/a.B/c');
  channel.close();
  server.close();
  await rm(folder, { recursive: true });
});

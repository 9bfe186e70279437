import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders } from 'node:http2';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { notOnWindows, onWindows } from '@dlubal-kit/testing/skip-on-windows';
import { expect, it } from 'vitest';
import { parseAddress } from '../address/address.js';
import { CallLimit } from '../call/call-limit.js';
import { exchange } from '../call/stream-exchange.js';
import { plainFrame } from '../wire/request-frame.js';
import { openChannel } from './open-channel.js';

it.skipIf(onWindows)(
  notOnWindows('a unix socket is dialled, with the headers of gRPC', 'Windows has none'),
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'socket-'));
    const path = join(folder, 'rfem.sock');
    const server = createServer();
    const dialled = new Promise<IncomingHttpHeaders>((done) => {
      server.on('stream', (stream, headers) => {
        stream.respond(
          { ':status': 200, 'content-type': 'application/grpc', 'grpc-status': '5' },
          { endStream: true },
        );
        done(headers);
      });
    });
    await new Promise<void>((done) => server.listen(path, done));
    const { channel, headers } = await openChannel({ address: parseAddress(`unix:${path}`), tls: false });
    const question = {
      headers: { ...headers, 'x-one': 'a', ':path': '/a.B/c' },
      frame: plainFrame(Buffer.alloc(0)),
    };
    await expect(exchange(channel, question, new CallLimit(5_000, []))).rejects.toMatchObject({ code: 5 });
    expect(await dialled).toMatchObject({
      ':method': 'POST',
      ':scheme': 'http',
      ':path': '/a.B/c',
      ':authority': 'localhost',
      te: 'trailers',
      'content-type': 'application/grpc',
      'grpc-accept-encoding': 'identity,gzip,deflate',
      'grpc-timeout': expect.stringMatching(/^\d+m$/),
      'x-one': 'a',
    });
    await channel.close(0);
    server.close();
    await rm(folder, { recursive: true });
  },
);

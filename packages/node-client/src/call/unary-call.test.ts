import { setTimeout as wait } from 'node:timers/promises';
import { MisuseError } from '@dlubal-kit/auth-core';
import { madeKey } from '@dlubal-kit/testing/made-keys';
import { Metadata, status } from '@grpc/grpc-js';
import { describe, expect, it } from 'vitest';
import { grpcPeer, http2Peer, PATH, service, silentPeer } from '../../test/peers.js';
import type { ClientOptions } from '../client/connect-options.js';
import { createClient } from '../client/create-client.js';
import { DlubalCallError } from './call-error.js';

const question = Buffer.from('question');

async function clientOf(port: number, options: ClientOptions = {}) {
  return createClient(service, { port, apiKeyValue: madeKey(), ...options });
}

/** The error that a call rejects with. */
async function failureOf(call: Promise<unknown>): Promise<DlubalCallError> {
  const error: unknown = await call.then(
    () => new Error('it did not fail'),
    (thrown: unknown) => thrown,
  );
  if (error instanceof DlubalCallError) return error;
  throw error;
}

/** One length-prefixed gRPC message. */
function frame(message: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.writeUInt32BE(message.length, 1);
  return Buffer.concat([head, message]);
}

describe('a call that is answered', () => {
  it('carries both headers and a deadline', async () => {
    const key = madeKey();
    await using peer = await grpcPeer();
    await using client = await clientOf(peer.port, { apiKeyValue: key });
    expect(await client.getApplicationInfo(question)).toEqual(question);
    const [call] = peer.received;
    expect(call?.metadata.get('authorization')).toEqual([`Bearer ${key}`]);
    expect(call?.metadata.get('api-client-info')).toEqual([expect.stringMatching(/^Node \| \d+\.\d+\.\d+/)]);
    const left = Number(call?.deadline) - Date.now();
    expect(left).toBeGreaterThan(50_000);
    expect(left).toBeLessThanOrEqual(60_000);
  });

  it('may be larger than the four megabytes that grpc-js allows, both ways', async () => {
    await using peer = await grpcPeer();
    await using client = await clientOf(peer.port);
    const large = Buffer.alloc(6_000_000, 'model');
    expect((await client.getApplicationInfo(large)).equals(large)).toBe(true);
  });

  it('is not kept waiting by a large request before it', async () => {
    await using peer = await grpcPeer();
    await using client = await clientOf(peer.port, { compression: 'none' });
    await client.getApplicationInfo(question);
    const answered: number[] = [];
    const send = async (size: number): Promise<void> => {
      await client.getApplicationInfo(Buffer.alloc(size));
      answered.push(size);
    };
    await Promise.all([send(10_000_000), send(10), send(20_000)]);
    expect(answered).toEqual([10, 20_000, 10_000_000]);
  });

  it.for([
    ['gzip', 1, 'gzip'],
    ['none', 0, undefined],
    ['auto', 0, undefined],
  ] as const)(
    'with compression %s is sent with the flag %i and grpc-encoding %s',
    async ([compression, flag, encoding]) => {
      const seen: unknown[] = [];
      await using peer = await http2Peer((stream, headers) => {
        stream.once('data', (chunk: Buffer) => {
          seen.push(chunk[0], headers['grpc-encoding']);
          stream.respond(
            { ':status': 200, 'content-type': 'application/grpc', 'grpc-status': '5' },
            { endStream: true },
          );
        });
      });
      await using client = await clientOf(peer.port, { compression });
      await failureOf(client.getApplicationInfo(question));
      expect(seen).toEqual([flag, encoding]);
    },
  );

  it('keeps no hold on the signal it was given', async () => {
    await using peer = await grpcPeer();
    await using client = await clientOf(peer.port);
    const { signal } = new AbortController();
    let listeners = 0;
    const { addEventListener, removeEventListener } = signal;
    signal.addEventListener = (...all: Parameters<typeof addEventListener>) => {
      listeners += 1;
      addEventListener.apply(signal, all);
    };
    signal.removeEventListener = (...all: Parameters<typeof removeEventListener>) => {
      listeners -= 1;
      removeEventListener.apply(signal, all);
    };
    await client.getApplicationInfo(question, { signal });
    expect(listeners).toBe(0);
  });
});

describe('one call is one request', () => {
  it('a stream that the server refuses is sent again, since the server did not look at it', async () => {
    let attempts = 0;
    await using peer = await http2Peer((stream) => {
      attempts += 1;
      if (attempts < 4) stream.close(7);
      else {
        stream.respond(
          { ':status': 200, 'content-type': 'application/grpc', 'grpc-status': '5' },
          { endStream: true },
        );
      }
    });
    await using client = await clientOf(peer.port);
    expect((await failureOf(client.getApplicationInfo(question))).failure).toMatchObject({ status: 5 });
    expect(attempts).toBe(4);
  });

  it('one that is always refused fails within seconds, and cost nothing', async () => {
    await using peer = await http2Peer((stream) => stream.close(7));
    await using client = await clientOf(peer.port);
    const { failure } = await failureOf(client.getApplicationInfo(question, { deadlineMs: 2_000 }));
    expect(failure).toMatchObject({ kind: 'connection-lost', reason: 'refused-stream', billed: 'no' });
  });

  it('a status that grpc-js would repeat by a service config is not repeated', async () => {
    await using peer = await grpcPeer((_, reply) => reply({ code: status.UNAVAILABLE, details: 'busy' }));
    await using client = await clientOf(peer.port);
    const { failure } = await failureOf(client.getApplicationInfo(question));
    expect(peer.received).toHaveLength(1);
    expect(failure).toMatchObject({ status: 14, billed: 'yes', serverMessage: 'busy' });
  });
});

describe('a call that is given up', () => {
  it('rejects when its signal aborts, while the server still works', async () => {
    await using peer = await grpcPeer(() => {});
    await using client = await clientOf(peer.port);
    const giveUp = new AbortController();
    const call = client.getApplicationInfo(question, { signal: giveUp.signal });
    while (peer.received.length === 0) await wait(5);
    giveUp.abort();
    expect((await failureOf(call)).failure).toMatchObject({ kind: 'cancelled', billed: 'maybe' });
  });

  it('is not sent when its signal has aborted before', async () => {
    await using peer = await grpcPeer();
    await using client = await clientOf(peer.port);
    const { failure } = await failureOf(client.getApplicationInfo(question, { signal: AbortSignal.abort() }));
    expect(failure).toMatchObject({ kind: 'cancelled', reason: 'before-sending', billed: 'no' });
    expect(peer.received).toHaveLength(0);
  });

  it.each(['none', 'gzip'] as const)(
    'is not sent when its signal aborts while it is encoded: compression %s',
    async (compression) => {
      await using peer = await grpcPeer();
      const controller = new AbortController();
      const requestSerialize = (): Buffer => {
        queueMicrotask(() => controller.abort());
        if (compression === 'none') controller.abort();
        return question;
      };
      const method = { ...service.getApplicationInfo, requestSerialize };
      await using client = await createClient(
        { Info: method },
        { port: peer.port, apiKeyValue: madeKey(), compression },
      );
      const { failure } = await failureOf(client.info(question, { signal: controller.signal }));
      expect(failure).toMatchObject({ kind: 'cancelled', reason: 'before-sending', billed: 'no' });
      expect(peer.received).toEqual([]);
    },
  );

  it('rejects at its deadline when the peer never speaks', async () => {
    await using peer = await silentPeer();
    await using client = await clientOf(peer.port);
    const started = performance.now();
    const { failure } = await failureOf(client.getApplicationInfo(question, { deadlineMs: 150 }));
    expect(failure.kind).toBe('deadline');
    expect(performance.now() - started).toBeLessThan(3_000);
  });

  it('rejects at its deadline when the server never answers', async () => {
    // A server of grpc-js would end the call itself, at the same moment.
    await using peer = await http2Peer((stream) => void stream.resume());
    await using client = await clientOf(peer.port, { deadlineMs: 1_500 });
    const { failure } = await failureOf(client.getApplicationInfo(question));
    expect(failure).toMatchObject({ kind: 'deadline', billed: 'maybe' });
  });

  it('with a deadline that is none is refused before it is sent', async () => {
    await using peer = await grpcPeer();
    await using client = await clientOf(peer.port);
    await expect(client.getApplicationInfo(question, { deadlineMs: Number.NaN })).rejects.toThrow(
      MisuseError,
    );
    expect(peer.received).toHaveLength(0);
  });
});

describe('an answer that cannot be used', () => {
  it('of two messages rejects at once, where grpc-js would wait for ever', async () => {
    await using peer = await http2Peer((stream) => {
      stream.respond({ ':status': 200, 'content-type': 'application/grpc' }, { waitForTrailers: true });
      stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }));
      stream.write(frame(Buffer.from('one')));
      stream.end(frame(Buffer.from('two')));
    });
    await using client = await clientOf(peer.port);
    const started = performance.now();
    const { failure } = await failureOf(client.getApplicationInfo(question, { deadlineMs: 10_000 }));
    expect(failure.kind).not.toBe('deadline');
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  it('without a message is not an answer', async () => {
    await using peer = await http2Peer((stream) => {
      stream.respond(
        { ':status': 200, 'content-type': 'application/grpc', 'grpc-status': '0' },
        { endStream: true },
      );
    });
    await using client = await clientOf(peer.port);
    const error = await failureOf(client.getApplicationInfo(question));
    expect(String((error.cause as Error).message)).toContain('No message received');
  });

  it('that the codec refuses rejects, and was billed', async () => {
    await using peer = await grpcPeer();
    const unreadable = {
      getApplicationInfo: {
        ...service.getApplicationInfo,
        responseDeserialize: (): Buffer => {
          throw new Error('not such a message');
        },
      },
    };
    await using client = await createClient(unreadable, { port: peer.port, apiKeyValue: madeKey() });
    const error = await failureOf(client.getApplicationInfo(question));
    expect(error.failure).toMatchObject({ status: 13, billed: 'yes' });
  });
});

describe('a request that the codec refuses', () => {
  it('rejects and is not sent', async () => {
    await using peer = await grpcPeer();
    const unwritable = {
      getApplicationInfo: {
        ...service.getApplicationInfo,
        requestSerialize: (): Buffer => {
          throw new TypeError('name is not a string');
        },
      },
    };
    await using client = await createClient(unwritable, { port: peer.port, apiKeyValue: madeKey() });
    const error = await failureOf(client.getApplicationInfo(question));
    expect(error.failure).toMatchObject({ origin: 'local', billed: 'no' });
    expect(peer.received).toHaveLength(0);
  });
});

describe('the error of a call', () => {
  it('has the caller in its stack', async () => {
    await using peer = await grpcPeer((_, reply) => reply({ code: status.INTERNAL, details: 'oops' }));
    await using client = await clientOf(peer.port);
    async function theCaller(): Promise<void> {
      await client.getApplicationInfo(question);
    }
    expect((await failureOf(theCaller())).stack).toContain('theCaller');
  });

  it('names method and address, in the message too', async () => {
    await using peer = await grpcPeer((_, reply) => reply({ code: status.INTERNAL, details: 'oops' }));
    await using client = await clientOf(peer.port);
    const error = await failureOf(client.getApplicationInfo(question));
    expect(error).toMatchObject({ method: PATH, address: `127.0.0.1:${peer.port}` });
    expect(error.message).toContain(`127.0.0.1:${peer.port}`);
    expect(error.message).toContain('get_application_info');
    expect(error.message).toContain('oops');
  });

  it('tells the request id of the server, and no other trailer', async () => {
    const trailers = new Metadata();
    trailers.set('x-request-id', 'r-17');
    trailers.set('x-internal', 'host-3');
    await using peer = await grpcPeer((_, reply) =>
      reply({ code: status.INTERNAL, details: 'oops', metadata: trailers }),
    );
    await using client = await clientOf(peer.port);
    const error = await failureOf(client.getApplicationInfo(question));
    expect(error.requestId).toBe('r-17');
    expect(JSON.stringify(error)).not.toContain('host-3');
  });
});

describe('a client that was closed', () => {
  it('refuses a call in words', async () => {
    await using peer = await grpcPeer();
    const client = await clientOf(peer.port);
    await client.close();
    await client.close();
    expect((await failureOf(client.getApplicationInfo(question))).failure).toMatchObject({
      kind: 'client-misuse',
      billed: 'no',
    });
  });

  it('waits for a call under way', async () => {
    await using peer = await grpcPeer((call, reply) => setTimeout(() => reply(null, call.request), 100));
    const client = await clientOf(peer.port);
    let answer: Buffer | undefined;
    void client.getApplicationInfo(question).then((bytes) => {
      answer = bytes;
    });
    await client.close();
    expect(answer).toEqual(question);
  });

  it.each([3e9, Number.POSITIVE_INFINITY])('waits for a call under way, told to for %d ms', async (ms) => {
    await using peer = await grpcPeer();
    const client = await clientOf(peer.port, { connectTimeoutMs: ms });
    const call = client.getApplicationInfo(question);
    await client.close({ timeoutMs: ms });
    expect(await call).toEqual(question);
  });

  it('waits no longer than it is told to, and the call is given up', async () => {
    await using peer = await grpcPeer(() => {});
    const client = await clientOf(peer.port);
    const failing = failureOf(client.getApplicationInfo(question));
    while (peer.received.length === 0) await wait(5);
    await client.close({ timeoutMs: 50 });
    expect((await failing).failure).toMatchObject({ kind: 'cancelled', billed: 'maybe' });
  });
});

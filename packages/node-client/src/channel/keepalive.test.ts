import { connect, createServer, type Socket } from 'node:net';
import { frame } from '@dlubal-kit/testing/frame';
import { madeKey } from '@dlubal-kit/testing/made-keys';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { grpcPeer, listening, service } from '../../test/peers.js';
import { reticentPeer } from '../../test/silent-peers.js';
import { createClient } from '../client/create-client.js';
import { Keepalive } from './keepalive.js';

const MINUTE = 60_000;

describe('pings', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
  afterEach(() => void vi.useRealTimers());

  /** A session that answers pings, and when they came. */
  function watched(answers = true) {
    const pings: number[] = [];
    const dead = vi.fn();
    const ping = (acknowledged: (error: null) => void): boolean => {
      pings.push(performance.now());
      if (answers) acknowledged(null);
      return true;
    };
    const keepalive = new Keepalive({ session: { ping } as never, dead });
    return { keepalive, pings, dead };
  }

  test('none without a call', () => {
    const { keepalive, pings } = watched();
    keepalive.start();
    keepalive.rest();
    vi.advanceTimersByTime(60 * MINUTE);
    expect(pings).toEqual([]);
  });

  test('one after ten seconds of silence, the next no sooner than servers allow', () => {
    const { keepalive, pings } = watched();
    const began = performance.now();
    keepalive.start();
    vi.advanceTimersByTime(60 * MINUTE);
    expect(Math.round((pings[0] ?? 0) - began)).toBe(10_000);
    for (const [index, at] of pings.slice(1).entries())
      expect(at - (pings[index] ?? 0)).toBeGreaterThan(5 * MINUTE);
    expect(pings.length).toBeGreaterThan(10);
  });

  test('again after ten seconds once the server has sent something', () => {
    const { keepalive, pings } = watched();
    keepalive.start();
    for (let round = 0; round < 5; round += 1) {
      vi.advanceTimersByTime(11_000);
      keepalive.heard();
    }
    expect(pings.length).toBeGreaterThanOrEqual(4);
    for (const [index, at] of pings.slice(1).entries())
      expect(at - (pings[index] ?? 0)).toBeGreaterThanOrEqual(10_000);
  });

  test('without an answer the connection is dead in less than 20 seconds', () => {
    const { keepalive, dead } = watched(false);
    keepalive.start();
    vi.advanceTimersByTime(17_900);
    expect(dead).not.toHaveBeenCalled();
    vi.advanceTimersByTime(200);
    expect(dead).toHaveBeenCalledOnce();
  });

  test('calls in a row do not put it off', () => {
    const { keepalive, pings } = watched();
    for (let call = 0; call < 100; call += 1) {
      keepalive.start();
      keepalive.heard();
      keepalive.rest();
      vi.advanceTimersByTime(100);
    }
    keepalive.start();
    vi.advanceTimersByTime(10_100);
    expect(pings).toHaveLength(1);
  });

  test.for<[takesMs: number, everyMs: number]>([
    [5_000, 5_000],
    [1_000, 6_000],
    [100, 1_000],
  ])('calls that give up after %i ms, one every %i ms, do not put it off', ([takesMs, everyMs]) => {
    const { keepalive, dead } = watched(false);
    for (let at = 0; at < 20_000; at += everyMs) {
      keepalive.start();
      vi.advanceTimersByTime(takesMs);
      keepalive.rest();
      vi.advanceTimersByTime(everyMs - takesMs);
    }
    expect(dead).toHaveBeenCalled();
  });

  test('after a long calculation, a silence is noticed as soon as before', () => {
    const { keepalive, pings } = watched();
    keepalive.start();
    vi.advanceTimersByTime(2 * MINUTE);
    keepalive.heard();
    keepalive.rest();
    pings.length = 0;
    keepalive.start();
    vi.advanceTimersByTime(10_100);
    expect(pings).toHaveLength(1);
  });
});

const DATA = 0;
const GOAWAY = 7;
/** Length of what a client says before its first frame. */
const PREFACE = 24;

/** Whether a frame of a type is in bytes, from the first of their frames on. */
function hasFrame(type: number, bytes: Buffer, first = 0): boolean {
  for (let at = first; at + 9 <= bytes.length; at += 9 + bytes.readUIntBE(at, 3)) {
    if (bytes[at + 3] === type) return true;
  }
  return false;
}

/** A TCP proxy that can stop carrying anything on the connections that it has, and keeps them. */
async function forgetfulProxy(to: number) {
  const forgotten = new Set<Socket>();
  const known = new Set<Socket>();
  const server = createServer((socket) => {
    const onward = connect(to, '127.0.0.1');
    known.add(socket);
    const carry = (from: Socket, into: Socket): void => {
      from.on('data', (chunk) => forgotten.has(socket) || into.write(chunk)).on('error', () => {});
      from.on('close', () => into.destroy());
    };
    carry(socket, onward);
    carry(onward, socket);
  });
  const forget = (): void => {
    for (const socket of known) forgotten.add(socket);
  };
  /** Sends something in the server's name before, and waits until the client gives the connection up. */
  const spoil = async (bytes: Buffer): Promise<void> => {
    forget();
    await Promise.all(
      [...known].map((socket) => {
        const gaveUp = new Promise<void>((resolve) =>
          socket.on('close', () => resolve()).on('data', (chunk) => hasFrame(GOAWAY, chunk) && resolve()),
        );
        socket.write(bytes);
        return gaveUp;
      }),
    );
  };
  return { ...(await listening(server)), forget, spoil };
}

const SETTINGS = frame(4, 0, 0);
const TOO_LARGE = 16_385;

/** What a peer sends against the rules of HTTP/2. */
const AGAINST_THE_RULES = {
  'DATA that is too large': frame(0, 0, 1, Buffer.alloc(TOO_LARGE)),
  'HEADERS that are too large': frame(1, 4, 1, Buffer.alloc(TOO_LARGE)),
  'a frame of an unknown type that is too large': frame(0x77, 0, 0, Buffer.alloc(TOO_LARGE)),
  'headers that cannot be decoded': frame(1, 4, 1, Buffer.alloc(8, 0xff)),
  'an answer of HTTP/1.1': Buffer.from('HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n'),
};

/** Breaks the rules once the first request has come, and takes no notice of what the client makes of it. */
async function breaker(sends: Buffer) {
  let asked = 0;
  const peer = await reticentPeer((socket) => {
    let came = Buffer.alloc(0);
    socket.write(SETTINGS);
    socket.on('data', (chunk) => {
      const before = came;
      came = Buffer.concat([before, chunk]);
      if (hasFrame(DATA, before, PREFACE) || !hasFrame(DATA, came, PREFACE)) return;
      asked += 1;
      socket.write(sends);
    });
  });
  return { ...peer, asked: () => asked };
}

// Node 20 answers each with GOAWAY and reads no more, without an event; later versions end the session at once.
describe.concurrent('a connection that carries nothing any more', { timeout: 60_000 }, () => {
  test.for(Object.entries(AGAINST_THE_RULES))('%s ends the call within 20 seconds', async ([, sends]) => {
    await using peer = await breaker(sends);
    await using client = await createClient(service, { port: peer.port, apiKeyValue: madeKey() });
    const started = performance.now();
    await expect(client.getApplicationInfo(Buffer.from('question'))).rejects.toMatchObject({
      failure: { kind: 'connection-lost', billed: 'maybe', retryable: false },
    });
    expect(performance.now() - started).toBeLessThan(20_000);
    expect(peer.asked()).toBe(1);
  });

  test('a call on a connection that the peer spoiled before is sent again, since nothing of it was written', async () => {
    await using peer = await grpcPeer();
    await using proxy = await forgetfulProxy(peer.port);
    await using client = await createClient(service, { port: proxy.port, apiKeyValue: madeKey() });
    const question = Buffer.from('question');
    await client.getApplicationInfo(question);
    await proxy.spoil(AGAINST_THE_RULES['DATA that is too large']);
    const started = performance.now();
    expect(await client.getApplicationInfo(question)).toEqual(question);
    expect(performance.now() - started).toBeLessThan(20_000);
    expect(peer.received).toHaveLength(2);
  });

  test('a client whose path went dead is back within 20 seconds', async () => {
    await using peer = await grpcPeer();
    await using proxy = await forgetfulProxy(peer.port);
    await using client = await createClient(service, { port: proxy.port, apiKeyValue: madeKey() });
    const question = Buffer.from('question');
    await client.getApplicationInfo(question);
    proxy.forget();
    const started = performance.now();
    const lost = client.getApplicationInfo(question);
    await expect(lost).rejects.toMatchObject({ failure: { kind: 'connection-lost', billed: 'maybe' } });
    expect(await client.getApplicationInfo(question)).toEqual(question);
    expect(performance.now() - started).toBeLessThan(20_000);
  });
});

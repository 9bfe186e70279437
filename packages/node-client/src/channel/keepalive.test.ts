import { connect, createServer, type Socket } from 'node:net';
import { madeKey } from '@dlubal-kit/testing/made-keys';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { grpcPeer, listening, service } from '../../test/peers.js';
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
});

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
  return { ...(await listening(server)), forget };
}

test('a client whose path went dead is back within 20 seconds', { timeout: 60_000 }, async () => {
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

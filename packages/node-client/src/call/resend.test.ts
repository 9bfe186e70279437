import { madeKey } from '@dlubal-kit/testing/made-keys';
import { describe, expect, test } from 'vitest';
import { type CountedStream, type CountingPeer, countingPeer } from '../../test/counting-peer.js';
import { nginxPeer, noNginx } from '../../test/nginx-peer.js';
import { service } from '../../test/peers.js';
import { reticentPeer } from '../../test/silent-peers.js';
import type { ClientOptions } from '../client/connect-options.js';
import { createClient } from '../client/create-client.js';

/** Makes `count` different calls, some at a time, and gives how those that failed did. */
async function manyCalls(
  port: number,
  count: number,
  atOnce: number,
  options: ClientOptions = {},
): Promise<string[]> {
  await using client = await createClient(service, { port, apiKeyValue: madeKey(), ...options });
  const failures: string[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < count) {
      const question = Buffer.from(`call ${next++}`);
      await client.getApplicationInfo(question).catch((error) => failures.push(error.message));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return failures;
}

function expectEachOnce({ seen }: CountingPeer, count: number): void {
  expect(seen.size).toBe(count);
  expect([...seen.values()].every((times) => times === 1)).toBe(true);
}

interface Row {
  readonly title: string;
  readonly treat: (one: CountedStream) => void;
  readonly atOnce: number;
}

const LAST = 50;

/** After so many streams a connection is given up: those above the last one are not looked at. */
const leaving =
  (code: number) =>
  ({ stream, session, ordinal, answer }: CountedStream): void => {
    if (ordinal <= LAST) answer();
    if (ordinal === LAST) session.goaway(code, stream.id);
  };

const ROWS: readonly Row[] = [
  { title: 'GOAWAY in good order', treat: leaving(0), atOnce: 40 },
  { title: 'GOAWAY in good order, one call at a time', treat: leaving(0), atOnce: 1 },
  {
    title: 'GOAWAY twice: first a warning, then the last stream',
    treat: (one) => {
      if (one.ordinal === LAST - 10) one.session.goaway(0, 2 ** 31 - 1);
      leaving(0)(one);
    },
    atOnce: 40,
  },
  {
    title: 'REFUSED_STREAM for two of three',
    treat: ({ stream, ordinal, answer }) => (ordinal % 3 === 0 ? answer() : stream.close(7)),
    atOnce: 20,
  },
  {
    title: 'REFUSED_STREAM above eight at a time',
    treat: ({ stream, session, answer }) => {
      const held = session as { held?: number };
      held.held = (held.held ?? 0) + 1;
      stream.once('close', () => {
        held.held = (held.held ?? 0) - 1;
      });
      if (held.held > 8) stream.close(7);
      else setTimeout(answer, 2);
    },
    atOnce: 40,
  },
];

describe('no call is lost, and none is made twice', () => {
  test.for(ROWS)('$title', async ({ treat, atOnce }) => {
    await using peer = await countingPeer(treat);
    expect(await manyCalls(peer.port, 600, atOnce)).toEqual([]);
    expectEachOnce(peer, 600);
  });

  test('a peer that takes four streams at a time gets no more', async () => {
    let most = 0;
    let open = 0;
    const treat = ({ stream, answer }: CountedStream): void => {
      open += 1;
      most = Math.max(most, open);
      stream.once('close', () => {
        open -= 1;
      });
      setTimeout(answer, 1);
    };
    await using peer = await countingPeer(treat, { maxConcurrentStreams: 4 });
    expect(await manyCalls(peer.port, 200, 40)).toEqual([]);
    expectEachOnce(peer, 200);
    expect(most).toBe(4);
  });

  test('a call that waits behind one on a connection that is cut is made on the next', async () => {
    await using peer = await countingPeer(
      ({ session, answer }) => {
        if (peer.connections() === 1) session.destroy();
        else answer();
      },
      { maxConcurrentStreams: 1 },
    );
    await using client = await createClient(service, { port: peer.port, apiKeyValue: madeKey() });
    const first = client.getApplicationInfo(Buffer.from('first'));
    const second = client.getApplicationInfo(Buffer.from('second'));
    await expect(first).rejects.toMatchObject({ failure: { kind: 'connection-lost', billed: 'maybe' } });
    expect((await second).toString()).toBe('second');
    expect(Object.fromEntries(peer.seen)).toEqual({ second: 1 });
  });

  test('a call on an idle connection that was closed meanwhile is made on a new one', async () => {
    let close = (): void => {};
    await using peer = await countingPeer(({ session, answer }) => {
      close = () => session.destroy();
      answer();
    });
    await using client = await createClient(service, { port: peer.port, apiKeyValue: madeKey() });
    await client.getApplicationInfo(Buffer.from('a'));
    close();
    await new Promise((resolve) => setTimeout(resolve, 100));
    await client.getApplicationInfo(Buffer.from('b'));
    expect(peer.connections()).toBe(2);
  });
});

test.skipIf(noNginx !== undefined).for([
  ['', 3_000, 100],
  ['keepalive_requests 20;', 400, 50],
] as const)(
  `behind nginx (${noNginx ?? "Debian's"}) with "%s"`,
  { timeout: 60_000 },
  async ([more, count, atOnce]) => {
    await using peer = await countingPeer(({ answer }) => answer());
    await using proxy = await nginxPeer(peer.port, more);
    expect(await manyCalls(proxy.port, count, atOnce)).toEqual([]);
    expectEachOnce(peer, count);
  },
);

test.skipIf(noNginx !== undefined)(
  `a request that nginx (${noNginx ?? "Debian's"}) finds too large`,
  async () => {
    await using peer = await countingPeer(({ answer }) => answer());
    await using proxy = await nginxPeer(peer.port);
    await using client = await createClient(service, {
      port: proxy.port,
      apiKeyValue: madeKey(),
      compression: 'none',
    });
    await expect(client.getApplicationInfo(Buffer.alloc(3_000_000))).rejects.toMatchObject({
      failure: {
        kind: 'not-a-grpc-server',
        reason: 'http-413',
        billed: 'no',
        remedy: expect.stringContaining('client_max_body_size'),
      },
    });
  },
);

describe('retry', () => {
  test.for([
    [undefined, 1],
    [{ attempts: 3, backoff: 1 }, 3],
  ] as const)('with %j a server that takes no connection is tried %i times', async ([retry, times]) => {
    let tries = 0;
    await using peer = await reticentPeer((socket) => {
      tries += 1;
      socket.destroy();
    });
    const options = { port: peer.port, apiKeyValue: madeKey(), ...(retry && { retry }) };
    await using client = await createClient(service, options);
    await expect(client.getApplicationInfo(Buffer.alloc(0))).rejects.toMatchObject({
      failure: { kind: 'server-unreachable', billed: 'no' },
    });
    expect(tries).toBe(times);
  });

  test('never repeats what may have been billed', async () => {
    let taken = 0;
    await using peer = await countingPeer(({ session }) => {
      taken += 1;
      session.destroy();
    });
    const retry = { attempts: 5, backoff: 1 };
    await using client = await createClient(service, { port: peer.port, apiKeyValue: madeKey(), retry });
    await expect(client.getApplicationInfo(Buffer.from('x'))).rejects.toMatchObject({
      failure: { billed: 'maybe' },
    });
    expect(taken).toBe(1);
  });

  test('ends with the deadline of all attempts', async () => {
    const retry = { attempts: 100, backoff: 20 };
    await using client = await createClient(service, {
      port: 1,
      apiKeyValue: madeKey(),
      retry,
      deadlineMs: 300,
    });
    const started = performance.now();
    await expect(client.getApplicationInfo(Buffer.alloc(0))).rejects.toMatchObject({
      failure: { billed: 'no' },
    });
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  test.for([
    { attempts: 0 },
    { attempts: 1.5 },
    { attempts: 3, backoff: -1 },
    { attempts: '3' },
    {},
    { attempts: 3, backof: 5 },
  ])('%j is refused', async (retry) => {
    await expect(
      createClient(service, { apiKeyValue: madeKey(), retry: retry as never }),
    ).rejects.toMatchObject({
      kind: 'client-misuse',
    });
  });
});

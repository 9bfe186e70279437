import { createHash } from 'node:crypto';
import { StoreTrouble } from '../budget-store.js';
import { SCRIPT } from './redis-script.js';
import { redisPlace } from './redis-url.js';

/** The part of a client of the `redis` package that is used. */
interface RedisClient {
  readonly isOpen: boolean;
  on(event: 'error', listener: () => void): unknown;
  connect(): Promise<unknown>;
  sendCommand(args: readonly string[]): Promise<unknown>;
  unref(): void;
  destroy(): void;
}

/** The part of the `redis` package that is used. */
export interface RedisModule {
  createClient(options: {
    readonly url: string;
    readonly RESP: 2;
    readonly disableOfflineQueue: boolean;
    readonly socket: { readonly connectTimeout: number; readonly reconnectStrategy: false };
  }): RedisClient;
}

/** Longest time for a connection or an answer, in milliseconds. A call waits for it, so it is short. */
const PATIENCE_MS = 1_500;

const SCRIPT_SHA1 = createHash('sha1').update(SCRIPT).digest('hex');

interface OpenLink {
  readonly client: RedisClient;
  /** Which run of the server this is: 40 bits of the id that it makes at each start; 0 where it does not say. */
  readonly run: number;
}

/** A connection to Redis that is made when it is needed, and made anew after it broke. It keeps no process alive. */
export class RedisLink {
  /** For messages: host and port alone. */
  readonly place: string;
  readonly #redis: RedisModule;
  readonly #url: string;
  #open: Promise<OpenLink> | undefined;

  constructor(redis: RedisModule, url: string) {
    this.place = redisPlace(url) ?? 'Redis';
    this.#redis = redis;
    this.#url = url;
  }

  /**
   * Runs the script once.
   *
   * @param args Its arguments, from the run of the server on which it will run.
   * @throws {StoreTrouble} when there is no answer in time, or an error for an answer.
   */
  async run(key: string, args: (run: number) => readonly string[]): Promise<{ reply: unknown; run: number }> {
    const opening = this.#opened();
    try {
      return await inTime(this.#evaluate(await opening, key, args));
    } catch (error) {
      this.#drop(opening);
      throw new StoreTrouble(`${this.place} cannot be used: ${whyOf(error)}.`);
    }
  }

  end(): void {
    if (this.#open !== undefined) this.#drop(this.#open);
  }

  #opened(): Promise<OpenLink> {
    if (this.#open !== undefined) return this.#open;
    const opening = this.#connect(() => this.#drop(opening));
    this.#open = opening;
    return opening;
  }

  async #evaluate({ client, run }: OpenLink, key: string, args: (run: number) => readonly string[]) {
    const rest = ['1', key, ...args(run)];
    try {
      return { reply: await client.sendCommand(['EVALSHA', SCRIPT_SHA1, ...rest]), run };
    } catch (error) {
      if (!textOf(error).startsWith('NOSCRIPT')) throw error;
      return { reply: await client.sendCommand(['EVAL', SCRIPT, ...rest]), run };
    }
  }

  async #connect(broken: () => void): Promise<OpenLink> {
    const client = this.#redis.createClient({
      url: this.#url,
      RESP: 2,
      disableOfflineQueue: true,
      socket: { connectTimeout: PATIENCE_MS, reconnectStrategy: false },
    });
    // When the server ends, for example, the next change dials again. Without a listener an error would end the process.
    client.on('error', broken);
    try {
      await inTime(client.connect());
      client.unref();
      const run = await inTime(client.sendCommand(['INFO', 'server']).then(runOf, () => 0));
      return { client, run };
    } catch (error) {
      destroy(client);
      throw error;
    }
  }

  #drop(link: Promise<OpenLink>): void {
    if (this.#open === link) this.#open = undefined;
    link.then(({ client }) => destroy(client)).catch(() => {});
  }
}

function destroy(client: RedisClient): void {
  if (client.isOpen) client.destroy();
}

function runOf(info: unknown): number {
  const id = /^run_id:([0-9a-f]{10})/m.exec(String(info))?.[1];
  return id === undefined ? 0 : Number.parseInt(id, 16);
}

async function inTime<T>(answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${PATIENCE_MS} ms`)), PATIENCE_MS);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** The first word of Redis (`WRONGPASS`, `NOAUTH`, `READONLY` …) or the system's code: never a whole text, which may repeat the URL. */
function whyOf(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  if (/^[A-Z_]+$/.test(code)) return code;
  const text = textOf(error);
  return (
    /^[A-Z]{4,}\b/.exec(text)?.[0] ??
    (/^no answer within \d+ ms$/.test(text) ? text : 'the connection failed')
  );
}

function textOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : '';
}

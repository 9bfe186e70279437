import type { ServerResponse } from 'node:http';
import { realClearTimeout, realSetTimeout } from '../engine/real-timers.js';

/** A reader that is further behind than this has gone, or sleeps. */
const MOST_WAITING_BYTES = 4 * 1024 * 1024;
/** Changes that come together are told together, in milliseconds. */
const TOGETHER_MS = 50;

/** Everyone who watches: server-sent events (HTML Standard, 9.2). */
export class EventStreams {
  readonly #open: Set<ServerResponse> = new Set();
  readonly #state: () => unknown;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(state: () => unknown) {
    this.#state = state;
  }

  open(response: ServerResponse, headers: Readonly<Record<string, string>>, calls: readonly unknown[]): void {
    response.writeHead(200, { ...headers, 'content-type': 'text/event-stream; charset=utf-8' });
    response.write(event('calls', calls));
    response.write(event('state', this.#state()));
    this.#open.add(response);
    response.on('close', () => this.#open.delete(response));
  }

  call(call: unknown): void {
    this.#tell(event('call', call));
    this.changed();
  }

  /** The state has changed. */
  changed(): void {
    if (this.#timer !== undefined || this.#open.size === 0) return;
    this.#timer = realSetTimeout(() => {
      this.#timer = undefined;
      this.#tell(event('state', this.#state()));
    }, TOGETHER_MS);
    this.#timer.unref();
  }

  end(): void {
    realClearTimeout(this.#timer);
    for (const response of this.#open) response.end();
  }

  #tell(text: string): void {
    for (const response of this.#open) {
      if (response.writableLength > MOST_WAITING_BYTES) response.destroy();
      else response.write(text);
    }
  }
}

const event = (name: string, data: unknown): string => `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;

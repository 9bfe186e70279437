import type { ClientHttp2Session, ClientHttp2Stream, OutgoingHttpHeaders } from 'node:http2';
import type { Dialled } from '../dial/dial.js';
import { Keepalive } from './keepalive.js';

/** Node's value until the peer sets one. */
const UNLIMITED = 0xffff_ffff;

/** What a peer said when it asked for no more calls. */
export interface Farewell {
  readonly code: number;
  /** The last stream that it took; what is above it was never looked at. */
  readonly lastStreamId: number;
}

/** A stream, and what is known of its connection. */
export interface OpenStream {
  readonly stream: ClientHttp2Stream;
  readonly connection: Connection;
  /** Bytes that the connection had written before the stream was opened. */
  readonly written: number;
}

/** One HTTP/2 connection to the server. */
export class Connection {
  readonly #session: ClientHttp2Session;
  readonly #socket: Dialled['socket'];
  readonly #keepalive: Keepalive;
  readonly #changed: () => void;
  #streams = 0;
  #isOpen = true;
  #farewell: Farewell | undefined;
  #isDead = false;

  /** @param changed Called when there is room for a stream again, or never will be. */
  constructor({ session, socket }: Dialled, changed: () => void) {
    this.#session = session;
    this.#socket = socket;
    this.#changed = changed;
    this.#keepalive = new Keepalive({ session, dead: () => this.#die() });
    session
      .on('goaway', (code: number, lastStreamId: number) => this.#leave({ code, lastStreamId }))
      .on('remoteSettings', () => this.#changed())
      .on('close', () => this.#close());
    // Calls keep the process alive, an idle connection does not.
    session.unref();
  }

  /** Whether it takes new streams, now or later. */
  get isOpen(): boolean {
    return this.#isOpen && !this.#session.closed && !this.#session.destroyed;
  }

  /** Whether a stream can be opened now: the peer limits how many there are at a time. */
  get hasRoom(): boolean {
    return this.isOpen && this.#streams < (this.#session.remoteSettings.maxConcurrentStreams ?? UNLIMITED);
  }

  /** Whether it has ended, with all its streams. */
  get isOver(): boolean {
    return this.#session.destroyed;
  }

  get farewell(): Farewell | undefined {
    return this.#farewell;
  }

  /** Whether the peer no longer answered pings. */
  get isDead(): boolean {
    return this.#isDead;
  }

  /** Whether anything was written since a stream was opened. */
  hasWrittenSince(written: number): boolean {
    return this.#socket.bytesWritten !== written;
  }

  /** @throws what Node says when the connection ended meanwhile. */
  open(headers: OutgoingHttpHeaders): OpenStream {
    const written = this.#socket.bytesWritten;
    const stream = this.#session.request(headers, { endStream: false });
    this.#streams += 1;
    if (this.#streams === 1) {
      this.#session.ref();
      this.#keepalive.start();
    }
    stream.once('close', () => this.#ended());
    return { stream, connection: this, written };
  }

  /** The peer answered something on a stream. */
  heard(): void {
    this.#keepalive.heard();
  }

  destroy(): void {
    this.#session.destroy();
    this.#socket.destroy();
  }

  #ended(): void {
    this.#streams -= 1;
    if (this.#streams === 0) {
      this.#keepalive.rest();
      this.#session.unref();
    }
    this.#changed();
  }

  #leave(farewell: Farewell): void {
    this.#isOpen = false;
    this.#farewell = farewell;
    this.#changed();
  }

  #die(): void {
    this.#isDead = true;
    this.destroy();
  }

  #close(): void {
    this.#isOpen = false;
    this.#keepalive.end();
    // A half-open socket would keep the process alive.
    this.#socket.destroy();
    this.#changed();
  }
}

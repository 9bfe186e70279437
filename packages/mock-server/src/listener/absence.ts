import { constants, type ServerHttp2Stream } from 'node:http2';
import type { Socket } from 'node:net';
import type { OutageKind } from '../engine/outage.js';
import { realSetTimeout } from '../engine/real-timers.js';
import { sendPage } from '../engine/send-page.js';
import { sendAway } from './send-away.js';

/**
 * How long the outage `goaway` lets the first call of a connection wait, in milliseconds. Clients of gRPC's C core connect
 * again at once and without a back-off: sent away on connecting, one of them uses up the machine's ports in seconds.
 */
const GOAWAY_PAUSE_MS = 100;

/** An outage of a listener, while there is one, and what it has taken and not answered. */
export class Absence {
  #kind: OutageKind | undefined;
  #sockets: Set<Socket> = new Set();
  #streams: Set<ServerHttp2Stream> = new Set();

  get kind(): OutageKind | undefined {
    return this.#kind;
  }

  /** Begins an outage; one that is under way ends. @returns the function that ends this outage, and no later one. */
  begin(kind: OutageKind): () => void {
    this.end();
    this.#kind = kind;
    const sockets = this.#sockets;
    return () => {
      if (this.#sockets === sockets) this.end();
    };
  }

  /**
   * Ends the outage. A connection that it swallowed would stay silent for ever, so it is closed; a call that it swallowed is
   * refused as not carried out, which clients may send again.
   */
  end(): void {
    this.#kind = undefined;
    for (const socket of this.#sockets) socket.destroy();
    for (const stream of this.#streams) stream.close(constants.NGHTTP2_REFUSED_STREAM);
    this.#sockets = new Set();
    this.#streams = new Set();
  }

  /** Takes a connection that gets no session. */
  swallowSocket(socket: Socket): void {
    const sockets = this.#sockets;
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  }

  /** Takes a call that is not to be answered as it should; false when there is nothing in its way. */
  takes(stream: ServerHttp2Stream): boolean {
    if (this.#kind === undefined || this.#kind === 'refuse') return false;
    if (this.#kind === 'proxy-page') sendPage(stream, 502);
    else if (this.#kind === 'goaway') this.#sendAwayWith(stream);
    else this.#swallow(stream);
    return true;
  }

  #swallow(stream: ServerHttp2Stream): void {
    const streams = this.#streams;
    streams.add(stream);
    stream.once('close', () => streams.delete(stream));
  }

  #sendAwayWith(stream: ServerHttp2Stream): void {
    const streams = this.#streams;
    this.#swallow(stream);
    realSetTimeout(() => {
      if (!streams.has(stream)) return;
      if (stream.session !== undefined) sendAway(stream.session);
      stream.close(constants.NGHTTP2_REFUSED_STREAM);
    }, GOAWAY_PAUSE_MS).unref();
  }
}

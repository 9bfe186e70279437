import * as http2 from 'node:http2';
import type { AddressInfo, Socket } from 'node:net';
import { MisuseError } from '@dlubal-kit/auth-core';
import type { IncomingCall } from '../engine/incoming-call.js';
import type { ListenerOptions, MockServerTls } from '../engine/listener-options.js';
import { type CallSink, openCall, readBody } from '../engine/open-stream.js';
import type { OutageKind } from '../engine/outage.js';
import { ownPorts } from '../engine/own-ports.js';
import { realClearTimeout, realSetImmediate, realSetTimeout } from '../engine/real-timers.js';
import { STATUS_CODES } from '../wire/status-code.js';
import { Absence } from './absence.js';
import { LEFT_AT_ONCE, whyNoHandshake } from './failed-handshakes.js';
import { makeHttp2Server } from './make-http2-server.js';
import { Patience } from './patience.js';
import { PingWatch } from './ping-watch.js';
import { sendAway } from './send-away.js';

type State =
  | { readonly t: 'idle' }
  | { readonly t: 'listening'; readonly port: Promise<number> }
  | { readonly t: 'stopped'; readonly done: Promise<void> };

/** Longest time that `stop` waits for the last socket, in milliseconds. */
const STOP_LIMIT_MS = 2_000;

/** Longest time that a peer has to close a connection once asked to, in milliseconds. */
const CLOSE_LIMIT_MS = 1_000;

/** What a call is handed to, once its headers were read. */
export type CallRoute = (call: IncomingCall) => CallSink | undefined;

/**
 * gRPC over Node's `http2`: takes calls, hands them to a route, and can always be stopped. It knows every socket
 * from the moment of its connection, since one that never becomes an HTTP/2 session (silent, or half-way through a
 * TLS handshake) would keep a server from closing.
 */
export class GrpcListener {
  readonly calls: Set<IncomingCall> = new Set();
  readonly sockets: Set<Socket> = new Set();
  readonly sessions: Set<http2.ServerHttp2Session> = new Set();
  readonly #options: ListenerOptions;
  readonly #route: CallRoute;
  readonly #server: http2.Http2Server | http2.Http2SecureServer;
  readonly #patience: Patience;
  readonly #pings: PingWatch;
  /** Is told why a TLS handshake failed. */
  readonly #onFailedHandshake: (why: string) => void;
  readonly #absence: Absence = new Absence();
  #state: State = { t: 'idle' };
  #shown: MockServerTls | undefined;

  constructor(
    options: ListenerOptions,
    route: CallRoute,
    onFailedHandshake: (why: string) => void = () => {},
  ) {
    this.#onFailedHandshake = onFailedHandshake;
    this.#options = options;
    this.#shown = options.tls;
    this.#route = route;
    this.#patience = new Patience(options, this.calls);
    this.#pings = new PingWatch(options.minPingIntervalMs, this.calls);
    this.#server = makeHttp2Server(options);
    // Node's own listener makes a session of a socket; it is asked only for those that may have one.
    const [takeSocket] = this.#server.listeners('connection');
    this.#server.removeAllListeners('connection');
    this.#server.on('connection', (socket: Socket) => {
      if (this.#track(socket)) takeSocket?.call(this.#server, socket);
    });
    this.#server.on('session', (session) => this.#greet(session));
    this.#server.on('stream', (stream, headers, _flags, raw?: string[]) => {
      this.#take(stream as http2.ServerHttp2Stream, headers, raw ?? []);
    });
    this.#server.on('tlsClientError', (error: Error) => this.#noHandshake(whyNoHandshake(error)));
    // Faults of a peer are its own: its connection ends, and nothing is thrown here.
    for (const event of ['sessionError', 'clientError', 'tlsClientError'] as const) {
      this.#server.on(event, (_error: Error, peer?: { destroy?: () => void }) => peer?.destroy?.());
    }
  }

  /** Starts to listen and gives the port. A second call gives the same promise. */
  listen(): Promise<number> {
    if (this.#state.t === 'stopped')
      return Promise.reject(new MisuseError('The mock server was stopped.', 'Start another one.'));
    if (this.#state.t === 'listening') return this.#state.port;
    const port = this.#bind();
    this.#state = { t: 'listening', port };
    return port;
  }

  #bind(): Promise<number> {
    const { host, port, ref } = this.#options;
    return new Promise((resolve, reject) => {
      const failed = (cause: NodeJS.ErrnoException): void => reject(cannotListen(host, port, cause));
      this.#server.once('error', failed);
      this.#server.listen({ host, port, exclusive: true, backlog: 4_096 }, () => {
        this.#server.off('error', failed);
        this.#server.on('error', () => {});
        if (!ref) this.#server.unref();
        this.#patience.start();
        const { port: own } = this.#server.address() as AddressInfo;
        ownPorts.add(own);
        resolve(own);
      });
    });
  }

  /** Ends every call and connection and frees the port. Never rejects, never hangs; may be called twice. */
  stop(): Promise<void> {
    if (this.#state.t === 'stopped') return this.#state.done;
    const listened = this.#state.t === 'listening' ? this.#state.port : undefined;
    const done = this.#shutDown(listened);
    this.#state = { t: 'stopped', done };
    return done;
  }

  async #shutDown(listened: Promise<number> | undefined): Promise<void> {
    // A shutdown that overtakes `listen` would leave a socket listening that nobody knows.
    const port = await listened?.catch(() => undefined);
    if (port === undefined) return;
    ownPorts.delete(port);
    this.#patience.stop();
    const closed = new Promise<void>((resolve) => {
      this.#server.close(() => resolve());
      realSetTimeout(resolve, STOP_LIMIT_MS).unref();
    });
    for (const call of this.calls) call.breakOff(STATUS_CODES.UNAVAILABLE, 'The mock server was stopped.');
    for (const session of this.sessions)
      if (!session.destroyed) session.goaway(http2.constants.NGHTTP2_NO_ERROR);
    // Two turns, so that what was said just now still leaves.
    await nextTurn();
    await nextTurn();
    for (const session of this.sessions) session.destroy();
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }

  /** Begins an outage: what is open is ended as its kind says. @returns the function that ends this outage, and no later one. */
  begin(kind: OutageKind): () => void {
    const end = this.#absence.begin(kind);
    if (kind === 'refuse') for (const socket of this.sockets) socket.resetAndDestroy();
    // A connection without a call is sent away with its next one: some clients do not survive it in between.
    if (kind === 'goaway') for (const session of this.#busySessions()) sendAway(session);
    return end;
  }

  /** Ends the outage, if there is one. */
  endOutage(): void {
    this.#absence.end();
  }

  #busySessions(): Set<http2.Http2Session> {
    return new Set([...this.calls].flatMap(({ stream }) => stream.session ?? []));
  }

  /** Shows another certificate to connections that are made from now on. */
  present(tls: MockServerTls): void {
    if (tls === this.#shown || !('setSecureContext' in this.#server)) return;
    this.#shown = tls;
    this.#server.setSecureContext(tls);
  }

  /**
   * Asks all connections to go away once they have no calls, and waits for those that have none now: a client that
   * has not heard of it would have its next call refused.
   */
  async sendAll(): Promise<void> {
    const busy = this.#busySessions();
    const open = [...this.sessions].filter((session) => !session.destroyed);
    const gone = open.filter((session) => !busy.has(session)).map(whenClosed);
    for (const session of open) sendAway(session);
    await Promise.all(gone);
  }

  /** Takes note of a connection; false when it gets no session. */
  #track(socket: Socket): boolean {
    if (this.#state.t === 'stopped' || this.#absence.kind === 'refuse') {
      socket.on('error', () => {}).resetAndDestroy();
      return false;
    }
    if (!this.#options.ref) socket.unref();
    this.sockets.add(socket);
    socket.on('error', () => {});
    socket.once('close', () => this.sockets.delete(socket));
    if (this.#absence.kind === 'blackhole') {
      this.#absence.swallowSocket(socket);
      return false;
    }
    this.#patience.connected(socket);
    return true;
  }

  #greet(session: http2.ServerHttp2Session): void {
    this.sessions.add(session);
    let greeted = false;
    session.once('remoteSettings', () => {
      greeted = true;
      this.#patience.greeted(session);
    });
    session.on('error', () => session.destroy());
    session.once('close', () => {
      this.sessions.delete(session);
      if (!greeted && session.encrypted === true) this.#noHandshake(LEFT_AT_ONCE);
    });
    this.#pings.watch(session);
  }

  #noHandshake(why: string): void {
    if (this.#state.t !== 'stopped' && this.#absence.kind === undefined) this.#onFailedHandshake(why);
  }

  #take(stream: http2.ServerHttp2Stream, headers: http2.IncomingHttpHeaders, raw: readonly string[]): void {
    stream.on('error', () => {});
    if (this.#absence.takes(stream)) return;
    const call = openCall(stream, headers, raw);
    if (call === undefined) return;
    call.lastTick = this.#patience.tick;
    call.gzip = this.#options.gzip && /\bgzip\b/.test(call.headers.get('grpc-accept-encoding') ?? '');
    this.calls.add(call);
    const { session } = stream;
    stream.once('close', () => {
      this.calls.delete(call);
      this.#pings.callEnded(session);
      call.ended();
    });
    const sink = this.#route(call);
    if (sink === undefined) return;
    readBody(call, sink, this.#options.maxMessageBytes, () => this.#patience.tick);
  }
}

const LISTEN_CAUSES: Readonly<Record<string, readonly [why: string, remedy: string]>> = {
  EADDRINUSE: ['the port is in use', 'Choose another port, or 0 for a free one.'],
  EACCES: ['this user is not allowed to open the port', 'Choose one above 1023, or 0 for a free one.'],
  EADDRNOTAVAIL: ['this machine does not have the address', 'Choose 127.0.0.1.'],
  ENOTFOUND: ['the host has no address', 'Choose 127.0.0.1.'],
};

function cannotListen(host: string, port: number, cause: NodeJS.ErrnoException): Error {
  const [why, remedy] = LISTEN_CAUSES[cause.code ?? ''] ?? [cause.message, 'See the cause.'];
  return new MisuseError(`The mock server cannot listen on ${host}:${port}: ${why}.`, remedy, { cause });
}

/** Resolves when both sides have closed the connection, or the other side takes too long. */
function whenClosed({ socket }: http2.ServerHttp2Session): Promise<void> {
  return new Promise((resolve) => {
    const timer = realSetTimeout(resolve, CLOSE_LIMIT_MS).unref();
    socket.once('close', () => {
      realClearTimeout(timer);
      resolve();
    });
  });
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    realSetImmediate(resolve);
  });
}

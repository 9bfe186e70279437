import { createServer as createHttpServer } from 'node:http';
import {
  createServer as createHttp2Server,
  type IncomingHttpHeaders,
  type ServerHttp2Stream,
} from 'node:http2';
import {
  type AddressInfo,
  connect,
  createServer as createTcpServer,
  type Server,
  type Socket,
} from 'node:net';
import type { CertifiedKey } from '@dlubal-kit/testing/certificates';
import {
  Server as GrpcServer,
  type Metadata,
  ServerCredentials,
  type ServiceDefinition,
  type sendUnaryData,
} from '@grpc/grpc-js';

/** A peer that a test can dial, until the test ends. */
export interface Peer extends AsyncDisposable {
  readonly port: number;
}

const same = (bytes: Buffer): Buffer => bytes;

/** Path of the method that the peers of this file answer. */
export const PATH = '/dlubal.api.rfem.Application/get_application_info';

/** `get_application_info` with bytes for messages. */
export const service = {
  getApplicationInfo: {
    path: PATH,
    requestStream: false,
    responseStream: false,
    requestSerialize: same,
    requestDeserialize: same,
    responseSerialize: same,
    responseDeserialize: same,
  },
} as const satisfies ServiceDefinition;

/** What reached a gRPC peer. */
export interface ReceivedCall {
  readonly metadata: Metadata;
  readonly request: Buffer;
  readonly deadline: Date | number;
}

export interface GrpcPeer extends Peer {
  readonly received: ReceivedCall[];
}

/** A plain grpc-js server; without an answer of its own it sends the request back. */
export async function grpcPeer(
  answer: (call: ReceivedCall, reply: sendUnaryData<Buffer>) => void = (call, reply) =>
    reply(null, call.request),
  tls?: CertifiedKey,
): Promise<GrpcPeer> {
  const received: ReceivedCall[] = [];
  const server = new GrpcServer({
    'grpc.max_receive_message_length': -1,
    'grpc.max_send_message_length': -1,
  });
  server.addService(service, {
    getApplicationInfo: (
      call: { metadata: Metadata; request: Buffer; getDeadline(): Date | number },
      reply: sendUnaryData<Buffer>,
    ) => {
      const one = { metadata: call.metadata, request: call.request, deadline: call.getDeadline() };
      received.push(one);
      answer(one, reply);
    },
  });
  const credentials =
    tls === undefined
      ? ServerCredentials.createInsecure()
      : ServerCredentials.createSsl(null, [
          { private_key: Buffer.from(tls.privateKey), cert_chain: Buffer.from(tls.certificate) },
        ]);
  const port = await new Promise<number>((done, failed) => {
    server.bindAsync('127.0.0.1:0', credentials, (error, bound) =>
      error === null ? done(bound) : failed(error),
    );
  });
  return { port, received, [Symbol.asyncDispose]: async () => server.forceShutdown() };
}

/** An HTTP/1 server, as a printer or an office proxy is one. */
export function http1Peer(): Promise<Peer> {
  return listening(createHttpServer((_, response) => response.end('<html>hello</html>')));
}

/** An HTTP/2 server that answers each stream by hand. */
export function http2Peer(
  answer: (stream: ServerHttp2Stream, headers: IncomingHttpHeaders) => void,
): Promise<Peer> {
  const server = createHttp2Server();
  server.on('stream', (stream, headers) => {
    stream.on('error', () => {});
    answer(stream, headers);
  });
  return listening(server);
}

/** A page as a proxy sends it in the server's place. */
export function pagePeer(status: number, headers: Record<string, string> = {}): Promise<Peer> {
  return http2Peer((stream) => {
    stream.respond({ ':status': status, 'content-type': 'text/html', ...headers });
    stream.end('<html><body>Sign in to the office network</body></html>');
  });
}

/** Takes connections and never says anything. */
export function silentPeer(): Promise<Peer> {
  return listening(createTcpServer(() => {}));
}

/** A port that nobody listens on. */
export async function closedPort(): Promise<number> {
  const peer = await silentPeer();
  await peer[Symbol.asyncDispose]();
  return peer.port;
}

/** An HTTP proxy that counts what it is asked to connect to, and connects. */
export async function connectProxy(): Promise<Peer & { readonly asked: string[] }> {
  const asked: string[] = [];
  const server = createHttpServer();
  server.on('connect', (request, socket: Socket) => {
    asked.push(String(request.url));
    const [host, port] = String(request.url).split(':');
    const onward = connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      onward.pipe(socket).pipe(onward);
    });
    onward.on('error', () => socket.destroy());
    socket.on('error', () => onward.destroy());
  });
  return { ...(await listening(server)), asked };
}

export async function listening(server: Server): Promise<Peer> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    port: (server.address() as AddressInfo).port,
    [Symbol.asyncDispose]: () =>
      new Promise((done) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => done());
      }),
  };
}

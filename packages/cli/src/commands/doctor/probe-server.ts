import { connect as connectSocket } from 'node:net';
import { classifyError, type Failure, failureOf } from '@dlubal-kit/auth-core';
import { readCarefully, type ServerTarget } from '@dlubal-kit/node-client/config';

/** Largest file of root certificates, in bytes. */
const MAX_ROOTS = 16 * 1024 * 1024;
/** Longest wait for the peer's first frame, in milliseconds. */
const WAIT_MS = 3000;

/**
 * Opens a connection and waits for the peer's HTTP/2 settings. No stream is opened, so no API request is spent.
 *
 * @returns why the server was not reached, or undefined when it speaks HTTP/2
 */
export async function probeServer(target: ServerTarget): Promise<Failure | undefined> {
  const { address, security: tls } = target;
  const { connect } = await import('node:http2');
  let ca: { ca?: Buffer };
  try {
    ca = typeof tls === 'object' && 'caFile' in tls ? { ca: readCarefully(tls.caFile, MAX_ROOTS) } : {};
  } catch {
    const remedy = 'Give --ca-file the path of a PEM file that this user may read.';
    return failureOf('tls', { reason: 'roots-unreadable', origin: 'local', remedy });
  }
  const socket = /^unix:(?:\/\/)?(.*)$/.exec(address.text)?.[1];
  return new Promise((resolve) => {
    const session =
      socket === undefined
        ? connect(`${tls === false ? 'http' : 'https'}://${address.text}`, ca)
        : connect('http://localhost', { createConnection: () => connectSocket(socket) });
    const timer = setTimeout(() => end(classifyError({ code: 4, details: 'Deadline exceeded' })), WAIT_MS);
    const end = (failure: Failure | undefined): void => {
      clearTimeout(timer);
      resolve(failure);
      session.destroy();
    };
    session.once('remoteSettings', () => end(undefined));
    session.on('error', (error) => end(failureOfConnection(error)));
    session.once('close', () => end(failureOfConnection(new Error('read ECONNRESET'))));
  });
}

/** In the words that a gRPC client wraps around what the system reports. */
function failureOfConnection(error: Error): Failure {
  const details = /HTTP2|Protocol error/i.test(`${(error as NodeJS.ErrnoException).code} ${error.message}`)
    ? 'Protocol error'
    : `No connection established. Last error: Error: ${error.message}`;
  return classifyError({ code: 14, details });
}

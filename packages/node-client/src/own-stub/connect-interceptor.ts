import { type AuthOptions, ownHeaders } from './own-headers.js';

/** What is used of a request of connect. */
export interface WithHeader {
  readonly header: { set(name: string, value: string): void };
}

/** An interceptor of @connectrpc/connect. */
export type ConnectInterceptor = <Request extends WithHeader, Response>(
  next: (request: Request) => Promise<Response>,
) => (request: Request) => Promise<Response>;

/**
 * Sends the key with every call of a client of connect, over its transport for gRPC.
 *
 * @throws {KeyResolutionError} {KeyFormatError} (rejects) when there is no key to use.
 * @example
 * const interceptors = [await connectInterceptor({ apiKeyName: 'project_1' })];
 * const transport = createGrpcTransport({ baseUrl: 'http://127.0.0.1:9000', interceptors });
 */
export async function connectInterceptor(options: AuthOptions = {}): Promise<ConnectInterceptor> {
  const headers = await ownHeaders(options, 'connectInterceptor');
  return (next) => (request) => {
    for (const [name, value] of headers) request.header.set(name, value);
    return next(request);
  };
}

import { type AuthOptions, ownHeaders } from './own-headers.js';

/** What is used of grpc-js's metadata. */
export interface OwnMetadata {
  clone(): OwnMetadata;
  set(name: string, value: string): void;
}

/** What is used of a call of grpc-js. */
export interface StartableCall {
  start(metadata: OwnMetadata, listener?: unknown): void;
}

/**
 * An interceptor of grpc-js. Its types are written out here, so that this package is used without grpc-js too; what it returns is the
 * `InterceptingCall` that grpc-js asks for.
 */
export type OwnInterceptor = <Options, InterceptingCall>(
  options: Options,
  nextCall: (options: Options) => StartableCall,
) => InterceptingCall;

/**
 * Sends the key with every call of a stub that you build yourself with grpc-js, streams included: as the official client does, with
 * `authorization` and `api-client-info`. Calls, deadlines and errors remain those of grpc-js; `classifyError` explains them.
 *
 * @throws {KeyResolutionError} {KeyFormatError} (rejects) when there is no key to use.
 * @example
 * const interceptors = [await authInterceptor({ apiKeyName: 'project_1' })];
 * const stub = new RstabApplicationClient('127.0.0.1:9000', credentials.createInsecure(), { ...channelOptions(), interceptors });
 */
export async function authInterceptor(options: AuthOptions = {}): Promise<OwnInterceptor> {
  const headers = await ownHeaders(options, 'authInterceptor');
  return (given, nextCall) => withHeaders(nextCall(given), headers) as never;
}

/** The same call, which adds the headers when it starts. Each call is a new object, so changing it changes no other. */
function withHeaders(call: StartableCall, headers: readonly [string, string][]): StartableCall {
  const start = call.start.bind(call);
  call.start = (metadata, listener) => {
    // The metadata can be the caller's own, for many calls.
    const all = metadata.clone();
    for (const [name, value] of headers) all.set(name, value);
    start(all, listener);
  };
  return call;
}

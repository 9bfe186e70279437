import type { Interceptor } from '@grpc/grpc-js';
import { type AuthOptions, ownHeaders } from './own-headers.js';

/**
 * Sends the key with every call of a stub that you build yourself with grpc-js, streams included: as the official client does, with
 * `authorization` and `api-client-info`. Calls, deadlines and errors remain those of grpc-js; `classifyError` explains them.
 *
 * @throws {KeyResolutionError} {KeyFormatError} (rejects) when there is no key to use.
 * @example
 * const interceptors = [await authInterceptor({ apiKeyName: 'project_1' })];
 * const stub = new RstabApplicationClient('127.0.0.1:9000', credentials.createInsecure(), { ...channelOptions(), interceptors });
 */
export async function authInterceptor(options: AuthOptions = {}): Promise<Interceptor> {
  const headers = await ownHeaders(options, 'authInterceptor');
  const { InterceptingCall } = await import('@grpc/grpc-js');
  return (call, next) =>
    new InterceptingCall(next(call), {
      start(metadata, listener, proceed) {
        // The metadata may be the caller's own, for many calls.
        const all = metadata.clone();
        for (const [name, value] of headers) all.set(name, value);
        proceed(all, listener);
      },
    });
}

import type { CallCredentials } from '@grpc/grpc-js';
import { type AuthOptions, ownHeaders } from './own-headers.js';

/**
 * The key as call credentials of grpc-js, for a channel with TLS: grpc-js refuses call credentials without it, for which there is
 * `authInterceptor`.
 *
 * @throws {KeyResolutionError} {KeyFormatError} (rejects) when there is no key to use.
 * @example
 * const tls = credentials.createSsl();
 * const both = credentials.combineChannelCredentials(tls, await callCredentials({ apiKeyName: 'project_1' }));
 */
export async function callCredentials(options: AuthOptions = {}): Promise<CallCredentials> {
  const headers = await ownHeaders(options, 'callCredentials');
  const { Metadata, credentials } = await import('@grpc/grpc-js');
  return credentials.createFromMetadataGenerator((_, done) => {
    const metadata = new Metadata();
    for (const [name, value] of headers) metadata.set(name, value);
    done(null, metadata);
  });
}

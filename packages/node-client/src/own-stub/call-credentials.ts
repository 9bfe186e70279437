import { MisuseError } from '@dlubal-kit/auth-core';
import { type AuthOptions, ownHeaders } from './own-headers.js';

/**
 * `CallCredentials` of grpc-js. Its types are written out here, so that this package is used without grpc-js too.
 */
export interface OwnCallCredentials {
  generateMetadata<Metadata>(options: unknown): Promise<Metadata>;
  compose<Credentials>(other: Credentials): Credentials;
  _equals(other: unknown): boolean;
}

/**
 * The key as call credentials of grpc-js, for a channel with TLS: grpc-js refuses call credentials without it, for which there is
 * `authInterceptor`.
 *
 * @throws {KeyResolutionError} {KeyFormatError} (rejects) when there is no key to use.
 * @throws {MisuseError} (rejects) when `@grpc/grpc-js` is not installed.
 * @example
 * const tls = credentials.createSsl();
 * const both = credentials.combineChannelCredentials(tls, await callCredentials({ apiKeyName: 'project_1' }));
 */
export async function callCredentials(options: AuthOptions = {}): Promise<OwnCallCredentials> {
  const headers = await ownHeaders(options, 'callCredentials');
  const { Metadata, credentials } = await loadGrpc();
  const own = credentials.createFromMetadataGenerator((_, done) => {
    const metadata = new Metadata();
    for (const [name, value] of headers) metadata.set(name, value);
    done(null, metadata);
  });
  return own as unknown as OwnCallCredentials;
}

async function loadGrpc(): Promise<typeof import('@grpc/grpc-js')> {
  try {
    return await import('@grpc/grpc-js');
  } catch {
    throw new MisuseError(
      'callCredentials needs the package @grpc/grpc-js, which is not installed.',
      'Install it: npm install @grpc/grpc-js',
    );
  }
}

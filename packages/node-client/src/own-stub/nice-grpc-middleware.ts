import { type AuthOptions, ownHeaders } from './own-headers.js';

/** Answers of a call of nice-grpc: one, or a stream of them. */
// biome-ignore lint/suspicious/noConfusingVoidType: nice-grpc types the end of a stream so
export type NiceGrpcAnswers<Response> = AsyncGenerator<Response, Response | void, undefined>;

/** What is used of a call of nice-grpc. */
export interface NiceGrpcCall<Request, Response, Options> {
  readonly request: Request;
  next(request: Request, options: Options): NiceGrpcAnswers<Response>;
}

/** The part of nice-grpc's metadata that is used of it. */
export interface SettableMetadata {
  set(name: string, value: string): unknown;
}

/** A middleware of nice-grpc. */
export type NiceGrpcMiddleware<Headers> = <Request, Response, Options extends { metadata?: Headers }>(
  call: NiceGrpcCall<Request, Response, Options>,
  options: Options,
) => NiceGrpcAnswers<Response>;

/**
 * Sends the key with every call of a client of nice-grpc, streams included.
 *
 * @param Metadata nice-grpc's `Metadata`, which makes the headers of a call that has none yet.
 * @throws {KeyResolutionError} {KeyFormatError} (rejects) when there is no key to use.
 * @example
 * import { createClientFactory, Metadata } from 'nice-grpc';
 * const factory = createClientFactory().use(await niceGrpcMiddleware(Metadata, { apiKeyName: 'project_1' }));
 */
export async function niceGrpcMiddleware<Headers extends SettableMetadata>(
  Metadata: (given?: Headers) => Headers,
  options: AuthOptions = {},
): Promise<NiceGrpcMiddleware<Headers>> {
  const headers = await ownHeaders(options, 'niceGrpcMiddleware');
  return async function* (call, given) {
    const metadata = Metadata(given.metadata);
    for (const [name, value] of headers) metadata.set(name, value);
    return yield* call.next(call.request, { ...given, metadata });
  };
}

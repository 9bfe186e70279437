import { type ApiKey, classifyError, type Evidence, type Failure, redact } from '@dlubal-kit/auth-core';
import { DlubalCallError } from './call-error.js';

/** Trailers that may be on an error: the names under which servers and proxies give a request's id. */
const REQUEST_ID = ['x-request-id', 'request-id', 'x-correlation-id'] as const;

interface Report {
  readonly code?: unknown;
  readonly details?: unknown;
  readonly message?: unknown;
  readonly metadata?: { get(name: string): readonly unknown[] };
  readonly evidence?: Evidence;
}

interface CallPlace {
  readonly path: string;
  readonly address: string;
  /** A variable or a file that gives the address; undefined where the caller gave it, or the default holds. */
  readonly addressFrom?: string | undefined;
}

/**
 * What grpc-js reports → the error that the caller gets. The one place where errors change class: nothing of the report
 * goes on but texts, and those are cleaned of the key first.
 *
 * @param report grpc-js's status, or an error that it threw.
 * @param where Method and address of the call, where the address came from, and the key that was sent.
 */
export function wrapCallError(report: unknown, where: CallPlace & { readonly key: ApiKey }): DlubalCallError {
  const clean = (text: string): string => withoutKey(text, where.key);
  const { code, details, message, metadata, evidence } = (report ?? {}) as Report;
  const said = clean(String(details ?? message ?? report));
  const failure = classifyError(code === undefined ? said : { code, details: said, metadata, evidence });
  return new DlubalCallError({
    failure: { ...failure, happened: whatHappened(failure, where) },
    method: where.path,
    address: where.address,
    requestId: requestId(metadata, clean),
    cause: plainError(code, said),
  });
}

/** Masks the key of this call also where it does not look like one, then every other key. */
function withoutKey(text: string, key: ApiKey): string {
  const secret = key.reveal();
  return redact(secret.length < 8 ? text : text.replaceAll(secret, key.masked));
}

function whatHappened(failure: Failure, { path, address, addressFrom }: CallPlace): string {
  const method = path.slice(path.lastIndexOf('/') + 1);
  if (failure.serverMessage !== undefined && failure.origin === 'server') {
    const said = failure.serverMessage;
    return `The server at ${address} answered ${method} with "${said}"${/[.!?]$/.test(said) ? '' : '.'}`;
  }
  const from = addressFrom === undefined ? '' : ` (from ${addressFrom})`;
  return `${method} at ${address}${from} failed. ${failure.happened}`;
}

function requestId(metadata: Report['metadata'], clean: (text: string) => string): string | undefined {
  const value = REQUEST_ID.map((name) => metadata?.get(name)[0]).find((found) => typeof found === 'string');
  return value === undefined ? undefined : clean(String(value)).slice(0, 200);
}

/** An error that is nothing but its words: the stack would only show grpc-js's insides. */
function plainError(code: unknown, said: string): Error {
  const error = new Error(code === undefined ? said : `gRPC status ${String(code)}: ${said}`);
  error.stack = `Error: ${error.message}`;
  return error;
}

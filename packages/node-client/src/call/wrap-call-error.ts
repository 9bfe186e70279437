import { type ApiKey, classifyError, type Failure, redact } from '@dlubal-kit/auth-core';
import type { HttpProxy } from '../address/proxy.js';
import type { CallReport } from '../wire/call-report.js';
import { DlubalCallError } from './call-error.js';

/** Trailers that may be on an error: the names under which servers and proxies give a request's id. */
const REQUEST_ID = ['x-request-id', 'request-id', 'x-correlation-id'] as const;

interface Place {
  /** What failed: the method, or the connection itself. */
  readonly what: string;
  readonly address: string;
  /** A variable or a file that gives the address; undefined where the caller gave it, or the default holds. */
  readonly addressFrom?: string | undefined;
  /** What is on the way. */
  readonly proxy?: HttpProxy | undefined;
}

interface CallPlace extends Omit<Place, 'what'> {
  readonly path: string;
  readonly key: ApiKey;
}

/**
 * What a call ended with → the error that the caller gets. The one place where errors change class: nothing of the report
 * goes on but texts, and those are cleaned of the key first.
 *
 * @param report How the call ended, or whatever was thrown.
 * @param where Method and address of the call, where the address came from, and the key that was sent.
 */
export function wrapCallError(report: unknown, { path, key, ...where }: CallPlace): DlubalCallError {
  const clean = (text: string): string => withoutKey(text, key);
  const { code, metadata } = (report ?? {}) as Partial<CallReport>;
  const what = path.slice(path.lastIndexOf('/') + 1);
  return new DlubalCallError({
    failure: explainFailure(report, { what, ...where }, clean),
    method: path,
    address: where.address,
    requestId: requestId(metadata, clean),
    cause: plainError(code, clean(wordsOf(report))),
  });
}

/** What a report means, in a sentence that says what failed and where. */
export function explainFailure(
  report: unknown,
  where: Place,
  clean: (text: string) => string = redact,
): Failure {
  const { code, metadata, evidence } = (report ?? {}) as Partial<CallReport>;
  const said = clean(wordsOf(report));
  const failure = classifyError(code === undefined ? said : { code, details: said, metadata, evidence });
  return { ...failure, happened: whatHappened(failure, where) };
}

function wordsOf(report: unknown): string {
  const { details, message } = (report ?? {}) as { readonly details?: unknown; readonly message?: unknown };
  return String(details ?? message ?? report);
}

/** Masks the key of this call also where it does not look like one, then every other key. */
function withoutKey(text: string, key: ApiKey): string {
  const secret = key.reveal();
  return redact(secret.length < 8 ? text : text.replaceAll(secret, key.masked));
}

function whatHappened(failure: Failure, { what, address, addressFrom, proxy }: Place): string {
  if (failure.serverMessage !== undefined && failure.origin === 'server') {
    const said = failure.serverMessage;
    return `The server at ${address} answered ${what} with "${said}"${/[.!?]$/.test(said) ? '' : '.'}`;
  }
  const from = addressFrom === undefined ? '' : ` (from ${addressFrom})`;
  const through = proxy === undefined ? '' : ` through the proxy ${proxy.address} (from ${proxy.variable})`;
  return `${what} at ${address}${from}${through} failed. ${failure.happened}`;
}

function requestId(metadata: CallReport['metadata'], clean: (text: string) => string): string | undefined {
  const value = REQUEST_ID.map((name) => metadata?.get(name)[0]).find((found) => typeof found === 'string');
  return value === undefined ? undefined : clean(String(value)).slice(0, 200);
}

/** An error that is nothing but its words: the stack would only show this package's insides. */
function plainError(code: unknown, said: string): Error {
  const error = new Error(code === undefined ? said : `gRPC status ${String(code)}: ${said}`);
  error.stack = `Error: ${error.message}`;
  return error;
}

import { brand, DlubalError, type Failure } from '@dlubal-kit/auth-core';

/** What a `DlubalCallError` is made of. */
export interface CallErrorParts {
  readonly failure: Failure;
  readonly method: string;
  readonly address: string;
  readonly requestId?: string | undefined;
  readonly cause?: Error | undefined;
}

/**
 * A call that failed. It has four pieces: `failure` (what went wrong and what to do), `method` and `address` (where),
 * and `cause` (the words of grpc-js or Node, an `Error` that holds nothing but text). The request, its headers and
 * grpc-js's own error are not on it, so it can be logged whole; the key is masked wherever a peer echoed it.
 *
 * The message begins with the kind, since a log line often shows nothing else:
 * `[access-restricted] The server at 127.0.0.1:9000 refused calculate_all: "API access has been restricted. …" Wait …`
 *
 * @example
 * try {
 *   await app.calculateAll({});
 * } catch (error) {
 *   if (error instanceof DlubalCallError && error.kind === 'access-restricted') await tellTheTeam(error.failure.remedy);
 *   else throw error;
 * }
 */
export class DlubalCallError extends DlubalError {
  static {
    brand(DlubalCallError, 'DlubalCallError');
  }

  /** Full gRPC method, for example `/dlubal.api.rfem.Application/get_application_info`. */
  readonly method: string;
  /** Where the call went, for example `127.0.0.1:9000`. */
  readonly address: string;
  /** What the server or a proxy calls this request in its own log, where it said so. */
  declare readonly requestId?: string;

  constructor({ failure, method, address, requestId, cause }: CallErrorParts) {
    super(failure, { cause });
    this.method = method;
    this.address = address;
    if (requestId !== undefined) this.requestId = requestId;
  }
}

import { type Failure, failureOf, redact } from '@dlubal-kit/auth-core';

/**
 * The root certificates that `tls` names cannot be used; no call was made. `failure.kind` is `tls` (exit code 7) and
 * not `config-unreadable`, since it is TLS that has to be mended and not config.ini. `failure.reason` is
 * `roots-unreadable` or `roots-invalid`.
 */
export class TlsRootsError extends Error {
  override readonly name = 'TlsRootsError';
  readonly failure: Failure;

  /**
   * @param problem What is wrong, in one sentence.
   * @param remedy What to do about it.
   */
  constructor(reason: 'roots-unreadable' | 'roots-invalid', problem: string, remedy: string) {
    super(redact(`${problem} ${remedy}`));
    this.failure = failureOf('tls', { reason, origin: 'local', remedy: redact(remedy) });
  }
}

import { brand, DlubalError, failureOf } from '@dlubal-kit/auth-core';

/** Why certificates or a key of TLS cannot be used. */
export type TlsRootsReason =
  | 'roots-unreadable'
  | 'roots-invalid'
  | 'identity-incomplete'
  | 'identity-unusable';

/**
 * The certificates that `tls` names cannot be used; no call was made. `kind` is `tls` (exit code 7) and not
 * `config-unreadable`, since TLS is what has to be fixed and not config.ini.
 */
export class TlsRootsError extends DlubalError<'tls'> {
  static {
    brand(TlsRootsError, 'TlsRootsError');
  }

  declare readonly reason: TlsRootsReason;

  /**
   * @param problem What is wrong, in one sentence.
   * @param remedy What to do about it.
   */
  constructor(reason: TlsRootsReason, problem: string, remedy: string) {
    super(failureOf('tls', { reason, origin: 'local', happened: problem, remedy }));
  }
}

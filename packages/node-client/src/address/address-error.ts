import { type Failure, failureOf, redact } from '@dlubal-kit/auth-core';

/**
 * The address of the server cannot be used; no call was made. `failure.kind` is `address-invalid`, exit code 2.
 *
 * @example
 * await connect({ url: 'https://10.0.0.5:9000' });
 * // AddressError: The address "https://10.0.0.5:9000" has the scheme "https:", and a gRPC address has none.
 * // Write url: "10.0.0.5:9000" with tls: true.
 */
export class AddressError extends Error {
  override readonly name = 'AddressError';
  readonly failure: Failure;

  /**
   * @param problem What is wrong, in one sentence.
   * @param remedy What to write instead.
   */
  constructor(problem: string, remedy: string) {
    super(redact(`${problem} ${remedy}`));
    this.failure = failureOf('address-invalid', { remedy: redact(remedy) });
  }
}

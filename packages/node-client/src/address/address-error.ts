import { brand, DlubalError, failureOf } from '@dlubal-kit/auth-core';

/**
 * The address of the server cannot be used; no call was made. `kind` is `address-invalid`, exit code 2.
 *
 * @example
 * await connect({ url: 'https://10.0.0.5:9000' });
 * // AddressError: [address-invalid] The address "https://10.0.0.5:9000" has the scheme "https:", and a gRPC address
 * // has none. Write url: "10.0.0.5:9000" with tls: true.
 */
export class AddressError extends DlubalError<'address-invalid'> {
  static {
    brand(AddressError, 'AddressError');
  }

  /**
   * @param problem What is wrong, in one sentence.
   * @param remedy What to write instead.
   */
  constructor(problem: string, remedy: string) {
    super(failureOf('address-invalid', { happened: problem, remedy }));
  }
}

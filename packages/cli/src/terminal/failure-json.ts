import { type Failure, redact } from '@dlubal-kit/auth-core';

/** A failure as `--json` prints it: the fields of `Failure`, and no others. */
export function failureJson(failure: Failure): Failure {
  return JSON.parse(redact(JSON.stringify(failure)));
}

import {
  classifyError,
  type Failure,
  type FailureKind,
  isFailureKind,
  KINDS,
  MisuseError,
} from '@dlubal-kit/auth-core';
import type { MatcherResult } from './matcher-result.js';

/**
 * Whether an error is a failure of this kind: an error of the client of this project, of grpc-js, or text.
 *
 * @throws {MisuseError} when there is no such kind.
 */
export function toBeDlubalFailure(received: unknown, kind: FailureKind): MatcherResult {
  if (!isFailureKind(kind)) {
    throw new MisuseError(
      `There is no kind of failure ${JSON.stringify(kind)}.`,
      `The kinds are ${Object.keys(KINDS).join(', ')}.`,
    );
  }
  const failure = classifyError(received);
  const pass = failure.kind === kind;
  return {
    pass,
    message: () =>
      `Expected ${pass ? 'a failure other than' : 'the failure'} ${kind}, and got ${failure.kind}${said(failure)}.\nFix: ${failure.remedy}`,
  };
}

function said({ serverMessage }: Failure): string {
  return serverMessage === undefined ? '' : `: ${JSON.stringify(serverMessage)}`;
}

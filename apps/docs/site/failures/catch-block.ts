import type { FailureKind } from '@dlubal-kit/auth-core';

/** Kinds that the environment of a program that calls the API cannot cause: of its own code, and of the command line. */
export const NOT_FROM_A_CALL: ReadonlySet<FailureKind> = new Set<FailureKind>([
  'budget-unavailable',
  'client-misuse',
  'config-unwritable',
  'edit-refused',
  'provider-failed',
  'unrecognised',
  'usage',
]);

/** A program that treats this kind on its own: the tests run it where the failure happens. */
export const catchBlock = (kind: FailureKind): string =>
  NOT_FROM_A_CALL.has(kind)
    ? ''
    : `\`\`\`js
import { connect, isDlubalError } from '@dlubal-kit/node-client';

try {
  const app = await connect();
  await app.getModelList().finally(() => app.close());
} catch (error) {
  if (!isDlubalError(error) || error.kind !== '${kind}') throw error;
  const { remedy, reason, billed } = error.failure;
  console.log(remedy, { reason, billed });
}
\`\`\``;

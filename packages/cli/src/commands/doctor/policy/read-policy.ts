import { parseData } from '@dlubal-kit/mock-server/scenario';
import { readCarefully, whyUnreadable } from '@dlubal-kit/node-client/config';
import { UsageError } from '../../../failure/usage-error.js';
import { pathOf } from '../../../key/path-of.js';
import type { Context } from '../../../terminal/context.js';
import { reportProblems } from '../../mock/scenario/scenario-view.js';
import { type Policy, rulesOf } from './judge-policy.js';
import { policySchema } from './policy-schema.js';

/** A policy has a dozen lines; one with ten thousand fingerprints fits. */
const MAX_BYTES = 1024 * 1024;

/**
 * Reads the policy that `--policy` names; no other file is one.
 *
 * @returns undefined when it has mistakes, which are printed then
 * @throws {UsageError} when it cannot be read, or has no rule
 */
export function readPolicy(file: string, context: Context): Policy | undefined {
  const parsed = parseData(bytesOf(file, context), {
    schema: policySchema(),
    insteadOfKey: 'Remove it, and write its fingerprint, which "dlubal-auth keys list" shows.',
  });
  if (parsed.kind === 'problems') {
    reportProblems(file, parsed.problems, context.print);
    return undefined;
  }
  const policy = parsed.data as Policy;
  if (rulesOf(policy).length > 0) return policy;
  throw new UsageError(`the policy ${file} has no rule.`, 'Add one, such as "tls: required".');
}

function bytesOf(file: string, context: Context): Uint8Array {
  try {
    return readCarefully(pathOf(file, '--policy', context), MAX_BYTES);
  } catch (cause) {
    throw new UsageError(
      `the policy ${file} cannot be read: ${whyUnreadable(cause)}.`,
      'Give the path of a YAML or JSON file.',
      { cause },
    );
  }
}

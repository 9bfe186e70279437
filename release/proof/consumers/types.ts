import { type Failure, isDlubalError, resolveKey } from '@dlubal-kit/auth-core';

export function reasonOf(config: string): Failure | undefined {
  try {
    resolveKey({ name: 'a', config });
    return undefined;
  } catch (error) {
    return isDlubalError(error) ? error.failure : undefined;
  }
}
const failure = reasonOf('');
const billed: 'yes' | 'no' | 'maybe' | undefined = failure?.billed;
export const words: string = `${failure?.happened} ${failure?.remedy} ${billed}`;

import { redact } from '@dlubal-kit/auth-core';
import type { Context } from '../edge/context.js';

/** Prints an answer as JSON, with every key masked. */
export function printJson(context: Context, answer: unknown): void {
  context.out(`${redact(JSON.stringify(answer, null, 2))}\n`);
}

import type { Context } from './context.js';

/** Asks a question that only a spelt-out yes agrees to; whether there is a terminal is the caller's concern. */
export async function confirm(question: string, context: Context): Promise<boolean> {
  const answer = await context.ask(`${question} [y/N] `);
  return /^\s*y(es)?\s*$/i.test(answer ?? '');
}

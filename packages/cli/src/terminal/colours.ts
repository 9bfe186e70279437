import { styleText } from 'node:util';
import type { Context } from '../edge/context.js';

/** Paints text for a terminal, or leaves it as it is. */
export interface Paint {
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly note: (text: string) => string;
  readonly faint: (text: string) => string;
  readonly strong: (text: string) => string;
}

const plain = (text: string): string => text;
const PLAIN: Paint = { good: plain, bad: plain, note: plain, faint: plain, strong: plain };
const COLOURED: Paint = {
  good: (text) => styleText('green', text),
  bad: (text) => styleText('red', text),
  note: (text) => styleText('yellow', text),
  faint: (text) => styleText('dim', text),
  strong: (text) => styleText('bold', text),
};

/** Colours only on a terminal that has them, and never with NO_COLOR (no-color.org) or `--no-color`. */
export function paintFor(isTerminal: boolean, env: Context['env'], noColor: boolean | undefined): Paint {
  const off = noColor === true || (env.NO_COLOR ?? '') !== '' || env.TERM === 'dumb';
  return isTerminal && !off ? COLOURED : PLAIN;
}

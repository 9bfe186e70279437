import type { System } from '../edge/system.js';
import { paint, render } from './paint.js';
import { shownJson, shownLines } from './safe-text.js';
import { wrap } from './wrap.js';

/** What the global options say about the output. */
export interface OutputOptions {
  readonly json: boolean;
  readonly quiet: boolean;
  readonly noColor: boolean;
}

/**
 * All output of a command. Keys are masked, characters that a terminal would obey are escaped, and lines are wrapped at
 * the terminal's width, here and nowhere else.
 */
export interface Printer {
  /** Whether the answer is to be JSON. */
  readonly asJson: boolean;
  /** Width for text that wraps itself, such as the help. */
  readonly width: number;
  /** The answer for a program: printed with `--json` only. */
  json(answer: object): void;
  /** The answer for a person: not printed with `--json`. Ends with a line end. */
  view(text: string): void;
  /** An answer that has a key in it on purpose, or is a program's text: nothing in it is changed. */
  reveal(text: string): void;
  /** Next to the answer; left out with `--quiet`. */
  note(text: string): void;
  warn(text: string): void;
  /** What went wrong: a line on stderr that begins with the command's name. */
  problem(text: string): void;
  /** For a person only: on a terminal, and left out with `--quiet`. */
  aside(text: string): void;
  /** A line on stderr without a label. */
  log(text: string): void;
  /** Shows a line on a terminal while the work takes long, and removes it. */
  progress<T>(text: string, work: () => Promise<T>): Promise<T>;
}

/** Work that is done sooner shows no line. */
const PATIENCE_MS = 300;
const CLEAR_LINE = '\r\x1b[K';

export function printerFor(system: System, { json, quiet, noColor }: OutputOptions): Printer {
  const plain = noColor || (system.env.NO_COLOR ?? '') !== '' || system.env.TERM === 'dumb';
  const dressed = (text: string, isTerminal: boolean): string =>
    isTerminal ? render(wrap(shownLines(text), system.columns), !plain) : render(shownLines(text), false);
  let waiting = false;
  const clear = (): void => {
    if (waiting) system.err(CLEAR_LINE);
    waiting = false;
  };
  const toOut = (text: string): void => {
    clear();
    system.out(text);
  };
  const toErr = (text: string): void => {
    clear();
    system.err(dressed(`${text}\n`, system.errIsTerminal));
  };
  return {
    asJson: json,
    get width() {
      return Math.min(system.columns, 100);
    },
    json: (answer) => {
      if (json) toOut(`${shownJson(answer, 2)}\n`);
    },
    view: (text) => {
      if (!json)
        toOut(dressed(text.endsWith('\n') || text === '' ? text : `${text}\n`, system.outIsTerminal));
    },
    reveal: toOut,
    note: (text) => {
      if (!quiet) toErr(`${paint.note('note:')} ${text}`);
    },
    warn: (text) => toErr(`${paint.note('warning:')} ${text}`),
    problem: (text) => toErr(`${paint.bad('dlubal-auth:')} ${text}`),
    aside: (text) => {
      if (!quiet && system.errIsTerminal) toErr(text);
    },
    log: toErr,
    progress: async (text, work) => {
      if (quiet || !system.errIsTerminal || system.env.TERM === 'dumb') return work();
      const timer = setTimeout(() => {
        waiting = true;
        system.err(shownLines(text));
      }, PATIENCE_MS);
      try {
        return await work();
      } finally {
        clearTimeout(timer);
        clear();
      }
    },
  };
}

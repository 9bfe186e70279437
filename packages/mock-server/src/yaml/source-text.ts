import { isBytes } from '../wire/bytes.js';

/** One thing that is wrong in a scenario file. */
export interface ScenarioProblem {
  /** From 1. */
  readonly line: number;
  /** From 1, in characters. */
  readonly column: number;
  /** Where in the data, as `handlers[0].reply`; empty for the file as a whole. */
  readonly path: string;
  /** What is wrong and what to do. Never holds a key. */
  readonly message: string;
}

/** Most bytes of a scenario file: a recording of thousands of calls fits. */
export const MAX_SCENARIO_BYTES: number = 4 * 1024 * 1024;

/** Most problems that are listed: nobody reads more, and a file has room for a million. */
export const MAX_PROBLEMS = 100;

/** Tells what is wrong at an offset of a text, in the words of an editor: lines and columns from 1. */
export type TellProblem = (offset: number, message: string, path?: string) => ScenarioProblem;

/** The lines are found once: a long file may be asked about at every handler. */
export function problemsIn(text: string): TellProblem {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset, message, path = '') => {
    let low = 0;
    for (let high = starts.length - 1; low < high; ) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1, path, message };
  };
}

/** The text of a scenario file, or why it is none. */
export function sourceText(source: string | Uint8Array): { text: string } | { problem: ScenarioProblem } {
  if (typeof source !== 'string' && !isBytes(source)) {
    return refused('this is neither a text nor bytes. Give what readFileSync returns.');
  }
  const size = typeof source === 'string' ? source.length : source.byteLength;
  if (size > MAX_SCENARIO_BYTES) {
    return refused('the file has more than 4 MB. Leave out what is not needed.');
  }
  const text = typeof source === 'string' ? source : decoded(source);
  if (text === undefined) return refused('the file is not UTF-8 text. Save it as UTF-8.');
  const nul = text.indexOf('\0');
  if (nul < 0) return { text: text.replace(/^\uFEFF/, '') };
  return { problem: problemsIn(text)(nul, 'the file has a NUL character here. Save it as UTF-8 text.') };
}

const refused = (message: string): { problem: ScenarioProblem } => ({
  problem: { line: 1, column: 1, path: '', message },
});

function decoded(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

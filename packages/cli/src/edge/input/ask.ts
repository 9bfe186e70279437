import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';

/**
 * Asks on the terminal. Questions go to stderr, so that they are seen when stdout is a pipe.
 *
 * (Not a prompt library: those that are well kept bring five packages or more for what is one line of text here.)
 *
 * @param echo `counted` shows how many characters were typed, not which
 * @returns undefined when the input ended (Ctrl-D on an empty line, a closed terminal)
 */
export function ask(question: string, echo: 'shown' | 'counted'): Promise<string | undefined> {
  // With a terminal readline switches echo off and draws each letter itself: into nothing, when only counted.
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({
    input: process.stdin,
    output: echo === 'shown' ? process.stderr : nowhere,
    terminal: true,
    historySize: 0,
  });
  if (echo === 'shown') lines.setPrompt(question);
  else process.stderr.write(question);
  const counter = echo === 'counted' && process.env.TERM !== 'dumb' ? countKeys(() => lines.line) : undefined;
  return new Promise((resolve) => {
    let answer: string | undefined;
    lines.once('line', (line) => {
      answer = line;
      lines.close();
    });
    lines.once('SIGINT', () => {
      lines.close();
      process.kill(process.pid, 'SIGINT');
    });
    lines.once('close', () => {
      counter?.end(answer ?? '');
      if (echo === 'counted' || answer === undefined) process.stderr.write('\n');
      resolve(answer);
    });
    lines.prompt();
  });
}

const SAVE_CURSOR = '\x1b7';
const RESTORE_AND_CLEAR = '\x1b8\x1b[K';

/** Draws the number of characters behind the question, once for a whole paste: whoever pastes sees that it arrived. */
function countKeys(typed: () => string): { readonly end: (answer: string) => void } {
  let waiting: NodeJS.Immediate | undefined;
  let ended = false;
  const draw = (text: string): void => {
    waiting = undefined;
    const words = text === '' ? '' : `${text.length} ${text.length === 1 ? 'character' : 'characters'}`;
    process.stderr.write(`${RESTORE_AND_CLEAR}${words}`);
  };
  // The key that ends the line comes here after `end`: whoever emits it has the list of listeners already.
  const onKey = (): void => {
    if (!ended) waiting ??= setImmediate(() => draw(typed()));
  };
  process.stderr.write(SAVE_CURSOR);
  process.stdin.on('keypress', onKey);
  return {
    // From here on the cursor is elsewhere.
    end: (answer) => {
      ended = true;
      process.stdin.off('keypress', onKey);
      clearImmediate(waiting);
      draw(answer);
    },
  };
}

import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';

/**
 * Asks on the terminal. Questions go to standard error, so that they are seen when standard output is a pipe.
 *
 * (Not a prompt library: those that are well kept bring five packages or more for what is one line of text here.)
 *
 * @returns undefined when the input ended (Ctrl-D on an empty line, a closed terminal)
 */
export function ask(question: string, echo: 'shown' | 'hidden'): Promise<string | undefined> {
  // With a terminal readline switches echo off and draws each letter itself: into nothing, when hidden.
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({
    input: process.stdin,
    output: echo === 'shown' ? process.stderr : nowhere,
    terminal: true,
    historySize: 0,
  });
  if (echo === 'hidden') process.stderr.write(question);
  else lines.setPrompt(question);
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
      if (echo === 'hidden' || answer === undefined) process.stderr.write('\n');
      resolve(answer);
    });
    lines.prompt();
  });
}

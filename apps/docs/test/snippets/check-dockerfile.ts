import { DockerfileParser } from 'dockerfile-ast';
import { validate } from 'dockerfile-utils';
import { expect } from 'vitest';
import { expectShell } from './expect-shell.js';
import type { Runner } from './runner.js';

/** Instructions whose text a shell runs, unless it is a list in JSON. */
const COMMANDS = new Set(['RUN', 'CMD', 'ENTRYPOINT']);

function verifyCommand(text: string): void {
  // Docker gives a list that is not JSON to a shell, which looks for a program named "[".
  if (text.startsWith('[')) expect(JSON.parse(text)).toEqual(expect.arrayContaining([expect.any(String)]));
  else expectShell(text);
}

/** No container is built: that would fetch an image. */
export const dockerfiles: Runner = {
  runs: 'the checker of Dockerfiles, and a shell that reads its commands',
  takes: ({ language }) => language === 'dockerfile',
  run: ({ code }) => {
    expect(validate(code).map(({ message }) => message)).toEqual([]);
    for (const instruction of DockerfileParser.parse(code).getInstructions())
      if (COMMANDS.has(instruction.getKeyword())) verifyCommand(instruction.getArgumentsContent() ?? '');
  },
};

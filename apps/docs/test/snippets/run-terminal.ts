import type { MockServer } from '@dlubal-kit/mock-server';
import { expect } from 'vitest';
import { expectShell } from './expect-shell.js';
import type { Runner } from './runner.js';
import { type Machine, onMachine, runOn } from './snippet-machine.js';

/**
 * Commands that answer at once, ask nobody and change nothing: these lines are run. All others are parsed, like every
 * command that a page writes (packages/cli/test/written-commands.test.ts).
 */
const ANSWERS =
  /^(?:echo [^|]*\| )?(?:npx )?dlubal-auth (?:resolve|check|keys list|classify|budget|mock schema)(?: +[^\s#;&|<>]+)*\s*(?:#.*)?$/;

/** Lines for a shell to copy. */
export const shellLines: Runner = {
  runs: 'bash, as far as its lines only ask',
  takes: ({ language }) => ['sh', 'bash'].includes(language),
  run: (block) =>
    onMachine(block, async (machine) => {
      expectShell(block.code);
      for (const line of block.code.split('\n').filter((line) => ANSWERS.test(line))) {
        const { code, said } = await runOn(machine, ['bash', '-c', line]);
        expect(code, `${line}\n${said}`).toBe(0);
      }
    }),
};

/** What a session begins with, where the block's name says it. */
const SITUATIONS: Readonly<Record<string, (server: MockServer) => void>> = {
  '': () => {},
  'the month is used up': (server) => {
    server.monthlyLimit = 0;
  },
};

interface Entered {
  readonly command: string;
  /** What follows it, up to the next command. */
  readonly shown: string;
}

const enteredIn = (code: string): Entered[] =>
  code
    .split(/^\$ /m)
    .filter((part) => part.trim() !== '')
    .map((part) => {
      const [, command = '', shown = ''] = /^((?:[^\n]*\\\n)*[^\n]*)\n?(.*)$/s.exec(part) ?? [];
      return { command, shown };
    });

/** What differs from one machine to the next, and the width of the terminal. */
const comparable = (text: string, { server, home }: Machine): string =>
  text
    .replaceAll(server.address, '127.0.0.1:9000')
    .replaceAll(home.path, '~')
    .replace(/(?<=9000 )\([^)]*\)/g, '(default)')
    .replace(/ak-…\w{4}/g, 'ak-…f24c')
    .replace(/\b[\w]{4}(?:-[\w]{4}){3}\b/g, 'FINGERPRINT')
    .replace(/\d+(?:\.\d+)? ?m?s\b/g, 'TIME')
    .replace(/\s+/g, ' ')
    .trim();

/** A session: what is shown after each command is what it prints. A line "…" leaves something out. */
export const sessions: Runner = {
  runs: 'the commands, compared with what it shows',
  takes: ({ language, name }) => language === 'console' && Object.hasOwn(SITUATIONS, name),
  run: (block) =>
    onMachine(block, async (machine) => {
      SITUATIONS[block.name]?.(machine.server);
      const entered = enteredIn(block.code);
      expect(entered).not.toEqual([]);
      for (const { command, shown } of entered) {
        const { said } = await runOn(machine, ['bash', '-c', `exec 2>&1\n${command}`]);
        const whole = comparable(said, machine);
        for (const part of shown.split(/^ *…$/m)) expect(whole).toContain(comparable(part, machine));
      }
    }),
};

/** The output of the command that is the block's name, which runs in the folder of the page's files. */
export const outputs: Runner = {
  runs: 'the command in its name',
  takes: ({ language, name }) => language === 'text' && name !== '',
  run: (block) =>
    onMachine(block, async (machine) => {
      const { said } = await runOn(machine, ['bash', '-c', `exec 2>&1\n${block.name}`]);
      expect(said).toContain(block.code);
      expect(said.split('\n').filter((line) => line.length > 80)).toEqual([]);
    }),
};

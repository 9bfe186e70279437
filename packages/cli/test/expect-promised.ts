import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect } from 'vitest';
import { COMMANDS } from '../src/command-table.js';
import { closed } from './answer-shape.js';
import { ANSWERS } from './answer-shapes.js';

const ajv = new Ajv2020({ strict: true, strictRequired: false, formats: { 'date-time': true } });
const checks = new Map<string, ReturnType<Ajv2020['compile']>>();

/** The command of a command line, global options left out; undefined where there is none. */
function commandOf(argv: readonly string[]): string | undefined {
  const [first, second] = argv.filter((word) => !word.startsWith('-'));
  const names = COMMANDS.map(({ definition }) => definition.name);
  return [`${first} ${second}`, first].find((name) => name !== undefined && names.includes(name));
}

/** Fails where an answer has a field that its published schema does not name, or lacks one that is promised. */
export function expectPromised(argv: readonly string[], document: string): void {
  const command = commandOf(argv);
  const answer = command === undefined ? undefined : ANSWERS[command];
  if (command === undefined || answer === undefined) return;
  const check = checks.get(command) ?? ajv.compile(closed(answer) as object);
  checks.set(command, check);
  check(JSON.parse(document));
  expect(check.errors ?? [], `${command}: ${document.slice(0, 2000)}`).toEqual([]);
}

import type { Scenario, ScenarioProblem } from '@dlubal-kit/mock-server/scenario';
import type { Printer } from '../../../terminal/printer.js';

/** More would scroll away; the first ones lead to the rest. */
const MOST = 50;

/** Problems as compilers print them, `file:line:column: message`: editors make links of these. */
export function problemLines(file: string, problems: readonly ScenarioProblem[]): string {
  const lines = problems.slice(0, MOST).map(({ line, column, path, message }) => {
    const where = path === '' ? '' : `${path}: `;
    return `${file}:${line}:${column}: ${where}${message}`;
  });
  const more = problems.length - lines.length;
  return [...lines, ...(more > 0 ? [`and ${more} more`] : [])].join('\n');
}

/** Prints what is wrong with a scenario. */
export function reportProblems(file: string, problems: readonly ScenarioProblem[], print: Printer): void {
  print.log(problemLines(file, problems));
  print.json({ ok: false, file, problems });
}

/** What a good scenario has, in a line. */
export function scenarioLine(file: string, { options, file: data }: Scenario): string {
  const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;
  const keys = count(Object.keys(options.keys ?? { project_1: {} }).length, 'key');
  return `${file}: fine: ${keys}, ${count(data.handlers?.length ?? 0, 'handler')}`;
}

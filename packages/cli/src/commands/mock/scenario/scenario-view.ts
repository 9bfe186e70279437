import { redact } from '@dlubal-kit/auth-core';
import type { Scenario, ScenarioProblem } from '@dlubal-kit/mock-server/scenario';

/** More would scroll away; the first ones lead to the rest. */
const MOST = 50;

/** Problems as compilers print them, `file:line:column: message`: editors make links of these. */
export function problemLines(file: string, problems: readonly ScenarioProblem[]): string {
  const lines = problems.slice(0, MOST).map(({ line, column, path, message }) => {
    const where = path === '' ? '' : `${path}: `;
    return `${file}:${line}:${column}: ${where}${message}\n`;
  });
  const more = problems.length - lines.length;
  return redact(lines.join('')) + (more > 0 ? `and ${more} more\n` : '');
}

/** What a good scenario holds, in a line. */
export function scenarioLine(file: string, { options, file: data }: Scenario): string {
  const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;
  const keys = count(Object.keys(options.keys ?? { project_1: {} }).length, 'key');
  return `${redact(file)}: fine: ${keys}, ${count(data.handlers?.length ?? 0, 'handler')}\n`;
}

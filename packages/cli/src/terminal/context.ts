import type { System } from '../edge/system.js';
import type { Printer } from './printer.js';
import { shownLine } from './safe-text.js';

/** What a command gets: the system, with a printer instead of its bare streams. */
export interface Context extends Omit<System, 'out' | 'err'> {
  readonly print: Printer;
  /** The command that runs, such as `keys add`; empty before one was chosen. */
  readonly command: string;
}

/** A context that reads the system late, as the system itself does. */
export function contextOf(system: System, print: Printer): Context {
  const ask = (question: string) => system.ask(shownLine(question));
  const askHidden = (question: string) => system.askHidden(shownLine(question));
  return Object.assign(Object.create(system), { print, ask, askHidden, command: '' });
}

/** The same for the command that was chosen. */
export const contextFor = (command: string, context: Context): Context =>
  Object.assign(Object.create(context), { command });

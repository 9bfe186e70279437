import { findCommand, parseCall, partAtDashes } from './command-line/parse-command-line.js';
import { COMMANDS } from './command-table.js';
import { type Context, processContext } from './edge/context.js';
import { VERSION } from './edge/version.js';

/**
 * One call of `dlubal-auth`: the only place that catches.
 *
 * @param argv what stands after the command's name.
 * @returns the exit code.
 */
export async function main(argv: readonly string[], context: Context): Promise<number> {
  try {
    return await run(argv, context);
  } catch (thing) {
    const { reportFailure } = await import('./terminal/report-failure.js');
    return reportFailure(thing, context, partAtDashes(argv).ours.includes('--json'));
  }
}

async function run(argv: readonly string[], context: Context): Promise<number> {
  const [first] = argv;
  if (first === '--version' || first === '-V') {
    context.out(`${VERSION}\n`);
    return 0;
  }
  if (
    first === undefined ||
    first === '--help' ||
    first === '-h' ||
    (first === 'help' && argv.length === 1)
  ) {
    const text = (await import('./command-line/help.js')).overview(COMMANDS);
    if (first === undefined) context.err(text);
    else context.out(text);
    return first === undefined ? 2 : 0;
  }
  const { name, command, rest } = findCommand(first === 'help' ? argv.slice(1) : argv, COMMANDS);
  const call = parseCall(name, command, first === 'help' ? ['--help'] : rest);
  if (call.flags.help === true) {
    context.out((await import('./command-line/help.js')).commandHelp(name, command));
    return 0;
  }
  return (await command.load())(call, context);
}

/** Runs the command line of this process. The exit code is set, not forced: what is written gets out. */
export async function start(): Promise<void> {
  process.exitCode = await main(process.argv.slice(2), processContext());
}

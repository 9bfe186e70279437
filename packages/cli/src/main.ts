import { findCommand, partLine } from './command-line/find-command.js';
import { parseOptions, partAtDashes } from './command-line/parse-options.js';
import { COMMANDS, GROUPS, SECTIONS } from './command-table.js';
import { processSystem } from './edge/process-system.js';
import { flushed } from './edge/streams.js';
import type { System } from './edge/system.js';
import { VERSION } from './edge/version.js';
import { EXIT } from './failure/exit.js';
import { type Context, contextFor, contextOf } from './terminal/context.js';
import { type Printer, printerFor } from './terminal/printer.js';

/**
 * One call of `dlubal-auth`: the only place that catches.
 *
 * @param argv what follows the command's name.
 * @returns the exit code.
 */
export async function main(argv: readonly string[], system: System): Promise<number> {
  const { ours } = partAtDashes(argv);
  // Read before all else, so that whatever goes wrong is reported as was asked.
  const print = printerFor(system, {
    json: ours.includes('--json'),
    quiet: ours.includes('--quiet'),
    noColor: ours.includes('--no-color'),
  });
  try {
    return await run(argv, contextOf(system, print));
  } catch (thing) {
    return await report(thing, print);
  }
}

/** Where stdout itself failed, the answer of `--json` cannot be written either. */
async function report(thing: unknown, print: Printer): Promise<number> {
  const { reportFailure } = await import('./terminal/report-failure.js');
  try {
    return reportFailure(thing, print);
  } catch {
    return EXIT.unexpected;
  }
}

async function run(argv: readonly string[], context: Context): Promise<number> {
  const { print } = context;
  const { leading, rest } = partLine(argv);
  const [first] = rest;
  if (leading.includes('--version') || leading.includes('-V')) {
    print.reveal(`${VERSION}\n`);
    return EXIT.ok;
  }
  if (first === '__complete') {
    const { complete } = await import('./commands/completion/complete.js');
    return complete(rest.slice(rest.indexOf('--') + 1), COMMANDS, context);
  }
  const topic = helpTopic(argv, rest);
  if (topic !== undefined || first === undefined) {
    const { helpOn } = await import('./command-line/help.js');
    const text = helpOn(topic ?? [], { sections: SECTIONS, groups: GROUPS, commands: COMMANDS }, print.width);
    if (topic === undefined) print.log(text.trimEnd());
    else print.reveal(text);
    return topic === undefined ? EXIT.usage : EXIT.ok;
  }
  const { command, argv: given } = findCommand(rest, COMMANDS);
  try {
    const options = parseOptions(command.definition, [...leading, ...given]);
    const work = await command.load();
    // The parser gives what the definition says, whose types were compared with those of the work when they were bound.
    return await work(options as never, contextFor(command.definition.name, context));
  } catch (thing) {
    const { failing } = command.definition;
    if (failing !== undefined && !print.asJson && !context.outIsTerminal) print.reveal(failing(given));
    throw thing;
  }
}

/** The words that help is asked about: `help keys add`, `keys add --help`; none for the overview. */
function helpTopic(argv: readonly string[], rest: readonly string[]): readonly string[] | undefined {
  if (rest[0] === 'help') return rest.slice(1);
  if (!partAtDashes(argv).ours.some((word) => word === '--help' || word === '-h')) return undefined;
  const option = rest.findIndex((word) => word.startsWith('-'));
  return option < 0 ? rest : rest.slice(0, option);
}

/**
 * Runs the command line of this process, and ends it once what was written is out: a name that is still being looked up, for
 * example, would keep it for many seconds more.
 */
export async function start(): Promise<void> {
  const code = await main(process.argv.slice(2), processSystem());
  process.exitCode ||= code;
  await flushed();
  process.exit();
}

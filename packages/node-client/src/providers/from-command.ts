import { type ExecFileException, execFile } from 'node:child_process';
import {
  ApiKey,
  checkFields,
  type FieldChecks,
  KEY_FORMAT,
  type KeyFormat,
  keyFlaw,
  keyFormatOf,
  MILLISECONDS,
  MisuseError,
  OBJECT,
  redact,
  replaceObeyed,
  TEXT,
  whyNotSendable,
} from '@dlubal-kit/auth-core';
import { codeOf } from '../file/config-file-error.js';
import { ProviderError } from '../keyring/provider-error.js';
import { endProgram } from '../program/end-program.js';
import { planStart } from '../program/plan-start.js';
import { answerOf } from './answer-of.js';
import { parseCommandOutput, SHOULD_PRINT } from './command-output.js';
import type { ProvidedKey, Provider } from './provider.js';

/** Options of `fromCommand`. */
export interface FromCommandOptions {
  /**
   * Longest time the command may take, in milliseconds; then it is killed, on Windows with all that it started.
   *
   * @default 10_000
   */
  readonly timeoutMs?: number;
  /** The command's environment. @default process.env */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** The command's working directory. @default process.cwd() */
  readonly cwd?: string;
  /** Which texts count as keys. Environment: `DLUBAL_API_KEY_FORMAT`. @default 'dlubal' */
  readonly keyFormat?: KeyFormat;
}

const COMMAND_FIELDS: FieldChecks<FromCommandOptions> = {
  timeoutMs: MILLISECONDS,
  env: OBJECT,
  cwd: TEXT,
  keyFormat: KEY_FORMAT,
};

/** Most that a command may print, in bytes. */
const MAX_OUTPUT = 64 * 1024;
/** How much of what a failed command wrote on standard error is shown, in characters. */
const MAX_COMPLAINT = 500;

/**
 * A command that prints a key, so that Vault, 1Password or a cloud's secret manager can serve it, as AWS's
 * `credential_process` does. It is run without a shell: each argument reaches it as it is.
 *
 * It prints the key alone on a line, or `{"version": 1, "api_key": "ak-…", "name": "project_2"}` (`name` may be left
 * out). What it prints is never logged; when it fails, the end of its standard error is shown, with keys masked.
 *
 * @throws {MisuseError} at once, for anything but an array of strings, an unknown option or a wrong type.
 * @example fromCommand(['op', 'read', 'op://Engineering/Dlubal/key'], { timeoutMs: 30_000 })
 */
export function fromCommand(
  argv: readonly [string, ...string[]],
  options: FromCommandOptions = {},
): Provider {
  if (!Array.isArray(argv) || argv.length === 0 || !argv.every((part) => typeof part === 'string')) {
    throw new MisuseError(
      'fromCommand takes a program and its arguments, as an array of strings.',
      "Give for example ['vault-key', 'dlubal'].",
    );
  }
  checkFields(options, COMMAND_FIELDS, "fromCommand's options");
  const provider = `fromCommand(${redact(argv[0])})`;
  return () =>
    answerOf(provider, async () =>
      keyFromOutput(provider, await run(provider, argv, options), options.keyFormat),
    );
}

function run(
  provider: string,
  argv: readonly [string, ...string[]],
  { timeoutMs = 10_000, env = process.env, cwd = process.cwd() }: FromCommandOptions,
): Promise<string> {
  const plan = planStart(argv, { env, platform: process.platform, cwd });
  if ('notStarted' in plan)
    return Promise.reject(new ProviderError(provider, ...startFailure(plan.notStarted)));
  const settings = { ...plan.options, env: { ...env }, cwd, maxBuffer: MAX_OUTPUT, windowsHide: true };
  return new Promise((resolve, reject) => {
    try {
      let timer: NodeJS.Timeout | undefined;
      let timedOut = false;
      const child = execFile(plan.file, plan.args, settings, (error, stdout, stderr) => {
        clearTimeout(timer);
        // Node's error holds the whole command line and all of standard error: neither it nor its text is passed on.
        if (timedOut) reject(new ProviderError(provider, ...tookTooLong(timeoutMs, stderr)));
        else if (error) reject(new ProviderError(provider, ...failureText(error, stderr)));
        else resolve(stdout);
      });
      timer = setTimeout(() => {
        timedOut = true;
        endProgram(child);
        // What it started may live on and hold its output open.
        child.stdout?.destroy();
        child.stderr?.destroy();
      }, timeoutMs);
      child.stdin?.end();
    } catch (error) {
      reject(new ProviderError(provider, ...startFailure(codeOf(error))));
    }
  });
}

/** What went wrong, and what to do about it. */
type ProblemAndRemedy = readonly [problem: string, remedy: string];

function failureText(error: ExecFileException, stderr: string): ProblemAndRemedy {
  if (error.code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER') {
    return [
      `the command printed more than ${MAX_OUTPUT / 1024} KiB, which is not a key.`,
      'Check the command.',
    ];
  }
  if (typeof error.code === 'string') return startFailure(error.code);
  const how = error.signal ? `was ended by ${error.signal}` : `failed with exit code ${error.code}`;
  return [`the command ${how}.${complaint(stderr)}`, 'Run it by hand and fix it.'];
}

const tookTooLong = (timeoutMs: number, stderr: string): ProblemAndRemedy => [
  `the command took longer than ${timeoutMs} ms and was ended.${complaint(stderr)}`,
  'Give it more time with timeoutMs, or run it by hand to see what it waits for.',
];

const START_FAILURES: Readonly<Record<string, ProblemAndRemedy>> = {
  ENOENT: ['the command or the working directory does not exist.', 'Check the paths.'],
  EACCES: ['this user is not allowed to run the command.', 'Check its permissions.'],
  ENOEXEC: [
    'the command is not a program that this system starts.',
    'Name its interpreter first, for example node.',
  ],
  'batch-argument': [
    'the command is a batch file, which cannot be given "%" or a line break.',
    'Name the program that it starts.',
  ],
  ERR_INVALID_ARG_VALUE: ['an argument contains a NUL character.', 'Check the arguments.'],
};

function startFailure(code: string | undefined): ProblemAndRemedy {
  const why = `the command cannot be started: ${code ?? 'unknown reason'}.`;
  return START_FAILURES[code ?? ''] ?? [why, 'Run it by hand to see why.'];
}

/** The end of what the command complained, on one line, with keys masked. */
function complaint(stderr: string): string {
  const said = replaceObeyed(redact(stderr), ' ').replace(/\s+/g, ' ').trim();
  if (said === '') return '';
  return ` It said: ${said.length > MAX_COMPLAINT ? `…${said.slice(-MAX_COMPLAINT)}` : said}`;
}

function keyFromOutput(provider: string, output: string, asked: KeyFormat | undefined): ProvidedKey {
  const format = keyFormatOf(asked, process.env);
  const { value, name } = parseCommandOutput(provider, output);
  const flaw = whyNotSendable(value, format);
  if (flaw !== undefined) {
    throw new ProviderError(
      provider,
      `the command printed something that is not an API key: ${flaw}.`,
      SHOULD_PRINT,
    );
  }
  const unusual = keyFlaw(value, format);
  const warnings =
    unusual === undefined ? [] : [`${provider}: this does not look like an API key: ${unusual}.`];
  return { key: ApiKey.parse(value), source: 'command', warnings, ...(name !== undefined && { name }) };
}

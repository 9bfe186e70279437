import { redact } from '@dlubal-kit/auth-core';
import type { Call, Run } from '../../command-line/command.js';
import type { Context } from '../../edge/context.js';
import { UsageError } from '../../failure/usage-error.js';
import { locateStore } from '../../key/locate-store.js';
import { printJson } from '../../terminal/print-json.js';
import { type KeyFinding, told } from './found-key.js';
import { installHook } from './install-hook.js';
import { sarif } from './sarif.js';
import { scanFiles } from './scan-files.js';
import { scanHistory } from './scan-history.js';
import { newTally, type ScanReport, type ScanTally } from './scan-report.js';
import { scanStaged } from './scan-staged.js';
import { scanView } from './scan-view.js';

/** What a scan found. Holds no key. */
export interface ScanResult {
  readonly findings: readonly KeyFinding[];
  readonly tally: ScanTally;
  /** How many commits were read, in a scan of the history. */
  readonly commits?: number;
  readonly maxBytes: number;
}

/** Exit code: a key was found where it does not belong. */
export const FOUND = 10;
const MIB = 1024 * 1024;
const DEFAULT_MIB = 16;

/** Looks for keys in files, in what is staged, or in the history. */
export const scan: Run = async (call, context) => {
  checkFlags(call);
  if (call.flags['install-hook']) return install(call, context);
  const result = await runScan(call, context);
  const { findings, tally, commits } = result;
  if (call.flags.sarif) context.out(`${redact(JSON.stringify(sarif(findings), null, 2))}\n`);
  else if (call.flags.json) {
    const scanned = commits === undefined ? tally : { commits, bytes: tally.bytes };
    printJson(context, { ok: findings.length === 0, findings, scanned });
  } else scanView(result, call, context);
  return findings.length === 0 ? 0 : FOUND;
};

const APART = [
  ['staged', 'history'],
  ['json', 'sarif'],
] as const;

function checkFlags({ flags, words }: Call): void {
  for (const [one, other] of APART) {
    if (flags[one] && flags[other])
      throw new UsageError(`--${one} and --${other} exclude each other. Give one of them.`);
  }
  if (flags['install-hook'] && (words.length > 0 || flags.staged || flags.history || flags.sarif)) {
    throw new UsageError('--install-hook writes the hook and scans nothing. Give it alone.');
  }
}

async function install(call: Call, context: Context): Promise<number> {
  const { path, written } = await installHook(context);
  if (call.flags.json) printJson(context, { ok: true, hook: path, written });
  else
    context.out(`${path} ${written ? 'was written' : 'is there already'}: a commit with a key is refused.\n`);
  return 0;
}

async function runScan(call: Call, context: Context): Promise<ScanResult> {
  const maxBytes = readMaxSize(call.values['max-size']) * MIB;
  const allowed = readAllowed(call.lists.allow);
  const { path: configPath, names } = await knownKeys(call, context);
  const report = await search(call, context, { maxBytes, configPath });
  const findings = report.found
    .map((found) => told(found, names))
    .filter(({ fingerprint }) => !allowed.has(fingerprint));
  const { tally, commits } = report;
  return { findings, tally, maxBytes, ...(commits === undefined ? {} : { commits }) };
}

type Search = ScanReport & { readonly commits?: number };

async function search(
  { flags, words }: Call,
  context: Context,
  { maxBytes, configPath }: { readonly maxBytes: number; readonly configPath: string },
): Promise<Search> {
  if (flags.staged) return scanStaged(words, maxBytes, context);
  if (flags.history) {
    const { found, commits, bytes } = await scanHistory(words, context);
    return { found, commits, tally: { ...newTally(), bytes } };
  }
  return scanFiles(words.length === 0 ? ['.'] : words, { cwd: context.cwd, maxBytes, configPath });
}

/** Names of config.ini by the key that they hold. A file that cannot be read takes nothing from a scan but the names. */
async function knownKeys(
  call: Call,
  context: Context,
): Promise<{ path: string; names: ReadonlyMap<string, string> }> {
  const store = locateStore(call, context);
  const snapshot = await store.read().catch(() => undefined);
  const config = snapshot?.config;
  const entries = config?.ok === true ? [...(config.apiKeys?.values() ?? [])] : [];
  const names = new Map<string, string>();
  for (const { name, value } of entries) {
    if (value !== undefined && name !== 'default' && !names.has(value)) names.set(value.toLowerCase(), name);
  }
  return { path: store.path, names };
}

function readMaxSize(text: string | undefined): number {
  if (text === undefined) return DEFAULT_MIB;
  if (/^\d{1,4}$/.test(text) && Number(text) > 0 && Number(text) <= 512) return Number(text);
  throw new UsageError('--max-size wants a whole number of MiB from 1 to 512, such as --max-size 64.');
}

function readAllowed(given: readonly string[] = []): ReadonlySet<string> {
  for (const text of given) {
    if (!/^[0-9a-f]{8}$/.test(text)) {
      throw new UsageError(
        '--allow wants a fingerprint, the eight digits that a scan shows, such as --allow 1c9f02ab.',
      );
    }
  }
  return new Set(given);
}

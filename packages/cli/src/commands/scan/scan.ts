import type { OptionsOf, Run } from '../../command-line/definition.js';
import { EXIT } from '../../failure/exit.js';
import { UsageError } from '../../failure/usage-error.js';
import { locateStore } from '../../key/locate-store.js';
import type { Context } from '../../terminal/context.js';
import { shownJson } from '../../terminal/safe-text.js';
import { told } from './found-key.js';
import { installHook } from './install-hook.js';
import { sarif } from './sarif.js';
import type { SCAN } from './scan-definition.js';
import { scanFiles } from './scan-files.js';
import { scanHistory } from './scan-history.js';
import { newTally, type ScanReport, type ScanResult } from './scan-report.js';
import { scanStaged } from './scan-staged.js';
import { scanView } from './scan-view.js';

type Options = OptionsOf<typeof SCAN>;

const MIB = 1024 * 1024;
const DEFAULT_MIB = 16;

/** Looks for keys in files, in what is staged, or in the history. */
export const scan: Run<typeof SCAN> = async (options, context) => {
  const { print } = context;
  checkOptions(options, print.asJson);
  if (options.installHook) return install(context);
  const result = await runScan(options, context);
  const { findings, tally, commits } = result;
  if (options.sarif) print.view(shownJson(sarif(findings), 2));
  else {
    const scanned = commits === undefined ? tally : { commits, bytes: tally.bytes };
    print.json({ ok: findings.length === 0, findings, scanned });
    print.view(scanView(result));
  }
  return findings.length === 0 ? EXIT.ok : EXIT.found;
};

function checkOptions({ sarif, installHook, paths }: Options, asJson: boolean): void {
  if (sarif && asJson) throw new UsageError('--json and --sarif exclude each other. Give one of them.');
  if (installHook && paths.length > 0) {
    throw new UsageError('--install-hook writes the hook and scans nothing. Give it alone.');
  }
}

async function install(context: Context): Promise<number> {
  const { path, written } = await installHook(context);
  context.print.json({ ok: true, hook: path, written });
  context.print.view(
    `${path} ${written ? 'was written' : 'exists already'}: a commit with a key is refused.`,
  );
  return EXIT.ok;
}

async function runScan(options: Options, context: Context): Promise<ScanResult> {
  const maxBytes = (options.maxSize ?? DEFAULT_MIB) * MIB;
  const allowed = readAllowed(options.allow);
  const { path: configPath, names } = await knownKeys(options, context);
  const report = await search(options, context, { maxBytes, configPath });
  const findings = report.found
    .map((found) => told(found, names))
    .filter(({ fingerprint }) => !allowed.has(fingerprint));
  const { tally, commits } = report;
  return { findings, tally, maxBytes, ...(commits === undefined ? {} : { commits }) };
}

type Search = ScanReport & { readonly commits?: number };

async function search(
  { staged, history, paths }: Options,
  context: Context,
  { maxBytes, configPath }: { readonly maxBytes: number; readonly configPath: string },
): Promise<Search> {
  if (staged) return scanStaged(paths, maxBytes, context);
  if (history) {
    const { found, commits, bytes } = await scanHistory(paths, context);
    return { found, commits, tally: { ...newTally(), bytes } };
  }
  return scanFiles(paths.length === 0 ? ['.'] : paths, { cwd: context.cwd, maxBytes, configPath });
}

/** Names of config.ini by the key that they hold. A file that cannot be read takes nothing from a scan but the names. */
async function knownKeys(
  options: Options,
  context: Context,
): Promise<{ path: string; names: ReadonlyMap<string, string> }> {
  const store = locateStore(options, context);
  const snapshot = await store.read().catch(() => undefined);
  const config = snapshot?.config;
  const entries = config?.ok === true ? [...(config.apiKeys?.values() ?? [])] : [];
  const names = new Map<string, string>();
  for (const { name, value } of entries) {
    if (value !== undefined && name !== 'default' && !names.has(value)) names.set(value.toLowerCase(), name);
  }
  return { path: store.path, names };
}

function readAllowed(given: readonly string[]): ReadonlySet<string> {
  for (const text of given) {
    if (!/^[0-9a-f]{8}$/.test(text)) {
      throw new UsageError(
        `--allow must be a fingerprint, the eight digits that a scan shows, such as 1c9f02ab. Got "${text}".`,
      );
    }
  }
  return new Set(given);
}

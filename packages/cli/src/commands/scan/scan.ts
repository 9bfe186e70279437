import type { OptionsOf, Run } from '../../command-line/definition.js';
import { EXIT } from '../../failure/exit.js';
import { UsageError } from '../../failure/usage-error.js';
import { locateStore, unlessHomeless } from '../../key/locate-store.js';
import type { Context } from '../../terminal/context.js';
import { shownJson } from '../../terminal/safe-text.js';
import { allowedKeys } from './allowed-keys.js';
import { assistantKey, spentWords } from './assistants/assistant-key.js';
import { scanHostFiles } from './assistants/scan-host-files.js';
import { installHook } from './hook/install-hook.js';
import { shownFinding } from './report/found-key.js';
import { knownKeys } from './report/known-keys.js';
import type { ScanReport } from './report/scan-report.js';
import type { ScanResult } from './report/scan-result.js';
import { repositoryTop } from './repository-top.js';
import { sarif } from './sarif.js';
import type { SCAN } from './scan-definition.js';
import { scanJson, scanView } from './scan-view.js';
import { scanFiles } from './sources/scan-files.js';
import { scanHistory } from './sources/scan-history.js';
import { scanStaged } from './sources/scan-staged.js';

type Options = OptionsOf<typeof SCAN>;

const MIB = 1024 * 1024;

/** Looks for keys in files, in what is staged, or in the history. */
export const scan: Run<typeof SCAN> = async (options, context) => {
  const { print } = context;
  checkOptions(options, print.asJson);
  if (options.installHook) return install(context);
  const result = await runScan(options, context);
  if (options.sarif) {
    const isOfGit = options.staged || options.history;
    print.view(shownJson(sarif(result, isOfGit ? undefined : context.cwd), 2));
  } else {
    print.json(scanJson(result));
    print.view(scanView(result));
  }
  if (options.home) print.note(spentWords(result.spends));
  return options.exitZero ? EXIT.ok : exitCode(result);
};

function exitCode({ findings, complete }: ScanResult): number {
  if (findings.length > 0) return EXIT.found;
  return complete ? EXIT.ok : EXIT.unscanned;
}

function checkOptions({ sarif, installHook, home, paths }: Options, asJson: boolean): void {
  if (home && paths.length > 0) {
    throw new UsageError('--home knows which files to scan.', 'Leave out the paths.');
  }
  if (sarif && asJson) throw new UsageError('--json and --sarif exclude each other.', 'Give one of them.');
  if (installHook && paths.length > 0) {
    throw new UsageError('--install-hook writes the hook and scans nothing.', 'Give it alone.');
  }
}

async function install(context: Context): Promise<number> {
  const { path, written, notes } = await installHook(context);
  context.print.json({ ok: true, hook: path, written, ...(notes.length === 0 ? {} : { notes }) });
  context.print.view(
    `${path} ${written ? 'was written' : 'exists already'}: a commit with a key is refused.`,
  );
  for (const note of notes) context.print.note(note);
  return EXIT.ok;
}

async function runScan(options: Options, context: Context): Promise<ScanResult> {
  const store = unlessHomeless(() => locateStore(options, context));
  const allowed = allowedKeys(options.allow, repositoryTop(context.cwd));
  const names = knownKeys(await store?.read().catch(() => undefined));
  const { found, unscanned, files, bytes, commits } = await search(options, store?.path ?? '', context);
  const findings = found
    .filter((one) => !one.allowed)
    .map((one) => shownFinding(one, names))
    .filter(({ fingerprint }) => !allowed.has(fingerprint));
  return {
    findings,
    allowed: found.length - findings.length,
    unscanned,
    complete: unscanned.length === 0 || options.allowUnscanned,
    scanned: { files, bytes, ...(commits === undefined ? {} : { commits }) },
    ...(options.home ? { spends: await assistantKey(context) } : {}),
  };
}

async function search(
  { staged, history, home, paths, maxSize }: Options,
  configPath: string,
  context: Context,
): Promise<ScanReport> {
  const maxBytes = maxSize === undefined ? undefined : maxSize * MIB;
  if (home) return scanHostFiles(context).report;
  if (staged) return scanStaged(paths, maxBytes, context);
  if (history) return scanHistory(paths, maxBytes, context);
  return scanFiles(paths.length === 0 ? ['.'] : paths, { maxBytes, configPath }, context);
}

import { lstatSync } from 'node:fs';
import { sep } from 'node:path';
import { homeOf } from '../../../key/path-of.js';
import type { Context } from '../../../terminal/context.js';
import { bytesOfPath } from '../report/path-text.js';
import { ScanReport } from '../report/scan-report.js';
import { repositoryTop } from '../repository-top.js';
import { scanFile } from '../sources/scan-file.js';
import { hostFiles } from './host-files.js';

/** These files are settings; one of this size is something else. */
const MAX_BYTES = 16 * 1024 * 1024;

/** Looks for keys in the files of MCP hosts that exist here, whatever is in their place. */
export function scanHostFiles(context: Context): { report: ScanReport; hosts: readonly string[] } {
  const { platform, env, cwd } = context;
  const places = { platform, env, home: homeOf(context), projects: [cwd, repositoryTop(cwd)] };
  const there = hostFiles(places).filter(({ path }) => exists(path));
  const report = new ScanReport();
  for (const path of new Set(there.map((file) => file.path))) {
    const shown = path.startsWith(cwd + sep) ? path.slice(cwd.length + 1) : path;
    scanFile({ shown: bytesOfPath(shown.replaceAll(sep, '/')), path: bytesOfPath(path) }, report, MAX_BYTES);
  }
  return { report, hosts: [...new Set(there.map(({ host }) => host))] };
}

/** What cannot be looked at exists too: the scan says so. */
function exists(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ENOTDIR';
  }
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onWindows } from '@dlubal-kit/testing/skip-on-windows';
import { builtArchive, unpack } from '../../../release/executables/built-archive.js';
import { HERE } from '../../../release/executables/targets.mjs';

/** `dlubal-auth` as users get it. */
export interface BuiltCommand {
  readonly name: string;
  /** What starts it; the last is a file that can be run by its path. */
  readonly argv: readonly string[];
}

// "npm test" builds it first.
const PACKAGE: BuiltCommand = {
  name: 'the package',
  argv: [process.execPath, fileURLToPath(new URL('../bin/dlubal-auth.js', import.meta.url))],
};

/** The package, and where `npm run build:executables` made it, the one file for people without Node. */
export const BUILT_COMMANDS: readonly BuiltCommand[] = [PACKAGE, ...executable()];

function executable(): readonly BuiltCommand[] {
  // That of Windows is tested from Linux, under Wine: release/executables.
  const archive = onWindows ? undefined : builtArchive(HERE);
  if (archive === undefined) return [];
  const folder = mkdtempSync(join(tmpdir(), 'dlubal-auth-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return [{ name: 'the executable', argv: [unpack(archive, folder)] }];
}

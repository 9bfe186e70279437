import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { homeOf } from '../../../key/path-of.js';
import type { Context } from '../../../terminal/context.js';
import { shownLine } from '../../../terminal/safe-text.js';
import { linkEntries, type SharedFolder, saveEntries } from './shared-folder.js';

/** Where a program under test finds config.ini. Gone with the `using` block that holds it. */
export interface ProgramHome extends Disposable {
  /** Variables that lead the program there. */
  readonly env: Readonly<Record<string, string>>;
}

/** The folder in which a system keeps settings, of which only ours are replaced. */
const SETTINGS = {
  posix: { variable: 'XDG_CONFIG_HOME', fallback: ['.config'], link: undefined },
  // Of the files in that folder itself no program keeps settings, and to link a file takes a privilege.
  win32: { variable: 'LOCALAPPDATA', fallback: ['AppData', 'Local'], link: 'junction' },
} as const;

/**
 * config.ini, its lock, and what a write of it leaves when it is killed: all of them of the mock's keys. And the counts of
 * budgets: calls to a mock server must not use up the user's month, nor its refusals close the pool.
 */
const IS_OURS = /^(?:config\.ini|\.config\.ini\..*|budget-.*\.ledger)$/;

/**
 * Makes a config.ini for a program under test, at the place where the official Python client looks (docs/facts/config-ini.md):
 * that client reads no variable of ours, and would otherwise find the user's real keys. Everything else in the folder for
 * settings stays in reach by links, and what the program saves there is moved to the real folder afterwards.
 */
export function programHome(config: string, context: Context): ProgramHome {
  const path = mkdtempSync(join(tmpdir(), 'dlubal-mock-'));
  const api = join(path, 'Dlubal', 'api');
  mkdirSync(api, { recursive: true, mode: 0o700 });
  const file = join(api, 'config.ini');
  writeFileSync(file, config, { mode: 0o600 });
  const settings = SETTINGS[context.platform === 'win32' ? 'win32' : 'posix'];
  const folders = sharedFolders(realFolder(settings, context), path, settings.link);
  const links = folders.map(linkEntries);
  return {
    env: { DLUBAL_API_CONFIG: file, [settings.variable]: path },
    [Symbol.dispose]: () => {
      const unsaved = folders.flatMap((folder, at) => saveEntries(folder, links[at] ?? new Map()));
      for (const name of unsaved) {
        context.print.problem(
          `what the program saved could not be moved to your settings; it is in ${shownLine(name)}`,
        );
      }
      // Only now: nothing in it leads to the user's own files.
      if (unsaved.length === 0) rmSync(path, { recursive: true, force: true });
    },
  };
}

/** The user's own folder for settings; undefined where there is none to be found. */
function realFolder(
  { variable, fallback }: (typeof SETTINGS)[keyof typeof SETTINGS],
  context: Context,
): string | undefined {
  const home = homeOf(context);
  return context.env[variable] || (home === undefined ? undefined : join(home, ...fallback));
}

/** The folder itself, and the two below it of which only config.ini and the counts of budgets are the mock's. */
function sharedFolders(
  real: string | undefined,
  path: string,
  link: SharedFolder['link'],
): readonly SharedFolder[] {
  if (real === undefined) return [];
  return [
    { real, path, link, isOurs: (name) => /^dlubal$/i.test(name) },
    { real: join(real, 'Dlubal'), path: join(path, 'Dlubal'), link, isOurs: (name) => /^api$/i.test(name) },
    {
      real: join(real, 'Dlubal', 'api'),
      path: join(path, 'Dlubal', 'api'),
      link,
      isOurs: (name) => IS_OURS.test(name),
    },
  ];
}

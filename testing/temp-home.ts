import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { underWine } from './skip-on-windows.js';

/** A temporary home folder, deleted at the end of its `using` block. */
export interface TempHome extends Disposable {
  readonly path: string;
  /** Where clients keep config.ini when `.config` is the folder of settings: XDG_CONFIG_HOME, on Windows LOCALAPPDATA. */
  readonly configPath: string;
  /** Writes a file below the home, creating folders, and returns its path. */
  write(name: string, text: string | Uint8Array): string;
  writeConfig(text: string): string;
  readConfig(): string;
}

/** Windows removes no folder that a program which is just ending still has open; Wine can keep it open for longer. */
function removeFolder(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  } catch (error) {
    if (!underWine) throw error;
  }
}

export function tempHome(): TempHome {
  const path = mkdtempSync(join(tmpdir(), 'dlubal-kit-test-'));
  const configPath = join(path, '.config', 'Dlubal', 'api', 'config.ini');
  const write = (name: string, text: string | Uint8Array): string => {
    const file = join(path, name);
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(file, text, { mode: 0o600 });
    return file;
  };
  return {
    path,
    configPath,
    write,
    writeConfig: (text) => write('.config/Dlubal/api/config.ini', text),
    readConfig: () => readFileSync(configPath, 'utf8'),
    [Symbol.dispose]: () => removeFolder(path),
  };
}

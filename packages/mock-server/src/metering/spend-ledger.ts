import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { LEDGER } from './spend-notes.js';

/** Opens a ledger for the runs of this process and of the workers that it will start. */
export function openLedger(env: NodeJS.ProcessEnv): string {
  const path = join(mkdtempSync(join(tmpdir(), 'dlubal-mock-')), 'ledger');
  process.once('exit', () => rmSync(dirname(path), { recursive: true, force: true }));
  env[LEDGER] = path;
  return path;
}

/** The sum of the ledger, which is then empty: the next run of a watching runner begins at 0. */
export function takeSpend(path: string): { readonly requests: number; readonly anyServer: boolean } {
  const lines = read(path).split('\n').filter(Boolean);
  rmSync(path, { force: true });
  return { requests: lines.reduce((sum, line) => sum + Number(line), 0), anyServer: lines.length > 0 };
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Where the workers of a run write what they would have spent. Workers inherit it from the reporter's process. */
const LEDGER = 'DLUBAL_MOCK_LEDGER';

/** Opens a ledger for the runs of this process and of the workers that it will start. */
export function openLedger(env: NodeJS.ProcessEnv): string {
  const path = join(mkdtempSync(join(tmpdir(), 'dlubal-mock-')), 'ledger');
  process.once('exit', () => rmSync(dirname(path), { recursive: true, force: true }));
  env[LEDGER] = path;
  return path;
}

/** Adds one line to the ledger; without a reporter there is none, and nothing is written. */
export function noteSpend(env: NodeJS.ProcessEnv, requests: number): void {
  const path = env[LEDGER];
  if (path) appendFileSync(path, `${requests}\n`);
}

/** The sum of the ledger, which is then empty: the next run of a watching runner begins at 0. */
export function takeSpend(path: string): { readonly requests: number; readonly servers: number } {
  const lines = read(path).split('\n').filter(Boolean);
  rmSync(path, { force: true });
  return { requests: lines.reduce((sum, line) => sum + Number(line), 0), servers: lines.length };
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

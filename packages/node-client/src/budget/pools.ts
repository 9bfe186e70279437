import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { editSettings, monthOf, type PoolUsage, type SettingsChange } from '@dlubal-kit/auth-core';
import { editFile } from '../file/edit-file.js';
import { SETTINGS_FILE } from '../gather/settings-files.js';
import { BudgetError } from './budget-error.js';
import { type PoolChange, troubleWords } from './budget-store.js';
import { type BudgetPlace, openStore } from './open-budget.js';
import { readLedgerFileName } from './pool-name.js';

/** The pools that were used on this machine in the month of `at`, in the order of the alphabet. */
export function poolsOfMachine(folder: string, at: Date): string[] {
  const ledgers = namesIn(folder).map(readLedgerFileName);
  return ledgers.flatMap((ledger) => (ledger?.month === monthOf(at) ? [ledger.pool] : [])).sort();
}

/**
 * Reads or changes the month of a pool, as a person would who knows more than the count does.
 *
 * @throws {MisuseError} when Redis is asked for and its package is not installed
 * @throws {BudgetError} when the store cannot be used
 */
export async function changePool(
  pool: string,
  place: BudgetPlace,
  at: Date,
  change: PoolChange,
): Promise<PoolUsage> {
  const store = await openStore(pool, place);
  try {
    return (await store.change(at, change)).usage;
  } catch (trouble) {
    throw new BudgetError('budget-unavailable', pool, { happened: troubleWords(trouble) });
  } finally {
    store.end();
  }
}

/**
 * Writes the budget of a user's programs to `~/.dlubalrc`.
 *
 * @throws {ConfigFileError} when the file cannot be changed
 */
export async function rememberBudget(home: string, change: SettingsChange): Promise<string> {
  const path = join(home, SETTINGS_FILE);
  await editFile(path, (text) => editSettings(text, change));
  return path;
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

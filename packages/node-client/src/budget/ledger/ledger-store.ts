import { existsSync } from 'node:fs';
import { grantOf, monthOf } from '@dlubal-kit/auth-core';
import { type BudgetStore, type PoolAnswer, type PoolChange, UNUSED } from '../budget-store.js';
import { LedgerFile, ledgerPath } from './ledger-file.js';
import { MAX_AMOUNT } from './ledger-record.js';

/** Counts a pool for all processes of this machine, in one file per month next to config.ini. */
export class LedgerStore implements BudgetStore {
  readonly place: string;
  /** A look is one system call of a microsecond. */
  readonly freshMs = 50;
  readonly #folder: string;
  readonly #pool: string;
  #open: { readonly month: string; readonly file: LedgerFile } | undefined;

  constructor(folder: string, pool: string) {
    this.place = folder;
    this.#folder = folder;
    this.#pool = pool;
  }

  change(at: Date, change: PoolChange): PoolAnswer {
    if (change.kind === 'look' && !this.#isThere(at)) return { granted: 0, usage: UNUSED };
    const file = this.fileOf(at);
    const granted = record(file, change);
    return { granted, usage: file.read() };
  }

  /** The file of a month; the one that was open before is closed. */
  fileOf(at: Date): LedgerFile {
    const month = monthOf(at);
    if (this.#open?.month === month && this.#open.file.isThere) return this.#open.file;
    const file = new LedgerFile(this.#folder, this.#pool, at);
    this.end();
    this.#open = { month, file };
    return file;
  }

  /** A pool that is only looked at gets no file. */
  #isThere(at: Date): boolean {
    return this.#open !== undefined || existsSync(ledgerPath(this.#folder, this.#pool, at));
  }

  remembered(): undefined {}

  end(): void {
    this.#open?.file.close();
    this.#open = undefined;
  }
}

function record(file: LedgerFile, change: PoolChange): number {
  switch (change.kind) {
    case 'look':
      return 0;
    case 'lease':
      return lease(file, change);
    case 'count': {
      const { units, limit } = change;
      return file.append({ kind: units < 0 ? 'give-back' : 'count', amount: Math.abs(units), limit });
    }
    case 'set-used':
      return file.append({ kind: 'set-used', amount: change.used, limit: MAX_AMOUNT });
    case 'close':
    case 'reopen':
      return file.append({ kind: change.kind, amount: 0, limit: MAX_AMOUNT });
    default:
      return change satisfies never;
  }
}

/** A pool with nothing left gets no record, so that a program which goes on asking does not fill the disk. */
function lease(file: LedgerFile, change: PoolChange & { kind: 'lease' }): number {
  const { used, closed } = file.read();
  const amount = closed ? 0 : grantOf(change.limit - used, change);
  return amount === 0 ? 0 : file.append({ kind: 'lease', amount, limit: change.limit });
}

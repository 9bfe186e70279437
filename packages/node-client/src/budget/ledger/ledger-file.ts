import { randomBytes } from 'node:crypto';
import { closeSync, fstatSync, readdirSync, readSync, unlinkSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { monthOf, monthsLater } from '@dlubal-kit/auth-core';
import { StoreTrouble, UNUSED } from '../budget-store.js';
import { ledgerFileName, readLedgerFileName } from '../pool-name.js';
import { decodeRecords, encodeRecord, type LedgerRecord, RECORD_BYTES } from './ledger-record.js';
import { grantedTo, type LedgerState, withRecord } from './ledger-state.js';
import { ledgerTrouble, openLedger } from './open-ledger.js';

/** Bytes that are read at once. */
const CHUNK = 64 * 1024;

export function ledgerPath(folder: string, pool: string, at: Date): string {
  return join(folder, ledgerFileName({ pool, month: monthOf(at) }));
}

/** A pool's month in a file: records are only ever appended, so no lock is needed and a kill leaves a valid file. */
export class LedgerFile {
  readonly path: string;
  readonly #fd: number;
  readonly #chunk = Buffer.allocUnsafe(CHUNK);
  /** 40 random bits, then counted up: no two records that are written at the same time have the same. */
  #nextId = randomBytes(5).readUIntBE(0, 5);
  #offset = 0;
  #state: LedgerState = UNUSED;

  /** @throws {StoreTrouble} when the file cannot be opened. */
  constructor(folder: string, pool: string, at: Date) {
    this.path = ledgerPath(folder, pool, at);
    this.#fd = openLedger(this.path);
    if (fstatSync(this.#fd).size === 0) removeOldLedgers(folder, pool, at);
  }

  /** What all records up to now come to. */
  read(): LedgerState {
    this.#readNews();
    return this.#state;
  }

  /**
   * Appends a record.
   *
   * @returns how many units it took, if it is a lease: the records before it in the file decide, so all readers agree.
   * @throws {StoreTrouble} when the disk is full, for example.
   */
  append(record: Omit<LedgerRecord, 'id'> & { readonly id?: number }): number {
    const id = record.id ?? this.#newId();
    try {
      const written = writeSync(this.#fd, encodeRecord({ ...record, id }));
      if (written < RECORD_BYTES) throw new StoreTrouble(`The disk of ${this.path} is full.`);
    } catch (error) {
      throw ledgerTrouble(this.path, error);
    }
    return this.#readNews(id);
  }

  /** False after somebody removed the file: others count in a new one. */
  get isThere(): boolean {
    return fstatSync(this.#fd).nlink > 0;
  }

  close(): void {
    closeSync(this.#fd);
  }

  #newId(): number {
    this.#nextId = (this.#nextId + 1) % 2 ** 40;
    return this.#nextId;
  }

  /** Reads on from where it ended last time; gives the grant of the lease `mine`. */
  #readNews(mine?: number): number {
    let granted = 0;
    for (;;) {
      const got = this.#readChunk();
      const { records, length } = decodeRecords(this.#chunk.subarray(0, got));
      for (const record of records) {
        if (record.id === mine) granted = grantedTo(record, this.#state);
        this.#state = withRecord(this.#state, record);
      }
      this.#offset += length;
      if (got < CHUNK) return granted;
    }
  }

  #readChunk(): number {
    try {
      return readSync(this.#fd, this.#chunk, 0, CHUNK, this.#offset);
    } catch (error) {
      throw ledgerTrouble(this.path, error);
    }
  }
}

/** Removes the ledgers of a pool from before the last month. That one stays: a clock may be set back a little at the turn. */
function removeOldLedgers(folder: string, pool: string, at: Date): void {
  const lastMonth = monthOf(monthsLater(at, -1));
  for (const name of readdirSync(folder)) {
    const ledger = readLedgerFileName(name);
    if (ledger?.pool === pool && ledger.month < lastMonth) unlinkQuietly(join(folder, name));
  }
}

function unlinkQuietly(path: string): void {
  try {
    unlinkSync(path);
  } catch {
    // Another process removed it, or the next month's first one does.
  }
}

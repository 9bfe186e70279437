import { createHash } from 'node:crypto';
import { findKeys } from '@dlubal-kit/auth-core';

/** Longest name of a pool, in bytes of UTF-8: its file's name is at most three times as long. */
const MAX_BYTES = 64;

/** Why a text cannot be the name of a pool; undefined when it can. The answer does not show the text. */
export function poolNameFlaw(name: unknown): string | undefined {
  if (typeof name !== 'string' || name === '') return 'it must be a text that is not empty';
  if (findKeys(name).length > 0) return 'it contains an API key, which would become part of a file name';
  if (/[\p{Cc}\p{Cf}\p{Cs}]/u.test(name)) return 'it contains control characters';
  if (Buffer.byteLength(name) > MAX_BYTES) return `it is longer than ${MAX_BYTES} bytes`;
  return undefined;
}

/** A pool and a month, as a ledger's file name says them. */
export interface LedgerName {
  readonly pool: string;
  readonly month: string;
}

/** The file of a pool and month. Capitals are written as bytes too: some file systems take `Acme` and `acme` for one. */
export function ledgerFileName({ pool, month }: LedgerName): string {
  const safe = Array.from(Buffer.from(pool), (byte) => {
    const character = String.fromCharCode(byte);
    return /[a-z0-9_-]/.test(character) ? character : `%${byte.toString(16).padStart(2, '0')}`;
  });
  return `budget-${safe.join('')}-${month}.ledger`;
}

/** The pool and month of a file name; undefined when it is not a ledger's. */
export function readLedgerFileName(name: string): LedgerName | undefined {
  const [, written, month] = /^budget-([a-z0-9_%-]+)-(\d{4}-\d{2})\.ledger$/.exec(name) ?? [];
  if (written === undefined || month === undefined) return undefined;
  try {
    const pool = decodeURIComponent(written);
    return ledgerFileName({ pool, month }) === name ? { pool, month } : undefined;
  } catch {
    return undefined;
  }
}

/** What a pool is called in Redis, where others may read the names of keys. */
export function redisKey({ pool, month }: LedgerName): string {
  return `dlubal-budget:${createHash('sha256').update(pool).digest('hex').slice(0, 32)}:${month}`;
}
